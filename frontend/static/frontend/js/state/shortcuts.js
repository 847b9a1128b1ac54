/** Keys of a single character that do something on the map: never while somebody types, and they can be switched off (WCAG 2.1.4). */

const KEPT = 'territory.shortcuts';

/** @returns {Storage | null} none where the browser keeps nothing: then they are on */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @returns {boolean} */
export const areOn = () => storage()?.getItem(KEPT) !== 'off';

/** @param {boolean} on */
export function switchShortcuts(on) {
  storage()?.setItem(KEPT, on ? 'on' : 'off');
}

/** @param {Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>} event @param {Element | null} at @returns {boolean} whether the key is one to itself: not typed into something, not part of another command */
export function isShortcut({ ctrlKey, metaKey, altKey, isComposing }, at) {
  return !ctrlKey && !metaKey && !altKey && !isComposing && !at?.closest('input, textarea, select, [contenteditable], dialog');
}

/** @param {Record<string, () => void>} keys what each does */
export function listenToShortcuts(keys) {
  document.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.defaultPrevented || !areOn() || !isShortcut(event, /** @type {Element | null} */ (event.target)) || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    act();
  });
}
