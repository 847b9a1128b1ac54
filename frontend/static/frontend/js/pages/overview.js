/** The map page: puts map, panel, list, legend, search and the three tabs together. */

import { element, icon } from '../page.js';
import { makeBaseMaps } from '../map/base-maps.js';
import { loadGlyphs } from '../map/icons.js';
import { makeLegend } from '../map/legend.js';
import { addButton, goTo, listen, locate, makeMap, showView } from '../map/map.js';
import { makeTip, openPopup } from '../map/popup.js';
import { keyOf } from '../map/frame.js';
import { VectorLayer } from '../map/vector-layer.js';
import { areOn, listenToShortcuts, switchShortcuts } from '../state/shortcuts.js';
import { BASES } from '../state/url.js';
import { announce, notify } from '../ui/notice.js';
import { makePanel } from '../ui/panel.js';
import { makeSearch } from '../ui/search.js';
import { presentView, startAddress } from './address.js';
import { makeContext } from './context.js';
import { startExplore } from './explore.js';
import { firstScene, makeShowSeen } from './scene.js';
import { startSelection } from './selection.js';
import { startTime } from './time.js';

/** @typedef {import('../page.js').PageData} PageData */
/** @typedef {import('../map/hit-test.js').Thing} Thing */

/** How many of the things under one point the popup offers. */
const MOST_OFFERED = 8;

/** @param {PageData} data */
export async function startOverview(data) {
  const context = makeContext(data);
  const { t, store, format } = context;
  const map = makeMap(element('map'), { zoom: data.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
  const hasRoom = window.matchMedia('(min-width: 1100px)').matches;

  const layer = new VectorLayer(firstScene(context), {
    address: context.collections.tileAddress,
    onTrouble: () => notify(t('tiles_trouble'), { closeLabel: t('close'), action: { label: t('try_again'), run: () => layer.store.clear() } }),
  });
  const bases = makeBaseMaps(map, {
    onSilence: (base) => notify(t('base_silent', { name: t(`base_${base}`) }), { closeLabel: t('close'), action: { label: t('base_plan'), run: () => store.set({ base: 'plan' }) } }),
  });

  // What is chosen is seen, even if its map layer was switched off.
  const shownWith = (/** @type {string} */ collection) => store.get().hidden.filter((other) => other !== collection);
  const select = (/** @type {string} */ key) => {
    const [collection, id] = key.split('/');
    store.set({ selected: { collection, id }, hidden: shownWith(collection) });
  };
  const opened = store.get().selected;
  if (opened) store.set({ hidden: shownWith(opened.collection) });
  const panel = makePanel({ onTab: (tab) => store.set({ tab }), onBack: () => store.set({ selected: null }) });
  const legend = makeLegend(map, {
    collections: data.collections,
    bases: BASES.map((id) => ({ id, name: t(`base_${id}`) })),
    stages: data.stages,
    t,
    format,
    onSwitch: (id, shown) => store.set({ hidden: shown ? store.get().hidden.filter((other) => other !== id) : [...store.get().hidden, id] }),
    onBase: (base) => store.set({ base }),
  });
  const layersButton = addButton(map, { label: t('legend'), icon: icon('stack-2'), id: 'layers-button', onPress: () => setLegend(Boolean(legend.root.hidden)) });
  addButton(map, {
    label: t('my_position'),
    icon: icon('current-location'),
    onPress: () => locate(map, { onFound: ({ lon, lat }) => map.setView([lat, lon], 15), onRefusal: () => notify(t('position_refused'), { closeLabel: t('close') }) }),
  });

  /** @param {string} page of the server that is asked with the present view @param {string} title */
  async function openPage(page, title) {
    const { openSharing } = await import('./sharing.js');
    await openSharing(`${page}?${presentView(map, context)}`, { title, close: t('close'), trouble: t('share_trouble'), copied: t('copied') }, { areOn, switchShortcuts });
  }
  addButton(map, { label: t('share'), icon: icon('share'), id: 'share-button', onPress: () => openPage(data.addresses.share, t('share')) });
  addButton(map, { label: t('saved_views'), icon: icon('star'), id: 'views-button', onPress: () => openPage(data.addresses.views, t('saved_views')) });

  /** @param {boolean} open */
  function setLegend(open) {
    if (open && !context.isWide()) panel.setHeight('low');
    legend.setOpen(open);
    layersButton.setAttribute('aria-expanded', String(open));
  }
  layersButton.setAttribute('aria-controls', 'legend');
  listenToShortcuts({
    '/': () => element('search-field').focus(),
    f() {
      store.set({ selected: null, tab: 'explore' });
      /** @type {HTMLElement | null} */ (document.querySelector('#filters input[type=search]'))?.focus();
    },
    l: () => setLegend(Boolean(legend.root.hidden)),
    s: () => void openPage(data.addresses.share, t('share')),
    v: () => void openPage(data.addresses.views, t('saved_views')),
    '?': () => void openPage(data.addresses.shortcuts, t('shortcuts')),
  });
  setLegend(hasRoom);
  showView(map, store.get().view, data.firstBox, context.covered());
  layer.addTo(map);

  const hover = (/** @type {string} */ key) => layer.setScene({ hovered: key });
  const explore = startExplore(context, map, {
    onHover: hover,
    onOpen: select,
    onCount: legend.showCount,
    onPlace: (bbox) => goTo(map, bbox, context.covered()),
  });

  startSelection(context, map, {
    panel,
    onNearby: (from) => store.set({ tab: 'nearby', selected: null, nearby: { nace: '', radius_m: 500, ...store.get().nearby, area: undefined, ...from } }),
  });

  const tip = makeTip(map);
  /** @type {((at: {lon: number, lat: number}) => boolean)[]} */
  const takers = [];
  listen(map, layer, {
    onHover(thing) {
      hover(thing ? keyOf(thing) : '');
      explore.highlight(thing ? keyOf(thing) : '');
      tip(thing ? nameOf(context, thing) : '', thing ? (context.infoOf(thing.collection)?.one ?? '') : '');
    },
    onChoose(things, at) {
      if (takers.some((take) => take(at))) return;
      choose(things, at);
    },
  });

  /** @param {Thing[]} things @param {{lon: number, lat: number}} at */
  function choose(things, at) {
    const [first] = things;
    if (!first) return;
    if (Number(first.properties.count) > 1 || !first.id) {
      map.setView([at.lat, at.lon], Math.min(map.getZoom() + 2, data.zoom.max));
      return;
    }
    const offered = things.filter(({ id, properties }) => id && !(Number(properties.count) > 1)).slice(0, MOST_OFFERED);
    if (first.collection !== 'communes') select(keyOf(first));
    const isPlain = offered.length === 1 || first.collection === 'communes' || offered.filter(({ collection }) => collection !== 'communes').length === 1;
    openPopup(map, at, (isPlain ? [first] : offered).map((thing) => ({
      name: nameOf(context, thing),
      kind: context.infoOf(thing.collection)?.one ?? '',
      address: context.addressThen(thing.collection, thing.id),
      collection: thing.collection,
      onOpen: () => select(keyOf(thing)),
    })), context.covered());
  }

  makeSearch(/** @type {HTMLFormElement} */ (element('search')), {
    search: (q, signal) => context.collections.search(q, signal),
    kindOf: ({ collection, kind }) => context.infoOf(collection)?.one ?? kind,
    onChoose(found) {
      goTo(map, found.bbox ?? [found.lon, found.lat, found.lon, found.lat], context.covered());
      select(`${found.collection}/${found.id}`);
    },
    t,
    announce,
  });

  startAddress(context, map);
  startTime(context, map, layer);
  const showSeen = makeShowSeen(context, { layer, legend, bases, panel });
  store.subscribe(showSeen);
  showSeen(store.get(), null);
  context.onScheme(() => showSeen(store.get(), null));

  /** @type {Promise<unknown> | null} */
  let nearby = null;
  const startNearbyOnUse = () => {
    if (store.get().tab === 'nearby' && !nearby) {
      nearby = import('./nearby.js').then(({ startNearby }) => takers.push(startNearby(context, map, { layer, onHover: hover, onOpen: select })));
    }
  };
  store.subscribe(startNearbyOnUse);
  startNearbyOnUse();

  for (const [theme, glyph] of await loadGlyphs(data.addresses.icons, data.themes)) context.glyphs.set(theme, glyph);
  layer.requestPaint();
  void document.fonts.ready.then(() => layer.requestPaint());
}

/** @param {import('./context.js').Context} context @param {Thing} thing @returns {string} */
function nameOf({ t, format }, { name, properties }) {
  return Number(properties.count) > 1 ? t('several', { count: format.number(Number(properties.count)) }) : name;
}
