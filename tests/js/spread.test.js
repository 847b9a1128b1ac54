import assert from 'node:assert/strict';
import { test } from 'node:test';

import { spread } from '../../frontend/static/frontend/js/geo/spread.js';

const off = (/** @type {{x: number, y: number}} */ a, /** @type {{x: number, y: number}} */ b) => Math.hypot(a.x - b.x, a.y - b.y);

test('signs that stand apart stay where they are', () => {
  const discs = [{ x: 0, y: 0, radius: 10 }, { x: 30, y: 0, radius: 10 }];
  assert.deepEqual(spread(discs, 30).map(({ x, y }) => [x, y]), [[0, 0], [30, 0]]);
});

test('signs on one spot part, equally and always the same way', () => {
  const discs = [{ x: 5, y: 5, radius: 10 }, { x: 5, y: 5, radius: 10 }];
  const [a, b] = spread(discs, 30);
  assert.ok(off(a, b) >= 19);
  assert.ok(Math.abs(off(a, discs[0]) - off(b, discs[1])) < 0.01);
  assert.deepEqual(spread(discs, 30), spread(discs, 30));
});

test('no sign leaves its place by more than is allowed, even in a crowd', () => {
  const crowd = Array.from({ length: 40 }, (_disc, index) => ({ x: index % 3, y: index % 5, radius: 12 }));
  for (const { disc, x, y } of spread(crowd, 34)) assert.ok(off(disc, { x, y }) <= 34.001);
});
