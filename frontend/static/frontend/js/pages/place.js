/** The map of a form: marks a place and writes it as GeoJSON (CRS84) into the form's field. */

import { icon, make } from '../page.js';
import { makeCollections } from '../api/collections.js';
import { parseBbox } from '../geo/bbox.js';
import { areaHa, lengthM } from '../geo/distance.js';
import { makeFormat } from '../geo/format.js';
import { geometryOf, sketchOf } from '../geo/sketch.js';
import { makeTranslate } from '../i18n.js';
import { makeBaseMaps } from '../map/base-maps.js';
import { makeDrawing } from '../map/draw.js';
import { goTo, makeMap, showView } from '../map/map.js';
import { passiveOutline } from '../map/outlines.js';
import { VectorLayer } from '../map/vector-layer.js';
import { BASES } from '../state/url.js';
import { makeFinding } from './place-finding.js';

/** @typedef {import('../geo/sketch.js').SketchKind} SketchKind */
/** @typedef {{texts: Record<string, string>, addresses: {ogc: string, api: string}, communes: import('../page.js').PageData['communes'], firstBox: import('../geo/bbox.js').Bbox | null, today: string, zoom: {min: number, max: number}}} PlaceData */

const KINDS = /** @type {{kind: SketchKind, icon: string, key: string}[]} */ ([
  { kind: 'Point', icon: 'map-pin', key: 'draw_pin' },
  { kind: 'LineString', icon: 'line', key: 'draw_line' },
  { kind: 'Polygon', icon: 'polygon', key: 'draw_area' },
]);
/** Corners up to which each can be dragged. */
const MOST_HANDLES = 300;
const GROUND = ['communes', 'business-parks', 'construction-zones', 'transit-sections', 'transit-stops'];

/** @param {HTMLElement} root an element with data-place-map, data-target (the field's id) and, if known, data-extent; data-kind where only that kind fits */
export function startPlaceMap(root) {
  /** @type {PlaceData} */
  const data = JSON.parse(document.getElementById('place-data')?.textContent ?? '{}');
  const language = document.documentElement.lang;
  const t = makeTranslate(data.texts);
  const format = makeFormat(language);
  const field = fieldOf(root.dataset.target);
  const typed = [fieldOf(root.dataset.lon), fieldOf(root.dataset.lat)];
  if (!field) throw new Error('data-target names no field.');

  const status = make('p', { class: 'place__status', role: 'status' });
  const frame = make('div', { class: 'place__map', 'aria-label': t('place_map') });
  const cross = make('div', { class: 'place__cross', 'aria-hidden': 'true' });
  const tools = make('div', { class: 'place__tools', role: 'toolbar', 'aria-label': t('draw_tools') });
  root.replaceChildren(tools, make('div', { class: 'place__stage' }, frame, cross), status);

  const map = makeMap(frame, { zoom: data.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
  showView(map, null, parseBbox(root.dataset.extent) ?? data.firstBox);
  const layer = groundLayer(data, language, format.number);
  layer.addTo(map);
  const drawing = makeDrawing(map, { labels: { corner: t('draw_corner'), middle: t('draw_middle'), hint: t('draw_hint') }, onChange: write, onDrag: (sketch) => field.dispatchEvent(new CustomEvent('place:moving', { bubbles: true, detail: geometryOf(sketch) })) });

  const whole = passiveOutline(map);

  /** @param {string} name @param {string} label @param {() => void} run @returns {HTMLButtonElement} */
  const tool = (name, label, run) => {
    const button = make('button', { type: 'button', class: 'button button--small place__tool', title: label }, icon(name), make('span', { class: 'place__label' }, label));
    button.addEventListener('click', run);
    tools.append(button);
    return button;
  };
  const kinds = KINDS.filter(({ kind }) => !root.dataset.kind || kind === root.dataset.kind);
  const kindButtons = kinds.map(({ kind, icon: name, key }) => ({
    kind,
    button: tool(name, t(key), () => {
      drawing.setKind(kind);
      show();
    }),
  }));
  tool('focus-2', t('draw_here'), drawing.addInTheMiddle);
  const finding = makeFinding(map, { t, addresses: data.addresses, language, setPin, distance: format.distance, say: (sentence) => (status.textContent = sentence) });
  root.prepend(finding.block);
  tool('current-location', t('my_position'), finding.here);
  const undo = tool('arrow-back-up', t('undo'), drawing.undo);
  const clear = tool('trash', t('draw_clear'), () => {
    drawing.clear();
    write();
  });
  tools.append(baseChoice(map, layer, t, status));
  frame.addEventListener('keydown', (event) => {
    if (event.target !== frame || event.key !== 'Enter') return;
    event.preventDefault();
    drawing.addInTheMiddle();
  });

  /** The drawn place goes into the form; what was typed before no longer counts. */
  function write() {
    const geometry = geometryOf(drawing.get());
    /** @type {HTMLInputElement} */ (field).value = geometry ? JSON.stringify(geometry) : '';
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    for (const input of typed) if (input) input.value = '';
    whole.show('', false);
    show();
  }

  /** @param {{lon: number, lat: number}} at @returns {boolean} whether the pin stands there now */
  function setPin({ lon, lat }) {
    const { kind, corners } = drawing.get();
    if ((kind !== 'Point' && corners.length) || whole.isShown() || (root.dataset.kind && root.dataset.kind !== 'Point')) return false;
    drawing.set({ kind: 'Point', corners: [[Number(lon.toFixed(6)), Number(lat.toFixed(6))]] });
    write();
    return true;
  }

  function show() {
    const { kind, corners } = drawing.get();
    for (const { kind: other, button } of kindButtons) button.setAttribute('aria-pressed', String(other === kind));
    undo.disabled = !drawing.canUndo();
    clear.disabled = !corners.length && !whole.isShown();
    if (!drawing.isComplete()) status.textContent = t({ Point: 'draw_ask_pin', LineString: 'draw_ask_line', Polygon: 'draw_ask_area' }[kind]);
    else if (kind === 'Point') status.textContent = t('draw_done_pin');
    else if (kind === 'LineString') status.textContent = t('draw_done_line', { length: format.distance(lengthM(corners)) });
    else status.textContent = t('draw_done_area', { area: format.area(areaHa(corners)) });
  }

  /** Shows what stands in the fields: a stored place, or a position somebody typed. @param {boolean} follow */
  function read(follow) {
    const [lon, lat] = typed.map((input) => Number((input?.value || 'x').replace(',', '.')));
    const position = Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lat) < 85;
    const stored = /** @type {HTMLInputElement} */ (field).value;
    const sketched = position ? { kind: /** @type {SketchKind} */ ('Point'), corners: [/** @type {[number, number]} */ ([lon, lat])] } : sketchOf(stored);
    // A shape of very many corners is shown as it is: each of them to drag would be of no use to anybody.
    const sketch = sketched && sketched.corners.length <= MOST_HANDLES ? sketched : null;
    whole.show(sketch || !stored ? '' : stored, follow);
    if (sketch) {
      drawing.set(sketch);
      const [lons, lats] = [sketch.corners.map(([x]) => x), sketch.corners.map(([, y]) => y)];
      if (follow) goTo(map, [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]);
    } else if (stored) drawing.set({ kind: drawing.get().kind, corners: [] });
    show();
    if (!sketch && stored) status.textContent = t(sketched ? 'draw_many_corners' : 'draw_several_parts');
  }
  for (const input of typed) input?.addEventListener('change', () => read(true));
  field.addEventListener('change', () => read(true));
  read(true);
  if (root.dataset.kind && !field.value) drawing.setKind(kinds[0].kind);
}

/** @param {string | undefined} id @returns {HTMLInputElement | null} a field of the form */
function fieldOf(id) {
  return /** @type {HTMLInputElement | null} */ (id ? document.getElementById(id) : null);
}

/** @param {import('leaflet').Map} map @param {VectorLayer} layer @param {import('../i18n.js').Translate} t @param {HTMLElement} status */
function baseChoice(map, layer, t, status) {
  const bases = makeBaseMaps(map, { onSilence: (base) => (status.textContent = t('base_silent', { name: t(`base_${base}`) })) });
  const select = make('select', { class: 'input place__base', 'aria-label': t('base_map') }, ...BASES.map((id) => make('option', { value: id }, t(`base_${id}`))));
  select.addEventListener('change', () => {
    bases.show(select.value);
    layer.setScene({ ground: select.value === 'plan' });
  });
  return select;
}

/** @param {PlaceData} data @param {string} language @param {(number: number) => string} number @returns {VectorLayer} the land to draw on */
export function groundLayer(data, language, number) {
  const scheme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const scene = { day: data.today, region: null, selected: '', hovered: '', matching: null, ground: true, glyphs: new Map(), communes: data.communes, number };
  const { tileAddress } = makeCollections({ ogc: data.addresses.ogc, api: data.addresses.api }, language);
  const layer = new VectorLayer({ scheme, ...scene }, { address: tileAddress, onTrouble: () => {}, areNamesOnTop: true });
  layer.setSources(GROUND.map((collection) => ({ collection, query: {} })));
  return layer;
}
