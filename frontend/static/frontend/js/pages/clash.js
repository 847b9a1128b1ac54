/** The small map of a clash: the place before, mine and theirs, over the land. */

import { element } from '../page.js';
import { makeFormat } from '../geo/format.js';
import { makeTranslate } from '../i18n.js';
import { makeMap, showView } from '../map/map.js';
import { showOutlines } from '../map/outlines.js';
import { groundLayer } from './place.js';

/** @param {HTMLElement} root an element with data-clash-map, the id of the places as JSON */
export function startClashMap(root) {
  const data = JSON.parse(element('place-data').textContent ?? '{}');
  const places = JSON.parse(element(root.dataset.clashMap ?? '').textContent ?? '{}');
  const t = makeTranslate(data.texts);
  const language = document.documentElement.lang;
  const map = makeMap(root, { zoom: data.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
  showView(map, null, data.firstBox);
  groundLayer(data, language, makeFormat(language).number).addTo(map);
  showOutlines(map, places);
}
