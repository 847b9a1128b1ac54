/** Maps in frames of one page that move together: a frame tells its window, the page passes it on to the others. */

const MOVED = 'territory:moved';
const READY = 'territory:ready';

/** @typedef {{kind: string, zoom: number, lon: number, lat: number}} Moved */

/** @param {unknown} told @param {string} kind @returns {boolean} */
const isTold = (told, kind) => typeof told === 'object' && told !== null && /** @type {{kind: unknown}} */ (told).kind === kind;

/** @param {unknown} told @returns {told is Moved} */
const isMoved = (told) => isTold(told, MOVED);

/** In the page: what one frame tells goes to the others, also to one that comes later. @param {HTMLElement} container of the frames @param {{onMoved: () => void}} options */
export function startMovingTogether(container, { onMoved }) {
  /** @type {Moved | null} */
  let last = null;
  window.addEventListener('message', ({ origin, data, source }) => {
    if (origin !== window.location.origin) return;
    const windows = [...container.querySelectorAll('iframe')].flatMap(({ contentWindow }) => contentWindow ?? []);
    if (isMoved(data)) {
      last = data;
      for (const each of windows) if (each !== source) each.postMessage(data, origin);
      onMoved();
    } else if (isTold(data, READY) && last) {
      for (const each of windows) if (each === source) each.postMessage(last, origin);
    }
  });
  /** Frames that come from now on begin where their address says. */
  return { last: () => last, forget: () => (last = null) };
}

/** In a frame: tells where a person has moved the map, and goes where the page says. @param {import('leaflet').Map} map */
export function moveWithOthers(map) {
  let following = false;
  map.on('move', () => {
    if (following) return;
    const { lng, lat } = map.getCenter();
    window.parent.postMessage({ kind: MOVED, zoom: map.getZoom(), lon: lng, lat }, window.location.origin);
  });
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== window.location.origin || !isMoved(event.data)) return;
    following = true;
    map.setView([event.data.lat, event.data.lon], event.data.zoom, { animate: false });
    following = false;
  });
  window.parent.postMessage({ kind: READY }, window.location.origin);
}
