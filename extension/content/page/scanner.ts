/**
 * Finds comments without the page feeling it.
 *
 *   mutation ──► pending nodes ──► idle slice: new comment elements ──► IntersectionObserver
 *                     │ very many                                          ▲   │ near the viewport
 *                     └──► left as they are ───────────────────────────────┘   │
 *   changed comment ──────────────────────────────► urgent slice: read ◄───────┘
 *                                                          │
 *                                                          ▼ one batch per slice
 *                                                    seen / gone
 *
 * Observers only queue. A comment is read when it comes near the viewport, and again when
 * something inside it changed. Of thousands of elements that come together most are never seen, so
 * where the first hold comments the others are only surveyed when they come near.
 */

import { type Change, Changes } from './changes';
import type { Flight } from './flight';
import { hasMore, Lessons } from './lessons';
import { Nearness } from './nearness';
import { Passed } from './passed';
import { WorkQueue } from './queue';
import { type Known, Registry } from './registry';
import { mayHostShadow, shadowRootOf } from './shadow';
import type { CommentSource } from './source';

/** Subtrees larger than this many elements are surveyed in parts. */
const SURVEY_PART = 2000;
/** Elements that are worked off in one job. */
const PART = 16;
/** So many elements that come together are left until they come near. */
const VERY_MANY = 64;
/** So deep are surveys nested that wait for idle time. */
const SETTLING_STEPS = 8;

/** Some of a page's comments. */
export interface Sample {
  readonly known: readonly Known[];
  /** How many elements were looked at. */
  readonly looked: number;
  /** How many of those should have held a comment. */
  readonly due: number;
}

export interface ScanEvents {
  seen(batch: readonly Known[]): void;
  gone(keys: readonly string[]): void;
  /** The page changed in some way, so that things may have moved, unless all of it was far away. */
  changed(near: boolean): void;
  /** Comments came near the viewport. */
  neared(): void;
  /** Added content was surveyed; true when it held comments. */
  surveyed(fruitful: boolean): void;
}

export class Scanner {
  readonly registry: Registry;
  private readonly queue = new WorkQueue(() => this.flush());
  private readonly mutations = new MutationObserver((records) => this.queueMutations(records));
  private readonly near: Nearness;
  private readonly page: Element;
  private readonly roots = new Set<Document | ShadowRoot>();
  private readonly tracked = new Set<Element>();
  /** The element observed for a comment whose own element has no box. */
  private readonly standIns = new WeakMap<Element, Element>();
  private readonly nearby = new Set<Element>();
  /** Elements that are observed and not yet surveyed. */
  private readonly left = new Set<Element>();
  private readonly passed = new Passed(this.queue, {
    isFlying: () => this.flight.flying,
    read: (item) => {
      if (item.isConnected && this.registry.of(item) === null) this.read(item);
    },
  });
  private readonly rereads = new Set<Element>();
  /** Comment elements, and elements left, of this slice, to be observed together. */
  private arrived: Element[] = [];
  /** Those that came before the page was laid out with them. */
  private unplaced: Element[] = [];
  /** Whether the page has not changed since its last frame. */
  private laidOut = false;
  private readonly changes = new Changes(this.queue, {
    isInNear: (element) => this.isInNear(element),
    isNear: (element) => (this.isHeld(element) ? this.nearby.has(element) : null),
    knowsNear: () => this.nearby.size > 0,
    workOff: (change) => this.workOff(change),
  });
  private readonly lessons: Lessons;
  /** Of the surveys of this slice: whether there were any, and whether any held comments. */
  private surveys: { readonly fruitful: boolean } | null = null;
  private seen: Known[] = [];
  private gone: string[] = [];

  constructor(
    private readonly doc: Document,
    private readonly source: CommentSource,
    private readonly events: ScanEvents,
    private readonly isBedside: (element: Element) => boolean,
    private readonly flight: Flight,
  ) {
    this.registry = new Registry(source);
    this.lessons = new Lessons(source.learner, this.queue, {
      doc,
      roots: this.roots,
      hasComments: () => this.tracked.size > 0,
      learned: () => this.surveyAnew(),
    });
    this.page = doc.scrollingElement ?? doc.documentElement;
    this.near = new Nearness(
      (entries) => this.queueEntries(entries),
      (item) => this.nearby.has(item),
      (job) => this.queue.whenIdle(job),
      {
        offsetOf: (scroller) => this.flight.offsetOf(scroller ?? this.page),
        near: (items) => this.cameNear(items),
        flewOver: (scroller, top, bottom) =>
          this.flight.flewOver(scroller ?? this.page, top, bottom),
        passed: (items) => {
          for (const item of items) this.passed.add(item);
          this.passed.readOn();
        },
      },
    );
  }

  start(): void {
    this.watch(this.doc);
    this.queue.walk(this.prepared(), () => undefined);
    this.lessons.start();
  }

  private *prepared(): Generator<void, void> {
    yield* this.source.prepare?.() ?? [];
    const whole = this.doc.documentElement as Element | null;
    if (whole !== null) this.survey(whole);
  }

  stop(): void {
    this.lessons.stop();
    this.passed.stop();
    this.changes.stop();
    this.mutations.disconnect();
    this.near.disconnect();
    this.roots.clear();
    this.tracked.clear();
    this.nearby.clear();
    this.left.clear();
    this.queue.stop();
  }

  /** Elements that are comments or may hold some. */
  get found(): number {
    return this.tracked.size + this.left.size;
  }

  /** Does something in a slice of its own, before what waits for idle time. */
  soon(job: () => void): void {
    this.queue.soon(job);
  }

  /** As {@link WorkQueue.walk}, in between what there is to be scanned. */
  walk<T>(steps: Generator<void, T>, done: (result: T | null) => void): void {
    this.queue.walk(steps, done);
  }

  /** Whether the page has not changed, as far as was observed, since places were asked for last. */
  get isLaidOut(): boolean {
    return this.laidOut;
  }

  /** A frame has just been drawn: places may be asked for. */
  looked(): void {
    this.laidOut = true;
    if (this.unplaced.length > 0) this.placeArrived();
  }

  private isInNear(element: Element): boolean {
    const item = this.source.itemOf(element);
    return item !== null && this.nearby.has(item);
  }

  /** The moderator scrolls too fast to read. */
  tookOff(): void {
    this.near.tookOff();
  }

  /** The moderator reads again: what is near now is read at once, what was passed little by little. */
  landed(): void {
    this.near.landed();
    for (const item of this.passed.take((passed) => this.nearby.has(passed))) this.queueRead(item);
    this.passed.readOn();
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

  /** Step by step: what the page has put in so far is surveyed, and learned from. */
  private *settled(): Generator<void, void> {
    if (this.queue.stopped) return;
    this.queueMutations(this.mutations.takeRecords());
    this.changes.catchUp();
    this.lessons.start();
    // What waits for idle time is done before the next step, what that brings up before the one after it.
    for (let step = 0; step < SETTLING_STEPS; step += 1) {
      do yield;
      while (this.lessons.underWay);
    }
  }

  /** Comments from all over the page, read step by step. */
  *sample(most: number): Generator<void, Sample> {
    yield* this.settled();
    const all = [...this.tracked, ...this.left];
    const step = Math.max(1, all.length / most);
    const looked = all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
    for (const item of looked) {
      if (this.registry.of(item) !== null) continue;
      this.read(item);
      yield;
    }
    const known = looked.flatMap((item) => this.registry.of(item) ?? []);
    const unread = looked.filter((item) => this.registry.of(item) === null && item.isConnected);
    // What only wraps the element that holds the comment is none that could not be read.
    const wrappers = unread.filter((item) => this.source.items(item).length > 1);
    return { known, looked: looked.length, due: looked.length - wrappers.length };
  }

  private catchUp(): void {
    this.queueMutations(this.mutations.takeRecords());
    this.changes.catchUp();
    for (let round = 0; round < 3 && (this.lessons.due || round === 0); round += 1) {
      this.lessons.start();
      this.queue.drain();
      this.surveyLeft();
    }
  }

  /** Every comment in the page, read now. */
  readAll(): readonly Known[] {
    this.catchUp();
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
    this.surveyLeft();
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

  private placeArrived(): void {
    const { unplaced } = this;
    this.unplaced = [];
    this.near.place(unplaced.filter(this.isHeld));
  }

  private readonly isHeld = (element: Element): boolean =>
    this.tracked.has(element) || this.left.has(element);

  private queueMutations(records: readonly MutationRecord[]): void {
    if (records.length === 0) return;
    this.laidOut = false;
    const near = this.changes.take(records);
    this.events.changed(near);
    this.changes.plan(near);
  }

  private workOff({ added, touched, removed }: Change): void {
    if (removed) this.queue.whenIdle(() => this.sweep());
    this.surveyAll([...added]);
    this.inParts([...touched], (element) => this.recheck(element));
  }

  /** The source sees the page in another way now. */
  private surveyAnew(): void {
    for (const item of this.tracked) {
      if (this.source.itemOf(item) === item) continue;
      this.tracked.delete(item);
      this.letGo(item);
    }
    for (const element of this.left) this.letGo(element);
    for (const root of this.roots) {
      for (const child of root.children) this.queue.whenIdle(() => this.survey(child));
    }
  }

  private survey(root: Element): void {
    if (!root.isConnected || this.isBedside(root)) return;
    if (hasMore(root, SURVEY_PART) && root.children.length > 0) {
      this.survey1(root);
      this.surveyAll([...root.children]);
      return;
    }
    const items = this.source.items(root);
    for (const item of items) this.track(item);
    if (items.length === 0) this.lessons.plan();
    if (this.source.shadow) this.findRoots(root);
    this.surveys = { fruitful: items.length > 0 || this.surveys?.fruitful === true };
  }

  /** Of very many, the rest is left where the first hold comments. */
  private surveyAll(elements: readonly Element[]): void {
    if (elements.length < VERY_MANY) {
      this.inParts(elements, (element) => this.survey(element));
      return;
    }
    const before = this.tracked.size;
    for (const element of elements.slice(0, PART)) this.survey(element);
    const rest = elements.slice(PART);
    if (this.tracked.size === before) {
      this.inParts(rest, (element) => this.survey(element));
      return;
    }
    for (const element of rest) {
      if (this.tracked.has(element) || this.left.has(element) || this.isBedside(element)) continue;
      this.left.add(element);
      this.arrived.push(element);
    }
  }

  /** Surveys everything that was left, near or not. */
  private surveyLeft(): void {
    while (this.left.size > 0) {
      for (const element of this.left) this.surveyOne(element);
      this.queue.drain();
    }
  }

  /** Surveys an element that was left. It stays observed where it is a comment itself. */
  private surveyOne(element: Element): void {
    this.left.delete(element);
    const others = this.arrived;
    this.arrived = [];
    this.survey(element);
    const found = this.arrived.filter((item) => item !== element);
    this.arrived = others.concat(found);
    // Where one comment fills an element it is near as well; of several the browser tells which are.
    if (this.nearby.has(element) && found.length === 1) this.cameNear(found);
    if (!this.tracked.has(element)) this.letGo(element);
  }

  private letGo(element: Element): void {
    this.left.delete(element);
    this.nearby.delete(element);
    this.passed.delete(element);
    this.near.unobserve(element);
  }

  /** Many elements are worked off a few at a time: a job for each would cost more than the work. */
  private inParts<T>(all: readonly T[], work: (one: T) => void): void {
    if (all.length <= PART / 4) {
      for (const one of all) work(one);
      return;
    }
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
    this.lessons.plan();
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
    this.arrived.push(item);
  }

  private queueEntries(entries: readonly IntersectionObserverEntry[]): void {
    const far: IntersectionObserverEntry[] = [];
    const near: Element[] = [];
    for (const entry of entries) {
      const item = this.standIns.get(entry.target) ?? entry.target;
      if (entry.isIntersecting) {
        near.push(item);
      } else {
        far.push(entry);
        this.nearby.delete(item);
      }
    }
    this.cameNear(near);
    const boxless = far.filter(({ boundingClientRect: { width, height } }) => width + height === 0);
    this.inParts(boxless, ({ target }) => this.observeInstead(target));
  }

  private cameNear(items: readonly Element[]): void {
    if (items.length === 0) return;
    for (const item of items) {
      this.nearby.add(item);
      // Once read, its own mutations tell when it changes.
      if (this.registry.of(item) !== null) continue;
      if (this.flight.flying) this.passed.add(item);
      else this.queueRead(item);
    }
    this.events.neared();
  }

  /** An element with `display: contents` has no box and never intersects; its child does. */
  private observeInstead(item: Element): void {
    if (this.left.has(item)) this.surveyOne(item);
    const child = item.firstElementChild;
    if (!this.tracked.has(item)) return;
    if (child === null || !item.isConnected || this.standIns.has(child)) return;
    if (item.ownerDocument.defaultView?.getComputedStyle(item).display !== 'contents') return;
    this.standIns.set(child, item);
    this.near.observe([child]);
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
    if (this.left.has(item)) this.surveyOne(item);
    if (!this.tracked.has(item)) return;
    const { seen, gone } = this.registry.update(item);
    if (seen !== null) this.seen.push(seen);
    if (gone !== null) this.gone.push(gone);
  }

  private sweep(): void {
    for (const item of this.tracked) {
      if (item.isConnected) continue;
      this.tracked.delete(item);
      this.letGo(item);
    }
    for (const element of this.left) if (!element.isConnected) this.letGo(element);
    for (const root of this.roots)
      if (root instanceof ShadowRoot && !root.isConnected) this.roots.delete(root);
    this.gone.push(...this.registry.sweep());
  }

  private flush(): void {
    const { arrived, surveys, seen, gone } = this;
    if (arrived.length > 0) {
      this.arrived = [];
      if (arrived.length >= VERY_MANY) this.near.observe(arrived.filter(this.isHeld));
      else {
        this.unplaced.push(...arrived);
        if (this.laidOut) this.placeArrived();
        else this.events.changed(this.nearby.size === 0);
      }
    }
    if (surveys !== null) {
      this.surveys = null;
      this.events.surveyed(surveys.fruitful);
    }
    this.seen = [];
    this.gone = [];
    const still = gone.filter((key) => this.registry.get(key) === null);
    if (still.length > 0) this.events.gone(still);
    const current = seen.filter((known) => this.registry.get(known.key) === known);
    if (current.length > 0) this.events.seen(current);
  }
}
