/** The backgrounds a person can choose. The first is our own and asks nobody. */

import L from './leaflet.js';

/** @typedef {'plan' | 'geoportail' | 'ortho' | 'osm'} BaseId */

const GEOPORTAIL = 'https://wmts{s}.geoportail.lu';
const GEOPORTAIL_CREDIT = '<a href="https://map.geoportail.lu/">geoportail.lu</a>, ACT';

/** @type {Record<Exclude<BaseId, 'plan'>, {address: string, options: L.TileLayerOptions}>} */
const HOSTS = {
  geoportail: {
    address: `${GEOPORTAIL}/opendata/wmts/basemap/GLOBAL_WEBMERCATOR/{z}/{x}/{y}.png`,
    options: { subdomains: '1234', attribution: GEOPORTAIL_CREDIT },
  },
  ortho: {
    address: `${GEOPORTAIL}/opendata/wmts/ortho_latest/GLOBAL_WEBMERCATOR_4_V3/{z}/{x}/{y}.jpeg`,
    options: { subdomains: '1234', attribution: GEOPORTAIL_CREDIT },
  },
  osm: {
    address: 'https://tile.openstreetmap.org/{z}/{x}/{y}.png',
    // That server wants to know which site asks; the address of the page itself stays here.
    options: {
      attribution: '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>',
      referrerPolicy: 'strict-origin-when-cross-origin',
    },
  },
};
/** How many tiles may fail before any has come until we say that the base map does not answer. */
const FAILURES_TOLERATED = 4;

/** @param {L.Map} map @param {{onSilence: (base: BaseId) => void}} listeners */
export function makeBaseMaps(map, { onSilence }) {
  /** @type {L.TileLayer | null} */
  let shown = null;
  return {
    /** @param {string} base */
    show(base) {
      shown?.remove();
      shown = null;
      if (!(base in HOSTS)) return;
      const { address, options } = HOSTS[/** @type {keyof typeof HOSTS} */ (base)];
      const layer = L.tileLayer(address, { maxZoom: 19, className: `map__base map__base--${base}`, ...options });
      let arrived = 0;
      let failed = 0;
      layer.on('tileload', () => (arrived += 1));
      layer.on('tileerror', () => {
        failed += 1;
        if (!arrived && failed === FAILURES_TOLERATED) onSilence(/** @type {BaseId} */ (base));
      });
      shown = layer.addTo(map);
    },
  };
}
