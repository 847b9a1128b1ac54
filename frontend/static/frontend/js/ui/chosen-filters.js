/** What is chosen in the filters, each with a way to leave it out; and the way back after that. */

import { icon, make } from '../page.js';
import { NO_FILTERS, TODAY } from '../state/url.js';

/** @typedef {import('../state/url.js').Filters} Filters */
/** @typedef {import('./filter-fold.js').Fold} Fold */

/** Of one filter so many are named one by one; more are counted. As in `filter_form.py`. */
const NAMED_AT_MOST = 4;
/** The clocks are not filters: they have a bar of their own, below the map. */
const CLEARED = Object.fromEntries(Object.entries(NO_FILTERS).filter(([name]) => !(name in TODAY)));

/**
 * @param {HTMLElement} root
 * @param {{t: import('../i18n.js').Translate, onChange: (change: Partial<Filters>) => void, onUndo: () => void, onEmpty: () => void}} options
 */
export function makeChosen(root, { t, onChange, onUndo, onEmpty }) {
  const undo = make('button', { type: 'button', class: 'chosen__clear', title: t('undo_filter_keys'), 'aria-label': t('undo_filter') }, icon('arrow-back-up'), make('span', { class: 'chosen__undo' }, t('undo')));
  const clear = make('button', { type: 'button', class: 'chosen__clear' }, t('clear_filters'));
  undo.addEventListener('click', onUndo);
  clear.addEventListener('click', () => onChange(CLEARED));
  // The button that was pressed is gone: the next one takes its place, so that nobody falls back to the top of the page.
  root.addEventListener('click', ({ target }) => {
    if (/** @type {Element} */ (target).isConnected && root.contains(document.activeElement)) return;
    const next = root.querySelector('button');
    if (next) next.focus();
    else onEmpty();
  });

  /** @param {string} text @param {Partial<Filters>} without */
  const chip = (text, without) => {
    const button = make('button', { type: 'button', class: 'chosen__chip' }, make('span', { class: 'hidden' }, t('remove_filter'), ' '), text, icon('x'));
    button.addEventListener('click', () => onChange(without));
    return button;
  };

  /** @param {Fold} fold */
  const chipsOf = ({ name, label, chosen }) => {
    const options = chosen();
    if (options.length > NAMED_AT_MOST) return [chip(t('filter_many', { filter: label, count: String(options.length) }), { [name]: '' })];
    return options.map((one) => chip(one.name, { [name]: options.filter((other) => other !== one).map(({ code }) => code).join(',') }));
  };

  return {
    /** @param {Fold[]} folds @param {boolean} hasWord @param {boolean} canUndo */
    show(folds, hasWord, canUndo) {
      const chips = folds.flatMap(chipsOf);
      const ways = make('span', { class: 'chosen__ways' }, (chips.length > 0 || hasWord) && clear, canUndo && undo);
      root.replaceChildren(...chips, ways);
    },
  };
}
