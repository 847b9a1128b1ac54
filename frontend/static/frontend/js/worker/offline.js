/**
 * The service worker: what a visitor saw last can be read again without a network. A classic script, brought in by
 * /service-worker.js (frontend/views/offline.py says what `KEPT` holds).
 *
 * Kept is only what the server marks as open to everyone (frontend/offline.py): nothing that anybody sees because
 * they are signed in ever lies here.
 */

'use strict';

{
  /** @type {any} */
  const worker = self;
  /** @type {{release: string, files: string, pages: Record<string, string>}} */
  const { release, files, pages } = worker.KEPT;
  const PREFIX = 'territory-';
  const FILES = `${PREFIX}files-${release}`;
  const VIEWS = `${PREFIX}views-${release}`;
  const MOST_VIEWS = 400;
  const MARK = 'X-Offline';

  worker.addEventListener('install', (/** @type {any} */ event) => {
    worker.skipWaiting();
    event.waitUntil(Promise.all(Object.values(pages).map(keepInstead)));
  });

  // A new release has new files under new addresses: what was kept of the old one would find its own no longer.
  worker.addEventListener('activate', (/** @type {any} */ event) => {
    event.waitUntil(
      caches
        .keys()
        .then((names) => Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== FILES && name !== VIEWS).map((name) => caches.delete(name))))
        .then(() => worker.clients.claim()),
    );
  });

  worker.addEventListener('message', (/** @type {any} */ event) => {
    if (Array.isArray(event.data?.keep)) event.waitUntil(Promise.allSettled(event.data.keep.map(keepSeen)));
  });

  worker.addEventListener('fetch', (/** @type {any} */ event) => {
    const { request } = event;
    const address = new URL(request.url);
    if (request.method !== 'GET' || address.origin !== worker.location.origin) return;
    event.respondWith(address.pathname.startsWith(files) ? file(request) : view(event, request, address));
  });

  /** @param {Request} request @returns {Promise<Response>} a file of the release: it never changes */
  async function file(request) {
    const cache = await caches.open(FILES);
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept) return kept;
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  }

  /** @param {any} event @param {Request} request @param {URL} address @returns {Promise<Response>} from the network, or as it was last */
  async function view(event, request, address) {
    const name = nameOf(request);
    try {
      const answer = await fetch(request);
      if (mayBeKept(answer)) event.waitUntil(keep(name, answer.clone()));
      return answer;
    } catch (trouble) {
      const cache = await caches.open(VIEWS);
      const kept = await cache.match(name, { ignoreVary: true });
      if (request.mode !== 'navigate') {
        if (kept) return kept;
        throw trouble;
      }
      if (kept) return dated(kept);
      const language = address.pathname.split('/')[1];
      const instead = await cache.match(pages[language] ?? pages.en, { ignoreVary: true });
      if (instead) return instead;
      throw trouble;
    }
  }

  /** The page that says there is no network, with the files that it names. @param {string} address */
  async function keepInstead(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const cache = await caches.open(VIEWS);
    await cache.put(address, answer.clone());
    const named = [...(await answer.text()).matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map(([, name]) => name);
    await Promise.allSettled(named.filter((name) => name.startsWith(files)).map((name) => file(new Request(name))));
  }

  /** The panel of a page has the page's address. @param {Request} request @returns {string} */
  function nameOf(request) {
    const part = request.headers.get('X-Fragment');
    return part ? `${request.url}${request.url.includes('?') ? '&' : '?'}fragment=${part}` : request.url;
  }

  /** @param {Response} answer @returns {boolean} */
  function mayBeKept(answer) {
    return answer.ok && !answer.redirected && answer.headers.get(MARK) === 'keep';
  }

  /** Keeps an answer; the oldest go when there are too many. @param {string} name @param {Response} answer */
  async function keep(name, answer) {
    const cache = await caches.open(VIEWS);
    await cache.delete(name);
    await cache.put(name, answer);
    const names = await cache.keys();
    const own = new Set(Object.values(pages));
    const old = names.filter(({ url }) => !own.has(new URL(url).pathname)).slice(0, Math.max(0, names.length - MOST_VIEWS));
    await Promise.all(old.map((each) => cache.delete(each)));
  }

  /** What a page had loaded before this worker was there. @param {string} address */
  async function keepSeen(address) {
    const { origin, pathname } = new URL(address);
    if (origin !== worker.location.origin) return;
    if (pathname.startsWith(files)) await file(new Request(address));
    else {
      const answer = await fetch(address);
      if (mayBeKept(answer)) await keep(address, answer);
    }
  }

  /** The kept page, which says of itself when it was read. @param {Response} kept @returns {Promise<Response>} */
  async function dated(kept) {
    const when = new Date(kept.headers.get('Date') ?? Date.now()).toISOString();
    const text = (await kept.text()).replace('<html ', `<html data-kept-at="${when}" `);
    const headers = new Headers(kept.headers);
    for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name);
    return new Response(text, { headers });
  }
}
