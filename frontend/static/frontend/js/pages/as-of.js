/** The banner of the second clock: which past day is shown, of what nothing was kept yet then, and what is of today. */

import { icon, make } from '../page.js';

/** @typedef {import('./context.js').Context} Context */

/** By collection the moment (ISO) since which its past is kept; null: nothing yet. @type {Promise<Record<string, string | null>> | null} */
let asked = null;

/** @param {Context} context @returns {Promise<Record<string, string | null>>} empty where it cannot be asked: then nothing is claimed */
function keptSince(context) {
  asked ??= context
    .ask('kept-since/')
    .then((answer) => answer.kept_since)
    .catch(() => {
      asked = null;
      return {};
    });
  return asked;
}

/** @param {string | null} moment @param {string} day ISO @returns {boolean} whether nothing was kept until the end of that day */
const isLater = (moment, day) => moment === null || moment.slice(0, 10) > day;

/** @param {HTMLElement} banner @param {Context} context @param {() => void} onBack to today */
export async function fillBanner(banner, context, onBack) {
  const { data, t, format, store } = context;
  const since = await keptSince(context);
  const { filters, hidden } = store.get();
  const day = filters.as_of;
  if (!day) return;
  const shown = data.collections.filter(({ id }) => !hidden.includes(id));
  const ofToday = shown.filter(({ filters: can }) => !can.includes('as_of')).map(({ title }) => title);
  // On a phone only the list has the days.
  const unknown = shown.filter(({ id }) => id in since && isLater(since[id], day)).map(({ id, title }) => (since[id] && context.isWide() ? t('time_since', { layer: title, day: format.day(since[id]) }) : title));
  const back = make('button', { type: 'button', class: 'button button--small' }, t('time_back_to_today'));
  back.addEventListener('click', onBack);
  const list = make('div', { class: 'as-of__list', id: 'kept-since', popover: 'auto' }, make('h2', {}, t('time_kept_since')), keptList(context, since));
  const more = make('button', { type: 'button', class: 'as-of__more', popovertarget: list.id }, t('time_kept_since'));
  const says = make('p', {}, make('strong', {}, t('time_as_known', { day: format.day(day) })), ' ', make('span', {}, unknown.length ? `${t('time_not_kept', { layers: unknown.join(', ') })} ` : '', ofToday.length ? `${t('time_of_today', { layers: ofToday.join(', ') })} ` : '', more));
  banner.replaceChildren(icon('history'), says, back, list);
}

/** @param {Context} context @param {Record<string, string | null>} since @returns {HTMLElement} each layer with the day since which its past is kept */
function keptList({ data, t, format }, since) {
  const said = (/** @type {string} */ id, /** @type {boolean} */ follows) => (!follows || !(id in since) ? t('time_never_kept') : since[id] ? format.day(since[id]) : t('time_nothing_yet'));
  return make('dl', {}, ...data.collections.map(({ id, title, filters }) => make('div', {}, make('dt', {}, title), make('dd', {}, said(id, filters.includes('as_of'))))));
}
