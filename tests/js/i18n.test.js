import assert from 'node:assert/strict';
import { test } from 'node:test';

import { localised, makeTranslate } from '../../frontend/static/frontend/js/i18n.js';

test('values are filled in; a key without a text shows itself', () => {
  const t = makeTranslate({ total: '{count} jobs within {radius}' });
  assert.equal(t('total', { count: 12, radius: '500 m' }), '12 jobs within 500 m');
  assert.equal(t('total', { count: 0 }), '0 jobs within {radius}');
  assert.equal(t('unknown'), 'unknown');
});

test('a property is read plain, by language, and column by column, with the nearest language in its stead', () => {
  assert.equal(localised({ name: 'Stadion' }, 'name', 'de'), 'Stadion');
  assert.equal(localised({ title: { fr: 'Jardin', de: 'Garten' } }, 'title', 'de'), 'Garten');
  assert.equal(localised({ title_fr: 'Jardin', title_de: 'Garten' }, 'title', 'lb'), 'Garten');
  assert.equal(localised({ title_fr: 'Jardin', title_de: null }, 'title', 'en'), 'Jardin');
  assert.equal(localised({}, 'title', 'en'), '');
});
