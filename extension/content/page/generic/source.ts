/** Comments found by their shape, on pages no adapter knows. */

import { followers } from '../adapter-source';
import { closest, matches, selectAll } from '../selectors';
import type { CommentSource, Learner, ParentRef, RawComment } from '../source';
import { shownText } from '../text';
import { instant } from '../time';
import type { Ground } from '../values';
import {
  authorCandidates,
  followerOf,
  isSignature,
  type Own,
  Prose,
  replyControls,
} from './anatomy';
import { learn, learnByTimes } from './learn';
import { idAt } from './parts';
import type { Shape } from './shape';
import { CONTROLS, isReplyControl, timeAt } from './signals';
import { TimeWords } from './times';

/** Signs of votes and the like that a line of controls may show. */
const LEAST_PROSE = 3;

/** Carries values that come late on comment elements the generic detector has met. */
const WATCHED = ['datetime', 'id', 'title', 'data-id'];

export function genericSource(): CommentSource {
  return new GenericSource();
}

class GenericSource implements CommentSource {
  readonly adapter = null;
  readonly labels = {};
  readonly shadow = true;
  readonly attributes = WATCHED;
  readonly composers = [];
  readonly learner: Learner = { steps: (roots, changed) => this.learning(roots, changed) };
  private readonly words = new TimeWords(spokenLanguages());
  private shape: Shape | null = null;

  items(root: ParentNode & Node): Element[] {
    const { shape } = this;
    if (shape === null) return [];
    if (shape.items.length === 1) return selectAll(root, shape.items[0] ?? '');
    return selectAll(root, shape.items.join(', '));
  }

  itemOf(element: Element | null): Element | null {
    const { shape } = this;
    if (shape === null) return null;
    const around = closest(element, shape.items);
    if (around !== null || !shape.follows) return around;
    for (let at = element; at !== null; at = at.parentElement) {
      const before = at.previousElementSibling;
      if (before !== null && matches(before, shape.items)) return before;
    }
    return null;
  }

  ground(item: Element): Ground {
    const own = this.ownOf(item);
    return {
      element: item,
      id: this.shape?.id ? idAt(this.shape.id, item, own) : null,
      own,
      after: () => followers(item, (sibling) => this.items(sibling).length > 0),
    };
  }

  read(item: Element): RawComment | null {
    const { shape } = this;
    if (shape === null) return null;
    const own = this.ownOf(item);
    const time = this.timeOf(item, own);
    const times: ReadonlySet<Element> = new Set(time === null ? [] : [time.element]);
    const place = shape.follows ? (followerOf(item) ?? item) : item;
    const voted = firstOwn(place, shape.text, own);
    // Among comments stand notes of what was done: dated and signed, but with no words where the
    // others have theirs, and nothing to answer.
    if (voted === null && shape.text.length > 0 && this.replyButtons(item).length === 0)
      return null;
    const textElement =
      voted ??
      new Prose((element) => element !== item && matches(element, shape.items), times).block(place)
        .element;
    const author = this.authorOf(item, textElement, own, times);
    const bars = this.barsIn(item, textElement, own, times);
    const text = shownText(textElement, (part) => {
      if (!own(part) || part === author?.element || times.has(part) || bars.has(part)) return true;
      if (isSignature(part)) return true;
      return part.matches(CONTROLS) && isReplyControl(part);
    });
    if (text === '' || (time === null && author === null)) return null;
    if (time === null && shape.timed && this.replyButtons(item).length === 0) return null;
    return {
      id: shape.id === null ? null : idAt(shape.id, item, own),
      author: author?.name ?? null,
      text,
      postedAt: time?.value ?? null,
      rating: null,
      own: false,
      textElement,
    };
  }

  /**
   * The comment that heads the element this one is tucked away in: siblings in a list look alike,
   * an answer lies in a part that looks unlike the comment it belongs to.
   */
  parentOf(item: Element): ParentRef {
    const outer = item.parentElement === null ? null : this.itemOf(item.parentElement);
    if (outer !== null) return { element: outer };
    let branch: Element = item;
    for (let level = 0; level < 8 && branch.parentElement !== null; level += 1) {
      const { previousElementSibling: sibling } = branch;
      const first = branch.parentElement.firstElementChild;
      if (sibling !== null && first !== null && first !== branch) {
        for (let at: Element | null = sibling; at !== null; at = at.previousElementSibling) {
          const head = this.items(at)[0];
          if (head === undefined) continue;
          return looksAlike(at, branch) ? null : { element: head };
        }
      }
      branch = branch.parentElement;
    }
    return null;
  }

  replyButtons(item: Element): HTMLElement[] {
    const own = this.ownOf(item);
    const text = (this.shape === null ? null : firstOwn(item, this.shape.text, own)) ?? item;
    return replyControls(item, text, own).filter(
      (element): element is HTMLElement => element instanceof HTMLElement,
    );
  }

  /** Comments in the page's own language need not wait until the words of all others are known. */
  private *learning(
    roots: readonly (Document | ShadowRoot)[],
    changed: () => void,
  ): Generator<void, void> {
    if (this.words.learnLikely()) {
      while (this.words.learnLikely()) yield;
      if (this.take(yield* learnByTimes(roots, this.words, false))) changed();
    }
    while (this.words.learn()) yield;
    if (this.take(yield* learn(roots, this.words))) changed();
  }

  /** Whether the shape says anything new. */
  private take(shape: Shape | null): boolean {
    if (shape === null || JSON.stringify(shape) === JSON.stringify(this.shape)) return false;
    this.shape = shape;
    return true;
  }

  private ownOf(item: Element): Own {
    return (element) => element === item || this.itemOf(element) === item;
  }

  /** Where the text has no element of its own, the lines of controls that stand below it in the same one. */
  private barsIn(
    item: Element,
    text: Element,
    own: Own,
    times: ReadonlySet<Element>,
  ): ReadonlySet<Element> {
    const bars = new Set<Element>();
    const prose = new Prose(() => false, times);
    for (const control of replyControls(item, item, own)) {
      let bar = control;
      for (
        let at = control.parentElement;
        at !== null && at !== text && text.contains(at) && prose.length(at) <= LEAST_PROSE;
        at = at.parentElement
      )
        bar = at;
      if (text.contains(bar)) bars.add(bar);
    }
    return bars;
  }

  private authorOf(
    item: Element,
    text: Element,
    own: Own,
    times: ReadonlySet<Element>,
  ): { element: Element; name: string } | null {
    for (const select of this.shape?.author ?? []) {
      for (const element of item.querySelectorAll(select)) {
        // The words that stand for a picture are seldom a name.
        const named = own(element) && !times.has(element) && /\S/u.test(element.textContent ?? '');
        const name = named ? shownText(element) : '';
        const fits = name !== '' && name.length <= 80 && !name.includes('\n');
        if (fits && !this.isTime(name)) return { element, name };
      }
    }
    const isTime = (name: string): boolean => this.isTime(name);
    const best = authorCandidates(item, text, own, times, isTime).sort(
      (a, b) => b.weight - a.weight,
    )[0];
    return best !== undefined && best.weight >= 2
      ? { element: best.element, name: best.name }
      : null;
  }

  private isTime(text: string): boolean {
    return this.words.isTime(text, this.shape?.labelled ?? false);
  }

  private timeOf(item: Element, own: Own): { element: Element; value: string } | null {
    const walker = item.ownerDocument.createTreeWalker(
      item,
      NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = timeAt(node, this.words, this.shape?.labelled ?? false);
      if (element === null || !own(element)) continue;
      const exact = exactTime(element);
      const value =
        exact ?? (node instanceof Element ? shownText(element) : (node.nodeValue ?? '').trim());
      if (value !== '') return { element, value };
    }
    return null;
  }
}

/** The languages a page says it is in. */
function spokenLanguages(): string[] {
  const named = [document.documentElement, document.body]
    .map((element: HTMLElement | null) => element?.lang ?? '')
    .filter((language) => language !== '');
  return [...new Set(named)];
}

function exactTime(element: Element): string | null {
  for (const attribute of ['datetime', 'data-utime', 'data-time', 'data-timestamp']) {
    const value = element.getAttribute(attribute);
    if (value !== null && value !== '') return instant(value);
  }
  return null;
}

function firstOwn(item: Element, selectors: readonly string[], own: Own): Element | null {
  for (const selector of selectors) {
    if (matches(item, [selector])) return item;
    for (const element of item.querySelectorAll(selector)) if (own(element)) return element;
  }
  return null;
}

/** Two branches of a tree are of one kind: same tag, and at least one class in common where both have some. */
function looksAlike(a: Element, b: Element): boolean {
  if (a.localName !== b.localName) return false;
  if (a.classList.length === 0 || b.classList.length === 0)
    return a.classList.length === b.classList.length;
  return [...a.classList].some((name) => b.classList.contains(name));
}
