/** Where a pooled service should stand: sliders, the best places on the map, an own try beside them, and keeping it. */

import { make } from '../page.js';
import { latestOnly, postJson, wasCancelled } from '../api/client.js';
import { parseBbox } from '../geo/bbox.js';
import { makeFormat } from '../geo/format.js';
import { makeTranslate } from '../i18n.js';
import { makeMap, showView } from '../map/map.js';
import { makeSitingMarks } from '../map/siting-marks.js';
import { makeKeepForm } from '../ui/siting-keep.js';
import { addressOf, makeSitingQuestion, questionOf } from '../ui/siting-question.js';
import { amountIn, makeSitingResults } from '../ui/siting-results.js';
import { groundLayer } from './place.js';

/** @typedef {[number, number]} LonLat */
/** @typedef {import('../ui/siting-results.js').Answer} Answer */
const PAUSE_MS = 250;

/** @param {HTMLElement} root an element with data-siting and data-extent, a side and a map in it */
export function startSiting(root) {
  const data = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const { demand, texts, rasters, flows, groups, group, service, title, question: stored, answer: known, addresses } = JSON.parse(document.getElementById('siting-data')?.textContent ?? '{}');
  const language = document.documentElement.lang;
  const t = makeTranslate({ ...data.texts, ...texts });
  const format = makeFormat(language);
  const latest = latestOnly();
  const csrf = /** @type {HTMLInputElement | null} */ (document.querySelector('[name=csrfmiddlewaretoken]'))?.value ?? '';
  const api = `${data.addresses.api}/sitings/?lang=${language}`;
  /** @type {LonLat[] | null} */
  let own = null;
  /** @type {LonLat[]} */
  let bestPlaces = [];
  let waiting = 0;
  let isAdding = false;

  const results = make('div', { class: 'siting__results', 'aria-live': 'polite' });
  const side = /** @type {HTMLElement} */ (root.querySelector('.siting__side'));
  const frame = /** @type {HTMLElement} */ (root.querySelector('.siting__map'));
  const map = makeMap(frame, { zoom: data.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
  showView(map, null, parseBbox(root.dataset.extent) ?? data.firstBox);
  groundLayer(data, language, format.number).addTo(map);

  const question = makeSitingQuestion(stored ?? questionOf(new URLSearchParams(location.search)), rasters, flows, {
    t,
    format,
    onChange() {
      own = null;
      askSoon();
    },
    onAddHere: () => question.addPoint(placeOf(map.getCenter())),
    onAdding(isOn) {
      isAdding = isOn;
      frame.classList.toggle('siting__map--adding', isOn);
    },
  });
  map.on('click', (event) => {
    if (!marks.put(event.latlng) && isAdding) question.addPoint(placeOf(event.latlng));
  });
  const keep = makeKeepForm(groups, group, title, {
    t,
    heading: t(stored ? 'siting_keep_other' : 'siting_keep_title'),
    async onKeep(title, shared) {
      const kept = await postJson(api, { ...asked(), title, group: shared }, csrf);
      location.assign(addresses.study.replace('/0/', `/${kept.id}/`));
    },
  });
  side.replaceChildren(make('div', { class: 'siting__question' }, ...question.parts), results, keep);

  const marks = makeSitingMarks(map, {
    label: (number) => t('siting_pin', { number: format.number(number) }),
    hint: t('move_hint'),
    jobs: ({ name, jobs }, unit) => (jobs === null ? name : `${name}: ${amountIn(unit, { t, format })(jobs)}`),
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
    onFixed: question.setFixed,
  });

  /** @param {{lng: number, lat: number}} point @returns {LonLat} */
  function placeOf({ lng, lat }) {
    return [lng, lat];
  }

  /** @returns {Record<string, unknown>} the body of the question */
  function asked() {
    const { threshold, capacity, cells, flow, ...rest } = question.read();
    return { demand, ...rest, ...(service && { service }), ...(capacity && { capacity }), ...(cells && { cells }), ...(flow && { flow }), ...(threshold && { threshold: { ...threshold, minutes: rest.minutes } }) };
  }

  /** @param {Answer} answer */
  function show(answer) {
    bestPlaces = answer.best.sites.map(({ at }) => /** @type {LonLat} */ (at));
    marks.show(answer, own);
    shown.show(answer, question.read().threshold?.jobs ?? 0);
  }

  async function ask() {
    const signal = latest.next();
    const body = asked();
    if (own) body.own = own;
    results.setAttribute('aria-busy', 'true');
    try {
      const answer = await withThreshold(body, signal);
      if (!signal.aborted) show(answer);
    } catch (error) {
      if (wasCancelled(error)) return;
      marks.clear();
      shown.refuse(error instanceof Error ? error.message : '');
    } finally {
      results.removeAttribute('aria-busy');
    }
  }

  /** Whether there is enough for the service is a question of its own: its refusal must not take the sites away. @param {Record<string, unknown>} body @param {AbortSignal} signal @returns {Promise<Answer>} */
  async function withThreshold({ threshold, ...body }, signal) {
    if (!threshold) return postJson(api, body, csrf, signal);
    try {
      return await postJson(api, { ...body, threshold }, csrf, signal);
    } catch (error) {
      if (wasCancelled(error)) throw error;
      return postJson(api, body, csrf, signal);
    }
  }

  function askSoon() {
    if (!stored) history.replaceState(null, '', `?${new URLSearchParams({ ...demand, ...(service && { service }), ...addressOf(question.read()) })}`);
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), PAUSE_MS);
  }
  if (known) show(known);
  else askSoon();
}
