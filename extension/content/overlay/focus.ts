import type { Stage } from './host';

const focusable =
  'button:not([disabled]), input, textarea, select, a[href], [tabindex]:not([tabindex="-1"])';

/** Lets Tab go round inside a part, whose neighbours in the document are no part of it. */
export function keepFocusInside(event: KeyboardEvent, part: HTMLElement | null): void {
  if (event.key !== 'Tab' || part === null) {
    return;
  }
  const stops = [...part.querySelectorAll<HTMLElement>(focusable)].filter(
    (element) => element.tabIndex >= 0 && element.offsetParent !== null,
  );
  const first = stops[0];
  const last = stops[stops.length - 1];
  const at = event.target;
  if (first && last && (event.shiftKey ? at === first || at === part : at === last)) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}

/** Remembers what has the focus, in the overlay or through open shadow roots, and gives it back. */
export function rememberFocus(stage: Stage): () => void {
  let element: Element | null = stage.focused() ?? document.activeElement;
  while (element?.shadowRoot?.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  return () => {
    if (element instanceof HTMLElement && element.isConnected && element !== document.body) {
      element.focus({ preventScroll: true });
    }
  };
}
