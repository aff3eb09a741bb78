import type { Stage } from './host';
import { type Box, boxAt, overlaps, type Size, type Spot } from './place';

/** What a reader uses: links, buttons, fields, pictures. */
export const interactive =
  'a,button,input,textarea,select,label,summary,img,video,[role=button],[role=link],[role=textbox],[contenteditable]';

/** Looking at what the page shows at a point costs most, so only so many spots are looked at. */
const spotsLookedAt = 12;

/**
 * The first of several spots, best first, where a small part covers nothing of the page, or else
 * where it covers least; never what must stay clear, while there is such a spot. Null while none is
 * inside the viewport.
 */
export function freeSpot(
  spots: readonly Spot[],
  size: Size,
  keepClear: readonly Box[],
  stage: Stage,
): Spot | null {
  const inView = spots.filter((spot) => {
    const { left, top, right, bottom } = boxAt(spot, size);
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  });
  const clear = inView.filter((spot) => isClear(spot, size, keepClear));
  let best: Spot | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const spot of (clear.length > 0 ? clear : inView).slice(0, spotsLookedAt)) {
    const taken = takenAt(spot, size, stage);
    if (taken < least) {
      least = taken;
      best = spot;
    }
    if (taken === 0) {
      break;
    }
  }
  return best;
}

export function isClear(spot: Spot, size: Size, keepClear: readonly Box[]): boolean {
  const box = boxAt(spot, size);
  return !keepClear.some((clear) => overlaps(clear, box));
}

const probesAlong = [0.02, 0.35, 0.65, 0.98];
/** Probes along a small part's upper and lower edge. */
const probesAround = 2 * probesAlong.length;

/** At how many of its probes the page shows something. */
function takenAt(spot: Spot, size: Size, stage: Stage): number {
  return [...Array(probesAround).keys()].filter((probe) => isTakenAt(spot, size, probe, stage))
    .length;
}

/** Whether the page shows something at one probe. On large pages asking takes a millisecond or more. */
function isTakenAt(spot: Spot, size: Size, probe: number, stage: Stage): boolean {
  const box = boxAt(spot, size);
  const part = probesAlong[probe % probesAlong.length] ?? 0;
  const x = box.left + (box.right - box.left) * part;
  const y = probe < probesAlong.length ? box.top + 2 : box.bottom - 2;
  const element = pageElementAt(x, y, stage);
  return element !== null && (element.closest(interactive) !== null || showsTextIn(element, box));
}

/** The page's topmost element at a point, seen through the overlay. */
export function pageElementAt(x: number, y: number, stage: Stage): Element | null {
  // Asking for the whole pile costs several times as much, so only where the overlay is on top.
  const top = document.elementFromPoint(x, y);
  return stage.isHost(top)
    ? (document.elementsFromPoint(x, y).find((element) => !stage.isHost(element)) ?? null)
    : top;
}

const textNodesLookedAt = 8;

function showsTextIn(element: Element, box: Box): boolean {
  const range = document.createRange();
  let looked = 0;
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE || !/\S/.test(node.nodeValue ?? '')) {
      continue;
    }
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (overlaps(rect, box)) {
        return true;
      }
    }
    looked += 1;
    if (looked === textNodesLookedAt) {
      break;
    }
  }
  return false;
}

/** What the page lays over a text at this point and keeps there: a sticky bar, a menu, a dialog. */
export function coverOver(x: number, y: number, text: Element, stage: Stage): Element | null {
  const top = pageElementAt(x, y, stage);
  if (top === null || text.contains(top)) {
    return null;
  }
  for (let element: Element | null = top; element !== null; element = element.parentElement) {
    if (element.contains(text)) {
      return null;
    }
    const { position } = getComputedStyle(element);
    if (
      position === 'fixed' ||
      position === 'sticky' ||
      element.matches('dialog, [aria-modal=true]')
    ) {
      return element;
    }
  }
  return null;
}
