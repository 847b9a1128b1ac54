/** A raster on the map: its tiles, the value where one clicks with its parts in words, its best cells. */

import L from '../map/leaflet.js';
import { make } from '../page.js';
import { getJson, latestOnly, queryText, wasCancelled } from '../api/client.js';
import { parseBbox } from '../geo/bbox.js';
import { makeFormat } from '../geo/format.js';
import { makeTranslate } from '../i18n.js';
import { makeMap, showView } from '../map/map.js';
import { groundLayer } from './place.js';

const BEST = 10;
const COVERS = 0.65;

/** @param {HTMLElement} root an element with data-raster and data-extent, a side and a map in it */
export function startRaster(root) {
  const place = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const { id, texts, checksum } = JSON.parse(document.getElementById('raster-data')?.textContent ?? '{}');
  const language = document.documentElement.lang;
  const t = makeTranslate({ ...place.texts, ...texts });
  const format = makeFormat(language);
  const latest = latestOnly();
  const frame = /** @type {HTMLElement} */ (root.querySelector('.siting__map'));
  const look = /** @type {HTMLElement} */ (root.querySelector('.raster__look'));
  const map = makeMap(frame, { zoom: place.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
  const box = parseBbox(root.dataset.extent);
  showView(map, null, box);
  const bounds = box ? L.latLngBounds([box[1], box[0]], [box[3], box[2]]) : undefined;
  const tiles = L.tileLayer(`/api/v1/rasters/${id}/tiles/{z}/{x}/{y}.png?v=${checksum}`, { opacity: COVERS, bounds, className: 'raster__tiles', minZoom: place.zoom.min, maxZoom: place.zoom.max });
  groundLayer(place, language, format.number).addTo(map);
  map.createPane('raster').classList.add('raster__pane');
  tiles.options.pane = 'raster';
  tiles.addTo(map);
  const mark = L.circleMarker([0, 0], { radius: 7, className: 'raster__mark', interactive: false });

  const opacity = make('input', { type: 'range', id: 'raster-opacity', min: 0.1, max: 1, step: 0.05, value: COVERS });
  opacity.addEventListener('input', () => tiles.setOpacity(opacity.valueAsNumber));
  const here = make('button', { type: 'button', class: 'button', id: 'raster-here' }, t('suit_here'));
  here.addEventListener('click', () => void ask(map.getCenter()));
  const said = make('div', { id: 'raster-value' }, make('p', {}, t('suit_click')));
  look.replaceChildren(make('label', { for: 'raster-opacity' }, t('suit_opacity')), opacity, said, here);
  map.on('click', (event) => void ask(event.latlng));

  /** @param {{lng: number, lat: number}} at */
  async function ask({ lng, lat }) {
    const signal = latest.next();
    mark.setLatLng([lat, lng]).addTo(map);
    try {
      const { sentences } = await getJson(`/api/v1/rasters/${id}/value${queryText({ lon: lng.toFixed(6), lat: lat.toFixed(6), lang: language })}`, signal);
      said.replaceChildren(...sentences.map((/** @type {string} */ sentence, /** @type {number} */ place) => make('p', { class: place ? '' : 'raster__value' }, sentence)));
    } catch (error) {
      if (wasCancelled(error)) return;
      said.replaceChildren(make('p', { class: 'message message--error' }, error instanceof Error ? error.message : ''));
    }
  }

  if (root.hasAttribute('data-best')) void best();
  async function best() {
    const { features } = await getJson(`/api/v1/rasters/${id}/cells?count=${BEST}&apart_m=500`);
    for (const { geometry, properties } of features) {
      const [lon, lat] = geometry.coordinates;
      const icon = L.divIcon({ className: 'siting__pin raster__cell', html: String(properties.rank), iconSize: [24, 24], iconAnchor: [12, 12] });
      const title = t('suit_cell', { rank: format.number(properties.rank), value: format.number(100 * properties.value) });
      L.marker([lat, lon], { icon, title, alt: title, zIndexOffset: 1000 * (BEST - properties.rank) }).on('click keypress', (event) => {
        // Enter too: a pin that has the focus is a button.
        if (event.type === 'click' || /** @type {any} */ (event).originalEvent?.key === 'Enter') void ask({ lng: lon, lat });
      }).addTo(map);
    }
  }
}
