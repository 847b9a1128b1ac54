/** Outlines of places on a small map, each in its own colour and stroke; to look at, not to draw. */

import L from './leaflet.js';

/** A pin has no outline: a ring of this radius stands for it, px. */
const RING_PX = 9;

/**
 * @param {L.Map} map
 * @param {Record<string, import('geojson').Geometry>} places by name; the last lies on top
 */
export function showOutlines(map, places) {
  const group = L.featureGroup(
    Object.entries(places).map(([name, place]) => {
      const style = { className: `outline outline--${name}`, interactive: false };
      return L.geoJSON(place, { style: () => style, pointToLayer: (_feature, at) => L.circleMarker(at, { ...style, radius: RING_PX }) });
    }),
  ).addTo(map);
  map.fitBounds(group.getBounds(), { padding: [30, 30], maxZoom: 17, animate: false });
}

/**
 * @param {L.Map} map
 * @returns {{show: (text: string, follow: boolean) => void, isShown: () => boolean}} shows a place of several parts or many corners as it is, in the hue of what is drawn; an empty text shows none
 */
export function passiveOutline(map) {
  const group = L.featureGroup().addTo(map);
  return {
    show(text, follow) {
      group.clearLayers();
      if (!text) return;
      try {
        const style = { className: 'sketch', interactive: false };
        group.addLayer(L.geoJSON(JSON.parse(text), { style: () => style, pointToLayer: (_feature, at) => L.circleMarker(at, { ...style, radius: RING_PX }) }));
      } catch {
        return; // typed by hand and not yet a shape; what is wrong with it is said when it is sent
      }
      if (follow && group.getBounds().isValid()) map.fitBounds(group.getBounds(), { padding: [30, 30], maxZoom: 17, animate: false });
    },
    isShown: () => group.getLayers().length > 0,
  };
}
