/** What something has grown out of: a search by title above the select, which lists only the newest. */

import { make } from '../page.js';
import { getJson, queryText } from '../api/client.js';
import { makeTranslate } from '../i18n.js';
import { makeSearch } from '../ui/search.js';

const MOST_FOUND = 10;

/** @param {HTMLSelectElement} select with the collection to search in as data-origin */
export function startOrigin(select) {
  const { texts, addresses } = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const language = document.documentElement.lang;
  const t = makeTranslate(texts);
  const collection = select.dataset.origin ?? '';
  const field = make('input', { class: 'search__field', type: 'search', id: 'origin-search', autocomplete: 'off' });
  const list = make('ul', { class: 'search__results', id: 'origin-results', role: 'listbox', 'aria-label': t('origin_results'), hidden: true });
  const search = make('div', { class: 'search' }, field, list);
  const said = make('p', { class: 'field__help', role: 'status' });
  // The form around it must not go off while somebody looks for a title.
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search.dispatchEvent(new Event('submit', { cancelable: true }));
  });
  makeSearch(search, {
    async search(q, signal) {
      const address = `${addresses.ogc}/collections/${collection}/items${queryText({ q, limit: MOST_FOUND, lang: language })}`;
      const { features } = await getJson(address, signal);
      return features.map((/** @type {import('../api/collections.js').Feature} */ { id, properties }) => ({ id, label: properties.title, context: properties.owner ?? '' }));
    },
    kindOf: () => '',
    onChoose({ id, label }) {
      const known = [...select.options].find(({ value }) => value === String(id));
      if (!known) select.add(new Option(label, String(id)));
      select.value = String(id);
      select.dispatchEvent(new Event('change', { bubbles: true }));
      field.value = '';
      said.textContent = t('origin_chosen', { name: label });
    },
    t,
    announce: (sentence) => (said.textContent = sentence),
  });
  select.before(make('label', { class: 'field__help', for: field.id }, t('origin_search')), search, said);
}
