/** The controls of a siting: what counts, how far, how many, and where the service may stand. */

import { icon, make } from '../page.js';

/** @typedef {[number, number]} LonLat */
/** @typedef {{model: string, minutes: number, sites: number, stops: boolean, ground: boolean, points: LonLat[], cells: {raster: number} | null, fixed: string[], capacity: number | null, threshold: {jobs: number} | null, flow: Flow | null}} Question */
/** @typedef {{material: string, direction: string}} Flow */
/** @typedef {Flow & {unit: string, title: string}} StatedFlow */

const MODELS = ['mclp', 'p-median', 'lscp'];

/** @param {Question} first @param {{id: number, title: string}[]} rasters whose best cells may be candidates @param {StatedFlow[]} flows that may be served instead of jobs @param {{t: import('../i18n.js').Translate, format: import('../geo/format.js').Format, onChange: () => void, onAddHere: () => void, onAdding: (isOn: boolean) => void}} options */
export function makeSitingQuestion(first, rasters, flows, { t, format, onChange, onAddHere, onAdding }) {
  let points = [...first.points];
  const fixed = new Set(first.fixed);
  const model = make('select', { class: 'input', id: 'siting-model' }, ...MODELS.map((name) => make('option', { value: name, selected: name === first.model }, t(`siting_${name}`))));
  const keyOf = (/** @type {Flow | null} */ one) => (one ? `${one.direction}:${one.material}` : '');
  const flow = make('select', { class: 'input', id: 'siting-flow' }, make('option', { value: '' }, t('siting_jobs_all')), ...flows.map((one) => make('option', { value: keyOf(one), selected: keyOf(one) === keyOf(first.flow) }, one.title)));
  const chosenFlow = () => flows.find((one) => keyOf(one) === flow.value) ?? null;
  const minutes = slider('minutes', 15, first.minutes);
  const sites = slider('sites', 5, first.sites);
  const threshold = number('threshold', first.threshold?.jobs ?? '');
  const thresholdLabel = make('label', { for: 'siting-threshold' });
  const capacityLabel = make('label', { for: 'siting-capacity' });
  // Jobs that make a service viable are no tonnes.
  flow.addEventListener('input', () => {
    threshold.value = '';
    capacity.value = '';
  });
  const capacity = number('capacity', first.capacity ?? '');
  const stops = tick('stops', first.stops);
  const ground = tick('ground', first.ground);
  const cells = make('select', { class: 'input', id: 'siting-cells' }, make('option', { value: '' }, t('siting_cells_none')), ...rasters.map(({ id, title }) => make('option', { value: id, selected: id === first.cells?.raster }, title)));
  const adding = make('button', { type: 'button', class: 'button', id: 'siting-add', 'aria-pressed': 'false' }, icon('map-pin'), t('siting_add'));
  const here = make('button', { type: 'button', class: 'button', id: 'siting-add-here' }, icon('focus-2'), t('siting_add_here'));
  const list = make('ul', { class: 'siting__points', 'aria-label': t('siting_points') });
  adding.addEventListener('click', () => {
    const isOn = adding.getAttribute('aria-pressed') !== 'true';
    adding.setAttribute('aria-pressed', String(isOn));
    onAdding(isOn);
  });
  here.addEventListener('click', onAddHere);
  for (const input of [flow, model, minutes.input, sites.input, threshold, capacity, stops.input, ground.input, cells]) input.addEventListener('input', changed);

  /** @param {string} name @param {number} most @param {number} value */
  function slider(name, most, value) {
    const input = make('input', { type: 'range', id: `siting-${name}`, min: 1, max: Math.max(most, value), step: 1, value });
    return { input, output: make('output', { for: `siting-${name}` }), label: make('label', { for: `siting-${name}` }, t(`siting_${name}`)) };
  }
  /** @param {string} name @param {number | string} value */
  function number(name, value) {
    return make('input', { type: 'number', class: 'input siting__number', id: `siting-${name}`, min: 1, step: 1, value });
  }
  /** @param {string} name @param {boolean} isOn */
  function tick(name, isOn) {
    const input = make('input', { type: 'checkbox', id: `siting-${name}`, checked: isOn });
    return { input, label: make('label', { class: 'siting__tick', for: `siting-${name}` }, input, t(`siting_${name}`)) };
  }

  function changed() {
    show();
    onChange();
  }
  function show() {
    const unit = chosenFlow()?.unit;
    thresholdLabel.textContent = unit ? t('siting_threshold_flow', { unit }) : t('siting_threshold');
    capacityLabel.textContent = unit ? t('siting_capacity_flow', { unit }) : t('siting_capacity');
    minutes.output.textContent = format.number(minutes.input.valueAsNumber);
    sites.output.textContent = format.number(sites.input.valueAsNumber);
    for (const part of Object.values(minutes)) part.hidden = model.value === 'p-median';
    for (const part of Object.values(sites)) part.hidden = model.value === 'lscp';
    list.replaceChildren(...points.map((_point, index) => {
      const values = { number: format.number(index + 1) };
      const remove = make('button', { type: 'button', class: 'button button--quiet', 'aria-label': t('siting_remove', values) }, icon('x'));
      remove.addEventListener('click', () => {
        points = points.filter((_one, other) => other !== index);
        // The points after it get other names, so what was said about them no longer holds.
        for (const id of [...fixed]) if (id.startsWith('point-')) fixed.delete(id);
        changed();
      });
      return make('li', {}, t('siting_point', values), remove);
    }));
    list.hidden = points.length === 0;
  }
  show();

  return {
    parts: [
      flows.length > 0 && make('label', { for: 'siting-flow' }, t('siting_flow')), flows.length > 0 && flow,
      make('label', { for: 'siting-model' }, t('siting_question')), model,
      minutes.label, minutes.input, minutes.output, sites.label, sites.input, sites.output,
      thresholdLabel, threshold,
      make('details', { class: 'siting__more', open: first.cells !== null || !first.stops || !first.ground || points.length > 0 || first.capacity !== null },
        make('summary', {}, t('siting_more')), stops.label, ground.label,
        rasters.length > 0 && make('label', { for: 'siting-cells' }, t('siting_cells')), rasters.length > 0 && cells, make('div', { class: 'siting__adding' }, adding, here), list,
        capacityLabel, capacity),
    ],
    /** @returns {Question} */
    read: () => ({
      model: model.value,
      minutes: minutes.input.valueAsNumber,
      sites: sites.input.valueAsNumber,
      stops: stops.input.checked,
      ground: ground.input.checked,
      points,
      cells: cells.value ? { raster: Number(cells.value) } : null,
      fixed: [...fixed],
      capacity: capacity.valueAsNumber > 0 ? capacity.valueAsNumber : null,
      threshold: threshold.valueAsNumber > 0 ? { jobs: threshold.valueAsNumber } : null,
      flow: flowOf(flow.value),
    }),
    /** @param {LonLat} at */
    addPoint(at) {
      points = [...points, at];
      changed();
    },
    /** @param {string} id @param {boolean} isFixed */
    setFixed(id, isFixed) {
      if (isFixed) fixed.add(id);
      else fixed.delete(id);
      changed();
    },
  };
}

/** @param {URLSearchParams} query @returns {Question} what an address says, and what most people ask first */
export function questionOf(query) {
  const number = (/** @type {string} */ name) => Number(query.get(name)) || null;
  const points = (query.get('points') ?? '').split(';').map((pair) => pair.split(',').map(Number)).filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
  return {
    model: MODELS.find((name) => name === query.get('model')) ?? MODELS[0],
    minutes: number('minutes') ?? 5,
    sites: number('sites') ?? 2,
    stops: query.get('stops') !== '0',
    ground: query.get('ground') !== '0',
    points: /** @type {LonLat[]} */ (points),
    cells: number('cells') ? { raster: number('cells') ?? 0 } : null,
    fixed: (query.get('fixed') ?? '').split(',').filter(Boolean),
    capacity: number('capacity'),
    threshold: query.get('threshold') === '' ? null : { jobs: number('threshold') ?? 400 },
    flow: flowOf(query.get('flow') ?? ''),
  };
}

/** @param {string} text "out:150101" @returns {Flow | null} */
function flowOf(text) {
  const [direction, material] = text.split(':');
  return direction && material ? { material, direction } : null;
}

/** @param {Question} question @returns {Record<string, string>} the parts of an address that `questionOf` reads */
export function addressOf({ model, minutes, sites, stops, ground, points, cells, fixed, capacity, threshold, flow }) {
  const written = /** @type {Record<string, string>} */ ({ model, minutes: String(minutes), sites: String(sites), threshold: String(threshold?.jobs ?? '') });
  if (!stops) written.stops = '0';
  if (!ground) written.ground = '0';
  if (points.length) written.points = points.map((pair) => pair.map((degrees) => degrees.toFixed(6)).join(',')).join(';');
  if (cells) written.cells = String(cells.raster);
  if (fixed.length) written.fixed = fixed.join(',');
  if (flow) written.flow = `${flow.direction}:${flow.material}`;
  if (capacity) written.capacity = String(capacity);
  return written;
}
