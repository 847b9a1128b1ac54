/** Taking back what narrows the map, one filter at a time. The clocks have their own way back to today. */

import { TODAY } from './url.js';

/** @typedef {import('./url.js').Filters} Filters */

const MOST_KEPT = 20;
const CLOCKS = Object.keys(TODAY);

/** @param {Filters} filters @returns {string} what narrows, without the clocks */
const narrowing = (filters) => JSON.stringify(Object.entries(filters).filter(([name]) => !CLOCKS.includes(name)));

/** @param {import('./store.js').Store<import('./url.js').Seen>} store */
export function makeUndo(store) {
  /** @type {Filters[]} */
  const kept = [];
  let isUndoing = false;
  store.subscribe((now, before) => {
    if (isUndoing || narrowing(now.filters) === narrowing(before.filters)) return;
    kept.push(before.filters);
    kept.splice(0, Math.max(0, kept.length - MOST_KEPT));
  });
  return {
    canUndo: () => kept.length > 0,
    /** Back to the filters before the last change; the clocks stay where they are. @returns {boolean} whether there was one */
    undo() {
      const before = kept.pop();
      if (!before) return false;
      const { on, period, as_of } = store.get().filters;
      isUndoing = true;
      store.set({ filters: { ...before, on, period, as_of } });
      isUndoing = false;
      return true;
    },
  };
}

/** Ctrl+Z (⌘Z) outside of fields, where it belongs to what is typed. @param {() => void} onUndo */
export function undoByKey(onUndo) {
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'z') return;
    const at = /** @type {Element | null} */ (event.target);
    if (at?.closest('input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, [contenteditable]')) return;
    event.preventDefault();
    onUndo();
  });
}
