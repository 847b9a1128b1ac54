/** The filters that the server wrote, answered at once: they narrow map, list and counts together. */

import { makeChosen } from './chosen-filters.js';
import { makeFold } from './filter-fold.js';

/** @typedef {import('../state/url.js').Filters} Filters */

/**
 * @param {HTMLFormElement} form
 * @param {{t: import('../i18n.js').Translate, onChange: (change: Partial<Filters>) => void, onUndo: () => void}} options
 */
export function makeFilters(form, { t, onChange, onUndo }) {
  const word = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
  const more = /** @type {HTMLElement} */ (form.querySelector('#more-filters'));
  const unfold = /** @type {HTMLButtonElement} */ (form.querySelector('.filters__more'));
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

  const folds = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (form.querySelectorAll('details[data-filter]'))].map((fold) => makeFold(fold, onChange));
  const chosen = makeChosen(/** @type {HTMLElement} */ (form.querySelector('.chosen')), { t, onChange, onUndo, onEmpty: () => folds[0].focus() });

  unfold.addEventListener('click', () => {
    more.classList.toggle('chips--open');
    unfold.setAttribute('aria-expanded', String(more.classList.contains('chips--open')));
  });
  form.dataset.ready = '';

  return {
    /** @param {Filters} filters @param {boolean} canUndo */
    show(filters, canUndo) {
      if (document.activeElement !== word) word.value = filters.q;
      for (const fold of folds) fold.show(filters[fold.name]);
      const hidden = folds.filter(({ root }) => more.contains(root)).flatMap((fold) => fold.chosen());
      count.textContent = hidden.length ? String(hidden.length) : '';
      chosen.show(folds, Boolean(filters.q), canUndo);
    },
  };
}
