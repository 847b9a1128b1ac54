/** Moves signs apart that would cover each other, as little as possible. Pure and always the same for the same input. */

/** @typedef {{x: number, y: number, radius: number}} Disc px */

const ROUNDS = 24;

/**
 * @template {Disc} D
 * @param {D[]} discs @param {number} farthest how far a disc may move from its place, px
 * @returns {{disc: D, x: number, y: number}[]} in the same order, with the new place
 */
export function spread(discs, farthest) {
  const placed = discs.map((disc, index) => ({ disc, index, x: disc.x, y: disc.y }));
  const order = [...placed];
  const widest = discs.reduce((most, { radius }) => Math.max(most, radius), 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    // Sorted from left to right, only neighbours within reach are compared; after the first round hardly any change places.
    order.sort((a, b) => a.x - b.x || a.index - b.index);
    for (let first = 0; first < order.length; first += 1) {
      const a = order[first];
      const reach = a.disc.radius + widest;
      for (let second = first + 1; second < order.length; second += 1) {
        const b = order[second];
        if (b.x - a.x > reach) break;
        const dy = b.y - a.y;
        if (dy < reach && dy > -reach) moved = pushApart(a, b) || moved;
      }
    }
    for (const sign of placed) keepNear(sign, farthest);
    if (!moved) break;
  }
  return placed.map(({ disc, x, y }) => ({ disc, x, y }));
}

/** @typedef {{disc: Disc, index: number, x: number, y: number}} Placed */

/** @param {Placed} a @param {Placed} b @returns {boolean} whether they covered each other */
function pushApart(a, b) {
  let [dx, dy] = [b.x - a.x, b.y - a.y];
  // Many thousand times a picture, where Math.hypot takes ten times as long.
  let distance = Math.sqrt(dx * dx + dy * dy);
  const overlap = a.disc.radius + b.disc.radius - distance;
  if (overlap <= 0.5) return false;
  if (distance < 0.01) {
    // Two on one spot part along a direction of their own, by the golden angle.
    const angle = (a.index + b.index) * 2.39996;
    [dx, dy, distance] = [Math.cos(angle), Math.sin(angle), 1];
  }
  const push = (overlap / 2 / distance) * 0.9;
  a.x -= dx * push;
  a.y -= dy * push;
  b.x += dx * push;
  b.y += dy * push;
  return true;
}

/** @param {Placed} sign @param {number} farthest px */
function keepNear(sign, farthest) {
  const [dx, dy] = [sign.x - sign.disc.x, sign.y - sign.disc.y];
  const distance = Math.sqrt(dx * dx + dy * dy);
  if (distance <= farthest) return;
  sign.x = sign.disc.x + (dx / distance) * farthest;
  sign.y = sign.disc.y + (dy / distance) * farthest;
}
