/** What the parts of the map page share: its data, words, store, map and the ways between them. */

import { makeFormat } from '../geo/format.js';
import { localised, makeTranslate } from '../i18n.js';
import { getJson, queryText } from '../api/client.js';
import { makeCollections } from '../api/collections.js';
import { makeStore } from '../state/store.js';
import { daySeen } from '../state/clock.js';
import { OF_SOME, readAddress } from '../state/url.js';
import { drawSwatch } from '../map/swatch.js';
import { makeFacts } from './facts.js';

/** @typedef {import('../page.js').PageData} PageData */
/** @typedef {import('../state/url.js').Seen} Seen */
/** @typedef {import('../state/url.js').Filters} Filters */

/** Their pages have figures, of the day that is looked at. */
const WITH_FIGURES = ['communes', 'business-parks'];
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const wide = window.matchMedia('(min-width: 720px)');
/** Less of the map than this above the sheet is no view: it is then the map behind the sheet that counts, px. */
const LEAST_SEEN_PX = 80;

/** @param {PageData} data */
export function makeContext(data) {
  const t = makeTranslate(data.texts);
  const format = makeFormat(data.language);
  const hiddenAtFirst = data.collections.filter(({ shown }) => !shown).map(({ id }) => id);
  /** Stage and theme of what was read, so that a row carries the same sign as the map. @type {Map<string, Record<string, any>>} */
  const known = new Map();
  /** @type {Map<string, Path2D>} */
  const glyphs = new Map();

  return {
    data,
    t,
    format,
    glyphs,
    hiddenAtFirst,
    facts: makeFacts(data, t, format),
    collections: makeCollections(data.addresses, data.language),
    store: makeStore(readAddress(location, data.addresses.map, hiddenAtFirst)),
    isWide: () => wide.matches,
    /** @returns {{right: number, bottom: number}} how much of the map lies under the legend or the sheet, px */
    covered() {
      if (!wide.matches) {
        const [sheet, map] = ['panel', 'map'].map((id) => document.getElementById(id)?.offsetHeight ?? 0);
        return { right: 0, bottom: map - sheet < LEAST_SEEN_PX ? 0 : sheet };
      }
      const legend = document.getElementById('legend');
      const edge = legend?.offsetWidth ? legend.getBoundingClientRect().left : window.innerWidth;
      return { right: window.innerWidth - edge, bottom: 0 };
    },
    scheme: () => /** @type {import('../map/styles.js').Scheme} */ (dark.matches ? 'dark' : 'light'),
    /** @param {() => void} listener */
    onScheme: (listener) => dark.addEventListener('change', listener),
    /** @param {Seen} seen @returns {string} the day that is looked at, ISO */
    dayOf: (seen) => daySeen(seen.filters, data.today),
    /** @param {string} collection @returns {import('../page.js').CollectionInfo | undefined} */
    infoOf: (collection) => data.collections.find(({ id }) => id === collection),
    /** @param {string} collection @param {string | number} id */
    addressOf: (collection, id) => `${data.addresses.map}${collection}/${id}/`,
    /** The page of a thing as it was known on the chosen day, with its figures of the day that is looked at. @param {string} collection @param {string | number} id */
    addressThen(collection, id) {
      const { filters } = this.store.get();
      const on = WITH_FIGURES.includes(collection) ? filters.on || filters.period.slice(0, 10) : '';
      return this.addressOf(collection, id) + queryText({ ...this.then(collection, filters), on });
    },
    /** The second clock, for what follows it. @param {string} collection @param {Filters} filters @returns {{as_of?: string}} */
    then(collection, { as_of }) {
      return as_of && this.infoOf(collection)?.filters.includes('as_of') ? { as_of } : {};
    },
    /** @param {string} collection @param {import('../api/collections.js').Feature} feature @returns {import('../ui/list.js').Row} */
    rowOf(collection, { id, properties }) {
      const key = `${collection}/${id}`;
      known.set(key, properties);
      const name = localised(properties, 'title', data.language) || localised(properties, 'name', data.language);
      const seen = this.store.get();
      const aside = typeof properties.distance_m === 'number' ? format.distance(properties.distance_m) : undefined;
      return { key, name, aside, facts: this.facts(collection, properties, this.dayOf(seen)), address: this.addressThen(collection, id ?? '') };
    },
    /** What is loaded on use asks through here, so that the first view stays in few files. @param {string} path below the interface @returns {Promise<any>} */
    ask: (path) => getJson(`${data.addresses.api}/${path}`),
    /** @param {HTMLCanvasElement} canvas @param {string} collection @param {string} key */
    drawSign(canvas, collection, key) {
      const { theme, stage, kind } = known.get(key) ?? {};
      drawSwatch(canvas, { collection, scheme: this.scheme(), size: 30, stage, kind, glyph: glyphs.get(theme) });
    },
    /**
     * The questions to the server that the filters mean for a collection; null where a filter is on that it cannot have.
     * @param {string} collection @param {Filters} filters @returns {Record<string, string> | null}
     */
    narrowed(collection, filters) {
      const { kind, works, commune, region, q, on, period } = filters;
      const can = this.infoOf(collection)?.filters ?? [];
      const ofSome = OF_SOME.filter((name) => filters[name]);
      if ((kind && !kind.split(',').includes(collection)) || !ofSome.every((name) => can.includes(name))) return null;
      return {
        ...Object.fromEntries(ofSome.map((name) => [name, filters[name]])),
        ...(commune && { commune }),
        ...(region && { region }),
        ...(q && { q }),
        // Of works the day says from when their state is seen.
        ...((on || period) && (works || can.includes('day')) && { datetime: on || period }),
        ...this.then(collection, filters),
      };
    },
  };
}

/** @typedef {ReturnType<typeof makeContext>} Context */
