import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeFrame } from '../../frontend/static/frontend/js/map/frame.js';
import { paintNames } from '../../frontend/static/frontend/js/map/paint-names.js';

const [WIDTH, HEIGHT] = [1000, 700];
const SIGN_PX = 15;

/** @typedef {{x: number, y: number, name: string, collection?: string}} Sign */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** @typedef {Box & {text: string}} Written */

/** A pen that notes what is written where; each letter is half as wide as it is high. */
function pen() {
  /** @type {Written[]} */
  const written = [];
  return {
    written,
    font: '',
    /** @param {string} text */
    measureText(text) {
      return { width: (text.length * sizeOf(this)) / 2 };
    },
    strokeText() {},
    /** @param {string} text @param {number} left @param {number} middle */
    fillText(text, left, middle) {
      const size = sizeOf(this);
      written.push({ text, left, right: left + (text.length * size) / 2, top: middle - size / 2, bottom: middle + size / 2 });
    },
  };
}
/** @param {{font: string}} pen @returns {number} px */
const sizeOf = ({ font }) => Number(/([\d.]+)px/.exec(font)?.[1]);

/** @param {Partial<import('../../frontend/static/frontend/js/map/frame.js').Scene>} change @returns {import('../../frontend/static/frontend/js/map/frame.js').Scene} */
function scene(change) {
  return { scheme: 'light', day: '2026-11-01', region: null, selected: '', hovered: '', matching: null, ground: true, glyphs: new Map(), communes: [], number: String, ...change };
}

/** @param {{signs?: Sign[], change?: Parameters<typeof scene>[0], zoom?: number}} options */
function frame({ signs = [], change = {}, zoom = 15 }) {
  const ctx = pen();
  const made = makeFrame(/** @type {any} */ (ctx), { width: WIDTH, height: HEIGHT, marginX: 0, marginY: 0, dpr: 1, zoom, originX: 0, originY: 0 }, scene(change));
  for (const { x, y, name, collection = 'local-initiatives' } of signs) {
    const thing = { collection, id: name, name, properties: {} };
    made.hits.symbols.push({ x, y, radius: SIGN_PX, thing });
    made.occupancy.take(x - SIGN_PX, y - SIGN_PX, x + SIGN_PX, y + SIGN_PX);
  }
  return { made, written: ctx.written };
}

const meet = (/** @type {Box} */ a, /** @type {Box} */ b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const boxOf = (/** @type {Sign} */ { x, y }) => ({ left: x - SIGN_PX, right: x + SIGN_PX, top: y - SIGN_PX, bottom: y + SIGN_PX });

/** The same scattered places each time. @param {number} count @returns {Sign[]} */
function scattered(count) {
  let seed = 42;
  const next = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: count }, (_, index) => ({ x: 40 + next() * (WIDTH - 80), y: 40 + next() * (HEIGHT - 80), name: `Initiative ${index}` }));
}

test('of ninety crowded signs no name lies on another, none on a sign, and those that find room are written', () => {
  const signs = scattered(90);
  const { made, written } = frame({ signs });
  paintNames(made);
  for (const [index, one] of written.entries()) {
    for (const other of written.slice(index + 1)) assert.ok(!meet(one, other), `${one.text} lies on ${other.text}`);
    for (const sign of signs) assert.ok(!meet(one, boxOf(sign)), `${one.text} lies on the sign of ${sign.name}`);
  }
  assert.ok(written.length > 20, `only ${written.length} found room`);
  assert.ok(written.length < signs.length);
});

test('a name that stands alone is written to the right of its sign', () => {
  const { made, written } = frame({ signs: [{ x: 300, y: 200, name: 'Velo' }] });
  paintNames(made);
  assert.equal(written.length, 1);
  assert.ok(written[0].left >= 300 + SIGN_PX && written[0].left < 300 + SIGN_PX + 8);
  assert.ok(Math.abs((written[0].top + written[0].bottom) / 2 - 200) < 1);
});

test('where there is room for one, a project is named before a stop', () => {
  const signs = [
    { x: 300, y: 200, name: 'Stop', collection: 'transit-stops' },
    { x: 300, y: 200, name: 'Work', collection: 'cooperation-projects' },
  ];
  const { made, written } = frame({ signs });
  // All is taken but one place, to the right of both.
  for (const [left, top, right, bottom] of [[0, 0, WIDTH, 185], [0, 215, WIDTH, HEIGHT], [0, 0, 312, HEIGHT], [375, 0, WIDTH, HEIGHT]]) made.occupancy.take(left, top, right, bottom);
  paintNames(made);
  assert.deepEqual(written.map(({ text }) => text), ['Work']);
});

test('what is chosen has its name even where nothing is free, and no other has', () => {
  const signs = scattered(5);
  const { made, written } = frame({ signs, change: { selected: `local-initiatives/${signs[3].name}` } });
  made.occupancy.take(0, 0, WIDTH, HEIGHT);
  paintNames(made);
  assert.deepEqual(written.map(({ text }) => text), [signs[3].name]);
});

test('from far away signs carry no names', () => {
  const { made, written } = frame({ signs: scattered(20), zoom: 11 });
  paintNames(made);
  assert.deepEqual(written, []);
});

test('the name of a commune gives way to signs and stays on its land', () => {
  const { made, written } = frame({ change: { communes: null }, zoom: 11 });
  const [left, top, right, bottom] = [100, 100, 700, 600];
  const thing = { collection: 'communes', id: '1', name: 'Käerjeng', properties: { lau2_code: '0104' } };
  const box = /** @type {[number, number, number, number]} */ ([left, top, right, bottom]);
  made.hits.areas.push({ thing, box, rings: [[left, top, right, top, right, bottom, left, bottom, left, top]] });
  made.anchors.set('communes/1', { thing, box, type: 3 });
  const middle = { left: 250, top: 250, right: 550, bottom: 450 };
  made.occupancy.take(middle.left, middle.top, middle.right, middle.bottom);
  paintNames(made);
  assert.equal(written.length, 1);
  assert.ok(!meet(written[0], middle));
  assert.ok(written[0].left > left && written[0].right < right && written[0].top > top && written[0].bottom < bottom);
});

/** @param {string} name @param {Box} land @param {Box[]} [others] communes beside it @returns {ReturnType<typeof frame>} */
function communeOn(name, land, others = []) {
  const all = frame({ change: { communes: null }, zoom: 11 });
  for (const [index, { left, top, right, bottom }] of [land, ...others].entries()) {
    const thing = { collection: 'communes', id: String(index), name: index ? '' : name, properties: { lau2_code: `010${index}` } };
    const box = /** @type {[number, number, number, number]} */ ([left, top, right, bottom]);
    all.made.hits.areas.push({ thing, box, rings: [[left, top, right, top, right, bottom, left, bottom, left, top]] });
    if (!index) all.made.anchors.set('communes/0', { thing, box, type: 3 });
  }
  return all;
}

test('a long name that is wider than its commune stands on two lines, and on one where there is room', () => {
  for (const [name, lines] of /** @type {[string, string[]][]} */ ([['Esch-sur-Alzette', ['Esch-sur-', 'Alzette']], ['Weiler zum Turm', ['Weiler', 'zum Turm']]])) {
    const narrow = communeOn(name, { left: 400, top: 200, right: 475, bottom: 400 });
    paintNames(narrow.made);
    assert.deepEqual(narrow.written.map(({ text }) => text), lines);
    assert.ok(narrow.written[1].top > narrow.written[0].top);
    for (const { left, right } of narrow.written) assert.ok(left >= 400 && right <= 475, `${left} to ${right}`);
    const wide = communeOn(name, { left: 200, top: 200, right: 700, bottom: 400 });
    paintNames(wide.made);
    assert.deepEqual(wide.written.map(({ text }) => text), [name]);
  }
});

test('where its land is full of signs a commune has no name rather than one on the land of another', () => {
  const { made, written } = communeOn('Strassen', { left: 400, top: 200, right: 600, bottom: 300 }, [{ left: 400, top: 300, right: 600, bottom: 500 }]);
  made.occupancy.take(400, 200, 600, 300);
  paintNames(made);
  assert.deepEqual(written, []);
});

test('what is chosen is named where least is in the way, though no place is free', () => {
  const sign = { x: 500, y: 350, name: 'Garden' };
  const { made, written } = frame({ signs: [sign], change: { selected: 'local-initiatives/Garden' } });
  // A dot on each side, and buttons all over the right.
  for (const [x, y] of [[450, 350], [500, 320], [500, 380], [450, 320], [450, 380]]) made.occupancy.take(x - 2, y - 2, x + 2, y + 2);
  made.occupancy.take(502, 200, 800, 500);
  paintNames(made);
  assert.equal(written.length, 1);
  assert.ok(written[0].right <= 500, `it ends at ${written[0].right} px`);
});

test('no name is cut in two by the edge of the view', () => {
  const signs = [{ x: 899, y: 350, name: 'At the very edge of what is seen' }, { x: 915, y: 500, name: 'Just out of sight' }, ...scattered(60)];
  const { made, written } = frame({ signs });
  const [edgeX, edgeY] = [100, 80];
  paintNames(Object.assign(made, { marginX: edgeX, marginY: edgeY }));
  assert.ok(written.length > 20);
  const cut = written.filter(({ left, right, top, bottom }) => (left < edgeX && right > edgeX) || (left < WIDTH - edgeX && right > WIDTH - edgeX) || (top < edgeY && bottom > edgeY) || (top < HEIGHT - edgeY && bottom > HEIGHT - edgeY));
  assert.deepEqual(
    cut.filter(({ left, right, top, bottom }) => left < WIDTH - edgeX && right > edgeX && top < HEIGHT - edgeY && bottom > edgeY).map(({ text }) => text),
    [],
  );
});
