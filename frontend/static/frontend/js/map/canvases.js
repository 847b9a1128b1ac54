/** The canvases of a layer, moved and sized as one: its picture and, where others draw above that, its names on top. What is painted is seen when it is finished. */

import L from './leaflet.js';

/** Above what is drawn on the map, below its popups. */
const NAMES_PANE = 'names';
const NAMES_Z_INDEX = '450';

export class Canvases {
  /** @param {boolean} areNamesOnTop */
  constructor(areNamesOnTop) {
    this.picture = made();
    this.names = areNamesOnTop ? made() : this.picture;
    /** Where each is painted before it is shown. @type {Map<HTMLCanvasElement, HTMLCanvasElement>} */
    this.drafts = new Map([...this.all].map((canvas) => [canvas, document.createElement('canvas')]));
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

  /** @param {number} width @param {number} height px @param {number} dpr @returns {{ctx: CanvasRenderingContext2D, names: CanvasRenderingContext2D}} pens on empty drafts */
  begin(width, height, dpr) {
    for (const draft of this.drafts.values()) {
      draft.width = Math.round(width * dpr);
      draft.height = Math.round(height * dpr);
      penOf(draft).setTransform(dpr, 0, 0, dpr, 0, 0);
    }
    const [ctx, names = ctx] = [...this.drafts.values()].map(penOf);
    return { ctx, names };
  }

  /** Puts what is finished in the place of what was seen. @param {number} width @param {number} height px */
  show(width, height) {
    for (const [canvas, draft] of this.drafts) {
      canvas.width = draft.width;
      canvas.height = draft.height;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      penOf(canvas).drawImage(draft, 0, 0);
    }
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
