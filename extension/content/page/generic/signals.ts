/** What gives a comment away, element by element. */

import { fold, nameOf, namesOf } from '../values';
import type { TimeWords } from './times';
import { COMMENT_WORDS, POST_MARK, POST_WORDS, REPLY_MARK, REPLY_WORDS } from './words';

const TIME_TAGS =
  'time, relative-time, time-ago, local-time, abbr[data-utime], [data-timestamp], [data-utime], [data-time]';
const SILENT = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'TEXTAREA',
  'SELECT',
  'OPTION',
  'svg',
]);

/** The element that shows a time, if this element is made for one or this text node is one. */
export function timeAt(node: Node, words: TimeWords, labelled: boolean): Element | null {
  if (node instanceof Element) return isTimeTag(node) ? node : null;
  const { parentElement: parent, nodeValue: text } = node;
  if (parent === null || text === null || SILENT.has(parent.tagName)) return null;
  if (text.length > 120 || text.trim() === '') return null;
  return words.isTime(text, labelled) ? parent : null;
}

function isTimeTag(element: Element): boolean {
  return (
    element.matches(TIME_TAGS) ||
    (element.localName === 'abbr' && /\d{4}|\d:\d\d/u.test(element.getAttribute('title') ?? ''))
  );
}

/** Scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether a text has one of these words in it, folded, whole where words have spaces between them. */
function saysOneOf(words: readonly string[]): (text: string) => boolean {
  const whole = new RegExp(`(?:^|[^\\p{L}\\p{M}])(?:${words.join('|')})(?:[^\\p{L}\\p{M}]|$)`, 'u');
  const parts = words.filter((word) => unspaced.test(word));
  return (text) =>
    whole.test(text) || (unspaced.test(text) && parts.some((word) => text.includes(word)));
}

const hasReplyWord = saysOneOf(REPLY_WORDS);
const hasPostWord = saysOneOf([...REPLY_WORDS, ...POST_WORDS]);
const hasCommentWord = saysOneOf(COMMENT_WORDS);

export function isReplyControl(control: Element): boolean {
  return saysReply(control) || looksReply(control);
}

/** Its words mean "reply", whatever its language. */
export function saysReply(control: Element): boolean {
  return namesOf(control)
    .map(fold)
    .some((name) => name.length <= 40 && !/\d/u.test(name) && hasReplyWord(name));
}

/** A control that posts, by its words, its type or its marks. */
export function looksPosting(control: Element): boolean {
  if (control.matches('[type="submit"], [type="image"]')) return true;
  const marks = [control.className, control.id, control.getAttribute('data-testid')];
  return (
    namesOf(control)
      .map(fold)
      .some((name) => name.length <= 40 && hasPostWord(name)) ||
    marks.some((mark) => typeof mark === 'string' && POST_MARK.test(mark.slice(0, 300)))
  );
}

/** How long a heading of comments may be. */
const HEADING = 80;

/** Whether something shortly before an element says that comments follow. */
export function isHeaded(item: Element): boolean {
  let at: Element | null = item;
  for (let level = 0; at !== null && level < 6; level += 1, at = at.parentElement) {
    let before = at.previousElementSibling;
    for (let back = 0; before !== null && back < 3; back += 1) {
      const text = (before.textContent ?? '').trim();
      if (text.length > 0 && text.length <= HEADING && hasCommentWord(fold(text))) return true;
      before = before.previousElementSibling;
    }
  }
  return false;
}

const RATING =
  '[class*="rating" i], [class*="star" i], [itemprop="reviewRating"], [aria-label*="★"], [role="meter"]';

/** Pictures of stars or points say how many they show. */
const PICTURE = '[role="img"][aria-label], svg[aria-label]';
const MARK = /^\P{Nd}{0,20}(?:\p{Nd}|10)(?:[.,]\p{Nd})?(?!\p{Nd})[^:/]{0,30}$/u;

/** A mark that somebody gave, of several stars or points. */
export function showsRating(item: Element, own: (element: Element) => boolean): boolean {
  return (
    [...item.querySelectorAll(RATING)].some(own) ||
    [...item.querySelectorAll(PICTURE)].some(
      (picture) => own(picture) && MARK.test(picture.getAttribute('aria-label') ?? ''),
    ) ||
    /[★☆⭐]{3}/u.test(item.textContent ?? '')
  );
}

const PRICE =
  /^(?:\p{L}{0,6}\.?\s)?(?:\p{Sc}\s?\p{Nd}[\p{Nd}.,\s]*|\p{Nd}[\p{Nd}.,\s]*(?:\p{Sc}|[A-Z]{2,3}))$/u;

/** Something is for sale there: an amount of money stands by itself. */
export function showsPrice(item: Element, own: (element: Element) => boolean): boolean {
  return [...item.querySelectorAll('*')].some(
    (element) =>
      element.children.length === 0 &&
      own(element) &&
      PRICE.test((element.textContent ?? '').trim()),
  );
}

/** Its class, id or address is one that site makers give to reply buttons. */
function looksReply(control: Element): boolean {
  if (nameOf(control).length > 40 || isTimeTag(control) || control.querySelector('time') !== null)
    return false;
  const marks = [
    control.className,
    control.id,
    control.getAttribute('rel'),
    control.getAttribute('data-action'),
    control.getAttribute('data-testid'),
    control.getAttribute('href'),
  ];
  return marks.some((mark) => typeof mark === 'string' && REPLY_MARK.test(mark.slice(0, 300)));
}

export const CONTROLS =
  'a, button, [role="button"], [role="link"], input[type="button"], input[type="submit"], summary, span[onclick], div[onclick]';

/** Features by which elements of one kind are alike, digits left out. */
export function featuresOf(element: Element): string[] {
  const features: string[] = [];
  const tag = element.localName;
  if (tag.includes('-')) features.push(tag);
  for (const name of element.classList) {
    if (!/\d{3,}/u.test(name) && name.length > 1 && name.length < 60)
      features.push(`${tag}.${CSS.escape(name)}`);
  }
  const { id } = element;
  const prefix = /^(\D{1,40}?)\d+$/u.exec(id)?.[1];
  if (prefix !== undefined) features.push(`${tag}[id^="${CSS.escape(prefix)}"]`);
  for (const { name, value } of element.attributes) {
    if (name.startsWith('data-') || /^(?:thingid|comment-?id|review-?id|componentkey)$/u.test(name))
      features.push(`${tag}[${CSS.escape(name)}]`);
    if (name === 'role' || name === 'itemprop' || name === 'data-testid' || name === 'data-role')
      features.push(`${tag}[${name}="${CSS.escape(value)}"]`);
  }
  return features;
}
