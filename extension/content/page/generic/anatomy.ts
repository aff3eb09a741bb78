/** The parts of one comment-like element, told by position and marks. */

import { shownText } from '../text';
import { CONTROLS, isReplyControl } from './signals';
import { AUTHOR_MARK, NOT_TEXT_MARK, PROFILE_ADDRESS } from './words';

export type Own = (element: Element) => boolean;

/** Length of the running text in an element: not in links that stand alone, controls, times or nested comments. */
export function proseLength(element: Element, own: Own, times: ReadonlySet<Element>): number {
  let length = 0;
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === Node.TEXT_NODE) {
      length += (child.nodeValue ?? '').trim().length;
    } else if (child instanceof Element && !isNoProse(child, own, times)) {
      length += proseLength(child, own, times);
    }
  }
  return length;
}

const NO_PROSE = 'button, [role="button"], time, form, select, textarea, input, nav, script, style, noscript, template, svg, label, h1, h2, cite';

function isNoProse(element: Element, own: Own, times: ReadonlySet<Element>): boolean {
  if (!own(element) || times.has(element) || element.matches(NO_PROSE)) return true;
  if (element.localName === 'a') return (element.textContent ?? '').trim().length < 25 && !isInline(element);
  return false;
}

/** A link in the middle of a sentence, and not one that stands alone like a name or "reply". */
function isInline(link: Element): boolean {
  const beside = [link.previousSibling, link.nextSibling];
  return beside.some((node) => node?.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim().length > 12);
}

/** The smallest element that holds most of the running text. */
export function textBlock(item: Element, own: Own, times: ReadonlySet<Element>): { readonly element: Element; readonly length: number } {
  let element = item;
  let length = proseLength(item, own, times);
  for (;;) {
    let best: Element | null = null;
    let most = 0;
    for (const child of element.children) {
      if (isNoProse(child, own, times)) continue;
      const weight = proseLength(child, own, times) * (NOT_TEXT_MARK.test(`${child.className} ${child.id}`) ? 0.3 : 1);
      if (weight > most) {
        most = weight;
        best = child;
      }
    }
    if (best === null || most < length * 0.7) return { element, length };
    element = best;
    length = most;
  }
}

export interface AuthorCandidate {
  readonly element: Element;
  readonly name: string;
  readonly weight: number;
}

const AUTHOR_PLACES = 'a, cite, b, strong, [class], [itemprop], [rel="author"], h3, h4, h5';

/** Elements that may name the author, with how much speaks for each. */
export function authorCandidates(item: Element, text: Element, own: Own, times: ReadonlySet<Element>): AuthorCandidate[] {
  const found: AuthorCandidate[] = [];
  for (const element of item.querySelectorAll(AUTHOR_PLACES)) {
    if (!own(element) || times.has(element) || text === element || (text !== item && text.contains(element))) continue;
    if (element.contains(text) || [...times].some((time) => element.contains(time) && element.children.length > 1)) continue;
    const name = shownText(element);
    if (name.length === 0 || name.length > 60 || name.includes('\n') || !/\p{L}/u.test(name)) continue;
    if (element.matches(CONTROLS) && isReplyControl(element)) continue;
    found.push({ element, name, weight: authorWeight(element, text) });
  }
  return found;
}

function authorWeight(element: Element, text: Element): number {
  let weight = 0;
  const marks = `${element.getAttribute('class') ?? ''} ${element.getAttribute('itemprop') ?? ''} ${element.getAttribute('rel') ?? ''}`;
  if (AUTHOR_MARK.test(marks)) weight += 3;
  if (AUTHOR_MARK.test(element.parentElement?.getAttribute('class') ?? '')) weight += 1;
  const link = element.closest('a') ?? element.querySelector('a');
  if (link !== null) {
    weight += 0.5;
    if (PROFILE_ADDRESS.test(link.getAttribute('href') ?? '')) weight += 2.5;
  }
  if (['b', 'strong', 'cite', 'h4', 'h5'].includes(element.localName)) weight += 1;
  if ((element.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0) weight += 1;
  if (element.children.length === 0) weight += 0.5;
  return weight;
}

export function replyControls(item: Element, text: Element, own: Own): Element[] {
  return [...item.querySelectorAll(CONTROLS)].filter(
    (control) => own(control) && (text === item || !text.contains(control)) && isReplyControl(control),
  );
}
