/**
 * Notices that the moderator is about to post, so that the guard can hold it. What is held is let
 * go by a press of the very button that was pressed; what a key would have done only the page
 * knows, so a held key is never made up for: the moderator presses it again.
 */

import { type Box, isOff } from './box';
import type { PageEvents } from './contract';

/** What may be pressed. */
const CONTROL =
  'button, [role="button"], input[type="submit"], input[type="button"], input[type="image"], a';
/** A form that is sent so soon after a press that was told is sent by it; milliseconds. */
const SAME_PRESS = 1000;

/** What was pressed, and how it can be pressed again. */
interface Press {
  readonly sure: boolean;
  readonly button: HTMLElement | null;
  /** Null where only the moderator can press it. */
  readonly again: (() => boolean) | null;
}

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
  /** The press that was let through last. */
  let through: { readonly box: Box; readonly text: string; readonly at: number } | null = null;

  /** Tells of an attempt, and whether it was held. */
  const tell = (event: Event, box: Box, { sure, button, again }: Press): boolean => {
    let held = false;
    const text = box.text();
    events.posting({
      box,
      by: button === null ? 'key' : 'button',
      sure,
      hold() {
        held = true;
        stop(event);
      },
      press() {
        if (!held || again === null || signal.aborted) return false;
        through = { box, text: box.text(), at: performance.now() };
        held = !again();
        return !held;
      },
    });
    if (sure && !held) through = { box, text, at: performance.now() };
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
      const press = pressOf(event, box);
      if (press === null) return;
      if (event.detail > 1 && clickHeld) stop(event);
      else clickHeld = tell(event, box, press);
    },
    { capture: true, signal },
  );

  // A form is sent by whatever the page likes, also by buttons that are not known.
  view.addEventListener(
    'submit',
    (event) => {
      const box = focused() ?? last;
      const form = event.target;
      if (!event.isTrusted || !(form instanceof HTMLFormElement)) return;
      if (box === null || !box.alive() || !form.contains(box.editable)) return;
      const known =
        through !== null &&
        through.box === box &&
        through.text === box.text() &&
        performance.now() - through.at < SAME_PRESS;
      if (known) return;
      const { submitter } = event;
      tell(event, box, {
        sure: true,
        button: submitter,
        again: () => {
          if (!form.isConnected || (submitter !== null && isOff(submitter))) return false;
          form.requestSubmit(submitter);
          return true;
        },
      });
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
      keyHeld = tell(event, box, { sure: true, button: null, again: null });
    },
    { capture: true, signal },
  );
}

/** What a click presses, where that posts or may post what is in the box. */
function pressOf(event: MouseEvent, box: Box): Press | null {
  const path = event
    .composedPath()
    .filter((node): node is HTMLElement => node instanceof HTMLElement);
  const own = box.submitButtons().find((button) => path.includes(button));
  if (own !== undefined)
    return {
      sure: true,
      button: own,
      again: () => box.submitButtons().includes(own) && pressAgain(own),
    };
  const control = path.find((element) => element.matches(CONTROL));
  if (control === undefined || !box.seemsToPost(control)) return null;
  return { sure: false, button: control, again: () => pressAgain(control) };
}

function pressAgain(button: HTMLElement): boolean {
  if (!button.isConnected || isOff(button)) return false;
  button.click();
  return true;
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
