/** The way to the worker of the map: an order goes out, an answer comes back, or a refusal where there is no worker. */

/** @typedef {{resolve: (done: any) => void, reject: (reason: Error) => void}} Waiting */

/** This module is loaded on use only, so it always lies one folder below js/, in a bundle too. */
const ADDRESS = new URL('../worker/tiles.js', import.meta.url);

/** @type {Worker | null} */
let worker = null;
let isBroken = typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined';
let last = 0;
/** @type {Map<number, Waiting>} */
const waiting = new Map();

/** @param {Event} event */
function giveUp(event) {
  event.preventDefault();
  isBroken = true;
  worker?.terminate();
  for (const { reject } of waiting.values()) reject(new Error('The worker of the map does not run.'));
  waiting.clear();
}

function start() {
  const started = new Worker(ADDRESS, { type: 'module' });
  started.addEventListener('error', giveUp);
  started.addEventListener('message', ({ data: { job, done } }) => {
    waiting.get(job)?.resolve(done);
    waiting.delete(job);
  });
  return started;
}

/** @param {Record<string, any>} order one of those in worker/tiles.js @returns {Promise<any>} rejects where there is no worker */
export function askWorker(order) {
  return new Promise((resolve, reject) => {
    if (isBroken) return reject(new Error('The worker of the map does not run.'));
    worker ??= start();
    last += 1;
    waiting.set(last, { resolve, reject });
    return worker.postMessage({ job: last, ...order });
  });
}
