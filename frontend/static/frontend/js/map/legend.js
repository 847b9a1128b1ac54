/** The legend, which is the layer panel too: sign, switch, count and origin of each map layer, and the base map. */

import L from './leaflet.js';
import { make } from '../page.js';
import { drawSwatch } from './swatch.js';

/** @typedef {import('../page.js').CollectionInfo} CollectionInfo */
/**
 * @typedef {object} LegendOptions
 * @property {CollectionInfo[]} collections
 * @property {{id: string, name: string}[]} bases
 * @property {{code: string, name: string}[]} stages
 * @property {import('../i18n.js').Translate} t
 * @property {import('../geo/format.js').Format} format
 * @property {(collection: string, shown: boolean) => void} onSwitch
 * @property {(base: string) => void} onBase
 */

/** @param {L.Map} map @param {LegendOptions} options */
export function makeLegend(map, { collections, bases, stages, t, format, onSwitch, onBase }) {
  const root = make('section', { class: 'legend', id: 'legend', 'aria-label': t('legend') });
  const rows = collections.map((collection) => legendRow(collection, { t, format, onSwitch }));
  const baseChoices = bases.map(({ id, name }) => {
    const input = make('input', { type: 'radio', name: 'base-map', value: id });
    input.addEventListener('change', () => onBase(id));
    return { id, input, label: make('label', { class: 'legend__base' }, input, make('span', {}, name)) };
  });
  const stageSigns = stages.map(({ code, name }) => ({ code, name, sign: make('canvas', { 'aria-hidden': 'true' }) }));
  root.append(
    make('h2', { class: 'legend__title' }, t('on_the_map')),
    make('ul', { class: 'legend__rows' }, ...rows.map(({ item }) => item)),
    make('details', { class: 'legend__more' }, make('summary', {}, t('rings_title')), make('ul', { class: 'legend__stages' }, ...stageSigns.map(({ name, sign }) => make('li', {}, sign, name)))),
    make('fieldset', { class: 'legend__bases' }, make('legend', {}, t('base_map')), ...baseChoices.map(({ label }) => label)),
  );
  const control = new L.Control({ position: 'bottomright' });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(root).disableScrollPropagation(root);
    return root;
  };
  control.addTo(map);

  return {
    root,
    /** @param {string[]} hidden */
    showHidden(hidden) {
      for (const { id, input } of rows) input.checked = !hidden.includes(id);
    },
    /** @param {string} base */
    showBase(base) {
      for (const { id, input } of baseChoices) input.checked = id === base;
    },
    /** @param {string} collection @param {number | null} count null: not known */
    showCount(collection, count) {
      const row = rows.find(({ id }) => id === collection);
      if (row) row.count.textContent = count === null ? '' : format.number(count);
    },
    /** @param {import('./styles.js').Scheme} scheme */
    drawSigns(scheme) {
      for (const { id, sign } of rows) drawSwatch(sign, { collection: id, scheme, size: 24 });
      for (const { code, sign } of stageSigns) drawSwatch(sign, { collection: 'local-initiatives', scheme, stage: code, size: 28 });
    },
    /** @param {boolean} open */
    setOpen(open) {
      root.hidden = !open;
    },
  };
}

/** @param {CollectionInfo} collection @param {Pick<LegendOptions, 't' | 'format' | 'onSwitch'>} options */
function legendRow({ id, title, credits }, { t, format, onSwitch }) {
  const input = make('input', { type: 'checkbox', 'data-collection': id });
  input.addEventListener('change', () => onSwitch(id, input.checked));
  const sign = make('canvas', { class: 'legend__sign', 'aria-hidden': 'true' });
  const count = make('span', { class: 'legend__count' });
  const item = make('li', { class: 'legend__row' }, make('label', { class: 'legend__switch' }, input, sign, make('span', { class: 'legend__name' }, title), count));
  if (credits.length) {
    const lines = credits.map((credit) =>
      make('li', {}, `${credit.title}. ${credit.publisher}, ${format.day(credit.released_on)}, ${credit.licence}`),
    );
    item.append(make('details', { class: 'legend__origin' }, make('summary', { 'aria-label': t('origin_of', { title }) }, t('origin')), make('ul', {}, ...lines)));
  }
  return { id, input, sign, count, item };
}
