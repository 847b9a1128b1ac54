/** Sites, who uses them and who is left out, on the map; a site can be dragged to try another place. */

import L, { inWords } from './leaflet.js';
import { makeMovable } from './movable.js';

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

/** @param {L.Map} map @param {{label: (number: number) => string, hint: string, jobs: (who: Who, unit: string) => string, onMove: (index: number, at: LonLat) => void}} options */
export function makeSitingMarks(map, { label, hint, jobs, onMove }) {
  const ground = L.layerGroup().addTo(map);
  const pins = L.layerGroup().addTo(map);
  /** @type {{marker: L.Marker, put: (at: L.LatLng) => boolean}[]} */
  let sites = [];

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
    const move = (/** @type {L.LatLng} */ { lng, lat }) => onMove(index, [lng, lat]);
    marker.on('dragend', () => move(marker.getLatLng()));
    const { put } = makeMovable(map, marker, { hint, onMove: move });
    pins.addLayer(marker);
    return { marker, put };
  }

  return {
    /** @param {L.LatLng} at @returns {boolean} whether a site that was taken up is put down there */
    put: (at) => sites.some(({ put }) => put(at)),
    /** @param {{unit: string, demand: Who[], candidates: {at: LonLat}[], best: Choice, own?: Choice}} answer @param {LonLat[] | null} own */
    show({ unit, demand, candidates, best, own: chosen }, own) {
      const focused = sites.findIndex(({ marker }) => marker.getElement() === document.activeElement);
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
      sites = (own ?? best.sites.map(({ at }) => at)).map((at, index) => pin(at, index, Boolean(own)));
      sites[focused]?.marker.getElement()?.focus();
    },
    clear() {
      sites = [];
      ground.clearLayers();
      pins.clearLayers();
    },
  };
}
