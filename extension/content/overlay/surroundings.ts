/**
 * What the page shows around a text. It is asked of the elements that stand near it in the document:
 * asking the page what it shows at a point goes through all of a list of thousands of comments, and
 * tells of one point only.
 */

import { composedParent, mayHostShadow, shadowRootOf } from '../page/shadow';
import { interactive } from './free';
import { type Box, contains, overlaps } from './place';

/** How far up, how many neighbours on each side there, and how many nodes in all are looked at. */
const mostLevels = 16;
const mostNeighbours = 8;
const mostNodes = 240;
/** Of a longer text only the beginning and the end are measured; UTF-16 units. */
const longText = 500;
/** Labels for screen readers alone are made this small; pixels. */
const unseen = 1;

/** Boxes of all lines of text, links, buttons, fields and pictures beside a text that reach into a region. */
export function shownAround(text: Element, region: Box): Box[] {
  const search: Search = { region, shown: [], left: mostNodes };
  let inner: Node = text;
  for (let level = 0; level < mostLevels && inner !== document.body; level += 1) {
    const outer = composedParent(inner);
    if (!(outer instanceof Element)) {
      break;
    }
    lookAlong(inner, 'nextSibling', search);
    lookAlong(inner, 'previousSibling', search);
    if (outer !== document.body && holds(outer.getBoundingClientRect(), region)) {
      break;
    }
    inner = outer;
  }
  return search.shown;
}

interface Search {
  readonly region: Box;
  readonly shown: Box[];
  /** How many nodes may still be looked at. */
  left: number;
}

/** From a node on to its neighbours, until one lies wholly beyond the region. */
function lookAlong(from: Node, way: 'nextSibling' | 'previousSibling', search: Search): void {
  const { region } = search;
  let neighbours = 0;
  for (let node = from[way]; node !== null && neighbours < mostNeighbours; node = node[way]) {
    const box = look(node, search);
    if (box === null) {
      continue;
    }
    neighbours += 1;
    if (way === 'nextSibling' ? box.top >= region.bottom : box.bottom <= region.top) {
      break;
    }
  }
}

/** Notes what a node shows in the region; gives its box where it is an element that has one. */
function look(node: Node, search: Search): Box | null {
  if (search.left <= 0) {
    return null;
  }
  search.left -= 1;
  if (node instanceof Text) {
    lookAtText(node, search);
  }
  if (!(node instanceof Element)) {
    return null;
  }
  const box = node.getBoundingClientRect();
  const { width, height } = box;
  if (width === 0 && height === 0) {
    // No box of its own, or none at all.
    if (node.childElementCount > 0 && getComputedStyle(node).display === 'contents') {
      lookInside(node, search);
    }
    return null;
  }
  if (width <= unseen && height <= unseen) {
    return null;
  }
  // What floats in an element gives it no height.
  if (height > 0 && !overlaps(box, search.region)) {
    return box;
  }
  if (node.matches(interactive)) {
    if (node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) {
      search.shown.push(box);
    }
  } else {
    lookInside(node, search);
  }
  return box;
}

function lookInside(element: Element, search: Search): void {
  const shadow = mayHostShadow(element) ? shadowRootOf(element) : null;
  for (const parent of shadow === null ? [element] : [shadow, element]) {
    for (const child of parent.childNodes) {
      look(child, search);
    }
  }
}

function lookAtText(node: Text, { region, shown }: Search): void {
  const { length } = node;
  if (!/\S/.test(node.data)) {
    return;
  }
  const pieces: (readonly [number, number])[] =
    length <= longText
      ? [[0, length]]
      : [
          [0, longText / 2],
          [length - longText / 2, length],
        ];
  const range = document.createRange();
  for (const [from, to] of pieces) {
    range.setStart(node, from);
    range.setEnd(node, to);
    for (const line of range.getClientRects()) {
      if (overlaps(line, region)) {
        shown.push(line);
      }
    }
  }
}

function holds(outer: Box, inner: Box): boolean {
  return (
    contains(outer, inner.left, inner.top) &&
    outer.right >= inner.right &&
    outer.bottom >= inner.bottom
  );
}
