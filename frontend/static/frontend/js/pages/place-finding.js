/** Finding the place of a form: by name in a search, or where the person stands. */

import { make } from '../page.js';
import { makeCollections } from '../api/collections.js';
import { goTo, locate } from '../map/map.js';
import { makeSearch } from '../ui/search.js';

/** Why a browser does not tell the position, by the number of its refusal. @type {Record<number, string>} */
const REFUSALS = { 1: 'position_denied', 2: 'position_unavailable', 3: 'position_late' };

/**
 * @param {import('leaflet').Map} map
 * @param {{t: import('../i18n.js').Translate, addresses: {ogc: string, api: string}, language: string, say: (sentence: string) => void, setPin: (at: {lon: number, lat: number}) => boolean, distance: (m: number) => string}} options `setPin` tells whether the pin went there: a line or an area that is drawn already stays
 */
export function makeFinding(map, { t, addresses, language, say, setPin, distance }) {
  const field = make('input', { class: 'search__field', type: 'search', id: 'place-search', autocomplete: 'off', 'aria-describedby': 'place-search-help' });
  const list = make('ul', { class: 'search__results', id: 'place-results', role: 'listbox', 'aria-label': t('place_results'), hidden: true });
  const search = make('div', { class: 'search place__search' }, field, list);
  const block = make(
    'div',
    { class: 'place__finding' },
    make('label', { class: 'field__label', for: 'place-search' }, t('place_search')),
    make('p', { class: 'field__help', id: 'place-search-help' }, t('place_search_help')),
    search,
  );
  // The form around it must not go off while somebody looks for a place.
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search.dispatchEvent(new Event('submit', { cancelable: true }));
  });
  const collections = makeCollections(addresses, language);
  makeSearch(search, {
    search: (q, signal) => collections.search(q, signal),
    kindOf: ({ kind }) => kind,
    onChoose(found) {
      const isSet = setPin(found);
      goTo(map, isSet ? [found.lon, found.lat, found.lon, found.lat] : (found.bbox ?? [found.lon, found.lat, found.lon, found.lat]));
      say(t(isSet ? 'place_found' : 'place_shown', { name: found.label }));
    },
    t,
    announce: say,
  });

  function here() {
    say(t('position_asked'));
    locate(map, {
      onFound({ lon, lat, accuracyM }) {
        const isSet = setPin({ lon, lat });
        goTo(map, [lon, lat, lon, lat]);
        say(t(isSet ? 'position_found' : 'place_shown', { name: t('my_position'), distance: distance(Math.max(1, Math.round(accuracyM))) }));
      },
      onRefusal: (code) => say(t(REFUSALS[code] ?? 'position_unavailable')),
    });
  }
  return { block, here };
}
