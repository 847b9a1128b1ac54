/** Where the name of a thing may stand: beside its sign, on its land. Pure, knows no picture. */

/** @typedef {{text: string, x: number, y: number, away: number, size: number, weight: number, colour: string, rank: number, spaced?: boolean, within?: [number, number, number, number], land?: [number, number, number, number], onlyOnLand?: boolean, isInside?: (x: number, y: number) => boolean}} Name away: distance from the middle to the text; 0: on it. within: the box that its middle may not leave; land: the box of the land it names, as far as it is in sight; isInside: of that land; onlyOnLand: anywhere there, its middle is out of sight */

/** Where a name may go that lies on what it names: lines up or down and shares of its width aside, nearest first. */
const TRIES = [0, 1.5, -1.5, 3, -3, 4.5, -4.5]
  .flatMap((lines) => [0, -0.45, 0.45].map((share) => ({ lines, share })))
  .sort((a, b) => Math.abs(a.lines) + 3 * Math.abs(a.share) - Math.abs(b.lines) - 3 * Math.abs(b.share));

/** @param {Name} name @param {number} width px @returns {[number, number][]} left edge and middle line of the places it may take, best first */
export function placesFor({ x, y, away, size, within }, width) {
  if (!away) {
    return TRIES
      .map(({ lines, share }) => /** @type {[number, number]} */ ([x + share * width, y + lines * size]))
      .filter(([middle, line]) => !within || isWithin(within, middle, line))
      .map(([middle, line]) => [middle - width / 2, line]);
  }
  const [near, line] = [away * 0.75, away * 0.75 + size * 0.4];
  const beside = /** @type {[number, number][]} */ ([[x + away, y], [x - away - width, y], [x - width / 2, y + away + size * 0.6], [x - width / 2, y - away - size * 0.6]]);
  const further = away + 8;
  return [...beside, [x + further, y], [x - further - width, y], [x + near, y - line], [x + near, y + line], [x - near - width, y - line], [x - near - width, y + line]];
}

/** The smallest that is read well on paper and in the sun, px. */
const SMALLEST = 11;
/** A name that is shorter stays on one line. */
const LEAST_TO_BREAK = 10;

/** A long name on two lines that are as equal as they can be: broken behind a hyphen or at a space. @param {string} text @returns {string[]} */
export function broken(text) {
  const ends = [...text.slice(0, -1)].flatMap((letter, at) => ('- '.includes(letter) ? [at + 1] : []));
  if (text.length < LEAST_TO_BREAK || !ends.length) return [text];
  const end = ends.reduce((best, next) => (Math.abs(text.length - 2 * next) < Math.abs(text.length - 2 * best) ? next : best));
  return [text.slice(0, end).trimEnd(), text.slice(end)];
}

/** Lines and size in which it may be written: of a commune on two lines or smaller before none. @param {Name} name @returns {{lines: string[], size: number}[]} best first */
export function formsOf({ text, size, isInside }) {
  if (!isInside) return [{ lines: [text], size }];
  const [one, two] = [[text], broken(text)];
  const sizes = size > SMALLEST ? [size, SMALLEST] : [size];
  return sizes.flatMap((each) => (two.length > 1 ? [one, two] : [one]).map((lines) => ({ lines, size: each })));
}

/** In steps of a share of its box, nearest to the middle first. */
const STEPS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5];
const ON_LAND = STEPS.flatMap((row) => STEPS.map((column) => ({ row, column }))).sort((a, b) => a.row ** 2 + a.column ** 2 - b.row ** 2 - b.column ** 2);

/** Elsewhere on the land that it names, where its middle is full of signs; one by one, most are never asked for. @param {Name} name @param {number} width px @returns {Generator<[number, number]>} */
export function* placesOnLand({ land, isInside }, width) {
  if (!land || !isInside) return;
  const [left, top, right, bottom] = land;
  const [stepX, stepY] = [(right - left) / 13, (bottom - top) / 13];
  for (const { row, column } of ON_LAND) yield [(left + right) / 2 + column * stepX - width / 2, (top + bottom) / 2 + row * stepY];
}

/** In the inner part of the box: near its corners one would take the name for a neighbour's. @param {[number, number, number, number]} box @param {number} x @param {number} y @returns {boolean} */
function isWithin([left, top, right, bottom], x, y) {
  const [edgeX, edgeY] = [(right - left) * 0.25, (bottom - top) * 0.2];
  return x > left + edgeX && x < right - edgeX && y > top + edgeY && y < bottom - edgeY;
}
