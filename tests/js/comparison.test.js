import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compareAddress, visionAddress } from '../../frontend/static/frontend/js/state/comparison.js';
import { NO_FILTERS } from '../../frontend/static/frontend/js/state/url.js';

const cases = /** @type {[string, object, string][]} */ ([
  ['nothing chosen', {}, '/de/compare/'],
  ['one commune: beside its region, which the page knows', { commune: '0204' }, '/de/compare/?a=commune:0204'],
  ['two communes', { commune: '0204,0201,0208' }, '/de/compare/?a=commune:0204&b=commune:0201'],
  ['two communes on a day', { commune: '0204,0201', on: '2028-01-01' }, '/de/compare/?a=commune:0204&a_on=2028-01-01&b=commune:0201&b_on=2028-01-01'],
  ['a commune today and on the chosen day', { commune: '0204', on: '2028-01-01' }, '/de/compare/?a=commune:0204&b=commune:0204&b_on=2028-01-01'],
  ['a period begins with its first day', { region: 'prosud', period: '2028-01-01/2028-12-31' }, '/de/compare/?a=region:prosud&b=region:prosud&b_on=2028-01-01'],
  ['a theme alone: of the region', { theme: 'mobility,energy' }, '/de/compare/?a=region:prosud&a_theme=mobility&b_theme=mobility'],
]);
for (const [name, filters, address] of cases) {
  test(name, () => assert.equal(compareAddress('/de/', { ...NO_FILTERS, ...filters }, 'prosud'), address));
}

const visions = /** @type {[string, object, string][]} */ ([
  ['the vision with nothing chosen', {}, '/de/vision/'],
  ['the vision of a commune by both clocks', { commune: '0204,0201', on: '2024-01-01', as_of: '2025-01-01' }, '/de/vision/?commune=0204&on=2024-01-01&as_of=2025-01-01'],
  ['the vision of a region on the first day of a period', { region: 'prosud', period: '2028-01-01/2028-12-31' }, '/de/vision/?region=prosud&on=2028-01-01'],
]);
for (const [name, filters, address] of visions) {
  test(name, () => assert.equal(visionAddress('/de/', { ...NO_FILTERS, ...filters }), address));
}
