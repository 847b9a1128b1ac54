/** Writes names: important ones first, beside what they name, never over a symbol or another name. */

import { CROWDED, eachIn, thingIn } from './crowd.js';
import { communeNames } from './commune-names.js';
import { isFaint, keyOf } from './frame.js';
import { formsOf, placesFor, placesOnLand } from './name-places.js';
import { FONT } from './shapes.js';
import { FORMS, discRadiusPx } from './styles.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./name-places.js').Name} Name */

/** From which zoom on the things of a collection carry their names. @type {Record<string, number>} */
const NAMED_FROM = {
  'local-initiatives': 14,
  'cooperation-projects': 13,
  'pooled-services': 14,
  'transit-stops': 14,
  'public-places': 16,
  'business-parks': 13,
  'construction-zones': 14,
  'working-groups': 13,
  establishments: 16,
};

/** @param {Frame} frame @param {import('./hit-test.js').SymbolHit} symbol @returns {Name[]} its name, if it carries one at this zoom */
function symbolName(frame, { thing, x, y, radius }) {
  const { scene, palette, zoom } = frame;
  const key = keyOf(thing);
  const chosen = key === scene.selected || key === scene.hovered;
  if (!thing.name || (!chosen && (zoom < (NAMED_FROM[thing.collection] ?? 99) || isFaint(frame, thing)))) return [];
  const placed = thing.collection in FORMS;
  const colour = placed ? palette.placed[thing.collection] : thing.collection === 'transit-stops' ? palette.tram : palette.quiet;
  return [{ text: shortened(thing.name), x, y, away: radius + (chosen ? 8 : 3), size: placed ? 13 : 12, weight: chosen || placed ? 600 : 400, colour, rank: chosen ? 0 : placed ? 20 : thing.collection === 'transit-stops' ? 40 : 80 }];
}

/** So many establishments are tried for a name, the largest first: more never find room, and measuring them takes long. */
const MOST_WORKPLACES = 300;

/** @param {Frame} frame @returns {import('./hit-test.js').SymbolHit[]} the establishments that may carry a name */
function workplaces(frame) {
  const { hits, scene, width, height, zoom } = frame;
  const lifted = [scene.selected, scene.hovered].filter((key) => key.startsWith(`${CROWDED}/`)).map((key) => Number(key.slice(CROWDED.length + 1)));
  const most = zoom < NAMED_FROM[CROWDED] ? 0 : MOST_WORKPLACES;
  const found = hits.crowds.flatMap((place) => {
    const { crowd } = place;
    /** @type {{place: typeof place, index: number, x: number, y: number}[]} */
    const seen = [];
    eachIn(place, (x, y, index) => {
      if (x < 0 || y < 0 || x > width || y > height) return true;
      if (seen.length < most || lifted.includes(crowd.ids[index])) seen.push({ place, index, x, y });
      return seen.length < most || lifted.length > 0;
    });
    return seen;
  });
  const jobs = (/** @type {typeof found[0]} */ { place, index }) => place.crowd.jobs[index];
  const isLifted = (/** @type {typeof found[0]} */ { place, index }) => lifted.includes(place.crowd.ids[index]);
  return found
    .sort((a, b) => jobs(b) - jobs(a))
    .filter((each, rank) => rank < most || isLifted(each))
    .map(({ place, index, x, y }) => ({ thing: thingIn(place.crowd, index), x, y, radius: discRadiusPx(place.crowd.jobs[index], zoom) }));
}

/** @param {Frame} frame @returns {Name[]} */
function symbolNames(frame) {
  return [...frame.hits.symbols, ...workplaces(frame)].flatMap((symbol) => symbolName(frame, symbol));
}

/** @param {Frame} frame @returns {Name[]} */
function areaNames(frame) {
  const { anchors, palette, scene, zoom } = frame;
  return [...anchors.values()].flatMap(({ thing, box, type }) => {
    if (type !== 3 || thing.collection === 'communes' || thing.collection in FORMS || !thing.name) return [];
    const chosen = [scene.selected, scene.hovered].includes(keyOf(thing));
    if (!chosen && (zoom < (NAMED_FROM[thing.collection] ?? 99) || box[2] - box[0] < 40)) return [];
    const colour = { 'business-parks': palette.park, 'construction-zones': palette.zone }[thing.collection] ?? palette.quiet;
    return [{ text: thing.name, x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2, away: 0, size: 12.5, weight: chosen ? 600 : 500, colour, rank: chosen ? 1 : 60 }];
  });
}

/** @param {string} text @returns {string} */
function shortened(text) {
  return text.length > 34 ? `${text.slice(0, 32).trimEnd()}…` : text;
}

/** From line to line, and half the height of a line: shares of the size. */
const [LINE, HALF] = [1.1, 0.62];
/** Where on its land a name lies, in shares of its width: nearly all of it, else its middle. */
const [ALL, MOST] = [[0.08, 0.5, 0.92], [0.3, 0.7]];

/** @typedef {{lines: string[], size: number}} Form */
/** @typedef {{left: number, middle: number, width: number, half: number, form: Form}} Place left edge and middle line */

/** @param {Frame} frame @param {Name} name @returns {(form: Form) => {width: number, half: number}} how large it is in a form; sets the pen */
function measureIn({ ctx }, name) {
  return ({ lines, size }) => {
    ctx.font = `${name.weight} ${size}px ${FONT}`;
    ctx.letterSpacing = name.spaced ? '0.04em' : '0em';
    return { width: Math.max(...lines.map((line) => ctx.measureText(line).width)), half: size * (HALF + (LINE / 2) * (lines.length - 1)) };
  };
}

/** @param {Frame} frame @param {Name} name @param {(form: Form) => {width: number, half: number}} measure @returns {Place | null} where it stands; null: it has no room */
function placeOf(frame, name, measure) {
  const { occupancy, marginX, marginY } = frame;
  const [rightEdge, bottomEdge] = [frame.width - marginX, frame.height - marginY];
  /** @param {Form} form @returns {Generator<Place>} */
  function* placesIn(form) {
    const { width, half } = measure(form);
    for (const [left, middle] of name.onlyOnLand ? [] : placesFor(name, width)) yield { left, middle, width, half, form };
    for (const [left, middle] of placesOnLand(name, width)) yield { left, middle, width, half, form };
  }
  const isSeen = (/** @type {Place} */ { left, middle, width, half }) => left > marginX && left + width < rightEdge && middle - half > marginY && middle + half < bottomEdge;
  const isUnseen = (/** @type {Place} */ { left, middle, width, half }) => left > rightEdge || left + width < marginX || middle - half > bottomEdge || middle + half < marginY;
  const boxOf = (/** @type {Place} */ { left, middle, width, half }) => /** @type {const} */ ([left - 2, middle - half, left + width + 2, middle + half]);
  const isFree = (/** @type {Place} */ place) => occupancy.isFree(...boxOf(place));
  const forms = formsOf(name);
  const isOnLand = (/** @type {Place} */ { left, middle, width }, /** @type {number[]} */ shares) => !name.isInside || shares.every((share) => name.isInside?.(left + share * width, middle));
  /** Beside signs and names, but not all of it on its land. @type {Place[]} */
  const free = [];
  for (const form of forms) {
    for (const place of placesIn(form)) {
      if (!isSeen(place) || !isFree(place)) continue;
      if (isOnLand(place, ALL)) return place;
      free.push(place);
    }
  }
  const mostlyOnLand = free.find((place) => isOnLand(place, MOST));
  if (mostlyOnLand) return mostlyOnLand;
  // For who drags the map. At the edge a name would be cut in two: it waits until the map has come to rest.
  const places = [...placesIn(forms[0])];
  const unseen = places.find((place) => isUnseen(place) && isFree(place));
  if (unseen || name.rank > 1) return unseen ?? null;
  const inView = places.filter(isSeen);
  const taken = (inView.length ? inView : places).map((place) => ({ place, cells: occupancy.taken(...boxOf(place)) }));
  return taken.reduce((best, next) => (next.cells < best.cells ? next : best)).place;
}

/** @param {Frame} frame */
export function paintNames(frame) {
  const { ctx, palette, occupancy } = frame;
  const names = [...communeNames(frame), ...symbolNames(frame), ...areaNames(frame)].sort((a, b) => a.rank - b.rank || b.size - a.size);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  for (const name of names) {
    const measure = measureIn(frame, name);
    const place = placeOf(frame, name, measure);
    if (!place) continue;
    const { left, middle, width, half, form } = place;
    occupancy.take(left - 2, middle - half, left + width + 2, middle + half);
    measure(form);
    ctx.strokeStyle = palette.paper;
    ctx.lineWidth = 3.5;
    ctx.fillStyle = name.colour;
    const written = form.lines.map((line, number) => /** @type {[string, number, number]} */ ([line, left + (width - ctx.measureText(line).width) / 2, middle + (number - (form.lines.length - 1) / 2) * form.size * LINE]));
    // All halos first: that of the second line lies over no letter of the first.
    for (const line of written) ctx.strokeText(...line);
    for (const line of written) ctx.fillText(...line);
  }
  ctx.letterSpacing = '0em';
}
