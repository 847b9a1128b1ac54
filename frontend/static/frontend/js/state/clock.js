/** The months of the time slider, and what an address may say about days. Pure: no page, no clock of the computer. */

/** @typedef {{on: string, period: string}} Chosen a day, or two with a slash between; both empty: today */

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param {string} text @returns {boolean} whether it is a day of the calendar, ISO */
export function isDay(text) {
  const day = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** @param {string} text @returns {boolean} whether it is two days with a slash between, the earlier one first */
export function isPeriod(text) {
  const days = text.split('/');
  return days.length === 2 && days.every(isDay) && days[0] <= days[1];
}

/** @param {string} day ISO @param {number} firstYear @returns {number} months since the beginning of that year */
export function monthOf(day, firstYear) {
  return (Number(day.slice(0, 4)) - firstYear) * 12 + Number(day.slice(5, 7)) - 1;
}

/** @param {number} month @param {number} firstYear @returns {string} its first day, ISO */
export function firstDayOf(month, firstYear) {
  return new Date(Date.UTC(firstYear, month, 1)).toISOString().slice(0, 10);
}

/** @param {number} month @param {number} firstYear @returns {string} its last day, ISO */
export function lastDayOf(month, firstYear) {
  return new Date(Date.UTC(firstYear, month + 1, 0)).toISOString().slice(0, 10);
}

/** @param {string} day ISO @param {number} firstYear @returns {number} months since then, with the share of the month that has passed */
export function placeOf(day, firstYear) {
  return monthOf(day, firstYear) + (Number(day.slice(8, 10)) - 1) / 31;
}

/** @param {Chosen} chosen @param {string} today @returns {string} the day that is looked at: the chosen one, else the first of the period, else today */
export function daySeen({ on, period }, today) {
  return on || period.slice(0, 10) || today;
}

/**
 * The last of the days on which something changes that is not after `day`: between two of them all is the same.
 * @param {string[]} changes in their order @param {string} day @returns {string} empty: before the first
 */
export function epochOf(changes, day) {
  return changes.filter((change) => change <= day).at(-1) ?? '';
}
