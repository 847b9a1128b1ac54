/** Where a pooled service should stand: sliders, the best places on the map, and an own try beside them. */

import { make } from '../page.js';
import { latestOnly, postJson, wasCancelled } from '../api/client.js';
import { parseBbox } from '../geo/bbox.js';
import { makeFormat } from '../geo/format.js';
import { makeTranslate } from '../i18n.js';
import { makeMap, showView } from '../map/map.js';
import { makeSitingMarks } from '../map/siting-marks.js';
import { makeSitingResults } from '../ui/siting-results.js';
import { groundLayer } from './place.js';

/** @typedef {[number, number]} LonLat */
const PAUSE_MS = 250;
const MODELS = ['mclp', 'p-median', 'lscp'];
const FIRST = { model: 'mclp', minutes: 5, sites: 2, threshold: 400 };

/** @param {HTMLElement} root an element with data-siting and data-extent, a side and a map in it */
export function startSiting(root) {
  const data = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const { demand, texts } = JSON.parse(document.getElementById('siting-data')?.textContent ?? '{}');
  const language = document.documentElement.lang;
  const t = makeTranslate({ ...data.texts, ...texts });
  const format = makeFormat(language);
  const query = new URLSearchParams(location.search);
  const latest = latestOnly();
  const csrf = /** @type {HTMLInputElement | null} */ (document.querySelector('[name=csrfmiddlewaretoken]'))?.value ?? '';
  /** @type {LonLat[] | null} */
  let own = null;
  /** @type {LonLat[]} */
  let bestPlaces = [];
  let waiting = 0;

  const model = make('select', { class: 'input', id: 'siting-model' }, ...MODELS.map((name) => make('option', { value: name, selected: name === (query.get('model') ?? FIRST.model) }, t(`siting_${name}`))));
  const minutes = slider('minutes', 1, 15);
  const sites = slider('sites', 1, 5);
  const threshold = make('input', { type: 'number', class: 'input siting__number', id: 'siting-threshold', min: 1, step: 10, value: query.get('threshold') ?? FIRST.threshold });
  const results = make('div', { class: 'siting__results', 'aria-live': 'polite' });
  const side = /** @type {HTMLElement} */ (root.querySelector('.siting__side'));
  side.replaceChildren(
    make('div', { class: 'siting__question' }, make('label', { for: 'siting-model' }, t('siting_question')), model, ...minutes.parts, ...sites.parts, make('label', { for: 'siting-threshold' }, t('siting_threshold')), threshold),
    results,
  );

  const map = makeMap(/** @type {HTMLElement} */ (root.querySelector('.siting__map')), { zoom: data.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
  showView(map, null, parseBbox(root.dataset.extent) ?? data.firstBox);
  groundLayer(data, language, format.number).addTo(map);
  const marks = makeSitingMarks(map, {
    label: (number) => t('siting_pin', { number: format.number(number) }),
    jobs: ({ name, jobs }) => (jobs === null ? name : `${name}: ${t('siting_jobs', { jobs: format.number(jobs) })}`),
    onMove(index, at) {
      own = (own ?? bestPlaces).map((before, place) => (place === index ? at : before));
      askSoon();
    },
  });
  const shown = makeSitingResults(results, {
    t,
    format,
    onBest() {
      own = null;
      askSoon();
    },
  });

  /** @param {'minutes' | 'sites'} name @param {number} least @param {number} most */
  function slider(name, least, most) {
    const input = make('input', { type: 'range', id: `siting-${name}`, min: least, max: most, step: 1, value: query.get(name) ?? FIRST[name] });
    const label = make('label', { for: `siting-${name}` }, t(`siting_${name}`));
    const output = make('output', { for: `siting-${name}` });
    return { input, output, parts: [label, input, output] };
  }

  function write() {
    const next = new URLSearchParams({ ...demand, model: model.value, minutes: minutes.input.value, sites: sites.input.value, threshold: threshold.value });
    history.replaceState(null, '', `?${next}`);
    minutes.output.textContent = minutes.input.value;
    sites.output.textContent = sites.input.value;
    for (const part of minutes.parts) part.hidden = model.value === 'p-median';
    for (const part of sites.parts) part.hidden = model.value === 'lscp';
  }

  async function ask() {
    const signal = latest.next();
    const jobs = threshold.valueAsNumber;
    /** @type {Record<string, unknown>} */
    const question = { demand, model: model.value, minutes: minutes.input.valueAsNumber, sites: sites.input.valueAsNumber };
    if (own) question.own = own;
    results.setAttribute('aria-busy', 'true');
    try {
      const answer = await withThreshold(question, jobs, signal);
      if (signal.aborted) return;
      bestPlaces = answer.best.sites.map(({ at }) => /** @type {LonLat} */ (at));
      marks.show(answer, own);
      shown.show(answer, jobs);
    } catch (error) {
      if (wasCancelled(error)) return;
      marks.clear();
      shown.refuse(error instanceof Error ? error.message : '');
    } finally {
      results.removeAttribute('aria-busy');
    }
  }

  /** Whether there is enough for the service is a question of its own: its refusal must not take the sites away. @param {Record<string, unknown>} question @param {number} jobs @param {AbortSignal} signal @returns {Promise<import('../ui/siting-results.js').Answer>} */
  async function withThreshold(question, jobs, signal) {
    const address = `${data.addresses.api}/sitings/?lang=${language}`;
    if (!(jobs > 0)) return postJson(address, question, csrf, signal);
    try {
      return await postJson(address, { ...question, threshold: { jobs, minutes: minutes.input.valueAsNumber } }, csrf, signal);
    } catch (error) {
      if (wasCancelled(error)) throw error;
      return postJson(address, question, csrf, signal);
    }
  }

  function askSoon() {
    write();
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), PAUSE_MS);
  }
  for (const input of [model, minutes.input, sites.input, threshold]) {
    input.addEventListener('input', () => {
      own = null;
      askSoon();
    });
  }
  write();
  void ask();
}
