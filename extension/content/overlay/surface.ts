import { type ComponentChild, render } from 'preact';
import type { Stage } from './host';
import { type Box, besideAnchor, type Spot, viewportSize } from './place';

/** What a surface stands beside. */
export interface Anchor {
  /** In viewport coordinates; null while off screen. */
  rect(): Box | null;
  /** What must stay visible, e.g. the reply box. */
  keepClear(): readonly Box[];
  readonly rightToLeft: boolean;
}

/** A part in the top layer that opens beside an anchor: popover, list of findings, palette, dialog. */
export interface Surface {
  isOpen(): boolean;
  /** Opens, or moves what is open to another anchor; a corner is the style's business. */
  open(content: ComponentChild, anchor: Anchor | 'corner'): void;
  /** Draws new content; the place stays. */
  draw(content: ComponentChild): void;
  /** The page moved: stay beside the anchor. */
  follow(): void;
  close(): void;
  /** Gives the focus to the part itself, so that it is read out and Tab goes on from there. */
  focusFirst(): void;
  remove(): void;
}

export function createSurface(stage: Stage, name: string): Surface {
  const element = document.createElement('div');
  element.className = `bedside card-box ${name}`;
  element.lang = 'en';
  element.dir = 'ltr';
  element.popover = 'manual';
  stage.root.append(element);
  let anchor: Anchor | 'corner' | null = null;
  /** From the anchor's corner to the surface's. */
  let offset: Spot = { left: 0, top: 0 };

  function place(): void {
    if (anchor === null || anchor === 'corner') {
      return;
    }
    const rect = anchor.rect() ?? centre();
    element.style.maxBlockSize = '';
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const viewport = viewportSize();
    const spot = besideAnchor(rect, size, viewport, anchor.keepClear(), anchor.rightToLeft);
    offset = { left: spot.left - rect.left, top: spot.top - rect.top };
    if (spot.height < size.height) {
      element.style.maxBlockSize = `${spot.height}px`;
    }
    moveTo(spot);
  }

  function moveTo(spot: Spot): void {
    element.style.transform = `translate(${Math.round(spot.left + scrollX)}px, ${Math.round(spot.top + scrollY)}px)`;
  }

  const isOpen = (): boolean => anchor !== null;

  return {
    isOpen,
    open(content, beside) {
      anchor = beside;
      stage.show(element);
      render(content, element);
      place();
    },
    draw(content) {
      if (anchor !== null) {
        const height = element.offsetHeight;
        render(content, element);
        if (element.offsetHeight !== height) {
          place();
        }
      }
    },
    follow() {
      const rect = anchor === null || anchor === 'corner' ? null : anchor.rect();
      if (rect !== null) {
        moveTo({ left: rect.left + offset.left, top: rect.top + offset.top });
      }
    },
    close() {
      if (anchor !== null) {
        anchor = null;
        render(null, element);
        stage.hide(element);
      }
    },
    focusFirst() {
      element.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
    },
    remove() {
      render(null, element);
      stage.hide(element);
      element.remove();
    },
  };
}

/** Where a surface opens whose anchor is out of sight. */
function centre(): Box {
  const left = innerWidth / 2;
  const top = innerHeight / 3;
  return { left, top, right: left, bottom: top };
}
