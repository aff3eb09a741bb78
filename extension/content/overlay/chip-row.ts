import type { PageComment } from '../../generated/PageComment';
import type { ReadingView } from '../../generated/ReadingView';
import type { TagView } from '../../generated/TagView';
import { drawIcon } from '../../ui/icon';
import { chipTags, hasRisk } from '../../ui/tags';
import { type Due, due } from '../../ui/time';
import { words } from '../../ui/words';
import type { RowAnchor, Size } from './place';

/** What a row says. */
export interface RowContent {
  readonly comment: PageComment;
  readonly reading: ReadingView;
  readonly muted: boolean;
}

/** How far the document is scrolled. Asking for it lays the page out. */
export interface Scrolled {
  readonly x: number;
  readonly y: number;
}

/** A row as it is drawn. */
export interface ChipRow {
  readonly element: HTMLElement;
  /** The reply mark. */
  readonly mark: HTMLElement;
  /** Says something else at the same place; the reply mark keeps the focus. */
  update(content: RowContent, now: number): void;
  /** Moves it to a place in the viewport of a document that is scrolled so far; null hides it. */
  put(anchor: RowAnchor | null, scrolled: Scrolled): void;
  /** Asks for layout where the page has changed, so only to be called when it has not. */
  size(): Size;
}

/** As the style has them; pixels. */
export const rowHeight = 20;
const gap = 4;
const mostTagWidth = 160;
const markWidth = 30;
/** A chip's padding, border and icon, and more than a letter takes in any font at its size; pixels. */
const besideLetters = 40;
const letterWidth = 10;

/** No less room than a row needs that says this; told before it is drawn. */
export function roomFor({ comment, reading }: RowContent, now: number): Size {
  const { shown, rest } = chipTags(reading);
  const when = due(reading.urgency.dueMinutes, comment.postedAt, now);
  const labels = [
    ...shown.map(({ name }) => name),
    ...(rest.length > 0 ? [words.chips.more(rest.length)] : []),
    ...(when === null ? [] : [when.text]),
  ];
  const widths = labels.map(({ length }) =>
    Math.min(mostTagWidth, besideLetters + letterWidth * length),
  );
  return { width: widths.reduce((sum, width) => sum + width + gap, markWidth), height: rowHeight };
}

/**
 * One row, in plain elements: hundreds of them come and go while a page is scrolled. The reply mark
 * alone is a tab stop, and its label says what the chips show; the chips are for the pointer, so
 * that a page of comments does not put five stops on each.
 */
export function drawRow(content: RowContent, now: number): ChipRow {
  const element = make('div', 'at chips waiting', { role: 'group' });
  const mark = make('button', 'tag answer', { type: 'button', 'aria-haspopup': 'dialog' });
  mark.append(drawIcon('reply'));
  element.append(mark);

  function update({ comment, reading, muted }: RowContent, at: number): void {
    const { shown, rest } = chipTags(reading);
    const when = due(reading.urgency.dueMinutes, comment.postedAt, at);
    const pressing =
      when !== null && !when.past && (when.late || hasRisk(reading)) && !muted ? when : null;
    const author = comment.author ?? words.chips.someone;
    const names = [...shown, ...rest].map((tag) => tag.name).join(', ');
    element.classList.toggle('muted', muted);
    element.setAttribute('aria-label', words.chips.group(author));
    mark.setAttribute('aria-label', words.chips.replyTo(author, names, pressing?.text ?? ''));
    while (element.firstChild !== mark) {
      element.firstChild?.remove();
    }
    mark.before(
      ...shown.map(tagChip),
      ...(rest.length > 0 ? [restChip(rest)] : []),
      ...(pressing === null ? [] : [dueChip(pressing)]),
    );
  }

  update(content, now);
  return { element, mark, update, put: mover(element), size: () => sizeOf(element) };
}

function tagChip(tag: TagView): HTMLElement {
  const chip = makeChip(tag.family, { 'data-tag': tag.id });
  if (tag.family === 'risk') {
    chip.append(drawIcon('risk'));
  }
  const name = document.createElement('span');
  name.textContent = tag.name;
  chip.append(name);
  return chip;
}

/** Opens the popover as the others do, which shows all tags. */
function restChip(rest: readonly TagView[]): HTMLElement {
  const chip = makeChip('topic', {
    title: words.chips.moreLabel(rest.map((tag) => tag.name).join(', ')),
  });
  chip.textContent = words.chips.more(rest.length);
  return chip;
}

function dueChip({ late, text }: Due): HTMLElement {
  const chip = makeChip(`due ${late ? 'late' : ''}`);
  chip.append(drawIcon('clock'), text);
  return chip;
}

function makeChip(look: string, attributes: Record<string, string> = {}): HTMLElement {
  return make('button', `tag ${look}`, {
    type: 'button',
    tabindex: '-1',
    'aria-hidden': 'true',
    ...attributes,
  });
}

/** Writes only what has changed. */
function mover(element: HTMLElement): ChipRow['put'] {
  let standing = '';
  let hidden = true;
  return (anchor, scrolled) => {
    if ((anchor === null) !== hidden) {
      hidden = anchor === null;
      element.classList.toggle('waiting', hidden);
    }
    if (anchor === null) {
      return;
    }
    const edge = edgeOf(anchor);
    const x = `${scrolled.x}px + max(0px, min(${edge}, 100vw - 100%))`;
    const next = `translate(calc(${x}), ${Math.round(anchor.top + scrolled.y)}px)`;
    if (next !== standing) {
      standing = next;
      element.style.transform = next;
    }
  };
}

/** As `spotOf` has it. */
function edgeOf({ x, end, within }: RowAnchor): string {
  const edge = end ? `${Math.round(x)}px - 100%` : `${Math.round(x)}px`;
  if (within === undefined) {
    return edge;
  }
  const limit = Math.round(within);
  return end ? `max(${edge}, ${limit}px)` : `min(${edge}, ${limit}px - 100%)`;
}

function sizeOf(element: HTMLElement): Size {
  return { width: element.offsetWidth, height: element.offsetHeight };
}

function make(name: string, className: string, attributes: Record<string, string>): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  return element;
}
