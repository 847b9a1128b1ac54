/** Asking our own server: answers as JSON, refusals as sentences, and at most one question of a kind at a time. */

/** What the server refused, in its own words where it gave any (RFC 9457). */
export class Refusal extends Error {
  /** @param {number} status @param {string} sentence */
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

/** @param {string} address @param {RequestInit} [options] @returns {Promise<Response>} Throws Refusal. */
async function ask(address, options = {}) {
  const response = await fetch(address, { credentials: 'same-origin', ...options });
  if (response.ok) return response;
  let sentence = '';
  if (response.headers.get('Content-Type')?.includes('json')) {
    const problem = await response.json().catch(() => ({}));
    sentence = problem.detail ?? problem.title ?? '';
  }
  throw new Refusal(response.status, sentence);
}

/** @param {string} address @param {AbortSignal} [signal] @returns {Promise<any>} Throws Refusal. */
export async function getJson(address, signal) {
  return (await ask(address, { signal, headers: { Accept: 'application/json' } })).json();
}

/** @param {string} address @param {unknown} body @param {string} csrf of the page's form @param {AbortSignal} [signal] @returns {Promise<any>} Throws Refusal. */
export async function postJson(address, body, csrf, signal) {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json', 'X-CSRFToken': csrf };
  return (await ask(address, { method: 'POST', body: JSON.stringify(body), signal, headers })).json();
}

/** @param {string} address @param {AbortSignal} [signal] @returns {Promise<string>} a page's inner part. Throws Refusal. */
export async function getFragment(address, signal) {
  return (await ask(address, { signal, headers: { Accept: 'text/html', 'X-Fragment': 'panel' } })).text();
}

/** @param {unknown} error @returns {boolean} whether it only says that nobody waits any more */
export function wasCancelled(error) {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** @returns {{next: () => AbortSignal, stop: () => void}} `next` cancels what was asked before and gives a new signal */
export function latestOnly() {
  let controller = new AbortController();
  return {
    next() {
      controller.abort();
      controller = new AbortController();
      return controller.signal;
    },
    stop: () => controller.abort(),
  };
}

/** @param {Record<string, string | number | null | undefined>} values @returns {string} "?a=1&b=2", empty values left out */
export function queryText(values) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== '' && value !== null && value !== undefined) query.set(key, String(value));
  }
  const text = query.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}
