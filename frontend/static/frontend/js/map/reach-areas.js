/** The areas within so many minutes, the smaller ones deeper in colour. */

import L from './leaflet.js';

const STEP_MIN = 5;

/** @param {number} minutes @returns {string} every five minutes and the last: "5,10,12" */
export function stepsUpTo(minutes) {
  const steps = Array.from({ length: Math.ceil(minutes / STEP_MIN) - 1 }, (_step, index) => (index + 1) * STEP_MIN);
  return [...steps, minutes].join();
}

/** @param {L.Map} map */
export function makeReachAreas(map) {
  const areas = L.geoJSON(undefined, {
    interactive: false,
    style: (feature) => ({ className: `reach-area${feature?.properties.is_estimate ? ' reach-area--estimate' : ''}` }),
  });
  return {
    /** @param {import('geojson').FeatureCollection} found the largest first */
    show(found) {
      areas.clearLayers();
      areas.addData(found);
      areas.addTo(map);
    },
    /** @param {{right: number, bottom: number}} covered px of the map */
    frame({ right, bottom }) {
      const bounds = areas.getBounds();
      if (bounds.isValid()) map.fitBounds(bounds, { paddingTopLeft: [20, 20], paddingBottomRight: [20 + right, 20 + bottom], animate: false });
    },
    clear() {
      areas.clearLayers().remove();
    },
  };
}
