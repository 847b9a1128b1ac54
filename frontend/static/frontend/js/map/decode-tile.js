/** Bytes of a vector tile -> the features of its layers. */

import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { CROWDED, crowdOf } from './crowd.js';

/**
 * @typedef {object} TileFeature
 * @property {string} id the feature's id in its collection; empty where the tile gives none (an aggregate)
 * @property {1 | 2 | 3} type point, line, area
 * @property {{x: number, y: number}[][]} parts points, lines or rings in steps of the tile
 * @property {Record<string, any>} properties
 */
/** @typedef {{extent: number, features: TileFeature[], crowd?: import('./crowd.js').Crowd}} DecodedTile crowd: those of its points that stand for one thing, where there are many */

/** @type {DecodedTile} */
const EMPTY_TILE = { extent: 4096, features: [] };

/** @param {ArrayBuffer | Uint8Array} bytes @param {string[]} layerNames @returns {DecodedTile[]} one a name; empty where the tile has no such layer */
export function decodeTile(bytes, layerNames) {
  const { layers } = new VectorTile(new PbfReader(new Uint8Array(bytes)));
  return layerNames.map((name) => (layers[name] ? decodeLayer(layers[name]) : EMPTY_TILE));
}

/** @param {import('@mapbox/vector-tile').VectorTileLayer} layer @returns {DecodedTile} */
function decodeLayer(layer) {
  /** @type {TileFeature[]} */
  const features = [];
  /** @type {{x: number, y: number, jobs: number, id: number, name: string}[]} */
  const points = [];
  for (let index = 0; index < layer.length; index += 1) {
    const feature = layer.feature(index);
    const properties = { ...feature.properties };
    if (layer.name === CROWDED && !(Number(properties.count) > 1)) {
      const { jobs, name } = properties;
      for (const [{ x, y }] of feature.loadGeometry()) points.push({ x, y, jobs: Number(jobs ?? 0), id: Number(feature.id ?? 0), name: String(name ?? '') });
      continue;
    }
    features.push({
      id: String(feature.id ?? properties.id ?? ''),
      type: /** @type {1 | 2 | 3} */ (feature.type),
      parts: feature.loadGeometry(),
      properties,
    });
  }
  return { extent: layer.extent, features, ...(points.length && { crowd: crowdOf(points) }) };
}
