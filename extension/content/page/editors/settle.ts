/** Waits until an editable has made up its mind. */

import { type Editable, isTextField } from './kind';
import { shownIn } from './shown';

export type Settled = 'exact' | 'spaced' | 'unchanged' | 'other';

/** An editor that took the event may render later; milliseconds. */
const TAKEN_PATIENCE = 900;
/** Nothing is to come when the event was not taken; one round of timers all the same. */
const IGNORED_PATIENCE = 120;
/** A wrong text may still be on its way to the right one. */
const QUIET = 250;
/** The right text must stay right this long. */
const STAY = 60;

/** Blank lines apart, and spaces at line ends. */
export function loosely(text: string): string {
  return text
    .replace(/[ \t]+\n/gu, '\n')
    .replace(/\n+/gu, '\n')
    .trim();
}

export async function settled(
  editable: Editable,
  before: string,
  expected: string,
  taken: boolean,
): Promise<Settled> {
  const start = performance.now();
  let last = shownIn(editable).text;
  let since = start;
  for (;;) {
    await change(editable, 30);
    const now = performance.now();
    const text = shownIn(editable).text;
    if (text !== last) {
      last = text;
      since = now;
    }
    if (text === expected && now - since >= (isTextField(editable) ? 0 : STAY)) return 'exact';
    if (text === before && now - start >= (taken ? TAKEN_PATIENCE : IGNORED_PATIENCE))
      return 'unchanged';
    if (text !== before && text !== expected && now - since >= QUIET)
      return loosely(text) === loosely(expected) ? 'spaced' : 'other';
  }
}

/** Resolves at the next change of the editable, or after some milliseconds. */
function change(editable: Editable, atMost: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(finish);
    const timer = setTimeout(finish, atMost);
    observer.observe(editable, { childList: true, characterData: true, subtree: true });
  });
}
