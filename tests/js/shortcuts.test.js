import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isShortcut } from '../../frontend/static/frontend/js/state/shortcuts.js';

const plain = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
const inside = (/** @type {boolean} */ isField) => /** @type {any} */ ({ closest: () => (isField ? {} : null) });

test('a key is a shortcut by itself only, and never where somebody types', () => {
  assert.equal(isShortcut(plain, inside(false)), true);
  assert.equal(isShortcut(plain, null), true);
  assert.equal(isShortcut(plain, inside(true)), false);
  for (const name of ['ctrlKey', 'metaKey', 'altKey', 'isComposing']) assert.equal(isShortcut({ ...plain, [name]: true }, inside(false)), false);
});
