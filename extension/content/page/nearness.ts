/**
 * Which comments are near the viewport, on pages of thousands of them.
 *
 * The browser computes every observed element anew in every frame in which something moves, so most
 * are not observed. Comments that follow each other far from the viewport form a group, of which one
 * stands guard; guards far away form groups in turn. Each ring around the viewport observes what is
 * single in it: once a guard comes within the ring's wide margin, its group belongs to the ring
 * inside.
 */

/** Elements that are observed by themselves in one ring before grouping is worth its while. */
const MANY = 64;
const GROUP = 12;
/** Elements sorted out in one job. */
const PART = 512;
/** What is grouped lies farther out than the next ring reaches by this, so that groups do not come and go. */
const APART = 1000;

interface Reach {
  /** How far outside the viewport an element counts as near; pixels. */
  readonly near: number;
  /** How far the first and the last of a group may be apart; pixels. */
  readonly span: number;
}

/**
 * Browsers apply both margins of an observer to the page's own scrolling, so that it reaches up to
 * twice as far as it says.
 */
const DOUBLED = 2;

/** How far outside the viewport a comment is near; pixels. */
const NEAR = 600;

/**
 * A guard comes near before any of its group does: each ring reaches farther than the one inside can
 * by more than the span of a group there. The rest is slack for pages that grow.
 */
const REACHES: readonly Reach[] = [
  { near: NEAR, span: 2000 },
  { near: 3500, span: 20_000 },
  { near: 28_000, span: 0 },
];

interface Place {
  readonly scroller: Element | null;
  readonly top: number;
  readonly bottom: number;
}

type Seen = readonly IntersectionObserverEntry[];

/** What is known of scrolling. */
interface Scrolling {
  /** These are near now, the nearest first; told a frame before their own observation would. */
  near(items: readonly Element[]): void;
  /** Whether what lies there in a scroller, or else in the page, came into view on the last flight. */
  flewOver(scroller: Element | null, top: number, bottom: number): boolean;
  /** These came by on a flight, or stood close to what did, and are far away again. */
  passed(items: readonly Element[]): void;
  /** How far a scroller, or else the page, is scrolled; without making the page lay itself out. */
  offsetOf(scroller: Element | null): number;
}

export class Nearness {
  private readonly innermost: Ring;

  constructor(
    entries: (entries: Seen) => void,
    isNear: (item: Element) => boolean,
    whenIdle: (job: () => void) => void,
    scrolling: Scrolling,
  ) {
    this.innermost = new Ring(REACHES, entries, isNear, whenIdle, scrolling, true);
  }

  /** Elements in the order of the document. Of very many most are far away, so guards are asked first. */
  observe(items: readonly Element[]): void {
    this.innermost.observe(items);
  }

  /**
   * As `observe`, for a few elements of a page that is laid out: where they are is asked of them
   * rather than of the browser's observers, which cost the page a frame.
   */
  place(items: readonly Element[]): void {
    this.innermost.place(items);
  }

  unobserve(item: Element): void {
    this.innermost.unobserve(item);
  }

  /** A flight begins: where it ends is all that counts, so until then only the farthest ring observes. */
  tookOff(): void {
    this.innermost.tookOff();
  }

  /** A flight is over. */
  landed(): void {
    this.innermost.landed();
  }

  disconnect(): void {
    this.innermost.disconnect();
  }
}

class Ring {
  private readonly observer: IntersectionObserver;
  private readonly reach: Reach;
  private readonly outer: Ring | null;
  private readonly single = new Set<Element>();
  private readonly groups = new Map<Element, Element[]>();
  private readonly guardOf = new Map<Element, Element>();
  /** For groups that were formed by order alone: the first element after each. */
  private readonly unproved = new Map<Element, Element>();
  /** Where elements were in what they scroll with, as the browser told; nothing is measured anew. */
  private readonly places = new WeakMap<Element, Place>();
  /** Whether nothing is observed for now. */
  private resting = false;
  /** Whether a flight is over and the guards have not been seen since. */
  private landing = false;
  /** The group that was formed last of elements placed one by one. */
  private last: { readonly guard: Element; readonly extent: Place } | null = null;
  private planned = false;
  /** So many alone are worth another try; those that could not be grouped do not count each time. */
  private enough = MANY;

  constructor(
    [reach, ...farther]: readonly Reach[],
    entries: (entries: Seen) => void,
    private readonly isNear: (item: Element) => boolean,
    private readonly whenIdle: (job: () => void) => void,
    private readonly scrolling: Scrolling,
    private readonly innermost: boolean,
  ) {
    if (reach === undefined) throw new RangeError('a ring needs its reach');
    this.reach = reach;
    const guards = (seen: Seen): void => this.guardsSeen(seen);
    this.outer =
      farther.length === 0
        ? null
        : new Ring(farther, guards, () => false, whenIdle, scrolling, false);
    this.observer = new IntersectionObserver((seen) => {
      this.note(seen);
      entries(seen);
      this.plan();
    }, observing(reach.near));
  }

  observe(items: readonly Element[]): void {
    if (items.length < MANY || this.outer === null) {
      for (const item of items) this.observeAlone(item);
      return;
    }
    const guards: Element[] = [];
    for (let from = 0; from < items.length; from += GROUP) {
      const next = items[from + GROUP];
      const group = items.slice(from, from + GROUP);
      const [guard] = group;
      if (guard === undefined || next === undefined) {
        for (const item of group) this.observeAlone(item);
        continue;
      }
      this.unproved.set(guard, next);
      this.guard(group, guard);
      guards.push(guard);
    }
    this.outer.observe(guards);
  }

  place(items: readonly Element[]): void {
    const near: Element[] = [];
    for (const item of items) {
      const { outer } = this;
      const place = outer === null ? null : this.placeNow(item);
      if (outer === null || place === null) {
        this.observeAlone(item);
        continue;
      }
      this.places.set(item, place);
      if (this.isFar(place)) this.joinLast(item, place, outer);
      else {
        this.observeAlone(item);
        if (this.innermost) near.push(item);
      }
    }
    if (near.length > 0) this.tellNear(near);
  }

  /** Null where an element moves with something else than the page. */
  private placeNow(item: Element): Place | null {
    if (window !== window.top || scrollerOf(item) !== null) return null;
    const { top, bottom, width } = item.getBoundingClientRect();
    if (top === bottom && width === 0) return null;
    const offset = this.scrolling.offsetOf(null);
    return { scroller: null, top: top + offset, bottom: bottom + offset };
  }

  /** Elements that come one by one, as at the end of a page that grows, join the group before them. */
  private joinLast(item: Element, place: Place, outer: Ring): void {
    const group = this.last === null ? undefined : this.groups.get(this.last.guard);
    const extent = this.last === null ? null : together(this.last.extent, place, this.reach.span);
    if (this.last === null || group === undefined || extent === null || group.length >= GROUP) {
      this.last = { guard: item, extent: place };
      this.guard([item], item);
      outer.place([item]);
      return;
    }
    group.push(item);
    this.guardOf.set(item, this.last.guard);
    this.last = { guard: this.last.guard, extent };
  }

  unobserve(item: Element): void {
    const guard = this.guardOf.get(item);
    if (guard !== undefined) this.dissolve(guard);
    this.single.delete(item);
    this.observer.unobserve(item);
  }

  tookOff(): void {
    if (this.outer === null || this.resting) return;
    this.resting = true;
    this.observer.disconnect();
    this.outer.tookOff();
  }

  landed(): void {
    if (!this.resting) return;
    this.resting = false;
    this.landing = true;
    for (const item of this.single) this.observer.observe(item);
    if (this.innermost)
      this.scrolling.passed(
        [...this.single].filter((item) => !this.isNear(item) && this.cameBy(this.places.get(item))),
      );
    this.outer?.landed();
  }

  private cameBy(place: Place | undefined): boolean {
    return place !== undefined && this.scrolling.flewOver(place.scroller, place.top, place.bottom);
  }

  disconnect(): void {
    this.observer.disconnect();
    this.single.clear();
    this.groups.clear();
    this.guardOf.clear();
    this.unproved.clear();
    this.last = null;
    this.outer?.disconnect();
  }

  private observeAlone(item: Element): void {
    this.single.add(item);
    if (!this.resting) this.observer.observe(item);
  }

  private note(seen: Seen): void {
    for (const { target, boundingClientRect: rect } of seen) {
      const { top, bottom } = rect;
      if (top === bottom && rect.width === 0) {
        this.places.delete(target);
        continue;
      }
      const scroller = scrollerOf(target);
      const offset = this.scrolling.offsetOf(scroller);
      this.places.set(target, { scroller, top: top + offset, bottom: bottom + offset });
    }
  }

  private guardsSeen(seen: Seen): void {
    const freed: Element[] = [];
    const passed: Element[] = [];
    for (const { isIntersecting, target } of seen) {
      const place = this.outer?.places.get(target);
      if (isIntersecting || place === undefined) freed.push(...this.dissolve(target));
      else if (this.landing && this.innermost && this.cameBy(place))
        passed.push(...(this.groups.get(target) ?? []));
    }
    this.landing = false;
    if (passed.length > 0) this.scrolling.passed(passed);
    if (this.innermost) this.tellNear(freed);
    if (seen.some(({ target }) => this.unproved.has(target))) this.whenIdle(() => this.prove());
  }

  /** A group by order alone must be no longer than its guard can answer for, as the next one's place tells. */
  private prove(): void {
    for (const [guard, next] of this.unproved) {
      const first = this.outer?.places.get(guard);
      if (first === undefined) continue;
      this.unproved.delete(guard);
      const after = this.outer?.places.get(next) ?? this.places.get(next);
      const inOrder = after !== undefined && after.top >= first.top;
      if (!inOrder || together(first, after, this.reach.span) === null) this.dissolve(guard);
    }
  }

  private plan(): void {
    if (this.outer === null || this.planned || this.single.size < this.enough) return;
    this.planned = true;
    this.whenIdle(() => this.regroup([...this.single], 0));
  }

  private regroup(all: readonly Element[], from: number): void {
    let group: Element[] = [];
    let extent: Place | null = null;
    const close = (): void => {
      if (group.length > GROUP / 4) this.form(group);
      group = [];
      extent = null;
    };
    for (const item of all.slice(from, from + PART)) {
      const place = this.single.has(item) && !this.isNear(item) ? this.places.get(item) : undefined;
      if (place === undefined) continue;
      if (!this.isFar(place)) continue;
      const wider: Place | null =
        extent === null ? place : together(extent, place, this.reach.span);
      if (wider === null || group.length === GROUP) close();
      extent = group.length === 0 ? place : wider;
      group.push(item);
    }
    close();
    if (from + PART < all.length) {
      this.whenIdle(() => this.regroup(all, from + PART));
      return;
    }
    this.planned = false;
    this.enough = Math.max(MANY, this.single.size * 1.5);
  }

  /** Whether an element is farther away than the next ring reaches. */
  private isFar({ scroller, top, bottom }: Place): boolean {
    const apart = DOUBLED * (this.outer?.reach.near ?? 0) + APART;
    const offset = this.scrolling.offsetOf(scroller);
    // A comment in a scroller that is itself far away is farther than this says, never nearer.
    return top - offset >= innerHeight + apart || bottom - offset <= -apart;
  }

  private form(group: readonly Element[]): void {
    const [guard] = group;
    if (guard === undefined || this.outer === null) return;
    for (const item of group) if (this.single.delete(item)) this.observer.unobserve(item);
    this.guard(group, guard);
    this.outer.observeAlone(guard);
  }

  private guard(group: readonly Element[], guard: Element): void {
    for (const item of group) this.guardOf.set(item, guard);
    this.groups.set(guard, [...group]);
  }

  private dissolve(guard: Element): readonly Element[] {
    const group = this.groups.get(guard);
    if (group === undefined) return [];
    this.groups.delete(guard);
    this.unproved.delete(guard);
    this.outer?.unobserve(guard);
    for (const item of group) {
      this.guardOf.delete(item);
      this.observeAlone(item);
    }
    return group;
  }

  /** Guards are told of right after a frame, so that asking for places makes the page lay out nothing. */
  private tellNear(items: readonly Element[]): void {
    const near = items
      .map((item) => ({ item, away: distance(item.getBoundingClientRect()) }))
      .filter(({ away }) => away < NEAR)
      .sort((a, b) => a.away - b.away);
    this.scrolling.near(near.map(({ item }) => item));
  }
}

/** How far outside the viewport something is; 0 in view, endless where it has no height. */
function distance({ top, bottom }: DOMRectReadOnly): number {
  return bottom > top ? Math.max(0, -bottom, top - innerHeight) : Number.POSITIVE_INFINITY;
}

function observing(near: number): IntersectionObserverInit {
  const margin = `${near}px 0px`;
  return { rootMargin: margin, scrollMargin: margin };
}

const scrollers = new WeakMap<Element, Element | null>();

/** What an element scrolls with: comments of different scrollers move apart. */
function scrollerOf(element: Element): Element | null {
  const { parentElement } = element;
  if (parentElement === null) return null;
  const known = scrollers.get(parentElement);
  if (known !== undefined) return known;
  const { overflowY } = getComputedStyle(parentElement);
  const scrolls = overflowY === 'auto' || overflowY === 'scroll';
  const found = scrolls ? parentElement : scrollerOf(parentElement);
  scrollers.set(parentElement, found);
  return found;
}

/** The extent of both; null where they are too far apart or do not scroll together. */
function together(a: Place, b: Place, span: number): Place | null {
  const top = Math.min(a.top, b.top);
  const bottom = Math.max(a.bottom, b.bottom);
  return a.scroller === b.scroller && bottom - top <= span
    ? { scroller: a.scroller, top, bottom }
    : null;
}
