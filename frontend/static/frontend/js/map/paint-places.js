/** Paints public places: bus stops, car parks, plots. What stands for several is painted with the other signs. */

import { countOf, note, paintLift, spotsOf } from './paint-symbols.js';
import { drawPlace } from './shapes.js';
import { stamp } from './stamps.js';
import { placeRadiusPx } from './styles.js';

/** @param {import('./frame.js').Frame} frame @param {import('./frame.js').Piece[]} pieces */
export function paintPlaces(frame, pieces) {
  const { ctx, palette, scene, zoom, dpr } = frame;
  const radius = placeRadiusPx(zoom);
  for (const spot of spotsOf(frame, 'public-places', pieces)) {
    if (countOf(spot.thing)) continue;
    const kind = String(spot.thing.properties.kind);
    paintLift(frame, spot, radius);
    stamp(ctx, `place,${kind},${radius},${scene.scheme}`, spot.x, spot.y, radius + 2, dpr, (pen) => drawPlace(pen, { kind, x: 0, y: 0, radius }, palette));
    note(frame, spot, radius + 1);
  }
}
