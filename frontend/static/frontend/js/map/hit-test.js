/** What lies under a point of the picture. Pure: works on what the last drawing left behind. */

import { nearIn } from './crowd.js';

/** @typedef {{collection: string, id: string, name: string, properties: Record<string, any>}} Thing */
/** @typedef {{x: number, y: number, radius: number, thing: Thing}} SymbolHit */
/** @typedef {{path: number[], width: number, thing: Thing}} LineHit path: x, y, x, y … */
/** @typedef {{rings: number[][], box: [number, number, number, number], thing: Thing}} AreaHit rings of x, y, x, y …; box: left, top, right, bottom */
/** @typedef {{symbols: SymbolHit[], crowds: import('./crowd.js').CrowdPlace[], lines: LineHit[], areas: AreaHit[]}} Hits in the order they were drawn; crowds below all symbols */

/** @returns {Hits} */
export function noHits() {
  return { symbols: [], crowds: [], lines: [], areas: [] };
}

/** @param {number} px @param {number} py @param {number} ax @param {number} ay @param {number} bx @param {number} by @returns {number} distance from the point to the stretch a–b */
function distanceToStretch(px, py, ax, ay, bx, by) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const share = length ? Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) : 0;
  return Math.hypot(px - ax - share * (bx - ax), py - ay - share * (by - ay));
}

/** @param {number[]} path @param {number} x @param {number} y @returns {number} */
export function distanceToLine(path, x, y) {
  let least = path.length === 2 ? Math.hypot(x - path[0], y - path[1]) : Infinity;
  for (let index = 2; index < path.length; index += 2) {
    least = Math.min(least, distanceToStretch(x, y, path[index - 2], path[index - 1], path[index], path[index + 1]));
  }
  return least;
}

/** @param {number[][]} rings @param {number} x @param {number} y @returns {boolean} inside by the even-odd rule, so holes count */
export function isInside(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let index = 0, before = ring.length - 2; index < ring.length; before = index, index += 2) {
      const [ay, by] = [ring[index + 1], ring[before + 1]];
      if (ay > y !== by > y && x < ((ring[before] - ring[index]) * (y - ay)) / (by - ay) + ring[index]) inside = !inside;
    }
  }
  return inside;
}

/**
 * Everything under the point, topmost first: symbols before lines before areas; each thing once.
 * @param {Hits} hits @param {number} x @param {number} y px @param {number} slack how far beside it still counts, px @returns {Thing[]}
 */
export function thingsAt(hits, x, y, slack) {
  /** @type {Thing[]} */
  const found = [];
  const symbols = hits.symbols.flatMap((hit, order) => {
    const off = Math.hypot(x - hit.x, y - hit.y) - hit.radius;
    return off <= slack ? [{ thing: hit.thing, order, level: 1, off }] : [];
  });
  const crowded = hits.crowds.flatMap((place) => nearIn(place, x, y, slack).map((near) => ({ ...near, level: 0 })));
  const near = [...symbols, ...crowded].sort((a, b) => Math.max(0, a.off) - Math.max(0, b.off) || b.level - a.level || b.order - a.order);
  found.push(...near.map(({ thing }) => thing));
  for (const hit of [...hits.lines].reverse()) {
    if (distanceToLine(hit.path, x, y) <= hit.width / 2 + slack) found.push(hit.thing);
  }
  for (const hit of [...hits.areas].reverse()) {
    const [left, top, right, bottom] = hit.box;
    if (x >= left && x <= right && y >= top && y <= bottom && isInside(hit.rings, x, y)) found.push(hit.thing);
  }
  const seen = new Set();
  return found.filter(({ collection, id }) => {
    const key = `${collection}/${id}`;
    return !seen.has(key) && seen.add(key);
  });
}
