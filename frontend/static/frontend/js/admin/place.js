/** Maps of the back office: our own land under what is edited, and a store that keeps areas whole. */

import L from '../map/leaflet.js';

/** @type {any} leaflet.forms.js, which stands in the page before, hangs its classes here */
const forms = L;
const LAND = ['communes', 'business-parks', 'transit-sections'];

/**
 * The parts of a geometry: a multi-geometry taken apart, holes and all.
 * @param {GeoJSON.Geometry} geometry
 * @returns {any[]}
 */
function parts(geometry) {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(parts);
  if (!geometry.type.startsWith('Multi')) return [geometry];
  const type = geometry.type.slice('Multi'.length);
  return geometry.coordinates.map((coordinates) => ({ type, coordinates }));
}

/**
 * One geometry made of `pieces`; of the multi kind when there are several or the column asks for it.
 * @param {any[]} pieces
 * @param {boolean} asMulti
 */
function joined(pieces, asMulti) {
  if (pieces.length === 1 && !asMulti) return pieces[0];
  const types = new Set(pieces.map((piece) => piece.type));
  if (types.size > 1) return { type: 'GeometryCollection', geometries: pieces };
  return { type: `Multi${pieces[0].type}`, coordinates: pieces.map((piece) => piece.coordinates) };
}

// django-leaflet's own store drops the holes of areas when it saves several of them.
forms.WholeFieldStore = forms.FieldStore.extend({
  /** @param {any} layer */
  _serialize(layer) {
    const items = typeof layer.getLayers === 'function' ? layer.getLayers() : [layer];
    const pieces = items.flatMap((/** @type {any} */ item) => parts(item.toGeoJSON(this.options.precision).geometry));
    return pieces.length ? JSON.stringify(joined(pieces, this.options.is_collection)) : '';
  },
});

/**
 * Draws one public collection under everything else.
 * @param {L.Map} map
 * @param {string} collection
 */
async function drawLand(map, collection) {
  const answer = await fetch(`/ogc/collections/${collection}/items?limit=1000`);
  if (!answer.ok) return;
  const land = L.geoJSON(await answer.json(), {
    interactive: false,
    pane: 'tilePane',
    style: () => ({ className: `land land--${collection}` }),
  });
  land.addTo(map);
}

window.addEventListener('map:init', (event) => {
  const { map } = /** @type {CustomEvent<{map: L.Map}>} */ (event).detail;
  for (const collection of LAND) void drawLand(map, collection);
});
