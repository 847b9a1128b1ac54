/** Explore: filters, the list in step with the map, and the counts of the legend. */

import { element } from '../page.js';
import { latestOnly, wasCancelled } from '../api/client.js';
import { viewBbox } from '../map/map.js';
import { capitalised } from '../i18n.js';
import { makeFilters } from '../ui/filters.js';
import { makeList } from '../ui/list.js';
import { announce } from '../ui/notice.js';

/** @typedef {import('./context.js').Context} Context */

const PAUSE_MS = 250;
const ROWS_AT_FIRST = 8;
const ROWS_MORE = 50;

/**
 * @param {Context} context @param {import('leaflet').Map} map
 * @param {{onHover: (key: string) => void, onOpen: (key: string) => void, onCount: (collection: string, count: number | null) => void, onCommune: (code: string) => void}} listeners
 */
export function startExplore(context, map, { onHover, onOpen, onCount, onCommune }) {
  const { data, t, format, store, collections } = context;
  const latest = latestOnly();
  /** @type {Map<string, number>} */
  const limits = new Map();
  let waiting = 0;

  const filters = makeFilters(element('filters'), {
    t,
    today: data.today,
    isOpen: context.isWide(),
    chips: [
      { name: 'kind', label: t('kind'), any: t('all_kinds'), choices: data.collections.filter(({ listed }) => listed).map(({ id, title }) => ({ value: id, label: title })) },
      { name: 'theme', label: t('theme'), any: t('all_themes'), choices: data.themes.map(({ code, name }) => ({ value: code, label: name })) },
      { name: 'stage', label: t('stage'), any: t('all_stages'), choices: data.stages.map(({ code, name }) => ({ value: code, label: capitalised(name, data.language) })) },
      { name: 'commune', label: t('commune'), any: t('all_communes'), choices: data.communes.map(({ code, name }) => ({ value: code, label: name })) },
      { name: 'region', label: t('region'), any: t('all_regions'), choices: data.regions.map(({ code, name }) => ({ value: code, label: name })) },
    ],
    onChange(change) {
      store.set({ filters: { ...store.get().filters, ...change } });
      if (change.commune) onCommune(change.commune);
    },
  });
  const list = makeList({
    container: element('list'),
    collections: data.collections.filter(({ listed }) => listed),
    drawSign: (canvas, collection, key) => context.drawSign(canvas, collection, key),
    t,
    number: format.number,
    onHover,
    onOpen,
    onMore(collection) {
      limits.set(collection, (limits.get(collection) ?? ROWS_AT_FIRST) + ROWS_MORE);
      void refresh();
    },
  });

  /** @param {string} collection @param {boolean} listed @param {AbortSignal} signal @returns {Promise<number>} how many there are */
  async function refreshOne(collection, listed, signal) {
    const seen = store.get();
    const narrowed = seen.hidden.includes(collection) ? null : listed ? context.narrowed(collection, seen.filters) : {};
    if (!narrowed) {
      if (listed) list.hide(collection);
      onCount(collection, null);
      return 0;
    }
    if (listed) list.wait(collection);
    const limit = listed ? (limits.get(collection) ?? ROWS_AT_FIRST) : 1;
    const { features, matched } = await collections.items(collection, { bbox: viewBbox(map), limit, ...narrowed }, signal);
    onCount(collection, matched);
    if (listed) list.show(collection, { rows: context.rowsOf(collection, features), matched });
    return listed ? matched : 0;
  }

  async function refresh() {
    const signal = latest.next();
    const answers = await Promise.allSettled(data.collections.map(({ id, listed }) => refreshOne(id, listed, signal)));
    if (signal.aborted) return;
    let count = 0;
    for (const [index, answer] of answers.entries()) {
      if (answer.status === 'fulfilled') count += answer.value;
      else if (!wasCancelled(answer.reason) && data.collections[index].listed) {
        list.showTrouble(data.collections[index].id, t('list_trouble', { title: data.collections[index].title }), () => void refresh());
      }
    }
    const complete = answers.every(({ status }) => status === 'fulfilled');
    const narrowed = Object.values(store.get().filters).some(Boolean);
    list.showEmpty(complete && !count ? t(narrowed ? 'nothing_matches' : 'nothing_here') : '');
    if (complete) announce(t('list_count', { count: format.number(count) }));
  }

  function refreshSoon() {
    clearTimeout(waiting);
    waiting = window.setTimeout(refresh, PAUSE_MS);
  }

  map.on('moveend', refreshSoon);
  store.subscribe((now, before) => {
    if (now.filters !== before.filters) {
      limits.clear();
      filters.show(now.filters);
    }
    if (now.filters !== before.filters || now.hidden !== before.hidden) refreshSoon();
  });
  filters.show(store.get().filters);
  refreshSoon();
  return { highlight: list.highlight };
}
