import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeStore } from '../../frontend/static/frontend/js/state/store.js';

test('listeners hear of a change with what was before, and not of a change to the same', () => {
  const store = makeStore({ tab: 'explore', base: 'plan' });
  /** @type {[string, string][]} */
  const heard = [];
  const stop = store.subscribe((now, before) => heard.push([before.tab, now.tab]));
  store.set({ tab: 'nearby' });
  store.set({ tab: 'nearby' });
  stop();
  store.set({ tab: 'add' });
  assert.deepEqual(heard, [['explore', 'nearby']]);
  assert.deepEqual(store.get(), { tab: 'add', base: 'plan' });
});
