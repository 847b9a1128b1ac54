import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loosened, waysOut } from '../../frontend/static/frontend/js/pages/loosen.js';
import { NO_FILTERS } from '../../frontend/static/frontend/js/state/url.js';

test('each filter is left out alone, and what gives nothing is not offered', async () => {
  const filters = { ...NO_FILTERS, theme: 'food', commune: '0204', q: 'x' };
  /** @type {Record<string, number>} */
  const matched = { theme: 0, commune: 2, q: 5, '': 3 };
  const found = await loosened(filters, async ({ name }) => matched[name]);
  assert.deepEqual(found.map((way) => [way.kind, way.name, way.matched]), [
    ['without_word', 'q', 5],
    ['whole_map', '', 3],
    ['without_filter', 'commune', 2],
  ]);
});

test('of several words each may go, of one none', () => {
  const changes = (/** @type {string} */ q) => waysOut({ ...NO_FILTERS, q }).filter(({ kind, change }) => kind === 'without_word' && change.q).map(({ change }) => change.q);
  assert.deepEqual(changes('velo  station esch'), ['station esch', 'velo esch', 'velo station']);
  assert.deepEqual(changes('velo'), []);
  assert.deepEqual(changes('a b c d e'), []);
});

test('a day or a period grows by a year on each side', () => {
  const period = (/** @type {Partial<typeof NO_FILTERS>} */ filters) => waysOut({ ...NO_FILTERS, ...filters }).find(({ kind }) => kind === 'wider_period')?.change;
  assert.deepEqual(period({ period: '2026-03-01/2026-06-30' }), { on: '', period: '2025-03-01/2027-06-30' });
  assert.deepEqual(period({ on: '2024-02-29' }), { on: '', period: '2023-02-28/2025-02-28' });
  assert.equal(period({}), undefined);
});

test('no more is shown than people read', async () => {
  const filters = { ...NO_FILTERS, kind: 'a', theme: 'b', stage: 'c', commune: 'd', q: 'e f g', period: '2026-01-01/2026-02-01' };
  assert.equal((await loosened(filters, async () => 1)).length, 5);
});
