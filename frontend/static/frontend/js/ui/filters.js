/** The chips that narrow map, list and counts together. Each is a native control, so that it works everywhere. */

import { icon, make } from '../page.js';
import { NO_FILTERS, TODAY } from '../state/url.js';

/** @typedef {import('../state/url.js').Filters} Filters */
/** @typedef {{value: string, label: string}} Choice */
/** @typedef {{name: keyof Filters, label: string, any: string, choices: Choice[]}} ChipChoice */

/**
 * @param {HTMLElement} container
 * @param {{chips: ChipChoice[], isOpen: boolean, t: import('../i18n.js').Translate, onChange: (change: Partial<Filters>) => void, onUndo: () => void}} options
 */
export function makeFilters(container, { chips, isOpen, t, onChange, onUndo }) {
  const word = make('input', { class: 'input', type: 'search', placeholder: t('filter_word'), 'aria-label': t('filter_word') });
  let waiting = 0;
  word.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => onChange({ q: word.value.trim() }), 350);
  });

  /** @type {Map<keyof Filters, HTMLSelectElement>} */
  const controls = new Map();
  const row = make('div', { class: 'chips', role: 'group', 'aria-label': t('filters') });
  for (const { name, label, any, choices } of chips) {
    const select = make('select', { class: 'chip', 'aria-label': label }, make('option', { value: '' }, any));
    select.append(...choices.map(({ value, label: text }) => make('option', { value }, text)));
    select.addEventListener('change', () => onChange({ [name]: select.value }));
    controls.set(name, select);
    row.append(select);
  }
  const clear = make('button', { type: 'button', class: 'button button--small chips__clear' }, icon('x'), t('clear_filters'));
  // The clocks are not filters: they have a bar of their own, below the map.
  const clocks = Object.keys(TODAY);
  clear.addEventListener('click', () => onChange(Object.fromEntries(Object.entries(NO_FILTERS).filter(([name]) => !clocks.includes(name)))));
  const undo = make('button', { type: 'button', class: 'button button--small chips__clear', title: t('undo_filter_keys') }, icon('arrow-back-up'), t('undo_filter'));
  undo.addEventListener('click', onUndo);
  row.append(undo, clear);
  const count = make('span', { class: 'filters__count' });
  // Folded, they leave the first screen of a phone to the list.
  const fold = make('button', { type: 'button', class: 'button filters__fold', 'aria-controls': 'filter-row' }, icon('adjustments-horizontal'), make('span', {}, t('filters')), count);
  row.id = 'filter-row';
  const setOpen = (/** @type {boolean} */ open) => {
    row.hidden = !open;
    fold.setAttribute('aria-expanded', String(open));
  };
  fold.addEventListener('click', () => setOpen(Boolean(row.hidden)));
  setOpen(isOpen);
  container.replaceChildren(make('div', { class: 'filters' }, word, fold), row);

  return {
    /** @param {Filters} filters @param {boolean} canUndo */
    show(filters, canUndo) {
      if (document.activeElement !== word) word.value = filters.q;
      for (const [name, control] of controls) {
        control.value = filters[name];
        control.classList.toggle('chip--set', Boolean(filters[name]));
      }
      const set = Object.entries(filters).filter(([name, value]) => value && !clocks.includes(name));
      const chips = set.filter(([name]) => name !== 'q').length;
      count.textContent = chips ? String(chips) : '';
      clear.hidden = !set.length;
      undo.hidden = !canUndo;
    },
  };
}
