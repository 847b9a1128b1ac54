/** Whom Nearby looks for: activity, jobs, what they need or offer, working group, business park. Folded away until used. */

import { make } from '../page.js';
import { EVERYBODY, countOf } from '../state/nearby.js';

/** @typedef {import('../state/nearby.js').Nearby} Nearby */
/** @typedef {{code: string, name: string}} Choice */
const MOST_JOBS = 10_000_000;

/**
 * @param {{t: import('../i18n.js').Translate, sections: Choice[], subjects: {name: string, choices: Choice[]}[], groups: Choice[], parks: {id: number, name: string}[], onChange: (change: Partial<Nearby>) => void}} options
 */
export function makeNearbyWhom({ t, sections, subjects, groups, parks, onChange }) {
  /** @param {string} id @param {string} label @param {string} all @param {Node[]} options @param {(value: string) => void} run */
  const choice = (id, label, all, options, run) => {
    const select = make('select', { class: 'input', id }, make('option', { value: '' }, all), ...options);
    select.addEventListener('change', () => run(select.value));
    return { select, row: make('div', { class: 'nearby__activity' }, make('label', { for: id }, label), select) };
  };
  /** @param {(string | number)[]} pair */
  const option = ([value, name]) => make('option', { value }, String(name));
  const section = choice('nearby-nace', t('activity'), t('all_activities'), sections.map(({ code, name }) => option([code, `${code} – ${name}`])), (nace) => onChange({ nace }));
  const group = choice('nearby-group', t('nearby_group'), t('nearby_any_group'), groups.map(({ code, name }) => option([code, name])), (value) => onChange({ group: value || undefined }));
  const inPark = choice('nearby-in-park', t('nearby_in_park'), t('nearby_any_park'), parks.map(({ id, name }) => option([id, name])), (value) => onChange({ in_park: value || undefined }));
  const kinds = subjects.map(({ name, choices }) => make('optgroup', { label: name }, ...choices.map(({ code, name: word }) => option([code, word]))));
  const subject = choice('nearby-subject', t('nearby_subject'), t('nearby_any_subject'), kinds, (value) => onChange({ subject: value || undefined }));
  const either = [['in', t('nearby_needs')], ['out', t('nearby_offers')]].map(option);
  const direction = choice('nearby-direction', t('nearby_direction'), t('nearby_either'), either, (value) => onChange({ direction: value || undefined }));

  const limits = { type: 'number', class: 'input', inputmode: 'numeric', min: 0, max: MOST_JOBS, step: 1 };
  const least = make('input', { ...limits, id: 'nearby-jobs-from' });
  const most = make('input', { ...limits, id: 'nearby-jobs-to' });
  const wrong = make('p', { class: 'field__error', id: 'nearby-jobs-wrong', role: 'alert', hidden: true }, t('nearby_jobs_wrong'));
  const readJobs = () => {
    const [jobs_from, jobs_to] = [least, most].map(({ valueAsNumber: jobs }) => (Number.isFinite(jobs) ? Math.round(Math.min(MOST_JOBS, Math.max(0, jobs))) : undefined));
    wrong.hidden = jobs_from === undefined || jobs_to === undefined || jobs_from <= jobs_to;
    for (const input of [least, most]) input.toggleAttribute('aria-invalid', !wrong.hidden);
    if (wrong.hidden) onChange({ jobs_from, jobs_to });
  };
  for (const input of [least, most]) input.addEventListener('change', readJobs);
  const jobs = make('fieldset', { class: 'nearby__jobs' }, make('legend', {}, t('nearby_jobs')), make('label', { for: least.id }, t('at_least')), least, make('label', { for: most.id }, t('at_most')), most);

  const clear = make('button', { type: 'button', class: 'button button--small', id: 'nearby-everybody' }, t('clear_filters'));
  clear.addEventListener('click', () => onChange(EVERYBODY));
  const summary = make('summary', {});
  const root = make('details', { class: 'nearby__whom', id: 'nearby-whom' }, summary, section.row, jobs, wrong, subject.row, direction.row, make('p', { class: 'field__help' }, t('nearby_subject_help')), group.row, inPark.row, clear);

  return {
    root,
    /** @param {Nearby | null} nearby */
    show(nearby) {
      const count = nearby ? countOf(nearby) : 0;
      summary.textContent = count ? t('nearby_narrowed', { count }) : t('nearby_narrow');
      for (const [{ select }, value] of /** @type {const} */ ([[section, nearby?.nace], [group, nearby?.group], [inPark, nearby?.in_park], [subject, nearby?.subject], [direction, nearby?.direction]])) {
        select.value = value ?? '';
        select.disabled = !nearby;
      }
      if (wrong.hidden) {
        least.value = String(nearby?.jobs_from ?? '');
        most.value = String(nearby?.jobs_to ?? '');
      }
      least.disabled = most.disabled = !nearby;
      clear.hidden = !count;
    },
  };
}
