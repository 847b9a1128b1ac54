/** Keeps the address bar, the browser's history and the language links in step with what is seen. */

import { bboxText } from '../geo/bbox.js';
import { showView, viewBbox, viewOf } from '../map/map.js';
import { compareAddress, visionAddress } from '../state/comparison.js';
import { readAddress, writeAddress } from '../state/url.js';
import { keepForPaper } from './on-paper.js';

/** @typedef {import('./context.js').Context} Context */

const PAUSE_MS = 150;

/** What pages of the server are asked with about the present view. @param {import('leaflet').Map} map @param {Context} context */
export function presentView(map, { store, covered }) {
  const query = new URLSearchParams(location.search);
  const { selected } = store.get();
  const view = viewOf(map, covered().bottom);
  for (const [name, value] of Object.entries({ bbox: bboxText(viewBbox(map)), z: String(view.zoom), lon: view.lon.toFixed(5), lat: view.lat.toFixed(5) })) query.set(name, value);
  if (selected) query.set('selected', `${selected.collection}/${selected.id}`);
  return query;
}

/** @param {Context} context @param {import('leaflet').Map} map */
export function startAddress(context, map) {
  const { store, data, hiddenAtFirst } = context;
  const root = data.addresses.map;
  let waiting = 0;
  let isReturning = false;
  /** @type {(() => void) | null} */
  let owed = null;

  /** What is chosen goes along to the pages that compare and that show the vision, and to the picture for paper. */
  const handOver = () => {
    const compare = /** @type {HTMLAnchorElement | null} */ (document.querySelector('a[data-compare-link]'));
    if (compare) compare.href = compareAddress(root, store.get().filters, data.regions[0]?.code ?? '');
    const vision = /** @type {HTMLAnchorElement | null} */ (document.querySelector('a[data-vision-link]'));
    if (vision) vision.href = visionAddress(root, store.get().filters);
    const onPaper = /** @type {HTMLImageElement | null} */ (document.getElementById('map-on-paper'));
    if (onPaper) keepForPaper(onPaper, `${onPaper.src.split('?')[0]}?${presentView(map, context)}`);
  };
  /** @param {string} address to which the links to the other languages lead too */
  const point = (address) => {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('[data-language]'))) {
      link.href = `/${link.lang}/${address.slice(root.length)}`;
    }
    handOver();
  };
  const write = () => {
    clearTimeout(waiting);
    waiting = 0;
    const address = writeAddress(store.get(), root, hiddenAtFirst);
    history.replaceState(null, '', address);
    point(address);
  };
  const writeSoon = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(write, PAUSE_MS);
  };
  const settle = () => {
    const step = owed;
    owed = null;
    step?.();
  };
  /** Writing the address takes the browser longer than a frame may: first it shows what the touch did. @param {() => void} step */
  const afterPaint = (step) => {
    settle();
    owed = step;
    if (document.hidden) settle();
    else requestAnimationFrame(() => setTimeout(settle));
  };

  handOver();
  map.on('moveend', () => store.set({ view: viewOf(map, context.covered().bottom) }));
  store.subscribe((now, before) => {
    if (isReturning) return;
    const steps = now.selected !== before.selected || now.tab !== before.tab;
    // Choosing and turning to another tab are steps one can go back; moving the map only changes where one stands.
    if (!steps) {
      settle();
      writeSoon();
      return;
    }
    const isLate = Boolean(waiting);
    clearTimeout(waiting);
    waiting = 0;
    afterPaint(() => {
      if (isLate) history.replaceState(null, '', writeAddress({ ...before, view: now.view }, root, hiddenAtFirst));
      const address = writeAddress(now, root, hiddenAtFirst);
      history.pushState(null, '', address);
      point(address);
    });
  });
  window.addEventListener('pagehide', settle);
  window.addEventListener('popstate', () => {
    const seen = readAddress(location, root, hiddenAtFirst);
    isReturning = true;
    store.set(seen);
    if (seen.view) showView(map, seen.view, null, context.covered());
    isReturning = false;
  });
}
