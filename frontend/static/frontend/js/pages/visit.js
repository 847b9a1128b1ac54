/** What every page with scripts does: forgets drafts that arrived, invites to the tour, becomes readable without a connection. */

/** Nothing of it is needed for the first view. */
const AFTER_THE_FIRST_VIEW_MS = 5000;

export async function startVisit() {
  const invitation = document.getElementById('tour-invitation');
  if (invitation) invite(invitation);
  const readable = async () => {
    const { startOffline } = await import('./offline.js');
    await startOffline();
  };
  if (document.documentElement.dataset.keptAt) void readable();
  else setTimeout(readable, AFTER_THE_FIRST_VIEW_MS);
  if (document.cookie.includes('saved_form=')) {
    const { forgetSaved } = await import('./saved-form.js');
    forgetSaved();
  }
}

/** @param {HTMLElement} invitation */
function invite(invitation) {
  const TOUR = 'territory.tour';
  // Where the browser keeps nothing, the invitation comes again with every visit.
  const store = (() => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  })();
  /** @param {boolean} wanted */
  const answer = async (wanted) => {
    invitation.hidden = true;
    store?.setItem(TOUR, 'seen');
    if (!wanted) return;
    const { startTour } = await import('./tour.js');
    startTour();
  };
  invitation.addEventListener('click', ({ target }) => {
    const choice = target instanceof HTMLElement && target.dataset.tour;
    if (choice) void answer(choice === 'start');
  });
  addEventListener('hashchange', () => location.hash === '#tour' && answer(true));
  // The map writes its view into the address as it starts: what it was opened with is asked of the navigation.
  if (performance.getEntriesByType('navigation')[0]?.name.endsWith('#tour')) void answer(true);
  else invitation.hidden = store?.getItem(TOUR) === 'seen';
}
