/** A marker that need not be dragged: the arrow keys move it, or a click takes it up and the next one puts it down. */

/** So far a key moves it, and with the shift key; pixels of the map. */
const STEP_PX = 10;
const FINE_PX = 1;
const HELD = 'marker--held';
/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {import('leaflet').Map} map @param {import('leaflet').Marker} marker
 * @param {{hint: string, onMove: (at: import('leaflet').LatLng) => void}} options the hint says how it is moved
 * @returns {{put: (at: import('leaflet').LatLng) => boolean}} put: takes a click on the map while it is held; whether it did
 */
export function makeMovable(map, marker, { hint, onMove }) {
  let isHeld = false;

  /** @param {boolean} held */
  function hold(held) {
    isHeld = held;
    marker.getElement()?.classList.toggle(HELD, held);
    marker.getElement()?.setAttribute('aria-pressed', String(held));
  }

  marker.on('add', () => marker.getElement()?.setAttribute('aria-description', hint));
  marker.on('click', () => hold(!isHeld));
  marker.on('dragstart', () => hold(false));
  marker.on('keydown', ({ originalEvent }) => {
    const step = STEPS[originalEvent.key];
    if (originalEvent.key === 'Escape') hold(false);
    if (!step) return;
    originalEvent.preventDefault();
    const px = originalEvent.shiftKey ? FINE_PX : STEP_PX;
    const at = map.layerPointToLatLng(map.latLngToLayerPoint(marker.getLatLng()).add([step[0] * px, step[1] * px]));
    marker.setLatLng(at);
    map.panInside(at, { padding: [40, 40], animate: false });
    onMove(at);
  });
  return {
    put(at) {
      if (!isHeld) return false;
      hold(false);
      onMove(at);
      return true;
    },
  };
}
