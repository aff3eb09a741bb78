/** Markup for a report, without a word that a user of the site may have chosen. */

import type { Adapter } from '../../generated/Adapter';
import { shadowRootOf } from './shadow';
import { fold } from './values';

/** Attributes whose values HTML and ARIA name. */
const STANDARD = new Set(['role', 'type', 'dir']);
const MOST_ELEMENTS = 150;
/** Shorter words of names stand in too many class names. */
const LEAST_NAME = 3;

/** What selectors ask of an attribute: `[data-testid^="tweetTextarea_"]`. */
const ASKED = /\[([\w-]+)([~|^$*]?=)(?:"([^"]*)"|'([^']*)'|([\w-]+))/gu;

/**
 * Tag names, attribute names, and of values only those the adapters' selectors themselves name:
 * site makers put users' handles into everything else.
 */
export function skeletonOf(
  root: Element,
  adapters: readonly Adapter[],
  authors: readonly string[],
): string {
  const asked = askedOf(adapters);
  const names = new Set(
    authors.flatMap((author) =>
      fold(author)
        .split(/[^\p{L}\p{M}\p{Nd}]+/u)
        .filter((word) => word.length >= LEAST_NAME),
    ),
  );
  const lines: string[] = [];
  const visit = (element: Element, depth: number): void => {
    if (lines.length >= MOST_ELEMENTS) return;
    const attributes = [...element.attributes].map(({ name, value }) => {
      if (name === 'class')
        return `class=${[...element.classList].map((one) => maskedClass(one, names)).join('.')}`;
      if (STANDARD.has(name)) return `${name}=${value}`;
      return [name, ...(asked.get(name) ?? []).flatMap((ask) => ask(value) ?? [])].join('');
    });
    lines.push(
      `${' '.repeat(Math.min(depth, 20))}${element.localName} ${attributes.join(' ')}`.trimEnd(),
    );
    const shadow = shadowRootOf(element);
    if (shadow !== null) {
      lines.push(`${' '.repeat(Math.min(depth + 1, 20))}#shadow ${shadow.mode}`);
      for (const child of shadow.children) visit(child, depth + 2);
    }
    for (const child of element.children) visit(child, depth + 1);
  };
  visit(root, 0);
  return lines.join('\n');
}

type Ask = (value: string) => string | null;

/** For every attribute that selectors name, what they ask of it; they answer in their own words. */
function askedOf(adapters: readonly Adapter[]): ReadonlyMap<string, readonly Ask[]> {
  const found = new Map<string, Map<string, Ask>>();
  for (const selector of adapters.flatMap(stringsOf)) {
    for (const [, name = '', operator = '', ...quoted] of selector.matchAll(ASKED)) {
      const wanted = quoted.find((one) => one !== undefined) ?? '';
      if (wanted === '' || wanted.includes('{id}')) continue;
      const asks = found.get(name) ?? new Map<string, Ask>();
      asks.set(operator + wanted, (value) =>
        fits(operator, value, wanted) ? operator + wanted : null,
      );
      found.set(name, asks);
    }
  }
  return new Map([...found].map(([name, asks]) => [name, [...asks.values()]]));
}

/** Every string in an adapter's parts; those that are no selectors ask nothing of an attribute. */
function stringsOf({ markers, comment, reply, composer }: Adapter): string[] {
  const all: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') all.push(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(collect);
  };
  collect([markers, comment, reply, composer]);
  return all;
}

function fits(operator: string, value: string, wanted: string): boolean {
  switch (operator) {
    case '^=':
      return value.startsWith(wanted);
    case '$=':
      return value.endsWith(wanted);
    case '*=':
      return value.includes(wanted);
    case '~=':
      return value.split(/\s+/u).includes(wanted);
    case '|=':
      return value === wanted || value.startsWith(`${wanted}-`);
    default:
      return value === wanted;
  }
}

/** Class names of old themes carry users' numbers and names: `user-17`, `id-t1_3x`, `comment-author-maria`. */
function maskedClass(name: string, names: ReadonlySet<string>): string {
  const folded = fold(name);
  if (/author|user|member/iu.test(name)) return `${name.split('-')[0] ?? ''}-…`;
  return [...names].some((one) => folded.includes(one)) ? '…' : name.replace(/\d.*$/u, '…');
}
