/** Numbers, distances and days as people write them, by language. */

/** As the server writes them: French groups digits with a space, Luxembourgish as German; English days begin with the day. */
const LOCALES = /** @type {Record<string, string>} */ ({ de: 'de-LU', fr: 'fr-FR', lb: 'de-LU', en: 'en-GB' });

/** Up to here the server tells how many features there are; see api/pagination.py. */
const COUNTED_AT_MOST = 10_000;

/** So many numbers are remembered as they are written. */
const MOST_WRITTEN = 2_000;

/** @param {string} language @returns {string} */
export function localeOf(language) {
  return LOCALES[language] ?? language;
}

/** @param {string} locale @param {number} digits after the point at most */
function numbers(locale, digits) {
  const { format } = new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
  /** The map writes the same hundreds of numbers with each picture. @type {Map<number, string>} */
  const written = new Map();
  return {
    /** @param {number} number */
    format(number) {
      const known = written.get(number);
      if (known !== undefined) return known;
      // The narrow space is not in our font, and the server writes the other one.
      const text = format(number).replaceAll('\u202F', '\u00A0');
      if (written.size >= MOST_WRITTEN) written.clear();
      written.set(number, text);
      return text;
    },
  };
}

/** @param {string} language */
export function makeFormat(language) {
  const locale = localeOf(language);
  const whole = numbers(locale, 0);
  const tenth = numbers(locale, 1);
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  // French counts the first of a month and only numbers the other days.
  const writtenDay = (/** @type {Date} */ date) => (language === 'fr' && date.getUTCDate() === 1 ? day.format(date).replace('1', '1er') : day.format(date));
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  return {
    /** @param {string} iso "2024-07-01" @returns {string} "Juli 2024" */
    month: (iso) => month.format(new Date(`${iso}T00:00:00Z`)),
    /** @param {number} number infinite: more than the server counts @returns {string} "1 250" */
    number: (number) => (number === Infinity ? `>\u00A0${whole.format(COUNTED_AT_MOST)}` : whole.format(number)),
    /** @param {number} number @returns {string} "3,4" */
    tenth: (number) => tenth.format(number),
    /** @param {number} metres @returns {string} "850 m", "1 250 m", "12,4 km" */
    distance: (metres) => (metres < 10_000 ? `${whole.format(metres)}\u00A0m` : `${tenth.format(metres / 1000)}\u00A0km`),
    /** @param {number} hectares @returns {string} "21,4 ha" */
    area: (hectares) => `${tenth.format(hectares)}\u00A0ha`,
    /** @param {string | null | undefined} iso "2024-07-07" @returns {string} "7. Juli 2024" */
    day: (iso) => (iso ? writtenDay(new Date(`${iso.slice(0, 10)}T00:00:00Z`)) : ''),
  };
}

/** @typedef {ReturnType<typeof makeFormat>} Format */
