/** Quiet words on the map, and what a screen reader says of changes. */

import { element, icon, make } from '../page.js';

const SHOWN_FOR_MS = 8000;

/** @param {string} sentence @param {{action?: {label: string, run: () => void}, closeLabel: string, lasting?: boolean}} options @returns {() => void} takes it away */
export function notify(sentence, { action, closeLabel, lasting = false }) {
  const close = make('button', { type: 'button', class: 'notice__close', 'aria-label': closeLabel }, icon('x'));
  const notice = make('div', { class: 'notice', role: 'status' }, make('p', {}, sentence));
  if (action) {
    const button = make('button', { type: 'button', class: 'button button--small' }, action.label);
    button.addEventListener('click', () => {
      notice.remove();
      action.run();
    });
    notice.append(button);
  }
  notice.append(close);
  close.addEventListener('click', () => notice.remove());
  const shown = [...element('notices').children].find((other) => other.querySelector('p')?.textContent === sentence);
  shown?.remove();
  element('notices').append(notice);
  if (!lasting) setTimeout(() => notice.remove(), SHOWN_FOR_MS);
  return () => notice.remove();
}

/** @param {string} sentence */
export function announce(sentence) {
  element('announcer').textContent = sentence;
}
