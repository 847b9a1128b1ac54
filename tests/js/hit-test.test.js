import assert from 'node:assert/strict';
import { test } from 'node:test';

import { distanceToLine, isInside, thingsAt } from '../../frontend/static/frontend/js/map/hit-test.js';

const thing = (/** @type {string} */ collection, /** @type {string} */ id) => ({ collection, id, name: '', properties: {} });
const SQUARE = [0, 0, 100, 0, 100, 100, 0, 100];
const HOLE = [40, 40, 60, 40, 60, 60, 40, 60];
/** @type {import('../../frontend/static/frontend/js/map/hit-test.js').Hits} */
const HITS = {
  crowds: [],
  areas: [
    { rings: [[-500, -500, 500, -500, 500, 500, -500, 500]], box: [-500, -500, 500, 500], thing: thing('communes', '1') },
    { rings: [SQUARE, HOLE], box: [0, 0, 100, 100], thing: thing('business-parks', '2') },
  ],
  lines: [{ path: [-100, 20, 200, 20], width: 6, thing: thing('transit-sections', '3') }],
  symbols: [
    { x: 30, y: 20, radius: 10, thing: thing('establishments', '4') },
    { x: 36, y: 20, radius: 10, thing: thing('pooled-services', '5') },
  ],
};
const found = (/** @type {number} */ x, /** @type {number} */ y, slack = 4) => thingsAt(HITS, x, y, slack).map(({ collection }) => collection);

test('symbols come before lines before areas, what was drawn last on top', () => {
  assert.deepEqual(found(33, 20), ['pooled-services', 'establishments', 'transit-sections', 'business-parks', 'communes']);
});

test('the hole of an area is not the area', () => {
  assert.deepEqual(found(50, 50), ['communes']);
  assert.ok(isInside([SQUARE, HOLE], 20, 50));
  assert.ok(!isInside([SQUARE, HOLE], 120, 50));
});

test('a line is met within half its width and the slack', () => {
  assert.deepEqual(found(150, 26), ['transit-sections', 'communes']);
  assert.deepEqual(found(150, 28), ['communes']);
  assert.equal(distanceToLine([0, 0, 10, 0], 13, 4), 5);
});

test('a thing cut by tiles is found once', () => {
  const twice = { crowds: [], symbols: [], lines: [], areas: [HITS.areas[1], HITS.areas[1]] };
  assert.equal(thingsAt(twice, 10, 10, 0).length, 1);
});

test('a finger may miss by more than a mouse', () => {
  assert.deepEqual(found(50, 10, 2).slice(0, 1), ['business-parks']);
  assert.equal(found(50, 10, 14)[0], 'pooled-services');
});
