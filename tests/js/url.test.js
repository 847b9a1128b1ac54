import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readAddress, readSelection, writeAddress } from '../../frontend/static/frontend/js/state/url.js';

const ROOT = '/de/';
const read = (/** @type {string} */ address) => readAddress(new URL(address, 'https://map.example'), ROOT, ['working-groups']);

test('what is seen goes into the address and comes back the same', () => {
  const seen = {
    ...read('/de/'),
    view: { zoom: 13.5, lon: 6.11094, lat: 49.57656 },
    base: 'ortho',
    hidden: ['establishments'],
    filters: { kind: 'pooled-services', theme: 'food', stage: 'pilot', works: 'planned', working_group: 'cloche-dor', commune: '0203,0204', region: 'prosud', q: 'jardin & co', on: '2025-01-01', period: '', as_of: '2026-05-03' },
    tab: /** @type {const} */ ('nearby'),
    nearby: { lon: 6.1, lat: 49.5, label: 'Cloche d’Or', radius_m: 750, nace: 'C' },
    selected: { collection: 'business-parks', id: '7' },
    sorting: { sort: 'distance', at: { lon: 6.1, lat: 49.5 } },
  };
  const address = writeAddress(seen, ROOT, ['working-groups']);
  assert.ok(address.startsWith('/de/business-parks/7/?z=13.5&lon=6.11094&lat=49.57656'));
  assert.deepEqual(read(address), seen);
});

test('a bare address shows the plan, everything but what is hidden at first, and no filter', () => {
  const seen = read('/de/');
  assert.deepEqual([seen.view, seen.base, seen.tab, seen.nearby, seen.selected], [null, 'plan', 'explore', null, null]);
  assert.deepEqual(seen.hidden, ['working-groups', 'public-places']);
  assert.equal(writeAddress(seen, ROOT, ['working-groups']), '/de/');
});

test('several communes of a form without scripts are one filter', () => {
  const seen = read('/de/?commune=0203&commune=&commune=0204');
  assert.equal(seen.filters.commune, '0203,0204');
  assert.equal(writeAddress(seen, ROOT, ['working-groups']), '/de/?commune=0203,0204');
});

test('of every filter several may be chosen, and an old address with one goes on working', () => {
  for (const [name, value] of [['kind', 'pooled-services,business-parks'], ['theme', 'food,energy'], ['stage', 'pilot,running'], ['works', 'planned,running'], ['region', 'prosud,nordstad'], ['working_group', 'a,b']]) {
    const [one, other] = value.split(',');
    const address = `/de/?${name}=${value}`;
    assert.equal(writeAddress(read(`/de/?${name}=${one}&${name}=${other}`), ROOT, ['working-groups']), address);
    assert.equal(writeAddress(read(address), ROOT, ['working-groups']), address);
    assert.equal(writeAddress(read(`/de/?${name}=${one}`), ROOT, ['working-groups']), `/de/?${name}=${one}`);
  }
});

test('a kind that is asked for is not switched off at first, unless the address says so', () => {
  assert.deepEqual(read('/de/?kind=working-groups,business-parks').hidden, ['public-places']);
  assert.deepEqual(read('/de/?kind=working-groups&hide=working-groups').hidden, ['working-groups', 'public-places']);
  assert.deepEqual(read('/de/?kind=public-places').hidden, ['working-groups']);
  const address = '/de/?kind=working-groups';
  assert.equal(writeAddress(read(address), ROOT, ['working-groups']), address);
});

test('switching on what is hidden at first is kept too', () => {
  const address = writeAddress({ ...read('/de/'), hidden: [] }, ROOT, ['working-groups']);
  assert.deepEqual(read(address).hidden, []);
});

test('an address from before a map layer does not show it; its name in show does', () => {
  assert.deepEqual(read('/de/?hide=establishments').hidden, ['establishments', 'public-places']);
  assert.deepEqual(read('/de/?show=public-places').hidden, ['working-groups']);
  const address = writeAddress({ ...read('/de/'), hidden: ['working-groups'] }, ROOT, ['working-groups', 'public-places']);
  assert.equal(address, '/de/?show=public-places');
});

test('nonsense in the address is left aside, and a radius kept within its limits', () => {
  const seen = read('/de/?z=abc&lon=6&lat=49&tab=admin&near=6.1,x&radius=500');
  assert.deepEqual([seen.view, seen.tab, seen.nearby], [null, 'explore', null]);
  assert.equal(read('/de/?near=6.1,49.5&radius=99999').nearby?.radius_m, 3000);
  assert.equal(read('/de/?near=6.1,49.5&radius=1').nearby?.radius_m, 100);
  assert.equal(read('/de/?near=6.1,499').nearby, null);
});

test('only addresses of objects choose something', () => {
  assert.deepEqual(readSelection('/de/transit-stops/3/', ROOT), { collection: 'transit-stops', id: '3' });
  for (const path of ['/de/', '/de/add/local-initiatives/', '/de/mine/', '/de/local-initiatives/3/edit/', '/fr/communes/1/']) {
    assert.equal(readSelection(path, ROOT), null);
  }
});

test('a day, a period and the day of the knowledge are read where they are days', () => {
  const clocks = (/** @type {string} */ query) => {
    const { on, period, as_of } = read(`/de/?${query}`).filters;
    return [on, period, as_of];
  };
  assert.deepEqual(clocks('on=2024-07-06'), ['2024-07-06', '', '']);
  assert.deepEqual(clocks('period=2024-01-01/2025-12-31&as_of=2026-05-03'), ['', '2024-01-01/2025-12-31', '2026-05-03']);
  assert.deepEqual(clocks('on=2024-02-30&period=2025-01-01/2024-01-01&as_of=yesterday'), ['', '', '']);
  assert.deepEqual(clocks('on=2024-07-06&period=2024-01-01/2025-12-31'), ['2024-07-06', '', ''], 'one of the two');
  const address = writeAddress(read('/de/?period=2024-01-01/2025-12-31'), ROOT, ['working-groups']);
  assert.equal(address, '/de/?period=2024-01-01/2025-12-31');
});

test('the order of the list is kept, and one that is none is by name', () => {
  assert.deepEqual(read('/de/?sort=-date&at=6,49').sorting, { sort: '-date', at: null });
  assert.deepEqual(read('/de/?sort=size').sorting, { sort: 'name', at: null });
  assert.deepEqual(read('/de/?sort=distance&at=6.1,x').sorting, { sort: 'distance', at: null });
  assert.equal(writeAddress(read('/de/?sort=distance&at=6.1,49.5'), ROOT, ['working-groups']), '/de/?sort=distance&at=6.1,49.5');
  assert.equal(writeAddress(read('/de/?sort=name'), ROOT, ['working-groups']), '/de/');
});

test('a background that is not there is the plan', () => {
  assert.equal(read('/de/?base=moon').base, 'plan');
  assert.equal(read('/de/?base=osm').base, 'osm');
});

test('from where and whom Nearby asks comes back the same', () => {
  for (const nearby of [
    { lon: 6.115, lat: 49.58, label: 'Cloche d’Or', of: 'business-parks/7', radius_m: 0, nace: '', jobs_from: 50, jobs_to: 500, subject: 'shuttle', direction: 'in', group: 'cloche-dor', in_park: '9', by: /** @type {const} */ ('foot'), minutes: 10 },
    { lon: 6.115, lat: 49.58, label: '', of: 'establishments/12', radius_m: 500, nace: 'C', jobs_to: 10 },
    { lon: 6.115, lat: 49.585, label: '', area: /** @type {[number, number][]} */ ([[6.11, 49.58], [6.12, 49.58], [6.12, 49.59]]), radius_m: 100, nace: '' },
  ]) {
    const address = writeAddress({ ...read('/de/'), tab: 'nearby', nearby }, ROOT, ['working-groups']);
    assert.deepEqual(read(address).nearby, nearby);
  }
});

test('what Nearby cannot read is left aside', () => {
  const nearby = (/** @type {string} */ query) => read(`/de/?near=6.1,49.5&radius=500&${query}`).nearby;
  const plain = { lon: 6.1, lat: 49.5, label: '', radius_m: 500, nace: '' };
  for (const query of ['near_of=communes/3', 'near_of=business-parks/x', 'near_area=6.1,49.5,6.2', 'near_area=6.1,49.5,6.2,x,6.3,49.6', 'near_jobs=many', 'near_jobs=-', 'near_subject=']) {
    assert.deepEqual(nearby(query), plain, query);
  }
  assert.equal(nearby('radius=0')?.radius_m, 500, 'the first of two');
  assert.equal(read('/de/?near=6.1,49.5&radius=0').nearby?.radius_m, 100, 'a point has no inside');
});
