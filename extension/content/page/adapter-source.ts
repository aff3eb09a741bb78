/** Comments as an adapter describes them. */

import type { Adapter } from '../../generated/Adapter';
import type { Value } from '../../generated/Value';
import { CONTROLS, saysReply } from './generic/signals';
import { learnTimesOfPage } from './generic/times';
import { closest, hasMatch, joined, matcher, matches, selectAll } from './selectors';
import { composedParent } from './shadow';
import type { CommentSource, ParentRef, RawComment } from './source';
import { instant } from './time';
import { type Ground, take, targetsOf } from './values';

export function adapterFits(adapter: Adapter, doc: Document): boolean {
  return adapter.markers.length === 0 || adapter.markers.some((marker) => hasMatch(doc, marker));
}

/**
 * Of several adapters, best first, those whose marks may be in the page. A page without any is gone
 * through once and not once for each; between adapters for any site the first mark decides.
 */
export function likelyAdapters(adapters: readonly Adapter[], doc: Document): readonly Adapter[] {
  const marks = joined(adapters.flatMap(({ markers }) => markers));
  if (marks === null || adapters.some(({ markers }) => markers.length === 0)) return adapters;
  const mark = doc.querySelector(marks);
  if (mark === null) return [];
  const marked = adapters.find(({ markers }) => matches(mark, markers));
  return adapters.filter((adapter) => adapter === marked || !adapter.hosts.includes('*'));
}

export function adapterSource(adapter: Adapter): CommentSource {
  const { comment, labels } = adapter;
  const isAny = matcher(comment.item);
  const isExcepted = matcher(comment.except);
  const isItem = (element: Element): boolean => isAny(element) && !isExcepted(element);

  const itemOf = (element: Element | null): Element | null => {
    let item = closest(element, comment.item);
    while (item !== null && !isItem(item)) item = closest(parentElement(item), comment.item);
    return item;
  };

  const together = joined(comment.item);
  const items = (root: ParentNode & Node): Element[] => {
    const found =
      together === null
        ? inOrder(new Set(comment.item.flatMap((selector) => selectAll(root, selector))))
        : selectAll(root, together);
    return comment.except.length === 0 ? found : found.filter((element) => !isExcepted(element));
  };

  const bare = (item: Element): Ground => ({
    element: item,
    id: null,
    own: (element) => element === item || itemOf(element) === item,
    after: () => followers(item, (sibling) => items(sibling).length > 0),
  });

  const idOf = (item: Element): string | null =>
    take(comment.id, bare(item), labels)?.value ?? null;
  const ground = (item: Element): Ground => ({ ...bare(item), id: idOf(item) });

  const read = (item: Element): RawComment | null => {
    const place = ground(item);
    const text = take(comment.text, place, labels);
    const rating = take(comment.rating, place, labels);
    if (text === null && rating === null) return null;
    const time = take(comment.time, place, labels);
    return {
      id: place.id,
      author: take(comment.author, place, labels)?.value ?? null,
      text: text?.value ?? '',
      postedAt: time === null ? null : instant(time.value),
      rating: rating === null ? null : toFive(rating.value, comment.scale),
      own: targetsOf(comment.own, place, labels).length > 0,
      textElement: text?.element ?? rating?.element ?? item,
    };
  };

  const parentOf = (item: Element): ParentRef => {
    const { thread } = comment;
    if (thread === 'flat') return null;
    if (thread === 'nesting') {
      const outer = itemOf(parentElement(item));
      return outer === null ? null : { element: outer };
    }
    if ('id' in thread) {
      const id = take(thread.id, ground(item), labels)?.value;
      return id === undefined ? null : { id };
    }
    if ('depth' in thread) {
      const all = items(item.getRootNode() as Document | ShadowRoot);
      return shallower(item, all, (other) => depthOf(other, thread.depth));
    }
    const group = closest(item, thread.group);
    const head = group === null ? undefined : items(group)[0];
    return head === undefined || head === item ? null : { element: head };
  };

  const depthOf = (item: Element, value: readonly Value[]): number =>
    Number(take(value, bare(item), labels)?.value ?? 0);

  /** Where it is not known what the reply button looks like, it is known by its words. */
  const sayingReply = (item: Element): Element[] => {
    const { own } = bare(item);
    return selectAll(item, CONTROLS).filter((control) => own(control) && saysReply(control));
  };

  return {
    adapter: adapter.id,
    labels,
    shadow: adapter.shadow,
    attributes: attributesOf(adapter),
    composers: adapter.composer,
    ...(asksForTimes(adapter) && { prepare: learnTimesOfPage }),
    items,
    itemOf,
    read,
    parentOf,
    ground,
    replyButtons: (item) =>
      (adapter.reply.length === 0
        ? sayingReply(item)
        : targetsOf(adapter.reply, ground(item), labels)
      ).filter((element): element is HTMLElement => element instanceof HTMLElement),
  };
}

function parentElement(element: Element): Element | null {
  let node = composedParent(element);
  while (node !== null && !(node instanceof Element)) node = composedParent(node);
  return node;
}

/** The siblings after an element, up to the first that stops. */
export function followers(item: Element, stops: (sibling: Element) => boolean): Element[] {
  const found: Element[] = [];
  for (
    let next = item.nextElementSibling;
    next !== null && !stops(next);
    next = next.nextElementSibling
  )
    found.push(next);
  return found;
}

function inOrder(elements: Set<Element>): Element[] {
  return [...elements].sort((a, b) =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}

function shallower(
  item: Element,
  all: readonly Element[],
  depth: (item: Element) => number,
): ParentRef {
  const own = depth(item);
  for (let at = all.indexOf(item) - 1; at >= 0; at -= 1) {
    const other = all[at];
    if (other !== undefined && depth(other) < own) return { element: other };
  }
  return null;
}

/** A rating such as "4,5 von 5" or "٤" on the given scale, brought to five. */
export function toFive(text: string, scale: number): number | null {
  const plain = text.normalize('NFKC').replace(/\p{Nd}/gu, decimal);
  const found = /\d+(?:[.,]\d+)?/u.exec(plain);
  if (found === null) return null;
  const value = (Number(found[0].replace(',', '.')) / scale) * 5;
  return value >= 0 && value <= 5 ? Math.round(value * 10) / 10 : null;
}

/** The value of a decimal digit of any script: Unicode puts each script's ten digits in a row. */
function decimal(digit: string): string {
  const code = digit.codePointAt(0) ?? 48;
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

/** What an adapter reads of a comment. */
function valuesOf({ comment }: Adapter): Value[] {
  const { thread } = comment;
  const threads =
    typeof thread === 'string'
      ? []
      : 'id' in thread
        ? thread.id
        : 'depth' in thread
          ? thread.depth
          : [];
  return [comment.id, comment.text, comment.author, comment.time, comment.rating, threads].flat();
}

/** Whether some value is a time only where it reads as one, or may have one at its end. */
function asksForTimes(adapter: Adapter): boolean {
  const values = [...valuesOf(adapter), ...adapter.composer.flatMap(({ author }) => author)];
  return values.some(({ is_time, label }) => is_time || label !== null);
}

/** The attributes an adapter reads, from its values and from its item selectors. */
function attributesOf(adapter: Adapter): string[] {
  const taken = valuesOf(adapter).flatMap((value) =>
    value.attribute === null ? [] : [value.attribute],
  );
  const named = adapter.comment.item.flatMap((selector) =>
    [...selector.matchAll(/\[([\w-]+)/gu)].map((found) => found[1] ?? ''),
  );
  return [...new Set([...taken, ...named])].filter(
    (name) => name !== '' && name !== 'style' && name !== 'class',
  );
}
