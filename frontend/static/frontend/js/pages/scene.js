/** Brings the map, its legend and the panel in line with what is seen. */

import { drawSwatch } from '../map/swatch.js';
import { epochOf } from '../state/clock.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('../state/url.js').Seen} Seen */
/**
 * @typedef {object} Parts
 * @property {import('../map/vector-layer.js').VectorLayer} layer
 * @property {ReturnType<typeof import('../map/legend.js').makeLegend>} legend
 * @property {ReturnType<typeof import('../map/base-maps.js').makeBaseMaps>} bases
 * @property {ReturnType<typeof import('../ui/panel.js').makePanel>} panel
 */
/** The ground stays in sight whatever is looked for on it. */
const GROUND = ['communes', 'transit-sections'];
/** These lie on it too where a filter does not concern them. */
const FURNITURE = ['business-parks', 'transit-stops'];

/** @param {Context} context @returns {import('../map/frame.js').Scene} */
export function firstScene(context) {
  return {
    scheme: context.scheme(),
    day: context.data.today,
    region: null,
    selected: '',
    hovered: '',
    matching: null,
    ground: true,
    glyphs: context.glyphs,
    communes: context.data.communes,
    number: context.format.number,
  };
}

/** @param {Context} context @param {Parts} parts @returns {(now: Seen, before: Seen | null) => void} without `before`, everything */
export function makeShowSeen(context, { layer, legend, bases, panel }) {
  const { data } = context;
  const inFull = inFullOf(data.regions);
  return (now, before) => {
    if (now.base !== before?.base) bases.show(now.base);
    legend.showBase(now.base);
    legend.showHidden(now.hidden);
    if (!before) legend.drawSigns(context.scheme());
    for (const canvas of before ? [] : document.querySelectorAll('canvas[data-swatch]')) {
      const swatch = /** @type {HTMLCanvasElement} */ (canvas);
      drawSwatch(swatch, { collection: swatch.dataset.swatch ?? '', scheme: context.scheme(), size: 36 });
    }
    panel.showTab(now.tab);
    showScene(context, layer, now, inFull(now.filters));
    if (before && now.hidden === before.hidden && now.filters === before.filters) return;
    showSources(context, layer, now);
  };
}

/** Without panel and legend, once. @param {Context} context @param {Parts['layer']} layer @param {Seen} now */
export function showOn(context, layer, now) {
  showScene(context, layer, now, inFullOf(context.data.regions)(now.filters));
  showSources(context, layer, now);
}

/** @param {Context} context @param {Parts['layer']} layer @param {Seen} now @param {Set<string> | null} region */
function showScene(context, layer, now, region) {
  layer.setScene({
    scheme: context.scheme(),
    day: context.dayOf(now),
    region,
    selected: now.selected ? `${now.selected.collection}/${now.selected.id}` : '',
    ground: now.base === 'plan',
    communes: communesOn(context.data, context.dayOf(now)) ? null : context.data.communes,
  });
}

/** @param {import('../page.js').PageData} data @param {string} day @returns {string} a day with the same communes; empty where they are those of today */
function communesOn({ clock, today }, day) {
  const epoch = epochOf(clock.communes, day);
  return epoch === epochOf(clock.communes, today) ? '' : epoch || day;
}

/** @param {Context} context @param {Parts['layer']} layer @param {Seen} now */
function showSources(context, layer, now) {
  layer.setSources(
    context.data.collections.flatMap(({ id }) => {
      if (now.hidden.includes(id)) return [];
      const lying = context.then(id, now.filters);
      const asked = GROUND.includes(id) ? lying : (context.narrowed(id, now.filters) ?? (FURNITURE.includes(id) ? lying : null));
      // Tram and works carry their days and are painted by them; which communes there were, the server knows.
      const epoch = id === 'communes' ? communesOn(context.data, context.dayOf(now)) : '';
      return asked ? [{ collection: id, query: { ...asked, ...(epoch && { on: epoch }) } }] : [];
    }),
  );
}

/** @param {import('../page.js').PageData['regions']} regions @returns {(filters: import('../state/url.js').Filters) => Set<string> | null} the communes that stand out: the chosen ones, else those of one region or of all; the same set each time */
function inFullOf(regions) {
  /** @type {Map<string, Set<string>>} */
  const known = new Map();
  return ({ commune, region }) => {
    const meant = regions.filter(({ code }) => !region || region.split(',').includes(code));
    if (!commune && !meant.length) return null;
    const key = commune || `region ${region}`;
    if (!known.has(key)) known.set(key, new Set(commune ? commune.split(',') : meant.flatMap(({ communes }) => communes)));
    return known.get(key) ?? null;
  };
}
