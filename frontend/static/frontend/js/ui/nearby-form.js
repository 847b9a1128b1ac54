/** Nearby's questions: from where, how far, whom. */

import { make } from '../page.js';
import { makeNearbyFrom } from './nearby-from.js';
import { makeNearbyHow } from './nearby-how.js';
import { makeNearbyWhom } from './nearby-whom.js';
import { RADIUS_M, leastRadius } from '../state/nearby.js';

/** @typedef {import('../state/nearby.js').Nearby} Nearby */
const STEP_M = 50;

/**
 * @param {HTMLElement} container
 * @param {Parameters<typeof makeNearbyFrom>[0] & Parameters<typeof makeNearbyWhom>[0]} options
 */
export function makeNearbyForm(container, options) {
  const { t, onChange } = options;
  const from = makeNearbyFrom(options);
  const whom = makeNearbyWhom(options);
  const how = makeNearbyHow({ t, onChange });

  const limits = { min: RADIUS_M.least, max: RADIUS_M.most, step: STEP_M };
  const slider = make('input', { type: 'range', class: 'nearby__slider', id: 'nearby-slider', 'aria-label': t('radius'), ...limits });
  const exact = make('input', { type: 'number', class: 'input nearby__metres', id: 'nearby-radius', inputmode: 'numeric', ...limits });
  /** @param {number} radius */
  const change = (radius) => {
    if (Number.isFinite(radius)) onChange({ radius_m: Math.round(Math.min(RADIUS_M.most, Math.max(Number(slider.min), radius))) });
  };
  slider.addEventListener('input', () => change(slider.valueAsNumber));
  exact.addEventListener('change', () => change(exact.valueAsNumber));
  const metres = make('div', { class: 'nearby__radius' }, make('label', { for: 'nearby-radius' }, t('radius_label')), slider, make('span', { class: 'nearby__exact' }, exact, ' m'));

  container.append(make('h2', { class: 'tabs__title' }, t('nearby_title')), ...from.parts, how.buttons, metres, how.minutes, whom.root);
  return {
    tools: from.tools,
    showWaiting: from.showWaiting,
    /** @param {Nearby | null} nearby */
    show(nearby) {
      from.show(nearby);
      slider.min = exact.min = String(nearby ? leastRadius(nearby) : RADIUS_M.least);
      slider.value = exact.value = String(nearby?.radius_m ?? RADIUS_M.first);
      slider.disabled = exact.disabled = !nearby;
      metres.hidden = Boolean(nearby?.by);
      how.show(nearby);
      whom.show(nearby);
    },
  };
}
