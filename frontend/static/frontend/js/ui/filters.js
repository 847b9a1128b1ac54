/** The filters that the server wrote, answered at once: they narrow map, list and counts together. */

import { icon, make } from '../page.js';
import { NO_FILTERS, TODAY } from '../state/url.js';

/** @typedef {import('../state/url.js').Filters} Filters */

/**
 * @param {HTMLFormElement} form
 * @param {{isOpen: boolean, t: import('../i18n.js').Translate, onChange: (change: Partial<Filters>) => void, onUndo: () => void}} options
 */
export function makeFilters(form, { isOpen, t, onChange, onUndo }) {
  const word = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
  const row = /** @type {HTMLElement} */ (form.querySelector('.chips'));
  const fold = /** @type {HTMLButtonElement} */ (form.querySelector('.filters__fold'));
  const count = /** @type {HTMLElement} */ (form.querySelector('.filters__count'));
  for (const part of form.querySelectorAll('.without-scripts, input[type=hidden]')) part.remove();

  let waiting = 0;
  const say = () => onChange({ q: word.value.trim() });
  word.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(say, 350);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    say();
  });

  const names = new Set(Object.keys(NO_FILTERS));
  const controls = /** @type {HTMLSelectElement[]} */ ([...row.querySelectorAll('select')]).filter(({ name }) => names.has(name));
  for (const select of controls) select.addEventListener('change', () => onChange({ [select.name]: select.value }));

  /** Filters of which several may be chosen, folded to a line that names them. */
  const folds = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (row.querySelectorAll('details[data-several]'))].map((fold) => makeFold(fold, onChange));

  const clear = make('button', { type: 'button', class: 'button button--small chips__clear' }, icon('x'), t('clear_filters'));
  // The clocks are not filters: they have a bar of their own, below the map.
  const clocks = Object.keys(TODAY);
  clear.addEventListener('click', () => onChange(Object.fromEntries(Object.entries(NO_FILTERS).filter(([name]) => !clocks.includes(name)))));
  const undo = make('button', { type: 'button', class: 'button button--small chips__clear', title: t('undo_filter_keys') }, icon('arrow-back-up'), t('undo_filter'));
  undo.addEventListener('click', onUndo);
  row.append(undo, clear);
  // Folded, they leave the first screen of a phone to the list.
  const setOpen = (/** @type {boolean} */ open) => {
    row.hidden = !open;
    fold.setAttribute('aria-expanded', String(open));
  };
  fold.addEventListener('click', () => setOpen(Boolean(row.hidden)));
  setOpen(isOpen);
  form.dataset.ready = '';

  return {
    /** @param {Filters} filters @param {boolean} canUndo */
    show(filters, canUndo) {
      if (document.activeElement !== word) word.value = filters.q;
      for (const control of controls) {
        const value = filters[/** @type {keyof Filters} */ (control.name)];
        control.value = value;
        control.classList.toggle('chip--set', Boolean(value));
      }
      for (const each of folds) each.show(filters[each.name]);
      const set = Object.entries(filters).filter(([name, value]) => value && !clocks.includes(name));
      const chips = set.filter(([name]) => name !== 'q').length;
      count.textContent = chips ? String(chips) : '';
      clear.hidden = !set.length;
      undo.hidden = !canUndo;
    },
  };
}

/** @param {HTMLDetailsElement} fold @param {(change: Partial<Filters>) => void} onChange */
function makeFold(fold, onChange) {
  const name = /** @type {keyof Filters} */ (fold.dataset.several);
  const line = /** @type {HTMLElement} */ (fold.querySelector('summary'));
  const chosen = /** @type {HTMLElement} */ (fold.querySelector('.chip-fold__chosen'));
  const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (fold.querySelectorAll('input[type=checkbox]'))];
  fold.addEventListener('change', () => onChange({ [name]: boxes.filter(({ checked }) => checked).map(({ value }) => value).join(',') }));
  fold.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !fold.open) return;
    event.stopPropagation();
    fold.open = false;
    line.focus();
  });
  return {
    name,
    /** @param {string} value codes with commas between */
    show(value) {
      const codes = value.split(',');
      for (const box of boxes) box.checked = codes.includes(box.value);
      const names = boxes.flatMap(({ checked, parentElement }) => (checked ? [parentElement?.textContent?.trim() ?? ''] : []));
      chosen.textContent = names.join(', ') || (fold.dataset.none ?? '');
      line.classList.toggle('chip--set', Boolean(value));
    },
  };
}
