/** The public collections: items in a box, tiles, nearby establishments, search. */

import { getJson, queryText } from './client.js';
import { bboxText } from '../geo/bbox.js';

/** @typedef {import('../geo/bbox.js').Bbox} Bbox */
/** @typedef {import('geojson').Feature<import('geojson').Geometry | null, Record<string, any>>} Feature */
/** @typedef {{features: Feature[], matched: number}} Items matched is infinite where there are too many to count */
/** @typedef {{kind: string, collection: string, id: string | number, label: string, context: string, bbox: Bbox | null, lon: number, lat: number}} Found */

/** @param {{ogc: string, api: string}} addresses @param {string} language */
export function makeCollections(addresses, language) {
  return {
    /**
     * @param {string} collection
     * @param {{bbox?: Bbox | null, limit?: number} & Record<string, any>} wish @param {AbortSignal} [signal]
     * @returns {Promise<Items>}
     */
    async items(collection, { bbox, ...wish }, signal) {
      const query = queryText({ lang: language, bbox: bbox ? bboxText(bbox) : '', ...wish });
      const answer = await getJson(`${addresses.ogc}/collections/${collection}/items${query}`, signal);
      return { features: answer.features, matched: answer.numberMatched ?? Infinity };
    },

    /** @param {string} collection @param {string} id @param {AbortSignal} [signal] @returns {Promise<Feature>} */
    item: (collection, id, signal) => getJson(`${addresses.ogc}/collections/${collection}/items/${id}${queryText({ lang: language })}`, signal),

    /** @param {string} collection @param {Record<string, string>} narrowed @returns {(tile: {z: number, x: number, y: number}) => string} */
    tileAddress(collection, narrowed) {
      const query = queryText({ lang: language, ...narrowed });
      return ({ z, x, y }) => `${addresses.ogc}/collections/${collection}/tiles/WebMercatorQuad/${z}/${y}/${x}${query}`;
    },

    /** @param {{lon: number, lat: number, radius_m: number, nace: string}} wish @param {AbortSignal} [signal] @returns {Promise<Items & {jobs: number}>} nearest first; jobs of all that matched */
    async near({ lon, lat, radius_m, nace }, signal) {
      const query = queryText({ lon, lat, radius_m, nace, limit: 500, totals: 'true' });
      const answer = await getJson(`${addresses.api}/establishments/near${query}`, signal);
      return { features: answer.features, matched: answer.numberMatched, jobs: answer.jobs_total };
    },

    /** @param {string} q @param {AbortSignal} [signal] @returns {Promise<Found[]>} best first */
    async search(q, signal) {
      const answer = await getJson(`${addresses.api}/search${queryText({ q, limit: 10, lang: language })}`, signal);
      return Array.isArray(answer) ? answer : answer.results;
    },
  };
}

/** @typedef {ReturnType<typeof makeCollections>} Collections */
