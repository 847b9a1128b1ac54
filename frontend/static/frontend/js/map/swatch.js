/** Small pictures of the map's signs for legend, list and choices, drawn by the same hand as the map. */

import { drawPlace, drawSymbol, outline, stripes } from './shapes.js';
import { FORMS, PALETTES, faded } from './styles.js';

/** @typedef {import('./styles.js').Scheme} Scheme */

/** @param {HTMLCanvasElement} canvas @param {number} size css px @returns {{ctx: CanvasRenderingContext2D, dpr: number}} */
function prepare(canvas, size) {
  const dpr = Math.min(window.devicePixelRatio || 1, 3);
  canvas.width = canvas.height = size * dpr;
  canvas.style.width = canvas.style.height = `${size}px`;
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
  return { ctx, dpr };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{collection: string, scheme: Scheme, size?: number, stage?: string, glyph?: Path2D, kind?: string}} sign kind: of a public place
 */
export function drawSwatch(canvas, { collection, scheme, size = 28, stage = 'running', glyph, kind = 'bus_stop' }) {
  const { ctx, dpr } = prepare(canvas, size);
  const palette = PALETTES[scheme];
  const half = size / 2;
  if (collection in FORMS) {
    return drawSymbol(ctx, { collection, x: half, y: half, radius: size * (stage === 'extended' ? 0.27 : 0.31), stage, glyph }, { ...palette, paper: 'transparent' });
  }
  if (collection === 'public-places') return drawPlace(ctx, { kind, x: half, y: half, radius: size * 0.28 }, palette);
  ctx.lineJoin = 'round';
  const box = outline('square', half, half, size * 0.4);
  if (collection === 'establishments' || collection === 'transit-stops') {
    ctx.beginPath();
    ctx.arc(half, half, collection === 'establishments' ? 5 : 5.5, 0, 2 * Math.PI);
    ctx.fillStyle = collection === 'establishments' ? palette.work : '#FFFFFF';
    ctx.fill();
    ctx.strokeStyle = palette.tram;
    ctx.lineWidth = 2.5;
    if (collection === 'transit-stops') ctx.stroke();
  } else if (collection === 'transit-sections') {
    ctx.strokeStyle = palette.tram;
    ctx.lineWidth = 4;
    ctx.moveTo(2, half + 4);
    ctx.bezierCurveTo(half, half + 4, half, half - 4, size - 2, half - 4);
    ctx.stroke();
  } else {
    const look = AREAS[collection]?.(ctx, palette, dpr) ?? { fill: palette.ground, over: null, stroke: palette.border, dash: [] };
    for (const fill of [look.fill, look.over]) {
      if (!fill) continue;
      ctx.fillStyle = fill;
      ctx.fill(box);
    }
    ctx.setLineDash(look.dash);
    ctx.strokeStyle = look.stroke;
    ctx.lineWidth = 1.4;
    ctx.stroke(box);
  }
}

/** @type {Record<string, (ctx: CanvasRenderingContext2D, palette: import('./styles.js').Palette, dpr: number) => {fill: string, over: CanvasPattern | null, stroke: string, dash: number[]}>} */
const AREAS = {
  'business-parks': (ctx, { park }, dpr) => ({
    fill: faded(park, 0.14),
    over: stripes(ctx, faded(park, 0.28), { gap: 6, width: 0.8, falling: true, dpr }),
    stroke: park,
    dash: [],
  }),
  'construction-zones': (ctx, { zone }, dpr) => ({
    fill: faded(zone, 0.12),
    over: stripes(ctx, faded(zone, 0.85), { gap: 8, width: 2, dpr }),
    stroke: zone,
    dash: [],
  }),
  'working-groups': (_ctx, { placed }) => ({ fill: faded(placed['working-groups'], 0.06), over: null, stroke: placed['working-groups'], dash: [1, 4] }),
};
