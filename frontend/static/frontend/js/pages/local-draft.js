/** A form that loses nothing: kept in the browser while it is typed, offered again, told when there is no connection. */

import { element, make } from '../page.js';
import { makeTranslate } from '../i18n.js';
import { makeDrafts, sameFields, storageOfBrowser } from '../state/drafts.js';

/** @typedef {import('../state/drafts.js').Fields} Fields */
/** @typedef {import('../state/drafts.js').Draft} Draft */

/** The map writes its place into the form without an event. */
const LOOK_EVERY_MS = 2000;
const ANSWER_WITHIN_MS = 8000;
/** Never kept: they belong to one answer of the server. */
const OF_THE_PAGE = /^(csrfmiddlewaretoken|based_on|clash_base|clashing|choose-.*|repaired|take_repaired)$/;
const drafts = makeDrafts(storageOfBrowser());

/** @param {HTMLFormElement} form with data-draft, its name; data-posted where it comes back from the server */
export function startLocalDraft(form) {
  const name = form.dataset.draft ?? '';
  const { texts } = JSON.parse(element('place-data').textContent ?? '{}');
  const t = makeTranslate(texts);
  const started = fieldsOf(form);
  let kept = started;

  function keep() {
    const now = fieldsOf(form);
    if (sameFields(now, kept)) return;
    kept = now;
    if (sameFields(now, started) && !('posted' in form.dataset)) drafts.remove(name);
    else drafts.write(name, versionOf(form), now);
  }

  const stored = drafts.read(name);
  if ('posted' in form.dataset) drafts.write(name, versionOf(form), started);
  else if (stored && !sameFields(stored.fields, started)) offer(stored);
  else watch();

  function watch() {
    form.addEventListener('input', keep);
    form.addEventListener('change', keep);
    setInterval(keep, LOOK_EVERY_MS);
    window.addEventListener('pagehide', keep);
  }
  if ('posted' in form.dataset) watch();

  /** @param {Draft} draft until the person has chosen, nothing overwrites it */
  function offer(draft) {
    const when = new Date(draft.savedAt).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
    const what = draft.fields.find(([field, value]) => field.startsWith('title_') && value)?.[1] ?? '';
    const take = make('button', { type: 'button', class: 'button button--main' }, t('draft_take'));
    const drop = make('button', { type: 'button', class: 'button' }, t('draft_drop'));
    const note = make('div', { class: 'note draft', role: 'status' }, make('p', { class: 'note__title' }, t('draft_offer', { when })), what && make('p', {}, what), make('p', { class: 'draft__choice' }, take, drop));
    form.before(note);
    take.addEventListener('click', () => {
      fillIn(form, draft);
      done();
    });
    drop.addEventListener('click', () => {
      drafts.remove(name);
      done();
    });
    function done() {
      note.remove();
      watch();
    }
  }

  guardSending(form, () => {
    keep();
    return t(drafts.read(name) || sameFields(fieldsOf(form), started) ? 'draft_offline' : 'draft_offline_lost');
  });
}

/** @param {HTMLFormElement} form @param {() => string} onSilence what to say where the server does not answer */
function guardSending(form, onSilence) {
  const say = make('p', { class: 'note note--wrong', role: 'alert', tabindex: '-1', hidden: true });
  (form.querySelector('.contribute__end') ?? form).prepend(say);
  let answered = false;
  form.addEventListener('submit', async (event) => {
    if (answered) return;
    event.preventDefault();
    const { submitter } = event;
    say.hidden = true;
    try {
      const answer = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      if (!answer.ok) throw new Error(`Status ${answer.status}`);
      answered = true;
      form.requestSubmit(submitter instanceof HTMLElement ? submitter : null);
      answered = false;
    } catch {
      say.textContent = onSilence();
      say.hidden = false;
      say.focus();
    }
  });
}

/** @param {HTMLFormElement} form @returns {string} */
function versionOf(form) {
  return /** @type {HTMLInputElement | null} */ (form.elements.namedItem('based_on'))?.value ?? '';
}

/** @param {HTMLFormElement} form @returns {Fields} */
function fieldsOf(form) {
  return [...new FormData(form)].flatMap(([name, value]) => (OF_THE_PAGE.test(name) || typeof value !== 'string' ? [] : [/** @type {[string, string]} */ ([name, value])]));
}

/** The draft goes on from the version it was begun with, so that nothing of others is overruled. @param {HTMLFormElement} form @param {Draft} draft */
function fillIn(form, { version, fields }) {
  const basedOn = form.elements.namedItem('based_on');
  if (version && basedOn instanceof HTMLInputElement) basedOn.value = version;
  for (const input of form.elements) {
    if (!(input instanceof HTMLInputElement || input instanceof HTMLSelectElement || input instanceof HTMLTextAreaElement)) continue;
    if (!input.name || OF_THE_PAGE.test(input.name) || input.type === 'file') continue;
    const values = fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input instanceof HTMLInputElement && (input.type === 'checkbox' || input.type === 'radio')) input.checked = values.includes(input.value);
    else input.value = values[0] ?? '';
  }
  // The map shows the place that came back.
  const place = form.elements.namedItem('location');
  if (place instanceof HTMLElement) place.dispatchEvent(new Event('change', { bubbles: true }));
}
