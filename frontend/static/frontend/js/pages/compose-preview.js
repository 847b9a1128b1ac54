/** The map beside the form that composes one: what the weights and curves make of the land, while they are moved. */

import L from '../map/leaflet.js';
import { queryText } from '../api/client.js';
import { parseBbox } from '../geo/bbox.js';
import { makeMap, showView } from '../map/map.js';
import { groundLayer } from './place.js';

const COVERS = 0.65;
const SETTLED_MS = 120; // a slider says something at every pixel; the map answers when it pauses

/** @typedef {import('../ui/criterion.js').Criterion} Criterion */

/**
 * @param {HTMLElement} frame @param {HTMLElement} said what the map shows, in words
 * @param {{t: import('../i18n.js').Translate, format: import('../geo/format.js').Format, extent: string, language: string}} options
 */
export function makePreview(frame, said, { t, format, extent, language }) {
  const place = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const map = makeMap(frame, { zoom: place.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
  showView(map, null, parseBbox(extent));
  groundLayer(place, language, format.number).addTo(map);
  map.createPane('raster').classList.add('raster__pane');
  /** @type {L.TileLayer | null} */
  let shown = null;
  /** @type {L.TileLayer | null} */
  let coming = null;
  let timer = 0;
  let last = '[]';
  let drawn = last;

  /** @param {string} text a sentence about the map */
  const say = (text) => {
    if (said.textContent !== text) said.textContent = text;
  };
  /**
   * Draws over what was there and takes that away once all of it has come: the map changes and never blinks.
   * One after the other, the newest next: however fast a slider moves, the server draws one map at a time.
   * @param {string} criteria
   */
  function draw(criteria) {
    if (coming || criteria === drawn) return;
    drawn = criteria;
    const next = L.tileLayer(`/api/v1/rasters/preview/{z}/{x}/{y}.png${queryText({ criteria })}`, { opacity: COVERS, pane: 'raster', tileSize: 512, zoomOffset: -1, className: 'raster__tiles', minZoom: place.zoom.min, maxZoom: place.zoom.max });
    let trouble = false;
    coming = next;
    frame.setAttribute('aria-busy', 'true');
    next.on('tileerror', () => {
      trouble = true;
    });
    next.once('load', () => {
      if (coming !== next) return;
      shown?.remove();
      [shown, coming] = [next, null];
      if (last !== criteria && last !== '[]') {
        draw(last);
        return;
      }
      frame.removeAttribute('aria-busy');
      say(t(trouble ? 'suit_preview_trouble' : 'suit_preview_shown'));
    });
    next.addTo(map);
  }

  return {
    /** @param {Criterion[]} chosen what counts now */
    show(chosen) {
      const criteria = JSON.stringify(chosen);
      if (criteria === last) return;
      last = criteria;
      clearTimeout(timer);
      if (chosen.length) {
        timer = window.setTimeout(draw, SETTLED_MS, criteria);
        return;
      }
      for (const layer of [shown, coming]) layer?.remove();
      shown = coming = null;
      drawn = criteria;
      frame.removeAttribute('aria-busy');
      say(t('suit_preview_none'));
    },
  };
}
