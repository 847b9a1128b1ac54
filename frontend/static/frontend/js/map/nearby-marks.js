/** The circle around a place and the numbers on what lies nearest: the map side of Nearby. */

import L from './leaflet.js';

/** @typedef {{lon: number, lat: number, radius_m: number, by?: string}} Around the circle is for metres only */
/** More numbers than this cover each other. */
const MOST_NUMBERED = 30;

/** @param {L.Map} map @param {{label: string, onMove: (at: {lon: number, lat: number}) => void}} options */
export function makeNearbyMarks(map, { label, onMove }) {
  const circle = L.circle([0, 0], { radius: 1, className: 'nearby-circle', interactive: false });
  const pin = L.marker([0, 0], {
    draggable: true,
    title: label,
    alt: label,
    zIndexOffset: 1000,
    icon: L.divIcon({ className: 'nearby-pin', iconSize: [28, 28], iconAnchor: [14, 14] }),
  });
  const numbers = L.layerGroup();
  pin.on('drag', () => circle.setLatLng(pin.getLatLng()));
  pin.on('dragend', () => {
    const { lng, lat } = pin.getLatLng();
    onMove({ lon: lng, lat });
  });
  return {
    /** @param {Around} around */
    show({ lon, lat, radius_m, by }) {
      circle.setLatLng([lat, lon]).setRadius(radius_m);
      if (by) circle.remove();
      else circle.addTo(map);
      pin.setLatLng([lat, lon]).addTo(map);
    },
    /** So that the whole circle is seen. @param {{right: number, bottom: number}} covered px of the map */
    frame({ right, bottom }) {
      map.fitBounds(circle.getBounds(), { paddingTopLeft: [20, 20], paddingBottomRight: [20 + right, 20 + bottom], animate: false });
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
      pin.remove();
      numbers.clearLayers().remove();
    },
  };
}
