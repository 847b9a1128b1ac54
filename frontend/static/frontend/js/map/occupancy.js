/** Which places of the picture are taken, so that names stand beside symbols and never over them. */

const CELL_PX = 4;

export class Occupancy {
  /** @param {number} width px @param {number} height px */
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL_PX) + 1;
    this.rows = Math.ceil(height / CELL_PX) + 1;
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom px @returns {boolean} nothing there yet, and inside the picture */
  isFree(left, top, right, bottom) {
    if (left < 0 || top < 0 || right > this.columns * CELL_PX || bottom > this.rows * CELL_PX) return false;
    for (let row = Math.floor(top / CELL_PX); row <= Math.min(this.rows - 1, Math.floor(bottom / CELL_PX)); row += 1) {
      const from = row * this.columns + Math.floor(left / CELL_PX);
      const to = row * this.columns + Math.min(this.columns - 1, Math.floor(right / CELL_PX));
      for (let cell = from; cell <= to; cell += 1) if (this.cells[cell]) return false;
    }
    return true;
  }

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom px @returns {number} how much of it is taken, in cells */
  taken(left, top, right, bottom) {
    let count = 0;
    for (let row = Math.max(0, Math.floor(top / CELL_PX)); row <= Math.min(this.rows - 1, Math.floor(bottom / CELL_PX)); row += 1) {
      const from = row * this.columns + Math.max(0, Math.floor(left / CELL_PX));
      const to = row * this.columns + Math.min(this.columns - 1, Math.floor(right / CELL_PX));
      for (let cell = from; cell <= to; cell += 1) count += this.cells[cell];
    }
    return count;
  }

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom px */
  take(left, top, right, bottom) {
    const first = Math.max(0, Math.floor(left / CELL_PX));
    const last = Math.min(this.columns - 1, Math.floor(right / CELL_PX));
    if (last < first) return;
    for (let row = Math.max(0, Math.floor(top / CELL_PX)); row <= Math.min(this.rows - 1, Math.floor(bottom / CELL_PX)); row += 1) {
      this.cells.fill(1, row * this.columns + first, row * this.columns + last + 1);
    }
  }
}
