/** The Leaflet map of the page: where it begins, its buttons, what is pointed at and chosen. */

import L from './leaflet.js';

/** @typedef {import('../geo/bbox.js').Bbox} Bbox */
/** @typedef {import('./hit-test.js').Thing} Thing */
/** @typedef {import('../state/url.js').View} View */

/** A finger is less exact than a mouse. */
const SLACK_PX = window.matchMedia('(pointer: coarse)').matches ? 14 : 4;
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

/** @param {HTMLElement} element @param {{zoom: {min: number, max: number}, labels: {zoomIn: string, zoomOut: string}}} options @returns {L.Map} */
export function makeMap(element, { zoom, labels }) {
  const map = L.map(element, {
    zoomControl: false,
    zoomSnap: 0.25,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 90,
    minZoom: zoom.min,
    maxZoom: zoom.max,
    zoomAnimation: !calm.matches,
    fadeAnimation: !calm.matches,
    inertia: !calm.matches,
    attributionControl: false,
  });
  // Banner and time bar take from the room of the map: it keeps its middle.
  new ResizeObserver(() => {
    element.style.setProperty('--map-height', `${element.clientHeight}px`);
    map.invalidateSize({ animate: false });
  }).observe(element);
  L.control.attribution({ prefix: false, position: 'bottomright' }).addTo(map);
  L.control.scale({ imperial: false, position: 'bottomright' }).addTo(map);
  L.control.zoom({ position: 'topright', zoomInTitle: labels.zoomIn, zoomOutTitle: labels.zoomOut }).addTo(map);
  return map;
}

/** @param {L.Map} map @returns {Bbox} */
export function viewBbox(map) {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

/** @param {L.Map} map @param {number} bottom px of the map under the sheet of a phone @returns {View} its middle is that of what is seen, so that a link shows the same on every screen */
export function viewOf(map, bottom = 0) {
  const { x, y } = map.getSize();
  const { lng, lat } = bottom ? map.containerPointToLatLng([x / 2, (y - bottom) / 2]) : map.getCenter();
  return { zoom: map.getZoom(), lon: lng, lat };
}

/** @param {L.Map} map @param {View | null} view @param {Bbox | null} otherwise @param {{right?: number, bottom?: number}} covered px of the map at first */
export function showView(map, view, otherwise, { right = 0, bottom = 0 } = {}) {
  if (view) map.setView(map.unproject(map.project([view.lat, view.lon], view.zoom).add([0, bottom / 2]), view.zoom), view.zoom, { animate: false });
  else if (otherwise) map.fitBounds(corners(otherwise), { paddingTopLeft: [20, 20], paddingBottomRight: [20 + right, 20 + bottom], animate: false });
  else map.setView([49.56, 6.05], 11, { animate: false });
}

/** @param {L.Map} map @param {Bbox} bbox @param {{right?: number, bottom?: number}} covered px of the map @param {number} [closest] zoom */
export function goTo(map, bbox, { right = 0, bottom = 0 } = {}, closest = 16) {
  map.fitBounds(corners(bbox), { maxZoom: closest, paddingTopLeft: [30, 30], paddingBottomRight: [30 + right, 30 + bottom], animate: !calm.matches });
}

/** Moves only as far as needed to see the place. @param {L.Map} map @param {Bbox} bbox @param {{right?: number, bottom?: number}} covered px of the map */
export function bringIntoView(map, bbox, { right = 0, bottom = 0 } = {}) {
  const size = map.getSize();
  const [a, b] = corners(bbox).map((corner) => map.latLngToContainerPoint(/** @type {L.LatLngTuple} */ (corner)));
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  const edge = 48;
  if (x > edge && x < size.x - right - edge && y > edge && y < size.y - bottom - edge) return;
  map.panBy([Math.round(x - (size.x - right) / 2), Math.round(y - (size.y - bottom) / 2)], { animate: !calm.matches });
}

/** @param {Bbox} bbox @returns {[L.LatLngTuple, L.LatLngTuple]} south-west and north-east as Leaflet writes them */
function corners([west, south, east, north]) {
  return [[south, west], [north, east]];
}

/**
 * @param {L.Map} map @param {import('./vector-layer.js').VectorLayer} layer
 * @param {{onHover: (thing: Thing | null) => void, onChoose: (things: Thing[], at: {lon: number, lat: number}) => void}} listeners
 */
export function listen(map, layer, { onHover, onChoose }) {
  let waiting = 0;
  map.on('mousemove', (event) => {
    // Who drags the map does not point at anything.
    if (waiting || /** @type {any} */ (map.dragging).moving()) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      const [thing] = layer.thingsAt(event.containerPoint, SLACK_PX).filter(({ collection }) => collection !== 'communes');
      map.getContainer().classList.toggle('map--pointing', Boolean(thing));
      onHover(thing ?? null);
    });
  });
  map.on('mouseout', () => onHover(null));
  map.on('click', (event) => {
    onChoose(layer.thingsAt(event.containerPoint, SLACK_PX), { lon: event.latlng.lng, lat: event.latlng.lat });
  });
}

/**
 * A round button on the map.
 * @param {L.Map} map @param {{position?: L.ControlPosition, label: string, icon: SVGSVGElement, onPress: (button: HTMLButtonElement) => void, id?: string}} options
 * @returns {HTMLButtonElement}
 */
export function addButton(map, { position = 'topright', label, icon, onPress, id }) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'map-button';
  if (id) button.id = id;
  button.title = label;
  button.setAttribute('aria-label', label);
  button.append(icon);
  button.addEventListener('click', () => onPress(button));
  const control = new L.Control({ position });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(button);
    return button;
  };
  control.addTo(map);
  return button;
}

/** @param {L.Map} map @param {{onFound: (at: {lon: number, lat: number, accuracyM: number}) => void, onRefusal: (code: number) => void}} listeners the code says why, as browsers count it: 1 not allowed, 2 not known, 3 too late */
export function locate(map, { onFound, onRefusal }) {
  /** @param {L.ErrorEvent} event */
  const refuse = ({ code }) => {
    map.off('locationfound', find);
    onRefusal(code);
  };
  /** @param {L.LocationEvent} event */
  const find = ({ latlng, accuracy }) => {
    map.off('locationerror', refuse);
    onFound({ lon: latlng.lng, lat: latlng.lat, accuracyM: accuracy });
  };
  map.once('locationfound', find);
  map.once('locationerror', refuse);
  map.locate({ setView: false, timeout: 10_000, enableHighAccuracy: true });
}
