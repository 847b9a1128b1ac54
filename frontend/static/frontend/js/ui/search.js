/** The search field of the top bar: a combobox after the ARIA pattern, best matches first, usable by keyboard alone. */

import { make } from '../page.js';
import { latestOnly, wasCancelled } from '../api/client.js';

/** @typedef {import('../api/collections.js').Found} Found */

const LEAST_LETTERS = 2;
const PAUSE_MS = 180;

/**
 * @param {HTMLElement} form
 * @param {{search: (q: string, signal: AbortSignal) => Promise<Found[]>, kindOf: (found: Found) => string, onChoose: (found: Found) => void, t: import('../i18n.js').Translate, announce: (sentence: string) => void}} options
 */
export function makeSearch(form, { search, kindOf, onChoose, t, announce }) {
  const field = /** @type {HTMLInputElement} */ (form.querySelector('input'));
  const list = /** @type {HTMLElement} */ (form.querySelector('[role=listbox]'));
  const latest = latestOnly();
  /** @type {Found[]} */
  let found = [];
  let active = -1;
  let waiting = 0;

  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-expanded', 'false');

  /** @param {boolean} open */
  function setOpen(open) {
    list.hidden = !open;
    field.setAttribute('aria-expanded', String(open));
    if (!open) setActive(-1);
  }

  /** @param {number} index */
  function setActive(index) {
    active = index;
    for (const [position, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(position === index));
    const option = index >= 0 ? list.children[index] : null;
    option?.scrollIntoView({ block: 'nearest' });
    if (option) field.setAttribute('aria-activedescendant', option.id);
    else field.removeAttribute('aria-activedescendant');
  }

  /** @param {number} index */
  function choose(index) {
    const chosen = found[index];
    if (!chosen) return;
    field.value = chosen.label;
    setOpen(false);
    onChoose(chosen);
  }

  /** @param {string} sentence */
  function say(sentence) {
    list.replaceChildren(make('li', { class: 'search__none', role: 'option', 'aria-disabled': 'true' }, sentence));
    setOpen(true);
    announce(sentence);
  }

  async function ask() {
    const q = field.value.trim();
    const signal = latest.next();
    if (q.length < LEAST_LETTERS) return setOpen(false);
    try {
      found = await search(q, signal);
    } catch (error) {
      if (!wasCancelled(error)) say(t('search_trouble'));
      return undefined;
    }
    if (!found.length) return say(t('search_nothing', { q }));
    list.replaceChildren(
      ...found.map((result, index) => {
        const kind = [kindOf(result), result.context].filter(Boolean).join(' · ');
        const option = make('li', { class: 'search__option', role: 'option', id: `${list.id}-${index}`, 'aria-selected': 'false' }, make('strong', {}, result.label), make('span', {}, kind));
        option.addEventListener('pointerdown', (event) => event.preventDefault());
        option.addEventListener('click', () => choose(index));
        return option;
      }),
    );
    setOpen(true);
    setActive(-1);
    announce(t('search_count', { count: found.length }));
    return undefined;
  }

  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(ask, PAUSE_MS);
  });
  field.addEventListener('focus', () => setOpen(list.childElementCount > 0 && field.value.trim().length >= LEAST_LETTERS));
  field.addEventListener('blur', () => setOpen(false));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') setOpen(false);
    if (list.hidden || !found.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    setActive(active < 0 && step < 0 ? found.length - 1 : (active + step + found.length) % found.length);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!list.hidden && found.length) choose(Math.max(active, 0));
    else void ask();
  });
}
