/** Drawing on the map: pin, line or area, by mouse, finger or keyboard; corners move, go and come; undo. */

import L from './leaflet.js';
import { makeMovable } from './movable.js';
import { geometryOf, middles, withCorner, withCornerInserted, withCornerMoved, withoutCorner } from '../geo/sketch.js';

/** @typedef {import('../geo/sketch.js').Sketch} Sketch */
/** @typedef {import('../geo/bbox.js').LonLat} LonLat */

const MOST_STEPS_BACK = 100;

/** @param {LonLat} corner @returns {L.LatLngTuple} */
const latLng = ([lon, lat]) => [lat, lon];
/** @param {L.LatLng} at @returns {LonLat} */
const lonLat = ({ lng, lat }) => [lng, lat];

/**
 * @param {L.Map} map
 * @param {{labels: {corner: string, middle: string, hint: string}, onChange: (sketch: Sketch) => void, onDrag: (sketch: Sketch) => void}} options
 */
export function makeDrawing(map, { labels, onChange, onDrag }) {
  /** @type {Sketch} */
  let sketch = { kind: 'Point', corners: [] };
  /** @type {Sketch[]} */
  const before = [];
  const shape = L.layerGroup().addTo(map);
  const handles = L.layerGroup().addTo(map);
  /** @type {{marker: L.Marker, put: (at: L.LatLng) => boolean}[]} */
  let corners = [];

  /** @param {Sketch} next @param {number} [focused] index of the corner that has the focus then */
  function change(next, focused) {
    before.push(sketch);
    if (before.length > MOST_STEPS_BACK) before.shift();
    sketch = next;
    show();
    if (focused !== undefined) (corners[Math.min(focused, corners.length - 1)]?.marker.getElement() ?? map.getContainer()).focus();
    onChange(sketch);
  }

  function showShape() {
    shape.clearLayers();
    const places = sketch.corners.map(latLng);
    const style = { className: 'sketch', interactive: false };
    if (sketch.kind === 'LineString' || places.length === 2) shape.addLayer(L.polyline(places, style));
    else if (sketch.kind === 'Polygon') shape.addLayer(L.polygon(places, style));
  }

  function show() {
    showShape();
    handles.clearLayers();
    corners = sketch.corners.map((corner, index) => cornerHandle(index, corner));
    for (const { marker } of corners) handles.addLayer(marker);
    for (const { index, corner } of middles(sketch)) handles.addLayer(middleHandle(index, corner));
  }

  /** @param {number} index @param {LonLat} corner */
  function cornerHandle(index, corner) {
    const label = `${labels.corner} ${index + 1}`;
    const isPin = sketch.kind === 'Point';
    const marker = L.marker(latLng(corner), { draggable: true, title: label, alt: label, icon: handleIcon(isPin ? 'sketch-pin' : 'sketch-corner', 36) });
    marker.on('drag', () => {
      sketch = withCornerMoved(sketch, index, lonLat(marker.getLatLng()));
      showShape();
      onDrag(sketch);
    });
    const start = sketch;
    marker.on('dragend', () => {
      const moved = sketch;
      sketch = start;
      change(moved);
    });
    marker.on('keydown', ({ originalEvent }) => {
      const next = middles(sketch).find((middle) => middle.index === index + 1);
      if (originalEvent.key === 'Delete' || originalEvent.key === 'Backspace') change(withoutCorner(sketch, index), index);
      else if (originalEvent.key === '+' && next) change(withCornerInserted(sketch, next.index, next.corner), next.index);
      else return;
      originalEvent.preventDefault();
    });
    const { put } = makeMovable(map, marker, { hint: labels.hint, onMove: (at) => change(withCornerMoved(sketch, index, lonLat(at)), index) });
    return { marker, put };
  }

  /** @param {number} index @param {LonLat} corner @returns {L.Marker} */
  function middleHandle(index, corner) {
    const marker = L.marker(latLng(corner), { draggable: true, title: labels.middle, alt: labels.middle, keyboard: false, icon: handleIcon('sketch-middle', 28) });
    const insert = () => change(withCornerInserted(sketch, index, lonLat(marker.getLatLng())));
    marker.on('click dragend', insert);
    return marker;
  }

  const add = (/** @type {L.LatLng} */ at) => change(withCorner(sketch, lonLat(at)));
  // A corner that was taken up is put down; else there is one more.
  const onClick = (/** @type {L.LeafletMouseEvent} */ { latlng }) => corners.some(({ put }) => put(latlng)) || add(latlng);
  map.on('click', onClick);
  map.doubleClickZoom.disable();

  return {
    /** @returns {Sketch} */
    get: () => sketch,
    /** @param {Sketch} next shown without being a step that can be undone */
    set(next) {
      sketch = next;
      before.length = 0;
      show();
    },
    /** @param {import('../geo/sketch.js').SketchKind} kind what has been drawn stays where it can */
    setKind(kind) {
      if (kind !== sketch.kind) change({ kind, corners: kind === 'Point' ? sketch.corners.slice(0, 1) : sketch.corners });
    },
    /** A corner in the middle of the map: the way of keyboard and thumb. */
    addInTheMiddle: () => add(map.getCenter()),
    undo() {
      const last = before.pop();
      if (!last) return;
      sketch = last;
      show();
      onChange(sketch);
    },
    clear: () => sketch.corners.length && change({ kind: sketch.kind, corners: [] }),
    canUndo: () => before.length > 0,
    isComplete: () => geometryOf(sketch) !== null,
    /** The map is again what it was. */
    stop() {
      map.off('click', onClick);
      map.doubleClickZoom.enable();
      shape.remove();
      handles.remove();
    },
  };
}

/** @param {string} className @param {number} size px @returns {L.DivIcon} */
function handleIcon(className, size) {
  return L.divIcon({ className: `sketch-handle ${className}`, iconSize: [size, size], iconAnchor: [size / 2, className === 'sketch-pin' ? size : size / 2] });
}
