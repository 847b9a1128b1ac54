/** The ways from the map to the pages that compare and that show the vision, with what is chosen. Pure: no page. */

/**
 * What is looked at beside something else: two communes beside each other, one place today and on the chosen day, else beside the region.
 * @param {string} root @param {import('./url.js').Filters} filters @param {string} otherwise the code of the region without one
 */
export function compareAddress(root, { commune, region, theme, on, period }, otherwise) {
  const [first = '', second = ''] = commune.split(',');
  const day = on || period.slice(0, 10);
  const known = region.split(',')[0] || (day || theme ? otherwise : '');
  const place = first ? `commune:${first}` : known && `region:${known}`;
  const beside = second ? `commune:${second}` : day ? place : '';
  const about = theme.split(',')[0];
  const asked = { a: place, a_theme: about, a_on: second ? day : '', b: beside, b_theme: about, b_on: day };
  return `${root}compare/${queryOf(asked)}`;
}

/** @param {string} root @param {import('./url.js').Filters} filters @returns {string} the vision by both clocks, of the commune or region that is chosen */
export function visionAddress(root, { commune, region, on, period, as_of }) {
  return `${root}vision/${queryOf({ region: region.split(',')[0], commune: commune.split(',')[0], on: on || period.slice(0, 10), as_of })}`;
}

/** @param {Record<string, string>} asked */
function queryOf(asked) {
  const query = Object.entries(asked).flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value).replace('%3A', ':')}`] : []));
  return query.length ? `?${query.join('&')}` : '';
}
