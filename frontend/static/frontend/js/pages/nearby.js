/** Nearby: from a place, which companies are within reach, nearest first, on the map and as a list. */

import { element, make } from '../page.js';
import { latestOnly, wasCancelled } from '../api/client.js';
import { locate } from '../map/map.js';
import { makeNearbyMarks } from '../map/nearby-marks.js';
import { listenToRows, rowLink } from '../ui/list.js';
import { makeNearbyForm } from '../ui/nearby-form.js';
import { announce, notify } from '../ui/notice.js';
import { RADIUS_M } from '../state/url.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('../state/url.js').Nearby} Nearby */
/** @typedef {import('../api/collections.js').Items & {jobs: number}} Found */

const PAUSE_MS = 200;

/**
 * @param {Context} context @param {import('leaflet').Map} map
 * @param {{layer: import('../map/vector-layer.js').VectorLayer, onHover: (key: string) => void, onOpen: (key: string) => void}} parts
 * @returns {(at: {lon: number, lat: number}) => boolean} takes a click on the map while a point is being chosen
 */
export function startNearby(context, map, { layer, onHover, onOpen }) {
  const { store, t, format, data } = context;
  const latest = latestOnly();
  const container = element('nearby');
  const results = make('div', { class: 'nearby__results' });
  let isPicking = false;
  let waiting = 0;

  /** @param {{lon: number, lat: number}} at @param {string} label */
  const start = (at, label) => {
    const before = store.get().nearby;
    setPicking(false);
    store.set({ nearby: { radius_m: before?.radius_m ?? RADIUS_M.first, nace: before?.nace ?? '', lon: at.lon, lat: at.lat, label } });
  };
  const marks = makeNearbyMarks(map, { label: t('drag_point'), onMove: (at) => start(at, '') });
  const form = makeNearbyForm(container, {
    t,
    parks: data.parks,
    sections: data.naceSections,
    onPick: () => setPicking(!isPicking),
    onPosition: () => locate(map, { onFound: (at) => start(at, t('my_position')), onRefusal: () => notify(t('position_refused'), { closeLabel: t('close') }) }),
    onPark(id) {
      const park = data.parks.find((other) => other.id === id);
      if (park) start(park, park.name);
    },
    onChange(change) {
      const { nearby } = store.get();
      if (nearby) store.set({ nearby: { ...nearby, ...change } });
    },
  });
  container.append(results);
  listenToRows(results, { onHover, onOpen });

  /** @param {boolean} picking */
  function setPicking(picking) {
    isPicking = picking;
    form.showPicking(picking);
    map.getContainer().classList.toggle('map--picking', picking);
    if (picking) announce(t('click_the_map'));
  }

  /** @param {Nearby} nearby @param {Found} found */
  function showResults(nearby, { features, matched, jobs }) {
    layer.setScene({ matching: new Map([['establishments', new Set(features.map(({ id }) => String(id)))]]) });
    marks.number(features.map(({ geometry }) => {
      const [lon, lat] = /** @type {import('geojson').Point} */ (geometry).coordinates;
      return { lon, lat };
    }));
    if (!features.length) {
      const sentence = t(nearby.nace ? 'nearby_none_activity' : 'nearby_none', { radius: format.distance(nearby.radius_m) });
      results.replaceChildren(make('p', { class: 'list__empty' }, sentence));
      announce(sentence);
      return;
    }
    const total = t('nearby_total', { count: format.number(matched), jobs: format.number(jobs), radius: format.distance(nearby.radius_m) });
    const rows = features.map((feature) => {
      const row = context.rowOf('establishments', feature);
      const aside = format.distance(Math.round(feature.properties.distance_m));
      return make('li', { class: 'row row--numbered' }, rowLink({ ...row, aside }, 'establishments', (canvas, collection, key) => context.drawSign(canvas, collection, key)));
    });
    results.replaceChildren(make('p', { class: 'nearby__total' }, total), make('ol', { class: 'group__rows' }, ...rows));
    if (matched > features.length) results.append(make('p', { class: 'list__empty' }, t('nearby_more', { count: format.number(features.length) })));
    announce(total);
  }

  /** @param {Nearby} nearby */
  async function ask(nearby) {
    const signal = latest.next();
    results.setAttribute('aria-busy', 'true');
    try {
      const found = await context.collections.near(nearby, signal);
      if (!signal.aborted) showResults(nearby, found);
    } catch (error) {
      if (wasCancelled(error)) return;
      const again = make('button', { type: 'button', class: 'button button--small' }, t('try_again'));
      again.addEventListener('click', () => void ask(nearby));
      results.replaceChildren(make('p', { class: 'message message--error' }, t('nearby_trouble')), again);
    } finally {
      results.removeAttribute('aria-busy');
    }
  }

  /** @param {import('../state/url.js').Seen} now @param {import('../state/url.js').Seen | null} before */
  function show(now, before) {
    const isOpen = now.tab === 'nearby' && Boolean(now.nearby);
    if (now.tab !== 'nearby') setPicking(false);
    if (before && now.tab === before.tab && now.nearby === before.nearby) return;
    form.show(now.nearby);
    if (!isOpen || !now.nearby) {
      marks.clear();
      layer.setScene({ matching: null });
      return;
    }
    const { nearby } = now;
    const was = before?.tab === 'nearby' ? before.nearby : null;
    marks.show(nearby);
    if (!was || was.lon !== nearby.lon || was.radius_m !== nearby.radius_m) marks.frame(context.covered());
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(nearby), was ? PAUSE_MS : 0);
  }

  store.subscribe(show);
  show(store.get(), null);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && isPicking && setPicking(false));
  return (at) => {
    if (!isPicking) return false;
    start(at, '');
    return true;
  };
}
