/** The area that Nearby asks from, drawn on the map corner by corner; asked again whenever it changes. */

import { icon, make } from '../page.js';
import { areaHa } from '../geo/distance.js';
import { makeDrawing } from '../map/draw.js';
import { MOST_CORNERS } from '../state/nearby.js';

/** @typedef {import('../state/nearby.js').LonLat} LonLat */

/** Larger ones are refused by the interface. */
const LARGEST_HA = 10_000;

/**
 * @param {import('leaflet').Map} map @param {HTMLElement} tools
 * @param {{t: import('../i18n.js').Translate, format: {area: (ha: number) => string}, announce: (sentence: string) => void, onArea: (corners: LonLat[]) => void, onDone: () => void}} options
 * @returns {{start: (corners: LonLat[]) => void, stop: () => void, isOn: () => boolean}}
 */
export function makeNearbyArea(map, tools, { t, format, announce, onArea, onDone }) {
  /** @type {ReturnType<typeof makeDrawing> | null} */
  let drawing = null;
  const status = make('p', { class: 'nearby__status', role: 'status' });

  /** @param {string} name @param {string} label @param {() => void} run */
  const tool = (name, label, run) => {
    const button = make('button', { type: 'button', class: 'button button--small' }, icon(name), label);
    button.addEventListener('click', run);
    return button;
  };
  const undo = tool('arrow-back-up', t('undo'), () => drawing?.undo());
  const bar = make('div', { class: 'nearby__drawing', role: 'toolbar', 'aria-label': t('draw_tools') }, tool('focus-2', t('draw_here'), () => drawing?.addInTheMiddle()), undo, tool('trash', t('draw_clear'), () => drawing?.clear()), tool('check', t('nearby_draw_done'), onDone));

  /** @param {import('../geo/sketch.js').Sketch} sketch */
  function changed({ corners }) {
    undo.disabled = !drawing?.canUndo();
    const ha = corners.length > 2 ? areaHa(corners) : 0;
    if (corners.length < 3) status.textContent = t('draw_ask_area');
    else if (corners.length > MOST_CORNERS) status.textContent = t('nearby_draw_corners', { count: MOST_CORNERS });
    else if (ha > LARGEST_HA) status.textContent = t('nearby_draw_large', { area: format.area(LARGEST_HA) });
    else {
      status.textContent = t('draw_done_area', { area: format.area(ha) });
      onArea(corners);
    }
  }

  return {
    isOn: () => drawing !== null,
    start(corners) {
      drawing = makeDrawing(map, { labels: { corner: t('draw_corner'), middle: t('draw_middle'), hint: t('draw_hint') }, onChange: changed, onDrag: () => undefined });
      drawing.set({ kind: 'Polygon', corners });
      tools.replaceChildren(bar, status);
      undo.disabled = true;
      status.textContent = t('draw_ask_area');
      announce(t('draw_ask_area'));
    },
    stop() {
      drawing?.stop();
      drawing = null;
      tools.replaceChildren();
    },
  };
}
