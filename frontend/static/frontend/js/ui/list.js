/** The list beside the map: one group a collection, rows that lift their symbol and open their page. */

import { make } from '../page.js';

/** @typedef {{key: string, name: string, facts: string, address: string, aside?: string}} Row */
/** @typedef {{rows: Row[], matched: number}} Group */
/**
 * @typedef {object} ListOptions
 * @property {HTMLElement} container
 * @property {{id: string, title: string}[]} collections
 * @property {(canvas: HTMLCanvasElement, collection: string, key: string) => void} drawSign
 * @property {import('../i18n.js').Translate} t
 * @property {(number: number) => string} number
 * @property {(key: string) => void} onHover
 * @property {(key: string) => void} onOpen
 * @property {(collection: string) => void} onMore
 */

/** @param {ListOptions} options */
export function makeList({ container, collections, drawSign, t, number, onHover, onOpen, onMore }) {
  /** @type {Map<string, HTMLElement>} */
  const sections = new Map();
  const empty = make('div', { class: 'list__empty', hidden: true });
  // What the server wrote stays in sight until better is known.
  const written = new Map([...container.querySelectorAll('section')].map((section) => [section.dataset.collection, section]));
  for (const { id } of collections) {
    sections.set(id, written.get(id) ?? make('section', { class: 'group', 'data-collection': id, hidden: true }));
  }
  putInOrder(container, [empty, ...sections.values()]);
  listenToRows(container, { onHover, onOpen });

  /** @param {string} collection @returns {HTMLElement} */
  const sectionOf = (collection) => /** @type {HTMLElement} */ (sections.get(collection));

  return {
    /** Bones where the rows will be, for a group that shows nothing yet. @param {string} collection */
    wait(collection) {
      const section = sectionOf(collection);
      section.setAttribute('aria-busy', 'true');
      if (section.childElementCount) return;
      section.hidden = false;
      section.append(make('div', { class: 'bone bone--title' }), make('div', { class: 'bone' }), make('div', { class: 'bone' }));
    },
    /** @param {string} collection @param {Group} group */
    show(collection, { rows, matched }) {
      // A new one in its place: what moves up or down then is new, and nothing slips from under the finger.
      const section = make('section', { class: 'group', 'data-collection': collection, hidden: matched === 0 });
      const title = collections.find(({ id }) => id === collection)?.title ?? '';
      const heading = make('h2', { class: 'group__title' }, title, ' ', make('span', { class: 'group__count' }, number(matched)));
      const list = make('ul', { class: 'group__rows' }, ...rows.map((row) => make('li', { class: 'row' }, rowLink(row, collection, drawSign))));
      section.append(heading, list);
      if (matched > rows.length) {
        const more = make('button', { type: 'button', class: 'button button--quiet group__more' }, t('show_more', { count: number(matched - rows.length) }));
        more.addEventListener('click', () => onMore(collection));
        section.append(more);
      }
      const old = sectionOf(collection);
      if (tells(old) && tells(old) === tells(section)) {
        freshen(old, section);
        return;
      }
      const focused = old.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
      const before = old.querySelectorAll('.row__link').length;
      old.replaceWith(section);
      sections.set(collection, section);
      if (focused) keepFocus(section, focused, before);
    },
    /** @param {string} collection @param {string} sentence @param {() => void} retry */
    showTrouble(collection, sentence, retry) {
      const section = sectionOf(collection);
      const button = make('button', { type: 'button', class: 'button button--small' }, t('try_again'));
      button.addEventListener('click', retry);
      section.hidden = false;
      section.removeAttribute('aria-busy');
      section.replaceChildren(make('p', { class: 'message message--error' }, sentence), button);
    },
    /** @param {string} collection */
    hide(collection) {
      sectionOf(collection).hidden = true;
      sectionOf(collection).replaceChildren();
    },
    /** @param {string} sentence shown when there is nothing at all; none hides it @returns {HTMLElement} where ways out may stand */
    showEmpty(sentence) {
      empty.replaceChildren(make('p', {}, sentence));
      empty.hidden = !sentence;
      return empty;
    },
    /** @param {string} key of the row that is lifted from the map; none: no row */
    highlight(key) {
      for (const row of container.querySelectorAll('.row__link--lifted')) row.classList.remove('row__link--lifted');
      if (key) container.querySelector(`[data-key="${CSS.escape(key)}"]`)?.classList.add('row__link--lifted');
    },
  };
}

/** Nothing else is in the container then. What stands in its place stays there: moved, it would be laid out anew. @param {HTMLElement} container @param {HTMLElement[]} parts */
function putInOrder(container, parts) {
  for (const child of [...container.children]) if (!parts.includes(/** @type {HTMLElement} */ (child))) child.remove();
  for (const [index, part] of parts.entries()) {
    if (container.children[index] !== part) container.insertBefore(part, container.children[index] ?? null);
  }
}

/** @param {HTMLElement} section @returns {string} what its rows say and where they lead */
const tells = (section) => [...section.querySelectorAll('a.row__link')].map((link) => `${link.getAttribute('href')} ${link.textContent}`).join('\n');

/** The same rows stay where they are, with signs as they are drawn now. @param {HTMLElement} old @param {HTMLElement} section */
function freshen(old, section) {
  old.hidden = false;
  old.removeAttribute('aria-busy');
  const signs = section.querySelectorAll('.row__sign');
  for (const [index, sign] of [...old.querySelectorAll('.row__sign')].entries()) sign.replaceWith(signs[index]);
  for (const part of ['.group__title', '.group__more']) {
    const [was, is] = [old.querySelector(part), section.querySelector(part)];
    if (was && is?.isEqualNode(was)) continue;
    const focused = was === document.activeElement;
    if (is) was ? was.replaceWith(is) : old.append(is);
    else was?.remove();
    if (focused) /** @type {HTMLElement | null} */ (is)?.focus({ preventScroll: true });
  }
}

/** Who was in the old rows stays there: on the same row, or where "more" was pressed on the first of those that came. @param {HTMLElement} section @param {HTMLElement} focused @param {number} before how many rows there were */
function keepFocus(section, focused, before) {
  const links = /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll('.row__link'));
  const same = [...links].find(({ dataset }) => dataset.key === focused.dataset.key);
  (focused.dataset.key ? (same ?? links[0]) : (links[before] ?? links[links.length - 1]))?.focus({ preventScroll: true });
}

/** @param {Row} row @param {string} collection @param {ListOptions['drawSign']} drawSign @returns {HTMLAnchorElement} */
export function rowLink({ key, name, facts, address, aside }, collection, drawSign) {
  const sign = make('canvas', { class: 'row__sign', 'aria-hidden': 'true' });
  drawSign(sign, collection, key);
  return make(
    'a',
    { class: 'row__link', href: address, 'data-key': key },
    sign,
    make('span', { class: 'row__text' }, make('span', { class: 'row__name' }, name), make('span', { class: 'row__facts' }, facts)),
    aside ? make('span', { class: 'row__aside' }, aside) : null,
  );
}

/** @param {HTMLElement} container @param {{onHover: (key: string) => void, onOpen: (key: string) => void}} listeners */
export function listenToRows(container, { onHover, onOpen }) {
  const keyOf = (/** @type {Event} */ event) =>
    /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-key]'))?.dataset.key ?? '';
  container.addEventListener('pointerover', (event) => onHover(keyOf(event)));
  container.addEventListener('pointerleave', () => onHover(''));
  container.addEventListener('focusin', (event) => onHover(keyOf(event)));
  container.addEventListener('focusout', () => onHover(''));
  container.addEventListener('click', (event) => {
    const key = keyOf(event);
    // A new tab or window is the reader's own wish.
    if (!key || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    onOpen(key);
  });
}
