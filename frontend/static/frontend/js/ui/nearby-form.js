/** Nearby's questions: from where, how far, which activity. */

import { icon, make } from '../page.js';
import { makeNearbyHow } from './nearby-how.js';
import { RADIUS_M } from '../state/url.js';

/** @typedef {import('../state/url.js').Nearby} Nearby */
const STEP_M = 50;

/**
 * @param {HTMLElement} container
 * @param {{t: import('../i18n.js').Translate, parks: {id: number, name: string}[], sections: {code: string, name: string}[], onPick: () => void, onPosition: () => void, onPark: (id: number) => void, onChange: (change: Partial<Nearby>) => void}} options
 */
export function makeNearbyForm(container, { t, parks, sections, onPick, onPosition, onPark, onChange }) {
  const from = make('p', { class: 'nearby__from' });
  const pick = make('button', { type: 'button', class: 'button', id: 'nearby-pick', 'aria-pressed': 'false' }, icon('map-pin'), t('choose_on_map'));
  const position = make('button', { type: 'button', class: 'button' }, icon('current-location'), t('my_position'));
  const park = make('select', { class: 'input', 'aria-label': t('around_park') }, make('option', { value: '' }, t('around_park')), ...parks.map(({ id, name }) => make('option', { value: id }, name)));
  pick.addEventListener('click', onPick);
  position.addEventListener('click', onPosition);
  park.addEventListener('change', () => park.value && onPark(Number(park.value)));

  const limits = { min: RADIUS_M.least, max: RADIUS_M.most, step: STEP_M };
  const slider = make('input', { type: 'range', class: 'nearby__slider', id: 'nearby-slider', 'aria-label': t('radius'), ...limits });
  const exact = make('input', { type: 'number', class: 'input nearby__metres', id: 'nearby-radius', inputmode: 'numeric', ...limits });
  /** @param {number} radius */
  const change = (radius) => {
    if (!Number.isFinite(radius)) return;
    onChange({ radius_m: Math.round(Math.min(RADIUS_M.most, Math.max(RADIUS_M.least, radius))) });
  };
  slider.addEventListener('input', () => change(slider.valueAsNumber));
  exact.addEventListener('change', () => change(exact.valueAsNumber));

  const section = make('select', { class: 'input', id: 'nearby-nace' }, make('option', { value: '' }, t('all_activities')), ...sections.map(({ code, name }) => make('option', { value: code }, `${code} – ${name}`)));
  section.addEventListener('change', () => onChange({ nace: section.value }));

  const how = makeNearbyHow({ t, onChange });
  const metres = make('div', { class: 'nearby__radius' }, make('label', { for: 'nearby-radius' }, t('radius_label')), slider, make('span', { class: 'nearby__exact' }, exact, ' m'));
  container.append(
    make('h2', { class: 'tabs__title' }, t('nearby_title')),
    from,
    make('div', { class: 'nearby__ways' }, pick, position),
    park,
    how.buttons,
    metres,
    how.minutes,
    make('div', { class: 'nearby__activity' }, make('label', { for: 'nearby-nace' }, t('activity')), section),
  );
  return {
    /** @param {Nearby | null} nearby */
    show(nearby) {
      from.textContent = nearby ? t('around', { place: nearby.label || t('chosen_point') }) : t('nearby_start');
      slider.value = exact.value = String(nearby?.radius_m ?? RADIUS_M.first);
      section.value = nearby?.nace ?? '';
      slider.disabled = exact.disabled = section.disabled = !nearby;
      metres.hidden = Boolean(nearby?.by);
      how.show(nearby);
    },
    /** @param {boolean} picking */
    showPicking(picking) {
      pick.setAttribute('aria-pressed', String(picking));
    },
  };
}
