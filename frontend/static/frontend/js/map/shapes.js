/** The shapes of the map language and the rings that tell the stage. Draws on a canvas, knows no map. */

import { stamp } from './stamps.js';
import { FORMS, PLACE_SIGNS, faded, ringOf } from './styles.js';

/** @typedef {import('./styles.js').Form} Form */
/** @typedef {import('./styles.js').Palette} Palette */

/** @param {Form} form @param {number} x @param {number} y @param {number} radius px @returns {Path2D} */
export function outline(form, x, y, radius) {
  const path = new Path2D();
  if (form === 'circle') path.arc(x, y, radius, 0, 2 * Math.PI);
  else if (form === 'square') path.roundRect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8, radius * 0.42);
  else {
    for (let corner = 0; corner < 6; corner += 1) {
      const angle = (Math.PI / 3) * corner - Math.PI / 2;
      path.lineTo(x + 1.08 * radius * Math.cos(angle), y + 1.08 * radius * Math.sin(angle));
    }
    path.closePath();
  }
  return path;
}

/** @param {Form} form @param {number} radius @returns {number} length of its outline, px */
function outlineLengthPx(form, radius) {
  if (form === 'circle') return 2 * Math.PI * radius;
  if (form === 'hexagon') return 6 * 1.08 * radius;
  return 8 * 0.9 * radius - (8 - 2 * Math.PI) * 0.42 * radius;
}

/** @param {CanvasRenderingContext2D} ctx @param {Form} form @param {number} x @param {number} y @param {number} radius @param {string} stage */
function strokeRing(ctx, form, x, y, radius, stage) {
  const ring = ringOf(stage);
  if (ring === 'none') return;
  const length = outlineLengthPx(form, radius);
  ctx.lineWidth = 1.8;
  ctx.lineCap = 'butt';
  if (ring === 'dotted') {
    const step = length / Math.round(length / 4.5);
    ctx.lineCap = 'round';
    ctx.setLineDash([0.01, step - 0.01]);
  } else if (ring === 'dashed') {
    const step = length / Math.round(length / 9);
    ctx.setLineDash([step * 0.6, step * 0.4]);
  } else if (ring === 'half') ctx.setLineDash([length / 2, length / 2]);
  ctx.stroke(outline(form, x, y, radius));
  ctx.setLineDash([]);
  ctx.lineCap = 'butt';
  if (ring === 'double') ctx.stroke(outline(form, x, y, radius + 3.2));
}

/**
 * One placed thing: shape by kind, symbol by theme, ring by stage.
 * @param {CanvasRenderingContext2D} ctx
 * @param {{collection: string, x: number, y: number, radius: number, stage: string, glyph: Path2D | undefined, chosen?: boolean, faint?: boolean}} symbol
 * @param {Palette} palette
 */
export function drawSymbol(ctx, { collection, x, y, radius, stage, glyph, chosen, faint }, palette) {
  const form = FORMS[collection] ?? 'circle';
  const hue = palette.placed[collection];
  ctx.save();
  if (faint) ctx.globalAlpha = 0.35;
  const halo = outline(form, x, y, radius + (chosen ? 8 : 5));
  if (chosen) {
    ctx.shadowColor = faded('#000000', 0.45);
    ctx.shadowBlur = 8;
    ctx.shadowOffsetY = 2;
  }
  ctx.fillStyle = chosen ? palette.selection : palette.paper;
  ctx.fill(halo);
  ctx.shadowColor = 'transparent';
  if (chosen) {
    ctx.fillStyle = palette.paper;
    ctx.fill(outline(form, x, y, radius + 5.5));
  }
  ctx.strokeStyle = hue;
  strokeRing(ctx, form, x, y, radius + 2.8, stage);
  ctx.fillStyle = hue;
  ctx.fill(outline(form, x, y, radius));
  if (glyph) {
    const scale = (radius * 1.28) / 24;
    ctx.translate(x - 12 * scale, y - 12 * scale);
    ctx.scale(scale, scale);
    ctx.strokeStyle = palette.glyph;
    ctx.lineWidth = Math.max(2, 1.3 / scale);
    ctx.lineCap = ctx.lineJoin = 'round';
    ctx.stroke(glyph);
  }
  ctx.restore();
}

/**
 * A letter on a form; without one the outline alone.
 * @param {CanvasRenderingContext2D} pen @param {{kind: string, x: number, y: number, radius: number}} sign @param {Palette} palette
 */
export function drawPlace(pen, { kind, x, y, radius }, palette) {
  const { form, letter } = PLACE_SIGNS[kind] ?? PLACE_SIGNS.public_plot;
  const shape = outline(form, x, y, radius);
  pen.save();
  pen.fillStyle = letter ? palette.place : palette.paper;
  pen.strokeStyle = letter ? palette.paper : palette.place;
  pen.lineWidth = letter ? 1 : 1.8;
  pen.fill(shape);
  pen.stroke(shape);
  const scale = (radius * 1.3) / 24;
  pen.translate(x - 12 * scale, y - 12 * scale);
  pen.scale(scale, scale);
  pen.strokeStyle = palette.glyph;
  pen.lineWidth = 3.6;
  pen.stroke(new Path2D(letter));
  pen.restore();
}

/**
 * A disc with a number: so many things lie around here.
 * @param {CanvasRenderingContext2D} ctx
 * @param {{x: number, y: number, radius: number, text: string, hue: string, form: Form, quiet: boolean, dpr: number}} disc quiet: hollow, for what is not the subject @param {Palette} palette
 */
export function drawCount(ctx, { x, y, radius, text, hue, form, quiet, dpr }, palette) {
  const width = Math.round(radius * 2) / 2;
  stamp(ctx, `count,${form},${width},${hue},${quiet}`, x, y, 1.08 * width + 2, dpr, (pen) => {
    const shape = outline(form, 0, 0, width);
    pen.fillStyle = quiet ? palette.paper : hue;
    pen.fill(shape);
    pen.strokeStyle = quiet ? hue : palette.paper;
    pen.lineWidth = quiet ? 1.2 : 2;
    pen.stroke(shape);
  });
  ctx.fillStyle = quiet ? palette.ink : palette.glyph;
  // A long number is smaller, so that it stays within its form.
  ctx.font = `${quiet ? 400 : 600} ${Math.max(10, Math.min(14, radius * 0.95, (3.6 * radius) / text.length))}px ${FONT}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x, y + 0.5);
}

export const FONT = '"Source Sans 3", system-ui, sans-serif';

/** @type {Map<string, {pattern: CanvasPattern | null, lies: string}>} lies: where its lines begin */
const patterns = new Map();

/**
 * Lines at 45°, one way for works, the other for what is only approximate.
 * @param {CanvasRenderingContext2D} ctx @param {string} colour @param {{gap: number, width: number, falling?: boolean, dpr: number, origin?: [number, number]}} look origin: where the canvas lies, so that the lines stay on the ground @returns {CanvasPattern | null}
 */
export function stripes(ctx, colour, { gap, width, falling = false, dpr, origin = [0, 0] }) {
  const key = `${colour} ${gap} ${width} ${falling} ${dpr}`;
  let known = patterns.get(key);
  if (!known) {
    const size = Math.round(gap * dpr);
    const tile = document.createElement('canvas');
    tile.width = tile.height = size;
    const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext('2d'));
    pen.strokeStyle = colour;
    pen.lineWidth = width * dpr;
    for (const shift of [-size, 0, size]) {
      pen.moveTo(shift - 1, falling ? -1 : size + 1);
      pen.lineTo(shift + size + 1, falling ? size + 1 : -1);
    }
    pen.stroke();
    known = { pattern: ctx.createPattern(tile, 'repeat'), lies: '' };
    patterns.set(key, known);
  }
  const step = Math.round(gap * dpr) / dpr;
  const lies = `${origin}`;
  // Once a picture, not once a shape.
  if (known.lies !== lies) known.pattern?.setTransform(new DOMMatrix().translate(-(origin[0] % step), -(origin[1] % step)).scale(1 / dpr));
  known.lies = lies;
  return known.pattern;
}
