/** The page layer as a whole: see `contract.ts`. */

import type { Adapter } from '../../generated/Adapter';
import { adapterFits, adapterSource, likelyAdapters } from './adapter-source';
import { Binder, type Candidate, type Opening } from './binding';
import type { Box } from './box';
import type {
  FoundComment,
  OpenResult,
  PageHealth,
  PageOptions,
  PageWatcher,
  ReplyBox,
} from './contract';
import { Flight } from './flight';
import { FocusWatch } from './focus';
import { genericSource } from './generic/source';
import { examine } from './health';
import { openFor } from './opening';
import { watchPosting } from './posting';
import type { Known } from './registry';
import { Scanner } from './scanner';
import type { CommentSource } from './source';
import { nearRect, visibleRect } from './visible';

/** Slices of surveys without a comment, after which a page counts as one without comments. */
const FRUITLESS_SURVEYS = 100;
/** Time without a comment before that; milliseconds. */
const FRUITLESS_TIME = 120_000;

/** Between two looks for an adapter's marks, at first; the more were in vain, the longer. Milliseconds. */
const LOOK_AGAIN = 400;
const LOOK_SELDOM = 3000;

/** How far outside the viewport a comment still has a place; pixels. */
const BEYOND = 120;
/** Between two looks at a page that scrolls, and at one that changes by itself; milliseconds. */
const LOOK_EVERY = 50;
const LOOK_AFTER_CHANGE = 100;
const LOOK_AFTER_FAR_CHANGE = 250;
/**
 * A look that came too soon waits so much longer for the next change: what moves the page brings a
 * frame with it, while one asked for by Bedside costs the page another.
 */
const NEXT_CHANGE = 80;

export function createPageWatcher(options: PageOptions): PageWatcher {
  return new Watcher(options);
}

/** What lives between `start` and `stop`, and is made anew when the page turns into another. */
interface Session {
  readonly adapter: Adapter | null;
  readonly source: CommentSource;
  readonly scanner: Scanner;
  readonly binder: Binder;
  readonly focus: FocusWatch;
  readonly abort: AbortController;
}

class Watcher implements PageWatcher {
  private session: Session | null = null;
  private lifetime: AbortController | null = null;
  private generic = false;
  private address = '';
  /** Whether a look is on its way, and the frame it waits for. */
  private asked = false;
  private frame: number | null = null;
  private readonly afterFrame = new MessageChannel();
  private readonly flight = new Flight(
    () => this.session?.scanner.tookOff(),
    () => this.landed(),
  );
  private lastLook = 0;
  private lookLater: ReturnType<typeof setTimeout> | null = null;
  private lookAt = 0;
  /** The comment whose reply button the moderator, or Bedside for them, pressed last. */
  private pressed: Opening | null = null;
  private fruitless = 0;
  private since = 0;
  private nextLook = 0;
  private lookPause = LOOK_AGAIN;
  private lookTimer: ReturnType<typeof setTimeout> | null = null;
  /** Replies put in during this visit, by the comment they answer. */
  private readonly replied = new Map<string, string[]>();

  constructor(private readonly options: PageOptions) {}

  start(): void {
    if (this.lifetime !== null) return;
    this.lifetime = new AbortController();
    const { signal } = this.lifetime;
    this.address = location.href;
    this.afterFrame.port1.onmessage = (): void => this.look();
    // What stands in the document's coordinates follows its scrolling by itself.
    const scrolled = ({ target }: Event): void => {
      const ofPage = target === document;
      const scroller = ofPage ? document.scrollingElement : target;
      if (scroller instanceof Element) this.flight.note(scroller);
      if (ofPage) this.moved();
      else this.lookSoon();
    };
    window.addEventListener('scroll', scrolled, { capture: true, passive: true, signal });
    window.addEventListener('resize', () => this.lookSoon(), { passive: true, signal });
    for (const event of ['popstate', 'hashchange', 'pageshow'])
      window.addEventListener(event, () => this.checkAddress(), { signal });
    (window as { navigation?: EventTarget }).navigation?.addEventListener(
      'navigatesuccess',
      () => this.checkAddress(),
      { signal },
    );
    window.addEventListener('click', (event) => this.noteClick(event), {
      capture: true,
      passive: true,
      signal,
    });
    // What adapters go by is not there before the page is parsed.
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', () => this.open(), { once: true, signal });
    else this.open();
  }

  stop(): void {
    this.lifetime?.abort();
    this.lifetime = null;
    this.flight.stop();
    this.close();
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    this.asked = false;
    if (this.lookLater !== null) clearTimeout(this.lookLater);
    this.lookLater = null;
    this.afterFrame.port1.onmessage = null;
  }

  restart(): void {
    if (this.lifetime === null) return;
    this.pressed = null;
    this.reopen();
  }

  rectOf(key: string): DOMRect | null {
    const known = this.session?.scanner.registry.get(key) ?? null;
    return known === null ? null : visibleRect(known.textElement);
  }

  placeOf(key: string): DOMRect | null {
    const known = this.session?.scanner.registry.get(key) ?? null;
    return known === null ? null : nearRect(known.textElement, BEYOND);
  }

  near(): string[] {
    return this.session?.scanner.nearKeys() ?? [];
  }

  heads(): DOMRect[] {
    return this.near().flatMap((key) => {
      const known = this.session?.scanner.registry.get(key) ?? null;
      if (known === null) return [];
      const item = known.item.getBoundingClientRect();
      const { top } = known.textElement.getBoundingClientRect();
      return top > item.top ? [new DOMRect(item.x, item.y, item.width, top - item.top)] : [];
    });
  }

  textElement(key: string): Element | null {
    return this.session?.scanner.registry.get(key)?.textElement ?? null;
  }

  commentOf(element: Element | null): FoundComment | null {
    const { session } = this;
    if (session === null) return null;
    const item = session.source.itemOf(element);
    return item === null ? null : (session.scanner.registry.of(item)?.comment ?? null);
  }

  comment(key: string): FoundComment | null {
    return this.session?.scanner.resolve(key)?.comment ?? null;
  }

  comments(): readonly FoundComment[] {
    return this.session?.scanner.readAll().map((known) => known.comment) ?? [];
  }

  repliesInThread(key: string): readonly string[] {
    const all = this.session?.scanner.registry.all() ?? [];
    const root = this.rootOf(key);
    const shown = all
      .filter(({ comment }) => comment.own === true && this.rootOf(comment.key) === root)
      .map(({ comment }) => comment.text);
    const put = [...this.replied].flatMap(([answered, texts]) =>
      this.rootOf(answered) === root ? texts : [],
    );
    return [...shown, ...put.filter((text) => !shown.includes(text))];
  }

  async openReplyBox(key: string): Promise<OpenResult> {
    const { session } = this;
    const known = session?.scanner.resolve(key) ?? null;
    if (session === null || known === null)
      return { ok: false, message: 'This comment is no longer on the page' };
    this.notePressed(known, session.binder);
    const opened = await openFor(known, session.source, session.scanner, session.binder);
    if (!opened.ok) return opened;
    return { ok: true, box: session.focus.boxOf(opened.candidate, key) };
  }

  focusedBox(): ReplyBox | null {
    this.session?.focus.settle();
    return this.session?.focus.focused ?? null;
  }

  async health(): Promise<PageHealth> {
    const { session } = this;
    if (session === null)
      return { adapter: null, aside: null, comments: 0, failing: [], skeleton: '' };
    const steps = examine({
      doc: document,
      ...session,
      strange: session.adapter === null && !this.generic ? this.options.adapters : [],
      pressed: () => this.pressed,
    });
    const health = await new Promise<PageHealth | null>((resolve) =>
      session.scanner.walk(steps, resolve),
    );
    // Null where it went quiet or became another page meanwhile.
    return health === null || this.session !== session
      ? this.health()
      : { ...health, aside: this.generic ? (this.fitting()?.id ?? null) : null };
  }

  platform(): string | null {
    return this.session?.source.adapter ?? null;
  }

  scrollTo(key: string): boolean {
    const known = this.session?.scanner.resolve(key) ?? null;
    known?.textElement.scrollIntoView({ block: 'center', behavior: 'instant' });
    return known !== null;
  }

  useGeneric(on: boolean): void {
    if (this.generic === on) return;
    this.generic = on;
    if (this.lifetime !== null) this.reopen();
  }

  private open(found?: Adapter): void {
    const adapter = this.generic ? null : (found ?? this.fitting());
    const source = adapter === null ? genericSource() : adapterSource(adapter);
    const { events, isBedside } = this.options;
    const abort = new AbortController();
    this.fruitless = 0;
    this.since = performance.now();
    this.nextLook = 0;
    this.lookPause = LOOK_AGAIN;
    const scanner = new Scanner(
      document,
      source,
      {
        seen: (batch) => events.commentsSeen(batch.map((known) => known.comment)),
        gone: (keys) => events.commentsGone(keys),
        changed: (near) => {
          this.moved(near ? LOOK_AFTER_CHANGE : LOOK_AFTER_FAR_CHANGE, NEXT_CHANGE);
          // Before what came is surveyed for the generic detector.
          if (this.session?.scanner === scanner) this.lookForAdapter(this.session);
        },
        neared: () => this.moved(),
        surveyed: (fruitful) => this.surveyed(fruitful),
      },
      isBedside,
      this.flight,
    );
    const binder = new Binder(document, source, scanner);
    const focus = new FocusWatch(
      document,
      binder,
      events,
      () => this.pressed?.key ?? null,
      (candidate) => this.openedFor(candidate),
      (box, text) => this.remember(box, text),
      isBedside,
      abort.signal,
    );
    this.session = { adapter, source, scanner, binder, focus, abort };
    watchPosting(window, () => focus.focused, events, abort.signal);
    scanner.start();
  }

  private fitting(): Adapter | null {
    const likely = likelyAdapters(this.options.adapters, document);
    return likely.find((candidate) => adapterFits(candidate, document)) ?? null;
  }

  private close(): void {
    const { session } = this;
    if (session === null) return;
    this.session = null;
    if (this.lookTimer !== null) clearTimeout(this.lookTimer);
    this.lookTimer = null;
    session.abort.abort();
    session.scanner.stop();
  }

  private reopen(found?: Adapter): void {
    const keys = this.session?.scanner.registry.all().map((known) => known.key) ?? [];
    this.close();
    if (keys.length > 0) this.options.events.commentsGone(keys);
    this.open(found);
  }

  private surveyed(fruitful: boolean): void {
    const { session } = this;
    if (session === null) return;
    for (const root of session.scanner.shadowRoots()) session.focus.hear(root);
    this.lookForAdapter(session);
    if (fruitful) {
      this.fruitless = 0;
      this.since = performance.now();
      return;
    }
    this.fruitless += 1;
    const idle =
      performance.now() - this.since > FRUITLESS_TIME && this.fruitless > FRUITLESS_SURVEYS;
    if (idle && session.scanner.found === 0) session.scanner.stop();
  }

  /** The marks of a platform may come after its page. */
  private lookForAdapter(session: Session): void {
    const now = performance.now();
    if (session.adapter !== null || this.generic || this.options.adapters.length === 0) return;
    if (now < this.nextLook) {
      this.lookTimer ??= setTimeout(() => {
        this.lookTimer = null;
        if (this.session === session) this.lookForAdapter(session);
      }, this.nextLook - now);
      return;
    }
    this.nextLook = now + this.lookPause;
    this.lookPause = Math.min(LOOK_SELDOM, this.lookPause * 1.5);
    session.scanner.soon(() => {
      if (this.session === session)
        this.tryAdapters(session, likelyAdapters(this.options.adapters, document));
    });
  }

  /** One in each task: what a large page does not hold is looked for all through it. */
  private tryAdapters(session: Session, [adapter, ...others]: readonly Adapter[]): void {
    if (adapter === undefined) return;
    session.scanner.soon(() => {
      if (this.session !== session) return;
      if (adapterFits(adapter, document)) this.reopen(adapter);
      else this.tryAdapters(session, others);
    });
  }

  /** Single-page sites change the address and keep the document. */
  private checkAddress(): void {
    if (location.href === this.address) return;
    const [before] = this.address.split('#');
    const [now] = location.href.split('#');
    this.address = location.href;
    if (before === now) return;
    const { events } = this.options;
    if (events.navigated === undefined) this.restart();
    else events.navigated();
  }

  private landed(): void {
    this.session?.scanner.landed();
    this.lookSoon();
  }

  private moved(every = LOOK_EVERY, patience = 0): void {
    if (this.flight.flying || this.asked || this.lifetime === null) return;
    const now = performance.now();
    const wait = this.lastLook + every - now;
    if (wait <= 0) {
      this.lookSoon();
      return;
    }
    const at = now + wait + patience;
    if (this.lookLater !== null && this.lookAt <= at) return;
    if (this.lookLater !== null) clearTimeout(this.lookLater);
    this.lookAt = at;
    this.lookLater = setTimeout(() => {
      this.lookLater = null;
      this.lookSoon();
    }, wait + patience);
  }

  /** What is measured right after a frame, or of a page that has not changed since, makes it lay out nothing. */
  lookSoon(): void {
    if (this.flight.flying || this.asked || this.lifetime === null) return;
    this.asked = true;
    const ask = (): void => this.afterFrame.port2.postMessage(null);
    if (this.session?.scanner.isLaidOut === true) ask();
    else this.frame = requestAnimationFrame(ask);
  }

  private look(): void {
    this.asked = false;
    this.frame = null;
    this.lastLook = performance.now();
    if (this.lookLater !== null) clearTimeout(this.lookLater);
    this.lookLater = null;
    this.checkAddress();
    if (this.lifetime === null || this.flight.flying) return;
    this.session?.scanner.looked();
    this.options.events.moved();
  }

  /** The moderator may press a reply button themselves; the box that then comes up answers that comment. */
  private noteClick(event: MouseEvent): void {
    const { session } = this;
    if (session === null || !event.isTrusted) return;
    const path = event.composedPath();
    const target = path[0];
    const item = target instanceof Element ? session.source.itemOf(target) : null;
    const known = item === null ? null : session.scanner.registry.of(item);
    if (known === null) return;
    if (session.source.replyButtons(known.item).some((button) => path.includes(button)))
      this.notePressed(known, session.binder);
  }

  private notePressed(known: Known, binder: Binder): void {
    this.pressed = binder.opening(known.key);
  }

  private openedFor(candidate: Candidate): Known | null {
    const { session, pressed } = this;
    if (session === null || pressed === null) return null;
    return session.binder.isNew(candidate, pressed.before)
      ? session.scanner.registry.get(pressed.key)
      : null;
  }

  private remember(box: Box, text: string): void {
    const { commentKey } = box;
    if (commentKey !== null)
      this.replied.set(commentKey, [...(this.replied.get(commentKey) ?? []), text]);
  }

  private rootOf(key: string): string {
    let at = key;
    const passed = new Set<string>();
    while (!passed.has(at)) {
      passed.add(at);
      const parent = this.session?.scanner.registry.get(at)?.comment.parentKey ?? null;
      if (parent === null) break;
      at = parent;
    }
    return at;
  }
}
