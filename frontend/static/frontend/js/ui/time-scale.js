/** The scale under the time slider: years, today, and what opens or begins when. */

import { placeOf } from '../state/clock.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Every fifth year is written out; on a phone there is room for no more. */
const NAMED_YEARS = 5;
/** Closer to today than so many hundredths of the scale a year has no room beside its name: on a scale of any width, on a short one. */
const [UNDER, NEAR] = [8, 12];

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] @returns {SVGElement} */
function draw(name, attributes, text = '') {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return /** @type {SVGElement} */ (made);
}

/** @param {import('../page.js').PageData['clock']} clock @param {string} today @param {string} todayName @returns {SVGElement} */
export function drawScale({ first, last, openings, works, communes }, today, todayName) {
  const end = (last - first + 1) * 12 - 1;
  const x = (/** @type {number} */ month) => `${((100 * month) / end).toFixed(3)}%`;
  const now = x(placeOf(today, first));
  const name = (/** @type {string} */ place) => {
    const away = Math.abs(Number.parseFloat(place) - Number.parseFloat(now));
    return `time__name${away < UNDER ? ' time__name--under' : away < NEAR ? ' time__name--near' : ''}`;
  };
  const svg = draw('svg', { class: 'time__scale', 'aria-hidden': 'true' });
  /** @param {string[]} days @param {string} kind @param {number} from @param {number} to */
  const ticks = (days, kind, from, to) => {
    const places = new Set(days.map((day) => x(placeOf(day, first))).filter((place) => Number.parseFloat(place) >= 0 && Number.parseFloat(place) <= 100));
    svg.append(...[...places].map((place) => draw('line', { class: `time__tick time__tick--${kind}`, x1: place, x2: place, y1: from, y2: to })));
  };
  svg.append(draw('line', { class: 'time__line', x1: '0', x2: '100%', y1: 16, y2: 16 }));
  for (let year = first; year <= last; year += 1) {
    const place = x((year - first) * 12);
    svg.append(draw('line', { class: 'time__year', x1: place, x2: place, y1: 16, y2: year % NAMED_YEARS ? 20 : 24 }));
    if (year % NAMED_YEARS === 0) svg.append(draw('text', { class: name(place), x: place, y: 36, 'text-anchor': year === first ? 'start' : 'middle' }, String(year)));
  }
  ticks(works, 'works', 9, 15);
  ticks(openings, 'opening', 2, 15);
  ticks(communes, 'communes', 17, 26);
  const flag = draw('svg', { x: now, y: -3, overflow: 'visible' });
  flag.append(draw('path', { class: 'time__flag', d: 'M-5 0h10l-5 6z' }));
  svg.append(draw('line', { class: 'time__now', x1: now, x2: now, y1: 0, y2: 26 }), flag, draw('text', { class: 'time__name time__name--now', x: now, y: 36, 'text-anchor': 'middle' }, todayName));
  return svg;
}
