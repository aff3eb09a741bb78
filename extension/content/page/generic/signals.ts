/** What gives a comment away, element by element. */

import { fold, nameOf, namesOf } from '../values';
import type { TimeWords } from './times';
import { REPLY_MARK, REPLY_WORDS } from './words';

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

/** The element that shows a time, if this text node is one. */
export function timeOfText(node: Text, words: TimeWords): Element | null {
  const parent = node.parentElement;
  if (parent === null || SILENT.has(parent.tagName)) return null;
  const { data } = node;
  if (data.length > 120 || data.trim() === '') return null;
  return words.isTime(data) ? parent : null;
}

export function isTimeTag(element: Element): boolean {
  return (
    element.matches(TIME_TAGS) ||
    (element.localName === 'abbr' && /\d{4}|\d:\d\d/u.test(element.getAttribute('title') ?? ''))
  );
}

const replyWords = new RegExp(`(?:^|[^\\p{L}])(?:${REPLY_WORDS.join('|')})(?:[^\\p{L}]|$)`, 'u');

/** Scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}]/u;

export function isReplyControl(control: Element): boolean {
  return saysReply(control) || looksReply(control);
}

/** Its words mean "reply", whatever its language. */
export function saysReply(control: Element): boolean {
  return namesOf(control)
    .map(fold)
    .some((name) => {
      if (name.length > 40 || /\d/u.test(name)) return false;
      if (replyWords.test(name)) return true;
      return (
        unspaced.test(name) &&
        REPLY_WORDS.some((word) => unspaced.test(word) && name.includes(word))
      );
    });
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
