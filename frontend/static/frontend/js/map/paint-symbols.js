/** Paints what is a point, or stands for one: stops, aggregates, the symbols of what is placed. */

import { isFaint, keyOf, lonLatOnCanvas, onCanvas, thingOf } from './frame.js';
import { drawCount, drawSymbol } from './shapes.js';
import { stamp } from './stamps.js';
import { spread } from '../geo/spread.js';
import { FORMS, aggregateRadiusPx, isOpen, symbolRadiusPx, tramWidthsPx } from './styles.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./frame.js').Piece} Piece */
/** @typedef {import('./hit-test.js').Thing} Thing */
/** @typedef {{thing: Thing, x: number, y: number}} Spot */

/** How far a sign may stand from its place to leave room for others, px. */
const FARTHEST_PX = 34;

/** @param {Frame} frame @param {string} collection @param {Piece[]} pieces @returns {Spot[]} its points, each once, as far as they are near the picture */
export function spotsOf({ width, height }, collection, pieces) {
  /** @type {Spot[]} */
  const spots = [];
  for (const piece of pieces) {
    const [left, top, clipWidth, clipHeight] = piece.clip;
    for (const feature of piece.tile.features) {
      if (feature.type !== 1) continue;
      for (const part of feature.parts) {
        const [x, y] = onCanvas(piece, part);
        // A tile carries its neighbours' points near the edge too: they are drawn there.
        if (x < left || y < top || x >= left + clipWidth || y >= top + clipHeight) continue;
        if (x > -40 && y > -40 && x < width + 40 && y < height + 40) spots.push({ thing: thingOf(collection, feature), x, y });
      }
    }
  }
  return spots;
}

/** @param {Frame} frame @param {Spot} spot @param {number} radius px */
export function note({ occupancy, hits }, { thing, x, y }, radius) {
  occupancy.take(x - radius, y - radius, x + radius, y + radius);
  hits.symbols.push({ x, y, radius, thing });
}

/** @param {Thing} thing @returns {number} how many things it stands for; 0 for one of its own */
export function countOf({ properties }) {
  return Number(properties.count) > 1 ? Number(properties.count) : 0;
}

/** @param {Frame} frame @param {Spot} spot @param {string} hue */
function paintAggregate(frame, spot, hue) {
  const count = countOf(spot.thing);
  const radius = signRadius(frame, spot.thing);
  const form = FORMS[spot.thing.collection] ?? 'circle';
  drawCount(frame.ctx, { x: spot.x, y: spot.y, radius, text: frame.scene.number(count), hue, form, quiet: !(spot.thing.collection in FORMS), dpr: frame.dpr }, frame.palette);
  note(frame, spot, radius);
}

/** @param {Frame} frame @param {Spot} spot @param {number} radius */
export function paintLift({ ctx, palette, scene }, { thing, x, y }, radius) {
  if (![scene.selected, scene.hovered].includes(keyOf(thing))) return;
  ctx.beginPath();
  ctx.arc(x, y, radius + 4, 0, 2 * Math.PI);
  ctx.fillStyle = palette.paper;
  ctx.fill();
  ctx.strokeStyle = palette.selection;
  ctx.lineWidth = keyOf(thing) === scene.selected ? 3 : 2;
  ctx.stroke();
}

/** @param {Frame} frame @param {Piece[]} pieces */
export function paintStops(frame, pieces) {
  const { ctx, palette, scene, zoom, dpr } = frame;
  const { stop } = tramWidthsPx(zoom);
  for (const spot of spotsOf(frame, 'transit-stops', pieces)) {
    if (countOf(spot.thing)) {
      paintAggregate(frame, spot, palette.tram);
      continue;
    }
    paintLift(frame, spot, stop);
    const open = isOpen(spot.thing.properties.opened_on, scene.day);
    stamp(ctx, `stop,${stop},${open},${palette.tram}`, spot.x, spot.y, stop * 1.21 + 0.7, dpr, (pen) => {
      pen.arc(0, 0, stop, 0, 2 * Math.PI);
      pen.fillStyle = '#FFFFFF';
      pen.fill();
      pen.strokeStyle = palette.tram;
      pen.lineWidth = Math.max(1.4, stop * 0.42);
      pen.setLineDash(open ? [] : [2, 2]);
      pen.stroke();
    });
    note(frame, spot, stop + 1);
  }
}

/** @param {Frame} frame @param {string} collection @returns {Spot[]} where the symbols of its lines and areas go: the tile says it, since it may hold a part only */
function spotsOnShapes(frame, collection) {
  const things = [...frame.anchors.values()].map(({ thing }) => thing).filter((thing) => thing.collection === collection);
  return things.map((thing) => {
    const [x, y] = lonLatOnCanvas(frame, thing.properties.lon, thing.properties.lat);
    return { thing, x, y };
  });
}

/** @param {Frame} frame @param {Thing} thing @returns {number} px */
function signRadius({ zoom }, thing) {
  const own = symbolRadiusPx(zoom) + 5;
  if (!countOf(thing)) return own;
  if (!(thing.collection in FORMS)) return aggregateRadiusPx(countOf(thing), zoom, true);
  return Math.max(own - 2, aggregateRadiusPx(countOf(thing), zoom, false));
}

/** From the sign to the place it was moved away from. @param {Frame} frame @param {Spot} spot @param {number} x @param {number} y @param {string} hue */
function paintLeader({ ctx, palette }, spot, x, y, hue) {
  if (Math.hypot(x - spot.x, y - spot.y) < 5) return;
  ctx.beginPath();
  ctx.moveTo(spot.x, spot.y);
  ctx.lineTo(x, y);
  ctx.strokeStyle = palette.paper;
  ctx.lineWidth = 3;
  ctx.stroke();
  ctx.strokeStyle = hue;
  ctx.lineWidth = 1.2;
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(spot.x, spot.y, 2.2, 0, 2 * Math.PI);
  ctx.fillStyle = hue;
  ctx.fill();
}

/**
 * Signs of the three placed kinds and numbers of what lies together, moved apart; the chosen one on top.
 * @param {Frame} frame @param {Map<string, Piece[]>} piecesByCollection
 */
export function paintSigns(frame, piecesByCollection) {
  const { ctx, scene, palette, zoom, dpr } = frame;
  const spots = [...Object.keys(FORMS), 'establishments', 'public-places'].flatMap((collection) => {
    const pieces = piecesByCollection.get(collection);
    if (!pieces) return [];
    const found = spotsOf(frame, collection, pieces);
    if (collection in FORMS) return [...found, ...spotsOnShapes(frame, collection)];
    return collection === 'public-places' ? found.filter(({ thing }) => countOf(thing)) : found;
  });
  const rankOf = (/** @type {Thing} */ thing) =>
    keyOf(thing) === scene.selected ? 3 : keyOf(thing) === scene.hovered ? 2 : isFaint(frame, thing) ? 0 : 1;
  const discs = spots.map((spot) => ({ ...spot, radius: signRadius(frame, spot.thing), rank: rankOf(spot.thing) }));
  const signs = spread(discs, FARTHEST_PX).sort((a, b) => a.disc.rank - b.disc.rank || a.y - b.y);
  const hueOf = (/** @type {Thing} */ thing) => palette.placed[thing.collection] ?? (thing.collection === 'public-places' ? palette.place : palette.work);
  for (const { disc, x, y } of signs) paintLeader(frame, disc, x, y, hueOf(disc.thing));
  for (const { disc, x, y } of signs) {
    const { thing, rank } = disc;
    if (countOf(thing)) {
      paintAggregate(frame, { thing, x, y }, hueOf(thing));
      continue;
    }
    const { collection, properties } = thing;
    const chosen = rank >= 2;
    const radius = symbolRadiusPx(zoom) * (chosen ? 1.15 : 1);
    const glyph = scene.glyphs.get(String(properties.theme));
    const sign = { collection, radius, stage: properties.stage, glyph, chosen, faint: rank === 0 };
    if (chosen) drawSymbol(ctx, { ...sign, x, y }, palette);
    else {
      const key = `sign,${collection},${radius},${properties.stage},${glyph ? properties.theme : ''},${rank},${scene.scheme}`;
      stamp(ctx, key, x, y, 1.08 * (radius + 8), dpr, (pen) => drawSymbol(pen, { ...sign, x: 0, y: 0 }, palette));
    }
    note(frame, { thing, x, y }, radius + 5);
  }
}
