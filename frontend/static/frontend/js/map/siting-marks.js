/** Sites, who uses them and who is left out, on the map; a site can be dragged to try another place. */

import L, { inWords } from './leaflet.js';

/** @typedef {[number, number]} LonLat */
/** @typedef {{id: string, name: string, at: LonLat, jobs: number, establishments: number, mean_min: number | null, adds_jobs: number, fixed: boolean}} Site */
/** @typedef {{from: LonLat, to: LonLat}} Line */
/** @typedef {{sites: Site[], lines: Line[], left_out: {id: number, jobs: number, reason: string}[], served_jobs: number, all_jobs: number, mean_min: number | null, sentences: string[]}} Choice */
/** @typedef {{id: number, name: string, jobs: number | null, at: LonLat}} Who */

const SMALLEST_PX = 4;
// The area of a dot follows the jobs; of a flow the largest is as large.
const JOBS_OF_LARGEST = 400;
const LARGEST_PX = 9;

/** @param {LonLat} position @returns {[number, number]} */
const latLng = ([lon, lat]) => [lat, lon];

/** @param {L.Map} map @param {{label: (number: number) => string, jobs: (who: Who, unit: string) => string, onMove: (index: number, at: LonLat) => void}} options */
export function makeSitingMarks(map, { label, jobs, onMove }) {
  const ground = L.layerGroup().addTo(map);
  const pins = L.layerGroup().addTo(map);

  /** @param {Choice} choice @param {boolean} isOwn */
  function lines(choice, isOwn) {
    for (const { from, to } of choice.lines) {
      ground.addLayer(L.polyline([latLng(from), latLng(to)], { className: `siting__line${isOwn ? ' siting__line--own' : ''}`, interactive: false }));
    }
  }

  /** @param {LonLat} at @param {number} index @param {boolean} isOwn */
  function pin(at, index, isOwn) {
    const html = String(index + 1);
    const icon = L.divIcon({ className: `siting__pin${isOwn ? ' siting__pin--own' : ''}`, html, iconSize: [30, 30], iconAnchor: [15, 15] });
    const marker = L.marker(latLng(at), { icon, draggable: true, title: label(index + 1), alt: label(index + 1), zIndexOffset: isOwn ? 2000 : 1000 });
    marker.on('dragend', () => {
      const { lng, lat } = marker.getLatLng();
      onMove(index, [lng, lat]);
    });
    pins.addLayer(marker);
  }

  return {
    /** @param {{unit: string, demand: Who[], candidates: {at: LonLat}[], best: Choice, own?: Choice}} answer @param {LonLat[] | null} own */
    show({ unit, demand, candidates, best, own: chosen }, own) {
      ground.clearLayers();
      pins.clearLayers();
      const shown = chosen ?? best;
      const leftOut = new Set(shown.left_out.map(({ id }) => id));
      for (const { at } of candidates) ground.addLayer(L.circleMarker(latLng(at), { radius: 3, className: 'siting__candidate', interactive: false }));
      lines(shown, Boolean(chosen));
      const largest = unit && unit !== 'jobs' ? Math.max(...demand.map(({ jobs }) => jobs ?? 0)) : JOBS_OF_LARGEST;
      for (const who of demand) {
        const radius = Math.max(SMALLEST_PX, LARGEST_PX * Math.sqrt((who.jobs ?? 0) / largest));
        const dot = L.circleMarker(latLng(who.at), { radius, className: `siting__who${leftOut.has(who.id) ? ' siting__who--left-out' : ''}` });
        ground.addLayer(dot.bindTooltip(inWords(jobs(who, unit))));
      }
      if (own) for (const [index, at] of own.entries()) pin(at, index, true);
      else for (const [index, { at }] of best.sites.entries()) pin(at, index, false);
    },
    clear() {
      ground.clearLayers();
      pins.clearLayers();
    },
  };
}
