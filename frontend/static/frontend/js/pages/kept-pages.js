/**
 * On the page that says there is no network: what was read on this device and can be read again, the last first.
 * It imports nothing, so that it runs from what the service worker keeps with that page.
 */

const MOST = 20;

/** @typedef {{address: string, title: string, when: string}} Kept */

/** @returns {Promise<Kept[]>} one a page, as it was read last */
async function keptPages() {
  /** @type {Map<string, Kept>} */
  const found = new Map();
  const names = (await caches.keys()).filter((name) => name.startsWith('territory-views-'));
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of [...(await cache.keys())].reverse()) {
      const { pathname, searchParams } = new URL(request.url);
      const answer = await cache.match(request, { ignoreVary: true });
      // A part of a page, what programs read, or the page that says there is no network, which is not marked.
      const isPage = answer?.headers.get('X-Offline') && answer.headers.get('Content-Type')?.startsWith('text/html') && !searchParams.has('fragment');
      if (!answer || !isPage || found.has(pathname)) continue;
      const { title } = new DOMParser().parseFromString(await answer.text(), 'text/html');
      found.set(pathname, { address: request.url, title, when: answer.headers.get('Date') ?? '' });
      if (found.size === MOST) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** @param {HTMLElement} section @param {Kept[]} pages */
function show(section, pages) {
  const items = pages.map(({ address, title, when }) => {
    const link = document.createElement('a');
    link.href = address;
    link.textContent = title;
    const time = document.createElement('time');
    if (when) time.textContent = new Date(when).toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
    const item = document.createElement('li');
    item.append(link, ' ', time);
    return item;
  });
  section.querySelector('ul')?.append(...items);
  section.hidden = !items.length;
}

const section = document.getElementById('kept-pages');
if (section && 'caches' in window) show(section, await keptPages());
