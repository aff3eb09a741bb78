/**
 * Whether the moderator scrolls so fast that nobody could read. What comes by then need not be read
 * or drawn at once: it would be gone before the eye is there, and the page has enough to do.
 */

/** A text that crosses the whole view in less than this is scrolled past; milliseconds. */
const BLINK = 150;
/** How far back scrolling counts; milliseconds. */
const WINDOW = 250;
/** Rest after which the scrolling is over; milliseconds. */
const REST = 140;

interface Move {
  readonly at: number;
  readonly distance: number;
}

export class Flight {
  private readonly positions = new WeakMap<Element, number>();
  private moves: Move[] = [];
  private rest: ReturnType<typeof setTimeout> | null = null;
  /** How far each scroller went on the last flight. */
  private flown = new Map<Element, { from: number; to: number }>();

  /** `tookOff` is called when a flight begins, `landed` when it is over. */
  constructor(
    private readonly tookOff: () => void,
    private readonly landed: () => void,
  ) {}

  /** How far something is scrolled, by the events it sent: asking it would make the page lay itself out. */
  offsetOf(scroller: Element): number {
    let offset = this.positions.get(scroller);
    if (offset === undefined) {
      offset = scroller.scrollTop;
      this.positions.set(scroller, offset);
    }
    return offset;
  }

  get flying(): boolean {
    return this.rest !== null;
  }

  /** Whether what lies there in a scroller came into view on the last flight. */
  flewOver(scroller: Element, top: number, bottom: number): boolean {
    const flown = this.flown.get(scroller);
    return flown !== undefined && bottom >= flown.from && top <= flown.to + innerHeight;
  }

  /** A scroll event came from the document, or from something in it that scrolls. */
  note(scroller: Element): void {
    const at = performance.now();
    const { scrollTop } = scroller;
    const before = this.positions.get(scroller) ?? scrollTop;
    const distance = Math.abs(scrollTop - before);
    this.positions.set(scroller, scrollTop);
    this.moves = this.moves.filter((move) => at - move.at < WINDOW);
    this.moves.push({ at, distance });
    const travelled = this.moves.reduce((sum, move) => sum + move.distance, 0);
    // One jump, however far, ends where somebody wants to read.
    const fast = this.moves.length > 1 && travelled / WINDOW > innerHeight / BLINK;
    const { flying } = this;
    this.stop();
    // Started anew each time: a timer that looks whether it came too soon is one more task for the page.
    if (!fast) {
      if (flying) this.land();
      return;
    }
    this.rest = setTimeout(() => this.land(), REST);
    if (!flying) {
      this.flown.clear();
      this.tookOff();
    }
    const { from, to } = this.flown.get(scroller) ?? { from: before, to: before };
    this.flown.set(scroller, { from: Math.min(from, scrollTop), to: Math.max(to, scrollTop) });
  }

  stop(): void {
    if (this.rest !== null) clearTimeout(this.rest);
    this.rest = null;
  }

  private land(): void {
    this.stop();
    this.moves = [];
    this.landed();
  }
}
