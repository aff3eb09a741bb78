import type { CDPSession, Page } from 'puppeteer-core';
import { bidi, contextOf } from './firefox';
import { namesHelper, type Session } from './session';
import { until } from './until';

/**
 * Runs a function on the closed shadow root that Bedside draws in, which only the debugger can
 * reach; null while there is none. Arguments and answer go through JSON.
 */
export async function inOverlay<A extends readonly unknown[], T>(
  { kind, browser }: Session,
  page: Page,
  body: (root: ShadowRoot, ...args: A) => T,
  ...args: A
): Promise<T | null> {
  const source = `(root, args) => {
    ${namesHelper}
    return JSON.stringify((${body})(root, ...JSON.parse(args)) ?? null);
  }`;
  const given = JSON.stringify(args);
  if (kind === 'chromium') {
    const cdp = await debuggerOf(page);
    const objectId = await chromiumRoot(cdp);
    if (objectId === null) {
      return null;
    }
    const { result, exceptionDetails } = await cdp.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: `function (args) { return (${source})(this, args); }`,
      arguments: [{ value: given }],
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return JSON.parse(result.value);
  }
  const context = contextOf(page);
  const sharedId = await firefoxRoot(browser, context);
  if (sharedId === null) {
    return null;
  }
  const answer = await bidi(browser, 'script.callFunction', {
    functionDeclaration: source,
    arguments: [{ sharedId }, { type: 'string', value: given }],
    target: { context },
    awaitPromise: false,
  });
  return JSON.parse(answer.result?.value as string);
}

/** Waits until a function on Bedside's shadow root answers with something true. */
export function untilOverlay<A extends readonly unknown[], T>(
  what: string,
  session: Session,
  page: Page,
  body: (root: ShadowRoot, ...args: A) => T | null | false | undefined,
  ...args: A
): Promise<T> {
  return until(what, () => inOverlay(session, page, body, ...args));
}

/**
 * Clicks the middle of the first element of Bedside's that fits, with the real mouse, once it
 * stands still: between the look and the click a part may still be on its way to its place.
 */
export async function clickOverlay(
  session: Session,
  page: Page,
  selector: string,
  text = '',
): Promise<void> {
  let before: { readonly x: number; readonly y: number } | null = null;
  const spot = await until(`${selector} ${text} is drawn and stands still`, async () => {
    const now = await inOverlay(
      session,
      page,
      (root, wanted, words) => {
        const found = [...root.querySelectorAll(wanted)].find(
          (each) =>
            each.textContent?.includes(words) && each.checkVisibility({ visibilityProperty: true }),
        );
        const box = found?.getBoundingClientRect();
        return box && box.width > 0
          ? { x: box.x + box.width / 2, y: box.y + box.height / 2 }
          : null;
      },
      selector,
      text,
    );
    const still = now !== null && now.x === before?.x && now.y === before.y;
    before = now;
    return still && now;
  });
  await page.mouse.click(spot.x, spot.y);
}

const debuggers = new WeakMap<Page, Promise<CDPSession>>();

function debuggerOf(page: Page): Promise<CDPSession> {
  const known = debuggers.get(page) ?? page.createCDPSession();
  debuggers.set(page, known);
  return known;
}

/** Bedside's host is a child of the root element; a page's own closed roots lie deeper. */
async function chromiumRoot(cdp: CDPSession): Promise<string | null> {
  const { root } = await cdp.send('DOM.getDocument', { depth: 3, pierce: true });
  const html = root.children?.find((child) => child.localName === 'html');
  const shadow = html?.children
    ?.flatMap((child) => child.shadowRoots ?? [])
    .find((each) => each.shadowRootType === 'closed');
  if (shadow === undefined) {
    return null;
  }
  const { object } = await cdp.send('DOM.resolveNode', { backendNodeId: shadow.backendNodeId });
  return object.objectId ?? null;
}

interface Node {
  readonly value?: {
    readonly shadowRoot?: {
      readonly sharedId: string;
      readonly value: { readonly mode: string };
    } | null;
  };
}

async function firefoxRoot(browser: Session['browser'], context: string): Promise<string | null> {
  const answer = await bidi(browser, 'script.evaluate', {
    expression: '[...document.documentElement.children]',
    target: { context },
    awaitPromise: false,
    serializationOptions: { maxDomDepth: 0, maxObjectDepth: 1, includeShadowTree: 'all' },
  });
  const children = answer.result?.value as readonly Node[];
  const shadow = children
    .map((child) => child.value?.shadowRoot)
    .find((root) => root?.value.mode === 'closed');
  return shadow?.sharedId ?? null;
}

/** Bedside's message at the foot of the page, and the text to copy from it. */
function toast(session: Session, page: Page): Promise<{ words: string; copy: string } | null> {
  return inOverlay(session, page, (root) => {
    const shown = root.querySelector('.toast');
    return (
      shown && {
        words: shown.textContent ?? '',
        copy: shown.querySelector('textarea')?.value ?? '',
      }
    );
  });
}

/** Waits until such a message stands there. */
export function untilToast(session: Session, page: Page, words: string): Promise<{ copy: string }> {
  return until(`a message says ${words}`, async () => {
    const shown = await toast(session, page);
    return shown?.words.includes(words) && shown;
  });
}
