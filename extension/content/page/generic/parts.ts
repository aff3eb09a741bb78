/** Which element of a comment is its text, its author, its id: decided by all specimens together. */

import { authorCandidates, followerOf } from './anatomy';
import type { Specimen } from './learn';
import type { IdPlace } from './shape';
import { featuresOf } from './signals';
import { RECORD_MARK } from './words';

interface Tally {
  items: number;
  weight: number;
  readonly names: Set<string>;
}

/** Features of the text element that most comments share; the tightest first. */
export function votedText(specimens: readonly Specimen[]): string[] {
  const shared = sharedText(specimens);
  if (shared.length > 0) return shared;
  // Where comments and notes of what was done stand in one list, the comments say where texts are.
  const written = specimens.filter((specimen) => !isRecord(specimen));
  return written.length >= specimens.length / 2 ? sharedText(written) : [];
}

/** Whether the words of a specimen stand in a table of values, or in a part that says it is a log. */
function isRecord({ item, text }: Specimen): boolean {
  for (let at: Element | null = text; at !== null && at !== item; at = at.parentElement) {
    if (['table', 'dl'].includes(at.localName)) return true;
    const names = `${at.getAttribute('class') ?? ''} ${at.id}`.replace(
      /(\p{Ll})(\p{Lu})/gu,
      '$1-$2',
    );
    if (RECORD_MARK.test(names)) return true;
  }
  return false;
}

function sharedText(specimens: readonly Specimen[]): string[] {
  const long = specimens.filter(({ textLength }) => textLength >= 40);
  const voters = long.length >= 2 ? long : specimens;
  const votes = new Map<string, number>();
  for (const { item, text, follows } of voters) {
    const top = follows ? item.parentElement : item;
    for (let at: Element | null = text; at !== null && at !== top; at = at.parentElement) {
      for (const feature of [...featuresOf(at), ...placeOf(at, item)])
        votes.set(feature, (votes.get(feature) ?? 0) + 1);
    }
  }
  const common = [...votes]
    .filter(([, count]) => count >= voters.length * 0.6)
    .map(([feature]) => feature);
  const judged = common.map((feature) => ({ feature, ...fitOf(feature, voters) }));
  return judged
    .filter(({ feature, right }) => right >= voters.length * (isPlace(feature) ? 1 : 0.7))
    .sort((a, b) => a.looseness - b.looseness || b.right - a.right)
    .map(({ feature }) => feature)
    .slice(0, 2);
}

/**
 * Where an element without a mark stands below one that has some. Paragraphs are left out: one is all
 * that most comments have, and others have more.
 */
function placeOf(element: Element, item: Element): string[] {
  const { parentElement: parent, localName: tag } = element;
  if (parent === null || tag === 'p' || !item.contains(parent) || featuresOf(element).length > 0)
    return [];
  const above = parent === item ? ':scope' : featuresOf(parent)[0];
  if (above === undefined) return [];
  const same = [...parent.children].filter(({ localName }) => localName === tag);
  return [`${above} > ${tag}:nth-of-type(${same.indexOf(element) + 1})`];
}

function isPlace(feature: string): boolean {
  return feature.includes(':nth-of-type(');
}

/** In how many comments the first own match of a feature holds the text, and how much else it holds. */
function fitOf(
  feature: string,
  voters: readonly Specimen[],
): { readonly right: number; readonly looseness: number } {
  let right = 0;
  let looseness = 0;
  for (const { item, text, textLength, own, prose, follows } of voters) {
    const place = follows ? followerOf(item) : item;
    const first =
      place === null
        ? undefined
        : [...(follows ? [place] : []), ...place.querySelectorAll(feature)].find(
            (element) => element.matches(feature) && (follows || own(element)),
          );
    if (first === undefined || !first.contains(text)) continue;
    right += 1;
    looseness += prose.length(first) / Math.max(1, textLength);
  }
  return {
    right,
    looseness: right === 0 ? Number.POSITIVE_INFINITY : Math.round((looseness / right) * 20),
  };
}

/** Features of the element that names the author: in most comments, well marked, and not the same name in each. */
export function bestAuthor(
  specimens: readonly Specimen[],
  isTime: (text: string) => boolean,
): string[] {
  const tallies = new Map<string, Tally>();
  for (const { item, text, own, times } of specimens) {
    const counted = new Set<string>();
    for (const { element, name, weight } of authorCandidates(item, text, own, times, isTime)) {
      for (const feature of authorFeatures(element)) {
        if (counted.has(feature)) continue;
        counted.add(feature);
        const tally = tallies.get(feature) ?? { items: 0, weight: 0, names: new Set<string>() };
        tally.items += 1;
        tally.weight += weight;
        tally.names.add(name);
        tallies.set(feature, tally);
      }
    }
  }
  const score = ({ items, weight, names }: Tally): number =>
    (items / specimens.length) *
    (weight / items + (specimens.length > 2 ? 3 * (names.size / items) : 0));
  return [...tallies]
    .filter(
      ([, { items, weight }]) =>
        items >= Math.max(1, specimens.length * 0.2) && weight / items >= 1,
    )
    .sort(([, a], [, b]) => score(b) - score(a))
    .map(([feature]) => feature)
    .slice(0, 3);
}

function authorFeatures(element: Element): string[] {
  const parent = element.parentElement;
  const above =
    parent === null
      ? []
      : featuresOf(parent)
          .slice(0, 2)
          .map((feature) => `${feature} > ${element.localName}`);
  const own = featuresOf(element);
  return own.length > 0 || above.length > 0 ? [...own, ...above] : [element.localName];
}

/** Stands for the element around the item in place of a selector. */
const PARENT = '<';

const IDS: readonly (readonly [select: string, attribute: string, pattern: string])[] = [
  ['', 'id', '(\\d+)$'],
  ['', 'thingid', '(.+)'],
  ['', 'data-comment-id', '(.+)'],
  ['', 'data-commentid', '(.+)'],
  ['', 'data-post-id', '(.+)'],
  ['', 'data-postid', '(.+)'],
  ['', 'data-review-id', '(.+)'],
  ['', 'data-fullname', '(.+)'],
  ['', 'data-id', '(.+)'],
  [PARENT, 'data-fullname', '(.+)'],
  [PARENT, 'id', '(\\d+)$'],
  ['[data-comment-id]', 'data-comment-id', '(.+)'],
  ['[data-commentid]', 'data-commentid', '(.+)'],
  ['[id*="comment" i]', 'id', '(\\d+)$'],
  ['[id]', 'id', '(\\d+)$'],
  ['a[href*="comment_id="]', 'href', 'reply_comment_id=(\\w+)$|[?&]comment_id=(\\w+)$'],
  ['a[name]', 'name', '(\\d+)$'],
  ['a[href*="#"]', 'href', '#\\D*(\\d+)$'],
];

/** The first place that gives nearly every comment an id of its own. */
export function idPlaceOf(specimens: readonly Specimen[]): IdPlace | null {
  for (const [select, attribute, pattern] of IDS) {
    const ids = specimens.flatMap(
      ({ item, own }) => idAt({ select, attribute, pattern }, item, own) ?? [],
    );
    if (ids.length >= specimens.length * 0.95 && new Set(ids).size === ids.length)
      return { select, attribute, pattern };
  }
  return null;
}

export function idAt(
  place: IdPlace,
  item: Element,
  own: (element: Element) => boolean,
): string | null {
  const element =
    place.select === ''
      ? item
      : place.select === PARENT
        ? item.parentElement
        : [...item.querySelectorAll(place.select)].find((inner) => own(inner));
  const value = element?.getAttribute(place.attribute) ?? null;
  return value === null
    ? null
    : (new RegExp(place.pattern, 'u')
        .exec(value)
        ?.slice(1)
        .find((group: string | undefined) => group !== undefined) ?? null);
}
