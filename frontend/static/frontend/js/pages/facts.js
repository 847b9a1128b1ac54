/** The second line of a row: what tells one thing of a collection from the next, in words. */

/** @typedef {import('../page.js').PageData} PageData */
/** @typedef {Record<string, any>} Properties */

/** @param {{code: string, name: string}[]} choices @param {string} code @returns {string} */
const nameOf = (choices, code) => choices.find((choice) => choice.code === code)?.name ?? '';

/**
 * @param {PageData} data @param {import('../i18n.js').Translate} t @param {import('../geo/format.js').Format} format
 * @returns {(collection: string, properties: Properties, day: string) => string}
 */
export function makeFacts(data, t, format) {
  /** @param {Properties} properties @returns {string[]} */
  const placed = ({ theme, stage, owner_name }) => [nameOf(data.themes, theme), nameOf(data.stages, stage), owner_name];
  /** @type {Record<string, (properties: Properties, day: string) => (string | undefined)[]>} */
  const byCollection = {
    'local-initiatives': placed,
    'cooperation-projects': placed,
    'pooled-services': placed,
    'working-groups': ({ coordinator_name }) => [coordinator_name],
    'construction-zones': ({ starts_on, ends_on }, day) => {
      if (starts_on && starts_on > day) return [t('from_day', { day: format.day(starts_on) })];
      if (ends_on && ends_on < day) return [t('ended_on', { day: format.day(ends_on) })];
      return [ends_on ? t('until_day', { day: format.day(ends_on) }) : t('no_end_known')];
    },
    'transit-stops': ({ opened_on }, day) => {
      if (!opened_on) return [t('opening_unknown')];
      return [t(opened_on > day ? 'opens_on' : 'open_since', { day: format.day(opened_on) })];
    },
    'public-places': ({ kind }) => [nameOf(data.placeKinds, kind)],
    'business-parks': ({ state_type, manager }) => [nameOf(data.parkTypes, state_type), manager],
    establishments: ({ nace_section, jobs }) => [
      nameOf(data.naceSections, nace_section),
      jobs === null || jobs === undefined ? '' : t('jobs', { count: format.number(jobs) }),
    ],
  };
  return (collection, properties, day) => (byCollection[collection]?.(properties, day) ?? []).filter(Boolean).join(' · ');
}
