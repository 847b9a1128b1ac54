import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeStore } from '../../frontend/static/frontend/js/state/store.js';
import { makeUndo } from '../../frontend/static/frontend/js/state/undo.js';
import { NO_FILTERS } from '../../frontend/static/frontend/js/state/url.js';

test('filters are taken back one at a time, the clocks stay', () => {
  const store = makeStore(/** @type {any} */ ({ filters: NO_FILTERS }));
  const { canUndo, undo } = makeUndo(store);
  assert.equal(canUndo(), false);
  const change = (/** @type {object} */ more) => store.set({ filters: { ...store.get().filters, ...more } });
  change({ theme: 'mobility' });
  change({ commune: '0204' });
  change({ on: '2028-01-01' });
  assert.equal(undo(), true);
  assert.deepEqual(store.get().filters, { ...NO_FILTERS, theme: 'mobility', on: '2028-01-01' });
  assert.equal(undo(), true);
  assert.deepEqual(store.get().filters, { ...NO_FILTERS, on: '2028-01-01' });
  assert.equal(undo(), false);
});
