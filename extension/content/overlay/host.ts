import { parts, tokens } from '../../ui/tokens';
import { shadowRootOf } from '../page/shadow';
import { setOverlay } from './border';
import { overlayStyle } from './style';

/** How often in a row a page may take the host away before Bedside waits between returns. */
const patience = 20;
const waitMilliseconds = 1000;
const layerClass = 'bedside layer';

/** Where the overlay's parts are drawn. */
export interface Stage {
  readonly root: ShadowRoot;
  /** Chips and frames; scrolls with the document by itself. */
  readonly layer: HTMLElement;
  /** The element with focus inside the overlay. */
  focused(): HTMLElement | null;
  /** Puts the host back on top of whatever the page has put into the top layer since; not once removed. */
  raise(): void;
  /** Whether a page element is the overlay's own host. */
  isHost(element: EventTarget | null): boolean;
  remove(): void;
}

/**
 * One host element, one closed shadow root. The host is a manual popover, so it stands in the top
 * layer above every z-index, and takes nothing from page styles: the `!important` declarations of
 * `:host` win over any of the page's.
 */
export function createStage(): Stage {
  const host = document.createElement('div');
  host.popover = 'manual';
  const root = host.attachShadow({ mode: 'closed', delegatesFocus: false });
  adopt(root, [tokens, parts, overlayStyle]);
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
  let returns = 0;
  let timer = 0;
  let removed = false;

  function standing(): boolean {
    return host.parentNode === place() && host.isConnected;
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
    const focused = root.activeElement as HTMLElement | null;
    const shown = [...root.querySelectorAll<HTMLElement>('[popover]')];
    place().append(host);
    show(host);
    // Leaving the document closes popovers and loses focus; both come back with the host.
    shown.forEach(show);
    focused?.focus({ preventScroll: true });
    observe();
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

  return {
    root,
    layer,
    focused: () => root.activeElement as HTMLElement | null,
    raise() {
      if (removed) {
        return;
      }
      if (standing()) {
        show(host);
      } else {
        attach();
      }
    },
    isHost: (element) => element === host,
    remove() {
      removed = true;
      observer.disconnect();
      window.clearTimeout(timer);
      setOverlay(null);
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

/** Shows a popover unless it is shown already. */
export function show(element: HTMLElement): void {
  if (element.isConnected && !element.matches(':popover-open')) {
    element.showPopover();
  }
}

function adopt(root: ShadowRoot, styles: readonly string[]): void {
  root.adoptedStyleSheets = styles.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
