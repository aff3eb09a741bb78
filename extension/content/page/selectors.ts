/** Selectors of adapters: `{id}` is filled in, ` >>> ` steps into shadow roots, a bad one finds nothing. */

import { composedClosest, shadowRootOf } from './shadow';

const PIERCE = ' >>> ';

const broken = new Set<string>();

/** Selectors the browser refused, for the health report. */
export function brokenSelectors(): readonly string[] {
  return [...broken];
}

function guarded<T>(selector: string, fallback: T, query: () => T): T {
  if (broken.has(selector)) return fallback;
  try {
    return query();
  } catch {
    broken.add(selector);
    return fallback;
  }
}

export function fill(selector: string, id: string | null): string | null {
  if (!selector.includes('{id}')) return selector;
  return id === null ? null : selector.replaceAll('{id}', CSS.escape(id));
}

/** Selectors as one, so that they are looked for in one go; null where they cannot be joined. */
export function joined(selectors: readonly string[]): string | null {
  if (selectors.some((selector) => selector.includes(PIERCE))) return null;
  const sound = selectors.filter((selector) => {
    guarded(selector, null, () => document.createDocumentFragment().querySelector(selector));
    return !broken.has(selector);
  });
  return sound.length === 0 ? null : sound.join(', ');
}

/** All matches in document order, the root itself included. */
export function selectAll(root: ParentNode, selector: string): Element[] {
  const at = selector.indexOf(PIERCE);
  if (at >= 0) {
    const inner = selector.slice(at + PIERCE.length);
    const hosts = selectAll(root, selector.slice(0, at));
    return hosts.flatMap((host) => {
      const shadow = shadowRootOf(host);
      return shadow === null ? [] : selectAll(shadow, inner);
    });
  }
  return guarded(selector, [], () => {
    const found: Element[] = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) found.unshift(root);
    return found;
  });
}

/** Whether there is any match; on a page of thousands that is much less to ask for than all. */
export function hasMatch(root: Document, selector: string): boolean {
  return selector.includes(PIERCE)
    ? selectAll(root, selector).length > 0
    : guarded(selector, false, () => root.querySelector(selector) !== null);
}

export function matches(element: Element, selectors: readonly string[]): boolean {
  return selectors.some((selector) => guarded(selector, false, () => element.matches(selector)));
}

/** As `matches`, for selectors that are asked of thousands of elements. */
export function matcher(selectors: readonly string[]): (element: Element) => boolean {
  const together = joined(selectors);
  return together === null
    ? (element) => matches(element, selectors)
    : (element) => element.matches(together);
}

export function closest(element: Element | null, selectors: readonly string[]): Element | null {
  let nearest: Element | null = null;
  for (const selector of selectors) {
    const found = guarded(selector, null, () => composedClosest(element, selector));
    if (found !== null && (nearest === null || nearest.contains(found))) nearest = found;
  }
  return nearest;
}
