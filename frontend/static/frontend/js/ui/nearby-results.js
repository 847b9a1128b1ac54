/** What was found nearby: totals, how well the times are known, a list to sort, and the same as files. */

import { make } from '../page.js';
import { countOf } from '../state/nearby.js';
import { rowLink } from './list.js';

/** @typedef {import('../pages/context.js').Context} Context */
/** @typedef {import('../state/nearby.js').Nearby} Nearby */
/** @typedef {import('../api/collections.js').NearItems} NearItems */
/** @typedef {import('../api/collections.js').Feature} Feature */

const FILES = /** @type {const} */ (['csv', 'xlsx', 'geojson']);
/** @type {Record<string, (a: Feature, b: Feature) => number>} */
const ORDERS = {
  nearest: () => 0, // as they come
  jobs: (a, b) => (b.properties.jobs ?? -1) - (a.properties.jobs ?? -1),
  name: (a, b) => a.properties.name.localeCompare(b.properties.name),
};

/** @param {HTMLElement} container @param {Context} context @param {{onOrder: (features: Feature[]) => void}} options */
export function makeNearbyResults(container, context, { onOrder }) {
  const { t, format } = context;
  let order = 'nearest';

  /** @param {Nearby} nearby @returns {string} */
  const reachOf = (nearby) => (nearby.by ? t(nearby.by === 'foot' ? 'reach_on_foot' : 'reach_by_bicycle', { minutes: format.number(nearby.minutes ?? 0) }) : format.distance(nearby.radius_m));

  /** Whether enough of them want a shared service: of the group that is looked at, of the park's, or of one's own. @param {Nearby} nearby @returns {HTMLElement | null} */
  function nextStep({ group, of, subject }) {
    const { workingGroups: groups, addresses, subjects } = context.data;
    const park = groups.filter(({ parks }) => parks.some((id) => of === `business-parks/${id}`));
    const next = groups.find(({ code }) => code === group) ?? park.find(({ own }) => own) ?? park[0] ?? groups.find(({ own }) => own);
    if (!next) return null;
    const isService = subjects[0].choices.some(({ code }) => code === subject);
    const address = `${addresses.map}working-groups/${next.id}/enough/${isService ? `?service=${subject}` : ''}`;
    return make('p', { class: 'nearby__next' }, make('a', { class: 'button', href: address }, t('nearby_enough', { group: next.name })));
  }

  /** @param {Feature} feature @returns {string} */
  function asideOf({ properties }) {
    if (properties.travel_min === undefined) return format.distance(Math.round(properties.distance_m));
    return `${properties.is_estimate ? '≈ ' : ''}${format.number(Math.max(1, properties.travel_min))}\u00A0min`;
  }

  /** @param {Feature[]} features */
  function listOf(features) {
    const sorted = [...features].sort(ORDERS[order]);
    onOrder(sorted);
    return sorted.map((feature) => {
      const row = { ...context.rowOf('establishments', feature), aside: asideOf(feature) };
      return make('li', { class: 'row row--numbered' }, rowLink(row, 'establishments', (canvas, collection, key) => context.drawSign(canvas, collection, key)));
    });
  }

  return {
    /** @param {Nearby} nearby @param {NearItems} found @returns {string} the sentence to read out */
    show(nearby, { features, matched, jobs, estimate, network }) {
      const note = estimate ? make('p', { class: 'note nearby__note' }, estimate.detail) : null;
      if (!features.length) {
        onOrder([]);
        const key = nearby.by ? 'nearby_none_minutes' : 'nearby_none';
        const sentence = countOf(nearby) ? t('nearby_none_fits', { radius: reachOf(nearby) }) : !nearby.by && !nearby.radius_m ? t('nearby_none_inside') : t(key, { radius: reachOf(nearby) });
        container.replaceChildren(make('p', { class: 'list__empty' }, sentence), ...(note ? [note] : []));
        return sentence;
      }
      const counted = jobs ?? features.reduce((sum, { properties }) => sum + (properties.jobs ?? 0), 0);
      const isInside = !nearby.by && !nearby.radius_m;
      const total = t(isInside ? 'nearby_total_inside' : 'nearby_total', { count: format.number(matched), jobs: format.number(counted), radius: reachOf(nearby) });
      const list = make('ol', { class: 'group__rows' }, ...listOf(features));
      const sort = make('select', { class: 'input', id: 'nearby-sort' }, ...Object.keys(ORDERS).map((name) => make('option', { value: name, selected: name === order }, t(`sort_${name}`))));
      sort.addEventListener('change', () => {
        order = sort.value;
        list.replaceChildren(...listOf(features));
      });
      const files = FILES.map((kind) => make('a', { href: context.collections.nearFile(nearby, kind), download: `nearby.${kind}` }, kind === 'geojson' ? 'GeoJSON' : kind.toUpperCase()));
      container.replaceChildren(
        make('p', { class: 'nearby__total' }, total),
        ...(note ? [note] : []),
        make('div', { class: 'nearby__sort' }, make('label', { for: 'nearby-sort' }, t('sort_by')), sort),
        list,
        ...(matched > features.length ? [make('p', { class: 'list__empty' }, t('nearby_more', { count: format.number(features.length) }))] : []),
        make('p', { class: 'nearby__files' }, t('take_away'), ' ', ...files),
        ...[nextStep(nearby)].filter((step) => step !== null),
        ...(network && !estimate ? [make('p', { class: 'nearby__source' }, network.attribution)] : []),
      );
      return total;
    },
  };
}
