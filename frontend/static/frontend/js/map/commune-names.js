/** Names of communes: in the middle of their land, else wherever it is seen. */

import { lonLatOnCanvas } from './frame.js';
import { isInside } from './hit-test.js';
import { broken } from './name-places.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./name-places.js').Name} Name */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom px */

/** How wide a commune is at least for each letter of its name, px. */
const LEAST_WIDE = 4.5;

/** @param {Frame} frame @param {number} x @param {number} y @returns {{x: number, y: number}} the nearest point well inside the view */
function nearestInView({ width, height, marginX, marginY }, x, y) {
  const [edgeX, edgeY] = [marginX + 90, marginY + 40];
  return { x: Math.max(edgeX, Math.min(width - edgeX - 60, x)), y: Math.max(edgeY, Math.min(height - edgeY, y)) };
}

/** @param {Frame} frame @param {Box} box @returns {Box | null} what of it is in sight */
function inView({ width, height, marginX, marginY }, [left, top, right, bottom]) {
  /** @type {Box} */
  const seen = [Math.max(left, marginX), Math.max(top, marginY), Math.min(right, width - marginX), Math.min(bottom, height - marginY)];
  return seen[0] < seen[2] && seen[1] < seen[3] ? seen : null;
}

/** @param {Frame} frame @returns {(code: string, x: number, y: number) => boolean} whether the point lies in the commune */
function landsOf({ hits }) {
  const communes = hits.areas.filter(({ thing }) => thing.collection === 'communes');
  return (code, x, y) => communes.some(({ thing, rings, box: [left, top, right, bottom] }) => x >= left && x <= right && y >= top && y <= bottom && thing.properties.lau2_code === code && isInside(rings, x, y));
}

/** @param {Frame} frame @returns {{code: string, name: string, box: [number, number, number, number]}[]} left, top, right, bottom px */
function communesOf(frame) {
  if (frame.scene.communes) {
    return frame.scene.communes.map(({ code, name, bbox: [west, south, east, north] }) => ({ code, name, box: [...lonLatOnCanvas(frame, west, north), ...lonLatOnCanvas(frame, east, south)] }));
  }
  const drawn = [...frame.anchors.values()].filter(({ thing }) => thing.collection === 'communes');
  return drawn.map(({ thing, box }) => ({ code: String(thing.properties.lau2_code), name: thing.name, box }));
}

/** @param {Frame} frame @returns {Name[]} */
export function communeNames(frame) {
  const { palette, scene, zoom } = frame;
  const liesIn = landsOf(frame);
  return communesOf(frame).flatMap(({ code, name, box: [left, top, right, bottom] }) => {
    const near = nearestInView(frame, (left + right) / 2, (top + bottom) / 2);
    const moved = near.x !== (left + right) / 2 || near.y !== (top + bottom) / 2;
    const land = inView(frame, [left, top, right, bottom]);
    if (!land) return [];
    // Of a commune larger than the view the middle may be out of sight: its name then stands where it is seen.
    const onlyOnLand = moved && !liesIn(code, near.x, near.y);
    const inside = !scene.region || scene.region.has(code);
    const width = right - left;
    if (width < LEAST_WIDE * Math.max(...broken(name).map((line) => line.length))) return [];
    // In whole pixels: each size that is new to the browser costs it a font.
    const size = Math.max(11, Math.min(19, Math.round(8 + Math.sqrt(width * (bottom - top)) / 22)));
    const colour = inside ? palette.ink : palette.quiet;
    const weight = zoom > 14 ? 400 : inside ? 600 : 400;
    return [{ text: name, ...near, away: 0, size, weight, colour, rank: inside ? 50 : 90, spaced: true, within: moved ? undefined : [left, top, right, bottom], land, onlyOnLand, isInside: (x, y) => liesIn(code, x, y) }];
  });
}
