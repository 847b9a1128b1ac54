/** Curves from a raster's values to scores, as layers/rasters/reclassify.py has them; here only to be drawn. */

/** @typedef {{kind: string, low?: number, high?: number, centre?: number, spread?: number, good_from?: number, good_to?: number}} Curve */

/** The numbers of each kind, in the order they are asked for. @type {Record<string, ('low' | 'high' | 'centre' | 'spread' | 'good_from' | 'good_to')[]>} */
export const NUMBERS = {
  'linear-down': ['low', 'high'],
  'linear-up': ['low', 'high'],
  gaussian: ['centre', 'spread'],
  trapezoid: ['low', 'good_from', 'good_to', 'high'],
};

/** @param {number} share @returns {number} */
const within01 = (share) => Math.min(1, Math.max(0, share));

/** @param {number} value @param {number} from @param {number} to @returns {number} 0 at `from`, 1 at `to`; a step where they are equal */
const slope = (value, from, to) => (from === to ? Number(value > to) : within01((value - from) / (to - from)));

/** @param {Curve} curve @param {number} value @returns {number} from 0, unfit, to 1, fit */
export function scoreOf({ kind, low = 0, high = 1, centre = 0, spread = 1, good_from = 0, good_to = 0 }, value) {
  if (kind === 'gaussian') return Math.exp(-0.5 * ((value - centre) / spread) ** 2);
  if (kind === 'trapezoid') {
    if (value < good_from) return slope(value, low, good_from);
    return value > good_to ? 1 - slope(value, good_to, high) : 1;
  }
  const up = within01((value - low) / (high - low));
  return kind === 'linear-up' ? up : 1 - up;
}

/** @param {string} kind @param {[number, number]} usual where most values lie @returns {Curve} a first guess */
export function firstCurve(kind, [low, high]) {
  const middle = (low + high) / 2;
  const span = high - low;
  if (kind === 'gaussian') return { kind, centre: middle, spread: span / 4 };
  if (kind === 'trapezoid') return { kind, low, good_from: low + span / 4, good_to: high - span / 4, high };
  return { kind, low, high };
}

/** @param {Curve} curve @param {number} from @param {number} to @param {number} width @param {number} height @returns {string} points of a polyline, left to right */
export function chartPoints(curve, from, to, width, height) {
  const steps = 60;
  return Array.from({ length: steps + 1 }, (_none, step) => {
    const score = scoreOf(curve, from + ((to - from) * step) / steps);
    return `${((width * step) / steps).toFixed(1)},${(height * (1 - score)).toFixed(1)}`;
  }).join(' ');
}
