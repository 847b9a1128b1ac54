import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crowdOf, eachIn, nameIn, nearIn, thingIn } from '../../frontend/static/frontend/js/map/crowd.js';
import { paintDiscs } from '../../frontend/static/frontend/js/map/discs.js';

// A tile of 4096 steps drawn 512 px wide: eight steps a pixel.
const CROWD = crowdOf([
  { x: 80, y: 80, jobs: 2, id: 11, name: 'Kiosk' },
  { x: 800, y: 80, jobs: 300, id: 12, name: 'Stol\nwierk' },
  { x: -8, y: 80, jobs: 2, id: 13, name: 'Nopesch' },
  { x: 80, y: 96, jobs: 0, id: 0, name: '' },
]);
/** @type {import('../../frontend/static/frontend/js/map/crowd.js').CrowdPlace} */
const PLACE = { crowd: CROWD, left: 100, top: 0, scale: 1 / 8, clip: [100, 0, 512, 512], zoom: 16 };

test('a crowd holds everybody, the largest first, each with its own name', () => {
  assert.equal(CROWD.size, 4);
  assert.deepEqual([...CROWD.jobs], [300, 2, 2, 0]);
  assert.deepEqual([0, 1, 2, 3].map((index) => nameIn(CROWD, index)), ['Stol wierk', 'Kiosk', 'Nopesch', '']);
  assert.deepEqual(thingIn(CROWD, 0), { collection: 'establishments', id: '12', name: 'Stol wierk', properties: { name: 'Stol wierk', jobs: 300 } });
  assert.equal(thingIn(CROWD, 3).id, '');
});

test('what belongs to the tile beside is left to it', () => {
  /** @type {string[]} */
  const seen = [];
  eachIn(PLACE, (x, y, index) => {
    seen.push(`${CROWD.ids[index]} ${x} ${y}`);
  });
  assert.deepEqual(seen, ['12 200 10', '11 110 10', '0 110 12']);
});

test('what lies under the point is found from its edge, larger discs from further away', () => {
  const ids = (/** @type {number} */ x, /** @type {number} */ slack) => nearIn(PLACE, x, 10, slack).map(({ thing }) => thing.id);
  // 300 jobs: a disc of 9 px; 2 jobs: 3 px.
  assert.deepEqual(ids(210, 1), ['12']);
  assert.deepEqual(ids(211, 1), []);
  assert.deepEqual(ids(116, 4), ['11', '']);
  assert.deepEqual(ids(500, 4), []);
});

test('every one of a crowd is painted, on whole pixels, and one of a size is drawn only once', () => {
  /** @type {number[][]} */
  const stamped = [];
  let drawn = 0;
  const pen = { setTransform() {}, arc: () => (drawn += 1), fill() {}, stroke() {} };
  const anyGlobal = /** @type {any} */ (globalThis);
  anyGlobal.document = { createElement: () => ({ width: 0, height: 0, getContext: () => pen }) };
  const canvas = /** @type {any} */ ({ drawImage: (/** @type {any} */ _stamp, /** @type {number[]} */ ...at) => stamped.push(at) });
  paintDiscs(canvas, CROWD, { left: 0.3, top: 0, scale: 1 / 8, zoom: 16, dpr: 2, box: [-10, -10, 512, 512] }, { fill: '#000', edge: '#FFF' });
  delete anyGlobal.document;
  assert.equal(stamped.length, CROWD.size);
  assert.equal(drawn, 2);
  for (const [x, y] of stamped) assert.deepEqual([x * 2 - Math.round(x * 2), y * 2 - Math.round(y * 2)], [0, 0]);
});
