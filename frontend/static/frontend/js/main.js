/** Starts what a page holds, each part loaded where it is needed. The map page has a module of its own, atlas.js. */

import { startVisit } from './pages/visit.js';

await startVisit();
const places = [...document.querySelectorAll('[data-place-map]')];
if (places.length) {
  const { startPlaceMap } = await import('./pages/place.js');
  for (const place of places) startPlaceMap(/** @type {HTMLElement} */ (place));
}
const origin = document.querySelector('select[data-origin]');
if (origin) {
  const { startOrigin } = await import('./pages/origin.js');
  startOrigin(/** @type {HTMLSelectElement} */ (origin));
}
const kept = document.querySelector('form[data-draft]');
if (kept) {
  const { startLocalDraft } = await import('./pages/local-draft.js');
  startLocalDraft(/** @type {HTMLFormElement} */ (kept));
}
document.getElementById('clash')?.focus();
const comparisons = [...document.querySelectorAll('[data-clash-map]')];
if (comparisons.length) {
  const { startClashMap } = await import('./pages/clash.js');
  for (const map of comparisons) startClashMap(/** @type {HTMLElement} */ (map));
}
const sheet = document.querySelector('[data-context-sheet]');
if (sheet) {
  const { startContextSheet } = await import('./pages/context-sheet.js');
  startContextSheet(/** @type {HTMLElement} */ (sheet));
}
const sharing = document.querySelector('[data-sharing]');
if (sharing) {
  const [{ enliven }, shortcuts] = await Promise.all([import('./pages/sharing.js'), import('./state/shortcuts.js')]);
  const { copied = '' } = /** @type {HTMLElement} */ (sharing).dataset;
  enliven(/** @type {HTMLElement} */ (sharing), { title: '', close: '', trouble: '', copied }, shortcuts);
}
const compared = document.querySelector('[data-compare-maps]');
if (compared) {
  const { startMovingTogether } = await import('./pages/moving-together.js');
  startMovingTogether(/** @type {HTMLElement} */ (compared));
}
const siting = document.querySelector('[data-siting]');
if (siting) {
  const { startSiting } = await import('./pages/siting.js');
  startSiting(/** @type {HTMLElement} */ (siting));
}
const works = document.querySelector('[data-works]');
if (works) {
  const { startWorks } = await import('./pages/works.js');
  startWorks(/** @type {HTMLElement} */ (works));
}
const compose = document.querySelector('[data-compose]');
if (compose) {
  const { startCompose } = await import('./pages/compose.js');
  startCompose(/** @type {HTMLElement} */ (compose));
}
const raster = document.querySelector('[data-raster]');
if (raster) {
  const { startRaster } = await import('./pages/raster.js');
  startRaster(/** @type {HTMLElement} */ (raster));
}
const waits = document.querySelector('[data-raster-waits]');
if (waits) {
  const { startWaiting } = await import('./pages/raster-wait.js');
  startWaiting(/** @type {HTMLElement} */ (waits));
}
const outlines = [...document.querySelectorAll('[data-outlines]')];
if (outlines.length) {
  const { startOutlines } = await import('./pages/outlines.js');
  for (const each of outlines) startOutlines(/** @type {HTMLElement} */ (each));
}
const placeFiles = [...document.querySelectorAll('[data-place-file]')];
if (placeFiles.length) {
  const { startPlaceFile } = await import('./ui/place-file.js');
  for (const each of placeFiles) startPlaceFile(/** @type {HTMLElement} */ (each));
}
const uploads = [...document.querySelectorAll('[data-uploads]')];
if (uploads.length) {
  const { startUploads } = await import('./ui/uploads.js');
  for (const each of uploads) startUploads(/** @type {HTMLElement} */ (each));
}
const stylePage = document.querySelector('[data-style-page]');
if (stylePage) {
  const { drawSigns } = await import('./pages/style.js');
  await drawSigns(/** @type {HTMLElement} */ (stylePage));
}
