import assert from 'node:assert/strict';
import { test } from 'node:test';

import { localeOf, makeFormat } from '../../frontend/static/frontend/js/geo/format.js';

const plain = (/** @type {string} */ text) => text.replace(/[\u00A0\u202F]/g, ' ');

test('distances carry their unit, and kilometres from ten on', () => {
  assert.equal(plain(makeFormat('en').distance(850)), '850 m');
  assert.equal(plain(makeFormat('fr').distance(1250)), '1 250 m');
  assert.equal(plain(makeFormat('de').distance(12_400)), '12,4 km');
});

test('Luxembourgish writes numbers and days as German does', () => {
  assert.equal(localeOf('lb'), localeOf('de'));
  assert.equal(makeFormat('lb').number(12_345), makeFormat('de').number(12_345));
});

test('digits are grouped as on the pages of the server', () => {
  assert.deepEqual(
    ['de', 'fr', 'lb', 'en'].map((language) => plain(makeFormat(language).number(12_345))),
    ['12.345', '12 345', '12.345', '12,345'],
  );
});

test('a day is written out, whatever the time zone of the reader; no day is nothing', () => {
  assert.equal(makeFormat('de').day('2024-07-07'), '7. Juli 2024');
  assert.equal(makeFormat('en').day('2024-07-07'), '7 July 2024');
  assert.equal(makeFormat('en').day(null), '');
  assert.equal(makeFormat('fr').day('2024-07-01'), '1er juillet 2024');
  assert.equal(makeFormat('fr').day('2024-07-11'), '11 juillet 2024');
});

test('an area in hectares with one decimal', () => {
  assert.equal(plain(makeFormat('de').area(21.43)), '21,4 ha');
});

test('where the server has stopped counting, the number says so', () => {
  assert.equal(plain(makeFormat('en').number(Infinity)), '> 10,000');
});
