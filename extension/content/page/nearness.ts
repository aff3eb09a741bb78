/**
 * Which comments are near the viewport, on pages of thousands of them.
 *
 * The browser computes every observed element anew in every frame in which something moves, so most
 * are not observed: comments that stand close together and far from the viewport form a group, of
 * which one stands guard. Once the guard comes within a wide margin, the whole group is observed.
 */

/** How far outside the viewport a comment counts as near; pixels. */
const NEAR = 600;
/** At this distance a group is dissolved. A group must be smaller than the difference to `NEAR`. */
const GUARDED = 4000;
/** How far the first and the last of a group may be apart; the rest is slack for pages that grow. */
const SPAN = 2000;
/** Comments nearer than this stay by themselves, so that groups do not come and go. */
const APART = 5000;
const GROUP = 16;
/** More comments than this observed by themselves are worth grouping. */
const MANY = 96;
/** Elements sorted out in one job. */
const PART = 512;

interface Place {
  readonly scroller: Element | null;
  readonly top: number;
  readonly bottom: number;
}

export class Nearness {
  private readonly near: IntersectionObserver;
  private readonly guards: IntersectionObserver;
  private readonly single = new Set<Element>();
  private readonly groups = new Map<Element, readonly Element[]>();
  private readonly guardOf = new WeakMap<Element, Element>();
  /** Where elements were in what they scroll with, as the browser told; nothing is measured anew. */
  private readonly places = new WeakMap<Element, Place>();
  private planned = false;
  /** So many alone are worth another try; those that could not be grouped do not count each time. */
  private enough = MANY;

  constructor(
    entries: (entries: readonly IntersectionObserverEntry[]) => void,
    private readonly isNear: (item: Element) => boolean,
    private readonly whenIdle: (job: () => void) => void,
  ) {
    this.near = new IntersectionObserver((seen) => {
      this.note(seen);
      entries(seen);
    }, margins(NEAR));
    this.guards = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) this.dissolve(target);
    }, margins(GUARDED));
  }

  observe(item: Element): void {
    this.single.add(item);
    this.near.observe(item);
    this.plan();
  }

  unobserve(item: Element): void {
    const guard = this.guardOf.get(item);
    if (guard !== undefined) this.dissolve(guard);
    this.single.delete(item);
    this.near.unobserve(item);
  }

  disconnect(): void {
    this.near.disconnect();
    this.guards.disconnect();
    this.single.clear();
    this.groups.clear();
  }

  private plan(): void {
    if (this.planned || this.single.size < this.enough) return;
    this.planned = true;
    this.whenIdle(() => this.regroup([...this.single], 0));
  }

  private note(seen: readonly IntersectionObserverEntry[]): void {
    const offsets = new Map<Element | null, number>();
    for (const { target, isIntersecting, boundingClientRect: rect } of seen) {
      if (isIntersecting) continue;
      const scroller = scrollerOf(target);
      const offset = offsets.get(scroller) ?? scroller?.scrollTop ?? scrollY;
      offsets.set(scroller, offset);
      if (rect.width === 0 && rect.height === 0) this.places.delete(target);
      else {
        const { top, bottom } = rect;
        this.places.set(target, { scroller, top: top + offset, bottom: bottom + offset });
      }
    }
  }

  private regroup(all: readonly Element[], from: number): void {
    let group: Element[] = [];
    let extent: Place | null = null;
    const offsets = new Map<Element | null, number>();
    const close = (): void => {
      if (group.length > GROUP / 4) this.form(group);
      group = [];
      extent = null;
    };
    for (const item of all.slice(from, from + PART)) {
      const place = this.single.has(item) && !this.isNear(item) ? this.places.get(item) : undefined;
      if (place === undefined) continue;
      const offset = offsets.get(place.scroller) ?? place.scroller?.scrollTop ?? scrollY;
      offsets.set(place.scroller, offset);
      // A comment in a scroller that is itself far away is farther than this says, never nearer.
      if (place.top - offset < innerHeight + APART && place.bottom - offset > -APART) continue;
      const wider: Place | null = extent === null ? place : together(extent, place);
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

  private form(group: readonly Element[]): void {
    const [guard] = group;
    if (guard === undefined) return;
    for (const item of group) {
      this.single.delete(item);
      this.near.unobserve(item);
      this.guardOf.set(item, guard);
    }
    this.groups.set(guard, group);
    this.guards.observe(guard);
  }

  private dissolve(guard: Element): void {
    const group = this.groups.get(guard);
    if (group === undefined) return;
    this.groups.delete(guard);
    this.guards.unobserve(guard);
    for (const item of group) {
      this.guardOf.delete(item);
      this.single.add(item);
      this.near.observe(item);
    }
    this.plan();
  }
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

function margins(distance: number): IntersectionObserverInit {
  return { rootMargin: `${distance}px 0px`, scrollMargin: `${distance}px 0px` };
}

/** The extent of both; null where they are too far apart or do not scroll together. */
function together(a: Place, b: Place): Place | null {
  const top = Math.min(a.top, b.top);
  const bottom = Math.max(a.bottom, b.bottom);
  return a.scroller === b.scroller && bottom - top <= SPAN
    ? { scroller: a.scroller, top, bottom }
    : null;
}
