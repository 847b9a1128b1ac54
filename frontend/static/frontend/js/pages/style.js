/** Draws the signs of a page's legend, by the same hand as the map, in the scheme that each names, else in the reader's. */

import { loadGlyphs } from '../map/icons.js';
import { PALETTES } from '../map/styles.js';
import { drawSwatch } from '../map/swatch.js';

const SIZE_PX = 36;
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** @param {HTMLElement} root of the signs */
export async function drawSigns(root) {
  const signs = /** @type {HTMLCanvasElement[]} */ ([...root.querySelectorAll('canvas[data-collection]')]);
  const symbols = new Set(signs.map(({ dataset }) => dataset.symbol ?? '').filter(Boolean));
  const glyphs = await loadGlyphs(document.documentElement.dataset.icons ?? '', [...symbols].map((symbol) => ({ code: symbol, symbol })));
  for (const canvas of signs) {
    const { collection = '', stage, symbol = '', kind, scheme } = canvas.dataset;
    const colours = scheme ? (scheme === 'dark' ? 'dark' : 'light') : dark.matches ? 'dark' : 'light';
    const size = Number(canvas.dataset.size ?? SIZE_PX);
    drawSwatch(canvas, { collection, scheme: colours, size, stage, kind, glyph: glyphs.get(symbol) });
    const ctx = canvas.getContext('2d');
    if (!ctx) continue;
    ctx.globalCompositeOperation = 'destination-over';
    ctx.fillStyle = PALETTES[colours].paper;
    ctx.fillRect(0, 0, size, size);
  }
}
