import { type JSX, render } from 'preact';
import type { PageComment } from '../../generated/PageComment';
import type { ReadingView } from '../../generated/ReadingView';
import { Icon } from '../../ui/icon';
import { chipTags, hasRisk } from '../../ui/tags';
import { due } from '../../ui/time';
import { trusted } from '../../ui/trusted';
import { words } from '../../ui/words';
import type { PageWatcher } from '../page/contract';
import { freeSpot, isCovered } from './free';
import type { Stage } from './host';
import { rowSpots, type Size, type Spot, viewportSize } from './place';

/** Rows before and after those in view that are looked at first when the page moves. */
const neighbours = 24;
/** Of all others so many are looked at per frame, in turn, for pages that jump. */
const sweepPerFrame = 60;
/** How far from the viewport's edges the page may have bars that stay; pixels. */
const stickyEdge = 140;
const looksBetween = 6;

interface Row {
  readonly key: string;
  comment: PageComment;
  reading: ReadingView;
  muted: boolean;
  /** Where the text is, as far as it is in view. */
  rect: DOMRect | null;
  size: Size | null;
  /** Which of the spots beside the text it took; kept, so that the row does not jump. */
  spot: number | null;
  element: HTMLElement | null;
  /** Whether the page covers the comment, as of the last look; null before the first. */
  hidden: boolean | null;
  looks: number;
}

export interface Chips {
  show(comment: PageComment, reading: ReadingView): void;
  remove(keys: readonly string[]): void;
  /** The page moved: measure what is or may be in view, and follow. */
  moved(): void;
  /** A reply went out: the row steps back. */
  mute(key: string): void;
  /** The comment whose row is under the pointer or has the focus. */
  current(): string | null;
  /** Gives the focus to a row's reply mark; false when it is not drawn. */
  focus(key: string): boolean;
  clear(): void;
}

/** The rows of chips, one for each comment in or near the viewport. */
export function createChips(
  stage: Stage,
  watcher: PageWatcher,
  open: (key: string, tag: string | null) => void,
): Chips {
  const container = document.createElement('div');
  stage.layer.append(container);
  const rows = new Map<string, Row>();
  /** In the order they were seen, which is about the page's. */
  let order: Row[] = [];
  let drawn: readonly Row[] = [];
  let sweep = 0;
  /** Rows not looked at yet, and whether one that is drawn has a new reading. */
  let fresh: Row[] = [];
  let stale = false;
  let lastSpot = 0;
  let frame = 0;
  const clock = window.setInterval(() => {
    if (drawn.length > 0) {
      draw();
    }
  }, 30_000);

  function follow(): void {
    frame = 0;
    const measured = new Set<Row>();
    const take = (row: Row): void => {
      if (!measured.has(row)) {
        measured.add(row);
        row.rect = watcher.rectOf(row.key);
      }
    };
    drawn.forEach(take);
    fresh.forEach(take);
    fresh = [];
    const places = drawn.map((row) => order.indexOf(row));
    const first = Math.min(...places, order.length);
    const last = Math.max(...places, 0);
    order.slice(Math.max(0, first - neighbours), first).forEach(take);
    order.slice(last + 1, last + 1 + neighbours).forEach(take);
    for (let count = 0; count < sweepPerFrame && count < order.length; count += 1) {
      sweep = (sweep + 1) % order.length;
      const row = order[sweep];
      if (row) {
        take(row);
      }
    }
    const inView = [...measured]
      .filter((row) => row.rect !== null)
      .sort((a, b) => (a.rect?.top ?? 0) - (b.rect?.top ?? 0));
    if (
      stale ||
      inView.length !== drawn.length ||
      inView.some((row, index) => row !== drawn[index])
    ) {
      drawn = inView;
      draw();
    } else {
      settle();
    }
  }

  function draw(): void {
    stale = false;
    const now = Date.now();
    render(
      drawn.map((row) => <ChipRow key={row.key} row={row} now={now} open={open} />),
      container,
    );
    for (const row of drawn) {
      row.size = null;
    }
    settle();
  }

  /** Sizes are read for all rows before any is moved, so that the page is laid out once. */
  function settle(): void {
    for (const row of drawn) {
      if (row.size === null && row.element !== null) {
        row.size = { width: row.element.offsetWidth, height: row.element.offsetHeight };
      }
    }
    const moves = drawn.map((row) => [row, spotOf(row)] as const);
    for (const [{ element }, spot] of moves) {
      element?.classList.toggle('waiting', spot === null);
      if (element && spot) {
        element.style.transform = `translate(${Math.round(spot.left + scrollX)}px, ${Math.round(spot.top + scrollY)}px)`;
      }
    }
  }

  /** Null while the row has no place to be, or the page covers its comment. */
  function spotOf(row: Row): Spot | null {
    if (row.rect === null || row.size === null) {
      return null;
    }
    const rightToLeft = row.reading.direction === 'rtl';
    const spots = rowSpots(row.rect, row.size, viewportSize(), rightToLeft);
    if (row.spot === null) {
      row.spot = freeSpot(spots, row.size, lastSpot, stage);
      lastSpot = row.spot ?? lastSpot;
    }
    const spot = row.spot === null ? undefined : spots[row.spot];
    if (spot === undefined) {
      return null;
    }
    return isHidden(row, row.rect) ? null : spot;
  }

  /** Sticky bars lie at the edges; in the middle it is enough to look now and then. */
  function isHidden(row: Row, rect: DOMRect): boolean {
    const inMiddle = rect.top > stickyEdge && rect.bottom < innerHeight - stickyEdge;
    row.looks += 1;
    if (row.hidden === null || !inMiddle || row.looks % looksBetween === 0) {
      const own = (element: Element): boolean => watcher.commentOf(element)?.key === row.key;
      row.hidden = isCovered((rect.left + rect.right) / 2, rect.bottom - 4, own, stage);
    }
    return row.hidden;
  }

  return {
    show(comment, reading) {
      const known = rows.get(comment.key);
      if (known) {
        known.comment = comment;
        known.reading = reading;
        stale = true;
      } else {
        const row: Row = {
          key: comment.key,
          comment,
          reading,
          muted: false,
          rect: null,
          size: null,
          spot: null,
          element: null,
          hidden: null,
          looks: 0,
        };
        rows.set(comment.key, row);
        order.push(row);
        fresh.push(row);
      }
      frame ||= requestAnimationFrame(follow);
    },
    remove(keys) {
      for (const key of keys) {
        rows.delete(key);
      }
      order = order.filter((row) => rows.has(row.key));
      drawn = drawn.filter((row) => rows.has(row.key));
      draw();
    },
    moved: follow,
    mute(key) {
      const row = rows.get(key);
      if (row) {
        row.muted = true;
        draw();
      }
    },
    current() {
      const row = container.querySelector('.chips:hover') ?? stage.focused()?.closest('.chips');
      return drawn.find(({ element }) => element !== null && element === row)?.key ?? null;
    },
    focus(key) {
      const mark = rows.get(key)?.element?.querySelector<HTMLElement>('.answer');
      mark?.focus({ preventScroll: true });
      return mark !== undefined && mark !== null;
    },
    clear() {
      window.clearInterval(clock);
      cancelAnimationFrame(frame);
      render(null, container);
      container.remove();
      rows.clear();
      drawn = [];
    },
  };
}

interface ChipRowProps {
  readonly row: Row;
  readonly now: number;
  readonly open: (key: string, tag: string | null) => void;
}

/**
 * One row. The reply mark alone is a tab stop, and its label says what the chips show; the chips
 * are for the pointer, so that a page of comments does not put five stops on each.
 */
function ChipRow({ row, now, open }: ChipRowProps): JSX.Element {
  const { shown, rest } = chipTags(row.reading);
  const when = due(row.reading.urgency.dueMinutes, row.comment.postedAt, now);
  const pressing = when !== null && !when.past && (when.late || hasRisk(row.reading)) && !row.muted;
  const author = row.comment.author ?? words.chips.someone;
  const names = [...shown, ...rest].map((tag) => tag.name).join(', ');
  const label = words.chips.replyTo(author, names, pressing ? when.text : '');
  return (
    <div
      class={`at chips waiting ${row.muted ? 'muted' : ''}`}
      role="group"
      aria-label={words.chips.group(author)}
      ref={(element) => {
        row.element = element;
      }}
    >
      {shown.map((tag) => (
        <button
          key={tag.id}
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          class={`tag ${tag.family}`}
          onClick={trusted(() => open(row.key, tag.id))}
        >
          {tag.family === 'risk' && <Icon name="risk" />}
          <span>{tag.name}</span>
        </button>
      ))}
      {rest.length > 0 && (
        <span
          class="tag topic"
          title={words.chips.moreLabel(rest.map((tag) => tag.name).join(', '))}
          aria-hidden="true"
        >
          {words.chips.more(rest.length)}
        </span>
      )}
      {pressing && (
        <span class={`tag due ${when.late ? 'late' : ''}`} aria-hidden="true">
          <Icon name="clock" />
          {when.text}
        </span>
      )}
      <button
        type="button"
        class="tag answer"
        aria-label={label}
        aria-haspopup="dialog"
        onClick={trusted(() => open(row.key, null))}
      >
        <Icon name="reply" />
      </button>
    </div>
  );
}
