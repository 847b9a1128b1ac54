/** The circle around a place and the numbers on what lies nearest: the map side of Nearby. */

import L from './leaflet.js';
import { makeMovable } from './movable.js';

/** @typedef {import('../state/nearby.js').Nearby} Around the circle is for metres around a point only */
/** More numbers than this cover each other. */
const MOST_NUMBERED = 30;
/** Of the ground around an edge this much is seen. */
const LEAST_M = 50;

/** @param {L.Map} map @param {{label: string, hint: string, onMove: (at: {lon: number, lat: number}) => void}} options */
export function makeNearbyMarks(map, { label, hint, onMove }) {
  const circle = L.circle([0, 0], { radius: 1, className: 'nearby-circle', interactive: false });
  const pin = L.marker([0, 0], {
    draggable: true,
    title: label,
    alt: label,
    zIndexOffset: 1000,
    icon: L.divIcon({ className: 'nearby-pin', iconSize: [28, 28], iconAnchor: [14, 14] }),
  });
  const numbers = L.layerGroup();
  const drawn = L.polygon([], { className: 'sketch', interactive: false });
  pin.on('drag', () => circle.setLatLng(pin.getLatLng()));
  const move = (/** @type {L.LatLng} */ { lng, lat }) => onMove({ lon: lng, lat });
  pin.on('dragend', () => move(pin.getLatLng()));
  const { put } = makeMovable(map, pin, { hint, onMove: move });
  return {
    put: (/** @type {{lon: number, lat: number}} */ { lon, lat }) => put(L.latLng(lat, lon)),
    /** @param {Around} around @param {{drawing: boolean}} state what is being drawn shows itself */
    show({ lon, lat, radius_m, by, of, area }, { drawing }) {
      circle.setLatLng([lat, lon]).setRadius(radius_m);
      if (by || area || of?.startsWith('business-parks')) circle.remove();
      else circle.addTo(map);
      drawn.remove();
      if (area && !drawing) drawn.setLatLngs(area.map(([x, y]) => L.latLng(y, x))).addTo(map);
      if (area || drawing) pin.remove();
      else pin.setLatLng([lat, lon]).addTo(map);
    },
    /** So that everything within the radius is seen. @param {Around} around @param {{id: number, bbox: [number, number, number, number]}[]} parks @param {{right: number, bottom: number}} covered px of the map */
    frame({ radius_m, of, area, lon, lat }, parks, { right, bottom }) {
      const park = parks.find(({ id }) => of === `business-parks/${id}`);
      const corners = area ?? (park ? [[park.bbox[0], park.bbox[1]], [park.bbox[2], park.bbox[3]]] : [[lon, lat]]);
      const bounds = L.latLngBounds([]);
      for (const [x, y] of corners) bounds.extend(L.latLng(y, x).toBounds(2 * Math.max(radius_m, LEAST_M)));
      map.fitBounds(bounds, { paddingTopLeft: [20, 20], paddingBottomRight: [20 + right, 20 + bottom], animate: false });
    },
    /** @param {{lon: number, lat: number}[]} places nearest first */
    number(places) {
      numbers.clearLayers().addTo(map);
      for (const [index, { lon, lat }] of places.slice(0, MOST_NUMBERED).entries()) {
        const icon = L.divIcon({ className: 'nearby-number', html: String(index + 1), iconSize: [20, 20], iconAnchor: [-2, 20] });
        numbers.addLayer(L.marker([lat, lon], { icon, interactive: false, keyboard: false }));
      }
    },
    clear() {
      circle.remove();
      drawn.remove();
      pin.remove();
      numbers.clearLayers().remove();
    },
  };
}
