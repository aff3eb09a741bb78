/** A reply box as the overlay sees it. */

import { pasteKeys } from '../../ui/system';
import type { Binder, Candidate } from './binding';
import { copyText } from './clipboard';
import type { InsertResult, ReplyBox } from './contract';
import { type Editable, isTextField } from './editors/kind';
import { climb } from './editors/ladder';
import { selectedRange, selectRange, type TextRange } from './editors/selection';
import { shownIn } from './editors/shown';
import { deepActiveElement } from './shadow';
import { isVisible, visibleRect } from './visible';

/** A post button that was off may wake a moment after the text came. */
const BUTTON_PATIENCE = 600;

export class Box implements ReplyBox {
  /** The selection when the box last had the focus. */
  private lastRange: TextRange | null = null;
  private busy: Promise<unknown> = Promise.resolve();

  constructor(
    readonly candidate: Candidate,
    public commentKey: string | null,
    private readonly binder: Binder,
    /** Told after text was put in, with the text. */
    private readonly inserted: (box: Box, text: string) => void,
  ) {}

  get editable(): Editable {
    return this.candidate.editable;
  }

  text(): string {
    return shownIn(this.editable).text;
  }

  async insert(text: string): Promise<InsertResult> {
    const result = await this.inTurn(() => this.put(this.range(), text));
    if (result.outcome === 'verified') this.inserted(this, text);
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

  submitButton(): Element | null {
    return this.binder.submitButton(this.candidate);
  }

  surroundings(): Element {
    return this.candidate.frame;
  }

  rect(): DOMRect | null {
    return visibleRect(this.editable);
  }

  alive(): boolean {
    return isVisible(this.editable);
  }

  /** Called when the focus leaves, while the selection still stands. */
  rememberRange(): void {
    this.lastRange = selectedRange(this.editable);
  }

  private range(): TextRange {
    const { length } = this.text();
    const end = { start: length, end: length };
    const range = this.hasFocus()
      ? selectedRange(this.editable)
      : (this.lastRange ?? (isTextField(this.editable) ? null : selectedRange(this.editable)));
    return range === null || range.end > length ? end : range;
  }

  private hasFocus(): boolean {
    const active = deepActiveElement(this.editable.ownerDocument);
    return active !== null && (active === this.editable || this.editable.contains(active));
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
            outcome: 'verified',
            message: `${spaced}; the page's own post button is still off`,
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
    while (isOff(this.submitButton())) {
      if (performance.now() - start > BUTTON_PATIENCE) return false;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    return true;
  }

  private async copy(text: string, why: string): Promise<InsertResult> {
    const copied = await copyText(text);
    this.focus();
    return {
      outcome: 'copied',
      message: copied
        ? `${why}: press ${pasteKeys()}`
        : `${why.replace(/^Copied/u, 'Not inserted and not copied')}`,
    };
  }
}

function isOff(button: Element | null): boolean {
  return (
    button !== null &&
    (button.hasAttribute('disabled') || button.getAttribute('aria-disabled') === 'true')
  );
}
