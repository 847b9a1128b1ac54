import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { crowdOf } from '../../frontend/static/frontend/js/map/crowd.js';

const LOOK = { fill: '#000', edge: '#FFF' };
const FRAME = { width: 1000, height: 800, dpr: 1, look: LOOK };
const CROWD = crowdOf([{ x: 5, y: 5, jobs: 1, id: 1, name: 'Kiosk' }]);
/** @type {any[]} */
let orders = [];
const anyGlobal = /** @type {any} */ (globalThis);

// A worker that answers at once with a picture of the size that was ordered.
anyGlobal.OffscreenCanvas = class {};
anyGlobal.Worker = class extends EventTarget {
  /** @param {any} order */
  postMessage(order) {
    orders.push(order.paint);
    const done = { width: order.paint.width, height: order.paint.height, close() {} };
    queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('message'), { data: { job: order.job, done } })));
  }

  terminate() {}
};
const { CrowdPictures } = await import('../../frontend/static/frontend/js/map/crowd-pictures.js');
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  orders = [];
});

/** @param {number} size px of the tile @param {[number, number]} corner where it lies */
function makePlace(size, [left, top]) {
  return { crowd: CROWD, left, top, size, scale: size / 4096, clip: /** @type {[number, number, number, number]} */ ([left, top, size, size]), zoom: 16 };
}

test('a picture is painted once and then put down wherever the map is dragged', async () => {
  /** @type {number[][]} */
  const put = [];
  const ctx = /** @type {any} */ ({ drawImage: (/** @type {any} */ _picture, /** @type {number[]} */ ...at) => put.push(at) });
  let arrivals = 0;
  const pictures = new CrowdPictures(() => (arrivals += 1));
  pictures.begin();
  assert.equal(pictures.putDown(ctx, makePlace(512, [100, 100]), FRAME), false);
  pictures.order();
  assert.ok(pictures.isWaiting);
  await settled();
  assert.deepEqual([orders.length, arrivals, pictures.isWaiting], [1, 1, false]);
  pictures.begin();
  assert.equal(pictures.putDown(ctx, makePlace(512, [-12, 100]), FRAME), true);
  pictures.order();
  // What lies left of the canvas is not put down: 12 px are cut off.
  assert.deepEqual([orders.length, put], [1, [[12, 0, 500, 512, 0, 100, 500, 512]]]);
});

test('of a magnified tile only the squares in sight are painted', async () => {
  const ctx = /** @type {any} */ ({ drawImage() {} });
  const pictures = new CrowdPictures(() => {});
  pictures.begin();
  pictures.putDown(ctx, makePlace(2048, [-600, -600]), FRAME);
  pictures.order();
  await settled();
  // Squares of 512 px, the first at -600 px: of 1000 × 800 px the second to fourth and the second and third.
  assert.deepEqual(orders.map(({ left, top }) => `${left},${top}`).sort(), ['-1024,-1024', '-1024,-512', '-1536,-1024', '-1536,-512', '-512,-1024', '-512,-512']);
});

test('what nobody looks at any more is not begun', async () => {
  const ctx = /** @type {any} */ ({ drawImage() {} });
  const pictures = new CrowdPictures(() => {});
  pictures.begin();
  for (const x of [0, 1, 2, 3, 4]) pictures.putDown(ctx, { ...makePlace(128, [128 * x, 0]), crowd: { ...CROWD } }, FRAME);
  pictures.order();
  pictures.begin();
  pictures.order();
  await settled();
  assert.equal(orders.length, 2);
});
