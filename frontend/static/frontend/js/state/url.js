/** What is seen, and its copy in the address bar: an address can be sent to somebody and shows them the same. docs/api.md lists the names. */

import { isDay, isPeriod } from './clock.js';
import { readNearby, writeNearby } from './nearby.js';

/** @typedef {'explore' | 'nearby' | 'add'} Tab */
/** @typedef {{zoom: number, lon: number, lat: number}} View */
/** @typedef {{kind: string, theme: string, stage: string, works: string, working_group: string, commune: string, region: string, q: string, on: string, period: string, as_of: string}} Filters on, period: the day or days looked at; as_of: the day whose knowledge is shown */
/** @typedef {import('./nearby.js').Nearby} Nearby */
/** @typedef {{collection: string, id: string}} Selection */
/** @typedef {{sort: string, at: {lon: number, lat: number} | null}} Sorting at: what distances are measured from; none: the middle of the map */
/**
 * @typedef {object} Seen
 * @property {View | null} view
 * @property {string} base the base map
 * @property {string[]} hidden collections switched off
 * @property {Filters} filters
 * @property {Tab} tab
 * @property {Nearby | null} nearby
 * @property {Selection | null} selected
 * @property {Sorting} sorting
 */

/** The two clocks when neither is set. */
export const TODAY = { on: '', period: '', as_of: '' };
/** The backgrounds; the first is our own and asks nobody. */
export const BASES = ['plan', 'geoportail', 'ortho', 'osm'];
/** @type {Filters} */
export const NO_FILTERS = { kind: '', theme: '', stage: '', works: '', working_group: '', commune: '', region: '', q: '', ...TODAY };
/** Filters that not everything can have: one that is on hides what cannot. @type {(keyof Filters)[]} */
export const OF_SOME = ['theme', 'stage', 'works', 'working_group'];
/** The orders of the list, the first one without being asked. */
export const SORTS = ['name', '-date', 'date', 'distance'];
/** The filters besides words and days. Of each several may be chosen, with commas between; a form without scripts sends each by itself. */
const LISTS = ['kind', 'theme', 'stage', 'works', 'working_group', 'commune', 'region'];
/** Map layers that only an address with their name in `show` switches on: those from before them stay true. */
const BY_NAME = ['public-places'];
const FILTER_NAMES = /** @type {(keyof Filters)[]} */ (Object.keys(NO_FILTERS));
const TABS = ['explore', 'nearby', 'add'];

/** @param {string | null} text @returns {number | null} */
function number(text) {
  return text !== null && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
}

/** @param {URLSearchParams} query @returns {View | null} */
function readView(query) {
  const [zoom, lon, lat] = [number(query.get('z')), number(query.get('lon')), number(query.get('lat'))];
  return zoom === null || lon === null || lat === null || Math.abs(lat) > 85 ? null : { zoom, lon, lat };
}

/** @param {URLSearchParams} query @returns {Filters} days that cannot be read are left aside; a day comes before a period */
function readFilters(query) {
  const filters = /** @type {Filters} */ (Object.fromEntries(FILTER_NAMES.map((name) => [name, (LISTS.includes(name) ? query.getAll(name).filter(Boolean).join(',') : query.get(name)) ?? ''])));
  const on = isDay(filters.on) ? filters.on : '';
  return { ...filters, on, period: !on && isPeriod(filters.period) ? filters.period : '', as_of: isDay(filters.as_of) ? filters.as_of : '' };
}

/** Who asks for a kind wants to see it. @param {Filters} filters @param {string[]} hidden @returns {string[]} of `hidden`, what stays switched off */
export function hiddenUnder({ kind }, hidden) {
  return hidden.filter((collection) => !kind.split(',').includes(collection));
}

/** @param {URLSearchParams} query @param {Filters} filters @param {string[]} hiddenAtFirst @returns {string[]} collections switched off */
function readHidden(query, filters, hiddenAtFirst) {
  const shown = (query.get('show') ?? '').split(',');
  const hidden = query.get('hide')?.split(',').filter(Boolean) ?? hiddenUnder(filters, hiddenAtFirst);
  return [...hidden.filter((id) => !BY_NAME.includes(id)), ...hiddenUnder(filters, BY_NAME).filter((id) => !shown.includes(id))];
}

/** @param {URLSearchParams} query @param {Seen} seen @param {string[]} hiddenAtFirst */
function writeHidden(query, { hidden, filters }, hiddenAtFirst) {
  const others = (/** @type {string[]} */ ids) => ids.filter((id) => !BY_NAME.includes(id));
  if (others(hidden).sort().join() !== others(hiddenUnder(filters, hiddenAtFirst)).sort().join()) query.set('hide', others(hidden).join(','));
  const shown = BY_NAME.filter((id) => !hidden.includes(id));
  if (shown.length) query.set('show', shown.join(','));
}

/** @param {URLSearchParams} query @returns {Sorting} */
function readSorting(query) {
  const sort = SORTS.includes(query.get('sort') ?? '') ? (query.get('sort') ?? SORTS[0]) : SORTS[0];
  const [lon, lat] = (query.get('at') ?? '').split(',').map((part) => number(part));
  const at = sort === 'distance' && typeof lon === 'number' && typeof lat === 'number' && Math.abs(lat) <= 85 ? { lon, lat } : null;
  return { sort, at };
}

/** @param {string} path @param {string} root "/de/" @returns {Selection | null} from "/de/business-parks/7/" */
export function readSelection(path, root) {
  const [collection, id, rest] = path.startsWith(root) ? path.slice(root.length).split('/') : [];
  return collection && id && !rest && /^[a-z-]+$/.test(collection) && collection !== 'add' ? { collection, id } : null;
}

/** @param {URL | Location} address @param {string} root @param {string[]} hiddenAtFirst @returns {Seen} */
export function readAddress(address, root, hiddenAtFirst = []) {
  const query = new URLSearchParams(address.search);
  const tab = query.get('tab') ?? '';
  const filters = readFilters(query);
  return {
    view: readView(query),
    base: BASES.includes(query.get('base') ?? '') ? (query.get('base') ?? 'plan') : 'plan',
    hidden: readHidden(query, filters, hiddenAtFirst),
    filters,
    tab: /** @type {Tab} */ (TABS.includes(tab) ? tab : 'explore'),
    nearby: readNearby(query),
    selected: readSelection(address.pathname, root),
    sorting: readSorting(query),
  };
}

/** @param {Seen} seen @param {string} root @param {string[]} hiddenAtFirst @returns {string} path and query */
export function writeAddress(seen, root, hiddenAtFirst = []) {
  const query = new URLSearchParams();
  if (seen.view) {
    query.set('z', String(seen.view.zoom));
    query.set('lon', seen.view.lon.toFixed(5));
    query.set('lat', seen.view.lat.toFixed(5));
  }
  if (seen.base !== 'plan') query.set('base', seen.base);
  writeHidden(query, seen, hiddenAtFirst);
  for (const name of FILTER_NAMES) if (seen.filters[name]) query.set(name, seen.filters[name]);
  if (seen.sorting.sort !== SORTS[0]) query.set('sort', seen.sorting.sort);
  if (seen.sorting.at) query.set('at', `${seen.sorting.at.lon},${seen.sorting.at.lat}`);
  if (seen.tab !== 'explore') query.set('tab', seen.tab);
  if (seen.nearby) writeNearby(query, seen.nearby);
  const path = seen.selected ? `${root}${seen.selected.collection}/${seen.selected.id}/` : root;
  // Commas and slashes are readable in an address and allowed in its query.
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text ? `${path}?${text}` : path;
}
