import { vouch } from '../../ui/trusted';

/**
 * The border between the page and the overlay. Keyboard, input, pointer and focus events cross a
 * shadow root's edge. A page could thus read letter by letter what is typed into Bedside, close its
 * own dialog because a click on the popover is a click "outside", or pull the focus back into its
 * focus trap. So events that start in the overlay are stopped at the window, where the content
 * script listens before the page's scripts, and a copy that cannot leave the root goes to the
 * element concerned. What the browser itself does for such an event is not touched.
 *
 * Returns what takes the listeners away again.
 */
export function guardBorder(host: HTMLElement, root: ShadowRoot): () => void {
  const guard = (event: Event): void => {
    if (event.target !== host) {
      return;
    }
    event.stopImmediatePropagation();
    const copy = event.isTrusted ? copyOf(event) : null;
    if (copy === null) {
      return;
    }
    vouch(() => receiver(event, root)?.dispatchEvent(copy));
    if (copy.defaultPrevented) {
      event.preventDefault();
    }
  };
  for (const kind of guarded) {
    window.addEventListener(kind, guard, { capture: true });
  }
  return () => {
    for (const kind of guarded) {
      window.removeEventListener(kind, guard, { capture: true });
    }
  };
}

const guarded = [
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'change',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'paste',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'touchstart',
  'touchend',
  'focus',
  'focusin',
] as const;

/** The overlay works by `keydown`, `input` and `click`; the rest is only kept from the page. */
function copyOf(event: Event): Event | null {
  switch (event.type) {
    case 'keydown': {
      const { key, code, ctrlKey, altKey, metaKey, shiftKey, repeat, isComposing } = event as KeyboardEvent;
      const keys = { key, code, ctrlKey, altKey, metaKey, shiftKey, repeat, isComposing };
      return new KeyboardEvent('keydown', { ...keys, bubbles: true, cancelable: true });
    }
    case 'input':
      return new Event('input', { bubbles: true });
    case 'click':
      return new MouseEvent('click', { bubbles: true, cancelable: true });
    default:
      return null;
  }
}

/** A closed root hides the target from the window; the pointer or the focus tells it. */
function receiver(event: Event, root: ShadowRoot): Element | null {
  if (event instanceof MouseEvent && (event.detail > 0 || event.clientX > 0 || event.clientY > 0)) {
    return root.elementFromPoint(event.clientX, event.clientY);
  }
  return root.activeElement;
}
