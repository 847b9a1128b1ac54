import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chartPoints, firstCurve, NUMBERS, scoreOf } from '../../frontend/static/frontend/js/geo/curves.js';

// The same figures as tests/layers/rasters/test_suitability.py works out for the server's curves.
for (const [curve, value, score] of /** @type {[import('../../frontend/static/frontend/js/geo/curves.js').Curve, number, number][]} */ ([
  [{ kind: 'linear-down', low: 100, high: 500 }, 100, 1],
  [{ kind: 'linear-down', low: 100, high: 500 }, 200, 0.75],
  [{ kind: 'linear-down', low: 100, high: 500 }, 900, 0],
  [{ kind: 'linear-up', low: 100, high: 500 }, 200, 0.25],
  [{ kind: 'trapezoid', low: 0, good_from: 10, good_to: 20, high: 40 }, 5, 0.5],
  [{ kind: 'trapezoid', low: 0, good_from: 10, good_to: 20, high: 40 }, 15, 1],
  [{ kind: 'trapezoid', low: 0, good_from: 10, good_to: 20, high: 40 }, 30, 0.5],
  [{ kind: 'gaussian', centre: 10, spread: 2 }, 10, 1],
  [{ kind: 'gaussian', centre: 10, spread: 2 }, 12, Math.exp(-0.5)],
])) {
  test(`${curve.kind} gives ${score.toFixed(3)} at ${value}`, () => assert.ok(Math.abs(scoreOf(curve, value) - score) < 1e-12));
}

test('a first guess has every number its kind needs, rising', () => {
  for (const [kind, names] of Object.entries(NUMBERS)) {
    const curve = firstCurve(kind, [0, 400]);
    assert.ok(names.every((name) => Number.isFinite(curve[name])), kind);
  }
});

test('a chart goes from left to right and from fit above to unfit below', () => {
  const points = chartPoints({ kind: 'linear-down', low: 0, high: 100 }, 0, 100, 240, 50).split(' ');
  assert.equal(points[0], '0.0,0.0');
  assert.equal(points.at(-1), '240.0,50.0');
});
