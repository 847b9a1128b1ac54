/** The bar below the map: a day or a period by slider, keyboard, date field or by playing; and the day whose knowledge is shown. */

import { icon, make } from '../page.js';
import { firstDayOf, isDay, lastDayOf, monthOf } from '../state/clock.js';
import { drawScale } from './time-scale.js';

/** @typedef {import('../state/clock.js').Chosen} Chosen */
/**
 * @typedef {object} TimeBarOptions
 * @property {import('../page.js').PageData['clock']} clock
 * @property {string} today
 * @property {import('../i18n.js').Translate} t
 * @property {import('../geo/format.js').Format} format
 * @property {(chosen: Chosen) => void} onLive while the handle moves
 * @property {(chosen: Chosen) => void} onChosen when it rests
 * @property {(day: string) => void} onAsOf
 */

/** So long a handle rests before everything else follows it. */
const REST_MS = 300;
/** The middle of a handle stays so far from the ends of its track: half its width, in css/time.css. */
const EDGE_PX = 10;
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const stepMs = () => (calm.matches ? 2000 : 1000);

/** @param {HTMLElement} root @param {TimeBarOptions} options */
export function makeTimeBar(root, { clock, today, t, format, onLive, onChosen, onAsOf }) {
  const end = (clock.last - clock.first + 1) * 12 - 1;
  const mergers = clock.communes.filter((day) => day >= `${clock.first}-01-01` && day <= `${clock.last}-12-31`);
  const marks = ['openings', 'works', ...(mergers.length ? ['communes'] : [])];
  const thisMonth = monthOf(today, clock.first);
  /** @type {Chosen} */
  let chosen = { on: '', period: '' };
  let unit = 1;
  let playing = 0;
  let resting = 0;

  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ run) => {
    const made = make('button', { type: 'button', class: 'time__button', title: label, 'aria-label': label }, icon(name));
    made.addEventListener('click', run);
    return made;
  };
  const handle = (/** @type {string} */ label) => make('input', { type: 'range', class: 'time__handle', min: 0, max: end, step: 1, 'aria-label': label });
  const [from, to] = [handle(t('time_day')), handle(t('time_last'))];
  const play = button('player-play', t('time_play'), () => (playing ? pause() : start()));
  const back = button('chevron-left', t('time_back'), () => step(-unit));
  const on = button('chevron-right', t('time_on'), () => step(unit));
  const day = make('input', { type: 'date', class: 'time__day', min: `${clock.first}-01-01`, max: `${clock.last}-12-31`, 'aria-label': t('day') });
  const told = make('output', { class: 'time__told' });
  const now = make('button', { type: 'button', class: 'button button--small time__today' }, t('time_today'));
  const range = make('input', { type: 'checkbox' });
  const years = make('input', { type: 'checkbox' });
  const asOf = make('input', { type: 'date', class: 'input', max: today, 'aria-label': t('time_as_of') });
  const more = make('div', { class: 'time__more', id: 'time-more', popover: 'auto' },
    make('label', { class: 'time__option' }, range, t('time_range')),
    make('label', { class: 'time__option' }, years, t('time_by_year')),
    make('label', { class: 'time__option time__option--above' }, make('span', {}, t('time_as_of')), asOf),
    make('ul', { class: 'time__key' }, ...marks.map((mark) => make('li', {}, make('span', { class: `time__sign time__sign--${mark}` }), t(`time_${mark}`)))),
  );
  const options = button('adjustments-horizontal', t('time_more'), () => {});
  options.setAttribute('popovertarget', more.id);
  const track = make('div', { class: 'time__track' });
  const span = make('div', { class: 'time__span', hidden: true });
  track.append(drawScale(clock, today, t('time_today')), span, from, to);
  root.replaceChildren(play, back, track, on, day, told, now, options, more);

  /** @param {number} month @returns {string} its first day; empty for this month: that is today */
  const dayOf = (month) => (month === thisMonth ? '' : firstDayOf(month, clock.first));
  const asMonth = (/** @type {string} */ iso) => Math.max(0, Math.min(end, monthOf(iso || today, clock.first)));
  const months = () => (chosen.period ? chosen.period.split('/').map(asMonth) : [asMonth(chosen.on), asMonth(chosen.on)]);

  /** @param {number} first @param {number} last months @returns {Chosen} */
  const choiceOf = (first, last) => (range.checked ? { on: '', period: `${firstDayOf(first, clock.first)}/${lastDayOf(Math.max(first, last), clock.first)}` } : { on: dayOf(first), period: '' });

  /** @param {Chosen} next @param {boolean} isFinal */
  function choose(next, isFinal) {
    clearTimeout(resting);
    chosen = next;
    write();
    onLive(next);
    if (isFinal) onChosen(next);
    else resting = window.setTimeout(() => onChosen(next), REST_MS);
  }

  /** @param {number} by months @returns {boolean} whether there was room */
  function step(by) {
    const [first, last] = months();
    const moved = Math.max(0, Math.min(end - (last - first), first + by));
    choose(choiceOf(moved, moved + last - first), false);
    return moved !== first;
  }

  function start() {
    const [first, last] = months();
    if (last >= end) choose(choiceOf(0, last - first), true);
    playing = window.setInterval(() => {
      if (!step(unit)) pause();
    }, stepMs());
    showPlaying();
  }

  function pause() {
    clearInterval(playing);
    playing = 0;
    showPlaying();
  }

  function showPlaying() {
    const label = t(playing ? 'time_pause' : 'time_play');
    play.replaceChildren(icon(playing ? 'player-pause' : 'player-play'));
    play.title = label;
    play.setAttribute('aria-label', label);
  }

  /** Brings what the bar shows in line with what is chosen. */
  function write() {
    const [first, last] = months();
    range.checked = Boolean(chosen.period);
    to.hidden = !range.checked;
    from.value = String(first);
    to.value = String(last);
    span.hidden = !range.checked;
    for (const [name, month] of Object.entries({ '--from': first, '--to': last })) span.style.setProperty(name, String(month / end));
    from.setAttribute('aria-label', t(range.checked ? 'time_first' : 'time_day'));
    from.setAttribute('aria-valuetext', range.checked ? format.month(firstDayOf(first, clock.first)) : chosen.on ? format.day(chosen.on) : t('time_today'));
    to.setAttribute('aria-valuetext', format.month(firstDayOf(last, clock.first)));
    day.hidden = range.checked;
    day.value = chosen.on || today;
    told.hidden = !range.checked;
    told.textContent = range.checked ? `${format.month(firstDayOf(first, clock.first))} – ${format.month(firstDayOf(last, clock.first))}` : '';
    now.disabled = !chosen.on && !chosen.period;
    root.classList.toggle('time--set', !now.disabled);
  }

  for (const input of [from, to]) {
    const read = (/** @type {boolean} */ isFinal) => {
      pause();
      const [first, last] = [Number(from.value), Number(to.value)];
      // The handles push each other along.
      choose(choiceOf(input === to ? Math.min(first, last) : first, input === from ? Math.max(first, last) : last), isFinal);
    };
    input.addEventListener('input', () => read(false));
    input.addEventListener('change', () => read(true));
    input.addEventListener('keydown', (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 }[event.key];
      if (!by) return;
      event.preventDefault();
      input.value = String(Number(input.value) + (Math.abs(by) === 1 ? by * unit : by));
      read(false);
    });
  }
  // Beside two handles a press on the scale moves the nearer one; a single one does so by itself.
  track.addEventListener('pointerdown', (event) => {
    if (!range.checked || event.target instanceof HTMLInputElement) return;
    pause();
    const { left, width } = track.getBoundingClientRect();
    const [first, last] = months();
    const month = Math.max(0, Math.min(end, Math.round(((event.clientX - left - EDGE_PX) / (width - 2 * EDGE_PX)) * end)));
    const isFirst = Math.abs(month - first) < Math.abs(month - last);
    choose(isFirst ? choiceOf(month, last) : choiceOf(first, month), true);
    (isFirst ? from : to).focus();
    event.preventDefault();
  });
  day.addEventListener('change', () => {
    pause();
    if (isDay(day.value)) choose({ on: day.value === today ? '' : day.value, period: '' }, true);
  });
  now.addEventListener('click', () => {
    pause();
    choose({ on: '', period: '' }, true);
  });
  range.addEventListener('change', () => {
    const [first] = months();
    choose(choiceOf(first, Math.min(end, first + 11)), true);
  });
  years.addEventListener('change', () => (unit = years.checked ? 12 : 1));
  asOf.addEventListener('change', () => onAsOf(isDay(asOf.value) && asOf.value < today ? asOf.value : ''));

  return {
    /** @param {Chosen & {as_of: string}} filters */
    show({ on: nextDay, period, as_of }) {
      clearTimeout(resting);
      chosen = { on: nextDay, period };
      asOf.value = as_of;
      write();
    },
  };
}
