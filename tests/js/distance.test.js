import assert from 'node:assert/strict';
import { test } from 'node:test';

import { areaHa, distanceM, lengthM } from '../../frontend/static/frontend/js/geo/distance.js';

// From the facts: Stadion and Howald Gare lie 1631 m apart in the national grid.
const STADION = /** @type {[number, number]} */ ([6.110944, 49.576556]);
const HOWALD = /** @type {[number, number]} */ ([6.132316, 49.581228]);

test('two stops are as far apart as the national grid says, within 0.5 %', () => {
  const grid = Math.hypot(77410.6 - 75864.65, 71841.71 - 71323.02);
  assert.ok(Math.abs(distanceM(STADION, HOWALD) - grid) < grid * 0.005);
});

test('a line is as long as its parts', () => {
  assert.equal(lengthM([STADION]), 0);
  assert.ok(Math.abs(lengthM([STADION, HOWALD, STADION]) - 2 * distanceM(STADION, HOWALD)) < 0.001);
});

test('a square of about 1 km a side has about 100 ha, whichever way round', () => {
  // 1000 m are 0.0089932° of latitude, and 0.013867° of longitude at 49.57° north.
  const square = /** @type {[number, number][]} */ ([[6, 49.57], [6.013867, 49.57], [6.013867, 49.5789932], [6, 49.5789932]]);
  assert.ok(Math.abs(areaHa(square) - 100) < 0.5);
  assert.ok(Math.abs(areaHa([...square].reverse()) - 100) < 0.5);
  assert.equal(areaHa(square.slice(0, 2)), 0);
});
