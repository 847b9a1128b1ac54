/** The form that keeps a siting as a study: a title, whom it is shared with, and what the server says. */

import { make } from '../page.js';

/** @param {{slug: string, name: string}[]} groups @param {string} chosen short name of a group, or empty @param {string} proposed title, or empty @param {{t: import('../i18n.js').Translate, heading: string, onKeep: (title: string, group: string | null) => Promise<void>}} options @returns {HTMLFormElement} */
export function makeKeepForm(groups, chosen, proposed, { t, heading, onKeep }) {
  const title = make('input', { class: 'input', id: 'siting-keep-name', maxlength: 200, required: true, value: proposed });
  const nobody = make('option', { value: '' }, t('siting_keep_nobody'));
  const group = make('select', { class: 'input', id: 'siting-keep-group' }, nobody, ...groups.map(({ slug, name }) => make('option', { value: slug, selected: slug === chosen }, name)));
  const said = make('p', { class: 'message message--error', role: 'alert', hidden: true });
  const button = make('button', { class: 'button button--main', type: 'submit' }, t('siting_keep'));
  const form = make('form', { class: 'siting__keep' },
    make('h2', {}, heading), make('p', { class: 'siting__hint' }, t('siting_keep_hint')), said,
    make('label', { for: 'siting-keep-name' }, t('siting_keep_name')), title,
    groups.length > 0 && make('label', { for: 'siting-keep-group' }, t('siting_keep_group')), groups.length > 0 && group, button);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    said.hidden = true;
    try {
      await onKeep(title.value, group.value || null);
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : '';
      said.hidden = false;
      button.disabled = false;
    }
  });
  return form;
}
