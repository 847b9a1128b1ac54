/** The scale under the time slider: years, today, and what opens or begins when. */

import { placeOf } from '../state/clock.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Every fifth year is written out; on a phone there is room for no more. */
const NAMED_YEARS = 5;

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] @returns {SVGElement} */
function draw(name, attributes, text = '') {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return /** @type {SVGElement} */ (made);
}

/** @param {import('../page.js').PageData['clock']} clock @param {string} today @returns {SVGElement} */
export function drawScale({ first, last, openings, works, communes }, today) {
  const end = (last - first + 1) * 12 - 1;
  const x = (/** @type {number} */ month) => `${((100 * month) / end).toFixed(3)}%`;
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
    if (year % NAMED_YEARS === 0) svg.append(draw('text', { class: 'time__name', x: place, y: 36, 'text-anchor': year === first ? 'start' : 'middle' }, String(year)));
  }
  ticks(works, 'works', 9, 15);
  ticks(openings, 'opening', 2, 15);
  ticks(communes, 'communes', 17, 26);
  const now = x(placeOf(today, first));
  svg.append(draw('line', { class: 'time__now', x1: now, x2: now, y1: 0, y2: 26 }));
  return svg;
}
