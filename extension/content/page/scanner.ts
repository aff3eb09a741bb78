/**
 * Finds comments without the page feeling it.
 *
 *   mutation ──► pending nodes ──► idle slice: new comment elements ──► IntersectionObserver
 *                                                                            │ near the viewport
 *   changed comment ──────────────────────────────► urgent slice: read ◄─────┘
 *                                                          │
 *                                                          ▼ one batch per slice
 *                                                    seen / gone
 *
 * Observers only queue. A comment is read when it comes near the viewport, and again when
 * something inside it changed.
 */

import { Nearness } from './nearness';
import { WorkQueue } from './queue';
import { type Known, Registry } from './registry';
import { mayHostShadow, shadowRootOf } from './shadow';
import type { CommentSource } from './source';

/** Subtrees larger than this many elements are surveyed in parts. */
const SURVEY_PART = 2000;
/** Elements that are worked off in one job. */
const PART = 16;

export interface ScanEvents {
  seen(batch: readonly Known[]): void;
  gone(keys: readonly string[]): void;
  /** The page changed in some way, so that things may have moved. */
  changed(): void;
  /** Comments came near the viewport. */
  neared(): void;
  /** A survey of added content is done; true when it held comments. */
  surveyed(fruitful: boolean): void;
}

export class Scanner {
  readonly registry: Registry;
  private readonly queue = new WorkQueue(() => this.flush());
  private readonly mutations = new MutationObserver((records) => this.queueMutations(records));
  private readonly near: Nearness;
  private readonly roots = new Set<Document | ShadowRoot>();
  private readonly tracked = new Set<Element>();
  /** The element observed for a comment whose own element has no box. */
  private readonly standIns = new WeakMap<Element, Element>();
  private readonly nearby = new Set<Element>();
  private readonly rereads = new Set<Element>();
  private added = new Set<Element>();
  private touched = new Set<Element>();
  private removed = false;
  private pending = false;
  private learning: Generator<void, boolean> | null = null;
  /** Elements added since the source last learned. */
  private grown = 1;
  private lessonTimer: ReturnType<typeof setTimeout> | null = null;
  private fruitlessLessons = 0;
  private seen: Known[] = [];
  private gone: string[] = [];

  constructor(
    private readonly doc: Document,
    private readonly source: CommentSource,
    private readonly events: ScanEvents,
    private readonly isBedside: (element: Element) => boolean,
  ) {
    this.registry = new Registry(source);
    this.near = new Nearness(
      (entries) => this.queueEntries(entries),
      (item) => this.nearby.has(item),
      (job) => this.queue.whenIdle(job),
    );
  }

  start(): void {
    this.watch(this.doc);
    const body = this.doc.documentElement as Element | null;
    if (body !== null) this.queue.whenIdle(() => this.survey(body));
    this.startLesson();
  }

  stop(): void {
    this.queue.stop();
    this.learning = null;
    if (this.lessonTimer !== null) clearTimeout(this.lessonTimer);
    this.mutations.disconnect();
    this.near.disconnect();
    this.roots.clear();
    this.tracked.clear();
    this.nearby.clear();
  }

  get found(): number {
    return this.tracked.size;
  }

  /** Keys of the comments near the viewport that were read. */
  nearKeys(): string[] {
    const keys: string[] = [];
    for (const item of this.nearby) {
      const known = this.registry.of(item);
      if (known !== null) keys.push(known.key);
    }
    return keys;
  }

  /** Every comment in the page, read now. */
  readAll(): readonly Known[] {
    this.queueMutations(this.mutations.takeRecords());
    for (let lessons = 0; lessons < 3 && (this.grown > 0 || lessons === 0); lessons += 1) {
      this.startLesson();
      this.queue.drain();
    }
    for (const item of this.tracked) this.read(item);
    this.flush();
    const order = [...this.tracked];
    order.sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    return order.flatMap((item) => this.registry.of(item) ?? []);
  }

  /** The element of a comment, proved to still say what the key stands for. */
  resolve(key: string): Known | null {
    const known = this.registry.get(key);
    if (known?.item.isConnected) this.read(known.item);
    const after = this.registry.get(key);
    if (after?.item.isConnected) return after;
    for (const item of this.tracked) if (item.isConnected) this.read(item);
    const found = this.registry.get(key);
    return found?.item.isConnected ? found : null;
  }

  /** The shadow roots met so far, for listeners that must be set in each. */
  shadowRoots(): ShadowRoot[] {
    return [...this.roots].filter((root): root is ShadowRoot => root instanceof ShadowRoot);
  }

  private watch(root: Document | ShadowRoot): void {
    if (this.roots.has(root)) return;
    this.roots.add(root);
    const { attributes } = this.source;
    const options: MutationObserverInit = { childList: true, characterData: true, subtree: true };
    this.mutations.observe(
      root,
      attributes.length === 0 ? options : { ...options, attributeFilter: [...attributes] },
    );
  }

  private queueMutations(records: readonly MutationRecord[]): void {
    if (records.length === 0) return;
    for (const record of records) {
      const { target } = record;
      const element = target instanceof Element ? target : target.parentElement;
      if (element !== null) this.touched.add(element);
      for (const node of record.addedNodes) if (node instanceof Element) this.added.add(node);
      if (record.removedNodes.length > 0) this.removed = true;
    }
    this.events.changed();
    if (this.pending) return;
    this.pending = true;
    this.queue.whenIdle(() => this.workOff());
  }

  private workOff(): void {
    this.pending = false;
    const { added, touched } = this;
    this.added = new Set();
    this.touched = new Set();
    if (this.removed) {
      this.removed = false;
      this.queue.whenIdle(() => this.sweep());
    }
    this.inParts([...added], (element) => this.survey(element));
    this.inParts([...touched], (element) => this.recheck(element));
  }

  /** The less there was to learn, the longer it waits until it looks again. */
  private planLesson(): void {
    this.grown += 1;
    if (this.source.learner === undefined || this.learning !== null || this.lessonTimer !== null)
      return;
    const wait = this.tracked.size > 0 ? 8000 : 300 * 2 ** Math.min(this.fruitlessLessons, 6);
    this.lessonTimer = setTimeout(() => {
      this.lessonTimer = null;
      this.startLesson();
    }, wait);
  }

  private startLesson(): void {
    if (this.source.learner === undefined || this.learning !== null || this.grown === 0) return;
    this.grown = 0;
    this.learning = this.source.learner.steps([...this.roots]);
    this.queue.whenIdle(() => this.learnOn());
  }

  private learnOn(): void {
    const step = this.learning?.next();
    if (step === undefined) return;
    if (step.done !== true) {
      this.queue.whenIdle(() => this.learnOn());
      return;
    }
    this.learning = null;
    this.fruitlessLessons = step.value ? 0 : this.fruitlessLessons + 1;
    if (step.value) this.surveyAnew();
  }

  /** The source sees the page in another way now. */
  private surveyAnew(): void {
    for (const item of this.tracked) {
      if (this.source.itemOf(item) === item) continue;
      this.tracked.delete(item);
      this.nearby.delete(item);
      this.near.unobserve(item);
    }
    for (const root of this.roots) {
      for (const child of root.children) this.queue.whenIdle(() => this.survey(child));
    }
  }

  private survey(root: Element): void {
    if (!root.isConnected || this.isBedside(root)) return;
    if (root.getElementsByTagName('*').length > SURVEY_PART && root.children.length > 0) {
      this.survey1(root);
      this.inParts([...root.children], (child) => this.survey(child));
      return;
    }
    const items = this.source.items(root);
    for (const item of items) this.track(item);
    if (items.length === 0) this.planLesson();
    if (this.source.shadow) this.findRoots(root);
    this.events.surveyed(items.length > 0);
  }

  /** Many elements are worked off a few at a time: a job for each would cost more than the work. */
  private inParts<T>(all: readonly T[], work: (one: T) => void): void {
    for (let from = 0; from < all.length; from += PART) {
      const part = all.slice(from, from + PART);
      this.queue.whenIdle(() => {
        for (const one of part) work(one);
      });
    }
  }

  /** Surveys one element without what is in it. */
  private survey1(element: Element): void {
    if (this.source.itemOf(element) === element) this.track(element);
    if (this.source.shadow) this.enterShadow(element);
  }

  private findRoots(root: Element): void {
    this.enterShadow(root);
    for (const element of root.getElementsByTagName('*')) this.enterShadow(element);
  }

  private enterShadow(element: Element): void {
    if (!mayHostShadow(element) || this.isBedside(element)) return;
    const shadow = shadowRootOf(element);
    if (shadow === null || this.roots.has(shadow)) return;
    this.watch(shadow);
    this.planLesson();
    for (const child of shadow.children) this.queue.whenIdle(() => this.survey(child));
  }

  private recheck(element: Element): void {
    if (!element.isConnected) return;
    if (this.source.shadow) this.enterShadow(element);
    const item = this.source.itemOf(element);
    if (item === null) return;
    if (!this.tracked.has(item)) this.track(item);
    else if (this.registry.of(item) !== null || this.nearby.has(item)) this.queueRead(item);
  }

  private track(item: Element): void {
    if (this.tracked.has(item)) return;
    this.tracked.add(item);
    this.near.observe(item);
  }

  private queueEntries(entries: readonly IntersectionObserverEntry[]): void {
    const far: IntersectionObserverEntry[] = [];
    for (const entry of entries) {
      const item = this.standIns.get(entry.target) ?? entry.target;
      if (entry.isIntersecting) {
        this.nearby.add(item);
        // Once read, its own mutations tell when it changes.
        if (this.registry.of(item) === null) this.queueRead(item);
      } else {
        far.push(entry);
        this.nearby.delete(item);
      }
    }
    if (far.length < entries.length) this.events.neared();
    this.inParts(far, ({ target, boundingClientRect: { width, height } }) => {
      if (width === 0 && height === 0) this.observeInstead(target);
    });
  }

  /** An element with `display: contents` has no box and never intersects; its child does. */
  private observeInstead(item: Element): void {
    const child = item.firstElementChild;
    if (!this.tracked.has(item)) return;
    if (child === null || !item.isConnected || this.standIns.has(child)) return;
    if (item.ownerDocument.defaultView?.getComputedStyle(item).display !== 'contents') return;
    this.standIns.set(child, item);
    this.near.observe(child);
  }

  private queueRead(item: Element): void {
    if (this.rereads.has(item)) return;
    this.rereads.add(item);
    this.queue.soon(() => {
      this.rereads.delete(item);
      if (item.isConnected) this.read(item);
    });
  }

  private read(item: Element): void {
    const { seen, gone } = this.registry.update(item);
    if (seen !== null) this.seen.push(seen);
    if (gone !== null) this.gone.push(gone);
  }

  private sweep(): void {
    for (const item of this.tracked) {
      if (item.isConnected) continue;
      this.tracked.delete(item);
      this.nearby.delete(item);
      this.near.unobserve(item);
    }
    for (const root of this.roots)
      if (root instanceof ShadowRoot && !root.isConnected) this.roots.delete(root);
    this.gone.push(...this.registry.sweep());
  }

  private flush(): void {
    const { seen, gone } = this;
    this.seen = [];
    this.gone = [];
    const still = gone.filter((key) => this.registry.get(key) === null);
    if (still.length > 0) this.events.gone(still);
    const current = seen.filter((known) => this.registry.get(known.key) === known);
    if (current.length > 0) this.events.seen(current);
  }
}
