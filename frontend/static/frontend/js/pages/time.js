/** The two clocks of the map: the day that is looked at, and the day whose knowledge is shown. */

import { element, icon, make } from '../page.js';
import { addButton } from '../map/map.js';
import { daySeen } from '../state/clock.js';
import { makeTimeBar } from '../ui/time-bar.js';

/** @typedef {import('./context.js').Context} Context */

/** @param {Context} context @param {import('leaflet').Map} map @param {import('../map/vector-layer.js').VectorLayer} layer */
export function startTime(context, map, layer) {
  const { data, t, format, store } = context;
  const root = element('time');
  const change = (/** @type {Partial<import('../state/url.js').Filters>} */ filters) => store.set({ filters: { ...store.get().filters, ...filters } });
  const bar = makeTimeBar(root, {
    clock: data.clock,
    today: data.today,
    t,
    format,
    // While the handle moves the map follows by what it holds; list and tiles come when it rests.
    onLive: (chosen) => layer.setScene({ day: daySeen(chosen, data.today) }),
    onChosen: change,
    onAsOf: (as_of) => change({ as_of }),
  });

  // On a phone the bar opens on demand, above the map; on a wide screen it always lies below.
  const button = addButton(map, { label: t('time'), icon: icon('calendar'), id: 'time-button', onPress: () => setOpen(!root.classList.contains('time--open')) });
  button.setAttribute('aria-controls', 'time');
  /** @param {boolean} open */
  function setOpen(open) {
    root.classList.toggle('time--open', open);
    button.setAttribute('aria-expanded', String(open));
  }

  const banner = element('as-of');
  /** @param {string} day */
  function showBanner(day) {
    banner.hidden = !day;
    if (!day) return banner.replaceChildren();
    const back = make('button', { type: 'button', class: 'button button--small' }, t('time_back_to_today'));
    back.addEventListener('click', () => {
      change({ as_of: '' });
      map.getContainer().focus();
    });
    return banner.replaceChildren(icon('history'), make('p', {}, t('time_as_known', { day: format.day(day) })), back);
  }

  const show = () => {
    const { filters } = store.get();
    bar.show(filters);
    showBanner(filters.as_of);
  };
  store.subscribe((now, before) => {
    if (now.filters !== before.filters) show();
  });
  const { on, period } = store.get().filters;
  setOpen(Boolean(on || period));
  show();
}
