/** Draws the signs of the style page, by the same hand as the map, in the light and the dark scheme. */

import { loadGlyphs } from '../map/icons.js';
import { PALETTES } from '../map/styles.js';
import { drawSwatch } from '../map/swatch.js';

const SIZE_PX = 36;

/** @param {HTMLElement} root the page */
export async function drawSigns(root) {
  const signs = /** @type {HTMLCanvasElement[]} */ ([...root.querySelectorAll('canvas[data-collection]')]);
  const symbols = new Set(signs.map(({ dataset }) => dataset.symbol ?? '').filter(Boolean));
  const glyphs = await loadGlyphs(document.documentElement.dataset.icons ?? '', [...symbols].map((symbol) => ({ code: symbol, symbol })));
  for (const canvas of signs) {
    const { collection = '', stage, symbol = '', kind, scheme } = canvas.dataset;
    const colours = scheme === 'dark' ? 'dark' : 'light';
    drawSwatch(canvas, { collection, scheme: colours, size: SIZE_PX, stage, kind, glyph: glyphs.get(symbol) });
    const ctx = canvas.getContext('2d');
    if (!ctx) continue;
    ctx.globalCompositeOperation = 'destination-over';
    ctx.fillStyle = PALETTES[colours].paper;
    ctx.fillRect(0, 0, SIZE_PX, SIZE_PX);
  }
}
