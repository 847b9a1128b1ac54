/** Composing a suitability map: which rasters count, by which curve, with which weight. */

import { make } from '../page.js';
import { postJson } from '../api/client.js';
import { makeFormat } from '../geo/format.js';
import { makeTranslate } from '../i18n.js';
import { makeCriterion } from '../ui/criterion.js';
import { makePreview } from './compose-preview.js';

/** @param {HTMLElement} root an element with data-compose */
export function startCompose(root) {
  const { texts, rasters, recipe, address, extent, legend } = JSON.parse(document.getElementById('compose-data')?.textContent ?? '{}');
  const language = document.documentElement.lang;
  const place = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const t = makeTranslate({ ...place.texts, ...texts });
  const format = makeFormat(language);
  const csrf = /** @type {HTMLInputElement | null} */ (document.querySelector('[name=csrfmiddlewaretoken]'))?.value ?? '';
  /** @param {import('../ui/criterion.js').Measure} measure */
  const before = (measure) => recipe?.criteria.find((/** @type {{raster: number}} */ { raster }) => raster === measure.id);
  /** @type {ReturnType<typeof makeCriterion>[]} */
  const criteria = rasters.map((/** @type {import('../ui/criterion.js').Measure} */ measure) => makeCriterion(measure, before(measure), { t, format, onChange: shares }));
  const title = make('input', { class: 'input', id: 'compose-title-text', maxlength: 200, required: true, value: recipe?.title ?? '' });
  const said = make('p', { class: 'message message--error', role: 'alert', hidden: true });
  const button = make('button', { class: 'button button--main', type: 'submit' }, t('suit_calculate'));
  const form = make('form', { class: 'compose__form', novalidate: true },
    make('ul', { class: 'compose__criteria' }, ...criteria.map(({ part }) => part)),
    make('label', { for: 'compose-title-text' }, t('suit_title')), title, said, button);
  const frame = make('div', { class: 'siting__map', role: 'region', 'aria-label': t('suit_preview') });
  const words = make('p', { class: 'quiet', role: 'status', id: 'preview-said' }, t('suit_preview_none'));
  root.replaceChildren(form, make('div', { class: 'compose__preview' }, frame, makeLegend(legend, t), words));
  const preview = makePreview(frame, words, { t, format, extent, language });

  function chosen() {
    return criteria.map((criterion) => criterion.read()).filter((each) => each !== null);
  }
  function shares() {
    const total = chosen().reduce((sum, { weight }) => sum + weight, 0);
    for (const criterion of criteria) if (criterion.read()) criterion.showShare(total);
    preview.show(chosen());
  }
  shares();

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    said.hidden = true;
    button.disabled = true;
    try {
      if (!chosen().length) throw new Error(t('suit_none'));
      const begun = await postJson(`/api/v1/rasters/?lang=${language}`, { title: title.value, criteria: chosen() }, csrf);
      location.assign(`${address}${begun.id}/`);
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : '';
      said.hidden = false;
      button.disabled = false;
    }
  });
}

/** @param {{colour: string, label: string}[]} legend @param {import('../i18n.js').Translate} t */
function makeLegend(legend, t) {
  const entry = (/** @type {string} */ label, /** @type {HTMLElement} */ colour) => make('li', {}, colour, label);
  const known = legend.map(({ colour, label }) => {
    const square = make('span', { class: 'raster__colour', 'aria-hidden': 'true' });
    square.style.backgroundColor = colour;
    return entry(label, square);
  });
  return make('ul', { class: 'raster__legend' }, ...known, entry(t('suit_unknown'), make('span', { class: 'raster__colour raster__colour--unknown', 'aria-hidden': 'true' })));
}
