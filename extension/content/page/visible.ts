/** Whether and where an element can be seen. */

export function isVisible(element: Element): boolean {
  if (!element.isConnected) return false;
  const frame = element.ownerDocument.defaultView?.frameElement ?? null;
  if (frame !== null && element.ownerDocument !== document && !isVisible(frame)) return false;
  if (element.getClientRects().length === 0 && element.localName !== 'body') return false;
  return element.ownerDocument.defaultView?.getComputedStyle(element).visibility !== 'hidden';
}

/** The rectangle in the viewport of the document this script runs in, cut to what scrollers around leave of it. */
export function visibleRect(element: Element): DOMRect | null {
  if (!element.isConnected) return null;
  let rect = boxOf(element);
  if (rect.width === 0 || rect.height === 0) return null;
  const view = element.ownerDocument.defaultView;
  rect = cut(rect, new DOMRect(0, 0, view?.innerWidth ?? 0, view?.innerHeight ?? 0));
  for (const scroller of scrollersAround(element))
    rect = cut(rect, scroller.getBoundingClientRect());
  if (rect.width <= 0 || rect.height <= 0) return null;
  const frame = view?.frameElement ?? null;
  if (frame === null || element.ownerDocument === document) return rect;
  const outer = frame.getBoundingClientRect();
  return new DOMRect(rect.x + outer.x, rect.y + outer.y, rect.width, rect.height);
}

/**
 * The rectangle as `visibleRect` has it, but whole at the viewport's edges: what stands beside it
 * then scrolls with it. Null where it is more than `beyond` pixels outside.
 */
export function nearRect(element: Element, beyond: number): DOMRect | null {
  if (element.ownerDocument !== document) return visibleRect(element);
  if (!element.isConnected) return null;
  let rect = boxOf(element);
  if (rect.bottom < -beyond || rect.top > innerHeight + beyond) return null;
  if (rect.right <= 0 || rect.left >= innerWidth) return null;
  for (const scroller of scrollersAround(element))
    rect = cut(rect, scroller.getBoundingClientRect());
  return rect.width <= 0 || rect.height <= 0 ? null : rect;
}

/** The element's box, or its children's where it has none of its own. */
function boxOf(element: Element): DOMRect {
  const rect = element.getBoundingClientRect();
  if (rect.width > 0 || rect.height > 0) return rect;
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

const scrollers = new WeakMap<Element, readonly Element[]>();

function scrollersAround(element: Element): readonly Element[] {
  const known = scrollers.get(element);
  if (known?.every((scroller) => scroller.isConnected)) return known;
  const found: Element[] = [];
  const { body, documentElement } = element.ownerDocument;
  for (
    let at = element.parentElement;
    at !== null && at !== body && at !== documentElement;
    at = at.parentElement
  ) {
    const { overflowY } = getComputedStyle(at);
    if (overflowY === 'auto' || overflowY === 'scroll' || overflowY === 'hidden') found.push(at);
  }
  scrollers.set(element, found);
  return found;
}

function cut(rect: DOMRect, by: DOMRect): DOMRect {
  const left = Math.max(rect.left, by.left);
  const top = Math.max(rect.top, by.top);
  return new DOMRect(
    left,
    top,
    Math.min(rect.right, by.right) - left,
    Math.min(rect.bottom, by.bottom) - top,
  );
}
