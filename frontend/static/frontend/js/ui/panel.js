/** The panel: three tabs, one detail in their place, and on a phone a sheet of three heights. */

import { element } from '../page.js';

/** @typedef {import('../state/url.js').Tab} Tab */
/** @typedef {'low' | 'half' | 'full'} Height */

const TABS = /** @type {Tab[]} */ (['explore', 'nearby', 'add']);
const HEIGHTS = /** @type {Height[]} */ (['low', 'half', 'full']);
/** A movement shorter than this was a tap. */
const TAP_PX = 6;
/** Below this, a screen is too low for map and list together. */
const SHORT_PX = 400;

/** @returns {Height} at which something of the sheet can be read */
const raised = () => (window.innerHeight < SHORT_PX ? 'full' : 'half');

/** @param {{onTab: (tab: Tab) => void, onBack: () => void}} listeners */
export function makePanel({ onTab, onBack }) {
  const panel = element('panel');
  const handle = element('panel-handle');
  const scroller = element('panel-body');
  let keptScroll = 0;

  for (const [index, tab] of TABS.entries()) {
    const button = element(`tab-${tab}`);
    button.addEventListener('click', () => onTab(tab));
    button.addEventListener('keydown', (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = TABS[(to + TABS.length) % TABS.length];
      onTab(next);
      element(`tab-${next}`).focus();
    });
  }
  element('back').addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onBack();
  });

  /** @param {Height} height */
  function setHeight(height) {
    panel.dataset.height = height;
    panel.style.removeProperty('height');
    handle.setAttribute('aria-expanded', String(height !== 'low'));
  }

  makeDraggable(panel, handle, setHeight);
  // What has the focus is seen: the sheet rises when the keyboard comes into it.
  scroller.addEventListener('focusin', ({ target }) => {
    if (panel.dataset.height === 'low' && /** @type {Element} */ (target).matches(':focus-visible')) setHeight(raised());
  });
  // At 400 % zoom half a screen holds no line of text: there the sheet begins in full.
  setHeight(raised() === 'full' ? 'full' : /** @type {Height} */ (panel.dataset.height));

  return {
    setHeight,
    /** Where nothing of it could be read, it rises. */
    raise: () => panel.dataset.height === 'low' && setHeight(raised()),
    /** @param {Tab} chosen */
    showTab(chosen) {
      for (const tab of TABS) {
        const button = element(`tab-${tab}`);
        button.setAttribute('aria-selected', String(tab === chosen));
        button.tabIndex = tab === chosen ? 0 : -1;
        element(tab).hidden = tab !== chosen;
        // Its box stays, for a quick way back; nobody is told of it.
        element(tab).setAttribute('aria-hidden', String(tab !== chosen));
      }
    },
    /** The detail takes the list's place, and gives it back at the same scroll position. @param {boolean} shown */
    showDetail(shown) {
      if (element('detail-slot').hidden === !shown) {
        if (shown) scroller.scrollTop = 0;
        return;
      }
      if (shown) keptScroll = scroller.scrollTop;
      element('detail-slot').hidden = !shown;
      element('browse').hidden = shown;
      scroller.scrollTop = shown ? 0 : keptScroll;
    },
  };
}

/** @param {HTMLElement} panel @param {HTMLElement} handle @param {(height: Height) => void} setHeight */
function makeDraggable(panel, handle, setHeight) {
  let startY = 0;
  let startHeight = 0;
  let moved = 0;
  /** @param {number} by */
  const step = (by) => {
    const index = HEIGHTS.indexOf(/** @type {Height} */ (panel.dataset.height));
    setHeight(HEIGHTS[Math.max(0, Math.min(HEIGHTS.length - 1, index + by))]);
  };
  handle.addEventListener('pointerdown', (event) => {
    startY = event.clientY;
    startHeight = panel.getBoundingClientRect().height;
    moved = 0;
    handle.setPointerCapture(event.pointerId);
    panel.classList.add('panel--dragged');
  });
  handle.addEventListener('pointermove', (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    moved = startY - event.clientY;
    panel.style.height = `${startHeight + moved}px`;
  });
  const release = () => {
    panel.classList.remove('panel--dragged');
    if (Math.abs(moved) < TAP_PX) {
      panel.style.removeProperty('height');
      return;
    }
    const share = (startHeight + moved) / window.innerHeight;
    setHeight(share < 0.3 ? 'low' : share < 0.7 ? 'half' : 'full');
  };
  handle.addEventListener('pointerup', release);
  handle.addEventListener('pointercancel', release);
  handle.addEventListener('click', () => {
    if (Math.abs(moved) < TAP_PX) setHeight(HEIGHTS[(HEIGHTS.indexOf(/** @type {Height} */ (panel.dataset.height)) + 1) % HEIGHTS.length]);
    moved = 0;
  });
  handle.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return;
    event.preventDefault();
    step(key === 'ArrowUp' ? 1 : -1);
  });
}
