/** One criterion of a suitability map: whether it counts, by which curve, with which weight. */

import { chartPoints, firstCurve, NUMBERS } from '../geo/curves.js';
import { make } from '../page.js';

/** @typedef {import('../geo/curves.js').Curve} Curve */
/** @typedef {{id: number, title: string, unit: string, low: number, high: number, usual: [number, number]}} Measure */
/** @typedef {{raster: number, curve: Curve, weight: number}} Criterion */

const WIDTH = 240;
const HEIGHT = 56;
const HEAVIEST = 10;
const SVG = 'http://www.w3.org/2000/svg';

/** @param {Measure} measure @param {Criterion | undefined} first @param {{t: import('../i18n.js').Translate, format: import('../geo/format.js').Format, onChange: () => void}} options */
export function makeCriterion(measure, first, { t, format, onChange }) {
  const { id, title, unit, low, high, usual } = measure;
  const isOn = make('input', { type: 'checkbox', id: `raster-${id}`, checked: Boolean(first) });
  const kind = make('select', { class: 'input', id: `curve-${id}` }, ...Object.keys(NUMBERS).map((name) => make('option', { value: name, selected: name === first?.curve.kind }, t(`suit_${name}`))));
  const numbers = make('div', { class: 'compose__numbers' });
  const weight = make('input', { type: 'range', id: `weight-${id}`, min: 1, max: HEAVIEST, step: 1, value: first ? Math.min(HEAVIEST, Math.max(1, Math.round(first.weight))) : 5 });
  const share = make('output', { for: `weight-${id}` });
  const chart = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'polyline');
  chart.setAttribute('viewBox', `0 -2 ${WIDTH} ${HEIGHT + 4}`);
  chart.setAttribute('class', 'compose__chart');
  chart.setAttribute('preserveAspectRatio', 'none');
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', t('suit_chart', { low: format.tenth(low), high: format.tenth(high), unit }));
  line.setAttribute('class', 'compose__line');
  chart.append(line);
  const body = make('div', { class: 'compose__body' },
    make('label', { for: `curve-${id}` }, t('suit_curve')), kind, numbers, chart,
    make('p', { class: 'compose__ends', 'aria-hidden': 'true' }, make('span', {}, format.tenth(low)), make('span', {}, `${format.tenth(high)} ${unit}`)),
    make('label', { for: `weight-${id}` }, t('suit_weight')), make('div', { class: 'compose__weight' }, weight, share));
  let curve = first?.curve ?? firstCurve(kind.value, usual);

  function showNumbers() {
    numbers.replaceChildren(...NUMBERS[curve.kind].map((name) => {
      const input = make('input', { type: 'number', class: 'input', id: `${name}-${id}`, step: 'any', value: Number((curve[name] ?? 0).toPrecision(4)) });
      input.addEventListener('input', () => {
        if (Number.isFinite(input.valueAsNumber)) curve = { ...curve, [name]: input.valueAsNumber };
        changed();
      });
      return make('span', {}, make('label', { for: `${name}-${id}` }, `${t(`suit_${name}`)} ${unit && `(${unit})`}`), input);
    }));
  }
  function changed() {
    body.hidden = !isOn.checked;
    line.setAttribute('points', chartPoints(curve, low, high, WIDTH, HEIGHT));
    onChange();
  }
  kind.addEventListener('input', () => {
    curve = firstCurve(kind.value, usual);
    showNumbers();
    changed();
  });
  isOn.addEventListener('input', changed);
  weight.addEventListener('input', changed);
  showNumbers();
  body.hidden = !isOn.checked;
  line.setAttribute('points', chartPoints(curve, low, high, WIDTH, HEIGHT));

  return {
    part: make('li', { class: 'compose__criterion' }, make('label', { class: 'siting__tick', for: `raster-${id}` }, isOn, title), body),
    /** @returns {Criterion | null} null where it does not count */
    read: () => (isOn.checked ? { raster: id, curve, weight: weight.valueAsNumber } : null),
    /** @param {number} total of all weights */
    showShare(total) {
      share.textContent = t('suit_share', { share: format.number((100 * weight.valueAsNumber) / total) });
    },
  };
}
