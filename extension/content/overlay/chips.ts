import type { PageComment } from '../../generated/PageComment';
import type { ReadingView } from '../../generated/ReadingView';
import { trusted } from '../../ui/trusted';
import type { PageWatcher } from '../page/contract';
import { Purse } from '../page/purse';
import { type ChipRow, drawRow, roomFor, rowHeight, type Scrolled } from './chip-row';
import { coverOver } from './free';
import type { Stage } from './host';
import {
  type Box,
  boxAt,
  contains,
  coveredArea,
  type RowAnchor,
  regionOf,
  rowAnchors,
  type Size,
  spotOf,
  viewportSize,
} from './place';
import { shownAround } from './surroundings';

/** Looking at what the page shows at a point is done for so long at once; milliseconds. */
const sliceMilliseconds = 4;
const clockMilliseconds = 30_000;
/** Where nothing is scrolled, menus and bars that came up are looked for at this distance. */
const coverMilliseconds = 2500;
/** Of the time that passes, the share that looking at the page may take. */
const lookingShare = 0.003;

interface Row {
  readonly key: string;
  comment: PageComment;
  reading: ReadingView;
  muted: boolean;
  /** Where the text is; null while it is far from what is in view. */
  rect: DOMRect | null;
  drawn: ChipRow | null;
  /** Which of the spots beside the text it took; null before one is chosen. */
  spot: number | null;
  /** When the spot was chosen, and for which width of the text; null where it is to be chosen anew. */
  chosen: { readonly width: number; readonly at: number } | null;
  /** When it was last looked at whether the page covers the comment. */
  looked: number;
  /** Whether a part of the page lies over the comment. */
  covered: boolean;
  /** What was written last, and whether it still holds. */
  written: Written | null;
}

/** Where a row was put. */
interface Written {
  /** The text's edges in the document's coordinates. */
  readonly edges: string;
  readonly spot: number | null;
  readonly covered: boolean;
}

/** What was measured last. */
interface Seen {
  readonly near: ReadonlySet<Row>;
  readonly scrolled: Scrolled;
  readonly view: string;
}

export interface Chips {
  show(comment: PageComment, reading: ReadingView): void;
  remove(keys: readonly string[]): void;
  /** The page moved and is laid out again: follow. */
  moved(): void;
  /** A reply went out: the row steps back. */
  mute(key: string): void;
  /** The comment whose row is under the pointer or has the focus. */
  current(): string | null;
  /** Gives the focus to a row's reply mark; false when it is not drawn. */
  focus(key: string): boolean;
  clear(): void;
}

/**
 * The rows of chips, one for each comment in or near the viewport.
 *
 * They stand in the document's coordinates, so that they scroll with the page by themselves.
 * `moved` comes when the page is laid out: the texts are measured then, and what has changed is
 * written in the next frame. Where neither the view nor the comments near it are others, a few texts
 * stand for all. Each row takes the first spot beside its text that is free of what the page shows
 * there, whatever came before and whatever its neighbours do, so the same page always looks the same.
 * Asking the page what covers a comment goes through all of a large page, so it is done within an
 * allowance of time.
 */
export function createChips(
  stage: Stage,
  watcher: PageWatcher,
  open: (key: string, tag: string | null) => void,
): Chips {
  const container = document.createElement('div');
  container.addEventListener('click', trusted(onClick));
  stage.layer.append(container);
  const rows = new Map<string, Row>();
  const drawn = new Set<Row>();
  /** Parts of the page that stay in place and were seen to lie over comments. */
  const covers = new Set<Element>();
  const purse = new Purse(lookingShare, sliceMilliseconds);
  let timer = 0;
  let frame = 0;
  /** The next look was asked for here, and says nothing of the page. */
  let ownLook = false;
  /** When the page moved or changed last, as far as was told. */
  let lastMove = 0;
  let seen: Seen = { near: new Set(), scrolled: { x: 0, y: 0 }, view: '' };
  /** The text that is measured next on behalf of those in the middle. */
  let turn = 0;
  let lastScroll = { y: scrollY, at: 0 };
  const clock = window.setInterval(updateAll, clockMilliseconds);

  function follow(): void {
    window.clearTimeout(timer);
    if (!ownLook) {
      lastMove = performance.now();
    }
    ownLook = false;
    const near = new Set<Row>();
    for (const key of watcher.near()) {
      const row = rows.get(key);
      if (row !== undefined) {
        near.add(row);
      }
    }
    for (const row of drawn) {
      near.add(row);
    }
    const scrolled = { x: scrollX, y: scrollY };
    const view = `${innerWidth} ${innerHeight} ${scrolled.x} ${scrolled.y}`;
    if (view !== seen.view || !isSame(near, seen.near) || !standsStill([...near], scrolled)) {
      for (const row of near) {
        row.rect = watcher.placeOf(row.key);
      }
    }
    seen = { near, scrolled, view };
    if (scrolled.y !== lastScroll.y) {
      lastScroll = { y: scrolled.y, at: performance.now() };
    }
    for (const row of near) {
      const { rect, chosen } = row;
      if (rect !== null && chosen?.width !== Math.round(rect.width)) {
        choose(row, rect, scrolled);
      }
    }
    lookAround(scrolled);
    const over = [...covers].map((cover) => cover.getBoundingClientRect());
    for (const row of near) {
      row.covered = isCovered(row, over);
    }
    if ([...near].some((row) => isToWrite(row, scrolled))) {
      frame ||= requestAnimationFrame(write);
    }
    if ([...drawn].some((row) => isInView(row) && row.looked < lastMove)) {
      lookIn(coverMilliseconds);
    }
  }

  function lookIn(milliseconds: number): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      ownLook = true;
      watcher.lookSoon();
    }, milliseconds);
  }

  /** Whether the first, the last and one more of the texts in view are where they were. */
  function standsStill(near: readonly Row[], scrolled: Scrolled): boolean {
    const placed = near
      .filter(({ rect }) => rect !== null)
      .sort((a, b) => (a.rect?.top ?? 0) - (b.rect?.top ?? 0));
    turn += 1;
    const some = [placed[0], placed.at(-1), placed[turn % Math.max(placed.length, 1)]];
    return some.every(
      (row) =>
        row !== undefined &&
        edgesOf(row.rect, scrolled) === edgesOf(watcher.placeOf(row.key), scrolled),
    );
  }

  function isToWrite(row: Row, scrolled: Scrolled): boolean {
    const { rect, written, spot, covered } = row;
    if (rect === null || rows.get(row.key) !== row) {
      return row.drawn !== null;
    }
    return (
      written === null ||
      written.spot !== spot ||
      written.covered !== covered ||
      written.edges !== edgesOf(rect, scrolled)
    );
  }

  /** In a frame, just before the page is laid out anyway, so that whoever measures next finds it so. */
  function write(): void {
    frame = 0;
    const { near, scrolled } = seen;
    const now = Date.now();
    for (const row of near) {
      if (row.rect === null || rows.get(row.key) !== row) {
        undraw(row);
      } else {
        place(row, row.rect, scrolled, now);
      }
    }
    // A row that does not surely fit is measured as soon as it is laid out.
    if ([...drawn].some((row) => row.chosen === null)) {
      lookIn(0);
    }
  }

  function place(row: Row, rect: DOMRect, scrolled: Scrolled, now: number): void {
    if (row.drawn === null) {
      row.drawn = drawRow(row, now);
      drawn.add(row);
      container.append(row.drawn.element);
    }
    const anchor = row.spot === null ? undefined : anchorsOf(row, rect)[row.spot];
    row.drawn.put(anchor === undefined || row.covered ? null : anchor, scrolled);
    row.written = { edges: edgesOf(rect, scrolled), spot: row.spot, covered: row.covered };
  }

  /** The first free spot, or else the one that covers least. */
  function choose(row: Row, rect: DOMRect, scrolled: Scrolled): void {
    const text = watcher.textElement(row.key);
    if (text === null) {
      return;
    }
    const size = row.drawn?.size() ?? roomFor(row, Date.now());
    const costs = costsOf(anchorsOf(row, rect), size, scrolled, text);
    const best = costs.indexOf(Math.min(...costs));
    // With less room than it may need, another spot might have been free.
    if (row.drawn !== null || (best === 0 && costs[0] === 0)) {
      row.spot = best;
      row.chosen = { width: Math.round(rect.width), at: performance.now() };
    }
  }

  /** Within the allowance: finds what lies over the comments in view, and what came up beside them. */
  function lookAround(scrolled: Scrolled): void {
    const start = performance.now();
    const stale = [...drawn].filter(
      (row) =>
        isInView(row) && (row.looked < lastScroll.at || start - row.looked > coverMilliseconds),
    );
    for (const row of edgesFirst(stale)) {
      if (performance.now() - start >= sliceMilliseconds || !purse.has()) {
        break;
      }
      purse.spend(() => {
        lookForCover(row);
        if (row.rect !== null && row.chosen !== null && start - row.chosen.at > coverMilliseconds) {
          choose(row, row.rect, scrolled);
        }
      });
    }
  }

  /** Sticky bars, menus and dialogs that lie over a comment hide its row, too. */
  function lookForCover(row: Row): void {
    const text = watcher.textElement(row.key);
    if (text === null || row.rect === null) {
      return;
    }
    row.looked = performance.now();
    const { x, y } = pointIn(row.rect);
    const cover = coverOver(x, y, text, stage);
    if (cover !== null) {
      covers.add(cover);
      return;
    }
    for (const known of covers) {
      if (!known.isConnected || contains(known.getBoundingClientRect(), x, y)) {
        covers.delete(known);
      }
    }
  }

  function undraw(row: Row): void {
    row.drawn?.element.remove();
    row.drawn = null;
    row.written = null;
    drawn.delete(row);
  }

  /** How much time is left changes on its own. */
  function updateAll(): void {
    if (drawn.size > 0) {
      for (const row of drawn) {
        if (row.reading.urgency.dueMinutes !== null) {
          row.drawn?.update(row, Date.now());
        }
      }
      follow();
    }
  }

  function onClick(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>('button');
    const row = button === null ? undefined : rowOf(button);
    if (row !== undefined && button !== null) {
      open(row.key, button.dataset.tag ?? null);
    }
  }

  function rowOf(element: Element | null | undefined): Row | undefined {
    const shown = element?.closest('.chips') ?? null;
    return shown === null ? undefined : [...drawn].find((row) => row.drawn?.element === shown);
  }

  return {
    show(comment, reading) {
      const known = rows.get(comment.key);
      if (known) {
        known.comment = comment;
        known.reading = reading;
        known.chosen = null;
        known.written = null;
        known.drawn?.update(known, Date.now());
      } else {
        rows.set(comment.key, {
          key: comment.key,
          comment,
          reading,
          muted: false,
          rect: null,
          drawn: null,
          spot: null,
          chosen: null,
          looked: 0,
          covered: false,
          written: null,
        });
      }
      watcher.lookSoon();
    },
    remove(keys) {
      for (const key of keys) {
        const row = rows.get(key);
        if (row !== undefined) {
          undraw(row);
          rows.delete(key);
        }
      }
      watcher.lookSoon();
    },
    moved: follow,
    mute(key) {
      const row = rows.get(key);
      if (row) {
        row.muted = true;
        row.drawn?.update(row, Date.now());
        watcher.lookSoon();
      }
    },
    current() {
      return rowOf(container.querySelector('.chips:hover') ?? stage.focused())?.key ?? null;
    },
    focus(key) {
      const mark = rows.get(key)?.drawn?.mark;
      mark?.focus({ preventScroll: true });
      return mark !== undefined && stage.focused() === mark;
    },
    clear() {
      window.clearInterval(clock);
      window.clearTimeout(timer);
      cancelAnimationFrame(frame);
      container.remove();
      rows.clear();
      drawn.clear();
    },
  };
}

function anchorsOf(row: Row, rect: Box): RowAnchor[] {
  return rowAnchors(rect, rowHeight, row.reading.direction === 'rtl');
}

/** How much of what the page shows each spot would cover; endless outside the document. */
function costsOf(
  anchors: readonly RowAnchor[],
  size: Size,
  scrolled: Scrolled,
  text: Element,
): number[] {
  const viewport = viewportSize();
  const shown = shownAround(text, regionOf(anchors, size, viewport));
  const end = Math.max(document.documentElement.scrollHeight - scrolled.y, viewport.height);
  return anchors.map((anchor) => {
    const box = boxAt(spotOf(anchor, size, viewport), size);
    const isOutside = box.top < -scrolled.y || box.bottom > end;
    return isOutside ? Number.POSITIVE_INFINITY : coveredArea(box, shown);
  });
}

/** Bars lie at the edges of the view, so the rows there are looked at before those between, oldest look first. */
function edgesFirst(rows: readonly Row[]): Row[] {
  const byPlace = [...rows].sort((a, b) => (a.rect?.top ?? 0) - (b.rect?.top ?? 0));
  const edges = new Set([byPlace[0], byPlace.at(-1)]);
  return byPlace.sort((a, b) => Number(edges.has(b)) - Number(edges.has(a)) || a.looked - b.looked);
}

function isInView({ rect }: Row): boolean {
  return rect !== null && rect.bottom > 0 && rect.bottom < innerHeight;
}

function isCovered({ rect }: Row, over: readonly Box[]): boolean {
  if (rect === null || over.length === 0) {
    return false;
  }
  const { x, y } = pointIn(rect);
  return over.some((box) => contains(box, x, y));
}

function isSame(some: ReadonlySet<Row>, others: ReadonlySet<Row>): boolean {
  return some.size === others.size && [...some].every((row) => others.has(row));
}

/** Where a text is in the document's coordinates, to the pixel. */
function edgesOf(rect: Box | null, { x, y }: Scrolled): string {
  return rect === null
    ? ''
    : [rect.left + x, rect.top + y, rect.right + x, rect.bottom + y].map(Math.round).join(' ');
}

/** The point of a text that tells whether the page lays something over it. */
function pointIn(rect: Box): { readonly x: number; readonly y: number } {
  return { x: (rect.left + rect.right) / 2, y: rect.bottom - 4 };
}
