import type { WorkQueue } from './queue';

/** Between two rounds through what the page has changed near the viewport, and far from it; milliseconds. */
const EVERY = 100;
const EVERY_FAR = 400;
/** Of very many changes so many are asked whether they are near. */
const ASKED = 16;

/** What the page has changed since the last round. */
export interface Change {
  readonly added: ReadonlySet<Element>;
  /** Elements whose children, text or attributes are others now. */
  readonly touched: ReadonlySet<Element>;
  /** Whether anything was taken out. */
  readonly removed: boolean;
}

export interface ChangeScene {
  /** Whether an element belongs to a comment near the viewport. */
  isInNear(element: Element): boolean;
  /** By what is known of an element: whether it is near the viewport; null where nothing is known. */
  isNear(element: Element): boolean | null;
  /** Whether anything at all is known to be near. */
  knowsNear(): boolean;
  workOff(change: Change): void;
}

/** Collects what the page changes, so that it is worked off together on a page that changes all the time. */
export class Changes {
  private added = new Set<Element>();
  private touched = new Set<Element>();
  private removed = false;
  private pending = false;
  private lastWorkedOff = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly queue: WorkQueue,
    private readonly scene: ChangeScene,
  ) {}

  /** Takes changes in; whether any of them may be near the viewport. */
  take(records: readonly MutationRecord[]): boolean {
    let near = false;
    let asked = 0;
    for (const { target, addedNodes, removedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      if (element !== null && !this.touched.has(element)) {
        this.touched.add(element);
        near ||= this.scene.isInNear(element);
      }
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        this.added.add(node as Element);
        asked += 1;
        near ||= asked <= ASKED && this.mayBeNear(node as Element);
      }
      if (removedNodes.length > 0) this.removed = near = true;
    }
    return near;
  }

  /** Plans the next round; the first changes are worked off at once. */
  plan(near: boolean): void {
    const sooner = near && this.timer !== null;
    if (this.pending && !sooner) return;
    this.pending = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const wait = this.lastWorkedOff + (near ? EVERY : EVERY_FAR) - performance.now();
    if (wait <= 0) this.queue.whenIdle(() => this.workOff());
    else
      this.timer = setTimeout(() => {
        this.timer = null;
        this.queue.whenIdle(() => this.workOff());
      }, wait);
  }

  /** Works off now what waits for its round. */
  catchUp(): void {
    if (this.pending) this.workOff();
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private workOff(): void {
    this.pending = false;
    this.lastWorkedOff = performance.now();
    const { added, touched, removed } = this;
    this.added = new Set();
    this.touched = new Set();
    this.removed = false;
    this.scene.workOff({ added, touched, removed });
  }

  /** Whether something may have been added near the viewport, by what is known of its neighbours. */
  private mayBeNear(element: Element): boolean {
    if (!this.scene.knowsNear()) return true;
    let before = element.previousElementSibling;
    for (let back = 0; before !== null && this.added.has(before) && back < ASKED; back += 1)
      before = before.previousElementSibling;
    const neighbours = [before, element.nextElementSibling].map(
      (other) => other && this.scene.isNear(other),
    );
    const known = neighbours.filter((near) => near !== null);
    return known.length === 0 || known.includes(true);
  }
}
