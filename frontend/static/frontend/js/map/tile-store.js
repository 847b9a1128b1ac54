/** Tiles by address: asked for once, kept while there is room, given up when nobody looks any more. */

import { EMPTY_TILE, decodeTile } from './decode-tile.js';

/** @typedef {import('./decode-tile.js').DecodedTile} DecodedTile */

const MOST_KEPT = 600;
/** After a failure the same tile is asked again at the earliest after this time. */
const RETRY_AFTER_MS = 15_000;

export class TileStore {
  /** @param {{onArrival: () => void, onTrouble: () => void}} listeners */
  constructor({ onArrival, onTrouble }) {
    this.onArrival = onArrival;
    this.onTrouble = onTrouble;
    /** @type {Map<string, DecodedTile>} */
    this.tiles = new Map();
    /** @type {Map<string, AbortController>} */
    this.pending = new Map();
    /** @type {Map<string, number>} */
    this.failedAt = new Map();
  }

  /** @param {string} address @returns {DecodedTile | undefined} only what is here already */
  peek(address) {
    return this.tiles.get(address);
  }

  /** @param {string} address @param {string} layerName @returns {DecodedTile | undefined} what is here; what is not is sent for */
  want(address, layerName) {
    const tile = this.tiles.get(address);
    if (tile) {
      // Last used, last dropped: a Map keeps the order of insertion.
      this.tiles.delete(address);
      this.tiles.set(address, tile);
    } else if (!this.pending.has(address) && Date.now() - (this.failedAt.get(address) ?? -Infinity) > RETRY_AFTER_MS) {
      void this.fetch(address, layerName);
    }
    return tile;
  }

  /** @param {string} address @param {string} layerName */
  async fetch(address, layerName) {
    const controller = new AbortController();
    this.pending.set(address, controller);
    try {
      const response = await fetch(address, { signal: controller.signal, credentials: 'same-origin' });
      if (!response.ok) throw new Error(`${response.status}`);
      const bytes = response.status === 204 ? new ArrayBuffer(0) : await response.arrayBuffer();
      this.tiles.set(address, bytes.byteLength ? decodeTile(bytes, layerName) : EMPTY_TILE);
      this.failedAt.delete(address);
      for (const oldest of this.tiles.keys()) {
        if (this.tiles.size <= MOST_KEPT) break;
        this.tiles.delete(oldest);
      }
      this.onArrival();
    } catch {
      if (controller.signal.aborted) return;
      this.failedAt.set(address, Date.now());
      this.onTrouble();
    } finally {
      if (this.pending.get(address) === controller) this.pending.delete(address);
    }
  }

  /** Gives up what is on its way but not in `wanted`. @param {Set<string>} wanted */
  keepOnly(wanted) {
    for (const [address, controller] of this.pending) {
      if (!wanted.has(address)) {
        controller.abort();
        this.pending.delete(address);
      }
    }
  }

  /** Forgets everything, for when what the server shows has changed. */
  clear() {
    this.keepOnly(new Set());
    this.tiles.clear();
    this.failedAt.clear();
  }
}
