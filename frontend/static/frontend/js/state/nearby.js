/** Nearby's question and its part of the address: from where, how far, whom. docs/api.md lists the names. */

/** @typedef {import('../geo/bbox.js').LonLat} LonLat */
/** @typedef {{nace: string, jobs_from?: number, jobs_to?: number, subject?: string, direction?: string, group?: string, in_park?: string}} Whom what each of those found has to fulfil */
/** @typedef {{lon: number, lat: number, label: string, radius_m: number, by?: 'foot' | 'bicycle', minutes?: number, of?: string, area?: LonLat[]} & Whom} Nearby with `by`, minutes count instead of the radius; of: "business-parks/7" or "establishments/12" and area: asked from there instead of the point, which is its middle */

export const RADIUS_M = { least: 100, most: 3000, first: 500 };
export const MINUTES = { least: 1, most: 30, first: 10 };
export const MOST_CORNERS = 100;
const OF = /^(?:business-parks|establishments)\/\d{1,18}$/;
const JOBS = /^(\d{0,8})-(\d{0,8})$/;
/** Of `Whom`, by its name in the address. @type {[string, 'subject' | 'direction' | 'group' | 'in_park'][]} */
const WORDS = [['near_subject', 'subject'], ['near_direction', 'direction'], ['near_group', 'group'], ['near_park', 'in_park']];
const LONGEST_WORD = 60;

/** Nobody is left out. @type {Whom} */
export const EVERYBODY = { nace: '', jobs_from: undefined, jobs_to: undefined, subject: undefined, direction: undefined, group: undefined, in_park: undefined };

/** @param {Pick<Nearby, 'of' | 'area'>} nearby @returns {number} 0 m of what has an inside is its inside */
export const leastRadius = ({ of, area }) => (area || of?.startsWith('business-parks') ? 0 : RADIUS_M.least);

/** @param {Whom} whom @returns {number} how many filters narrow it */
export const countOf = ({ nace, jobs_from, jobs_to, subject, direction, group, in_park }) =>
  [nace, jobs_from !== undefined || jobs_to !== undefined, subject || direction, group, in_park].filter(Boolean).length;

/** @param {number} value @param {{least: number, most: number}} limits @returns {number} */
const within = (value, { least, most }) => Math.round(Math.min(most, Math.max(least, value)));

/** @param {string | null | undefined} text @returns {number | null} */
function number(text) {
  return text && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
}

/** @param {string | null} text "lon,lat,lon,lat,…" @returns {LonLat[] | undefined} where it is an area */
function readArea(text) {
  const numbers = (text ?? '').split(',').map(number);
  const corners = numbers.length / 2;
  if (numbers.includes(null) || !Number.isInteger(corners) || corners < 3 || corners > MOST_CORNERS) return undefined;
  return Array.from({ length: corners }, (_corner, index) => /** @type {LonLat} */ ([numbers[2 * index], numbers[2 * index + 1]]));
}

/** @param {LonLat[]} corners @returns {string} */
export const areaText = (corners) => corners.map(([lon, lat]) => `${lon.toFixed(6)},${lat.toFixed(6)}`).join();

/** @param {LonLat[]} corners @returns {{lon: number, lat: number}} the middle of what they span */
export function middleOf(corners) {
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  return { lon: (Math.min(...lons) + Math.max(...lons)) / 2, lat: (Math.min(...lats) + Math.max(...lats)) / 2 };
}

/** @param {URLSearchParams} query @returns {Whom} */
function readWhom(query) {
  const [, from, to] = JOBS.exec(query.get('near_jobs') ?? '') ?? [];
  const words = WORDS.map(([name, key]) => [key, (query.get(name) ?? '').slice(0, LONGEST_WORD)]).filter(([, text]) => text);
  return { nace: (query.get('nace') ?? '').slice(0, 7), ...(from ? { jobs_from: Number(from) } : {}), ...(to ? { jobs_to: Number(to) } : {}), ...Object.fromEntries(words) };
}

/** @param {URLSearchParams} query @returns {Nearby | null} */
export function readNearby(query) {
  const area = readArea(query.get('near_area'));
  const [lon, lat] = area ? Object.values(middleOf(area)) : (query.get('near') ?? '').split(',').map(number);
  if (lon === null || lat === null || lat === undefined || Math.abs(lat) > 85) return null;
  const of = query.get('near_of') ?? '';
  /** @type {Pick<Nearby, 'lon' | 'lat' | 'label' | 'of' | 'area'>} */
  const from = { lon, lat, label: query.get('from') ?? '', ...(area ? { area } : OF.test(of) ? { of } : {}) };
  const radius_m = within(number(query.get('radius')) ?? RADIUS_M.first, { ...RADIUS_M, least: leastRadius(from) });
  const nearby = { ...from, radius_m, ...readWhom(query) };
  const by = query.get('by');
  if (by !== 'foot' && by !== 'bicycle') return nearby;
  return { ...nearby, by, minutes: within(number(query.get('minutes')) ?? MINUTES.first, MINUTES) };
}

/** @param {URLSearchParams} query written to @param {Nearby} nearby */
export function writeNearby(query, nearby) {
  query.set('near', `${nearby.lon.toFixed(6)},${nearby.lat.toFixed(6)}`);
  if (nearby.area) query.set('near_area', areaText(nearby.area));
  else if (nearby.of) query.set('near_of', nearby.of);
  query.set('radius', String(nearby.radius_m));
  if (nearby.by) {
    query.set('by', nearby.by);
    query.set('minutes', String(nearby.minutes ?? MINUTES.first));
  }
  if (nearby.label) query.set('from', nearby.label);
  if (nearby.nace) query.set('nace', nearby.nace);
  if (nearby.jobs_from !== undefined || nearby.jobs_to !== undefined) query.set('near_jobs', `${nearby.jobs_from ?? ''}-${nearby.jobs_to ?? ''}`);
  for (const [name, key] of WORDS) if (nearby[key]) query.set(name, nearby[key]);
}
