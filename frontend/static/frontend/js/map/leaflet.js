/** Leaflet as django-leaflet ships it. The only module that reads its global. */

/** @type {typeof import('leaflet')} */
const leaflet = /** @type {any} */ (globalThis).L;
if (!leaflet) throw new Error('leaflet/leaflet.js has to stand in the page before the modules.');

/** @param {string} words @returns {HTMLElement} for tooltips and popups: Leaflet takes a string for HTML */
export function inWords(words) {
  const element = document.createElement('span');
  element.textContent = words;
  return element;
}

export default leaflet;
