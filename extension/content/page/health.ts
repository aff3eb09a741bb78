/** What an adapter found and which of its parts failed, for the panel and for a report without any text. */

import type { Adapter } from '../../generated/Adapter';
import type { PageHealth } from './contract';
import type { Scanner } from './scanner';
import { brokenSelectors } from './selectors';
import { shadowRootOf } from './shadow';
import type { CommentSource } from './source';

/** A part has failed when fewer than this share of the comments show it. */
const ENOUGH = 0.5;
/** Of more comments than this only so many are read: a page of thousands would feel it. */
const SAMPLE = 100;

export function healthOf(
  doc: Document,
  adapter: Adapter | null,
  source: CommentSource,
  scanner: Scanner,
): PageHealth {
  const { known, looked } = scanner.readSome(SAMPLE);
  const failing = looked === 0 && adapter !== null ? ['comment.item'] : [];
  const rate = (has: (at: number) => boolean): number =>
    known.filter((_, at) => has(at)).length / known.length;
  const missing = (name: string, has: (at: number) => boolean): void => {
    if (known.length > 0 && rate(has) < ENOUGH) failing.push(name);
  };
  const wants = (name: 'id' | 'author' | 'time' | 'rating'): boolean =>
    adapter === null || adapter.comment[name].length > 0;
  if (adapter !== null && looked > 0 && known.length < looked * ENOUGH)
    failing.push('comment.text');
  if (wants('author')) missing('comment.author', (at) => known[at]?.comment.author !== null);
  if (wants('time')) missing('comment.time', (at) => known[at]?.comment.postedAt !== null);
  if (adapter !== null && wants('id'))
    missing('comment.id', (at) => known[at]?.comment.id !== null);
  if (adapter === null || adapter.reply.length > 0) {
    missing('reply', (at) => {
      const item = known[at]?.item;
      return item !== undefined && source.replyButtons(item).length > 0;
    });
  }
  const refused = brokenSelectors().map((selector) => `selector ${selector}`);
  const sample =
    known[0]?.item ?? doc.querySelector('main, [role="main"], [role="feed"]') ?? doc.body;
  return {
    adapter: source.adapter,
    aside: null,
    comments: looked === 0 ? 0 : Math.round((scanner.found * known.length) / looked),
    failing: [...failing, ...refused],
    skeleton: skeletonOf(sample),
  };
}

/** Attributes whose value is a name given by the site's makers and not by its users. */
const NAMES = new Set([
  'role',
  'type',
  'data-testid',
  'data-e2e',
  'data-test-target',
  'data-automation',
  'data-role',
  'slot',
  'dir',
  'noun',
]);
const MOST_ELEMENTS = 150;

/** Tag names, attribute names, and the values of attributes that hold no user's words. */
export function skeletonOf(root: Element): string {
  const lines: string[] = [];
  const visit = (element: Element, depth: number): void => {
    if (lines.length >= MOST_ELEMENTS) return;
    const attributes = [...element.attributes].map(({ name, value }) => {
      if (NAMES.has(name)) return `${name}=${value.replace(/\d/gu, '0')}`;
      return name === 'class' ? `class=${[...element.classList].map(maskDigits).join('.')}` : name;
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

/** Class names of old themes carry users' numbers and names: `user-17`, `comment-author-maria`. */
function maskDigits(name: string): string {
  const words = name.split('-');
  return /author|user|member/iu.test(name) ? `${words[0] ?? ''}-…` : name.replace(/\d/gu, '0');
}
