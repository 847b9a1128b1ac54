import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { Refusal, getJson, latestOnly, queryText, wasCancelled } from '../../frontend/static/frontend/js/api/client.js';
import { makeCollections } from '../../frontend/static/frontend/js/api/collections.js';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

test('empty values stay out of the query, commas stay readable', () => {
  assert.equal(queryText({ bbox: '5,49,6,50', theme: '', q: null, limit: 0 }), '?bbox=5,49,6,50&limit=0');
  assert.equal(queryText({ q: '' }), '');
});

test('a refusal speaks in the words of the problem document', async () => {
  globalThis.fetch = async () => new Response(JSON.stringify({ title: 'Bad', detail: '“limit” is a whole number.' }), { status: 400, headers: { 'Content-Type': 'application/problem+json' } });
  await assert.rejects(getJson('/ogc'), (error) => error instanceof Refusal && error.status === 400 && error.message === '“limit” is a whole number.');
});

test('a new question cancels the one before', () => {
  const latest = latestOnly();
  const first = latest.next();
  const second = latest.next();
  assert.ok(first.aborted);
  assert.ok(!second.aborted);
  assert.ok(wasCancelled(first.reason));
});

test('lists and tiles are asked for where the server has them', async () => {
  /** @type {string[]} */
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(String(address));
    return Response.json({ features: [], communes: { features: [], numberMatched: 3 }, establishments: { features: [] } });
  };
  const collections = makeCollections({ ogc: '/ogc', api: '/api/v1' }, 'fr');
  const found = await collections.summary(['communes', 'establishments'], { bbox: [5, 49, 6, 50], limit: 8 });
  assert.deepEqual([...found], [['communes', { features: [], matched: 3 }], ['establishments', { features: [], matched: Infinity }]], 'too many to count');
  await collections.near({ lon: 6.1, lat: 49.5, radius_m: 500, nace: '' });
  assert.deepEqual(asked, ['/api/v1/summary?collections=communes,establishments&lang=fr&bbox=5,49,6,50&limit=8', '/api/v1/establishments/near?lon=6.1&lat=49.5&radius_m=500&limit=500&totals=true']);
  assert.equal(collections.tileAddress({ z: 9, x: 264, y: 174 }, ['communes', 'transit-stops'], { on: '2025-01-01' }), '/ogc/tiles/WebMercatorQuad/9/174/264?collections=communes,transit-stops&lang=fr&on=2025-01-01');
});
