/** What is chosen: its page in the panel, its place on the map, its address in the address bar. */

import { element, make } from '../page.js';
import { Refusal, getFragment, latestOnly, wasCancelled } from '../api/client.js';
import { middle, parseBbox } from '../geo/bbox.js';
import { bringIntoView, goTo } from '../map/map.js';
import { makeReach } from '../map/reach.js';
import { announce } from '../ui/notice.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('../state/url.js').Selection} Selection */

/**
 * @param {Context} context @param {import('leaflet').Map} map
 * @param {{panel: ReturnType<typeof import('../ui/panel.js').makePanel>, onNearby: (from: {lon: number, lat: number, label: string, of: string | undefined}) => void}} parts
 */
export function startSelection(context, map, { panel, onNearby }) {
  const { store, t } = context;
  const latest = latestOnly();
  const content = element('detail-content');
  const list = element('list');
  const reach = makeReach(map, (id) => context.collections.item('pooled-services', id));
  /** An address of an object without a view shows the object's place. */
  let isFirst = !store.get().view && Boolean(store.get().selected);
  const titleAtFirst = document.title.includes(' – ') ? document.title.slice(document.title.lastIndexOf(' – ')) : '';

  /** @returns {HTMLElement | null} the article about what is chosen, when it is in the page */
  const article = () => content.querySelector('article');

  /** @param {Selection} selection @returns {boolean} */
  const isShown = ({ collection, id }) => article()?.dataset.collection === collection && article()?.dataset.id === id;

  /** Adds what only the map page can do to an article, and moves the map to its place if that is out of sight. */
  function settle(stay = false) {
    const bbox = parseBbox(article()?.dataset.bbox);
    if (!bbox) return;
    // A point alone on white says little: from one step further away its surroundings are in sight.
    const isPoint = bbox[0] === bbox[2] && bbox[1] === bbox[3];
    // An establishment is counted with its neighbours until one is nearer still.
    const isAlone = isPoint && article()?.dataset.collection !== 'establishments';
    if (stay) isFirst = false;
    else if (isFirst) goTo(map, bbox, context.covered(), isAlone ? 14 : 15);
    else bringIntoView(map, bbox, context.covered());
    isFirst = false;
    const [lon, lat] = middle(bbox);
    const label = content.querySelector('h1')?.textContent?.trim() ?? '';
    const button = make('button', { type: 'button', class: 'button' }, t('companies_near_here'));
    const { collection = '', id = '' } = article()?.dataset ?? {};
    const of = ['business-parks', 'establishments'].includes(collection) ? `${collection}/${id}` : undefined;
    button.addEventListener('click', () => onNearby({ lon, lat, label, of }));
    const around = make('button', { type: 'button', class: 'button' }, t('list_from_here'));
    around.addEventListener('click', () => store.set({ sorting: { sort: 'distance', at: { lon: Number(lon.toFixed(5)), lat: Number(lat.toFixed(5)) } }, selected: null, tab: 'explore' }));
    article()?.append(make('p', { class: 'article__actions' }, button, ' ', around));
  }

  /** The address of what the panel holds, or is about to. */
  let shown = '';

  /** @param {Selection} selection @param {{again: boolean}} [how] again: the same at another day, without taking the focus */
  async function show(selection, { again } = { again: false }) {
    shown = context.addressThen(selection.collection, selection.id);
    panel.showDetail(true);
    panel.raise();
    if (isShown(selection) && !again) return settle();
    const signal = latest.next();
    content.setAttribute('aria-busy', 'true');
    if (!again) content.replaceChildren(make('div', { class: 'bone bone--title' }), make('div', { class: 'bone' }), make('div', { class: 'bone' }));
    try {
      const text = await getFragment(shown, signal);
      if (signal.aborted) return undefined;
      // The server's own page, escaped there; parsing it apart runs no script.
      content.replaceChildren(...new DOMParser().parseFromString(text, 'text/html').body.childNodes);
      const heading = content.querySelector('h1');
      document.title = `${heading?.textContent?.trim() ?? ''}${titleAtFirst}`;
      settle(again);
      if (again) return undefined;
      heading?.focus({ preventScroll: true });
      announce(heading?.textContent?.trim() ?? '');
    } catch (error) {
      if (wasCancelled(error)) return undefined;
      const gone = error instanceof Refusal && error.status === 404;
      content.replaceChildren(make('p', { class: 'message message--error' }, t(gone ? (store.get().filters.as_of ? 'detail_not_then' : 'detail_gone') : 'detail_trouble')));
    } finally {
      content.removeAttribute('aria-busy');
    }
    return undefined;
  }

  /** @param {Selection | null} left what the panel was about */
  function hide(left) {
    isFirst = false;
    latest.stop();
    const wasThere = element('detail-slot').contains(document.activeElement);
    panel.showDetail(false);
    // Who comes back to the list stands where they left it.
    const row = left && /** @type {HTMLElement | null} */ (list.querySelector(`[data-key="${CSS.escape(`${left.collection}/${left.id}`)}"]`));
    if (wasThere) (row ?? element('tab-explore')).focus();
    content.replaceChildren();
    document.title = `${t('map')}${titleAtFirst}`;
  }

  element('panel').addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && store.get().selected) store.set({ selected: null });
  });
  store.subscribe((now, before) => {
    const isAnotherTime = now.filters.as_of !== before.filters.as_of;
    if (now.selected === before.selected && !(isAnotherTime && now.selected)) {
      if (now.selected && context.addressThen(now.selected.collection, now.selected.id) !== shown) void show(now.selected, { again: true });
      return;
    }
    if (isAnotherTime) content.replaceChildren();
    void reach.show(now.selected);
    if (now.selected) void show(now.selected);
    else hide(before.selected);
  });
  const first = store.get().selected;
  if (first) {
    void reach.show(first);
    void show(first);
  }
}
