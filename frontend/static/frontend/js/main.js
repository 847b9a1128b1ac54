/** Reads the page's data and starts its page module. */

if (document.getElementById('page-data')) {
  const { readPageData } = await import('./page.js');
  const { startOverview } = await import('./pages/overview.js');
  await startOverview(readPageData());
}
const places = [...document.querySelectorAll('[data-place-map]')];
if (places.length) {
  const { startPlaceMap } = await import('./pages/place.js');
  for (const place of places) startPlaceMap(/** @type {HTMLElement} */ (place));
}
const sheet = document.querySelector('[data-context-sheet]');
if (sheet) {
  const { startContextSheet } = await import('./pages/context-sheet.js');
  startContextSheet(/** @type {HTMLElement} */ (sheet));
}
const siting = document.querySelector('[data-siting]');
if (siting) {
  const { startSiting } = await import('./pages/siting.js');
  startSiting(/** @type {HTMLElement} */ (siting));
}

export {};
