/** Writes names: important ones first, beside what they name, never over a symbol or another name. */

import { CROWDED, eachIn, thingIn } from './crowd.js';
import { isFaint, keyOf, lonLatOnCanvas } from './frame.js';
import { isInside } from './hit-test.js';
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
  'business-parks': 13,
  'construction-zones': 14,
  'working-groups': 13,
  establishments: 16,
};

/** @param {Frame} frame @param {number} x @param {number} y @returns {{x: number, y: number}} the nearest point well inside the view */
function nearestInView({ width, height, marginX, marginY }, x, y) {
  const [edgeX, edgeY] = [marginX + 90, marginY + 40];
  return { x: Math.max(edgeX, Math.min(width - edgeX - 60, x)), y: Math.max(edgeY, Math.min(height - edgeY, y)) };
}

/** @param {Frame} frame @returns {(code: string, x: number, y: number) => boolean} whether the point lies in the commune */
function landsOf({ hits }) {
  const communes = hits.areas.filter(({ thing }) => thing.collection === 'communes');
  return (code, x, y) => communes.some(({ thing, rings, box: [left, top, right, bottom] }) => x >= left && x <= right && y >= top && y <= bottom && thing.properties.lau2_code === code && isInside(rings, x, y));
}

/** @param {Frame} frame @returns {{code: string, name: string, box: [number, number, number, number]}[]} left, top, right, bottom px */
function communesOf(frame) {
  if (frame.scene.communes) {
    return frame.scene.communes.map(({ code, name, bbox: [west, south, east, north] }) => ({ code, name, box: [...lonLatOnCanvas(frame, west, north), ...lonLatOnCanvas(frame, east, south)] }));
  }
  const drawn = [...frame.anchors.values()].filter(({ thing }) => thing.collection === 'communes');
  return drawn.map(({ thing, box }) => ({ code: String(thing.properties.lau2_code), name: thing.name, box }));
}

/** @param {Frame} frame @returns {Name[]} */
function communeNames(frame) {
  const { palette, scene, zoom } = frame;
  const liesIn = landsOf(frame);
  return communesOf(frame).flatMap(({ code, name, box: [left, top, right, bottom] }) => {
    const near = nearestInView(frame, (left + right) / 2, (top + bottom) / 2);
    const moved = near.x !== (left + right) / 2 || near.y !== (top + bottom) / 2;
    // Of a commune larger than the view the middle may be out of sight: its name then stands where it is seen.
    if (moved && !liesIn(code, near.x, near.y)) return [];
    const inside = !scene.region || scene.region.has(code);
    const width = right - left;
    if (width < 5.5 * name.length) return [];
    const size = Math.max(11, Math.min(19, 8 + Math.sqrt(width * (bottom - top)) / 22));
    const colour = inside ? palette.ink : palette.quiet;
    const weight = zoom > 14 ? 400 : inside ? 600 : 400;
    return [{ text: name, ...near, away: 0, size, weight, colour, rank: inside ? 50 : 90, spaced: true, within: moved ? undefined : [left, top, right, bottom], isInside: (x, y) => liesIn(code, x, y) }];
  });
}

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
    let width = 0;
    let half = 0;
    const isFree = (/** @type {[number, number]} */ [left, middle]) => occupancy.isFree(left - 2, middle - half, left + width + 2, middle + half);
    const isSeen = (/** @type {[number, number]} */ [left, middle]) => left > frame.marginX && left + width < frame.width - frame.marginX && middle > frame.marginY && middle < frame.height - frame.marginY;
    const isOnLand = (/** @type {[number, number]} */ [left, middle]) => [0.2, 0.8].every((share) => name.isInside?.(left + share * width, middle));
    const measure = (/** @type {number} */ size) => {
      ctx.font = `${name.weight} ${size}px ${FONT}`;
      ctx.letterSpacing = name.spaced ? '0.04em' : '0em';
      width = ctx.measureText(name.text).width;
      half = size * 0.62;
    };
    measure(name.size);
    const places = placesFor(name, width);
    const inView = places.filter(isSeen);
    let place = inView.find(isFree) ?? places.find(isFree) ?? placesOnLand(name, width).find((each) => isSeen(each) && isFree(each) && isOnLand(each));
    if (!place && name.isInside && name.size > SMALLEST) {
      measure(SMALLEST);
      place = placesOnLand(name, width).find((each) => isSeen(each) && isFree(each) && isOnLand(each));
    }
    if (!place && name.rank > 1) continue;
    const [left, middle] = place ?? inView[0] ?? places[0];
    occupancy.take(left - 2, middle - half, left + width + 2, middle + half);
    ctx.strokeStyle = palette.paper;
    ctx.lineWidth = 3.5;
    ctx.strokeText(name.text, left, middle);
    ctx.fillStyle = name.colour;
    ctx.fillText(name.text, left, middle);
  }
  ctx.letterSpacing = '0em';
}
