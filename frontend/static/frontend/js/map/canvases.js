/** The canvases of a layer, moved and sized as one: its picture and, where others draw above that, its names on top. */

import L from './leaflet.js';

/** Above what is drawn on the map, below its popups. */
const NAMES_PANE = 'names';
const NAMES_Z_INDEX = '450';

export class Canvases {
  /** @param {boolean} areNamesOnTop */
  constructor(areNamesOnTop) {
    this.picture = made();
    this.names = areNamesOnTop ? made() : this.picture;
  }

  /** @param {L.Map} map @param {HTMLElement | undefined} pane of the picture */
  addTo(map, pane) {
    pane?.append(this.picture);
    if (this.names === this.picture) return;
    const above = map.getPane(NAMES_PANE) ?? map.createPane(NAMES_PANE);
    above.style.zIndex = NAMES_Z_INDEX;
    above.style.pointerEvents = 'none';
    above.append(this.names);
  }

  remove() {
    for (const canvas of this.all) canvas.remove();
  }

  /** @param {L.Point} offset @param {number} scale */
  move(offset, scale) {
    for (const canvas of this.all) L.DomUtil.setTransform(canvas, offset, scale);
  }

  /** Empties them. @param {number} width @param {number} height px @param {number} dpr @returns {{ctx: CanvasRenderingContext2D, names: CanvasRenderingContext2D}} */
  clear(width, height, dpr) {
    for (const canvas of this.all) {
      canvas.width = Math.round(width * dpr);
      canvas.height = Math.round(height * dpr);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      penOf(canvas).setTransform(dpr, 0, 0, dpr, 0, 0);
    }
    return { ctx: penOf(this.picture), names: penOf(this.names) };
  }

  get all() {
    return new Set([this.picture, this.names]);
  }
}

/** @returns {HTMLCanvasElement} */
function made() {
  const canvas = document.createElement('canvas');
  canvas.className = 'leaflet-zoom-animated map__canvas';
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @returns {CanvasRenderingContext2D} */
function penOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
}
