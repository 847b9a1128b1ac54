/** A place as somebody draws it: a pin, a line or an area, corner by corner. Pure: every change gives a new sketch. */

/** @typedef {import('./bbox.js').LonLat} LonLat */
/** @typedef {'Point' | 'LineString' | 'Polygon'} SketchKind */
/** @typedef {{kind: SketchKind, corners: LonLat[]}} Sketch */
/** @typedef {import('geojson').Point | import('geojson').LineString | import('geojson').Polygon} SketchGeometry */

/** Corners a kind needs before it is a place. @type {Record<SketchKind, number>} */
const CORNERS_NEEDED = { Point: 1, LineString: 2, Polygon: 3 };

/** @param {LonLat} corner @returns {LonLat} to about 0.1 m: more would claim what nobody can point at */
function rounded([lon, lat]) {
  return [Number(lon.toFixed(6)), Number(lat.toFixed(6))];
}

/** @param {Sketch} sketch @param {LonLat} corner @returns {Sketch} a pin moves there, lines and areas grow */
export function withCorner({ kind, corners }, corner) {
  return { kind, corners: kind === 'Point' ? [rounded(corner)] : [...corners, rounded(corner)] };
}

/** @param {Sketch} sketch @param {number} index @param {LonLat} corner @returns {Sketch} */
export function withCornerMoved({ kind, corners }, index, corner) {
  return { kind, corners: corners.map((old, position) => (position === index ? rounded(corner) : old)) };
}

/** @param {Sketch} sketch @param {number} index of the corner before which it goes @param {LonLat} corner @returns {Sketch} */
export function withCornerInserted({ kind, corners }, index, corner) {
  return { kind, corners: [...corners.slice(0, index), rounded(corner), ...corners.slice(index)] };
}

/** @param {Sketch} sketch @param {number} index @returns {Sketch} */
export function withoutCorner({ kind, corners }, index) {
  return { kind, corners: corners.filter((_corner, position) => position !== index) };
}

/** @param {Sketch} sketch @returns {{index: number, corner: LonLat}[]} the middle of each side, and where a corner put there would stand */
export function middles({ kind, corners }) {
  if (kind === 'Point' || corners.length < 2) return [];
  const closes = kind === 'Polygon' && corners.length > 2;
  const sides = closes ? corners.length : corners.length - 1;
  return Array.from({ length: sides }, (_side, index) => {
    const [a, b] = [corners[index], corners[(index + 1) % corners.length]];
    return { index: index + 1, corner: /** @type {LonLat} */ ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]) };
  });
}

/** @param {Sketch} sketch @returns {SketchGeometry | null} in CRS84; null while corners are missing */
export function geometryOf({ kind, corners }) {
  if (corners.length < CORNERS_NEEDED[kind]) return null;
  if (kind === 'Point') return { type: kind, coordinates: corners[0] };
  if (kind === 'LineString') return { type: kind, coordinates: corners };
  return { type: kind, coordinates: [[...corners, corners[0]]] };
}

/** @param {string} text GeoJSON @returns {Sketch | null} null where it is no pin, line or area of one piece without holes */
export function sketchOf(text) {
  /** @type {any} */
  let geometry;
  try {
    geometry = JSON.parse(text);
  } catch {
    return null;
  }
  const { type, coordinates } = geometry ?? {};
  const single = typeof type === 'string' && type.startsWith('Multi');
  if (single && coordinates?.length !== 1) return null;
  const kind = /** @type {SketchKind} */ (single ? type.slice('Multi'.length) : type);
  const inner = single ? coordinates[0] : coordinates;
  if (kind === 'Point') return { kind, corners: [inner] };
  if (kind === 'LineString') return { kind, corners: inner };
  if (kind === 'Polygon' && inner.length === 1) return { kind, corners: inner[0].slice(0, -1) };
  return null;
}
