/** The answer of a siting in words: the sites and what each adds, the own choice beside them, whom to win. */

import { make } from '../page.js';

/** @typedef {import('../map/siting-marks.js').Choice} Choice */
/** @typedef {import('../map/siting-marks.js').Who} Who */
/** @typedef {{needed: number[], jobs: number, missing: number, at_least: number, nearest: {id: number, jobs: number, travel_min: number}[]}} Enough */
/** @typedef {{unit: string, demand: Who[], candidates: {id: string, at: [number, number]}[], best: Choice, own?: Choice & {served_difference: number, is_better: boolean | null}, critical_mass?: Enough, estimate: {detail: string} | null}} Answer */

const MOST_NAMED = 10;
/** Places laid out over the ground have no name of their own to keep. */
const CAN_BE_FIXED = /^(stop|point|cell)-/;

/** How much of the demand, with what it is: jobs, or what a flow comes to in a year. @param {string | undefined} unit @param {{t: import('../i18n.js').Translate, format: import('../geo/format.js').Format}} options @returns {(amount: number) => string} */
export function amountIn(unit, { t, format }) {
  if (!unit || unit === 'jobs') return (amount) => t('siting_jobs', { jobs: format.number(amount) });
  return (amount) => t('siting_a_year', { amount: format.tenth(amount), unit });
}

/** @param {HTMLElement} container @param {{t: import('../i18n.js').Translate, format: import('../geo/format.js').Format, onBest: () => void, onFixed: (id: string, isFixed: boolean) => void}} options */
export function makeSitingResults(container, { t, format, onBest, onFixed }) {
  /** @param {Choice} choice */
  const summary = (choice) => choice.sentences.map((sentence) => make('p', {}, sentence));

  /** @param {string} id @param {boolean} isFixed */
  function fixedBox(id, isFixed) {
    const input = make('input', { type: 'checkbox', checked: isFixed });
    input.addEventListener('input', () => onFixed(id, input.checked));
    return make('label', { class: 'siting__tick' }, input, t('siting_fixed'));
  }

  /** @param {Choice} choice @param {(amount: number) => string} amount */
  function sitesOf(choice, amount) {
    const rows = choice.sites.map(({ id, name, jobs, adds_jobs, mean_min, fixed }) => {
      const values = { amount: amount(jobs), adds: amount(adds_jobs), minutes: format.tenth(mean_min ?? 0) };
      return make('li', {}, name ? `${name}: ` : '', t('siting_site', values), CAN_BE_FIXED.test(id) && fixedBox(id, fixed));
    });
    return make('ol', { class: 'siting__sites' }, ...rows);
  }

  /** @param {Answer} answer @param {number[]} ids @returns {string} */
  function namesOf({ demand }, ids) {
    const names = new Map(demand.map(({ id, name }) => [id, name]));
    const shown = ids.slice(0, MOST_NAMED).map((id) => names.get(id) ?? '');
    return ids.length > MOST_NAMED ? t('siting_and_more', { names: shown.join(', '), count: format.number(ids.length - MOST_NAMED) }) : shown.join(', ');
  }

  return {
    /** @param {Answer} answer @param {number} threshold jobs */
    show(answer, threshold) {
      const amount = amountIn(answer.unit, { t, format });
      const { best, own, critical_mass: enough, estimate } = answer;
      /** @type {Node[]} */
      const parts = [make('h2', {}, t('siting_best')), ...summary(best), sitesOf(best, amount)];
      if (best.left_out.length) parts.push(make('p', {}, t('siting_left_out', { names: namesOf(answer, best.left_out.map(({ id }) => id)) })));
      if (own) {
        const key = own.is_better === null ? 'siting_own_same' : own.is_better ? 'siting_own_better' : 'siting_own_worse';
        const back = make('button', { type: 'button', class: 'button button--small', id: 'siting-back' }, t('siting_back'));
        back.addEventListener('click', onBest);
        const values = { served: amount(own.served_jobs), all: amount(own.all_jobs), difference: amount(Math.abs(own.served_difference)) };
        parts.push(make('h2', {}, t('siting_own')), make('p', { class: 'note', id: 'siting-own' }, t(key, values)), sitesOf(own, amount), back);
      } else {
        parts.push(make('p', { class: 'siting__hint' }, t('siting_drag')));
      }
      if (enough) {
        const values = { threshold: amount(threshold), amount: amount(enough.jobs), names: namesOf(answer, enough.needed) };
        parts.push(make('h2', {}, t('siting_enough_title')), make('p', { id: 'siting-enough' }, t('siting_enough', values)));
      }
      if (estimate) parts.push(make('p', { class: 'note' }, estimate.detail));
      container.replaceChildren(...parts);
    },
    /** @param {string} sentence */
    refuse(sentence) {
      container.replaceChildren(make('p', { class: 'message message--error' }, sentence));
    },
  };
}
