import type { Adapter } from '../../generated/Adapter';
import type { InsertOutcome } from '../../generated/InsertOutcome';
import type { TextRange } from './editors/selection';

/** A comment found on the page. Plain data plus a handle that is resolved anew before every use. */
export interface FoundComment {
  /** Stable on this page: the platform's id, else a hash of author, text and parent. */
  readonly key: string;
  /** The platform's own id, where the page shows one. */
  readonly id: string | null;
  readonly author: string | null;
  readonly text: string;
  /** RFC 3339 where the page has it, else as shown. */
  readonly postedAt: string | null;
  /** One to five, for reviews. */
  readonly rating: number | null;
  readonly parentKey: string | null;
  /** Whether the page marks it as the organisation's own. */
  readonly own?: boolean;
}

/** A reply box that was proved to belong to one comment (or to none, when the page itself shows it). */
export interface ReplyBox {
  /** Key of the comment it answers; null when no known comment could be proved. */
  readonly commentKey: string | null;
  /** The text as the page would submit it. */
  text(): string;
  /**
   * Inserts at the caret, instead of the selection, or instead of a UTF-16 range of `text()`, through
   * the editor's own input path; verified. Refused where the box no longer answers its comment.
   */
  insert(text: string, instead?: TextRange): Promise<InsertResult>;
  /** Replaces a UTF-16 range of `text()` (for fixes); verified. */
  replace(start: number, end: number, text: string): Promise<InsertResult>;
  /** Selects a UTF-16 range (jump to a finding, first open slot). */
  select(start: number, end: number): void;
  focus(): void;
  /** Whether the focus is in it. */
  hasFocus(): boolean;
  /** The page's own post button, if found. */
  submitButton(): Element | null;
  /** The element around it with the page's own buttons and fields. */
  surroundings(): Element;
  /** Rectangle in viewport coordinates of the document the script runs in; null when gone or hidden. */
  rect(): DOMRect | null;
  /** How round its corners are, as a CSS length; `0px` where they are not. */
  corners(): string;
  /** Whether the box is still in the page. */
  alive(): boolean;
}

export interface InsertResult {
  readonly outcome: InsertOutcome;
  /** For the moderator, e.g. "Copied, because this box refused the text: press Ctrl+V". */
  readonly message: string;
  /** What must not be lost where it is not verified: the text, with the draft where the box spoilt that. */
  readonly rescue?: string;
}

/** The moderator used the page's own post button, or a key that may post. */
export interface PostAttempt {
  readonly box: ReplyBox;
  readonly by: 'button' | 'key';
  /**
   * Whether that is how the page posts, as far as is known; else it only looks like it: a button
   * with such words beside the box.
   */
  readonly sure: boolean;
  /** Stops it; to be called while it is told. */
  hold(): void;
  /**
   * Presses the held button, once. False where nothing is pressed: what a key does only the page
   * knows, and a button may be gone or off by now.
   */
  press(): boolean;
}

export type OpenResult =
  | { readonly ok: true; readonly box: ReplyBox }
  | { readonly ok: false; readonly message: string };

/** What the page layer tells the overlay. */
export interface PageEvents {
  /** New or changed comments near the viewport; the same key again means new text. */
  commentsSeen(comments: readonly FoundComment[]): void;
  /** Comments whose nodes left the page. */
  commentsGone(keys: readonly string[]): void;
  /** A reply box got the focus, or the one that has it answers another comment now. */
  boxFocused(box: ReplyBox): void;
  /** The text of the focused reply box changed (debounced by the page layer to one event per frame). */
  boxChanged(box: ReplyBox): void;
  /** The reply box was left or removed. */
  boxLeft(): void;
  /** The moderator is about to post, with trusted input. */
  posting(attempt: PostAttempt): void;
  /** Layout may have moved (scroll, resize, mutation): after a frame, when the page is laid out. */
  moved(): void;
  /**
   * The page changed its address without loading anew; other adapters may fit now. Who listens
   * calls `restart` when nothing is under way any more; else it is done at once.
   */
  navigated?(): void;
}

/** The page layer: finds comments, binds reply boxes, inserts text. Knows nothing of tags or replies. */
export interface PageWatcher {
  start(): void;
  /** Tears everything down without a trace. */
  stop(): void;
  /** Forgets what was found and looks at the page as at a new one. */
  restart(): void;
  /** Rectangle of the comment's text in viewport coordinates of the document the script runs in; null when off screen or gone. */
  rectOf(key: string): DOMRect | null;
  /**
   * Rectangle of the comment's text, not cut at the viewport's edges; null when it is far outside,
   * scrolled away inside the page, or gone.
   */
  placeOf(key: string): DOMRect | null;
  /** Keys of the comments near the viewport. */
  near(): string[];
  /** The element that shows the comment's text. */
  textElement(key: string): Element | null;
  /** Rectangles of what stands above the texts of the comments near the viewport: who wrote them, and when. */
  heads(): DOMRect[];
  /** Asks for a `moved` event after the next frame. */
  lookSoon(): void;
  /** The comment a page element belongs to. */
  commentOf(element: Element | null): FoundComment | null;
  comment(key: string): FoundComment | null;
  /** Texts of the organisation's replies already visible under the same parent, newest last. */
  repliesInThread(key: string): readonly string[];
  /** Opens (by the page's own reply button) or finds the reply box and proves that it belongs to the comment. */
  openReplyBox(key: string): Promise<OpenResult>;
  /** The reply box that has the focus. */
  focusedBox(): ReplyBox | null;
  /**
   * What was found and which part failed, for the panel; markup skeletons only, never text. Found
   * out little by little, so that the page does not feel it.
   */
  health(): Promise<PageHealth>;
  /** Every comment in the page, also those far from the viewport, in document order. Slow: not for every page. */
  comments(): readonly FoundComment[];
  /** Id of the adapter in use; null for the generic detector. */
  platform(): string | null;
  /** Scrolls a comment into the middle of the view; false when it is no longer in the page. */
  scrollTo(key: string): boolean;
  /** Sets the adapters aside and looks for comments by their shape, or goes back to the adapters. */
  useGeneric(on: boolean): void;
}

/** How a page layer is made; see `watcher.ts`. */
export interface PageOptions {
  /** Adapters whose host and path fit, best first, as the worker answers `open-page`. */
  readonly adapters: readonly Adapter[];
  readonly events: PageEvents;
  /** Whether an element is Bedside's own, so that it is never taken for the page's. */
  readonly isBedside: (element: Element) => boolean;
}

export interface PageHealth {
  readonly adapter: string | null;
  /** The adapter that would serve, where it was set aside for the generic detector. */
  readonly aside: string | null;
  /** Where there are very many, as many as a sample lets expect. */
  readonly comments: number;
  /** Parts of the adapter that found nothing where they should, e.g. `author`. */
  readonly failing: readonly string[];
  /** For a bug report: tag names, roles, attribute names; no text. */
  readonly skeleton: string;
}
