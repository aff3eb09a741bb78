/** What an adapter found and which of its parts failed, for the panel and for a report without any text. */

import type { Adapter } from '../../generated/Adapter';
import type { Binder, Opening } from './binding';
import type { PageHealth } from './contract';
import type { Known } from './registry';
import type { Sample, Scanner } from './scanner';
import { brokenSelectors, closest, hasMatch, selectAll } from './selectors';
import { skeletonOf } from './skeleton';
import type { CommentSource } from './source';
import { take } from './values';

/** A part has failed when fewer than this share of the comments show it. */
const ENOUGH = 0.5;
/** Of more comments than this only so many are read: a page of thousands would feel it. */
const SAMPLE = 100;
/** So many comments found by their shape say that an adapter of this very site should have known them. */
const CLEARLY = 3;

export interface Examined {
  readonly doc: Document;
  /** The adapter in use. */
  readonly adapter: Adapter | null;
  /** Those that were offered for this page and whose markers are not in it. */
  readonly strange: readonly Adapter[];
  readonly source: CommentSource;
  readonly scanner: Scanner;
  readonly binder: Binder;
  /** The reply button that was pressed last, and what there was to type into before. */
  readonly pressed: () => Opening | null;
}

/** Takes stock step by step: on a page of thousands all at once would be felt. */
export function* examine(examined: Examined): Generator<void, PageHealth> {
  const { doc, adapter, strange, source, scanner } = examined;
  const sample = yield* scanner.sample(SAMPLE);
  const { known, looked } = sample;
  const failing = looked === 0 ? missingItems(examined) : yield* failingParts(examined, sample);
  yield;
  failing.push(...failingBox(examined));
  yield;
  const shown =
    known.find(({ item }) => item.isConnected)?.item ??
    doc.querySelector('main, [role="main"], [role="feed"]') ??
    doc.body;
  const authors = known.flatMap(({ comment }) => comment.author ?? []);
  return {
    adapter: source.adapter,
    aside: null,
    comments: looked === 0 ? 0 : Math.round((scanner.found * known.length) / looked),
    failing: [...failing, ...brokenSelectors().map((selector) => `selector ${selector}`)],
    skeleton: skeletonOf(shown, adapter === null ? strange : [adapter], authors),
  };
}

/** Many pages have no comments; something has failed only where signs of them stand all the same. */
function missingItems({ doc, adapter, scanner }: Examined): string[] {
  if (adapter === null) return [];
  const { signs } = adapter.comment;
  const sure = signs.length > 0 ? signs : adapter.markers;
  const shown = sure.some(
    (sign) =>
      hasMatch(doc, sign) || scanner.shadowRoots().some((root) => selectAll(root, sign).length > 0),
  );
  return shown ? ['comment.item'] : [];
}

function* failingParts(
  { adapter, strange, source }: Examined,
  { known, due }: Sample,
): Generator<void, string[]> {
  const failing: string[] = [];
  const answerable = new Set<Known>();
  for (const each of known) {
    if (source.replyButtons(each.item).length > 0) answerable.add(each);
    yield;
  }
  const missing = (name: string, has: (known: Known) => boolean): void => {
    if (known.filter(has).length < known.length * ENOUGH) failing.push(name);
  };
  const expect = (
    name: 'author' | 'time' | 'rating' | 'id',
    has: (known: Known) => boolean,
  ): void => {
    if (adapter !== null && adapter.comment[name].length > 0) missing(`comment.${name}`, has);
  };
  const author = ({ comment }: Known): boolean => comment.author !== null;
  const time = ({ comment }: Known): boolean => comment.postedAt !== null;
  const reply = (each: Known): boolean => answerable.has(each);
  if (adapter === null) {
    missing('comment.author', author);
    missing('comment.time', time);
    missing('reply', reply);
    const signed = known.filter(author).length >= CLEARLY;
    return signed
      ? [...failing, ...strange.filter(ofThisSite).map(({ id }) => `${id}.markers`)]
      : failing;
  }
  // One may be a picture, and many give stars and no words, but hardly all of them.
  const unread = due > 1 && known.length < due * ENOUGH;
  const wordless = known.length >= CLEARLY && known.every(({ comment }) => comment.text === '');
  if (unread || wordless) failing.push('comment.text');
  expect('author', author);
  expect('time', time);
  expect('rating', ({ comment }) => comment.rating !== null);
  expect('id', ({ comment }) => comment.id !== null);
  // Whether an id of the comment that is answered is missing, no page tells: most answer none.
  const { labels } = adapter;
  const { thread } = adapter.comment;
  if (typeof thread !== 'string' && 'depth' in thread)
    missing(
      'comment.thread',
      ({ item }) => take(thread.depth, source.ground(item), labels) !== null,
    );
  if (typeof thread !== 'string' && 'group' in thread)
    missing('comment.thread', ({ item }) => closest(item, thread.group) !== null);
  if (adapter.reply.length > 0) missing('reply', reply);
  return failing;
}

function ofThisSite({ hosts }: Adapter): boolean {
  return !hosts.includes('*');
}

/** A reply box and its post button can only be missed where one has been opened. */
function failingBox({ adapter, binder, scanner, ...examined }: Examined): string[] {
  if (adapter === null || adapter.composer.length === 0) return [];
  const pressed = examined.pressed();
  const answered = pressed === null ? null : scanner.registry.get(pressed.key);
  if (pressed !== null && answered !== null && binder.opensStrange(answered, pressed))
    return ['composer'];
  const bound = binder
    .candidates()
    .filter((candidate) => binder.commentFor(candidate, null) !== null);
  // Where the Enter key posts a page may do without a button.
  const unposted = bound.some(
    (candidate) =>
      candidate.composer.submit.length > 0 &&
      !candidate.composer.enter &&
      binder.submitButton(candidate) === null,
  );
  return unposted ? ['composer.submit'] : [];
}
