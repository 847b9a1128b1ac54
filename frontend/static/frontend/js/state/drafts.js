/** What somebody typed and has not saved, kept in this browser by the name of the form. Knows no page. */

/** @typedef {[name: string, value: string][]} Fields */
/** @typedef {{version: string, savedAt: string, fields: Fields}} Draft */

const PREFIX = 'draft:';
/** After this nobody remembers what it was. */
const KEPT_DAYS = 60;
const DAY_MS = 86_400_000;

/** @returns {Storage | null} null where the browser keeps nothing */
export function storageOfBrowser() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {Storage | null} storage null where the browser keeps nothing */
export function makeDrafts(storage) {
  return {
    /** @param {string} name @returns {Draft | null} */
    read(name) {
      try {
        const draft = JSON.parse(storage?.getItem(PREFIX + name) ?? 'null');
        return draft && Date.now() - Date.parse(draft.savedAt) < KEPT_DAYS * DAY_MS ? draft : null;
      } catch {
        return null;
      }
    },
    /** @param {string} name @param {string} version the one the form starts from @param {Fields} fields @returns {boolean} whether it is kept */
    write(name, version, fields) {
      try {
        storage?.setItem(PREFIX + name, JSON.stringify({ version, savedAt: new Date().toISOString(), fields }));
        return storage !== null;
      } catch {
        return false; // full, or forbidden
      }
    },
    /** @param {string} name */
    remove(name) {
      storage?.removeItem(PREFIX + name);
    },
  };
}

/** @param {Fields} one @param {Fields} other @returns {boolean} whether both say the same; what is empty counts as missing */
export function sameFields(one, other) {
  const told = (/** @type {Fields} */ fields) => JSON.stringify(fields.filter(([, value]) => value !== '').sort(([a, x], [b, y]) => (a + x < b + y ? -1 : 1)));
  return told(one) === told(other);
}
