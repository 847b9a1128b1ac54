/** From where Nearby asks: a searched place, a point, one's position, a business park, a drawn area. */

import { icon, make } from '../page.js';
import { makeSearch } from './search.js';
import { announce } from './notice.js';

/** @typedef {import('../state/nearby.js').Nearby} Nearby */
/** @typedef {import('../api/collections.js').Found} Found */

/**
 * @param {{t: import('../i18n.js').Translate, parks: {id: number, name: string}[], search: (q: string, signal: AbortSignal) => Promise<Found[]>, kindOf: (found: Found) => string, onFound: (found: Found) => void, onPick: () => void, onPosition: () => void, onDraw: () => void, onPark: (id: number) => void}} options
 */
export function makeNearbyFrom({ t, parks, search, kindOf, onFound, onPick, onPosition, onDraw, onPark }) {
  const from = make('p', { class: 'nearby__from' });
  const field = make('input', { class: 'search__field', type: 'search', id: 'nearby-search', autocomplete: 'off', placeholder: t('nearby_search_hint') });
  const found = make('ul', { class: 'search__results', id: 'nearby-found', role: 'listbox', 'aria-label': t('place_results'), hidden: true });
  const form = make('form', { class: 'search nearby__search', role: 'search', 'aria-label': t('nearby_search') }, field, found);
  makeSearch(form, { search, kindOf, onChoose: onFound, t, announce });

  /** @param {string} name @param {string} label @param {() => void} run @param {string} [id] @returns {HTMLButtonElement} */
  const button = (name, label, run, id) => {
    const made = make('button', { type: 'button', class: 'button', ...(id ? { id, 'aria-pressed': 'false' } : {}) }, icon(name), label);
    made.addEventListener('click', run);
    return made;
  };
  const pick = button('map-pin', t('choose_on_map'), onPick, 'nearby-pick');
  const draw = button('polygon', t('nearby_draw'), onDraw, 'nearby-draw');
  const park = make('select', { class: 'input', id: 'nearby-park', 'aria-label': t('around_park') }, make('option', { value: '' }, t('around_park')), ...parks.map(({ id, name }) => make('option', { value: id }, name)));
  park.addEventListener('change', () => park.value && onPark(Number(park.value)));
  const tools = make('div', { class: 'nearby__tools' });

  return {
    parts: [
      from,
      make('label', { class: 'nearby__label', for: 'nearby-search' }, t('nearby_search')),
      form,
      make('div', { class: 'nearby__ways' }, pick, button('current-location', t('my_position'), onPosition), draw, park),
      tools,
    ],
    /** Where the tools of the drawing go. */
    tools,
    /** @param {Nearby | null} nearby */
    show(nearby) {
      from.textContent = nearby ? t('around', { place: nearby.label || t(nearby.area ? 'drawn_area' : 'chosen_point') }) : t('nearby_start');
      const [collection, id] = (nearby?.of ?? '').split('/');
      park.value = collection === 'business-parks' ? id : '';
    },
    /** @param {'' | 'pick' | 'draw'} what the map is waiting for */
    showWaiting(what) {
      pick.setAttribute('aria-pressed', String(what === 'pick'));
      draw.setAttribute('aria-pressed', String(what === 'draw'));
    },
  };
}
