/** Photos and documents of a form: sent as soon as they are chosen, with progress; saved with the form. */

import { make } from '../page.js';

/** @param {HTMLElement} root an element with data-uploads, its sentences and the address that takes files */
export function startUploads(root) {
  const field = /** @type {HTMLInputElement} */ (root.querySelector('input[type=file]'));
  const rows = /** @type {HTMLElement} */ (root.querySelector('[data-rows]'));
  const status = /** @type {HTMLElement} */ (root.querySelector('[data-status]'));
  const csrf = field.form?.querySelector('[name=csrfmiddlewaretoken]')?.getAttribute('value') ?? '';
  const buttons = () => /** @type {NodeListOf<HTMLButtonElement>} */ (field.form?.querySelectorAll('button[type=submit]'));
  const mostBytes = Number(root.dataset.mostMb) * 1_000_000;
  let underway = 0;

  /** @param {string | undefined} sentence @param {File} file @returns {string} */
  const say = (sentence, file) => (sentence ?? '').replace('{name}', file.name).replace('{limit}', root.dataset.mostMb ?? '');

  /** @param {number} more */
  function count(more) {
    underway += more;
    // A form that went off now would leave the file behind.
    for (const button of buttons()) button.toggleAttribute('disabled', underway > 0);
  }

  /** @param {string} sentence */
  function refuse(sentence) {
    const close = make('button', { type: 'button', class: 'button button--small' }, root.dataset.close ?? '');
    const row = make('li', { class: 'uploads__row uploads__row--wrong' }, make('p', { class: 'field__error', role: 'alert' }, sentence), close);
    close.addEventListener('click', () => {
      row.remove();
      field.focus();
    });
    rows.append(row);
  }

  /** @param {File} file */
  function send(file) {
    if (file.size > mostBytes) return refuse(say(root.dataset.tooLarge, file));
    const bar = make('progress', { max: 1, value: 0, 'aria-label': say(root.dataset.working, file) });
    const row = make('li', { class: 'uploads__row' }, make('span', { class: 'uploads__picture' }), make('div', {}, make('p', { class: 'uploads__name' }, file.name), bar));
    rows.append(row);
    count(1);
    const body = new FormData();
    body.append('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', root.dataset.address ?? '');
    request.setRequestHeader('X-CSRFToken', csrf);
    request.upload.addEventListener('progress', ({ loaded, total }) => (bar.value = total ? loaded / total : 0));
    request.addEventListener('loadend', () => {
      count(-1);
      if (request.status === 201) {
        row.replaceWith(...new DOMParser().parseFromString(request.responseText, 'text/html').body.children);
        status.textContent = say(root.dataset.done, file);
        field.form?.dispatchEvent(new Event('input'));
        return;
      }
      row.remove();
      refuse(request.status === 422 ? request.responseText : say(root.dataset.trouble, file));
    });
    request.send(body);
    return undefined;
  }

  field.addEventListener('change', () => {
    for (const file of field.files ?? []) send(file);
    field.value = '';
  });
}
