/** The server says in a cookie which form it has stored: what the browser kept of it goes. */

import { makeDrafts, storageOfBrowser } from '../state/drafts.js';

const SAVED_COOKIE = /(?:^|; )saved_form=([^;]*)/;

export function forgetSaved() {
  const saved = SAVED_COOKIE.exec(document.cookie);
  if (!saved) return;
  makeDrafts(storageOfBrowser()).remove(decodeURIComponent(saved[1]));
  document.cookie = 'saved_form=; Max-Age=0; Path=/; SameSite=Lax';
}
