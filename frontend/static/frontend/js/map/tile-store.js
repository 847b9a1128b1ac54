/**
 * What the tiles hold, collection by collection: asked for once, several collections of a tile in one request,
 * kept while there is room, given up when nobody looks any more.
 */

import { decodeTile } from './decode-tile.js';

/** @typedef {import('./decode-tile.js').DecodedTile} DecodedTile */
/** @typedef {import('../geo/tile-grid.js').Tile} Tile */
/** @typedef {{collection: string, query: Record<string, string>}} Source a collection and what narrows it */
/** @typedef {(tile: Tile, collections: string[], query: Record<string, string>) => string} AddressOf */

const MOST_KEPT = 3000;
/** After a failure the same tile is asked again at the earliest after this time. */
const RETRY_AFTER_MS = 15_000;

/** Reading a larger tile takes longer than a frame. */
const LARGE_BYTES = 50_000;

/** @param {ArrayBuffer} bytes @param {string[]} collections @returns {Promise<DecodedTile[]>} large tiles by the worker, where there is one */
async function decodeApart(bytes, collections) {
  if (bytes.byteLength < LARGE_BYTES) return decodeTile(bytes, collections);
  const { askWorker } = await import('./tile-worker.js');
  return askWorker({ decode: { bytes, names: collections } }).catch(() => decodeTile(bytes, collections));
}

/** @param {Tile} tile @param {string} collection @returns {string} */
const placeOf = ({ z, x, y }, collection) => `${z}/${x}/${y}/${collection}`;

/** @param {Tile} tile @param {Source} source @returns {string} */
export const keyOf = (tile, { collection, query }) => `${placeOf(tile, collection)}?${new URLSearchParams(query)}`;

export class TileStore {
  /** @param {{address: AddressOf, onArrival: () => void, onTrouble: () => void}} options */
  constructor({ address, onArrival, onTrouble }) {
    this.address = address;
    this.onArrival = onArrival;
    this.onTrouble = onTrouble;
    /** @type {Map<string, DecodedTile>} */
    this.tiles = new Map();
    /** What a place showed last, whatever narrowed it. @type {Map<string, DecodedTile>} */
    this.last = new Map();
    /** @type {Map<string, AbortController>} */
    this.pending = new Map();
    /** @type {Map<string, number>} */
    this.failedAt = new Map();
  }

  /** @param {Tile} tile @param {Source} source @returns {DecodedTile | undefined} only what is here already */
  peek(tile, source) {
    return this.tiles.get(keyOf(tile, source));
  }

  /** While the answer to another question is on its way, the last one: the map does not go blank at each filter. @param {Tile} tile @param {Source} source @returns {DecodedTile | undefined} */
  standIn(tile, source) {
    return this.failedAt.has(keyOf(tile, source)) ? undefined : this.last.get(placeOf(tile, source.collection));
  }

  /** Sends for those of the sources that are not here, one request for all that are narrowed alike. @param {Tile} tile @param {Source[]} sources */
  want(tile, sources) {
    /** @type {Map<string, Source[]>} */
    const missing = new Map();
    for (const source of sources) {
      const key = keyOf(tile, source);
      const decoded = this.tiles.get(key);
      if (decoded) {
        // Last used, last dropped: a Map keeps the order of insertion.
        this.tiles.delete(key);
        this.tiles.set(key, decoded);
        this.last.set(placeOf(tile, source.collection), decoded);
      } else if (!this.pending.has(key) && Date.now() - (this.failedAt.get(key) ?? -Infinity) > RETRY_AFTER_MS) {
        const alike = JSON.stringify(source.query);
        missing.set(alike, [...(missing.get(alike) ?? []), source]);
      }
    }
    for (const alike of missing.values()) void this.fetch(tile, alike);
  }

  /** @param {Tile} tile @param {Source[]} sources all with the same query */
  async fetch(tile, sources) {
    const controller = new AbortController();
    const keys = sources.map((source) => keyOf(tile, source));
    for (const key of keys) this.pending.set(key, controller);
    try {
      const collections = sources.map(({ collection }) => collection);
      const response = await fetch(this.address(tile, collections, sources[0].query), { signal: controller.signal, credentials: 'same-origin' });
      if (!response.ok) throw new Error(`${response.status}`);
      const decoded = await decodeApart(await response.arrayBuffer(), collections);
      if (controller.signal.aborted) return;
      for (const [index, key] of keys.entries()) {
        this.tiles.set(key, decoded[index]);
        this.last.set(placeOf(tile, collections[index]), decoded[index]);
        this.failedAt.delete(key);
      }
      this.dropOldest();
      this.onArrival();
    } catch {
      if (controller.signal.aborted) return;
      for (const key of keys) this.failedAt.set(key, Date.now());
      this.onTrouble();
    } finally {
      for (const key of keys) if (this.pending.get(key) === controller) this.pending.delete(key);
    }
  }

  dropOldest() {
    for (const [key, decoded] of this.tiles) {
      if (this.tiles.size <= MOST_KEPT) break;
      this.tiles.delete(key);
      const place = key.slice(0, key.indexOf('?'));
      if (this.last.get(place) === decoded) this.last.delete(place);
    }
  }

  /** Gives up the requests of which nothing is in `wanted`. @param {Set<string>} wanted keys */
  keepOnly(wanted) {
    const needed = new Set([...this.pending].filter(([key]) => wanted.has(key)).map(([, controller]) => controller));
    for (const [key, controller] of this.pending) {
      if (needed.has(controller)) continue;
      controller.abort();
      this.pending.delete(key);
    }
  }

  /** Forgets everything, for when what the server shows has changed. */
  clear() {
    this.keepOnly(new Set());
    this.tiles.clear();
    this.last.clear();
    this.failedAt.clear();
  }
}
