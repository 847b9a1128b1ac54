/** Paints areas and lines: communes, parks, construction zones, the tram, what is placed as an area or a line. */

import { isFaint, keyOf, onCanvas, thingOf } from './frame.js';
import { stripes } from './shapes.js';
import { faded, isOpen, parkStyle, timingOf, tramWidthsPx } from './styles.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./frame.js').Piece} Piece */
/** @typedef {import('./hit-test.js').Thing} Thing */
/** @typedef {{fill?: string | CanvasPattern | null, over?: CanvasPattern | null, stroke?: string | CanvasPattern | null, width?: number, dash?: number[], casing?: string, casingWidth?: number}} Look */

/** More than the casing of the tram, which is painted later. */
const BAND_PX = 13;

/** @type {Record<string, (frame: Frame, thing: Thing, isLine: boolean) => Look>} */
const LOOKS = {
  communes({ palette, scene }, { properties }) {
    const inside = !scene.region || scene.region.has(String(properties.lau2_code));
    return {
      fill: scene.ground ? (inside ? palette.ground : palette.beyond) : null,
      stroke: palette.border,
      width: 0.8,
    };
  },
  'working-groups': ({ palette }) => ({
    fill: faded(palette.placed['working-groups'], 0.05),
    stroke: palette.placed['working-groups'],
    width: 1.5,
    dash: [1, 5],
  }),
  'business-parks'({ ctx, palette, dpr, originX, originY }, { properties }) {
    const { hatched, dashed } = parkStyle(properties);
    return {
      fill: faded(palette.park, 0.14),
      over: hatched ? stripes(ctx, faded(palette.park, 0.28), { gap: 6, width: 0.8, falling: true, dpr, origin: [originX, originY] }) : null,
      stroke: palette.park,
      width: 1,
      dash: dashed ? [6, 4] : [],
    };
  },
  'construction-zones'({ ctx, palette, scene, dpr, zoom, originX, originY }, { properties }, isLine) {
    const timing = timingOf(properties, scene.day);
    const strength = timing === 'active' ? 0.85 : 0.35;
    const pattern = stripes(ctx, faded(palette.zone, strength), { gap: 10, width: 2, dpr, origin: [originX, originY] });
    if (isLine) {
      const band = zoom < 12 ? 5 : 9;
      return timing === 'past'
        ? { stroke: faded(palette.zone, 0.8), width: 1.5 }
        : { casing: faded(palette.zone, timing === 'active' ? 0.25 : 0.12), casingWidth: band, stroke: pattern, width: band };
    }
    return {
      fill: timing === 'past' ? null : faded(palette.zone, timing === 'active' ? 0.12 : 0.05),
      over: timing === 'past' ? null : pattern,
      stroke: faded(palette.zone, timing === 'later' ? 0.6 : 1),
      width: timing === 'active' ? 1.6 : 1,
    };
  },
  'transit-sections'({ palette, scene, zoom }, { properties }) {
    const { line, casing } = tramWidthsPx(zoom);
    const open = isOpen(properties.opened_on, scene.day);
    return { casing: palette.casing, casingWidth: casing, stroke: palette.tram, width: line, dash: open ? [] : [line * 2, line * 1.6] };
  },
};

/** @type {(frame: Frame, thing: Thing) => Look} */
const placedLook = ({ palette, scene }, thing) => {
  const hue = palette.placed[thing.collection];
  const lifted = [scene.selected, scene.hovered].includes(keyOf(thing));
  return { fill: faded(hue, lifted ? 0.22 : 0.1), stroke: faded(hue, 0.9), width: lifted ? 3 : 2 };
};

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

/** @param {number[]} flat @param {[number, number, number, number]} box grown in place */
function grow(flat, box) {
  for (let index = 0; index < flat.length; index += 2) {
    box[0] = Math.min(box[0], flat[index]);
    box[1] = Math.min(box[1], flat[index + 1]);
    box[2] = Math.max(box[2], flat[index]);
    box[3] = Math.max(box[3], flat[index + 1]);
  }
}

/** @param {Frame} frame @param {Thing} thing @param {number[][]} flats @param {[number, number, number, number]} box @param {2 | 3} type */
function remember({ anchors, hits }, thing, flats, box, type) {
  if (type === 3) hits.areas.push({ rings: flats, box, thing });
  else for (const path of flats) hits.lines.push({ path, width: 6, thing });
  const anchor = anchors.get(keyOf(thing));
  const longest = flats.reduce((a, b) => (b.length > a.length ? b : a), anchor?.path ?? []);
  const whole = /** @type {[number, number, number, number]} */ (anchor ? [...anchor.box] : [...box]);
  grow(box, whole);
  anchors.set(keyOf(thing), { thing, box: whole, path: longest, type });
}

/**
 * Paints the lines and areas of a collection, and notes where they are for pointing at and naming them.
 * @param {Frame} frame @param {string} collection @param {Piece[]} pieces
 */
export function paintShapes(frame, collection, pieces) {
  const { ctx, palette, scene } = frame;
  const lookOf = LOOKS[collection] ?? placedLook;
  for (const piece of pieces) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(...piece.clip);
    ctx.clip();
    for (const feature of piece.tile.features) {
      if (feature.type === 1) continue;
      const thing = thingOf(collection, feature);
      const path = new Path2D();
      /** @type {[number, number, number, number]} */
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      const flats = feature.parts.map((part) => onCanvas(piece, part));
      for (const flat of flats) {
        path.moveTo(flat[0], flat[1]);
        for (let index = 2; index < flat.length; index += 2) path.lineTo(flat[index], flat[index + 1]);
        if (feature.type === 3) path.closePath();
        grow(flat, box);
      }
      const isArea = feature.type === 3;
      ctx.globalAlpha = isFaint(frame, thing) ? 0.3 : 1;
      const emphasis = keyOf(thing) === scene.selected ? 3 : keyOf(thing) === scene.hovered ? 2 : 0;
      const look = lookOf(frame, thing, !isArea);
      // A chosen line lies on a dark band, wide enough to be seen where the tram runs over it; a chosen area has a dark edge.
      if (emphasis && !isArea) draw(frame, path, { stroke: palette.selection, width: Math.max(BAND_PX, (look.casingWidth ?? look.width ?? 1) + emphasis + 1) }, false);
      draw(frame, path, look, isArea);
      if (emphasis && isArea) draw(frame, path, { stroke: palette.selection, width: emphasis }, false);
      ctx.globalAlpha = 1;
      remember(frame, thing, flats, box, isArea ? 3 : 2);
      if (collection === 'transit-sections') for (const flat of flats) keepOff(frame, flat);
    }
    ctx.restore();
  }
}
