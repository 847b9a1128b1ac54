/** Handing a view on: the page of the server as a dialog over the map, its copy buttons and its short link. */

import { icon, make } from '../page.js';

/** @typedef {{title: string, close: string, trouble: string, copied: string}} Words */
/** @typedef {Pick<typeof import('../state/shortcuts.js'), 'areOn' | 'switchShortcuts'>} Shortcuts handed in: whoever calls has them already */

/** @param {string} address @param {RequestInit} [options] @returns {Promise<ChildNode[]>} the part of the page that is shown */
async function fragment(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: { 'X-Fragment': 'dialog' }, credentials: 'same-origin' });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // A refusal comes as a whole page: its sentence is what there is to say.
  const refusal = page.querySelector('main');
  if (refusal) throw new Error(refusal.querySelector('[role=alert]')?.textContent ?? '');
  return [...page.body.childNodes];
}

/** @param {HTMLElement} root what the server wrote; its buttons and its form begin to work @param {Words} words @param {Shortcuts} shortcuts */
export function enliven(root, words, shortcuts) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll('[data-copy]'))) {
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
      const field = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (root.querySelector(`#${button.dataset.copy}`));
      field.select();
      await navigator.clipboard.writeText(field.value);
      button.textContent = words.copied;
      button.setAttribute('aria-live', 'polite');
    });
  }
  const turn = /** @type {HTMLInputElement | null} */ (root.querySelector('[data-shortcuts-switch]'));
  if (turn) {
    turn.checked = shortcuts.areOn();
    turn.addEventListener('change', () => shortcuts.switchShortcuts(turn.checked));
  }
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (root.querySelectorAll('form[data-short-link], form[data-stays]'))) {
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      try {
        root.replaceChildren(...(await fragment(form.action, { method: 'POST', body: new FormData(form) })));
        enliven(root, words, shortcuts);
        /** @type {HTMLInputElement | null} */ (root.querySelector('#sharing-short'))?.select();
        // What was pressed is gone: the dialog keeps the focus, at what came of it.
        const said = /** @type {HTMLElement | null} */ (root.querySelector('[role=status], [role=alert]'));
        said?.setAttribute('tabindex', '-1');
        said?.focus();
      } catch {
        form.submit();
      }
    });
  }
}

/** @param {string} address of the page for this view @param {Words} words @param {Shortcuts} shortcuts */
export async function openSharing(address, words, shortcuts) {
  const close = make('button', { type: 'button', class: 'map-button sharing-dialog__close', 'aria-label': words.close, title: words.close }, icon('x'));
  const body = make('div', { class: 'sharing-dialog__body' });
  const dialog = make('dialog', { class: 'sharing-dialog', 'aria-labelledby': 'sharing-title' }, make('div', { class: 'sharing-dialog__head' }, make('h1', { id: 'sharing-title' }, words.title), close), body);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  try {
    body.replaceChildren(...(await fragment(address)));
    enliven(body, words, shortcuts);
  } catch (error) {
    body.replaceChildren(make('p', { class: 'note note--wrong', role: 'alert' }, (error instanceof Error && error.message) || words.trouble));
  }
}
