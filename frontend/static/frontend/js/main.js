/** Starts what a page holds, each part loaded where it is needed. The map page has a module of its own, atlas.js. */

import { startVisit } from './pages/visit.js';

/** @typedef {(element: any) => unknown} Start  what makes one element live: each part knows what kind it is given */

/**
 * The parts of the pages: by what they are found, and what they are started with, in this order.
 * @type {Record<string, () => Promise<Start>>}
 */
const PARTS = {
  '[data-place-map]': async () => (await import('./pages/place.js')).startPlaceMap,
  'select[data-origin]': async () => (await import('./pages/origin.js')).startOrigin,
  'form[data-draft]': async () => (await import('./pages/local-draft.js')).startLocalDraft,
  '[data-clash-map]': async () => (await import('./pages/clash.js')).startClashMap,
  '[data-context-sheet]': async () => (await import('./pages/context-sheet.js')).startContextSheet,
  '[data-sharing]': startSharing,
  '[data-compare]': async () => (await import('./pages/comparing.js')).startComparing,
  '[data-siting]': async () => (await import('./pages/siting.js')).startSiting,
  '[data-works]': async () => (await import('./pages/works.js')).startWorks,
  '[data-compose]': async () => (await import('./pages/compose.js')).startCompose,
  '[data-raster]': async () => (await import('./pages/raster.js')).startRaster,
  '[data-raster-waits]': async () => (await import('./pages/raster-wait.js')).startWaiting,
  '[data-outlines]': async () => (await import('./pages/outlines.js')).startOutlines,
  '[data-place-file]': async () => (await import('./ui/place-file.js')).startPlaceFile,
  '[data-uploads]': async () => (await import('./ui/uploads.js')).startUploads,
  '[data-style-page], [data-signs]': async () => (await import('./pages/style.js')).drawSigns,
};

/** @returns {Promise<Start>} what the page of sharing is started with; the map opens the same as a dialog */
async function startSharing() {
  const [{ enliven }, shortcuts] = await Promise.all([import('./pages/sharing.js'), import('./state/shortcuts.js')]);
  return (page) => enliven(page, { title: '', close: '', trouble: '', copied: page.dataset.copied ?? '' }, shortcuts);
}

await startVisit();
document.getElementById('clash')?.focus();
const here = Object.entries(PARTS).map(([where, load]) => ({ found: [...document.querySelectorAll(where)], load }));
// Asked for all at once, started one after the other: what listens comes after what it listens to.
const loading = here.filter(({ found }) => found.length).map(({ found, load }) => ({ found, start: load() }));
for (const { found, start } of loading) {
  const begin = await start;
  for (const element of found) await begin(element);
}
