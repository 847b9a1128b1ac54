/** Keeps the address bar, the browser's history and the language links in step with what is seen. */

import { showView, viewOf } from '../map/map.js';
import { readAddress, writeAddress } from '../state/url.js';

/** @typedef {import('./context.js').Context} Context */

const PAUSE_MS = 150;

/** @param {Context} context @param {import('leaflet').Map} map */
export function startAddress(context, map) {
  const { store, data, hiddenAtFirst } = context;
  const root = data.addresses.map;
  let waiting = 0;
  let isReturning = false;

  const write = () => {
    clearTimeout(waiting);
    waiting = 0;
    const address = writeAddress(store.get(), root, hiddenAtFirst);
    history.replaceState(null, '', address);
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('[data-language]'))) {
      link.href = `/${link.lang}/${address.slice(root.length)}`;
    }
  };
  const writeSoon = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(write, PAUSE_MS);
  };

  map.on('moveend', () => store.set({ view: viewOf(map) }));
  store.subscribe((now, before) => {
    if (isReturning) return;
    const steps = now.selected !== before.selected || now.tab !== before.tab;
    // Choosing and turning to another tab are steps one can go back; moving the map only changes where one stands.
    if (!steps) return writeSoon();
    if (waiting) {
      clearTimeout(waiting);
      waiting = 0;
      history.replaceState(null, '', writeAddress({ ...before, view: now.view }, root, hiddenAtFirst));
    }
    history.pushState(null, '', writeAddress(now, root, hiddenAtFirst));
    return write();
  });
  window.addEventListener('popstate', () => {
    const seen = readAddress(location, root, hiddenAtFirst);
    isReturning = true;
    store.set(seen);
    if (seen.view) showView(map, seen.view, null);
    isReturning = false;
  });
}
