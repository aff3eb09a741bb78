import type { InsertOutcome } from '../generated/InsertOutcome';
import type { SuggestionView } from '../generated/SuggestionView';
import { words } from '../ui/words';
import { stands } from './page/box';
import { copyText } from './page/clipboard';
import type { PageWatcher, ReplyBox } from './page/contract';

/** Where a suggestion is to go. */
export type Target =
  /** Into the reply box of a comment, which may have to be opened first. */
  | { readonly into: 'comment'; readonly key: string }
  /** Into this box, at the caret. */
  | { readonly into: 'box'; readonly box: ReplyBox }
  /** Into this box, instead of a range of its text (the palette's trigger). */
  | {
      readonly into: 'range';
      readonly box: ReplyBox;
      readonly start: number;
      readonly end: number;
    };

export interface Inserted {
  readonly outcome: InsertOutcome;
  /** For the moderator. */
  readonly message: string;
  /** What must not be lost where it is not verified. */
  readonly rescue?: string;
}

/**
 * Puts a suggestion into a reply box, or onto the clipboard where no box takes it, and says which.
 * The first open slot is selected, because it is what the moderator has to fill next.
 */
export async function insertSuggestion(
  watcher: PageWatcher,
  suggestion: SuggestionView,
  target: Target,
): Promise<Inserted> {
  const { text } = suggestion;
  const opened =
    target.into === 'comment'
      ? await watcher.openReplyBox(target.key)
      : { ok: true as const, box: target.box };
  if (!opened.ok) {
    return (await copyText(text))
      ? { outcome: 'unbound', message: words.insertion.copied(opened.message), rescue: text }
      : { outcome: 'shown', message: words.insertion.lost(opened.message), rescue: text };
  }
  const { box } = opened;
  const result = await box.insert(text, target.into === 'range' ? target : undefined);
  if (!stands(result.outcome)) {
    return result;
  }
  const gaps = suggestion.openSlots.length;
  if (gaps > 0) {
    selectFirstSlot(box, suggestion);
  } else {
    box.focus();
  }
  const { outcome, message } = result;
  if (outcome === 'unnoticed') {
    return { outcome, message: words.insertion.unnoticed(message) };
  }
  return {
    outcome,
    message: gaps > 0 ? words.insertion.gapsLeft(message, gaps) : words.insertion.done(message),
  };
}

/** Editors may keep line breaks in their own way, so the slot is looked for by its words. */
function selectFirstSlot(box: ReplyBox, suggestion: SuggestionView): void {
  const slot = suggestion.openSlots[0];
  if (slot === undefined) {
    return;
  }
  const words = suggestion.text.slice(slot.start, slot.end);
  const whole = box.text();
  const inserted = whole.indexOf(suggestion.text);
  const start = inserted >= 0 ? inserted + slot.start : whole.lastIndexOf(words);
  box.focus();
  if (start >= 0) {
    box.select(start, start + words.length);
  }
}
