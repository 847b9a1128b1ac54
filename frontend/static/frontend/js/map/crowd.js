/**
 * Thousands of points of one collection, kept in columns: as objects, each town would cost the page more time than
 * painting it. Pure, and the same in the page and in its worker.
 */

import { discRadiusPx } from './styles.js';

/** @typedef {import('./hit-test.js').Thing} Thing */
/**
 * @typedef {object} Crowd largest first, so that small ones are painted over them
 * @property {number} size how many
 * @property {Int16Array} x in steps of the tile @property {Int16Array} y
 * @property {Int32Array} jobs 0 where not known
 * @property {Float64Array} ids 0 where the tile gives none
 * @property {string} names one a line
 */
/** @typedef {{crowd: Crowd, left: number, top: number, scale: number, clip: [number, number, number, number], zoom: number}} CrowdPlace where it lies on the canvas: px, px a step, the part that is seen */

/** The one collection that comes in such numbers. */
export const CROWDED = 'establishments';

/** @param {{x: number, y: number, jobs: number, id: number, name: string}[]} points in any order @returns {Crowd} */
export function crowdOf(points) {
  const sorted = points.sort((a, b) => b.jobs - a.jobs);
  return {
    size: sorted.length,
    x: Int16Array.from(sorted, ({ x }) => x),
    y: Int16Array.from(sorted, ({ y }) => y),
    jobs: Int32Array.from(sorted, ({ jobs }) => jobs),
    ids: Float64Array.from(sorted, ({ id }) => id),
    names: sorted.map(({ name }) => name.replaceAll('\n', ' ')).join('\n'),
  };
}

/** Cut apart when the first of them is asked for. @type {WeakMap<Crowd, string[]>} */
const cut = new WeakMap();

/** @param {Crowd} crowd @param {number} index @returns {string} */
export function nameIn(crowd, index) {
  const names = cut.get(crowd) ?? crowd.names.split('\n');
  cut.set(crowd, names);
  return names[index];
}

/** @param {Crowd} crowd @param {number} index @returns {Thing} */
export function thingIn(crowd, index) {
  const name = nameIn(crowd, index);
  return { collection: CROWDED, id: crowd.ids[index] ? String(crowd.ids[index]) : '', name, properties: { name, jobs: crowd.jobs[index] } };
}

/**
 * Those whose middle lies in the part that is seen: a tile carries its neighbours' points near the edge too.
 * @param {CrowdPlace} place @param {(x: number, y: number, index: number) => boolean | void} take gets px of the canvas; false ends it
 */
export function eachIn({ crowd, left, top, scale, clip }, take) {
  const [minX, minY] = clip;
  const [maxX, maxY] = [minX + clip[2], minY + clip[3]];
  for (let index = 0; index < crowd.size; index += 1) {
    const x = left + crowd.x[index] * scale;
    if (x < minX || x >= maxX) continue;
    const y = top + crowd.y[index] * scale;
    if (y < minY || y >= maxY) continue;
    if (take(x, y, index) === false) return;
  }
}

/** @param {CrowdPlace} place @param {number} px @param {number} py @param {number} slack px @returns {{off: number, order: number, thing: Thing}[]} those under the point; `off` from their edge, negative within */
export function nearIn(place, px, py, slack) {
  const { crowd, zoom } = place;
  /** @type {{off: number, order: number, thing: Thing}[]} */
  const near = [];
  eachIn(place, (x, y, index) => {
    const [dx, dy] = [x - px, y - py];
    if (dx * dx + dy * dy > 900) return;
    const off = Math.hypot(dx, dy) - discRadiusPx(crowd.jobs[index], zoom);
    if (off <= slack) near.push({ off, order: index, thing: thingIn(crowd, index) });
  });
  return near;
}
