/** Paints many discs quickly: each size is drawn once and then stamped. The same in the page and in its worker. */

import { discRadiusPx } from './styles.js';

/** @typedef {import('./crowd.js').Crowd} Crowd */
/** @typedef {{fill: string, edge: string}} DiscLook */
/** @typedef {OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D} Pen */
/** @typedef {{left: number, top: number, scale: number, zoom: number, dpr: number, box: [number, number, number, number]}} DiscPlace box: left, top, right, bottom px; what has its middle outside is left out */

/** No disc is wider; around a picture so much is looked for that reaches into it. */
export const WIDEST_PX = 10;

/** @type {Map<string, HTMLCanvasElement | OffscreenCanvas>} */
const stamps = new Map();
const MOST_STAMPS = 60;

/** @param {number} radius px @param {number} dpr @param {DiscLook} look @returns {HTMLCanvasElement | OffscreenCanvas} */
function stampOf(radius, dpr, { fill, edge }) {
  const key = [radius, dpr, fill, edge].join();
  const known = stamps.get(key);
  if (known) return known;
  const half = Math.ceil((radius + 1) * dpr);
  const made = typeof document === 'undefined' ? new OffscreenCanvas(2 * half, 2 * half) : document.createElement('canvas');
  made.width = made.height = 2 * half;
  const pen = /** @type {Pen} */ (made.getContext('2d'));
  pen.setTransform(dpr, 0, 0, dpr, half, half);
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = edge;
  pen.lineWidth = 1;
  pen.stroke();
  if (stamps.size >= MOST_STAMPS) stamps.clear();
  stamps.set(key, made);
  return made;
}

/** @param {Pen} pen in CSS pixels @param {Pick<Crowd, 'x' | 'y' | 'jobs'>} crowd @param {DiscPlace} place @param {DiscLook} look */
export function paintDiscs(pen, { x, y, jobs }, { left, top, scale, zoom, dpr, box }, look) {
  const [minX, minY, maxX, maxY] = box;
  let radius = 0;
  /** @type {HTMLCanvasElement | OffscreenCanvas | undefined} */
  let stamp;
  for (let index = 0; index < x.length; index += 1) {
    const px = left + x[index] * scale;
    const py = top + y[index] * scale;
    if (px < minX || px >= maxX || py < minY || py >= maxY) continue;
    const wanted = discRadiusPx(jobs[index], zoom);
    if (!stamp || wanted !== radius) [radius, stamp] = [wanted, stampOf(wanted, dpr, look)];
    const side = stamp.width / dpr;
    // On whole pixels of the screen: stamped between two, it would blur.
    pen.drawImage(stamp, Math.round((px - side / 2) * dpr) / dpr, Math.round((py - side / 2) * dpr) / dpr, side, side);
  }
}
