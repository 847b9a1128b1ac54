/** The catchment of the pooled service that is chosen, as a soft area around it. */

import L from './leaflet.js';
import { around, middle } from '../geo/bbox.js';

/** @typedef {import('../api/collections.js').Feature} Feature */

/** @param {import('geojson').Geometry} geometry @returns {import('../geo/bbox.js').LonLat[]} */
function cornersOf(geometry) {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(cornersOf);
  const numbers = /** @type {number[]} */ (/** @type {unknown[]} */ (geometry.coordinates).flat(3));
  return Array.from({ length: numbers.length / 2 }, (_pair, index) => [numbers[2 * index], numbers[2 * index + 1]]);
}

/** @param {L.Map} map @param {(id: string) => Promise<Feature>} read */
export function makeReach(map, read) {
  const circle = L.circle([0, 0], { radius: 1, className: 'reach', interactive: false });
  let asked = '';
  return {
    /** @param {import('../state/url.js').Selection | null} selected */
    async show(selected) {
      circle.remove();
      asked = selected?.collection === 'pooled-services' ? selected.id : '';
      if (!asked) return;
      const feature = await read(asked).catch(() => null);
      if (!feature?.geometry || !feature.properties.catchment_m || String(feature.id) !== asked) return;
      const [lon, lat] = middle(around(cornersOf(feature.geometry)));
      circle.setLatLng([lat, lon]).setRadius(feature.properties.catchment_m).addTo(map);
    },
  };
}
