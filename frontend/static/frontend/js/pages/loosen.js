/** Nothing matches: which one thing less, asked for, gives how many. Loaded only then. */

import { make } from '../page.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('../state/url.js').Filters} Filters */
/** @typedef {import('../geo/bbox.js').Bbox} Bbox */
/**
 * @typedef {object} Way one thing less asked for
 * @property {'without_filter' | 'without_word' | 'wider_period' | 'whole_map'} kind also the key of its words
 * @property {keyof Filters | ''} name of the filter that changes
 * @property {string} value what is left out, or the period asked for instead
 * @property {Partial<Filters>} change
 */

/** As many as are counted and shown: people read a handful. */
const MOST_WORDS = 4;
const MOST_SHOWN = 5;

/**
 * The ways to ask for less: a filter left out, a word of several, a longer time, the whole map instead of a part.
 * @param {Filters} filters @returns {Way[]}
 */
export function waysOut(filters) {
  const names = /** @type {(keyof Filters)[]} */ (Object.keys(filters)).filter((name) => filters[name]);
  /** @type {Way[]} */
  const ways = names.map((name) => ({ kind: name === 'q' ? 'without_word' : 'without_filter', name, value: filters[name], change: { [name]: '' } }));
  const words = filters.q.split(/\s+/).filter(Boolean);
  if (words.length > 1 && words.length <= MOST_WORDS) {
    for (const [left, word] of words.entries()) {
      ways.push({ kind: 'without_word', name: 'q', value: word, change: { q: words.filter((_, place) => place !== left).join(' ') } });
    }
  }
  const [first, last] = (filters.period || filters.on).split('/');
  if (first) {
    const value = `${yearsFrom(first, -1)}/${yearsFrom(last ?? first, 1)}`;
    ways.push({ kind: 'wider_period', name: 'period', value, change: { on: '', period: value } });
  }
  return [...ways, { kind: 'whole_map', name: '', value: '', change: {} }];
}

/** @param {string} day ISO @param {number} years @returns {string} the same day so many years on; of 29 February the 28th */
function yearsFrom(day, years) {
  const there = `${Number(day.slice(0, 4)) + years}`.padStart(4, '0') + day.slice(4);
  return there.endsWith('-02-29') ? there.replace(/29$/, '28') : there;
}

/**
 * The ways that find something, the most first; each is counted once.
 * @param {Filters} filters @param {(way: Way) => Promise<number>} count @returns {Promise<(Way & {matched: number})[]>}
 */
export async function loosened(filters, count) {
  const found = await Promise.all(waysOut(filters).map(async (way) => ({ ...way, matched: await count(way) })));
  return found.filter(({ matched }) => matched > 0).sort((a, b) => b.matched - a.matched).slice(0, MOST_SHOWN);
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
 * Buttons that ask for less.
 * @param {HTMLElement} container @param {(Way & {matched: number})[]} ways
 * @param {{context: Context, label: (name: keyof Filters) => string, onWhole: () => void}} options
 */
export function showWays(container, ways, { context, label, onWhole }) {
  const { t, format, store } = context;
  const buttons = ways.map(({ kind, name, value, change, matched }) => {
    const [first = '', last = ''] = kind === 'wider_period' ? value.split('/').map((day) => format.day(day)) : [];
    const words = t(kind, { filter: name && label(name), word: value, first, last, count: format.number(matched) });
    const button = make('button', { type: 'button', class: 'button button--small' }, words);
    button.addEventListener('click', () => (kind === 'whole_map' ? onWhole() : store.set({ filters: { ...store.get().filters, ...change } })));
    return button;
  });
  container.append(...(buttons.length ? [make('span', {}, t('loosen')), ...buttons] : [make('span', {}, t('loosen_nothing'))]));
}
