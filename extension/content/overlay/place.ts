/** Geometry in viewport coordinates. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly left: number;
  readonly top: number;
}

const gap = 8;

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function boxAt(spot: Spot, size: Size): Box {
  return {
    left: spot.left,
    top: spot.top,
    right: spot.left + size.width,
    bottom: spot.top + size.height,
  };
}

function overlapArea(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Where a part goes, and how high it may be there. */
export interface Place extends Spot {
  readonly height: number;
}

/** A part is made lower than it would like rather than put far from its anchor, but not below this. */
const leastHeight = 300;
/** In a small or much enlarged view it gets what is left above or below the box, if that is as much as this. */
const leastUsable = 88;

/**
 * Where a popover of this size goes: below its anchor, above it, at its end or its start, the
 * first place that is inside the viewport and clear of what must stay visible. Where none is,
 * the one that hides least of it.
 */
export function besideAnchor(
  anchor: Box,
  size: Size,
  viewport: Size,
  keepClear: readonly Box[],
  rightToLeft: boolean,
): Place {
  const start = rightToLeft ? anchor.right - size.width : anchor.left;
  const least = Math.min(leastHeight, size.height);
  const below = Math.min(size.height, Math.max(least, viewport.height - anchor.bottom - 2 * gap));
  const above = Math.min(size.height, Math.max(least, anchor.top - 2 * gap));
  const { width, height } = size;
  const after = { left: anchor.right + gap, top: anchor.top, height };
  const before = { left: anchor.left - gap - width, top: anchor.top, height };
  const candidates: Place[] = [
    { left: start, top: anchor.bottom + gap, height: below },
    { left: start, top: anchor.top - gap - above, height: above },
    ...(rightToLeft ? [before, after] : [after, before]),
    { left: gap, top: gap, height },
    { left: viewport.width - width - gap, top: gap, height },
    { left: gap, top: viewport.height - height - gap, height },
    { left: viewport.width - width - gap, top: viewport.height - height - gap, height },
    ...[
      ...leftOver([anchor, ...keepClear], size, viewport),
      ...leftOver(keepClear, size, viewport),
    ].map((rest) => ({ left: start, ...rest })),
  ];
  let best: Place = { left: gap, top: gap, height };
  let cheapest = Number.POSITIVE_INFINITY;
  candidates.forEach((candidate, index) => {
    const fitted = { width, height: candidate.height };
    const spot = inside(candidate, fitted, viewport);
    const box = boxAt(spot, fitted);
    const hidden = keepClear.reduce((sum, clear) => sum + overlapArea(box, clear), 0);
    // Being pushed aside to fit, and covering the anchor, are lesser evils than covering the box.
    const moved = Math.abs(spot.left - candidate.left) + Math.abs(spot.top - candidate.top);
    const cost =
      hidden * 1000 + overlapArea(box, anchor) + moved + (height - fitted.height) / 4 + index;
    if (cost < cheapest) {
      cheapest = cost;
      best = { ...spot, height: fitted.height };
    }
  });
  return best;
}

/** The room above and below what stays visible, where a part that is made lower fits in. */
function leftOver(
  visible: readonly Box[],
  { height }: Size,
  viewport: Size,
): { readonly top: number; readonly height: number }[] {
  if (visible.length === 0) {
    return [];
  }
  const edge = gap / 2;
  const upper = Math.min(...visible.map(({ top }) => top)) - edge;
  const lower = Math.max(...visible.map(({ bottom }) => bottom)) + edge;
  const above = Math.min(height, upper - edge);
  const below = Math.min(height, viewport.height - edge - lower);
  return [
    { top: lower, height: below },
    { top: upper - above, height: above },
  ].filter((rest) => rest.height >= leastUsable);
}

/** The nearest spot at which a box of this size is inside the viewport, or at its start. */
export function inside(spot: Spot, size: Size, viewport: Size): Spot {
  return {
    left: Math.max(0, Math.min(spot.left, viewport.width - size.width)),
    top: Math.max(0, Math.min(spot.top, viewport.height - size.height)),
  };
}

/** Where a one-line row goes: by its left edge, or by its right one where `end` is set. */
export interface RowAnchor {
  readonly x: number;
  readonly end: boolean;
  readonly top: number;
  /** The edge that a row does not pass however long it is; it then passes `x` instead. */
  readonly within?: number;
}

/** Places for a one-line row beside a text, best first. It must not cover what the page shows. */
export function rowAnchors(text: Box, height: number, rightToLeft: boolean): RowAnchor[] {
  const near = rightToLeft ? { x: text.right, end: true } : { x: text.left, end: false };
  // Under a short text a long row would hang out of the comment at the side where one begins to read.
  const far = rightToLeft
    ? { x: text.left, end: false, within: text.right }
    : { x: text.right, end: true, within: text.left };
  const beside = rightToLeft
    ? { x: text.left - gap, end: true }
    : { x: text.right + gap, end: false };
  return [
    { ...far, top: text.bottom + 2 },
    { ...near, top: text.bottom + 2 },
    { ...beside, top: text.bottom - height },
    { ...beside, top: text.top },
    { ...far, top: text.top - height - 2 },
    { ...near, top: text.top - height - 2 },
  ];
}

/** The corner of a row of this size, pushed into the viewport from the sides. */
export function spotOf({ x, end, top, within }: RowAnchor, row: Size, viewport: Size): Spot {
  const left = end
    ? Math.max(x - row.width, within ?? Number.NEGATIVE_INFINITY)
    : Math.min(x, (within ?? Number.POSITIVE_INFINITY) - row.width);
  return { left: Math.max(0, Math.min(left, viewport.width - row.width)), top };
}

/** Where all places for a row of this width lie, as `rowAnchors` has them. */
export function regionOf(anchors: readonly RowAnchor[], row: Size, viewport: Size): Box {
  const boxes = anchors.map((anchor) => boxAt(spotOf(anchor, row, viewport), row));
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** How much of the boxes that a page shows a part would cover; square pixels. */
export function coveredArea(box: Box, shown: readonly Box[]): number {
  return shown.reduce((sum, each) => sum + overlapArea(box, each), 0);
}

/** How far from a box its small part may stand, and how finely spots are tried; pixels. */
const reach = 160;
const step = 12;

/**
 * Spots for a small part of a reply box: beside its text, in the line of its post button, then ever
 * farther above and below, then in the corners of the view.
 */
export function spotsBeside(
  text: Box,
  button: Box | null,
  size: Size,
  viewport: Size,
  rightToLeft: boolean,
): Spot[] {
  const { width, height } = size;
  const left = Math.max(0, Math.min(text.left, viewport.width - width));
  const right = Math.max(0, Math.min(text.right, viewport.width) - width);
  const sides = rightToLeft ? [left, right] : [right, left];
  const near = rowAnchors(text, height, rightToLeft).map((at) => spotOf(at, size, viewport));
  const inLine: Spot[] = [];
  if (button !== null) {
    const top = (button.top + button.bottom - height) / 2;
    inLine.push(
      { left: button.right + gap, top },
      { left: button.left - gap - width, top },
      ...sides.map((side) => ({ left: side, top })),
    );
  }
  const farther: Spot[] = [];
  for (let away = step; away <= reach; away += step) {
    for (const side of sides) {
      farther.push({ left: side, top: text.bottom + away });
      farther.push({ left: side, top: text.top - away - height });
    }
  }
  const far = viewport.width - width - gap;
  const ends = rightToLeft ? [gap, far] : [far, gap];
  const corners = [viewport.height - height - gap, gap].flatMap((top) =>
    ends.map((end) => ({ left: end, top })),
  );
  return [...near, ...inLine, ...farther, ...corners];
}

export function contains(box: Box, x: number, y: number): boolean {
  return x >= box.left && x < box.right && y >= box.top && y < box.bottom;
}

/** What is visible, without the scroll bars. */
export function viewportSize(): Size {
  const { clientWidth } = document.documentElement;
  return { width: clientWidth > 0 ? clientWidth : innerWidth, height: innerHeight };
}
