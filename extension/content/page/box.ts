/** A reply box as the overlay sees it. */

import type { InsertOutcome } from '../../generated/InsertOutcome';
import { pasteKeys } from '../../ui/system';
import type { Binder, Candidate } from './binding';
import { copyText } from './clipboard';
import type { InsertResult, ReplyBox } from './contract';
import { type Editable, isTextField } from './editors/kind';
import { climb } from './editors/ladder';
import { selectedRange, selectRange, type TextRange } from './editors/selection';
import { shownIn } from './editors/shown';
import { looksPosting } from './generic/signals';
import { isMention } from './mention';
import { deepActiveElement } from './shadow';
import { isVisible, visibleRect } from './visible';

/** A post button that was off may wake a moment after the text came; milliseconds. */
const BUTTON_PATIENCE = 600;
/** When it has not, the page is told once more. */
const NUDGE_AFTER = 200;

/** What bound a box to its comment, and what was so at that time. */
export interface Bond {
  readonly commentKey: string;
  /** The comment's element that the box lay in. */
  readonly place: Element | null;
  /** The comment whose reply button had been pressed last. */
  readonly pressed: string | null;
}

export class Box implements ReplyBox {
  /** The selection when the box last had the focus. */
  private lastRange: TextRange | null = null;
  private busy: Promise<unknown> = Promise.resolve();

  /** Null while no comment is proved. */
  bond: Bond | null = null;

  constructor(
    public candidate: Candidate,
    private readonly binder: Binder,
    /** Whether the box still answers the comment it is bound to. */
    private readonly bound: (box: Box) => boolean,
    /** Told after text was put in, with the text. */
    private readonly inserted: (box: Box, text: string) => void,
  ) {}

  get commentKey(): string | null {
    return this.bond?.commentKey ?? null;
  }

  get editable(): Editable {
    return this.candidate.editable;
  }

  text(): string {
    return shownIn(this.editable).text;
  }

  async insert(text: string, instead?: TextRange): Promise<InsertResult> {
    const result = await this.inTurn(() => {
      if (this.alive() && !this.bound(this))
        return this.copy(
          text,
          'Copied, because this box may answer another comment now',
          'unbound',
        );
      if (instead !== undefined) return this.put(instead, text);
      const { range, gap } = this.range();
      return this.put(range, gap + text);
    });
    if (stands(result.outcome)) this.inserted(this, text);
    return result;
  }

  replace(start: number, end: number, text: string): Promise<InsertResult> {
    return this.inTurn(() => this.put({ start, end }, text));
  }

  select(start: number, end: number): void {
    this.editable.focus({ preventScroll: true });
    selectRange(this.editable, { start, end });
    this.lastRange = { start, end };
  }

  focus(): void {
    this.editable.focus({ preventScroll: true });
  }

  hasFocus(): boolean {
    const { ownerDocument } = this.editable;
    // In a frame something is always active; it has the focus only while the frame has.
    if (ownerDocument !== document) {
      const frame = ownerDocument.defaultView?.frameElement ?? null;
      if (frame === null || deepActiveElement(document) !== frame) return false;
    }
    const active = deepActiveElement(ownerDocument);
    return active !== null && (active === this.editable || this.editable.contains(active));
  }

  submitButton(): HTMLElement | null {
    return this.binder.submitButton(this.candidate);
  }

  /** Every post button of the page's for this box. */
  submitButtons(): readonly HTMLElement[] {
    return this.binder.submitButtons(this.candidate);
  }

  /**
   * A control beside the box that may post it all the same, by its words or its look; the box's own
   * post buttons and what opens the reply box of a comment are none.
   */
  seemsToPost(control: HTMLElement): boolean {
    const around = this.candidate.frame.parentElement ?? this.candidate.frame;
    return (
      around.contains(control) &&
      !this.editable.contains(control) &&
      !this.submitButtons().includes(control) &&
      looksPosting(control) &&
      !this.binder.opensReply(control)
    );
  }

  surroundings(): Element {
    return this.candidate.frame;
  }

  rect(): DOMRect | null {
    return visibleRect(this.editable);
  }

  corners(): string {
    return getComputedStyle(this.editable).borderStartStartRadius.split(' ')[0] ?? '0px';
  }

  alive(): boolean {
    return isVisible(this.editable);
  }

  /** Called when the focus leaves, while the selection still stands. */
  rememberRange(): void {
    this.lastRange = selectedRange(this.editable);
  }

  /** Where a reply goes, and what must part it from what stands before it. */
  private range(): { readonly range: TextRange; readonly gap: string } {
    const text = this.text();
    const { length } = text;
    const end = { start: length, end: length };
    const { commentKey } = this;
    const author = commentKey === null ? null : this.binder.authorOf(commentKey);
    // Wherever the page has put the caret: the reply follows the one it addresses.
    if (isMention(this.editable, text, author))
      return { range: end, gap: /\s$/u.test(text) ? '' : ' ' };
    const range = this.hasFocus()
      ? selectedRange(this.editable)
      : (this.lastRange ?? (isTextField(this.editable) ? null : selectedRange(this.editable)));
    return { range: range === null || range.end > length ? end : range, gap: '' };
  }

  /** Two insertions at once would read each other's half. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.busy.then(work);
    this.busy = next.catch(() => undefined);
    return next;
  }

  private async put(range: TextRange, text: string): Promise<InsertResult> {
    const clean = text.replace(/\r\n?/gu, '\n');
    if (!this.alive()) return this.copy(clean, 'Copied, because the reply box is gone');
    const asleep = isOff(this.submitButton());
    const before = this.text();
    const result = await climb(this.editable, range, clean);
    switch (result.end) {
      case 'exact':
      case 'spaced': {
        this.lastRange = null;
        const spaced =
          result.end === 'spaced' ? 'Inserted; this box changed the blank lines' : 'Inserted';
        if (asleep && !(await this.wakes()))
          return {
            outcome: 'unnoticed',
            message: `${spaced}, but the page has not noticed: its post button is still off`,
          };
        return { outcome: 'verified', message: spaced };
      }
      case 'refused':
        return this.copy(clean, 'Copied, because this box refused the text');
      case 'spoilt': {
        const whole = before.slice(0, range.start) + clean + before.slice(range.end);
        return this.copy(
          whole,
          'Copied with your draft, because this box changed the text. Empty the box first',
        );
      }
    }
  }

  private async wakes(): Promise<boolean> {
    const start = performance.now();
    let nudged = false;
    while (isOff(this.submitButton())) {
      const waited = performance.now() - start;
      if (waited > BUTTON_PATIENCE) return false;
      if (!nudged && waited > NUDGE_AFTER) {
        nudged = true;
        nudge(this.editable);
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    return true;
  }

  private async copy(
    text: string,
    why: string,
    outcome: 'copied' | 'unbound' = 'copied',
  ): Promise<InsertResult> {
    const copied = await copyText(text);
    this.focus();
    return {
      outcome: copied ? outcome : 'shown',
      message: copied
        ? `${why}: press ${pasteKeys()}`
        : `${why.replace(/^Copied/u, 'Not inserted and not copied')}`,
      rescue: text,
    };
  }
}

/** Whether the box holds the text. */
export function stands(outcome: InsertOutcome): boolean {
  return outcome === 'verified' || outcome === 'unnoticed';
}

/** Some pages look only when a key goes up, or when the text of a field counts as changed. */
function nudge(editable: Editable): void {
  const up = { key: 'Unidentified', bubbles: true, composed: true };
  editable.dispatchEvent(new KeyboardEvent('keyup', up));
  if (isTextField(editable)) editable.dispatchEvent(new Event('change', { bubbles: true }));
}

export function isOff(button: Element | null): boolean {
  return (
    button !== null &&
    (button.hasAttribute('disabled') || button.getAttribute('aria-disabled') === 'true')
  );
}
