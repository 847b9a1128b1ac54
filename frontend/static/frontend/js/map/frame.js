/** One drawing of the map: the canvas, where it lies in the world, what is to be told apart. Shared by the paint modules. */

import { noHits } from './hit-test.js';
import { Occupancy } from './occupancy.js';
import { PALETTES } from './styles.js';

/** @typedef {import('./hit-test.js').Thing} Thing */
/** @typedef {import('./decode-tile.js').TileFeature} TileFeature */
/**
 * @typedef {object} Scene
 * @property {import('./styles.js').Scheme} scheme
 * @property {string} day ISO
 * @property {Set<string> | null} region LAU2 codes of the communes in full; null: all
 * @property {string} selected "collection/id" or ""
 * @property {string} hovered likewise
 * @property {Map<string, Set<string>> | null} matching ids by collection; what is not in it is pale. null: nothing is looked for
 * @property {boolean} ground whether the communes are painted as areas; not over an aerial picture
 * @property {Map<string, Path2D>} glyphs by theme
 * @property {{code: string, name: string, bbox: import('../geo/bbox.js').Bbox}[] | null} communes whose names are written; null: those that the tiles hold
 * @property {(number: number) => string} number
 */
/**
 * A tile, or a part of one, where it lies on the canvas.
 * @typedef {object} Piece
 * @property {import('./decode-tile.js').DecodedTile} tile
 * @property {number} left @property {number} top px @property {number} size of the whole tile, px
 * @property {[number, number, number, number]} clip left, top, width, height of the part that is drawn
 */
/** @typedef {{thing: Thing, box: [number, number, number, number], type: 2 | 3}} Anchor */

/** @param {CanvasRenderingContext2D} ctx @param {{width: number, height: number, marginX: number, marginY: number, dpr: number, zoom: number, originX: number, originY: number}} place the margins are painted but not seen before the map is moved; @param {Scene} scene */
export function makeFrame(ctx, place, scene) {
  return {
    ctx,
    ...place,
    scene,
    palette: PALETTES[scene.scheme],
    occupancy: new Occupancy(place.width, place.height),
    hits: noHits(),
    /** Where the symbol and the name of a line or an area may go. @type {Map<string, Anchor>} */
    anchors: new Map(),
  };
}

/** @typedef {ReturnType<typeof makeFrame>} Frame */

/** No name is written where a button or the legend lies. @param {Frame} frame @param {HTMLElement} container of the map */
export function keepClear({ occupancy, marginX, marginY }, container) {
  const { left, top } = container.getBoundingClientRect();
  for (const control of container.querySelectorAll('.leaflet-control')) {
    const box = control.getBoundingClientRect();
    if (box.width) occupancy.take(box.left - left + marginX, box.top - top + marginY, box.right - left + marginX, box.bottom - top + marginY);
  }
}

/** Made once, though each picture asks for it. @type {WeakMap<TileFeature, Thing>} */
const things = new WeakMap();

/** @param {string} collection @param {TileFeature} feature @returns {Thing} */
export function thingOf(collection, feature) {
  const known = things.get(feature);
  if (known) return known;
  const { id, properties } = feature;
  // A construction zone is tiled by phase; the zone is what has a page.
  const thing = { collection, id: String(properties.zone ?? id), name: String(properties.name ?? properties.title ?? ''), properties };
  things.set(feature, thing);
  return thing;
}

/** @param {Thing} thing @returns {string} */
export function keyOf({ collection, id }) {
  return `${collection}/${id}`;
}

/** @param {Frame} frame @param {Thing} thing @returns {boolean} whether it is not what the reader looks for */
export function isFaint({ scene }, thing) {
  const ids = scene.matching?.get(thing.collection);
  return Boolean(ids) && !ids?.has(thing.id) && keyOf(thing) !== scene.selected;
}

/** @param {Piece} piece @param {{x: number, y: number}[]} part @returns {number[]} x, y, x, y … in px of the canvas */
export function onCanvas({ tile, left, top, size }, part) {
  const scale = size / tile.extent;
  const flat = new Array(part.length * 2);
  for (let index = 0; index < part.length; index += 1) {
    flat[2 * index] = left + part[index].x * scale;
    flat[2 * index + 1] = top + part[index].y * scale;
  }
  return flat;
}

/** @param {Frame} frame @param {number} lon @param {number} lat @returns {[number, number]} px of the canvas */
export function lonLatOnCanvas({ zoom, originX, originY }, lon, lat) {
  const world = 256 * 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  return [world * (lon / 360 + 0.5) - originX, world * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) - originY];
}
