import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PbfWriter } from 'pbf';

import { decodeTile } from '../../frontend/static/frontend/js/map/decode-tile.js';

/**
 * A tile with one layer and one feature, written by hand after the Mapbox vector tile specification 2.1.
 * @param {string} name @param {{id: number, type: number, geometry: number[], key: string, value: string}} feature
 */
function tile(name, { id, type, geometry, key, value }) {
  const pbf = new PbfWriter();
  pbf.writeMessage(
    3,
    (_nothing, layer) => {
      layer.writeVarintField(15, 2);
      layer.writeStringField(1, name);
      layer.writeMessage(2, (_none, part) => {
        part.writeVarintField(1, id);
        part.writePackedVarint(2, [0, 0]);
        part.writeVarintField(3, type);
        part.writePackedVarint(4, geometry);
      }, null);
      layer.writeStringField(3, key);
      layer.writeMessage(4, (_none, text) => text.writeStringField(1, value), null);
      layer.writeVarintField(5, 4096);
    },
    null,
  );
  return pbf.finish();
}

// MoveTo(25, 17): command 1 once = 9; zigzag of 25 and 17 = 50 and 34 (example of the specification, 4.3.5.1).
const POINT = tile('transit-stops', { id: 7, type: 1, geometry: [9, 50, 34], key: 'name', value: 'Stadion' });

test('a tile gives back id, properties and geometry of what it holds', () => {
  const { extent, features } = decodeTile(POINT, ['transit-stops'])[0];
  assert.equal(extent, 4096);
  assert.equal(features.length, 1);
  assert.equal(features[0].id, '7');
  assert.deepEqual(features[0].properties, { name: 'Stadion' });
  assert.deepEqual(features[0].parts.map((part) => part.map(({ x, y }) => [x, y])), [[[25, 17]]]);
});

test('a tile without the layer, and an empty one, hold nothing', () => {
  assert.deepEqual(decodeTile(POINT, ['communes'])[0].features, []);
  assert.deepEqual(decodeTile(new Uint8Array(), ['communes'])[0].features, []);
});

test('the layers of one tile come in the order asked', () => {
  const communes = tile('communes', { id: 9, type: 1, geometry: [9, 50, 34], key: 'name', value: 'Westen' });
  const [first, missing, last] = decodeTile(new Uint8Array([...POINT, ...communes]), ['communes', 'parks', 'transit-stops']);
  assert.deepEqual([first.features[0].id, missing.features, last.features[0].id], ['9', [], '7']);
});

test('establishments that stand alone become a crowd, those counted together stay as they are', () => {
  const one = tile('establishments', { id: 5, type: 1, geometry: [9, 50, 34], key: 'name', value: 'Kiosk' });
  const [{ features, crowd }] = decodeTile(one, ['establishments']);
  assert.deepEqual([features, crowd?.size, crowd?.names, crowd?.ids[0]], [[], 1, 'Kiosk', 5]);
  assert.deepEqual([crowd?.x[0], crowd?.y[0]], [25, 17]);
  const counted = tile('establishments', { id: 0, type: 1, geometry: [9, 50, 34], key: 'count', value: '12' });
  const [cells] = decodeTile(counted, ['establishments']);
  assert.deepEqual([cells.features[0].properties.count, cells.crowd], ['12', undefined]);
});
