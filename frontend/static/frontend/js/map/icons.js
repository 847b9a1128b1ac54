/** The theme symbols as paths for the canvas, read from the same sprite that the page's buttons use. */

/** @param {string} address of the sprite @param {{code: string, symbol: string}[]} themes @returns {Promise<Map<string, Path2D>>} by theme */
export async function loadGlyphs(address, themes) {
  const text = await (await fetch(address)).text();
  const sprite = new DOMParser().parseFromString(text, 'image/svg+xml');
  /** @type {Map<string, Path2D>} */
  const glyphs = new Map();
  for (const { code, symbol } of themes) {
    const path = sprite.querySelector(`#${CSS.escape(symbol)} path`) ?? sprite.querySelector('#star path');
    if (path) glyphs.set(code, new Path2D(path.getAttribute('d') ?? ''));
  }
  return glyphs;
}
