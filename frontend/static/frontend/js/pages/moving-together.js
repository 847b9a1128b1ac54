/** Maps in frames of one page that move together: a frame tells its window, the page passes it on to the others. */

const MOVED = 'territory:moved';

/** @typedef {{kind: string, zoom: number, lon: number, lat: number}} Moved */

/** @param {unknown} told @returns {told is Moved} */
const isMoved = (told) => typeof told === 'object' && told !== null && /** @type {Moved} */ (told).kind === MOVED;

/** In the page: what one frame tells goes to the others. @param {HTMLElement} container of the frames */
export function startMovingTogether(container) {
  const frames = [...container.querySelectorAll('iframe')];
  window.addEventListener('message', (event) => {
    if (event.origin !== window.location.origin || !isMoved(event.data)) return;
    for (const { contentWindow } of frames) {
      if (contentWindow && contentWindow !== event.source) contentWindow.postMessage(event.data, window.location.origin);
    }
  });
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
}
