/** One filter, folded to its name: any number of its options may be chosen. */

/** @typedef {import('../state/url.js').Filters} Filters */
/** @typedef {{code: string, name: string}} Option */
/** @typedef {ReturnType<typeof makeFold>} Fold */

/** @param {HTMLDetailsElement} root @param {(change: Partial<Filters>) => void} onChange */
export function makeFold(root, onChange) {
  const name = /** @type {keyof Filters} */ (root.dataset.filter);
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
  const [line, inWords, count] = [part('summary'), part('.chip-fold__chosen'), part('.chip-fold__count')];
  const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll('input[type=checkbox]'))];
  const textOf = (/** @type {HTMLInputElement} */ box) => box.parentElement?.textContent?.trim() ?? '';
  /** @returns {Option[]} */
  const chosen = () => boxes.filter(({ checked }) => checked).map((box) => ({ code: box.value, name: textOf(box) }));

  root.addEventListener('change', () => onChange({ [name]: chosen().map(({ code }) => code).join(',') }));
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !root.open) return;
    event.stopPropagation();
    root.open = false;
    line.focus();
  });
  // What lies over the list goes when somebody turns to something else; a press on a label first gives focus to what is around it.
  root.addEventListener('focusout', ({ relatedTarget }) => {
    const next = /** @type {Node | null} */ (relatedTarget);
    if (next && !root.contains(next) && !next.contains(root)) root.open = false;
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!root.contains(/** @type {Node} */ (target))) root.open = false;
  });
  // In the sheet of a phone, the options come up to where they are seen.
  root.addEventListener('toggle', () => {
    if (root.open) part('fieldset').scrollIntoView({ block: 'nearest' });
  });

  return {
    root,
    name,
    label: root.dataset.label ?? '',
    chosen,
    focus: () => line.focus(),
    /** @param {string} value codes with commas between */
    show(value) {
      const codes = value.split(',');
      for (const box of boxes) box.checked = codes.includes(box.value);
      const options = chosen();
      inWords.textContent = options.map((option) => option.name).join(', ') || (root.dataset.none ?? '');
      count.textContent = options.length ? String(options.length) : '';
      line.classList.toggle('chip--set', Boolean(options.length));
    },
  };
}
