/** How far is asked in metres or in minutes: the switch, and the slider of the minutes. */

import { icon, make } from '../page.js';
import { MINUTES } from '../state/nearby.js';

/** @typedef {import('../state/nearby.js').Nearby} Nearby */
const WAYS = /** @type {{by: Nearby['by'], icon: string, key: string}[]} */ ([
  { by: undefined, icon: 'focus-2', key: 'by_metres' },
  { by: 'foot', icon: 'walk', key: 'by_foot' },
  { by: 'bicycle', icon: 'bike', key: 'by_bicycle' },
]);

/** @param {{t: import('../i18n.js').Translate, onChange: (change: Partial<Nearby>) => void}} options */
export function makeNearbyHow({ t, onChange }) {
  /** @type {Nearby | null} */
  let shown = null;
  const choices = WAYS.map(({ by, icon: name, key }) => {
    const button = make('button', { type: 'button', class: 'button button--small', id: `nearby-by-${by ?? 'metres'}`, 'aria-pressed': 'false' }, icon(name), t(key));
    button.addEventListener('click', () => onChange({ by, minutes: by ? (shown?.minutes ?? MINUTES.first) : undefined }));
    return { by, button };
  });
  const limits = { min: MINUTES.least, max: MINUTES.most, step: 1 };
  const slider = make('input', { type: 'range', class: 'nearby__slider', 'aria-label': t('minutes'), ...limits });
  const exact = make('input', { type: 'number', class: 'input nearby__metres', id: 'nearby-minutes', inputmode: 'numeric', ...limits });
  const label = make('label', { for: 'nearby-minutes' });
  /** @param {number} minutes */
  const change = (minutes) => {
    if (Number.isFinite(minutes)) onChange({ minutes: Math.round(Math.min(MINUTES.most, Math.max(MINUTES.least, minutes))) });
  };
  slider.addEventListener('input', () => change(slider.valueAsNumber));
  exact.addEventListener('change', () => change(exact.valueAsNumber));

  const minutes = make('div', { class: 'nearby__radius', hidden: true }, label, slider, make('span', { class: 'nearby__exact' }, exact, ' min'));
  return {
    buttons: make('div', { class: 'nearby__how', role: 'group', 'aria-label': t('how_far_in') }, ...choices.map(({ button }) => button)),
    minutes,
    /** @param {Nearby | null} nearby */
    show(nearby) {
      shown = nearby;
      for (const { by, button } of choices) {
        button.setAttribute('aria-pressed', String(by === nearby?.by));
        button.disabled = !nearby;
      }
      minutes.hidden = !nearby?.by;
      label.textContent = t(nearby?.by === 'bicycle' ? 'minutes_by_bicycle' : 'minutes_on_foot');
      slider.value = exact.value = String(nearby?.minutes ?? MINUTES.first);
    },
  };
}
