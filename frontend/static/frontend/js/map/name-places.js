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

/** In steps of a share of its box, nearest to the middle first. */
const STEPS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5];
const ON_LAND = STEPS.flatMap((row) => STEPS.map((column) => ({ row, column }))).sort((a, b) => a.row ** 2 + a.column ** 2 - b.row ** 2 - b.column ** 2);

/** Elsewhere on the land that it names, where its middle is full of signs. @param {Name} name @param {number} width px @returns {[number, number][]} */
export function placesOnLand({ land, isInside }, width) {
  if (!land || !isInside) return [];
  const [left, top, right, bottom] = land;
  const [stepX, stepY] = [(right - left) / 13, (bottom - top) / 13];
  return ON_LAND.map(({ row, column }) => [(left + right) / 2 + column * stepX - width / 2, (top + bottom) / 2 + row * stepY]);
}

/** In the inner part of the box: near its corners one would take the name for a neighbour's. @param {[number, number, number, number]} box @param {number} x @param {number} y @returns {boolean} */
function isWithin([left, top, right, bottom], x, y) {
  const [edgeX, edgeY] = [(right - left) * 0.25, (bottom - top) * 0.2];
  return x > left + edgeX && x < right - edgeX && y > top + edgeY && y < bottom - edgeY;
}
