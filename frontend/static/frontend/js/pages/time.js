/** The two clocks of the map: the day that is looked at, and the day whose knowledge is shown. */

import { element, icon } from '../page.js';
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
  /** @param {import('../state/url.js').Seen} seen says what follows the second clock and what cannot */
  async function showBanner(seen) {
    banner.hidden = !seen.filters.as_of;
    if (banner.hidden) return banner.replaceChildren();
    const { fillBanner } = await import('./as-of.js');
    return fillBanner(banner, context, () => {
      change({ as_of: '' });
      map.getContainer().focus();
    });
  }

  const show = () => {
    bar.show(store.get().filters);
    void showBanner(store.get());
  };
  store.subscribe((now, before) => {
    if (now.filters !== before.filters || now.hidden !== before.hidden) show();
  });
  const { on, period } = store.get().filters;
  setOpen(Boolean(on || period));
  show();
}
