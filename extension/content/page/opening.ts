/** Opens the page's reply box for one comment, by the page's own button. */

import type { Binder, Candidate } from './binding';
import type { Editable } from './editors/kind';
import { shownIn } from './editors/shown';
import type { Known } from './registry';
import type { Scanner } from './scanner';
import type { CommentSource } from './source';
import { isVisible } from './visible';

export type Opened =
  | { readonly ok: true; readonly candidate: Candidate }
  | { readonly ok: false; readonly message: string };

/** How long a page may take to show its box, in milliseconds. */
const PATIENCE = 4000;
/** Two reads this far apart must agree before a box is typed into. */
const AGREE = 80;

export async function openFor(
  known: Known,
  source: CommentSource,
  scanner: Scanner,
  binder: Binder,
): Promise<Opened> {
  const ready = binder.boxFor(known, null);
  if (ready !== null) return { ok: true, candidate: ready };
  const buttons = source.replyButtons(known.item);
  const button = buttons.find(isVisible) ?? buttons[0];
  if (button === undefined)
    return {
      ok: false,
      message:
        'This comment has no reply button that Bedside can find. Open its reply box yourself',
    };
  const before = binder.before();
  if (press(button) === 'leaves') {
    return {
      ok: false,
      message:
        'This site opens replies on a page of their own. Press its reply link, then choose again there',
    };
  }
  const candidate = await steady(() => {
    const current = scanner.resolve(known.key);
    return current === null ? null : binder.boxFor(current, before);
  });
  if (candidate !== null) return { ok: true, candidate };
  return {
    ok: false,
    message:
      'No reply box that surely belongs to this comment came up. Open it yourself, then choose again',
  };
}

/** The box that two reads in a row agree on, also in what it holds: mentions may come a moment later. */
async function steady(find: () => Candidate | null): Promise<Candidate | null> {
  const start = performance.now();
  let editable: Editable | null = null;
  let text = '';
  while (performance.now() - start < PATIENCE) {
    const found = find();
    const held = found === null ? '' : shownIn(found.editable).text;
    if (found !== null && found.editable === editable && held === text) return found;
    editable = found?.editable ?? null;
    text = held;
    await new Promise((resolve) => setTimeout(resolve, AGREE));
  }
  return null;
}

/** Presses a button as a pointer would; a link that would leave the page is not followed. */
function press(button: HTMLElement): 'pressed' | 'leaves' {
  let leaves = false;
  const guard = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.isTrusted) return;
    const link = event
      .composedPath()
      .find(
        (node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && node.href !== '',
      );
    if (link === undefined || staysHere(link)) return;
    event.preventDefault();
    leaves = true;
  };
  window.addEventListener('click', guard);
  try {
    const rect = button.getBoundingClientRect();
    const at = {
      bubbles: true,
      cancelable: true,
      composed: true,
      clientX: rect.x + rect.width / 2,
      clientY: rect.y + rect.height / 2,
    };
    button.dispatchEvent(new PointerEvent('pointerdown', { ...at, pointerId: 1, isPrimary: true }));
    button.dispatchEvent(new MouseEvent('mousedown', at));
    button.dispatchEvent(new PointerEvent('pointerup', { ...at, pointerId: 1, isPrimary: true }));
    button.dispatchEvent(new MouseEvent('mouseup', at));
    button.click();
  } finally {
    window.removeEventListener('click', guard);
  }
  return leaves ? 'leaves' : 'pressed';
}

function staysHere(link: HTMLAnchorElement): boolean {
  if (link.protocol === 'javascript:') return true;
  return (
    link.hash !== '' &&
    link.origin === location.origin &&
    link.pathname === location.pathname &&
    link.search === location.search
  );
}
