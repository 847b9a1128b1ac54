/** How areas and lines look: communes, parks, construction zones, the tram, what is placed as an area or a line. */

import { keyOf } from './frame.js';
import { stripes } from './shapes.js';
import { faded, isOpen, parkStyle, timingOf, tramWidthsPx } from './styles.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./hit-test.js').Thing} Thing */
/** @typedef {{fill?: string | CanvasPattern | null, over?: CanvasPattern | null, stroke?: string | CanvasPattern | null, width?: number, dash?: number[], casing?: string, casingWidth?: number}} Look */

/** What of a thing its look depends on: of thousands only few are different. @type {Record<string, (frame: Frame, thing: Thing) => string>} */
const KINDS = {
  communes: ({ scene }, { properties }) => String(!scene.region || scene.region.has(String(properties.lau2_code))),
  'working-groups': () => '',
  'business-parks': (_frame, { properties }) => Object.values(parkStyle(properties)).join(),
  'construction-zones': ({ scene }, { properties }) => timingOf(properties, scene.day),
  'transit-sections': ({ scene }, { properties }) => String(isOpen(properties.opened_on, scene.day)),
};

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

/** @param {string} collection @param {Frame} frame one picture @returns {(thing: Thing, isLine: boolean) => Look} worked out once for all that look alike */
export function looksOf(collection, frame) {
  const [kindOf, lookOf] = [KINDS[collection], LOOKS[collection]];
  if (!kindOf) return (thing) => placedLook(frame, thing);
  /** @type {Map<string, Look>} */
  const known = new Map();
  return (thing, isLine) => {
    const kind = `${kindOf(frame, thing)} ${isLine}`;
    const look = known.get(kind) ?? lookOf(frame, thing, isLine);
    known.set(kind, look);
    return look;
  };
}
