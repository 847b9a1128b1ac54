import assert from 'node:assert/strict';
import { test } from 'node:test';

import { around, bboxText, contains, middle, parseBbox, touches, union } from '../../frontend/static/frontend/js/geo/bbox.js';

test('a box is read from four numbers that run forwards, anything else is none', () => {
  assert.deepEqual(parseBbox('5.9,49.4,6.2,49.6'), [5.9, 49.4, 6.2, 49.6]);
  for (const text of ['', null, undefined, '1,2,3', '1,2,x,4', '6.2,49.4,5.9,49.6', '5.9,49.6,6.2,49.4']) assert.equal(parseBbox(text), null);
});

test('a box is written with at most six decimals', () => {
  assert.equal(bboxText([5.12345678, 49, 6, 50]), '5.123457,49,6,50');
});

test('border points belong to a box, and boxes that share a side touch', () => {
  assert.ok(contains([0, 0, 2, 2], [2, 1]));
  assert.ok(!contains([0, 0, 2, 2], [2.1, 1]));
  assert.ok(touches([0, 0, 1, 1], [1, 0, 2, 1]));
  assert.ok(!touches([0, 0, 1, 1], [1.1, 0, 2, 1]));
});

test('the box around points, its middle, and the box around boxes', () => {
  assert.deepEqual(around([[6, 49], [5, 50], [5.5, 48]]), [5, 48, 6, 50]);
  assert.deepEqual(middle([5, 48, 6, 50]), [5.5, 49]);
  assert.deepEqual(union([[0, 0, 1, 1], [3, -1, 4, 0]]), [0, -1, 4, 1]);
  assert.equal(union([]), null);
});
