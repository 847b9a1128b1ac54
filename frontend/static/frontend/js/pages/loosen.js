/** Nothing matches: which single filter, left out, gives how many. Loaded only then. */

import { make } from '../page.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('../state/url.js').Filters} Filters */
/** @typedef {{name: keyof Filters, matched: number}} Loosened */

/**
 * What each filter that is on, left out alone, would give in the box; the most first, those that give nothing left out.
 * @param {Filters} filters @param {(filters: Filters) => Promise<number>} count @returns {Promise<Loosened[]>}
 */
export async function loosened(filters, count) {
  const names = /** @type {(keyof Filters)[]} */ (Object.keys(filters)).filter((name) => filters[name]);
  const found = await Promise.all(names.map(async (name) => ({ name, matched: await count({ ...filters, [name]: '' }) })));
  return found.filter(({ matched }) => matched > 0).sort((a, b) => b.matched - a.matched);
}

/**
 * How many listed things there are under these filters in the box.
 * @param {Context} context @param {import('../geo/bbox.js').Bbox} bbox @param {Filters} filters @param {AbortSignal} signal
 */
export async function countUnder(context, bbox, filters, signal) {
  const { hidden } = context.store.get();
  /** @type {Map<string, {ids: string[], wish: Record<string, string>}>} */
  const alike = new Map();
  for (const { id, listed, dated } of context.data.collections) {
    const narrowed = !listed || hidden.includes(id) ? null : context.narrowed(id, filters);
    if (!narrowed) continue;
    const days = dated && (filters.on || filters.period);
    const wish = { ...narrowed, ...(days && { datetime: days }) };
    const key = JSON.stringify(wish);
    alike.set(key, { ids: [...(alike.get(key)?.ids ?? []), id], wish });
  }
  const answers = await Promise.all([...alike.values()].map(({ ids, wish }) => context.collections.summary(ids, { bbox, limit: 1, ...wish }, signal)));
  return answers.flatMap((answer) => [...answer.values()]).reduce((sum, { matched }) => sum + matched, 0);
}

/**
 * Buttons that leave one filter out.
 * @param {HTMLElement} container @param {Loosened[]} ways
 * @param {{context: Context, label: (name: keyof Filters) => string}} options
 */
export function showWays(container, ways, { context, label }) {
  const { t, format, store } = context;
  const buttons = ways.map(({ name, matched }) => {
    const button = make('button', { type: 'button', class: 'button button--small' }, t('without_filter', { filter: label(name), count: format.number(matched) }));
    button.addEventListener('click', () => store.set({ filters: { ...store.get().filters, [name]: '' } }));
    return button;
  });
  container.append(...(buttons.length ? [make('span', {}, t('loosen')), ...buttons] : [make('span', {}, t('loosen_nothing'))]));
}
