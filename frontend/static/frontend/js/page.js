/** What the page's template hands to its scripts. */

/**
 * @typedef {object} CollectionInfo
 * @property {string} id
 * @property {string} title
 * @property {string} one
 * @property {string[]} filters
 * @property {boolean} listed
 * @property {boolean} shown
 * @property {boolean} dated whether a chosen day narrows its list
 * @property {{title: string, publisher: string, licence: string, released_on: string}[]} credits
 */
/** @typedef {{code: string, name: string}} Choice */
/**
 * @typedef {object} PageData
 * @property {string} page
 * @property {string} language
 * @property {boolean} signedIn
 * @property {string} today
 * @property {{first: number, last: number, openings: string[], works: string[], communes: string[]}} clock years of the slider; days on which something opens, works begin, communes change
 * @property {CollectionInfo[]} collections
 * @property {{code: string, name: string, symbol: string}[]} themes
 * @property {Choice[]} stages
 * @property {Choice[]} worksStates where a phase of works stands
 * @property {{code: string, name: string, bbox: import('./geo/bbox.js').Bbox}[]} communes
 * @property {{code: string, name: string, communes: string[]}[]} regions
 * @property {{id: number, code: string, name: string, bbox: import('./geo/bbox.js').Bbox, parks: number[], own: boolean}[]} workingGroups own: the reader belongs to it
 * @property {{id: number, name: string, lon: number, lat: number, bbox: import('./geo/bbox.js').Bbox}[]} parks
 * @property {{name: string, choices: Choice[]}[]} subjects of needs and offers, shared services first
 * @property {Choice[]} parkTypes
 * @property {Choice[]} placeKinds
 * @property {Choice[]} naceSections
 * @property {import('./geo/bbox.js').Bbox | null} firstBox
 * @property {{min: number, max: number}} zoom
 * @property {{map: string, ogc: string, api: string, share: string, views: string, shortcuts: string, icons: string}} addresses
 * @property {Record<string, string>} texts
 */

/** @param {string} id @returns {HTMLElement} the element the template promises. Throws when it is not there. */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}

/** @returns {PageData} */
export function readPageData() {
  return JSON.parse(element('page-data').textContent ?? '{}');
}

/**
 * A new element with attributes, `class` among them; children that are strings become text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false).map((child) => child || ''));
  return made;
}

/** @param {string} name of the icon @returns {SVGSVGElement} */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${document.documentElement.dataset.icons ?? ''}#${name}`);
  svg.append(use);
  return svg;
}
