import { parts, tokens } from '../../ui/tokens';
import { shadowRootOf } from '../page/shadow';
import { setOverlay, unsetOverlay } from './border';
import { overlayStyle } from './style';

/** How often in a row a page may take the host away before Bedside waits between returns. */
const patience = 20;
const waitMilliseconds = 1000;
const layerClass = 'bedside layer';
const hiddenHost = ':host { display: none !important; }';

/** Where the overlay's parts are drawn. */
export interface Stage {
  readonly root: ShadowRoot;
  /** Chips and frames; scrolls with the document by itself. */
  readonly layer: HTMLElement;
  /** The element with focus inside the overlay. */
  focused(): HTMLElement | null;
  /**
   * Shows a part above all that the page has put into the top layer so far; not once removed. It
   * comes back with the host, until it is hidden.
   */
  show(part: HTMLElement): void;
  hide(part: HTMLElement): void;
  /** Whether a page element is the overlay's own host. */
  isHost(element: EventTarget | null): boolean;
  remove(): void;
}

/** What the host must carry to be seen; see `extension/background/curtain.ts`. */
let mark: string | null = null;

/** To be told before the first stage. */
export function markHosts(by: string | null): void {
  mark = by;
}

/**
 * One host element, one closed shadow root. The host is a manual popover, so it stands in the top
 * layer above every z-index, and takes nothing from page styles: the `!important` declarations of
 * `:host` win over any of the page's. What the page opens in the top layer later lies over the
 * chips, as it lies over the comments; the parts that the moderator opens stand above it.
 */
export function createStage(): Stage {
  const host = document.createElement('div');
  host.popover = 'manual';
  if (mark !== null) {
    host.setAttribute(mark, '');
  }
  const root = host.attachShadow({ mode: 'closed', delegatesFocus: false });
  const styles = [tokens, parts, overlayStyle];
  adopt(root, mark === null ? styles : [...styles, hiddenHost]);
  const layer = document.createElement('div');
  layer.className = layerClass;
  // Only the parts themselves are shown to assistive technology; the layer is no landmark.
  layer.lang = 'en';
  layer.dir = 'ltr';
  root.append(layer);

  removeOrphans();
  setOverlay({ host, root });
  const observer = new MutationObserver(() => {
    if (!standing()) {
      comeBack();
    }
  });
  /** The parts that are shown, the uppermost last. */
  const shown = new Set<HTMLElement>();
  let returns = 0;
  let timer = 0;
  let removed = false;

  function standing(): boolean {
    return host.parentNode === place() && host.matches(':popover-open');
  }

  /** A modal dialog makes all outside it inert, so the host moves into it while it is open. */
  function place(): Element {
    const modals = document.querySelectorAll('dialog:modal');
    return modals[modals.length - 1] ?? document.fullscreenElement ?? document.documentElement;
  }

  function comeBack(): void {
    if (timer !== 0) {
      return;
    }
    returns += 1;
    if (returns <= patience) {
      attach();
    } else {
      timer = window.setTimeout(() => {
        timer = 0;
        attach();
      }, waitMilliseconds);
    }
  }

  function attach(): void {
    // Leaving the document closes popovers and loses focus; both come back with the host.
    keepFocus(() => {
      place().append(host);
      host.showPopover();
      shown.forEach(putOnTop);
    });
    observe();
  }

  function keepFocus(work: () => void): void {
    const focused = root.activeElement as HTMLElement | null;
    work();
    if (focused !== null && root.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
  }

  function observe(): void {
    observer.disconnect();
    observer.observe(document.documentElement, { childList: true });
    if (host.parentNode !== null && host.parentNode !== document.documentElement) {
      observer.observe(host.parentNode, {
        childList: true,
        attributes: true,
        attributeFilter: ['open'],
      });
    }
  }

  attach();
  if (mark !== null && getComputedStyle(host).display === 'none') {
    // The sheet that would show it is not in this frame.
    adopt(root, styles);
  }

  return {
    root,
    layer,
    focused: () => root.activeElement as HTMLElement | null,
    show(part) {
      if (removed) {
        return;
      }
      if (!standing()) {
        attach();
      }
      shown.delete(part);
      shown.add(part);
      keepFocus(() => putOnTop(part));
    },
    hide(part) {
      shown.delete(part);
      takeDown(part);
    },
    isHost: (element) => element === host,
    remove() {
      removed = true;
      observer.disconnect();
      window.clearTimeout(timer);
      unsetOverlay(host);
      host.remove();
    },
  };
}

/**
 * A browser that ends a content script together with its extension (Firefox does) leaves what the
 * script has drawn. The next one takes it away: nobody else can look into a closed root.
 */
function removeOrphans(): void {
  for (const child of document.documentElement.children) {
    if (child instanceof HTMLElement && child.popover === 'manual') {
      const layer = shadowRootOf(child)?.firstElementChild;
      if (layer?.className === layerClass) {
        child.remove();
      }
    }
  }
}

function putOnTop(popover: HTMLElement): void {
  takeDown(popover);
  popover.showPopover();
}

function takeDown(popover: HTMLElement): void {
  if (popover.matches(':popover-open')) {
    popover.hidePopover();
  }
}

function adopt(root: ShadowRoot, styles: readonly string[]): void {
  root.adoptedStyleSheets = styles.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
