import assert from 'node:assert/strict';
import { test } from 'node:test';

import { geometryOf, middles, sketchOf, withCorner, withCornerInserted, withCornerMoved, withoutCorner } from '../../frontend/static/frontend/js/geo/sketch.js';

/** @typedef {import('../../frontend/static/frontend/js/geo/sketch.js').Sketch} Sketch */
/** @type {Sketch} */
const TRIANGLE = { kind: 'Polygon', corners: [[6, 49], [6.1, 49], [6.1, 49.1]] };

test('a second click moves a pin and lengthens a line', () => {
  assert.deepEqual(withCorner({ kind: 'Point', corners: [[6, 49]] }, [6.1, 49.1]).corners, [[6.1, 49.1]]);
  assert.equal(withCorner({ kind: 'LineString', corners: [[6, 49]] }, [6.1, 49.1]).corners.length, 2);
});

test('there is no place before its corners are there', () => {
  assert.equal(geometryOf({ kind: 'Point', corners: [] }), null);
  assert.equal(geometryOf({ kind: 'LineString', corners: [[6, 49]] }), null);
  assert.equal(geometryOf({ kind: 'Polygon', corners: TRIANGLE.corners.slice(0, 2) }), null);
});

test('an area is written closed, longitude first, and read back without its last corner', () => {
  const geometry = geometryOf(TRIANGLE);
  assert.deepEqual(geometry, { type: 'Polygon', coordinates: [[[6, 49], [6.1, 49], [6.1, 49.1], [6, 49]]] });
  assert.deepEqual(sketchOf(JSON.stringify(geometry)), TRIANGLE);
});

test('a shape of one part is read, one of several parts or with a hole is not', () => {
  const ring = [[6, 49], [6.1, 49], [6.1, 49.1], [6, 49]];
  assert.equal(sketchOf(JSON.stringify({ type: 'MultiPolygon', coordinates: [[ring]] }))?.kind, 'Polygon');
  assert.equal(sketchOf(JSON.stringify({ type: 'MultiPolygon', coordinates: [[ring], [ring]] })), null);
  assert.equal(sketchOf(JSON.stringify({ type: 'Polygon', coordinates: [ring, ring] })), null);
  assert.equal(sketchOf('not json'), null);
  assert.equal(sketchOf(''), null);
});

test('corners move, come and go without touching the sketch before', () => {
  assert.deepEqual(withCornerMoved(TRIANGLE, 1, [6.2, 49]).corners[1], [6.2, 49]);
  assert.deepEqual(withCornerInserted(TRIANGLE, 1, [6.05, 48.9]).corners[1], [6.05, 48.9]);
  assert.equal(withoutCorner(TRIANGLE, 0).corners.length, 2);
  assert.equal(TRIANGLE.corners.length, 3);
});

test('an area offers a new corner on each side, a line on each stretch, a pin nowhere', () => {
  assert.equal(middles(TRIANGLE).length, 3);
  assert.equal(middles({ ...TRIANGLE, kind: 'LineString' }).length, 2);
  assert.deepEqual(middles({ kind: 'Point', corners: [[6, 49]] }), []);
});
