/** Leaflet as django-leaflet ships it. The only module that reads its global. */

/** @type {typeof import('leaflet')} */
const leaflet = /** @type {any} */ (globalThis).L;
if (!leaflet) throw new Error('leaflet/leaflet.js has to stand in the page before the modules.');

export default leaflet;
