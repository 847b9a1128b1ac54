/** The tiles of WebMercatorQuad and where they lie. Pixels are CSS pixels of a world that is 256 px wide at zoom 0. */

/** @typedef {{z: number, x: number, y: number}} Tile */
/** @typedef {{minX: number, minY: number, maxX: number, maxY: number}} PixelBox */

/**
 * How many zooms the tiles lie above the map: 1 draws them 512 px wide, 2 draws them 1024 px wide. Each step asks for a
 * quarter of the tiles; 4096 steps across still are finer than a pixel. What is counted in cells needs the finer ones.
 */
export const ABOVE = { counted: 1, plain: 2 };
/** From here on tiles are drawn larger instead: at zoom 16 a step of a tile is 0.15 m, and a town centre fits one tile. */
export const DEEPEST_ZOOM = 16;

/** @param {number} mapZoom @param {number} above @returns {number} the zoom of the tiles drawn at that zoom of the map */
export function tileZoom(mapZoom, above) {
  return Math.max(0, Math.min(Math.round(mapZoom) - above, DEEPEST_ZOOM));
}

/** @param {number} z @param {number} mapZoom @returns {number} width of a tile of zoom `z` in pixels at `mapZoom` */
export function tileSizePx(z, mapZoom) {
  return 256 * 2 ** (mapZoom - z);
}

/** @param {PixelBox} box in pixels of the world at `mapZoom` @param {number} mapZoom @param {number} above @returns {Tile[]} the tiles under it, middle first */
export function tilesUnder(box, mapZoom, above) {
  const z = tileZoom(mapZoom, above);
  const size = tileSizePx(z, mapZoom);
  const last = 2 ** z - 1;
  const clamp = (/** @type {number} */ number) => Math.max(0, Math.min(last, number));
  /** @type {Tile[]} */
  const tiles = [];
  for (let y = clamp(Math.floor(box.minY / size)); y <= clamp(Math.ceil(box.maxY / size) - 1); y += 1) {
    for (let x = clamp(Math.floor(box.minX / size)); x <= clamp(Math.ceil(box.maxX / size) - 1); x += 1) {
      tiles.push({ z, x, y });
    }
  }
  const middleX = (box.minX + box.maxX) / 2 / size - 0.5;
  const middleY = (box.minY + box.maxY) / 2 / size - 0.5;
  const off = (/** @type {Tile} */ tile) => (tile.x - middleX) ** 2 + (tile.y - middleY) ** 2;
  return tiles.sort((a, b) => off(a) - off(b));
}

/** @param {Tile} tile @returns {Tile | null} the tile one zoom up that holds it */
export function parentOf({ z, x, y }) {
  return z === 0 ? null : { z: z - 1, x: x >> 1, y: y >> 1 };
}

/** On whole pixels, so that neighbours meet without a seam. @param {number} left @param {number} top @param {number} size px @returns {[number, number, number, number]} */
export function clipOf(left, top, size) {
  const [x, y] = [Math.round(left), Math.round(top)];
  return [x, y, Math.round(left + size) - x, Math.round(top + size) - y];
}
