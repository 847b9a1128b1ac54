import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeFacts } from '../../frontend/static/frontend/js/pages/facts.js';

const PARK_TYPES = [{ code: 'communal', name: 'Kommunale Zone' }];

test('the type of a business park is told in words, never as its code', () => {
  const data = /** @type {any} */ ({ parkTypes: PARK_TYPES, themes: [], stages: [], naceSections: [] });
  const factsOf = makeFacts(data, String, /** @type {any} */ ({}));
  assert.equal(factsOf('business-parks', { state_type: 'communal', manager: 'ProSud' }, ''), 'Kommunale Zone · ProSud');
  assert.equal(factsOf('business-parks', { state_type: 'of another time' }, ''), '');
});
