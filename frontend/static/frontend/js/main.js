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
const outlines = [...document.querySelectorAll('[data-outlines]')];
if (outlines.length) {
  const { startOutlines } = await import('./pages/outlines.js');
  for (const each of outlines) startOutlines(/** @type {HTMLElement} */ (each));
}

export {};
