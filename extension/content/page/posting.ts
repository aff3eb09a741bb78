/** Notices that the moderator is about to post, so that the guard can hold it once. */

import type { Box } from './box';
import type { PageEvents } from './contract';

export function watchPosting(
  view: Window,
  focused: () => Box | null,
  events: PageEvents,
  signal: AbortSignal,
): void {
  /** Set while a held post is let through. */
  let letting = false;
  let last: Box | null = null;

  const ask = (event: Event, box: Box, again: () => void): void => {
    let held = false;
    const hold = (): void => {
      held = true;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const release = (): void => {
      if (!held) return;
      held = false;
      letting = true;
      try {
        again();
      } finally {
        letting = false;
      }
    };
    events.posting(box, hold, release);
  };

  const press = (box: Box): void => (box.submitButton() as HTMLElement | null)?.click();

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
      if (letting || !event.isTrusted || box === null || !box.alive()) return;
      const button = box.submitButton();
      if (button === null || !event.composedPath().includes(button)) return;
      ask(event, box, () => press(box));
    },
    { capture: true, signal },
  );

  view.addEventListener(
    'keydown',
    (event) => {
      const box = focused();
      if (
        letting ||
        !event.isTrusted ||
        box === null ||
        event.isComposing ||
        event.key !== 'Enter' ||
        event.shiftKey
      )
        return;
      if (!(event.ctrlKey || event.metaKey) && !box.candidate.composer.enter) return;
      ask(event, box, () => press(box));
    },
    { capture: true, signal },
  );
}
