/** Writes names: important ones first, beside what they name, never over a symbol or another name. */

import { CROWDED, eachIn, thingIn } from './crowd.js';
import { communeNames } from './commune-names.js';
import { isFaint, keyOf } from './frame.js';
import { placesFor, placesOnLand } from './name-places.js';
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

/** The smallest that is read well on paper and in the sun, px. */
const SMALLEST = 11;

/** @param {Frame} frame */
export function paintNames(frame) {
  const { ctx, palette, occupancy } = frame;
  const names = [...communeNames(frame), ...symbolNames(frame), ...areaNames(frame)].sort((a, b) => a.rank - b.rank || b.size - a.size);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  for (const name of names) {
    let [width, half] = [0, 0];
    const isFree = (/** @type {[number, number]} */ [left, middle]) => occupancy.isFree(left - 2, middle - half, left + width + 2, middle + half);
    const taken = (/** @type {[number, number]} */ [left, middle]) => occupancy.taken(left - 2, middle - half, left + width + 2, middle + half);
    const isSeen = (/** @type {[number, number]} */ [left, middle]) => left > frame.marginX && left + width < frame.width - frame.marginX && middle - half > frame.marginY && middle + half < frame.height - frame.marginY;
    // For who drags the map. At the edge a name would be cut in two: it waits until the map has come to rest.
    const isUnseen = (/** @type {[number, number]} */ [left, middle]) => left > frame.width - frame.marginX || left + width < frame.marginX || middle - half > frame.height - frame.marginY || middle + half < frame.marginY;
    const isOnLand = (/** @type {[number, number]} */ [left, middle]) => [0.2, 0.8].every((share) => name.isInside?.(left + share * width, middle));
    const measure = (/** @type {number} */ size) => {
      ctx.font = `${name.weight} ${size}px ${FONT}`;
      ctx.letterSpacing = name.spaced ? '0.04em' : '0em';
      width = ctx.measureText(name.text).width;
      half = size * 0.62;
    };
    measure(name.size);
    const places = name.onlyOnLand ? [] : placesFor(name, width);
    const inView = places.filter(isSeen);
    let place = inView.find(isFree) ?? places.find((each) => isUnseen(each) && isFree(each)) ?? placesOnLand(name, width).find((each) => isSeen(each) && isFree(each) && isOnLand(each));
    if (!place && name.isInside && name.size > SMALLEST) {
      measure(SMALLEST);
      place = placesOnLand(name, width).find((each) => isSeen(each) && isFree(each) && isOnLand(each));
    }
    if (!place && name.rank > 1) continue;
    const [left, middle] = place ?? (inView.length ? inView : places).map((each) => ({ each, taken: taken(each) })).reduce((best, next) => (next.taken < best.taken ? next : best)).each;
    occupancy.take(left - 2, middle - half, left + width + 2, middle + half);
    ctx.strokeStyle = palette.paper;
    ctx.lineWidth = 3.5;
    ctx.strokeText(name.text, left, middle);
    ctx.fillStyle = name.colour;
    ctx.fillText(name.text, left, middle);
  }
  ctx.letterSpacing = '0em';
}
