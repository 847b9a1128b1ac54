/** Distances on the sphere: good to 0.5 % here, for what a person draws or sees. What is counted, the server measures. */

/** @typedef {import('./bbox.js').LonLat} LonLat */

const EARTH_RADIUS_M = 6_371_008.8;
const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;

/** @param {LonLat} a @param {LonLat} b @returns {number} metres as the crow flies */
export function distanceM([lonA, latA], [lonB, latB]) {
  const half =
    Math.sin(radians(latB - latA) / 2) ** 2 +
    Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(radians(lonB - lonA) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(half));
}

/** @param {LonLat[]} line @returns {number} metres along it */
export function lengthM(line) {
  let sum = 0;
  for (let index = 1; index < line.length; index += 1) sum += distanceM(line[index - 1], line[index]);
  return sum;
}

/** @param {LonLat[]} ring closed or not @returns {number} hectares */
export function areaHa(ring) {
  if (ring.length < 3) return 0;
  const [lon0, lat0] = ring[0];
  const east = EARTH_RADIUS_M * Math.cos(radians(lat0));
  const flat = ring.map(([lon, lat]) => [radians(lon - lon0) * east, radians(lat - lat0) * EARTH_RADIUS_M]);
  let doubled = 0;
  flat.forEach(([x, y], index) => {
    const [nextX, nextY] = flat[(index + 1) % flat.length];
    doubled += x * nextY - nextX * y;
  });
  return Math.abs(doubled) / 2 / 10_000;
}
