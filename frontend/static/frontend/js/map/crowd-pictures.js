/**
 * Pictures of crowds, painted by the worker in squares and kept: while the map is dragged they are only put down again.
 * Loaded when the first crowd comes that is too large to be painted at once.
 */

import { askWorker } from './tile-worker.js';

/** @typedef {import('./crowd.js').Crowd} Crowd */
/** @typedef {import('./discs.js').DiscLook} DiscLook */
/** @typedef {{crowd: Crowd, key: string, left: number, top: number, scale: number, zoom: number, dpr: number, width: number, height: number, look: DiscLook}} Square left, top: of its tile, seen from the square's corner */

/** A larger tile is cut into squares: most of a town magnified lies out of sight. */
const LARGEST_PX = 724;
const AT_ONCE = 2;
/** Four bytes each: about as much as a screen of 4K holds, four times over. */
const MOST_PIXELS = 32_000_000;

export class CrowdPictures {
  /** @param {() => void} onArrival */
  constructor(onArrival) {
    this.onArrival = onArrival;
    /** There is no worker: the page has to paint itself. */
    this.isBroken = false;
    /** By crowd, so that they go with their tile. @type {WeakMap<Crowd, Map<string, ImageBitmap>>} */
    this.kept = new WeakMap();
    /** Put down last, dropped last. @type {Map<ImageBitmap, {crowd: Crowd, key: string, frame: number}>} */
    this.used = new Map();
    this.frame = 0;
    this.pixels = 0;
    /** @type {Square[]} */
    this.wanted = [];
    this.running = 0;
    /** @type {WeakMap<Crowd, Set<string>>} */
    this.ordered = new WeakMap();
  }

  get isWaiting() {
    return this.running > 0;
  }

  /** Whatever was wanted for an earlier picture is not any more. */
  begin() {
    this.frame += 1;
    this.wanted = [];
  }

  /**
   * Puts down what is there of a place, and asks for the rest.
   * @param {CanvasRenderingContext2D} ctx @param {import('./crowd.js').CrowdPlace & {size: number}} place @param {{width: number, height: number, dpr: number, look: DiscLook}} frame
   * @returns {boolean} whether all of it was there
   */
  putDown(ctx, { crowd, left, top, size, scale, clip, zoom }, { width, height, dpr, look }) {
    let parts = 1;
    while (size / parts > LARGEST_PX) parts *= 2;
    const side = size / parts;
    let complete = true;
    for (let row = 0; row < parts; row += 1) {
      for (let column = 0; column < parts; column += 1) {
        const [x, y] = [Math.round(left + column * side), Math.round(top + row * side)];
        const [right, bottom] = [Math.round(left + (column + 1) * side), Math.round(top + (row + 1) * side)];
        const [seenX, seenY] = [Math.max(0, clip[0], x), Math.max(0, clip[1], y)];
        const [wide, high] = [Math.min(width, clip[0] + clip[2], right) - seenX, Math.min(height, clip[1] + clip[3], bottom) - seenY];
        if (wide <= 0 || high <= 0) continue;
        const key = [parts, column, row, size.toFixed(2), dpr, look.fill, look.edge].join();
        const picture = this.kept.get(crowd)?.get(key);
        if (picture) {
          this.used.delete(picture);
          this.used.set(picture, { crowd, key, frame: this.frame });
          ctx.drawImage(picture, (seenX - x) * dpr, (seenY - y) * dpr, wide * dpr, high * dpr, seenX, seenY, wide, high);
        } else {
          complete = false;
          if (this.ordered.get(crowd)?.has(key)) continue;
          this.wanted.push({ crowd, key, left: -column * side, top: -row * side, scale, zoom, dpr, width: right - x, height: bottom - y, look });
        }
      }
    }
    return complete;
  }

  /** Orders what is wanted, a few at a time: so that what is not wanted any more is never begun. */
  order() {
    while (this.running < AT_ONCE) {
      const square = this.wanted.shift();
      if (!square) return;
      void this.paint(square);
    }
  }

  /** @param {Square} square */
  async paint({ crowd, key, ...place }) {
    const { x, y, jobs } = crowd;
    const ordered = this.ordered.get(crowd) ?? new Set();
    this.ordered.set(crowd, ordered.add(key));
    this.running += 1;
    try {
      this.keep(crowd, key, await askWorker({ paint: { crowd: { x, y, jobs }, ...place } }));
    } catch {
      this.running -= 1;
      this.wanted = [];
      this.isBroken = true;
      this.onArrival();
      return;
    }
    this.running -= 1;
    ordered.delete(key);
    this.order();
    this.onArrival();
  }

  /** @param {Crowd} crowd @param {string} key @param {ImageBitmap} picture */
  keep(crowd, key, picture) {
    const others = this.kept.get(crowd) ?? new Map();
    others.get(key)?.close();
    others.set(key, picture);
    this.kept.set(crowd, others);
    this.used.set(picture, { crowd, key, frame: this.frame });
    this.pixels += picture.width * picture.height;
    for (const [oldest, of] of this.used) {
      if (this.pixels <= MOST_PIXELS || of.frame === this.frame) break;
      this.pixels -= oldest.width * oldest.height;
      this.used.delete(oldest);
      this.kept.get(of.crowd)?.delete(of.key);
      oldest.close();
    }
  }
}
