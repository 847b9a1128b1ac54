/** The page that compares: what is chosen counts at once; figures and maps come without the page being loaded anew. */

import { latestOnly, wasCancelled } from '../api/client.js';
import { startMovingTogether } from './moving-together.js';
import { keepForPaper } from './on-paper.js';

/** Whoever types a day passes years such as 0002 on the way. */
const FIRST_DAY = '1800-01-01';
const REST_MS = 500;

/** @param {HTMLElement} root */
export function startComparing(root) {
  const form = root.querySelector('form');
  const maps = /** @type {HTMLElement | null} */ (root.querySelector('[data-maps]'));
  if (!form || !maps) return;
  const together = startMovingTogether(maps, { onMoved: putOnPaper });
  const latest = latestOnly();
  let waiting = 0;
  form.querySelector('[type=submit]')?.remove();
  putOnPaper();

  /** Paper takes no frames: there a picture stands for the map, of where somebody has moved it; fetched when it is printed. */
  function putOnPaper() {
    const moved = together.last();
    for (const picture of /** @type {HTMLElement} */ (maps).querySelectorAll('img')) {
      const address = new URL(picture.dataset.begin ?? '', location.href);
      if (moved) {
        address.searchParams.delete('bbox');
        for (const [name, value] of Object.entries({ z: String(moved.zoom), lon: moved.lon.toFixed(5), lat: moved.lat.toFixed(5) })) address.searchParams.set(name, value);
      }
      keepForPaper(picture, address.href);
    }
  }

  /** @returns {string} the address of what is chosen */
  function address() {
    const chosen = [...new FormData(/** @type {HTMLFormElement} */ (form))].filter(([, value]) => value);
    return `${location.pathname}?${new URLSearchParams(/** @type {[string, string][]} */ (chosen)).toString().replaceAll('%3A', ':')}`;
  }

  /** @param {string} wanted address @param {{isStep: boolean, withForm: boolean}} how */
  async function show(wanted, { isStep, withForm }) {
    const signal = latest.next();
    root.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(wanted, { signal, headers: { Accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = /** @type {HTMLElement | null} */ (page.querySelector('[data-compare]'));
      if (!fresh) throw new Error(String(answer.status));
      if (isStep) history.pushState(null, '', wanted);
      renew(fresh, withForm);
      document.title = page.title;
      for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll('a[data-language]'))) {
        document.querySelector(`a[data-language][lang="${link.lang}"]`)?.setAttribute('href', link.getAttribute('href') ?? '');
      }
    } catch (error) {
      // The browser says better than we why a page does not come.
      if (!wasCancelled(error)) location.assign(wanted);
    } finally {
      if (!signal.aborted) root.removeAttribute('aria-busy');
    }
  }

  /** @param {HTMLElement} fresh the same page as the server has it now @param {boolean} withForm also what is chosen */
  function renew(fresh, withForm) {
    const controls = /** @type {(HTMLSelectElement | HTMLInputElement)[]} */ ([...fresh.querySelectorAll('form :is(select, input)')]);
    const chosen = controls.map(({ id, value }) => ({ id, value }));
    for (const part of root.querySelectorAll('[data-renewed]')) {
      const now = fresh.querySelector(`#${part.id}`);
      if (now) part.replaceChildren(...now.childNodes);
    }
    for (const { id, value } of chosen) {
      const own = /** @type {HTMLSelectElement | HTMLInputElement | null} */ (document.getElementById(id));
      // A day that somebody is still typing is left alone.
      if (own && (withForm || own.matches('select')) && own.value !== value) own.value = value;
    }
    renewMaps(fresh);
  }

  /** @param {HTMLElement} fresh */
  function renewMaps(fresh) {
    const [own, now] = [maps, /** @type {HTMLElement | null} */ (fresh.querySelector('[data-maps]'))];
    if (!own || !now) return;
    const frames = [...now.querySelectorAll('iframe')];
    own.hidden = !frames.length;
    if (!frames.length) return;
    // Elsewhere: both begin anew. The same place at another time: they stay where somebody has moved them.
    if (own.dataset.box !== now.dataset.box) together.forget();
    own.dataset.box = now.dataset.box;
    const shown = [...own.querySelectorAll('iframe')];
    if (!shown.length) {
      own.append(...now.querySelectorAll('figure'));
      return;
    }
    const pictures = [...now.querySelectorAll('img')];
    for (const [place, picture] of [...own.querySelectorAll('img')].entries()) {
      picture.alt = pictures[place].alt;
      picture.dataset.begin = pictures[place].dataset.begin;
    }
    putOnPaper();
    for (const [place, frame] of shown.entries()) {
      frame.title = frames[place].title;
      const wanted = frames[place].getAttribute('src') ?? '';
      if (frame.getAttribute('data-shown') === wanted || (!frame.dataset.shown && frame.getAttribute('src') === wanted)) continue;
      frame.dataset.shown = wanted;
      // Replaced, not followed: the way back leads to the comparison before, not to the map before.
      frame.contentWindow?.location.replace(wanted);
    }
  }

  form.addEventListener('change', ({ target }) => {
    clearTimeout(waiting);
    if (target instanceof HTMLInputElement && target.value && target.value < FIRST_DAY) return;
    waiting = window.setTimeout(() => show(address(), { isStep: true, withForm: false }), target instanceof HTMLInputElement ? REST_MS : 0);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void show(address(), { isStep: true, withForm: false });
  });
  root.addEventListener('click', (event) => {
    const way = event.target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (event.target.closest('a[data-way]')) : null;
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    void show(way.getAttribute('href') ?? '', { isStep: true, withForm: true });
  });
  const print = /** @type {HTMLButtonElement | null} */ (root.querySelector('.compare__print'));
  print?.removeAttribute('hidden');
  print?.addEventListener('click', async () => {
    print.disabled = true;
    await fetched([...maps.querySelectorAll('img')]);
    print.disabled = false;
    window.print();
  });
  window.addEventListener('popstate', () => void show(location.pathname + location.search, { isStep: false, withForm: true }));
}

/** Not every browser waits for pictures that it fetches only to print. Where the maps move meanwhile, other ones are fetched. @param {HTMLImageElement[]} pictures */
async function fetched(pictures) {
  const asked = () => pictures.map(({ src }) => src).join('\n');
  for (const picture of pictures) picture.loading = 'eager';
  let before;
  do {
    before = asked();
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
  } while (asked() !== before);
  for (const picture of pictures) picture.loading = 'lazy';
}
