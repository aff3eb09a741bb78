/** The parts of one comment-like element, told by position and marks. */

import { shownText } from '../text';
import { CONTROLS, isReplyControl, saysReply } from './signals';
import { AUTHOR_MARK, NOT_TEXT_MARK, PROFILE_ADDRESS } from './words';

export type Own = (element: Element) => boolean;

/** Measures running text: not links that stand alone, controls, times or nested comments. */
export class Prose {
  private readonly lengths = new Map<Element, number>();

  /** `repeated`: texts that stand in most comments alike, such as ranks, and were written in none. */
  constructor(
    private readonly isOther: (element: Element) => boolean,
    private readonly times: ReadonlySet<Element>,
    private readonly repeated: ReadonlySet<string> = new Set(),
  ) {}

  length(element: Element): number {
    const known = this.lengths.get(element);
    if (known !== undefined) return known;
    let length = 0;
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE)
        length += this.weightOf((child.nodeValue ?? '').trim());
      else if (child instanceof Element && !this.isNone(child)) length += this.length(child);
    }
    this.lengths.set(element, length);
    return length;
  }

  isNone(element: Element): boolean {
    if (this.times.has(element) || element.matches(NO_PROSE) || this.isOther(element)) return true;
    if (isSignature(element)) return true;
    if (element.localName === 'a')
      return (element.textContent ?? '').trim().length < 25 && !isInline(element);
    return false;
  }

  /** Scripts that write a syllable or a word with one sign say as much in fewer; votes say nothing. */
  private weightOf(text: string): number {
    if (text === '' || this.repeated.has(text)) return 0;
    if (!/[\p{L}\p{Extended_Pictographic}]/u.test(text)) return Math.min(text.length, 1);
    return text.length + 2 * (text.match(DENSE)?.length ?? 0);
  }

  /** The smallest element that holds most of the running text. */
  block(place: Element): TextBlock {
    let element = place;
    let length = this.length(place);
    for (;;) {
      let best: Element | null = null;
      let most = 0;
      for (const child of element.children) {
        if (this.isNone(child)) continue;
        const weight = this.length(child) * this.likelihood(child);
        if (weight > most) {
          most = weight;
          best = child;
        }
      }
      if (best === null || (most < length * 0.7 && !this.holdsTime(element)))
        return { element, length };
      element = best;
      length = this.length(best);
    }
  }

  /** What was written stands apart from the line with its time. */
  private likelihood(element: Element): number {
    const names = `${element.getAttribute('class') ?? ''} ${element.id}`;
    const marked = NOT_TEXT_MARK.test(names) || AUTHOR_MARK.test(names) ? 0.3 : 1;
    return this.holdsTime(element) ? marked * 0.2 : marked;
  }

  private holdsTime(element: Element): boolean {
    for (const time of this.times) if (element.contains(time)) return true;
    return false;
  }
}

export interface TextBlock {
  readonly element: Element;
  readonly length: number;
}

const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** What forums put below all that somebody writes, under a line. */
export function isSignature(element: Element): boolean {
  return /^\s*(?:_{4,}|-{4,}|—{3,}|={4,})/u.test(element.textContent ?? '');
}

/** What a comment's head stands before: its words, below their headline where they have one. */
export function followerOf(head: Element): Element | null {
  const next = head.nextElementSibling;
  return next?.matches('h1, h2, h3, h4, h5, h6') ? next.nextElementSibling : next;
}

const NO_PROSE =
  'button, [role="button"], time, form:not(:has(p)), select, textarea, input, nav, script, style, noscript, template, svg, label, h1, h2, cite';

/** A link in the middle of a sentence, and not one that stands alone like a name or "reply". */
function isInline(link: Element): boolean {
  const beside = [link.previousSibling, link.nextSibling];
  return beside.some(
    (node) => node?.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim().length > 12,
  );
}

export interface AuthorCandidate {
  readonly element: Element;
  readonly name: string;
  readonly weight: number;
}

/** Says who wrote it, where others who had a hand in it may be named beside. */
const WRITER = '[itemprop~="author"], [itemprop~="creator"], [rel~="author"]';

const AUTHOR_PLACES = 'a, cite, b, strong, [class], [itemprop], [rel="author"], h3, h4, h5';

/** Elements that may name the author, with how much speaks for each. */
export function authorCandidates(
  item: Element,
  text: Element,
  own: Own,
  times: ReadonlySet<Element>,
  isTime: (text: string) => boolean,
): AuthorCandidate[] {
  const found: AuthorCandidate[] = [];
  for (const element of item.querySelectorAll(AUTHOR_PLACES)) {
    if (
      !own(element) ||
      times.has(element) ||
      text === element ||
      (text !== item && text.contains(element))
    )
      continue;
    if (
      element.contains(text) ||
      [...times].some((time) => element.contains(time) && element.children.length > 1)
    )
      continue;
    const name = shownText(element);
    if (name.length > 60 || name.includes('\n') || !isName(name) || isTime(name)) continue;
    if (element.matches(CONTROLS) && isReplyControl(element)) continue;
    found.push({ element, name, weight: authorWeight(element, text) });
  }
  return found;
}

/** Letters, and no address. */
function isName(text: string): boolean {
  return /\p{L}/u.test(text) && !/:\/\/|\p{L}\.\p{L}+\//u.test(text);
}

function authorWeight(element: Element, text: Element): number {
  let weight = 0;
  const marks = `${element.getAttribute('class') ?? ''} ${element.getAttribute('itemprop') ?? ''} ${element.getAttribute('rel') ?? ''}`;
  if (AUTHOR_MARK.test(marks)) weight += 3;
  if (AUTHOR_MARK.test(element.parentElement?.getAttribute('class') ?? '')) weight += 1;
  if (element.closest(WRITER) !== null) weight += 2;
  const link = element.closest('a') ?? element.querySelector('a');
  if (link !== null) {
    weight += 0.5;
    if (PROFILE_ADDRESS.test(link.getAttribute('href') ?? '')) weight += 2.5;
  }
  if (['b', 'strong', 'cite', 'h4', 'h5'].includes(element.localName)) weight += 1;
  if ((element.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0) weight += 1;
  if (element.children.length === 0) weight += 0.5;
  // A picture may be of the author, but the words that stand for it are seldom their name.
  return /\S/u.test(element.textContent ?? '') ? weight : Math.min(weight, 1);
}

/** Controls that open the reply box; those that say so come first. */
export function replyControls(item: Element, text: Element, own: Own): Element[] {
  const found = [...item.querySelectorAll(CONTROLS)].filter(
    (control) =>
      own(control) && (text === item || !text.contains(control)) && isReplyControl(control),
  );
  const clear = found.filter(saysReply);
  return clear.length > 0 ? clear : found;
}
