/** The small map of a comparison: a place as it was and as it became. */

import L from '../map/leaflet.js';
import { makeTranslate } from '../i18n.js';
import { makeFormat } from '../geo/format.js';
import { makeMap } from '../map/map.js';
import { groundLayer } from './place.js';

/** Closer than this a place no longer shows where it lies. */
const CLOSEST_ZOOM = 16;
const PIN_RADIUS_PX = 9;

/** @param {HTMLElement} root an element with data-outlines: JSON of two geometries (CRS84), "before" and "after" */
export function startOutlines(root) {
  const data = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const { before, after } = JSON.parse(root.dataset.outlines ?? '{}');
  const language = document.documentElement.lang;
  const t = makeTranslate(data.texts);
  const map = makeMap(root, { zoom: data.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
  map.scrollWheelZoom.disable();
  const shapes = [drawn(before, 'outline outline--before'), drawn(after, 'outline')];
  map.fitBounds(L.featureGroup(shapes).getBounds(), { maxZoom: CLOSEST_ZOOM, padding: [30, 30], animate: false });
  groundLayer(data, language, makeFormat(language).number).addTo(map);
  for (const shape of shapes) shape.addTo(map);
}

/** @param {import('geojson').Geometry} geometry @param {string} className @returns {import('leaflet').GeoJSON} */
function drawn(geometry, className) {
  const style = { className, interactive: false };
  return L.geoJSON(geometry, { style, interactive: false, pointToLayer: (_feature, at) => L.circleMarker(at, { ...style, radius: PIN_RADIUS_PX }) });
}
