/** The map of works: where they are, and what is in reach without them and while they last. */

import L, { inWords } from '../map/leaflet.js';
import { makeTranslate } from '../i18n.js';
import { makeFormat } from '../geo/format.js';
import { makeMap } from '../map/map.js';
import { groundLayer } from './place.js';

const CLOSEST_ZOOM = 16;
const PIN_RADIUS_PX = 8;
/** @type {Record<string, (properties: Record<string, string>) => string>} */
const CLASSES = { before: () => 'works__before', after: () => 'works__after', place: () => 'works__place', member: () => 'works__member', project: () => 'works__project', service: () => 'works__service', phase: ({ timing }) => `works__shape works__shape--${timing}` };

/** @param {HTMLElement} root the element of the map */
export function startWorks(root) {
  const data = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const shapes = JSON.parse(document.getElementById('works-shapes')?.textContent ?? '{}');
  const language = document.documentElement.lang;
  const t = makeTranslate(data.texts);
  const map = makeMap(root, { zoom: data.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
  map.scrollWheelZoom.disable();
  const drawn = L.geoJSON(shapes, {
    style: (feature) => styleOf(feature?.properties ?? {}, feature?.geometry.type),
    pointToLayer: (feature, at) => L.circleMarker(at, { ...styleOf(feature.properties), radius: PIN_RADIUS_PX }),
    onEachFeature(feature, layer) {
      const { label } = feature.properties;
      if (label && feature.properties.kind !== 'place') layer.bindTooltip(inWords(label), { sticky: true });
    },
  });
  // A tram line under construction may lead out of the region: what is hit is what is looked at.
  const hit = L.geoJSON({ ...shapes, features: shapes.features.filter((/** @type {import('geojson').Feature} */ { properties }) => properties?.kind !== 'phase') });
  map.fitBounds(hit.getBounds(), { maxZoom: CLOSEST_ZOOM, padding: [40, 40], animate: false });
  groundLayer(data, language, makeFormat(language).number).addTo(map);
  drawn.addTo(map);
}

/** @param {Record<string, string>} properties @param {string} [type] of the geometry: lines are not filled */
function styleOf(properties, type = '') {
  const line = type.endsWith('LineString') ? ' works__line' : '';
  return { className: CLASSES[properties.kind](properties) + line, interactive: !['before', 'after', 'place'].includes(properties.kind) };
}
