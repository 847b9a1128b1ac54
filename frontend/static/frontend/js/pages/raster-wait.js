/** A raster that is being calculated: how far it is, and the page anew once there is something to see. */

import { getJson } from '../api/client.js';
import { makeTranslate } from '../i18n.js';

/** @param {HTMLElement} root an element with data-raster-waits; the page is loaded anew once there is something to see */
export function startWaiting(root) {
  const { id, texts } = JSON.parse(document.getElementById('raster-data')?.textContent ?? '{}');
  const t = makeTranslate(texts);
  const again = async () => {
    const { state, progress_percent: percent } = await getJson(`/api/v1/rasters/${id}/`).catch(() => ({ state: 'working', progress_percent: null }));
    if (state === 'ready' || state === 'refused') location.reload();
    else {
      if (percent !== null) root.textContent = t('suit_calculating', { percent });
      setTimeout(again, 700);
    }
  };
  void again();
}
