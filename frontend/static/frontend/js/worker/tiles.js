/**
 * The worker of the map: reads large tiles and paints crowds of discs, so that the page answers meanwhile.
 * It comes as one file (frontend/bundles.py); where it does not start, the page does the same itself.
 */

import { decodeTile } from '../map/decode-tile.js';
import { WIDEST_PX, paintDiscs } from '../map/discs.js';

/** @typedef {{job: number, decode: {bytes: ArrayBuffer, names: string[]}}} DecodeOrder */
/**
 * A square of a crowd: left, top, scale place the tile in it, px.
 * @typedef {{crowd: Pick<import('../map/crowd.js').Crowd, 'x' | 'y' | 'jobs'>, left: number, top: number, scale: number, zoom: number, dpr: number, width: number, height: number, look: import('../map/discs.js').DiscLook}} PictureOrder
 */
/** @typedef {{job: number, paint: PictureOrder}} PaintOrder */

/** @param {PictureOrder} order @returns {ImageBitmap} */
function pictureOf({ crowd, left, top, scale, zoom, dpr, width, height, look }) {
  const canvas = new OffscreenCanvas(Math.round(width * dpr), Math.round(height * dpr));
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.scale(dpr, dpr);
  const box = /** @type {[number, number, number, number]} */ ([-WIDEST_PX, -WIDEST_PX, width + WIDEST_PX, height + WIDEST_PX]);
  paintDiscs(pen, crowd, { left, top, scale, zoom, dpr, box }, look);
  return canvas.transferToImageBitmap();
}

/** @param {import('../map/decode-tile.js').DecodedTile[]} tiles @returns {Transferable[]} what is handed over rather than copied */
const buffersOf = (tiles) => tiles.flatMap(({ crowd }) => (crowd ? [crowd.x.buffer, crowd.y.buffer, crowd.jobs.buffer, crowd.ids.buffer] : []));

addEventListener('message', ({ data }) => {
  const { job, decode, paint } = /** @type {DecodeOrder & PaintOrder} */ (data);
  const [done, handed] = decode ? [decodeTile(decode.bytes, decode.names), buffersOf] : [pictureOf(paint), (/** @type {any} */ picture) => [picture]];
  /** @type {any} */ (self).postMessage({ job, done }, handed(/** @type {any} */ (done)));
});
