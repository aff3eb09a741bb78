/** Shadow roots, open and closed, as content scripts may see them. */

interface FirefoxElement extends Element {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

interface ChromiumDom {
  openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null;
}

declare const chrome: { readonly dom?: ChromiumDom } | undefined;

const chromiumDom: ChromiumDom | undefined = typeof chrome === 'undefined' ? undefined : chrome.dom;

/** Elements other than custom ones that may host a shadow root, by the DOM standard. */
const PLAIN_HOSTS = new Set([
  'article',
  'aside',
  'blockquote',
  'body',
  'div',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'main',
  'nav',
  'p',
  'section',
  'span',
]);

export function mayHostShadow(element: Element): boolean {
  return element.localName.includes('-') || PLAIN_HOSTS.has(element.localName);
}

export function shadowRootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot !== null) return element.shadowRoot;
  if (chromiumDom !== undefined && element instanceof HTMLElement) {
    return chromiumDom.openOrClosedShadowRoot(element);
  }
  return (element as FirefoxElement).openOrClosedShadowRoot ?? null;
}

/** The parent as the eye sees it: out of a shadow root into its host. */
export function composedParent(node: Node): Node | null {
  if (node instanceof Element && node.assignedSlot !== null) return node.assignedSlot;
  const parent = node.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent;
}

/** `closest` that also looks outside the shadow root. */
export function composedClosest(start: Element | null, selector: string): Element | null {
  let element = start;
  while (element !== null) {
    const found = element.closest(selector);
    if (found !== null) return found;
    const root = element.getRootNode();
    element = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}

export function composedContains(ancestor: Element, node: Node): boolean {
  let current: Node | null = node;
  while (current !== null) {
    if (ancestor.contains(current)) return true;
    const root = current.getRootNode();
    current = root instanceof ShadowRoot ? root.host : null;
  }
  return false;
}

/** The focused element, inside shadow roots too. */
export function deepActiveElement(doc: Document): Element | null {
  let active = doc.activeElement;
  while (active !== null) {
    const inner: Element | null = shadowRootOf(active)?.activeElement ?? null;
    if (inner === null) return active;
    active = inner;
  }
  return null;
}
