/** Takes values out of the page as an adapter describes them. */

import type { Target } from '../../generated/Target';
import type { Value } from '../../generated/Value';
import { LONGEST_TIME, readsAsTime } from './generic/times';
import { closest, fill, matches, selectAll } from './selectors';
import { shownText } from './text';

/** Where values are looked for: an element, and what belongs to it. */
export interface Ground {
  readonly element: Element;
  /** The comment's id, once known. */
  readonly id: string | null;
  /** Whether an element inside belongs to this comment and not to one nested in it. */
  own(element: Element): boolean;
  /** The siblings that follow up to the next comment. */
  after(): Element[];
}

export type Labels = Readonly<Record<string, readonly string[] | undefined>>;

type Query = Pick<Value, 'select' | 'scope'>;

/** The elements a value or target speaks of, in order of preference. */
export function elementsOf(query: Query, ground: Ground): Element[] {
  if (query.select.length === 0) return [ground.element];
  return query.select.flatMap((pattern) => {
    const selector = fill(pattern, ground.id);
    return selector === null ? [] : inScope(query.scope, selector, ground);
  });
}

function inScope(scope: Value['scope'], selector: string, ground: Ground): Element[] {
  switch (scope) {
    case 'own':
      return selectAll(ground.element, selector).filter((element) => ground.own(element));
    case 'after':
      return ground.after().flatMap((sibling) => selectAll(sibling, selector));
    case 'up': {
      const found = closest(ground.element.parentElement, [selector]);
      return found === null ? [] : [found];
    }
    case 'around':
      return ground.element.parentElement === null
        ? []
        : selectAll(ground.element.parentElement, selector);
    case 'page':
      return selectAll(ground.element.getRootNode() as ParentNode & Node, selector).concat(
        ground.element.getRootNode() === ground.element.ownerDocument
          ? []
          : selectAll(ground.element.ownerDocument, selector),
      );
    case 'address':
      return [];
  }
}

export interface Taken {
  readonly value: string;
  /** The element that gave it. */
  readonly element: Element;
}

/** The first value that is not empty. */
export function take(values: readonly Value[], ground: Ground, labels: Labels): Taken | null {
  for (const value of values) {
    const taken = takeOne(value, ground, labels);
    if (taken !== null) return taken;
  }
  return null;
}

function takeOne(value: Value, ground: Ground, labels: Labels): Taken | null {
  if (value.pick === 'first' && value.select.length > 1) {
    // Most comments are read by the first of several selectors; the others need not be asked.
    for (const select of value.select) {
      const taken = takeOne({ ...value, select: [select] }, ground, labels);
      if (taken !== null) return taken;
    }
    return null;
  }
  const elements = elementsOf(value, ground).filter((element) => !excluded(element, value, ground));
  const first = elements[0];
  if (value.pick === 'count') {
    return first === undefined ? null : { value: String(elements.length), element: first };
  }
  if (value.pick === 'first' || value.pick === 'last') {
    if (value.pick === 'last') elements.reverse();
    for (const element of elements) {
      const text = textOf(value, element, ground, labels);
      if (text !== null) return { value: text, element };
    }
    return null;
  }
  const all = elements.flatMap((element) => {
    const text = textOf(value, element, ground, labels);
    return text === null ? [] : [{ value: text, element }];
  });
  const head = all[0];
  if (head === undefined) return null;
  if (value.pick === 'longest')
    return all.reduce((best, next) => (next.value.length > best.value.length ? next : best));
  return { value: all.map((taken) => taken.value).join('\n'), element: head.element };
}

function excluded(element: Element, value: Value, ground: Ground): boolean {
  if (value.except.length === 0) return false;
  const part = closest(element, value.except);
  return part !== null && part !== ground.element && ground.element.contains(part);
}

function textOf(value: Value, element: Element, ground: Ground, labels: Labels): string | null {
  const raw =
    value.scope === 'address'
      ? ((element.ownerDocument.location as Location | null)?.href ?? '')
      : value.attribute === null
        ? shownText(
            element,
            (part) => matches(part, value.except) || (value.scope === 'own' && !ground.own(part)),
          )
        : attributeOf(element, value.attribute).trim();
  const cut = value.pattern === null ? raw : cutBy(value.pattern, raw);
  const named = value.label === null ? cut : cutByLabel(labels[value.label] ?? [], cut);
  return named === '' || (value.is_time && !readsAsTime(named)) ? null : named;
}

/** What stands in a field now is its property; the attribute only holds what stood there at first. */
function attributeOf(element: Element, name: string): string {
  if (name === 'value' && (element.localName === 'input' || element.localName === 'textarea'))
    return (element as HTMLInputElement).value;
  return element.getAttribute(name) ?? '';
}

const expressions = new Map<string, RegExp | null>();

function cutBy(pattern: string, text: string): string {
  let expression = expressions.get(pattern);
  if (expression === undefined) {
    try {
      expression = new RegExp(pattern, 'u');
    } catch {
      expression = null;
    }
    expressions.set(pattern, expression);
  }
  const found = expression?.exec(text) ?? null;
  if (found === null) return '';
  return (
    found.slice(1).find((group: string | undefined) => group !== undefined) ?? found[0]
  ).trim();
}

/** What stands at `{}` in the first label that fits; a time of posting at its end ticks and is no part of it. */
function cutByLabel(labels: readonly string[], text: string): string {
  const untimed = withoutTime(text);
  const inside = insideLabel(labels, untimed);
  return inside !== '' || untimed === text ? inside : withoutTime(insideLabel(labels, text));
}

/** A text without the time at its end: "Maria 2 days ago", "Maria, yesterday at 10:15". */
function withoutTime(text: string): string {
  for (const { 0: gap, index } of text.matchAll(/[\s,،，·]+/gu)) {
    const end = text.slice(index + gap.length);
    // A page may name what it likes: each of very many ends would be looked through.
    if (end.trim().length > LONGEST_TIME) continue;
    // Names may be words of times as well, such as May: only a time that counts is taken for one.
    if (index > 0 && /\p{Nd}|\s/u.test(end) && readsAsTime(end)) return text.slice(0, index);
  }
  return text;
}

function insideLabel(labels: readonly string[], text: string): string {
  const tidy = text.normalize('NFKC');
  for (const label of labels) {
    const [before = '', after = ''] = label.normalize('NFKC').split('{}');
    const inside = tidy.slice(before.length, tidy.length - after.length);
    const fits =
      tidy.length > before.length + after.length &&
      fold(tidy).startsWith(fold(before)) &&
      fold(tidy).endsWith(fold(after));
    if (fits && inside.trim() !== '') return inside.trim();
  }
  return '';
}

/** Case and spacing of labels do not matter. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The words an element is known by: its accessible name where it has one, else its text, else what is drawn in it. */
export function nameOf(element: Element): string {
  return namesOf(element)[0] ?? '';
}

/** Every name a control may be known by: its label, its text, what is drawn in it. */
export function namesOf(element: Element): string[] {
  const drawn = [...element.querySelectorAll('[aria-label], [alt]')].slice(0, 3);
  const names = [
    element.getAttribute('aria-label'),
    (element.textContent ?? '').replace(/\s+/gu, ' '),
    ...drawn.map((inner) => inner.getAttribute('aria-label') ?? inner.getAttribute('alt')),
    element.getAttribute('title'),
    element.getAttribute('value'),
  ];
  return names.flatMap((name) => (name === null || name.trim() === '' ? [] : [name.trim()]));
}

/** The elements a target names, in order of preference. */
export function targetsOf(targets: readonly Target[], ground: Ground, labels: Labels): Element[] {
  return targets.flatMap((target) => {
    const found = elementsOf(target, ground);
    if (target.label === null) return found;
    const words = new Set((labels[target.label] ?? []).map(fold));
    return found.filter((element) => namesOf(element).some((name) => words.has(fold(name))));
  });
}
