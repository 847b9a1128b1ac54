/** The way from the map to the page that compares, with what is chosen. Pure: no page. */

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
  const query = Object.entries(asked).flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value).replace('%3A', ':')}`] : []));
  return `${root}compare/${query.length ? `?${query.join('&')}` : ''}`;
}
