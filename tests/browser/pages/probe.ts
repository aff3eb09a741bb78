/**
 * A content script for tests: the page layer as it ships, driven by the test through events
 * instead of by the overlay. It runs in the same isolated world as the real one.
 */

import type {
  FoundComment,
  InsertResult,
  PageEvents,
  PageWatcher,
  PostAttempt,
  ReplyBox,
} from '../../../extension/content/page/contract';
import { createPageWatcher } from '../../../extension/content/page/watcher';
import type { Adapter } from '../../../extension/generated/Adapter';

/** What a test may ask; answers go through JSON. */
export interface Probe {
  start(adapters: readonly Adapter[]): void;
  stop(): void;
  comments(): readonly FoundComment[];
  /** Keys told by `commentsSeen` so far, in order, and by `commentsGone`. */
  told(): Told;
  open(key: string): Promise<{ readonly ok: boolean; readonly message: string }>;
  /** Inserts into the box opened last. */
  insert(text: string): Promise<InsertResult>;
  replace(start: number, end: number, text: string): Promise<InsertResult>;
  select(start: number, end: number): void;
  /** Inserts into the box that has the focus. */
  insertFocused(text: string): Promise<InsertResult | null>;
  /** Lets no text onto the clipboard any more. */
  closeClipboard(): void;
  boxText(): string | null;
  boxComment(): string | null;
  focusedComment(): { readonly commentKey: string | null } | null;
  submitIsOff(): boolean | null;
  holdNextPost(): void;
  /** Presses the held button; null when nothing is held. */
  pressHeld(): boolean | null;
  repliesInThread(key: string): readonly string[];
  rectOf(key: string): {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
  health(): ReturnType<PageWatcher['health']>;
  useGeneric(on: boolean): void;
}

export interface Told {
  readonly seen: readonly FoundComment[];
  readonly gone: readonly string[];
  readonly boxes: readonly string[];
  readonly posts: number;
}

let watcher: PageWatcher | null = null;
let box: ReplyBox | null = null;
const seen: FoundComment[] = [];
const gone: string[] = [];
const boxes: string[] = [];
let posts = 0;
let holding = false;
let held: PostAttempt | null = null;

const events: PageEvents = {
  commentsSeen: (comments) => seen.push(...comments),
  commentsGone: (keys) => gone.push(...keys),
  boxFocused: (focused) => boxes.push(`focused ${focused.commentKey ?? '-'}`),
  boxChanged: (changed) => boxes.push(`changed ${changed.text().length}`),
  boxLeft: () => boxes.push('left'),
  posting: (attempt) => {
    posts += 1;
    if (!holding) return;
    holding = false;
    attempt.hold();
    held = attempt;
  },
  moved: () => undefined,
};

function current(): ReplyBox {
  if (box === null) throw new Error('no box is open');
  return box;
}

const probe: Probe = {
  start: (adapters) => {
    watcher?.stop();
    watcher = createPageWatcher({ adapters, events, isBedside: () => false });
    watcher.start();
  },
  stop: () => watcher?.stop(),
  comments: () => watcher?.comments() ?? [],
  told: () => ({ seen, gone, boxes, posts }),
  open: async (key) => {
    const opened = await watcher?.openReplyBox(key);
    if (opened?.ok !== true) return { ok: false, message: opened?.message ?? 'not started' };
    box = opened.box;
    return { ok: true, message: '' };
  },
  insert: (text) => current().insert(text),
  replace: (start, end, text) => current().replace(start, end, text),
  select: (start, end) => current().select(start, end),
  insertFocused: async (text) => {
    box = watcher?.focusedBox() ?? null;
    return box === null ? null : box.insert(text);
  },
  closeClipboard: () => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    window.addEventListener('copy', (event) => event.stopImmediatePropagation(), true);
  },
  boxText: () => box?.text() ?? null,
  boxComment: () => box?.commentKey ?? null,
  focusedComment: () => {
    const focused = watcher?.focusedBox() ?? null;
    return focused === null ? null : { commentKey: focused.commentKey };
  },
  submitIsOff: () => {
    const button = box?.submitButton() ?? null;
    return button === null
      ? null
      : button.hasAttribute('disabled') || button.getAttribute('aria-disabled') === 'true';
  },
  holdNextPost: () => {
    holding = true;
  },
  pressHeld: () => held?.press() ?? null,
  repliesInThread: (key) => watcher?.repliesInThread(key) ?? [],
  rectOf: (key) => {
    const rect = watcher?.rectOf(key) ?? null;
    return rect === null ? null : { x: rect.x, y: rect.y, width: rect.width, height: rect.height };
  },
  health: async () =>
    (await watcher?.health()) ?? {
      adapter: null,
      aside: null,
      comments: 0,
      failing: [],
      skeleton: '',
    },
  useGeneric: (on) => watcher?.useGeneric(on),
};

window.addEventListener('probe-ask', (event) => {
  const { id, method, args } = JSON.parse((event as CustomEvent<string>).detail);
  const run = async (): Promise<unknown> =>
    (probe[method as keyof Probe] as (...all: unknown[]) => unknown)(...args);
  const answer = (message: unknown): boolean =>
    window.dispatchEvent(new CustomEvent('probe-answer', { detail: JSON.stringify(message) }));
  run().then(
    (value) => answer({ id, value: value ?? null }),
    (error: unknown) =>
      answer({
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  );
});
