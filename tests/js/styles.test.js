import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PALETTES, aggregateRadiusPx, discRadiusPx, faded, isOpen, parkStyle, ringOf, timingOf } from '../../frontend/static/frontend/js/map/styles.js';

/** @param {string} hex @returns {number} relative luminance (WCAG 2.2) */
function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const share = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
/** @param {string} a @param {string} b @returns {number} */
function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (high + 0.05) / (low + 0.05);
}

test('every hue of the map stands out from its ground, in both schemes', () => {
  for (const palette of Object.values(PALETTES)) {
    for (const hue of [palette.park, palette.zone, palette.tram, palette.work, palette.ink, palette.quiet, ...Object.values(palette.placed)]) {
      for (const ground of [palette.ground, palette.beyond, palette.paper]) {
        assert.ok(contrast(hue, ground) >= 4.5, `${hue} on ${ground}: ${contrast(hue, ground).toFixed(2)}`);
      }
    }
    for (const hue of Object.values(palette.placed)) assert.ok(contrast(palette.glyph, hue) >= 4.5, `symbol on ${hue}`);
  }
});

test('each stage has a ring of its own', () => {
  assert.deepEqual(['inventory', 'solution', 'pilot', 'running', 'extended'].map(ringOf), ['dotted', 'dashed', 'half', 'full', 'double']);
  assert.deepEqual([undefined, null, ''].map(ringOf), ['none', 'none', 'none']);
});

test('works are active from their first to their last day, both included', () => {
  const works = { starts_on: '2025-03-01', ends_on: '2025-06-30' };
  assert.equal(timingOf(works, '2025-02-28'), 'later');
  assert.equal(timingOf(works, '2025-03-01'), 'active');
  assert.equal(timingOf(works, '2025-06-30'), 'active');
  assert.equal(timingOf(works, '2025-07-01'), 'past');
  assert.equal(timingOf({ starts_on: '2025-03-01', ends_on: null }, '2030-01-01'), 'active');
});

test('a stop is open from its opening day on; without a date not yet', () => {
  assert.ok(isOpen('2024-07-07', '2024-07-07'));
  assert.ok(!isOpen('2024-07-07', '2024-07-06'));
  assert.ok(!isOpen(null, '2024-07-07'));
});

test('an approximate park is hatched, a planned one dashed', () => {
  assert.deepEqual(parkStyle({ footprint_accuracy: 'approximate', status: 'operating' }), { hatched: true, dashed: false });
  assert.deepEqual(parkStyle({ footprint_accuracy: 'surveyed', status: 'planned' }), { hatched: false, dashed: true });
});

test('establishments come in four sizes by jobs, more things make a larger disc', () => {
  assert.deepEqual([null, 9, 10, 49, 50, 249, 250, 5000].map((jobs) => discRadiusPx(jobs, 15)), [3, 3, 4.5, 4.5, 6.5, 6.5, 9, 9]);
  assert.ok(aggregateRadiusPx(2, 12, false) < aggregateRadiusPx(20, 12, false));
  assert.ok(aggregateRadiusPx(1_000_000, 12, false) <= 26);
});

test('of establishments the same number is smaller than of projects, and none too small to be read', () => {
  for (const zoom of [9, 12]) {
    assert.ok(aggregateRadiusPx(40, zoom, true) < aggregateRadiusPx(40, zoom, false));
    assert.ok(aggregateRadiusPx(2, zoom, true) >= 9);
  }
});

test('a hue is made paler without changing it', () => {
  assert.equal(faded('#6E5A2E', 0.14), 'rgba(110, 90, 46, 0.14)');
});
