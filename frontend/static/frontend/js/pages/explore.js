/** Explore: filters, the list in step with the map, and the counts of the legend. */

import { element } from '../page.js';
import { latestOnly, wasCancelled } from '../api/client.js';
import { around } from '../geo/bbox.js';
import { locate, viewBbox } from '../map/map.js';
import { makeFilters } from '../ui/filters.js';
import { makeList } from '../ui/list.js';
import { makeOrder } from '../ui/order.js';
import { makeUndo, undoByKey } from '../state/undo.js';
import { hiddenUnder } from '../state/url.js';
import { announce, notify } from '../ui/notice.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('../geo/bbox.js').Bbox} Bbox */

const PAUSE_MS = 250;
const ROWS_AT_FIRST = 8;
const ROWS_MORE = 50;
/** Keys of the words for each filter. @type {Record<string, string>} */
const LABELS = { q: 'filter_word', on: 'time', period: 'time', as_of: 'time_as_of' };

/**
 * @param {Context} context @param {import('leaflet').Map} map
 * @param {{onHover: (key: string) => void, onOpen: (key: string) => void, onCount: (collection: string, count: number | null) => void, onPlace: (bbox: Bbox) => void}} listeners
 */
export function startExplore(context, map, { onHover, onOpen, onCount, onPlace }) {
  const { data, t, format, store, collections } = context;
  const latest = latestOnly();
  /** @type {Map<string, number>} */
  const limits = new Map();
  let waiting = 0;

  const undoing = makeUndo(store);
  const undo = () => {
    if (undoing.undo()) announce(t('filter_undone'));
  };
  undoByKey(undo);

  const filters = makeFilters(/** @type {HTMLFormElement} */ (element('filters')), {
    t,
    onUndo: undo,
    onChange(change) {
      // Who asks for a kind that is switched off wants to see it.
      const filters = { ...store.get().filters, ...change };
      const { hidden } = store.get();
      store.set({ filters, ...(change.kind && { hidden: hiddenUnder(filters, hidden) }) });
      const bbox = boxOf(data, change);
      if (bbox) onPlace(bbox);
    },
  });
  const order = makeOrder(/** @type {HTMLSelectElement} */ (element('sort')), {
    t,
    findMe: (onFound, onRefusal) => locate(map, { onFound, onRefusal: () => {
      notify(t('position_refused'), { closeLabel: t('close') });
      onRefusal();
    } }),
    onChange: (sorting) => store.set({ sorting }),
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

  /** What to ask about each collection that is on the map; those that are not leave list and legend. */
  function wishes() {
    const seen = store.get();
    return data.collections.flatMap(({ id, listed, dated }) => {
      const narrowed = seen.hidden.includes(id) ? null : listed ? context.narrowed(id, seen.filters) : context.then(id, seen.filters);
      const days = dated && (seen.filters.on || seen.filters.period);
      if (narrowed) return [{ id, wish: { limit: limits.get(id) ?? ROWS_AT_FIRST, ...narrowed, ...(days && { datetime: days }) } }];
      if (listed) list.hide(id);
      onCount(id, null);
      return [];
    });
  }

  /** @param {string[]} ids @param {Record<string, any> & {limit: number}} wish @param {AbortSignal} signal @returns {Promise<number>} how many the list shows of */
  async function refreshAlike(ids, wish, signal) {
    const listed = ids.filter((id) => context.infoOf(id)?.listed);
    for (const id of listed) list.wait(id);
    const found = await collections.summary(ids, { bbox: viewBbox(map), ...sortedBy(store.get().sorting, map), ...wish }, signal);
    for (const [id, { features, matched }] of found) {
      onCount(id, matched);
      if (listed.includes(id)) list.show(id, { rows: features.map((feature) => context.rowOf(id, feature)), matched });
    }
    return listed.reduce((sum, id) => sum + (found.get(id)?.matched ?? 0), 0);
  }

  async function refresh() {
    const signal = latest.next();
    const alike = groupedBy(wishes(), ({ wish }) => JSON.stringify(wish));
    const answers = await Promise.allSettled(alike.map((group) => refreshAlike(group.map(({ id }) => id), group[0].wish, signal)));
    if (signal.aborted) return;
    let count = 0;
    for (const [index, answer] of answers.entries()) {
      if (answer.status === 'fulfilled') count += answer.value;
      else if (!wasCancelled(answer.reason)) {
        for (const { id } of alike[index]) {
          const info = context.infoOf(id);
          if (info?.listed) list.showTrouble(id, t('list_trouble', { title: info.title }), () => void refresh());
        }
      }
    }
    const complete = answers.every(({ status }) => status === 'fulfilled');
    const narrowed = Object.values(store.get().filters).some(Boolean);
    const empty = list.showEmpty(complete && !count ? t(narrowed ? 'nothing_matches' : 'nothing_here') : '');
    if (complete && !count) void showWaysOut(empty, signal);
    element('list-count').textContent = complete && count ? t(count === 1 ? 'list_one' : 'list_many', { count: format.number(count) }) : '';
    if (complete) announce(t('list_count', { count: format.number(count) }));
  }

  /** @param {HTMLElement} container @param {AbortSignal} signal of the search that found nothing */
  async function showWaysOut(container, signal) {
    const { countUnder, loosened, showWays } = await import('./loosen.js');
    const { filters: asked } = store.get();
    const [here, whole] = [viewBbox(map), data.firstBox];
    const count = (/** @type {import('./loosen.js').Way} */ { kind, change }) => {
      const bbox = kind === 'whole_map' ? whole : here;
      return bbox ? countUnder(context, bbox, { ...asked, ...change }, signal) : Promise.resolve(0);
    };
    const ways = await loosened(asked, count).catch(() => null);
    const onWhole = () => whole && onPlace(whole);
    if (ways && !signal.aborted) showWays(container, ways, { context, label: (name) => t(LABELS[name] ?? name), onWhole });
  }

  function refreshSoon() {
    clearTimeout(waiting);
    waiting = window.setTimeout(refresh, PAUSE_MS);
  }

  map.on('moveend', refreshSoon);
  store.subscribe((now, before) => {
    if (now.filters !== before.filters) {
      limits.clear();
      filters.show(now.filters, undoing.canUndo());
    }
    if (now.sorting !== before.sorting) order.show(now.sorting);
    if (now.filters !== before.filters || now.hidden !== before.hidden || now.sorting !== before.sorting) refreshSoon();
  });
  filters.show(store.get().filters, undoing.canUndo());
  order.show(store.get().sorting);
  refreshSoon();
  return { highlight: list.highlight };
}

/** @param {import('../page.js').PageData} data @param {Partial<import('../state/url.js').Filters>} change @returns {Bbox | null} where the chosen communes, regions or groups lie */
function boxOf({ communes, regions, workingGroups }, { commune, region, working_group }) {
  const [chosen, inRegions, groups] = [commune, region, working_group].map((value) => value?.split(',') ?? []);
  const members = regions.filter(({ code }) => inRegions.includes(code)).flatMap((each) => each.communes);
  const places = [...communes.filter(({ code }) => chosen.includes(code) || members.includes(code)), ...workingGroups.filter(({ code }) => groups.includes(code))];
  const corners = places.flatMap(({ bbox: [west, south, east, north] }) => /** @type {import('../geo/bbox.js').LonLat[]} */ ([[west, south], [east, north]]));
  return corners.length ? around(corners) : null;
}

/** @param {import('../state/url.js').Sorting} sorting @param {import('leaflet').Map} map @returns {Record<string, string>} as the interface asks */
function sortedBy({ sort, at }, map) {
  const { lng, lat } = map.getCenter();
  return sort === 'distance' ? { sortby: sort, from: at ? `${at.lon},${at.lat}` : `${lng.toFixed(5)},${lat.toFixed(5)}` } : { sortby: sort };
}

/** @template T @param {T[]} things @param {(thing: T) => string} keyOf @returns {T[][]} those with the same key together, in their order */
function groupedBy(things, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return [...groups.values()];
}
