/** What may be spent at once after a quiet time, where nothing else is said; milliseconds. */
const usual = 8;

/** An allowance of main-thread time for what a page must not feel, however large it is. */
export class Purse {
  private left: number;
  private filled = performance.now();

  /** Of the time that passes, the share that may be spent. */
  constructor(
    private readonly share: number,
    private readonly most = usual,
  ) {
    this.left = most;
  }

  has(): boolean {
    const now = performance.now();
    this.left = Math.min(this.most, this.left + (now - this.filled) * this.share);
    this.filled = now;
    return this.left > 0;
  }

  /** Does something and pays for the time it took. */
  spend<T>(work: () => T): T {
    const start = performance.now();
    const result = work();
    this.left -= performance.now() - start;
    return result;
  }
}
