import type { PageComment } from '../../generated/PageComment';
import type { ReadingView } from '../../generated/ReadingView';
import { trusted } from '../../ui/trusted';
import type { PageWatcher } from '../page/contract';
import { Purse } from '../page/purse';
import { type ChipRow, drawRow, type Scrolled } from './chip-row';
import { coverOver, isTakenAt, probesAround } from './free';
import type { Stage } from './host';
import { type Box, contains, type RowAnchor, rowAnchors, spotOf, viewportSize } from './place';

/** Rows of one column that must agree on their spot before the next ones are believed to fit too. */
const believedAfter = 2;
/** Looking at what the page shows at a point is done for so long at once; milliseconds. */
const sliceMilliseconds = 4;
const clockMilliseconds = 30_000;
const pauseMilliseconds = 60;
/** When the allowance is used up. */
const longPauseMilliseconds = 600;
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
  /** Which of the spots beside the text it took; null before the first is chosen. */
  spot: number | null;
  /** Whether the spot was looked at, or is believed to be as free as the same spot of its neighbours. */
  sure: boolean;
  /** How much of the page each spot looked at so far would cover. */
  readonly taken: Map<number, number>;
  /** How far the look at the next spot has come, and what it would cover so far. */
  readonly look: { probe: number; taken: number };
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

/** What the rows of one column, that is of equal left and right edges, have found out. */
interface Column {
  spot: number;
  agreed: number;
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
 * They stand in the document's coordinates, so that they scroll with the page by themselves, and
 * are placed by their edges alone, so that no size is asked for. `moved` comes when the page is
 * laid out: the texts are measured then, and what has changed is written in the next frame. Where
 * neither the view nor the comments near it are others, a few texts stand for all. Asking the page
 * what it shows at a point costs most, and grows with the page, so it is done within an allowance of
 * time; what one row found out serves the others of its column.
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
  const columns = new Map<string, Column>();
  /** Parts of the page that stay in place and were seen to lie over comments. */
  const covers = new Set<Element>();
  const purse = new Purse(lookingShare);
  let lastSpot: number | null = null;
  let timer = 0;
  let frame = 0;
  let seen: Seen = { near: new Set(), scrolled: { x: 0, y: 0 }, view: '' };
  /** The text that is measured next on behalf of those in the middle. */
  let turn = 0;
  let lastScroll = { y: scrollY, at: 0 };
  const clock = window.setInterval(updateAll, clockMilliseconds);

  function follow(): void {
    window.clearTimeout(timer);
    timer = 0;
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
    const unfinished = lookAround(
      [...near].filter((row) => row.drawn !== null && row.rect !== null),
    );
    const over = [...covers].map((cover) => cover.getBoundingClientRect());
    for (const row of near) {
      row.covered = isCovered(row, over);
    }
    if ([...near].some((row) => isToWrite(row, scrolled))) {
      frame ||= requestAnimationFrame(write);
    }
    if (unfinished) {
      const pause = lastSpot === null ? 0 : purse.has() ? pauseMilliseconds : longPauseMilliseconds;
      timer = window.setTimeout(() => watcher.lookSoon(), pause);
    }
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
      (spot === null && lastSpot !== null) ||
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
    if (timer === 0 && [...drawn].some((row) => row.spot === null)) {
      timer = window.setTimeout(() => watcher.lookSoon(), 0);
    }
  }

  function place(row: Row, rect: DOMRect, scrolled: Scrolled, now: number): void {
    if (row.drawn === null) {
      row.drawn = drawRow(row, now);
      drawn.add(row);
      container.append(row.drawn.element);
    }
    if (row.spot === null) {
      const column = columns.get(columnOf(row, rect));
      row.spot = column?.spot ?? lastSpot;
      row.sure = column !== undefined && column.agreed >= believedAfter;
    }
    const anchor = row.spot === null ? undefined : anchorsOf(row, rect)[row.spot];
    row.drawn.put(anchor === undefined || row.covered ? null : anchor, scrolled);
    row.written = { edges: edgesOf(rect, scrolled), spot: row.spot, covered: row.covered };
  }

  /** Within the allowance: chooses spots, and finds what covers comments. True when there is more to do. */
  function lookAround(all: readonly Row[]): boolean {
    const start = performance.now();
    const unsure = all.filter((row) => !row.sure && (row.spot === null || isInView(row)));
    const stale = all
      .filter(
        (row) =>
          isInView(row) && (row.looked < lastScroll.at || start - row.looked > coverMilliseconds),
      )
      .sort((a, b) => a.looked - b.looked);
    let next = 0;
    // Until the first spot of a page is found nothing can be shown, so that is looked for at once.
    const mayLook = (): boolean => purse.has() || lastSpot === null;
    while (performance.now() - start < sliceMilliseconds && mayLook()) {
      const row = unsure[next];
      if (row === undefined) {
        break;
      }
      if (purse.spend(() => tryNextSpot(row))) {
        next += 1;
      }
    }
    for (const row of stale) {
      if (performance.now() - start >= sliceMilliseconds || !purse.has()) {
        break;
      }
      purse.spend(() => lookForCover(row));
    }
    return next < unsure.length;
  }

  /** Looks at one more point of a row's spots; true when nothing more can be found out about it now. */
  function tryNextSpot(row: Row): boolean {
    const { rect, drawn: shown } = row;
    if (rect === null || shown === null) {
      return true;
    }
    const size = shown.size();
    const viewport = viewportSize();
    const anchors = anchorsOf(row, rect);
    const first = row.spot ?? lastSpot ?? 0;
    const order = [first, ...anchors.keys()];
    const index = order.find((each) => !row.taken.has(each));
    if (index !== undefined) {
      const anchor = anchors[index];
      const spot = anchor && spotOf(anchor, size, viewport);
      const isInside =
        spot !== undefined && spot.top >= 0 && spot.top + size.height <= viewport.height;
      if (!isInside && row.spot !== null) {
        // To be looked at once it has come into view.
        return true;
      }
      // Under a short text a row that ends with it would hang out of the comment at its start.
      const hangsOut = isInside && anchor?.end === true && spot.left < rect.left ? 1 : 0;
      const { look } = row;
      if (isInside) {
        look.taken += Number(isTakenAt(spot, size, look.probe, stage));
        look.probe += 1;
        if (look.probe < probesAround) {
          return false;
        }
      }
      const taken = isInside ? look.taken + hangsOut : Number.POSITIVE_INFINITY;
      look.probe = 0;
      look.taken = 0;
      row.taken.set(index, taken);
      if (taken > 0 && row.taken.size < anchors.length) {
        return false;
      }
    }
    const [best, least] = [...row.taken].reduce((a, b) => (b[1] < a[1] ? b : a));
    row.taken.clear();
    if (least === Number.POSITIVE_INFINITY) {
      return true;
    }
    settleOn(row, rect, best);
    return true;
  }

  function settleOn(row: Row, rect: DOMRect, spot: number): void {
    row.spot = spot;
    row.sure = true;
    lastSpot = spot;
    const name = columnOf(row, rect);
    const column = columns.get(name);
    if (column?.spot === spot) {
      column.agreed += 1;
    } else {
      columns.set(name, { spot, agreed: 1 });
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
          sure: false,
          taken: new Map(),
          look: { probe: 0, taken: 0 },
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

/** Rows whose texts share their edges stand in equal surroundings. */
function columnOf(row: Row, rect: Box): string {
  return `${row.reading.direction} ${Math.round(rect.left)} ${Math.round(rect.right)}`;
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

/** As the style has it. */
const rowHeight = 20;
