import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Occupancy } from '../../frontend/static/frontend/js/map/occupancy.js';

test('a name takes its place once, beside it there is room', () => {
  const places = new Occupancy(200, 100);
  assert.ok(places.claim(10, 10, 60, 22));
  assert.ok(!places.claim(50, 15, 90, 27));
  assert.ok(places.claim(70, 10, 110, 22));
});

test('what reaches beyond the picture finds no place, and symbols at its edge may', () => {
  const places = new Occupancy(200, 100);
  assert.ok(!places.isFree(-5, 10, 20, 20));
  places.take(-10, -10, 10, 10);
  assert.ok(!places.isFree(4, 4, 20, 20));
  places.take(500, 500, 600, 600);
});
