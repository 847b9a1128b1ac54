import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { TileStore, keyOf } from '../../frontend/static/frontend/js/map/tile-store.js';

const HERE = { z: 9, x: 264, y: 174 };
const LAND = { collection: 'communes', query: {} };
const STOPS = { collection: 'transit-stops', query: {} };
const PROJECTS = { collection: 'cooperation-projects', query: { theme: 'mobility' } };
const realFetch = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = realFetch;
});

/** A store that asks `asked` instead of the network; `answer` says what comes back. */
function makeStore(answer = () => Promise.resolve(new Response(new Uint8Array()))) {
  /** @type {string[]} */
  const asked = [];
  /** @type {AbortSignal[]} */
  const signals = [];
  const heard = { arrivals: 0, troubles: 0 };
  globalThis.fetch = /** @type {typeof fetch} */ (
    (address, options) => {
      asked.push(String(address));
      if (options?.signal) signals.push(options.signal);
      return answer();
    }
  );
  const store = new TileStore({
    address: ({ z, x, y }, collections, query) => `${z}/${y}/${x}?${collections.join('+')}&${new URLSearchParams(query)}`,
    onArrival: () => (heard.arrivals += 1),
    onTrouble: () => (heard.troubles += 1),
  });
  return { store, asked, signals, heard };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('what is narrowed alike comes in one request, and only once', async () => {
  const { store, asked } = makeStore();
  store.want(HERE, [LAND, PROJECTS, STOPS]);
  store.want(HERE, [LAND, PROJECTS, STOPS]);
  assert.deepEqual(asked, ['9/174/264?communes+transit-stops&', '9/174/264?cooperation-projects&theme=mobility']);
  await settled();
  store.want(HERE, [LAND, PROJECTS, STOPS]);
  assert.equal(asked.length, 2);
  assert.deepEqual(store.peek(HERE, LAND)?.features, []);
});

test('a collection that is switched on later is asked for alone', async () => {
  const { store, asked } = makeStore();
  store.want(HERE, [LAND]);
  await settled();
  store.want(HERE, [LAND, STOPS]);
  assert.deepEqual(asked, ['9/174/264?communes&', '9/174/264?transit-stops&']);
});

test('until another answer is here the last one stands in, unless it will not come', async () => {
  let answer = () => Promise.resolve(new Response(new Uint8Array()));
  const { store, heard } = makeStore(() => answer());
  const all = { collection: 'cooperation-projects', query: {} };
  store.want(HERE, [all]);
  await settled();
  assert.equal(store.standIn(HERE, PROJECTS), store.peek(HERE, all));
  answer = () => Promise.reject(new TypeError('no network'));
  store.want(HERE, [PROJECTS]);
  await settled();
  assert.equal(store.standIn(HERE, PROJECTS), undefined);
  assert.equal(heard.troubles, 1);
});

test('a request is given up only when nobody looks at any of it', () => {
  const { store, signals } = makeStore(() => new Promise(() => {}));
  store.want(HERE, [LAND, STOPS]);
  store.keepOnly(new Set([keyOf(HERE, STOPS)]));
  assert.equal(signals[0].aborted, false);
  store.keepOnly(new Set());
  assert.equal(signals[0].aborted, true);
});
