/** Signs that come by the hundred: each is drawn once and then stamped, which costs the page a tenth of drawing it anew. */

/** @type {Map<string, HTMLCanvasElement>} */
const kept = new Map();
const MOST_KEPT = 300;

/**
 * @param {CanvasRenderingContext2D} ctx in CSS pixels @param {string} key the same for what looks the same @param {number} x @param {number} y its middle, px
 * @param {number} reach from its middle to its farthest edge, px @param {number} dpr @param {(pen: CanvasRenderingContext2D) => void} draw around 0, 0
 */
export function stamp(ctx, key, x, y, reach, dpr, draw) {
  const name = `${key},${dpr}`;
  let picture = kept.get(name);
  if (!picture) {
    const half = Math.ceil((reach + 1) * dpr);
    picture = document.createElement('canvas');
    picture.width = picture.height = 2 * half;
    const pen = /** @type {CanvasRenderingContext2D} */ (picture.getContext('2d'));
    pen.setTransform(dpr, 0, 0, dpr, half, half);
    draw(pen);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(name, picture);
  }
  const side = picture.width / dpr;
  // On whole pixels of the screen: stamped between two, it would blur.
  ctx.drawImage(picture, Math.round((x - side / 2) * dpr) / dpr, Math.round((y - side / 2) * dpr) / dpr, side, side);
}
