/** What a thing on the map looks like, decided from its properties. Pure: colours, widths and states, no drawing. */

/** @typedef {'light' | 'dark'} Scheme */
/**
 * @typedef {object} Palette
 * @property {string} ground the region's communes
 * @property {string} beyond the other communes
 * @property {string} paper around everything
 * @property {string} border
 * @property {string} ink text on the ground
 * @property {string} quiet paler text
 * @property {string} park
 * @property {string} zone
 * @property {string} tram
 * @property {string} casing under the tram
 * @property {string} work establishments
 * @property {string} place stops of buses, car parks, plots
 * @property {string} glyph symbols inside a filled shape
 * @property {string} selection
 * @property {Record<string, string>} placed hue by collection
 */

/** @type {Record<Scheme, Palette>} */
export const PALETTES = {
  light: {
    ground: '#FFFDF8',
    beyond: '#F1EDE3',
    paper: '#F6F3EC',
    border: '#B9B2A2',
    ink: '#2B3238',
    quiet: '#5E6468',
    park: '#6E5A2E',
    zone: '#8A6100',
    tram: '#A3174F',
    casing: '#FFFFFF',
    work: '#46545E',
    place: '#2F5D73',
    glyph: '#FFFFFF',
    selection: '#0E1A22',
    placed: {
      'local-initiatives': '#00795A',
      'cooperation-projects': '#0063A6',
      'pooled-services': '#B34A00',
      'working-groups': '#0063A6',
    },
  },
  dark: {
    ground: '#1B242B',
    beyond: '#151D23',
    paper: '#12191E',
    border: '#47545E',
    ink: '#E8ECEE',
    quiet: '#A3AEB6',
    park: '#C9B27C',
    zone: '#E0B44C',
    tram: '#F27BA8',
    casing: '#12191E',
    work: '#AEBBC4',
    place: '#8FC1D9',
    glyph: '#12191E',
    selection: '#FFFFFF',
    placed: {
      'local-initiatives': '#3DC79A',
      'cooperation-projects': '#6FB7F2',
      'pooled-services': '#F29A5B',
      'working-groups': '#6FB7F2',
    },
  },
};

/** @typedef {'circle' | 'hexagon' | 'square'} Form */
/** Kind is shape as well as hue, so that the map can be read without colour. @type {Record<string, Form>} */
export const FORMS = { 'local-initiatives': 'circle', 'cooperation-projects': 'hexagon', 'pooled-services': 'square' };

/** What tells public places apart: a letter on a form, drawn in a box of 24; a plot is free: an outline. @type {Record<string, {form: Form, letter: string}>} */
export const PLACE_SIGNS = {
  bus_stop: { form: 'circle', letter: 'M8 5v14M16 5v14M8 12h8' },
  car_park: { form: 'square', letter: 'M9 20V4h4.5a4.5 4.5 0 0 1 0 9H9' },
  public_plot: { form: 'square', letter: '' },
};

/** @param {number} zoom @returns {number} from the middle of a public place's sign to its edge, px */
export function placeRadiusPx(zoom) {
  return zoom < 15 ? 5.5 : 7.5;
}

/** @typedef {'none' | 'dotted' | 'dashed' | 'half' | 'full' | 'double'} Ring */
/** @type {Record<string, Ring>} */
const RINGS = { inventory: 'dotted', solution: 'dashed', pilot: 'half', running: 'full', extended: 'double' };

/** @param {string | null | undefined} stage @returns {Ring} none where it is not known, as of a day before the first that is */
export function ringOf(stage) {
  return RINGS[stage ?? ''] ?? 'none';
}

/** @param {number} zoom @returns {number} from the middle of a placed thing's symbol to its edge, px */
export function symbolRadiusPx(zoom) {
  if (zoom < 11) return 9;
  if (zoom < 13) return 11;
  return zoom < 15 ? 13 : 15;
}

/** @param {number | null | undefined} jobs @param {number} zoom @returns {number} radius of an establishment's disc, px */
export function discRadiusPx(jobs, zoom) {
  const size = !jobs || jobs < 10 ? 3 : jobs < 50 ? 4.5 : jobs < 250 ? 6.5 : 9;
  return zoom < 13 ? size * 0.75 : size;
}

/** How much smaller a number is that is not the subject of the map: however many establishments there are, projects come first. */
const QUIETER = 0.78;

/** @param {number} count @param {number} zoom @param {boolean} quiet whether it counts what is not the subject @returns {number} radius of a disc that stands for `count` things, px */
export function aggregateRadiusPx(count, zoom, quiet) {
  const radius = Math.min(26, 8 + 3 * Math.log2(Math.max(2, count)) ** 0.9) * (quiet ? QUIETER : 1);
  return Math.max(9, zoom < 10.5 ? radius * 0.7 : radius);
}

/** @param {string | null | undefined} openedOn @param {string} day both ISO @returns {boolean} in service on that day; no date: not yet */
export function isOpen(openedOn, day) {
  return Boolean(openedOn) && String(openedOn) <= day;
}

/** @typedef {'active' | 'later' | 'past'} Timing */
/** @param {{starts_on?: string | null, ends_on?: string | null}} period the last day included @param {string} day @returns {Timing} */
export function timingOf({ starts_on, ends_on }, day) {
  if (ends_on && ends_on < day) return 'past';
  return starts_on && starts_on > day ? 'later' : 'active';
}

/** @param {Record<string, any>} park @returns {{hatched: boolean, dashed: boolean}} */
export function parkStyle(park) {
  return { hatched: park.footprint_accuracy === 'approximate', dashed: park.status === 'planned' };
}

/** @param {number} zoom @returns {{line: number, casing: number, stop: number}} widths of the tram and radius of a stop, px */
export function tramWidthsPx(zoom) {
  if (zoom < 12) return { line: 2.5, casing: 5, stop: 2.5 };
  if (zoom < 14) return { line: 3.5, casing: 7, stop: 4 };
  return { line: 4.5, casing: 9, stop: 6 };
}

/** @type {Map<string, string>} */
const fadedBefore = new Map();

/** @param {string} hex "#6E5A2E" @param {number} alpha 0 to 1 @returns {string} */
export function faded(hex, alpha) {
  const key = hex + alpha;
  const known = fadedBefore.get(key);
  if (known) return known;
  const channel = (/** @type {number} */ from) => Number.parseInt(hex.slice(from, from + 2), 16);
  const made = `rgba(${channel(1)}, ${channel(3)}, ${channel(5)}, ${alpha})`;
  fadedBefore.set(key, made);
  return made;
}
