/**
 * Notices that the moderator is about to post, so that the guard can hold it. What is held is let
 * go by a press of the very button that was pressed; what a key would have done only the page
 * knows, so a held key is never made up for: the moderator presses it again.
 */

import { type Box, isOff } from './box';
import type { PageEvents } from './contract';

export function watchPosting(
  view: Window,
  focused: () => Box | null,
  events: PageEvents,
  signal: AbortSignal,
): void {
  let last: Box | null = null;
  /** Whether the key that is down was held: it repeats by itself, which is no further press. */
  let keyHeld = false;
  /** Whether the last click was held: the second of a double-click is no further press either. */
  let clickHeld = false;

  /** Tells of an attempt, and whether it was held. */
  const tell = (event: Event, box: Box, button: HTMLElement | null): boolean => {
    let held = false;
    events.posting({
      box,
      by: button === null ? 'key' : 'button',
      hold() {
        held = true;
        stop(event);
      },
      press() {
        if (!held || button === null || signal.aborted) return false;
        if (box.submitButton() !== button || !button.isConnected || isOff(button)) return false;
        held = false;
        button.click();
        return true;
      },
    });
    return held;
  };

  view.addEventListener(
    'focusout',
    () => {
      last = focused() ?? last;
    },
    { capture: true, passive: true, signal },
  );

  view.addEventListener(
    'click',
    (event) => {
      const box = focused() ?? last;
      if (!event.isTrusted || box === null || !box.alive()) return;
      const button = box.submitButton();
      if (button === null || !event.composedPath().includes(button)) return;
      if (event.detail > 1 && clickHeld) stop(event);
      else clickHeld = tell(event, box, button);
    },
    { capture: true, signal },
  );

  view.addEventListener(
    'keydown',
    (event) => {
      if (!event.isTrusted || event.isComposing || event.key !== 'Enter') return;
      if (event.repeat && keyHeld) {
        stop(event);
        return;
      }
      keyHeld = false;
      const box = focused();
      if (box === null || event.shiftKey || !box.hasFocus()) return;
      if (!(event.ctrlKey || event.metaKey) && !box.candidate.composer.enter) return;
      keyHeld = tell(event, box, null);
    },
    { capture: true, signal },
  );
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
