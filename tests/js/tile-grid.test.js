import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ABOVE, DEEPEST_ZOOM, parentOf, tileKey, tileSizePx, tileZoom, tilesUnder } from '../../frontend/static/frontend/js/geo/tile-grid.js';

test('tiles lie one or two zooms above the map, and not below the deepest', () => {
  assert.equal(tileZoom(11, ABOVE.counted), 10);
  assert.equal(tileZoom(11, ABOVE.plain), 9);
  assert.equal(tileZoom(10.75, ABOVE.counted), 10);
  assert.equal(tileZoom(19, ABOVE.counted), DEEPEST_ZOOM);
  assert.equal(tileZoom(0, ABOVE.plain), 0);
});

test('a tile is drawn as wide as the zooms between it and the map make it', () => {
  assert.equal(tileSizePx(10, 11), 512);
  assert.equal(tileSizePx(14, 17), 2048);
});

test('a view is covered by tiles, the middle first, none outside the world', () => {
  const tiles = tilesUnder({ minX: 100, minY: 100, maxX: 1400, maxY: 1000 }, 3, ABOVE.counted);
  assert.deepEqual(tiles.map(tileKey).sort(), ['2/0/0', '2/0/1', '2/0/2', '2/1/0', '2/1/1', '2/1/2']);
  assert.equal(tiles[0].x, 1);
  assert.deepEqual(tilesUnder({ minX: -900, minY: -900, maxX: 100, maxY: 100 }, 1, ABOVE.counted), [{ z: 0, x: 0, y: 0 }]);
});

test('a view that ends on the edge of a tile does not ask for the next one', () => {
  assert.equal(tilesUnder({ minX: 0, minY: 0, maxX: 512, maxY: 512 }, 4, ABOVE.counted).length, 1);
});

test('the parent of a tile holds it; the world has none', () => {
  assert.deepEqual(parentOf({ z: 10, x: 529, y: 349 }), { z: 9, x: 264, y: 174 });
  assert.equal(parentOf({ z: 0, x: 0, y: 0 }), null);
});
