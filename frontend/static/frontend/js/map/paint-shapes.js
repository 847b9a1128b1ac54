/** Paints areas and lines: communes, parks, construction zones, the tram, what is placed as an area or a line. */

import { isFaint, keyOf, onCanvas, thingOf } from './frame.js';
import { looksOf } from './looks.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./frame.js').Piece} Piece */
/** @typedef {import('./hit-test.js').Thing} Thing */
/** @typedef {import('./looks.js').Look} Look */
/** @typedef {import('./decode-tile.js').TileFeature} TileFeature */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom */

/** More than the casing of the tram, which is painted later. */
const BAND_PX = 13;

/** @param {Frame} frame @param {Path2D} path @param {Look} look @param {boolean} isArea */
function draw({ ctx }, path, look, isArea) {
  for (const fill of isArea ? [look.fill, look.over] : []) {
    if (!fill) continue;
    ctx.fillStyle = fill;
    ctx.fill(path, 'evenodd');
  }
  ctx.lineJoin = 'round';
  ctx.lineCap = isArea || look.dash?.length ? 'butt' : 'round';
  if (look.casing) {
    ctx.setLineDash([]);
    ctx.strokeStyle = look.casing;
    ctx.lineWidth = look.casingWidth ?? 1;
    ctx.stroke(path);
  }
  if (!look.stroke) return;
  ctx.strokeStyle = look.stroke;
  ctx.lineWidth = look.width ?? 1;
  ctx.setLineDash(look.dash ?? []);
  ctx.stroke(path);
  ctx.setLineDash([]);
}

/** On whose lines no name lies. */
const NAMES_BESIDE = new Set(['transit-sections', 'construction-zones']);
/** How near to the middle of a line no name may come, px, and how often that is said along it. */
const CLEAR_PX = 1;
const EVERY_PX = 6;

/** Names stand beside a line, not on it. @param {Frame} frame @param {number[]} path */
function keepOff({ occupancy, width, height }, path) {
  for (let index = 2; index < path.length; index += 2) {
    const [fromX, fromY, toX, toY] = path.slice(index - 2, index + 2);
    if (Math.max(fromX, toX) < 0 || Math.min(fromX, toX) > width || Math.max(fromY, toY) < 0 || Math.min(fromY, toY) > height) continue;
    const steps = Math.min(500, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / EVERY_PX));
    for (let step = 0; step <= steps; step += 1) {
      const [x, y] = [fromX + ((toX - fromX) * step) / steps, fromY + ((toY - fromY) * step) / steps];
      occupancy.take(x - CLEAR_PX, y - CLEAR_PX, x + CLEAR_PX, y + CLEAR_PX);
    }
  }
}

/** In steps of its tile; found out once, though each picture asks for it. @type {WeakMap<TileFeature, Box>} */
const extents = new WeakMap();

/** @param {TileFeature} feature @returns {Box} in steps of its tile */
function extentOf(feature) {
  const known = extents.get(feature);
  if (known) return known;
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of feature.parts) {
    for (const { x, y } of part) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  extents.set(feature, box);
  return box;
}

/** @param {Piece} piece @param {TileFeature} feature @returns {Box} px of the canvas */
function boxOf({ tile, left, top, size }, feature) {
  const scale = size / tile.extent;
  const [minX, minY, maxX, maxY] = extentOf(feature);
  return [left + minX * scale, top + minY * scale, left + maxX * scale, top + maxY * scale];
}

/** @param {Frame} frame @param {string} key @param {Thing} thing @param {number[][]} flats @param {Box} box @param {2 | 3} type */
function remember({ anchors, hits }, key, thing, flats, box, type) {
  if (type === 3) hits.areas.push({ rings: flats, box, thing });
  else for (const path of flats) hits.lines.push({ path, width: 6, thing });
  const { box: before = box } = anchors.get(key) ?? {};
  anchors.set(key, { thing, type, box: [Math.min(box[0], before[0]), Math.min(box[1], before[1]), Math.max(box[2], before[2]), Math.max(box[3], before[3])] });
}

/** An area smaller than the first is a speck of its colour, one smaller than the second a box without stripes: nobody sees the difference. */
const [SPECK_PX, BOX_PX] = [3, 6];

/** @param {Box} box @returns {number} its longer side, px */
const sideOf = ([left, top, right, bottom]) => Math.max(right - left, bottom - top);

/** @param {Box} box @returns {number[]} x, y, x, y … */
const cornersOf = ([left, top, right, bottom]) => [left, top, right, top, right, bottom, left, bottom];

/** @param {CanvasRenderingContext2D} ctx @param {Box} box @param {Look} look */
function paintSmall(ctx, box, { fill, stroke, width = 1 }) {
  const [left, top, right, bottom] = box;
  if (sideOf(box) < SPECK_PX) {
    ctx.fillStyle = stroke ?? 'transparent';
    ctx.fillRect(left - width / 2, top - width / 2, right - left + width, bottom - top + width);
    return;
  }
  ctx.fillStyle = fill ?? 'transparent';
  ctx.fillRect(left, top, right - left, bottom - top);
  ctx.lineWidth = width;
  ctx.strokeStyle = stroke ?? 'transparent';
  ctx.strokeRect(left, top, right - left, bottom - top);
}

/** @param {number[][]} flats @param {boolean} isArea @returns {Path2D} */
function pathOf(flats, isArea) {
  const path = new Path2D();
  for (const flat of flats) {
    path.moveTo(flat[0], flat[1]);
    for (let index = 2; index < flat.length; index += 2) path.lineTo(flat[index], flat[index + 1]);
    if (isArea) path.closePath();
  }
  return path;
}

/**
 * Paints the lines and areas of a collection, and notes where they are for pointing at and naming them.
 * @param {Frame} frame @param {string} collection @param {Piece[]} pieces
 */
export function paintShapes(frame, collection, pieces) {
  const { ctx, palette, scene } = frame;
  const lookOf = looksOf(collection, frame);
  for (const piece of pieces) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(...piece.clip);
    ctx.clip();
    for (const feature of piece.tile.features) {
      if (feature.type === 1) continue;
      const thing = thingOf(collection, feature);
      const box = boxOf(piece, feature);
      const isArea = feature.type === 3;
      const key = keyOf(thing);
      ctx.globalAlpha = isFaint(frame, thing) ? 0.3 : 1;
      const emphasis = key === scene.selected ? 3 : key === scene.hovered ? 2 : 0;
      const look = lookOf(thing, !isArea);
      if (isArea && !emphasis && sideOf(box) < BOX_PX) {
        remember(frame, key, thing, [cornersOf(box)], box, 3);
        paintSmall(ctx, box, look);
        continue;
      }
      const flats = feature.parts.map((part) => onCanvas(piece, part));
      remember(frame, key, thing, flats, box, isArea ? 3 : 2);
      const path = pathOf(flats, isArea);
      // A chosen line lies on a dark band, wide enough to be seen where the tram runs over it; a chosen area has a dark edge.
      if (emphasis && !isArea) draw(frame, path, { stroke: palette.selection, width: Math.max(BAND_PX, (look.casingWidth ?? look.width ?? 1) + emphasis + 1) }, false);
      draw(frame, path, look, isArea);
      if (emphasis && isArea) draw(frame, path, { stroke: palette.selection, width: emphasis }, false);
      if (!isArea && NAMES_BESIDE.has(collection)) for (const flat of flats) keepOff(frame, flat);
    }
    ctx.restore();
  }
}
