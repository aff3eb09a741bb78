import { vouch } from '../../ui/trusted';

/** The overlay behind the border; null while there is none. */
let overlay: { readonly host: HTMLElement; readonly root: ShadowRoot } | null = null;

/**
 * The border between the page and the overlay. Keyboard, input, clipboard, pointer and focus events
 * cross a shadow root's edge. A page could thus read letter by letter what is typed into Bedside,
 * rewrite what is copied from it, keep it from scrolling, close its own dialog because a click on
 * the popover is a click "outside", or pull the focus back into its focus trap. So events that start in the overlay are stopped at the window, and a copy that cannot
 * leave the root goes to the element concerned. What the browser itself does for such an event is
 * not touched.
 *
 * To be called before the page's own scripts run, because listeners of the window are called in
 * the order they came. Returns what takes the listeners away again.
 */
export function guardBorder(): () => void {
  for (const kind of guarded) {
    // Nothing here keeps the browser from scrolling, and it need not wait to learn that.
    window.addEventListener(kind, guard, { capture: true, passive: kind === 'wheel' });
  }
  return () => {
    for (const kind of guarded) {
      window.removeEventListener(kind, guard, { capture: true });
    }
  };
}

/** Puts an overlay behind the border. */
export function setOverlay(behind: NonNullable<typeof overlay>): void {
  overlay = behind;
}

/** An overlay is taken away; another one may stand behind the border by then, and stays. */
export function unsetOverlay(host: HTMLElement): void {
  if (overlay?.host === host) {
    overlay = null;
  }
}

function guard(event: Event): void {
  if (overlay === null || event.target !== overlay.host) {
    return;
  }
  event.stopImmediatePropagation();
  const copy = event.isTrusted ? copyOf(event) : null;
  if (copy === null) {
    return;
  }
  const target = receiver(event, overlay.root);
  vouch(() => target?.dispatchEvent(copy));
  if (copy.defaultPrevented) {
    event.preventDefault();
  }
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
  'copy',
  'cut',
  'paste',
  'contextmenu',
  'wheel',
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

const keyFacts = [
  'key',
  'code',
  'ctrlKey',
  'altKey',
  'metaKey',
  'shiftKey',
  'isComposing',
] as const;

/** The overlay works by `keydown`, `input` and `click`; the rest is only kept from the page. */
function copyOf(event: Event): Event | null {
  switch (event.type) {
    case 'keydown': {
      // Firefox does not deliver a KeyboardEvent of a script's making inside a closed shadow root.
      const copy = new Event('keydown', { bubbles: true, cancelable: true });
      for (const fact of keyFacts) {
        Object.defineProperty(copy, fact, { value: (event as KeyboardEvent)[fact] });
      }
      return copy;
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
