/** In which order the list comes: what the server offers, and two orders that only a browser knows. */

import { make } from '../page.js';

/** @typedef {import('../state/url.js').Sorting} Sorting */

/** Options of the control that are no order of their own: distance from where somebody is, or from a chosen place. */
const ME = 'me', PLACE = 'place';
/** About a hundred metres: enough for an order, and a link that is sent on tells no door. */
const DECIMALS = 3;

/**
 * @param {HTMLSelectElement} select
 * @param {{t: import('../i18n.js').Translate, findMe: (onFound: (at: {lon: number, lat: number}) => void, onRefusal: () => void) => void, onChange: (sorting: Sorting) => void}} options
 */
export function makeOrder(select, { t, findMe, onChange }) {
  const place = make('option', { value: PLACE, hidden: true, disabled: true }, t('sort_place'));
  select.append(make('option', { value: ME }, t('sort_me')), place);
  let shown = select.value;
  /** @type {Sorting['at']} */
  let mine = null;

  select.addEventListener('change', () => {
    const chosen = select.value;
    if (chosen !== ME) return onChange({ sort: chosen, at: null });
    // Until the position is known the list stays as it is.
    select.value = shown;
    return findMe(
      ({ lon, lat }) => {
        mine = { lon: Number(lon.toFixed(DECIMALS)), lat: Number(lat.toFixed(DECIMALS)) };
        onChange({ sort: 'distance', at: mine });
      },
      () => (select.value = shown),
    );
  });

  return {
    /** @param {Sorting} sorting */
    show({ sort, at }) {
      const isPlace = sort === 'distance' && at !== null;
      const isMine = isPlace && at === mine;
      place.hidden = place.disabled = !isPlace || isMine;
      shown = isMine ? ME : isPlace ? PLACE : sort;
      select.value = shown;
    },
  };
}
