/** One observable value: what the page shows now. */

/**
 * @template {object} T
 * @param {T} first
 */
export function makeStore(first) {
  let value = first;
  /** @type {Set<(now: T, before: T) => void>} */
  const listeners = new Set();
  return {
    /** @returns {T} */
    get: () => value,
    /** @param {Partial<T>} change */
    set(change) {
      const before = value;
      const changed = Object.entries(change).some(([key, now]) => before[/** @type {keyof T} */ (key)] !== now);
      if (!changed) return;
      value = { ...before, ...change };
      for (const listener of [...listeners]) listener(value, before);
    },
    /** @param {(now: T, before: T) => void} listener @returns {() => void} stops it */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @template {object} T @typedef {ReturnType<typeof makeStore<T>>} Store */
