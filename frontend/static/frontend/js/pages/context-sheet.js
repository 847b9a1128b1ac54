/** Beside a form's map: what surrounds the place, filled while it is drawn or dragged. */

import { make } from '../page.js';
import { latestOnly, postJson, wasCancelled } from '../api/client.js';
import { makeFormat } from '../geo/format.js';
import { makeTranslate } from '../i18n.js';

/**
 * @typedef {object} Sheet
 * @property {{name: string, regions: string[]}[]} communes
 * @property {{id: number, name: string}[]} parks
 * @property {{id: number, name: string, mode: string, travel_min: number, is_estimate: boolean}[]} stops
 * @property {{zone_id: number, zone: string, title: string, starts_on: string, ends_on: string | null}[]} phases
 * @property {{minutes: number, establishments: number, jobs: number}[]} around
 * @property {{collection: string, id: number, title: string, distance_m: number}[]} similar
 * @property {{name: string, decides: boolean}[]} concerned
 * @property {{detail: string}[]} consents
 * @property {{detail: string} | null} estimate
 */
const PAUSE_MS = 150;

/** @param {HTMLElement} root an element with data-context-sheet, beside a form's map */
export function startContextSheet(root) {
  /** @type {{texts: Record<string, string>, addresses: {api: string, map: string}}} */
  const data = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const language = document.documentElement.lang;
  const t = makeTranslate(data.texts);
  const format = makeFormat(language);
  const form = root.closest('form');
  if (!form) return;
  const latest = latestOnly();
  const body = make('div', { class: 'context-sheet__body', 'aria-live': 'polite' });
  root.replaceChildren(make('h2', { class: 'context-sheet__title' }, t('context_title')), body);
  let waiting = 0;
  let asked = '';
  /** @type {object | null} */
  let moving = null;

  /** @param {string} name @returns {string} */
  const valueOf = (name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name))?.value ?? '';

  /** @param {string} path @param {string} text */
  const link = (path, text) => make('a', { href: `/${language}/${path}/`, target: '_blank' }, text);

  /** @param {string} title @param {(Node | string)[]} lines */
  const part = (title, lines) => [make('dt', {}, title), ...lines.map((line) => make('dd', {}, line))];

  /** @param {Sheet['phases'][number]} phase */
  function phaseText({ zone, title, starts_on, ends_on }) {
    const values = { title: `${zone} – ${title}`, start: format.day(starts_on), end: format.day(ends_on) };
    return t(ends_on ? 'context_phase_until' : 'context_phase_open', values);
  }

  /** @param {Sheet} sheet */
  function show(sheet) {
    const deciding = sheet.concerned.filter(({ decides }) => decides).map(({ name }) => name);
    const others = sheet.concerned.filter(({ decides }) => !decides).map(({ name }) => name);
    const communes = sheet.communes.map(({ name, regions }) => (regions.length ? `${name} (${regions.join(', ')})` : name));
    const stops = sheet.stops.map(({ id, name, mode, travel_min, is_estimate }) => {
      const minutes = t('context_minutes', { minutes: `${is_estimate ? '≈ ' : ''}${format.number(Math.max(1, travel_min))}` });
      // Only stops of the tram have a page of their own.
      const stop = mode === 'bus' ? t('context_bus', { name }) : link(`transit-stops/${id}`, name);
      return make('span', {}, stop, ` ${minutes}`);
    });
    const around = sheet.around.map(({ minutes, establishments, jobs }) => t('context_around_row', { minutes: format.number(minutes), establishments: format.number(establishments), jobs: format.number(jobs) }));
    body.replaceChildren(
      make(
        'dl',
        {},
        ...part(t('context_commune'), communes.length ? communes : [t('context_nowhere')]),
        ...(sheet.parks.length ? part(t('context_park'), sheet.parks.map(({ id, name }) => make('span', {}, link(`business-parks/${id}`, name)))) : []),
        ...part(t('context_stops'), stops.length ? stops : [t('context_no_stops')]),
        ...(around.length ? part(t('context_around'), around) : []),
        ...part(t('context_phases'), sheet.phases.length ? sheet.phases.map((phase) => link(`construction-zones/${phase.zone_id}`, phaseText(phase))) : [t('context_no_phases')]),
        ...part(t('context_similar'), sheet.similar.length ? sheet.similar.map(({ collection, id, title, distance_m }) => make('span', {}, link(`${collection}/${id}`, title), ` ${format.distance(distance_m)}`)) : [t('context_no_similar')]),
        ...(sheet.consents.length ? part(t('context_consents'), sheet.consents.map(({ detail }) => detail)) : []),
        ...(deciding.length ? part(t('context_decides'), deciding) : []),
        ...(others.length ? part(t('context_concerned'), others) : []),
      ),
      ...(sheet.estimate ? [make('p', { class: 'context-sheet__estimate' }, sheet.estimate.detail)] : []),
    );
  }

  /** What is in the form: drawn, or typed as two numbers. @returns {object | null} */
  function placeInForm() {
    const stored = valueOf('location');
    if (stored) return JSON.parse(stored);
    const coordinates = ['lon', 'lat'].map((name) => Number.parseFloat(valueOf(name).replace(',', '.')));
    return coordinates.every(Number.isFinite) ? { type: 'Point', coordinates } : null;
  }

  async function ask() {
    const geometry = moving ?? placeInForm();
    moving = null;
    const question = JSON.stringify([geometry, valueOf('starts_on'), valueOf('ends_on'), valueOf('theme')]);
    if (question === asked) return;
    asked = question;
    const signal = latest.next();
    if (!geometry) {
      body.replaceChildren(make('p', {}, t('context_ask')));
      return;
    }
    try {
      const wish = { geometry, starts_on: valueOf('starts_on'), ends_on: valueOf('ends_on'), theme: valueOf('theme'), owner: root.dataset.owner ?? '' };
      const sheet = await postJson(`${data.addresses.api}/context/?lang=${language}`, wish, valueOf('csrfmiddlewaretoken'), signal);
      if (!signal.aborted) show(sheet);
    } catch (error) {
      if (wasCancelled(error)) return;
      body.replaceChildren(make('p', { class: 'message message--error' }, t('context_trouble', { title: error instanceof Error ? error.message : '' })));
    }
  }
  // Not put off by the next movement, so that the sheet follows the pin.
  const askSoon = () => {
    waiting ||= window.setTimeout(() => {
      waiting = 0;
      void ask();
    }, PAUSE_MS);
  };
  form.addEventListener('place:moving', (event) => {
    moving = /** @type {CustomEvent<object | null>} */ (event).detail;
    askSoon();
  });
  form.addEventListener('input', askSoon);
  form.addEventListener('change', askSoon);
  void ask();
}
