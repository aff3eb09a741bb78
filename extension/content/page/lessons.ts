import type { WorkQueue } from './queue';
import type { Learner } from './source';

/** A page of fewer elements cannot show a comment with its author and time. */
const LEAST_ELEMENTS = 12;
/** Until the next lesson where comments are known; milliseconds. */
const WITH_COMMENTS = 8000;
/** Where none are known it is this long, and twice as long after each lesson in vain, so often. */
const WITHOUT = 500;
const DOUBLINGS = 5;

export interface School {
  readonly doc: Document;
  /** Everything there is to learn from. */
  readonly roots: ReadonlySet<Document | ShadowRoot>;
  hasComments(): boolean;
  /** The source sees the page in another way now. */
  learned(): void;
}

/** When a source that has to look at the page looks at it: the less there was to learn, the later. */
export class Lessons {
  private running = false;
  /** Elements added since the last lesson. */
  private grown = 1;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private fruitless = 0;

  constructor(
    private readonly learner: Learner | undefined,
    private readonly queue: WorkQueue,
    private readonly school: School,
  ) {}

  /** Whether a lesson is under way. */
  get underWay(): boolean {
    return this.running;
  }

  /** Whether the page has grown since the last one. */
  get due(): boolean {
    return this.grown > 0;
  }

  /** The page has grown by something the source does not know. */
  plan(): void {
    this.grown += 1;
    if (this.learner === undefined || this.running || this.timer !== null) return;
    const wait = this.school.hasComments()
      ? WITH_COMMENTS
      : WITHOUT * 2 ** Math.min(this.fruitless, DOUBLINGS);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.start();
    }, wait);
  }

  start(): void {
    if (this.learner === undefined || this.running || !this.due) return;
    const { doc, roots } = this.school;
    // Many pages begin as an empty frame; there is nothing to learn from before they are filled.
    if (roots.size === 1 && !hasMore(doc, LEAST_ELEMENTS - 1)) return;
    this.grown = 0;
    this.running = true;
    let learned = false;
    const lesson = this.learner.steps([...roots], () => {
      learned = true;
      this.school.learned();
    });
    this.queue.walk(lesson, () => {
      this.running = false;
      this.fruitless = learned ? 0 : this.fruitless + 1;
    });
  }

  stop(): void {
    this.running = false;
    if (this.timer !== null) clearTimeout(this.timer);
  }
}

/** Whether there are more elements than that; counting all of a large page takes milliseconds. */
export function hasMore(root: Document | Element, count: number): boolean {
  return root.getElementsByTagName('*').item(count) !== null;
}
