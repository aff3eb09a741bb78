/** Where comments come from: an adapter, or the shape the generic detector made out. */

import type { Composer } from '../../generated/Composer';
import type { Ground, Labels } from './values';

/** What a comment's element says, before it has a key. */
export interface RawComment {
  readonly id: string | null;
  readonly author: string | null;
  readonly text: string;
  readonly postedAt: string | null;
  readonly rating: number | null;
  readonly own: boolean;
  /** The element that shows the text; chips go beside it. */
  readonly textElement: Element;
}

/** What a comment answers: an element of the page, an id, or nothing known. */
export type ParentRef = { readonly element: Element } | { readonly id: string } | null;

/** A source that has to look at the page before it knows what a comment is. */
export interface Learner {
  /** Learns step by step; says whenever it sees the page in another way. */
  steps(roots: readonly (Document | ShadowRoot)[], changed: () => void): Generator<void, void>;
}

export interface CommentSource {
  /** Id of the adapter; null for the generic detector. */
  readonly adapter: string | null;
  readonly labels: Labels;
  /** Whether shadow roots have to be looked into. */
  readonly shadow: boolean;
  /** Attributes that carry values; a change of one means that a comment changed. */
  readonly attributes: readonly string[];
  readonly composers: readonly Composer[];
  readonly learner?: Learner;
  /** What is done step by step before the page is surveyed, because the first comment would wait for it. */
  prepare?(): Generator<void, void>;
  /** Comment elements in a subtree, its root included, in document order. */
  items(root: ParentNode & Node): Element[];
  /** The nearest comment element around an element. */
  itemOf(element: Element | null): Element | null;
  /** Null when the element holds no comment (yet). */
  read(item: Element): RawComment | null;
  parentOf(item: Element): ParentRef;
  /** Buttons that open the reply box of this comment, best first. */
  replyButtons(item: Element): HTMLElement[];
  ground(item: Element): Ground;
}
