import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDrafts, sameFields } from '../../frontend/static/frontend/js/state/drafts.js';

/** @returns {any} a storage that lives as long as the test */
function storage() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  };
}

test('what was typed is found again under its name only', () => {
  const drafts = makeDrafts(storage());
  assert.equal(drafts.write('7:local-initiatives:3', '4', [['title_de', 'Garten']]), true);
  assert.deepEqual(drafts.read('7:local-initiatives:3')?.fields, [['title_de', 'Garten']]);
  assert.equal(drafts.read('7:local-initiatives:3')?.version, '4');
  assert.equal(drafts.read('8:local-initiatives:3'), null);
  drafts.remove('7:local-initiatives:3');
  assert.equal(drafts.read('7:local-initiatives:3'), null);
});

test('an old draft and a broken one are not offered', () => {
  const shelf = storage();
  const drafts = makeDrafts(shelf);
  shelf.setItem('draft:old', JSON.stringify({ version: '', savedAt: '2020-01-01T00:00:00Z', fields: [] }));
  shelf.setItem('draft:broken', '{');
  assert.equal(drafts.read('old'), null);
  assert.equal(drafts.read('broken'), null);
});

test('a browser that keeps nothing says so', () => {
  assert.equal(makeDrafts(null).write('a', '', []), false);
  const full = { ...storage(), setItem: () => { throw new Error('full'); } };
  assert.equal(makeDrafts(/** @type {any} */ (full)).write('a', '', []), false);
});

test('the same fields in another order, and empty ones, are no change', () => {
  assert.equal(sameFields([['a', '1'], ['b', '']], [['a', '1']]), true);
  assert.equal(sameFields([['p', '1'], ['p', '2']], [['p', '2'], ['p', '1']]), true);
  assert.equal(sameFields([['a', '1']], [['a', '2']]), false);
});
