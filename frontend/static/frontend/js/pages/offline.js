/** Makes what was seen readable without a network, and says when that is what one reads. Loaded after the page itself. */

const BAND = 'offline';

/** Asks the browser for the service worker, and watches whether there is a network. */
export async function startOffline() {
  const keptAt = document.documentElement.dataset.keptAt;
  const readAt = keptAt ? new Date(keptAt) : new Date();
  if (keptAt || !navigator.onLine) tell(readAt);
  addEventListener('offline', () => tell(readAt));
  addEventListener('online', () => {
    const band = document.getElementById(BAND);
    if (band && !keptAt) band.hidden = true;
  });
  document.querySelector(`#${BAND} button`)?.addEventListener('click', () => location.reload());
  if (keptAt || !('serviceWorker' in navigator)) return;
  const isFirst = !navigator.serviceWorker.controller;
  try {
    await navigator.serviceWorker.register('/service-worker.js', { scope: '/', updateViaCache: 'none' });
  } catch (trouble) {
    // A browser that keeps nothing: the page works as before, with a network.
    console.error(trouble);
    return;
  }
  if (!isFirst) return;
  const { active } = await navigator.serviceWorker.ready;
  const seen = performance.getEntriesByType('resource').map(({ name }) => name);
  active?.postMessage({ keep: [location.href.replace(/#.*/, ''), ...new Set(seen)] });
}

/** @param {Date} readAt when the server gave what is shown */
function tell(readAt) {
  const band = document.getElementById(BAND);
  const sentence = band?.querySelector('p');
  if (!band || !sentence) return;
  const when = readAt.toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
  sentence.textContent = (band.dataset.text ?? '').replace('{time}', when);
  band.hidden = false;
}
