/**
 * Makes out the shape of comments on a page no adapter knows.
 *
 * It starts from what every comment shows, its time, and asks of every kind of element around
 * those times: does each hold exactly one, with a text, an author and a way to answer? The kind
 * that answers best is the comment. It works in small steps, so that the page does not feel it.
 */

import {
  authorCandidates,
  followerOf,
  type Own,
  Prose,
  replyControls,
  type TextBlock,
} from './anatomy';
import { bestAuthor, idPlaceOf, votedText } from './parts';
import type { Shape } from './shape';
import { featuresOf, isHeaded, showsPrice, showsRating, timeAt } from './signals';
import type { TimeWords } from './times';
import { AUTHOR_MARK, COMMENT_MARK, NOT_TEXT_MARK, WEAK_COMMENT_MARK } from './words';

const MOST_TIMES = 600;
const MOST_LEVELS = 14;
const MOST_FEATURES = 90;
/** Elements of one kind that are looked at closely. */
const SAMPLE = 24;
/** Points from which an element counts as a comment; see `judge`. */
const ENOUGH = 6;
/** A single element needs more, for nothing repeats that would speak for it. */
const ENOUGH_ALONE = 8;

/** One element that may be a comment. */
export interface Specimen {
  readonly item: Element;
  readonly own: Own;
  readonly times: ReadonlySet<Element>;
  readonly text: Element;
  readonly textLength: number;
  readonly prose: Prose;
  readonly points: number;
  /** The text stands in the element after the item, as in a `dl` of `dt` and `dd`. */
  readonly follows: boolean;
}

/** What is known of the page while its kinds of elements are judged. */
interface Page {
  readonly times: ReadonlySet<Element>;
  readonly words: TimeWords;
  /** Comments show their times. */
  readonly timed: boolean;
  /** Words before a date belong to it. */
  readonly labelled: boolean;
  /** For an element, whether what stands before it says that comments follow. */
  readonly headed: WeakMap<Element, boolean>;
}

interface Kind {
  readonly features: readonly string[];
  readonly elements: ReadonlySet<Element>;
  readonly specimens: readonly Specimen[];
  readonly points: number;
  readonly valid: number;
}

export function* learn(
  roots: readonly (Document | ShadowRoot)[],
  words: TimeWords,
): Generator<void, Shape | null> {
  // Words before a date are looked at only where plain times lead nowhere: pages have many dates
  // that are not those of comments.
  for (const labelled of [false, true]) {
    const shape = yield* learnByTimes(roots, words, labelled);
    if (shape !== null) return shape;
  }
  const times = findNames(roots);
  return yield* shapeAround({
    times,
    words,
    timed: false,
    labelled: false,
    headed: new WeakMap(),
  });
}

/** The shape of comments whose times are told by the words that are known so far. */
export function* learnByTimes(
  roots: readonly (Document | ShadowRoot)[],
  words: TimeWords,
  labelled: boolean,
): Generator<void, Shape | null> {
  const times = yield* findTimes(roots, words, labelled);
  return yield* shapeAround({ times, words, timed: true, labelled, headed: new WeakMap() });
}

/** Comments without times still name their authors. */
function findNames(roots: readonly (Document | ShadowRoot)[]): Set<Element> {
  const marked =
    '[class*="comment" i][class*="author" i], [class*="comment" i][class*="user" i], [class*="review" i][class*="author" i]';
  return new Set(roots.flatMap((root) => [...root.querySelectorAll(marked)]).slice(0, MOST_TIMES));
}

/** The shape of comments around their times, or around what stands in for them. */
function* shapeAround(page: Page): Generator<void, Shape | null> {
  const kinds = yield* gatherKinds(page.times);
  let best: Kind | null = null;
  for (const [feature, elements] of kinds) {
    const kind = yield* judgeKind([feature], elements, page);
    if (kind !== null && (best === null || isBetter(kind, best))) best = kind;
  }
  if (best === null) return null;
  best = yield* joinOthers(best, kinds, page);
  const [only] = best.specimens;
  if (best.valid < 2 && (only === undefined || only.points < ENOUGH_ALONE)) return null;
  const specimens = yield* withoutRepeated(
    best.specimens.filter((specimen) => specimen.points >= ENOUGH),
    best.elements,
    page,
  );
  const isTime = (text: string): boolean => page.words.isTime(text, page.labelled);
  yield;
  return {
    items: best.features,
    text: votedText(specimens),
    author: bestAuthor(specimens, isTime),
    id: idPlaceOf(specimens),
    follows: specimens.filter(({ follows }) => follows).length > specimens.length / 2,
    timed: page.timed,
    labelled: page.labelled,
  };
}

/** Specimens of which so many say the same in one place have it from the site. */
const LEAST_REPEATED = 3;

/** Looks at specimens again, now that it is known which texts stand in most of them. */
function* withoutRepeated(
  specimens: readonly Specimen[],
  elements: ReadonlySet<Element>,
  page: Page,
): Generator<void, readonly Specimen[]> {
  const counts = new Map<string, number>();
  for (const { item, own } of specimens) {
    const texts = new Set<string>();
    const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.nodeValue ?? '').trim();
      if (text !== '' && node.parentElement !== null && own(node.parentElement)) texts.add(text);
    }
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
    yield;
  }
  const repeated = new Set(
    [...counts]
      .filter(([, count]) => count >= LEAST_REPEATED && count > specimens.length / 2)
      .map(([text]) => text),
  );
  if (repeated.size === 0) return specimens;
  const again: Specimen[] = [];
  for (const { item, times } of specimens) {
    again.push(judge(item, elements, times, page, repeated));
    yield;
  }
  return again;
}

function* findTimes(
  roots: readonly (Document | ShadowRoot)[],
  words: TimeWords,
  labelled: boolean,
): Generator<void, Set<Element>> {
  const found = new Set<Element>();
  let seen = 0;
  for (const root of roots) {
    const doc = root.ownerDocument ?? (root as Document);
    const walker = doc.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (
      let node = walker.nextNode();
      node !== null && found.size < MOST_TIMES;
      node = walker.nextNode()
    ) {
      const time = timeAt(node, words, labelled);
      if (time !== null && !time.closest('[contenteditable], nav'))
        found.add(outermostTime(time, found));
      seen += 1;
      if (seen % 300 === 0) yield;
    }
  }
  return found;
}

/** A time inside a time element is the same time. */
function outermostTime(time: Element, found: ReadonlySet<Element>): Element {
  const parent = time.parentElement;
  return parent !== null && found.has(parent) ? parent : time;
}

function* gatherKinds(times: ReadonlySet<Element>): Generator<void, [string, Set<Element>][]> {
  const kinds = new Map<string, Set<Element>>();
  const visited = new Set<Element>();
  let count = 0;
  for (const time of times) {
    let at: Element | null = time.parentElement;
    for (
      let level = 0;
      at !== null && level < MOST_LEVELS && at.localName !== 'body';
      level += 1, at = at.parentElement
    ) {
      if (visited.has(at)) continue;
      visited.add(at);
      for (const feature of [...featuresOf(at), ...placesOf(at)]) {
        const elements = kinds.get(feature);
        if (elements === undefined) kinds.set(feature, new Set([at]));
        else elements.add(at);
      }
    }
    count += 1;
    if (count % 20 === 0) yield;
  }
  const large = [...kinds].sort(([, a], [, b]) => b.size - a.size);
  return large.slice(0, MOST_FEATURES).concat(
    large
      .slice(MOST_FEATURES)
      .filter(([feature]) => COMMENT_MARK.test(feature))
      .slice(0, 40),
  );
}

/** Where an element without marks stands: the tags from it up to something that has a mark. */
function placesOf(element: Element): string[] {
  if (
    !['li', 'tr', 'article', 'div', 'section', 'dl', 'dd', 'p', 'table'].includes(element.localName)
  )
    return [];
  let path = element.localName;
  let at = element.parentElement;
  for (let level = 0; at !== null && level < 3; level += 1, at = at.parentElement) {
    const name = [...at.classList].find((candidate) => !/\d{3,}/u.test(candidate));
    if (at.id !== '' && !/\d/u.test(at.id)) return [`#${CSS.escape(at.id)} > ${path}`];
    if (name !== undefined) return [`${at.localName}.${CSS.escape(name)} > ${path}`];
    path = `${at.localName} > ${path}`;
  }
  return [path];
}

/** Assigns each time to the nearest element of the kind around it. */
function owners(
  elements: ReadonlySet<Element>,
  times: ReadonlySet<Element>,
): Map<Element, Set<Element>> {
  const found = new Map<Element, Set<Element>>();
  for (const time of times) {
    let at: Element | null = time;
    while (at !== null && !elements.has(at)) at = at.parentElement;
    if (at === null) continue;
    const mine = found.get(at);
    if (mine === undefined) found.set(at, new Set([time]));
    else mine.add(time);
  }
  return found;
}

function* judgeKind(
  features: readonly string[],
  elements: ReadonlySet<Element>,
  page: Page,
): Generator<void, Kind | null> {
  const owned = [...owners(elements, page.times)];
  yield;
  const fit = owned.filter(([, mine]) => mine.size <= 3);
  if (fit.length === 0 || fit.length < owned.length * 0.5) return null;
  const step = Math.max(1, fit.length / SAMPLE);
  const specimens: Specimen[] = [];
  for (let at = 0; at < fit.length; at += step) {
    const entry = fit[Math.floor(at)];
    if (entry === undefined) continue;
    specimens.push(judge(entry[0], elements, page.timed ? entry[1] : new Set(), page));
    if (specimens.length % 4 === 0) yield;
  }
  const good = specimens.filter(({ points }) => points >= ENOUGH);
  if (good.length < specimens.length * 0.4) return null;
  const scale = fit.length / specimens.length;
  const points =
    good.reduce((sum, specimen) => sum + specimen.points, 0) -
    4 * (specimens.length - good.length) -
    2 * ((owned.length - fit.length) / scale);
  return {
    features,
    elements,
    specimens,
    points: points * scale,
    valid: Math.round(good.length * scale),
  };
}

/**
 * Points for what speaks for a comment: time 2, text 1.5 (beside it 0.5), author 1.5, reply 2, own number 1.5, name up
 * to 2, heading 1.5, rating 1. Much on a page has a time, a name and a text; what makes it a comment is
 * that it can be answered, rates something, or is called so.
 */
function judge(
  item: Element,
  elements: ReadonlySet<Element>,
  times: ReadonlySet<Element>,
  page: Page,
  repeated: ReadonlySet<string> = new Set(),
): Specimen {
  const own: Own = (element) => {
    let at: Element | null = element;
    while (at !== null && at !== item) {
      if (elements.has(at)) return false;
      at = at.parentElement;
    }
    return at === item;
  };
  const prose = new Prose((element) => elements.has(element), times, repeated);
  const inside = prose.block(item);
  const bare =
    inside.length === 0 ||
    (inside.length < 40 && AUTHOR_MARK.test(inside.element.getAttribute('class') ?? ''));
  const beside = bare ? besideBlock(item, elements, prose) : null;
  const { element: text, length: textLength } = beside ?? inside;
  let points = 2;
  // What holds head and text together says more than a head with the text beside it.
  if (textLength > 0) points += beside === null ? 1.5 : 0.5;
  const authors = authorCandidates(item, text, own, times, (name) =>
    page.words.isTime(name, page.labelled),
  );
  const weight = Math.max(0, ...authors.map((candidate) => candidate.weight));
  points += weight >= 2 ? 1.5 : weight >= 1 ? 0.75 : 0;
  const answerable = replyControls(item, text, own).length > 0;
  if (answerable) points += 2;
  const numbered = numberOf(item) !== null;
  if (numbered) points += 1.5;
  const marked = markPoints(item);
  points += marked;
  const headed = marked < 1.5 && isHeadedOnce(item, page);
  if (headed) points += 1.5;
  const sold = showsPrice(item, own);
  const rated = !sold && showsRating(item, own);
  if (rated) points += 1;
  if (
    marked < 1.5 &&
    [...item.querySelectorAll('h1 a, h2 a, h1, h2')].some((heading) => own(heading))
  )
    points -= 1.5;
  const apart = item.closest(APART);
  if (apart !== null && !(marked >= 1.5 && isOfArticle(apart))) points -= 2;
  if (item.closest(EXCERPTS) !== null) points -= 4;
  if (textLength > 8000) points -= 1;
  if (sold) points -= 2;
  const called = answerable || marked >= 1.5 || headed || rated || (numbered && marked > 0);
  if (textLength === 0 || weight < 1 || !called) points = Math.min(points, ENOUGH - 1);
  return { item, own, times, text, textLength, prose, points, follows: beside !== null };
}

function isHeadedOnce(item: Element, { headed }: Page): boolean {
  const place = item.parentElement ?? item;
  const known = headed.get(place);
  if (known !== undefined) return known;
  const found = isHeaded(place.firstElementChild ?? item);
  headed.set(place, found);
  return found;
}

const APART = 'aside, nav, [role="complementary"], [class*="sidebar" i], [class*="widget" i]';

/** An aside within an article goes with that article, as its comments do; other asides are the site's. */
function isOfArticle(apart: Element): boolean {
  return (
    apart.localName === 'aside' &&
    !apart.matches('[class*="sidebar" i], [class*="widget" i]') &&
    apart.parentElement?.closest('main, article') != null
  );
}

function besideBlock(
  item: Element,
  elements: ReadonlySet<Element>,
  prose: Prose,
): TextBlock | null {
  const next = followerOf(item);
  if (next === null || [...elements].some((other) => next.contains(other))) return null;
  const block = prose.block(next);
  return block.length > 0 ? block : null;
}

/** Lists of the newest comments of a whole site: excerpts that cannot be answered where they stand. */
const EXCERPTS =
  '[class*="latest-comments" i], [class*="recent-comments" i], [class*="recentcomments" i], [class*="latestcomments" i]';

function numberOf(item: Element): string | null {
  for (const { name, value } of item.attributes) {
    if (
      /id$|^data-.*(?:id|comment|post)|^name$/iu.test(name) &&
      /\d{1,}$|^[\da-f-]{8,}$/u.test(value)
    )
      return value;
  }
  const inner = item.querySelector(
    '[id$="0"],[id$="1"],[id$="2"],[id$="3"],[id$="4"],[id$="5"],[id$="6"],[id$="7"],[id$="8"],[id$="9"]',
  );
  return inner?.id ?? null;
}

function markPoints(item: Element): number {
  let weak = 0;
  let at: Element | null = item;
  for (let level = 0; at !== null && level < 4; level += 1, at = at.parentElement) {
    const named = at
      .getAttributeNames()
      .filter((name) => name.startsWith('data-'))
      .map((name) => `${name} ${at?.getAttribute(name)?.slice(0, 40) ?? ''}`);
    const marks = `${at.getAttribute('class') ?? ''} ${at.id} ${at.getAttribute('itemtype') ?? ''} ${at.localName} ${named.join(' ')}`;
    if (COMMENT_MARK.test(marks)) return level === 0 ? 2 : 1.5;
    if (level === 0 && WEAK_COMMENT_MARK.test(marks)) weak = 0.75;
  }
  return weak;
}

/** More points win; on a draw, the outer element, whose nesting tells what answers what; but one alone may be the whole page. */
function isBetter(kind: Kind, best: Kind): boolean {
  if (Math.abs(kind.points - best.points) > best.points * 0.02) return kind.points > best.points;
  const [a] = kind.specimens;
  const [b] = best.specimens;
  if (a === undefined || b === undefined || a.item === b.item) return false;
  return kind.valid > 1 ? a.item.contains(b.item) : b.item.contains(a.item);
}

/** Replies may be elements of another kind than the comments they answer. */
function* joinOthers(
  best: Kind,
  kinds: readonly (readonly [string, Set<Element>])[],
  page: Page,
): Generator<void, Kind> {
  const { times } = page;
  let joined = best;
  const elements = new Set(
    kinds
      .filter(([feature]) => best.features.includes(feature))
      .flatMap(([, members]) => [...members]),
  );
  let before = [...owners(elements, times).keys()];
  for (const [feature, members] of kinds) {
    const marked = COMMENT_MARK.test(feature) || WEAK_COMMENT_MARK.test(feature);
    if (!marked || NOT_TEXT_MARK.test(feature)) continue;
    if (joined.features.includes(feature) || [...members].every((member) => elements.has(member)))
      continue;
    yield;
    const union = new Set([...elements, ...members]);
    const owned = owners(union, times);
    if (before.some((item) => !owned.has(item))) continue;
    const added = [...members].filter((member) => !elements.has(member) && owned.has(member));
    if (added.length < 2) continue;
    const specimens = added
      .slice(0, SAMPLE)
      .map((item) => judge(item, union, owned.get(item) ?? new Set(), page));
    yield;
    const good = specimens.filter(({ points }) => points >= ENOUGH + 1);
    if (
      good.length < 2 ||
      good.length < specimens.length * 0.75 ||
      added.length < members.size * 0.75
    )
      continue;
    joined = {
      ...joined,
      features: [...joined.features, feature],
      elements,
      specimens: [...joined.specimens, ...good],
      valid: joined.valid + good.length,
    };
    for (const member of members) elements.add(member);
    before = [...owned.keys()];
  }
  return joined;
}
