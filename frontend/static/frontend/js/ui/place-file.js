/** A place out of a file: sent as soon as it is chosen; the shape somebody picks is drawn on the map of the form. */

import { make } from '../page.js';

/** @param {HTMLElement} root an element with data-place-file (the address), and the ids of the form's fields */
export function startPlaceFile(root) {
  const file = /** @type {HTMLInputElement} */ (root.querySelector('input[type=file]'));
  const found = /** @type {HTMLElement} */ (root.querySelector('[data-found]'));
  const csrf = file.form?.querySelector('[name=csrfmiddlewaretoken]')?.getAttribute('value') ?? '';
  const target = /** @type {HTMLInputElement} */ (document.getElementById(root.dataset.target ?? ''));
  const typed = [root.dataset.lon, root.dataset.lat].map((id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id ?? '')));
  root.querySelector('[data-load]')?.remove();

  /** @param {HTMLInputElement} choice */
  function take(choice) {
    for (const field of typed) if (field) field.value = '';
    target.value = choice.value;
    target.dispatchEvent(new Event('input', { bubbles: true }));
    target.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** From here on the drawn place is sent, so that it can still be moved. */
  function listen() {
    const choices = /** @type {HTMLInputElement[]} */ ([...found.querySelectorAll('input[type=radio]')]);
    for (const choice of choices) {
      choice.name = 'shown_place';
      choice.addEventListener('change', () => take(choice));
    }
    const [only] = choices.filter((choice) => choice.checked);
    if (only) take(only);
  }

  /** @param {string} sentence */
  const refuse = (sentence) => found.replaceChildren(make('p', { class: 'field__error', role: 'alert' }, sentence));

  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const body = new FormData();
    body.append('place_file', chosen);
    found.replaceChildren(make('progress', {}));
    try {
      const answer = await fetch(root.dataset.placeFile ?? '', { method: 'POST', body, credentials: 'same-origin', headers: { 'X-CSRFToken': csrf } });
      if (!answer.ok && answer.status !== 422) return refuse(root.dataset.trouble ?? '');
      found.replaceChildren(...new DOMParser().parseFromString(await answer.text(), 'text/html').body.children);
      listen();
    } catch {
      refuse(root.dataset.trouble ?? '');
    }
    file.value = '';
    return undefined;
  });
  listen();
}
