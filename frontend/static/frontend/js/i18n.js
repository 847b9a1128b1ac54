/** Translated texts by key, with values filled in. The page brings them; see frontend/map_texts.py. */

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Translate */

/** @param {Record<string, string>} texts @returns {Translate} */
export function makeTranslate(texts) {
  return (key, values = {}) =>
    (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Whose words stand in where a language is missing, nearest first; as the server does it. @type {Record<string, string[]>} */
const STAND_INS = { de: ['lb', 'fr', 'en'], lb: ['de', 'fr', 'en'], en: ['fr', 'de', 'lb'], fr: ['de', 'en', 'lb'] };

/**
 * A translated property in the reader's language: plain, an object by language, or a property a language ("name_de").
 * @param {Record<string, any>} properties @param {string} name @param {string} language @returns {string}
 */
export function localised(properties, name, language) {
  const value = properties[name];
  if (typeof value === 'string' && value) return value;
  const texts = [language, ...(STAND_INS[language] ?? ['fr'])].map((code) => value?.[code] ?? properties[`${name}_${code}`]);
  return texts.find(Boolean) ?? '';
}
