/** Boxes `[west, south, east, north]` in degrees, CRS84. */

/** @typedef {[number, number, number, number]} Bbox */
/** @typedef {[number, number]} LonLat */

/** @param {string | null | undefined} text "5.9,49.4,6.2,49.6" @returns {Bbox | null} null where it is not a box */
export function parseBbox(text) {
  const numbers = (text ?? '').split(',').map(Number);
  if (numbers.length !== 4 || numbers.some((number) => !Number.isFinite(number)) || !text) return null;
  const [west, south, east, north] = numbers;
  return west <= east && south <= north ? [west, south, east, north] : null;
}

/** @param {Bbox} bbox @returns {string} as a query parameter, to the nearest 0.1 m or so */
export function bboxText(bbox) {
  return bbox.map((degrees) => Number(degrees.toFixed(6))).join(',');
}

/** @param {Bbox} bbox @param {LonLat} point @returns {boolean} */
export function contains([west, south, east, north], [lon, lat]) {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** @param {Bbox} bbox @returns {LonLat} its middle */
export function middle([west, south, east, north]) {
  return [(west + east) / 2, (south + north) / 2];
}

/** @param {LonLat[]} points at least one @returns {Bbox} the smallest box around them */
export function around(points) {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** @param {Bbox[]} boxes @returns {Bbox | null} the smallest box around all, null for none */
export function union(boxes) {
  if (!boxes.length) return null;
  return around(boxes.flatMap(([west, south, east, north]) => /** @type {LonLat[]} */ ([[west, south], [east, north]])));
}

/** @param {Bbox} a @param {Bbox} b @returns {boolean} whether they share at least a point */
export function touches(a, b) {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
