/** Paints establishments one by one: few at once, many as pictures that the worker prepares, so that dragging stays smooth. */

import { CROWDED, eachIn, thingIn } from './crowd.js';
import { paintDiscs } from './discs.js';
import { paintLift } from './paint-symbols.js';
import { discRadiusPx, faded } from './styles.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./frame.js').Piece} Piece */
/** @typedef {import('./crowd.js').Crowd} Crowd */
/** @typedef {import('./crowd.js').CrowdPlace & {size: number}} Place size: of its whole tile, px */

/** So many are painted within a frame; of more, the largest until the picture of all is ready. */
export const AT_ONCE = 1500;

/** @param {Frame} frame @param {Piece[]} pieces @returns {Place[]} */
function placesOf({ zoom }, pieces) {
  return pieces.flatMap(({ tile: { crowd, extent }, left, top, size, clip }) => (crowd ? [{ crowd, left, top, size, scale: size / extent, clip, zoom }] : []));
}

/** Symbols and names keep off, and it can be pointed at. @param {Frame} frame @param {Place} place @returns {number} how many are in sight */
function note({ occupancy, hits, width, height, zoom }, place) {
  const { jobs } = place.crowd;
  let count = 0;
  eachIn(place, (x, y, index) => {
    const radius = discRadiusPx(jobs[index], zoom);
    if (x < -radius || y < -radius || x > width + radius || y > height + radius) return;
    count += 1;
    occupancy.take(x - radius, y - radius, x + radius, y + radius);
  });
  hits.crowds.push(place);
  return count;
}

/** @param {Frame} frame @param {Place} place @param {Crowd} crowd all of the place, or a part of it @param {import('./discs.js').DiscLook} look */
function paintNow({ ctx, zoom, dpr, width, height }, { left, top, scale, clip }, crowd, look) {
  const [x, y] = [Math.max(clip[0], -10), Math.max(clip[1], -10)];
  const box = /** @type {[number, number, number, number]} */ ([x, y, Math.min(clip[0] + clip[2], width + 10), Math.min(clip[1] + clip[3], height + 10)]);
  paintDiscs(ctx, crowd, { left, top, scale, zoom, dpr, box }, look);
}

/** @param {Crowd} crowd @param {number} count @returns {Crowd} the largest of them */
function largestOf(crowd, count) {
  const [x, y, jobs] = [crowd.x, crowd.y, crowd.jobs].map((column) => column.subarray(0, count));
  return { ...crowd, size: Math.min(crowd.size, count), x: /** @type {Int16Array} */ (x), y: /** @type {Int16Array} */ (y), jobs: /** @type {Int32Array} */ (jobs) };
}

/**
 * What is chosen, pointed at or looked for, once more and on top.
 * @param {Frame} frame @param {Place} place @param {string[]} keys ids
 */
function paintOnTop(frame, place, keys) {
  const { crowd } = place;
  for (const id of keys) {
    const index = crowd.ids.indexOf(Number(id));
    if (index < 0) continue;
    const [x, y] = [place.left + crowd.x[index] * place.scale, place.top + crowd.y[index] * place.scale];
    const radius = discRadiusPx(crowd.jobs[index], frame.zoom);
    paintLift(frame, { thing: thingIn(crowd, index), x, y }, radius);
    const { ctx, palette } = frame;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = palette.work;
    ctx.fill();
    ctx.strokeStyle = palette.paper;
    ctx.lineWidth = 1;
    ctx.stroke();
    // What is looked for near a place carries its number at the upper right.
    if (frame.scene.matching) frame.occupancy.take(x, y - 24, x + 24, y + 2);
  }
}

/**
 * @param {Frame} frame @param {Piece[]} pieces
 * @param {import('./crowd-pictures.js').CrowdPictures | null} pictures null: not loaded, or there is no worker
 * @returns {boolean} whether there are more than are painted at once
 */
export function paintEstablishments(frame, pieces, pictures) {
  const { ctx, palette, scene, width, height, dpr } = frame;
  const matching = scene.matching?.get(CROWDED);
  const look = { fill: faded(palette.work, matching ? 0.25 : 0.88), edge: palette.paper };
  const places = placesOf(frame, pieces);
  const count = places.reduce((sum, place) => sum + note(frame, place), 0);
  const isCrowd = count > AT_ONCE;
  pictures?.begin();
  for (const place of places) {
    if (!isCrowd || pictures?.isBroken) paintNow(frame, place, place.crowd, look);
    else if (!pictures?.putDown(ctx, place, { width, height, dpr, look })) paintNow(frame, place, largestOf(place.crowd, AT_ONCE / places.length), look);
  }
  pictures?.order();
  const lifted = [scene.selected, scene.hovered].filter((key) => key.startsWith(`${CROWDED}/`)).map((key) => key.slice(CROWDED.length + 1));
  for (const place of places) paintOnTop(frame, place, [...(matching ?? []), ...lifted]);
  return isCrowd;
}
