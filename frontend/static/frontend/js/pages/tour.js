/** The tour of the map: four steps, each with a ring around what it speaks of. Loaded when somebody asks for it. */

import { make } from '../page.js';

const RING = 'tour-target';

/** Starts the tour at its first step. A tour that is open already starts anew. */
export function startTour() {
  document.getElementById('tour')?.remove();
  const source = /** @type {HTMLTemplateElement} */ (document.getElementById('tour-steps'));
  const steps = /** @type {HTMLElement[]} */ ([...source.content.children]);
  const words = source.dataset;
  const cameFrom = document.activeElement;
  let step = 0;

  const count = make('p', { class: 'tour__count' });
  const text = make('div', { class: 'tour__text', 'aria-live': 'polite' });
  const end = make('button', { type: 'button', class: 'button button--quiet' }, words.end);
  const back = make('button', { type: 'button', class: 'button' }, words.back);
  const on = make('button', { type: 'button', class: 'button button--main' });
  const buttons = make('div', { class: 'tour__buttons' }, end, back, on);
  const card = make('section', { id: 'tour', class: 'tour', role: 'dialog', 'aria-labelledby': 'tour-title', tabindex: '-1' }, count, text, buttons);

  /** @param {number} to */
  function show(to) {
    step = to;
    count.textContent = (words.of ?? '').replace('{step}', String(step + 1)).replace('{steps}', String(steps.length));
    text.replaceChildren(...[...steps[step].children].map((child) => child.cloneNode(true)));
    text.firstElementChild?.setAttribute('id', 'tour-title');
    const last = step === steps.length - 1;
    on.textContent = (last ? words.done : words.on) ?? '';
    back.hidden = step === 0;
    end.hidden = last;
    point(steps[step].dataset.target ?? '');
    // On a small screen the words move: with the keyboard too.
    text.scrollTop = 0;
    if (text.scrollHeight > text.clientHeight) text.tabIndex = 0;
    else text.removeAttribute('tabindex');
  }

  function finish() {
    point('');
    card.remove();
    document.removeEventListener('keydown', onKey);
    const home = cameFrom instanceof HTMLElement && cameFrom !== document.body && cameFrom.isConnected && isSeen(cameFrom) ? cameFrom : document.getElementById('main');
    home?.focus();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    finish();
  }

  end.addEventListener('click', finish);
  back.addEventListener('click', () => {
    show(step - 1);
    if (back.hidden) on.focus();
  });
  on.addEventListener('click', () => (step === steps.length - 1 ? finish() : show(step + 1)));
  document.addEventListener('keydown', onKey);
  document.body.append(card);
  show(0);
  on.focus();
}

/** Puts the ring around the first of `selectors`, with commas between, that is seen; "" takes it away. @param {string} selectors */
function point(selectors) {
  for (const old of document.querySelectorAll(`.${RING}`)) old.classList.remove(RING);
  const things = selectors.split(',').flatMap((selector) => (selector ? [document.querySelector(selector)] : []));
  things.find((thing) => thing instanceof HTMLElement && isSeen(thing))?.classList.add(RING);
}

/** @param {HTMLElement} element @returns {boolean} whether it takes up room on the page and is not put away */
function isSeen(element) {
  return !element.closest('[hidden]') && element.checkVisibility();
}
