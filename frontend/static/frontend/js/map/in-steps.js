/** Work that may be long, done in steps: between them the browser answers who touches the page. */

/** After so long a step ends where it can, ms. */
const STEP_MS = 8;

export class InSteps {
  /** @param {() => Generator<void, void>} work gives a chance to pause wherever it yields; begun anew, not gone on with, when it is asked for again */
  constructor(work) {
    this.work = work;
    /** @type {Generator<void, void> | null} */
    this.running = null;
    this.isAskedAgain = false;
    this.waiting = 0;
  }

  /** Soon, but not before the browser has shown what the touch that asked for it did to the page. */
  request() {
    if (this.running) this.isAskedAgain = true;
    else if (!this.waiting) {
      this.waiting = requestAnimationFrame(() => {
        this.waiting = window.setTimeout(() => this.step());
      });
    }
  }

  /** At once and as a whole. */
  now() {
    this.forget();
    const work = this.work();
    while (!work.next().done);
  }

  forget() {
    cancelAnimationFrame(this.waiting);
    clearTimeout(this.waiting);
    this.waiting = 0;
    this.running = null;
    this.isAskedAgain = false;
  }

  step() {
    this.running ??= this.work();
    const end = performance.now() + STEP_MS;
    let isDone = false;
    try {
      while (!isDone && performance.now() < end) isDone = Boolean(this.running.next().done);
    } catch (error) {
      // What failed is over: it can be asked for again.
      this.forget();
      throw error;
    }
    if (isDone) {
      const { isAskedAgain } = this;
      this.forget();
      if (isAskedAgain) this.request();
      return;
    }
    this.waiting = window.setTimeout(() => this.step());
  }
}
