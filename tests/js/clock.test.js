import assert from 'node:assert/strict';
import { test } from 'node:test';

import { daySeen, epochOf, firstDayOf, isDay, isPeriod, lastDayOf, monthOf, placeOf } from '../../frontend/static/frontend/js/state/clock.js';

test('months are counted from the first year on', () => {
  assert.equal(monthOf('2015-01-31', 2015), 0);
  assert.equal(monthOf('2024-07-07', 2015), 9 * 12 + 6);
  assert.equal(firstDayOf(9 * 12 + 6, 2015), '2024-07-01');
  assert.equal(lastDayOf(9 * 12 + 1, 2015), '2024-02-29');
  assert.equal(lastDayOf(11, 2015), '2015-12-31');
});

test('a day lies within its month', () => {
  assert.equal(placeOf('2015-02-01', 2015), 1);
  assert.ok(placeOf('2015-02-28', 2015) < 2);
});

test('only days of the calendar are days', () => {
  assert.deepEqual(['2024-02-29', '2023-02-29', '2024-2-1', '', '2024-13-01'].map(isDay), [true, false, false, false, false]);
  assert.deepEqual(['2024-01-01/2024-01-01', '2024-01-02/2024-01-01', '2024-01-01', '2024-01-01/x'].map(isPeriod), [true, false, false, false]);
});

test('the day that is looked at is the chosen one, the first of the period, or today', () => {
  assert.equal(daySeen({ on: '2020-05-01', period: '' }, '2026-11-22'), '2020-05-01');
  assert.equal(daySeen({ on: '', period: '2020-01-01/2021-12-31' }, '2026-11-22'), '2020-01-01');
  assert.equal(daySeen({ on: '', period: '' }, '2026-11-22'), '2026-11-22');
});

test('between two changes all days are alike', () => {
  const changes = ['2012-01-01', '2018-01-01', '2023-09-01'];
  assert.equal(epochOf(changes, '2017-12-31'), '2012-01-01');
  assert.equal(epochOf(changes, '2018-01-01'), '2018-01-01');
  assert.equal(epochOf(changes, '2011-12-31'), '');
});
