/** Nearby: from a place, which companies are within reach, nearest first, on the map and as a list. */

import { element, make } from '../page.js';
import { latestOnly, wasCancelled } from '../api/client.js';
import { locate } from '../map/map.js';
import { makeNearbyMarks } from '../map/nearby-marks.js';
import { makeReachAreas, stepsUpTo } from '../map/reach-areas.js';
import { listenToRows } from '../ui/list.js';
import { makeNearbyForm } from '../ui/nearby-form.js';
import { makeNearbyResults } from '../ui/nearby-results.js';
import { announce, notify } from '../ui/notice.js';
import { MINUTES, RADIUS_M, leastRadius, middleOf } from '../state/nearby.js';
import { makeNearbyArea } from './nearby-area.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('../state/nearby.js').Nearby} Nearby */

const PAUSE_MS = 200;

/**
 * @param {Context} context @param {import('leaflet').Map} map
 * @param {{layer: import('../map/vector-layer.js').VectorLayer, onHover: (key: string) => void, onOpen: (key: string) => void}} parts
 * @returns {(at: {lon: number, lat: number}) => boolean} takes a click on the map while a point is chosen or an area drawn
 */
export function startNearby(context, map, { layer, onHover, onOpen }) {
  const { store, t, data } = context;
  const latest = latestOnly();
  const container = element('nearby');
  const results = make('div', { class: 'nearby__results' });
  /** @type {'' | 'pick' | 'draw'} */
  let waitingFor = '';
  let waiting = 0;

  /** From another place, whom and how far as before. @param {{lon: number, lat: number, label?: string, of?: string, area?: import('../state/nearby.js').LonLat[]}} from */
  const start = ({ lon, lat, label = '', of, area }) => {
    const before = store.get().nearby;
    setWaiting('');
    const radius_m = Math.max(before?.radius_m ?? RADIUS_M.first, leastRadius({ of, area }));
    store.set({ nearby: { nace: '', ...before, radius_m, lon, lat, label, of, area } });
  };
  const marks = makeNearbyMarks(map, { label: t('drag_point'), hint: t('move_hint'), onMove: start });
  const form = makeNearbyForm(container, {
    t,
    parks: data.parks,
    groups: data.workingGroups,
    sections: data.naceSections,
    subjects: data.subjects,
    search: (q, signal) => context.collections.search(q, signal),
    kindOf: ({ collection, kind }) => context.infoOf(collection)?.one ?? kind,
    onFound({ collection, id, lon, lat, label }) {
      start({ lon, lat, label, of: ['business-parks', 'establishments'].includes(collection) ? `${collection}/${id}` : undefined });
    },
    onPick: () => setWaiting(waitingFor === 'pick' ? '' : 'pick'),
    onDraw: () => setWaiting(waitingFor === 'draw' ? '' : 'draw'),
    onPosition: () => locate(map, { onFound: (at) => start({ ...at, label: t('my_position') }), onRefusal: () => notify(t('position_refused'), { closeLabel: t('close') }) }),
    onPark(id) {
      const park = data.parks.find((other) => other.id === id);
      if (park) start({ lon: park.lon, lat: park.lat, label: park.name, of: `business-parks/${id}` });
    },
    onChange(change) {
      const { nearby } = store.get();
      if (nearby) store.set({ nearby: { ...nearby, ...change } });
    },
  });
  const drawing = makeNearbyArea(map, form.tools, {
    t,
    format: context.format,
    announce,
    onArea(area) {
      const before = store.get().nearby;
      store.set({ nearby: { nace: '', radius_m: 0, ...before, ...middleOf(area), label: '', of: undefined, area } });
    },
    onDone: () => setWaiting(''),
  });
  container.append(results);
  const areas = makeReachAreas(map);
  const shown = makeNearbyResults(results, context, {
    onOrder: (features) =>
      marks.number(
        features.map(({ geometry }) => {
          const [lon, lat] = /** @type {import('geojson').Point} */ (geometry).coordinates;
          return { lon, lat };
        }),
      ),
  });
  listenToRows(results, { onHover, onOpen });

  /** @param {'' | 'pick' | 'draw'} what a click on the map means */
  function setWaiting(what) {
    if (what === waitingFor) return;
    waitingFor = what;
    form.showWaiting(what);
    map.getContainer().classList.toggle('map--picking', Boolean(what));
    if (drawing.isOn()) drawing.stop();
    if (what === 'draw') drawing.start(store.get().nearby?.area ?? []);
    if (what === 'pick') announce(t('click_the_map'));
    const { nearby } = store.get();
    if (nearby) marks.show(nearby, { drawing: what === 'draw' });
  }

  /** @param {Nearby} nearby @param {boolean} follow whether the map moves to what is in reach */
  async function ask(nearby, follow) {
    const signal = latest.next();
    results.setAttribute('aria-busy', 'true');
    try {
      const [found, reached] = await Promise.all([
        context.collections.near(nearby, signal),
        nearby.by ? context.collections.reach(nearby, stepsUpTo(nearby.minutes ?? MINUTES.first), signal) : null,
      ]);
      if (signal.aborted) return;
      if (reached) areas.show(reached);
      else areas.clear();
      if (reached && follow) areas.frame(context.covered());
      layer.setScene({ matching: new Map([['establishments', new Set(found.features.map(({ id }) => String(id)))]]) });
      announce(shown.show(nearby, found));
    } catch (error) {
      if (wasCancelled(error)) return;
      const again = make('button', { type: 'button', class: 'button button--small' }, t('try_again'));
      again.addEventListener('click', () => void ask(nearby, follow));
      results.replaceChildren(make('p', { class: 'message message--error' }, t('nearby_trouble')), again);
    } finally {
      results.removeAttribute('aria-busy');
    }
  }

  /** @param {import('../state/url.js').Seen} now @param {import('../state/url.js').Seen | null} before */
  function show(now, before) {
    const isOpen = now.tab === 'nearby' && Boolean(now.nearby);
    if (now.tab !== 'nearby') setWaiting('');
    if (before && now.tab === before.tab && now.nearby === before.nearby) return;
    form.show(now.nearby);
    if (!isOpen || !now.nearby) {
      marks.clear();
      areas.clear();
      layer.setScene({ matching: null });
      return;
    }
    const { nearby } = now;
    const was = before?.tab === 'nearby' ? before.nearby : null;
    marks.show(nearby, { drawing: drawing.isOn() });
    const isElsewhere = !was || was.lon !== nearby.lon || was.radius_m !== nearby.radius_m || was.by !== nearby.by || was.minutes !== nearby.minutes;
    // The map stays still under the hand that draws.
    const follow = isElsewhere && !drawing.isOn();
    if (follow && !nearby.by) marks.frame(nearby, data.parks, context.covered());
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(nearby, follow), was ? PAUSE_MS : 0);
  }

  store.subscribe(show);
  show(store.get(), null);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && setWaiting(''));
  return (at) => {
    if (marks.put(at)) return true;
    if (waitingFor === 'pick') start(at);
    else if (waitingFor !== 'draw') return false;
    return true;
  };
}
