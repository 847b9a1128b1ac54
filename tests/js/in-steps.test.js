import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InSteps } from '../../frontend/static/frontend/js/map/in-steps.js';

/** A page whose frames come when the test says so. */
function page() {
  /** @type {Map<number, FrameRequestCallback>} */
  const frames = new Map();
  let last = 0;
  globalThis.window = /** @type {any} */ (globalThis);
  globalThis.requestAnimationFrame = (frame) => {
    frames.set((last += 1), frame);
    return last;
  };
  globalThis.cancelAnimationFrame = (number) => void frames.delete(number);
  const pause = () => new Promise((done) => setTimeout(done, 5));
  return {
    async frame() {
      const due = [...frames.values()];
      frames.clear();
      for (const each of due) each(0);
      for (let turn = 0; turn < 20; turn += 1) await pause();
    },
  };
}

/** @param {string[]} said @param {number} steps @param {number} ms each */
const work = (said, steps, ms) => function* () {
  for (let step = 1; step <= steps; step += 1) {
    const end = performance.now() + ms;
    while (performance.now() < end);
    said.push(String(step));
    yield;
  }
  said.push('done');
};

test('what was asked for several times is done once, after a frame', async () => {
  const { frame } = page();
  /** @type {string[]} */
  const said = [];
  const painting = new InSteps(work(said, 2, 0));
  painting.request();
  painting.request();
  assert.deepEqual(said, []);
  await frame();
  assert.deepEqual(said, ['1', '2', 'done']);
  await frame();
  assert.equal(said.length, 3);
});

test('long work lets others in between its steps', async () => {
  const { frame } = page();
  /** @type {string[]} */
  const said = [];
  const painting = new InSteps(work(said, 3, 10));
  painting.request();
  const other = setInterval(() => said.push('other'), 1);
  await frame();
  clearInterval(other);
  assert.ok(said.slice(said.indexOf('1'), said.indexOf('done')).includes('other'), said.join());
});

test('asked again while at work it goes to the end and begins anew', async () => {
  const { frame } = page();
  /** @type {string[]} */
  const said = [];
  const painting = new InSteps(function* () {
    said.push('begun');
    if (said.length === 1) painting.request();
    yield;
    said.push('done');
  });
  painting.request();
  await frame();
  await frame();
  assert.deepEqual(said, ['begun', 'done', 'begun', 'done']);
});

test('done at once, nothing is left to do; forgotten, nothing is done', async () => {
  const { frame } = page();
  /** @type {string[]} */
  const said = [];
  const painting = new InSteps(work(said, 2, 10));
  painting.request();
  painting.now();
  assert.deepEqual(said, ['1', '2', 'done']);
  await frame();
  assert.equal(said.length, 3);
  painting.request();
  painting.forget();
  await frame();
  assert.equal(said.length, 3);
});

test('what failed can be asked for again', async () => {
  const { frame } = page();
  /** @type {string[]} */
  const said = [];
  let isBroken = true;
  const painting = new InSteps(function* () {
    yield;
    if (isBroken) throw new Error('no canvas');
    said.push('done');
  });
  painting.request();
  assert.throws(() => painting.step(), /no canvas/);
  isBroken = false;
  painting.request();
  await frame();
  assert.deepEqual(said, ['done']);
});
