/** Our vector tiles on one canvas in the Leaflet map: fetched, painted, pointed at. */

import L from './leaflet.js';
import { Canvases } from './canvases.js';
import { keepClear, makeFrame } from './frame.js';
import { noHits, thingsAt } from './hit-test.js';
import { InSteps } from './in-steps.js';
import { paintEstablishments } from './paint-establishments.js';
import { paintNames } from './paint-names.js';
import { paintPlaces } from './paint-places.js';
import { paintShapes } from './paint-shapes.js';
import { paintSigns, paintStops } from './paint-symbols.js';
import { FORMS } from './styles.js';
import { TileStore, keyOf } from './tile-store.js';
import { ABOVE, clipOf, parentOf, tileSizePx, tilesUnder } from '../geo/tile-grid.js';

/** @typedef {import('./frame.js').Scene} Scene */
/** @typedef {import('./frame.js').Piece} Piece */
/** @typedef {import('./hit-test.js').Thing} Thing */
/** @typedef {import('./tile-store.js').Source} Source */

/** What lies below is painted first. */
const ORDER = ['communes', 'working-groups', 'business-parks', 'construction-zones', 'transit-sections', 'local-initiatives', 'cooperation-projects', 'pooled-services'];
/** What the server counts in cells at low zoom. */
const COUNTED = new Set([...Object.keys(FORMS), 'establishments', 'public-places']);
/** How much more than the view is painted on each side, as a share of it: dragging shows no bare edge at first. */
const MARGIN = 0.12;
const ARRIVAL_PAUSE_MS = 150;

export class VectorLayer extends L.Layer {
  /** @param {Scene} scene @param {{address: import('./tile-store.js').AddressOf, onTrouble: () => void, areNamesOnTop?: boolean}} options */
  constructor(scene, { address, onTrouble, areNamesOnTop = false }) {
    super();
    this.scene = scene;
    /** @type {Source[]} */
    this.sources = [];
    this.hits = noHits();
    this.canvases = new Canvases(areNamesOnTop);
    this.store = new TileStore({ address, onArrival: () => this.paintArrived(), onTrouble });
    /** Loaded when the first crowd is seen. @type {import('./crowd-pictures.js').CrowdPictures | null} */
    this.pictures = null;
    this.painting = new InSteps(() => this.paintInSteps());
    this.arriving = 0;
    this.hasMoved = false;
    this.topLeft = L.point(0, 0);
    this.center = L.latLng(0, 0);
    this.zoom = 0;
  }

  /** @override @param {L.Map} map */
  onAdd(map) {
    this.canvases.addTo(map, this.getPane());
    if (map.getCenter()) this.paint();
    return this;
  }

  /** @override */
  onRemove() {
    this.painting.forget();
    this.forgetArrival();
    this.store.keepOnly(new Set());
    this.canvases.remove();
    return this;
  }

  /** @override */
  getEvents() {
    return {
      movestart: () => (this.hasMoved = true),
      moveend: () => this.requestPaint(),
      viewreset: () => this.paint(),
      move: () => this.paintWhenBare(),
      zoom: () => this.follow(this._map.getCenter(), this._map.getZoom()),
      zoomanim: (/** @type {any} */ { center, zoom }) => this.follow(center, zoom),
    };
  }

  /** @param {Source[]} sources what is switched on, narrowed as the filters say */
  setSources(sources) {
    this.sources = sources;
    this.requestPaint();
  }

  /** @param {Partial<Scene>} change */
  setScene(change) {
    const names = /** @type {(keyof Scene)[]} */ (Object.keys(change));
    if (names.every((name) => this.scene[name] === change[name])) return;
    Object.assign(this.scene, change);
    this.requestPaint();
  }

  /** @param {L.Point} point in px of the view @param {number} slack px @returns {Thing[]} what lies there, topmost first */
  thingsAt(point, slack) {
    const corner = this._map.layerPointToContainerPoint(this.topLeft);
    return thingsAt(this.hits, point.x - corner.x, point.y - corner.y, slack);
  }

  requestPaint() {
    if (this._map) this.painting.request();
  }

  /** Tiles come in a swarm: painted when the last one is here, or while waiting for it now and then. */
  paintArrived() {
    if (!this.store.pending.size && !this.pictures?.isWaiting) return this.requestPaint();
    if (!this.arriving) this.arriving = window.setTimeout(() => this.requestPaint(), ARRIVAL_PAUSE_MS);
  }

  forgetArrival() {
    clearTimeout(this.arriving);
    this.arriving = 0;
  }

  /** While zooming the finished picture is stretched. @param {L.LatLng} center @param {number} zoom */
  follow(center, zoom) {
    const map = /** @type {any} */ (this._map);
    const scale = map.getZoomScale(zoom, this.zoom);
    const half = map.getSize().multiplyBy(0.5 + MARGIN);
    const offset = half.multiplyBy(-scale).add(map.project(this.center, zoom)).subtract(map._getNewPixelOrigin(center, zoom));
    this.canvases.move(offset, scale);
  }

  paintWhenBare() {
    const shift = this._map.containerPointToLayerPoint([0, 0]).subtract(this.topLeft);
    const room = this._map.getSize().multiplyBy(2 * MARGIN);
    if (shift.x < 0 || shift.y < 0 || shift.x > room.x || shift.y > room.y) this.requestPaint();
  }

  paint() {
    this.painting.now();
  }

  /** Pauses wherever it yields; what was seen stays until the new picture is finished, and where it lies in the world. */
  *paintInSteps() {
    const map = this._map;
    this.forgetArrival();
    const size = map?.getSize();
    // On paper another picture stands for the map, which then has no size.
    if (!size?.x || !size.y || /** @type {any} */ (map)._animatingZoom) return;
    const margin = size.multiplyBy(MARGIN).round();
    const { x: width, y: height } = size.add(margin.multiplyBy(2));
    const dpr = Math.min(window.devicePixelRatio || 1, 3);
    const topLeft = map.containerPointToLayerPoint([0, 0]).subtract(margin).round();
    const [center, zoom, origin] = [map.getCenter(), map.getZoom(), map.getPixelOrigin()];
    const { x: originX, y: originY } = origin.add(topLeft);
    const { ctx, names } = this.canvases.begin(width, height, dpr);
    const frame = makeFrame(ctx, { width, height, marginX: margin.x, marginY: margin.y, dpr, zoom, originX, originY }, this.scene);
    const pieces = this.pieces(frame);
    for (const collection of ORDER) {
      paintShapes(frame, collection, pieces.get(collection) ?? []);
      yield;
    }
    paintPlaces(frame, pieces.get('public-places') ?? []);
    paintStops(frame, pieces.get('transit-stops') ?? []);
    const isCrowd = paintEstablishments(frame, pieces.get('establishments') ?? [], this.pictures);
    if (isCrowd && !this.pictures) void this.loadPictures();
    yield;
    paintSigns(frame, pieces);
    yield;
    keepClear(frame, map.getContainer());
    paintNames({ ...frame, ctx: names });
    yield;
    // Zoomed or moved far away meanwhile: that asks for a picture of its own.
    if (this._map !== map || /** @type {any} */ (map)._animatingZoom || !map.getPixelOrigin().equals(origin)) return;
    Object.assign(this, { topLeft, center, zoom, hits: frame.hits });
    this.canvases.show(width, height);
    this.canvases.move(topLeft, 1);
  }

  async loadPictures() {
    const { CrowdPictures } = await import('./crowd-pictures.js');
    this.pictures ??= new CrowdPictures(() => this.paintArrived());
    this.requestPaint();
  }

  /** The tiles under the picture; where one is still on its way, what was there before or the part of a larger one. @param {import('./frame.js').Frame} frame @returns {Map<string, Piece[]>} */
  pieces({ width, height, marginX, marginY, zoom, originX, originY }) {
    const { sources, store } = this;
    // Until somebody moves the map, only what is in sight is asked for.
    const [edgeX, edgeY] = this.hasMoved ? [0, 0] : [marginX, marginY];
    const box = { minX: originX + edgeX, minY: originY + edgeY, maxX: originX + width - edgeX, maxY: originY + height - edgeY };
    const tiles = tilesUnder(box, zoom, sources.some(({ collection }) => COUNTED.has(collection)) ? ABOVE.counted : ABOVE.plain);
    /** @type {Map<string, Piece[]>} */
    const pieces = new Map(sources.map(({ collection }) => [collection, []]));
    for (const asked of tiles) {
      store.want(asked, sources);
      const part = tileSizePx(asked.z, zoom);
      const clip = clipOf(asked.x * part - originX, asked.y * part - originY, part);
      for (const source of sources) {
        let tile = store.peek(asked, source) ?? store.standIn(asked, source);
        let from = asked;
        for (let up = parentOf(asked); !tile && up; up = parentOf(up)) [tile, from] = [store.peek(up, source), up];
        if (!tile) continue;
        const size = tileSizePx(from.z, zoom);
        pieces.get(source.collection)?.push({ tile, left: from.x * size - originX, top: from.y * size - originY, size, clip });
      }
    }
    store.keepOnly(new Set(tiles.flatMap((tile) => sources.map((source) => keyOf(tile, source)))));
    return pieces;
  }
}
