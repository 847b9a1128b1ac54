/** The public collections: items in a box, tiles, nearby establishments, search. */

import { getJson, queryText } from './client.js';
import { bboxText } from '../geo/bbox.js';
import { areaText } from '../state/nearby.js';

/** @typedef {import('../geo/bbox.js').Bbox} Bbox */
/** @typedef {import('geojson').Feature<import('geojson').Geometry | null, Record<string, any>>} Feature */
/** @typedef {{features: Feature[], matched: number}} Items matched is infinite where there are too many to count */
/** @typedef {{kind: string, collection: string, id: string | number, label: string, context: string, bbox: Bbox | null, lon: number, lat: number}} Found */

/** @typedef {Omit<import('../state/nearby.js').Nearby, 'label'>} Near */
/** @typedef {Items & {jobs?: number, is_estimate?: boolean, estimate?: {detail: string} | null, network?: {attribution: string} | null}} NearItems */

/** @param {Pick<Near, 'lon' | 'lat' | 'of' | 'area'>} near @returns {Record<string, string | number>} the one place that is asked from */
function fromWhere({ lon, lat, of, area }) {
  if (area) return { area: areaText(area) };
  if (!of) return { lon, lat };
  const [collection, id] = of.split('/');
  return { [collection === 'business-parks' ? 'park' : 'establishment']: id };
}

/** @param {{ogc: string, api: string}} addresses @param {string} language */
export function makeCollections(addresses, language) {
  /** @param {Near} wish @param {Record<string, string | number>} more @returns {string} */
  const nearAddress = ({ radius_m, by, minutes, nace, jobs_from, jobs_to, subject, direction, group, in_park, ...from }, more) => {
    const far = by ? { minutes, mode: by, lang: language } : { radius_m };
    const whom = { nace, jobs_from, jobs_to, subject, direction, group, in_park };
    return `${addresses.api}/establishments/near${queryText({ ...fromWhere(from), ...far, ...whom, ...more })}`;
  };
  return {
    /**
     * What lies in a box, of several collections that are narrowed alike.
     * @param {string[]} ids @param {{bbox: Bbox, limit: number} & Record<string, any>} wish @param {AbortSignal} [signal]
     * @returns {Promise<Map<string, Items>>} by id; the features without their geometry
     */
    async summary(ids, { bbox, ...wish }, signal) {
      const query = queryText({ collections: ids.join(','), lang: language, bbox: bboxText(bbox), ...wish });
      const answer = await getJson(`${addresses.api}/summary${query}`, signal);
      return new Map(ids.map((id) => [id, { features: answer[id].features, matched: answer[id].numberMatched ?? Infinity }]));
    },

    /** @param {string} collection @param {string} id @param {AbortSignal} [signal] @returns {Promise<Feature>} */
    item: (collection, id, signal) => getJson(`${addresses.ogc}/collections/${collection}/items/${id}${queryText({ lang: language })}`, signal),

    /** @param {{z: number, x: number, y: number}} tile @param {string[]} ids of the collections @param {Record<string, string>} narrowed @returns {string} */
    tileAddress({ z, x, y }, ids, narrowed) {
      const query = queryText({ collections: ids.join(','), lang: language, ...narrowed });
      return `${addresses.ogc}/tiles/WebMercatorQuad/${z}/${y}/${x}${query}`;
    },

    /** @param {Near} wish @param {AbortSignal} [signal] @returns {Promise<NearItems>} nearest or quickest first */
    async near(wish, signal) {
      const answer = await getJson(nearAddress(wish, wish.by ? { limit: 500 } : { limit: 500, totals: 'true' }), signal);
      return { ...answer, matched: answer.numberMatched, jobs: answer.jobs_total ?? answer.jobs };
    },

    /** The same as a file. @param {Near} wish @param {'csv' | 'xlsx' | 'geojson'} format @returns {string} */
    nearFile: (wish, format) => nearAddress(wish, { format, lang: language, limit: 10_000 }),

    /** @param {Near} wish @param {string} minutes "5,10" @param {AbortSignal} [signal] @returns {Promise<import('geojson').FeatureCollection>} the largest area first */
    reach: ({ by, ...from }, minutes, signal) => getJson(`${addresses.api}/reach${queryText({ ...fromWhere(from), minutes, mode: by })}`, signal),

    /** @param {string} q @param {AbortSignal} [signal] @returns {Promise<Found[]>} best first */
    async search(q, signal) {
      const answer = await getJson(`${addresses.api}/search${queryText({ q, limit: 10, lang: language })}`, signal);
      return Array.isArray(answer) ? answer : answer.results;
    },
  };
}

/** @typedef {ReturnType<typeof makeCollections>} Collections */
