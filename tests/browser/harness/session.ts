import { resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import type { Request } from '../../../extension/generated/Request';
import type { Response } from '../../../extension/generated/Response';
import { launchChromium } from './chromium';
import { launchFirefox } from './firefox';
import { askAsStranger } from './stranger';
import { until } from './until';

export type Kind = 'chromium' | 'firefox';

/** A browser of one kind with Bedside in it. */
export interface Session {
  readonly kind: Kind;
  readonly browser: Browser;
  /** Requests that tried to leave the machine so far; the browser's own are switched off. */
  readonly escaped: readonly string[];
  /** Opens an address in a new tab and waits for its load event. */
  open(address: string): Promise<Page>;
  /** Opens one of Bedside's own pages, e.g. `options.html`. */
  openOwn(path: string): Promise<OwnPage>;
  /** Presses one of the manifest's shortcuts while this page is in front. */
  press(page: Page, command: string): Promise<void>;
  /** Ends the background worker as the browser does after half a minute of quiet. */
  stopWorker(): Promise<void>;
  /**
   * Gives hosts back that Bedside was withdrawn from. Chromium lets nobody take away what the test
   * build has by its manifest, so there it does nothing.
   */
  grant(origins: readonly string[]): Promise<void>;
  /** Asks the worker as Bedside's own pages do. */
  ask(request: Request): Promise<Response>;
  /** Sends the worker a message from another extension. */
  askAsStranger(message: unknown): Promise<StrangerAnswer>;
  /** Lets the engine fail at requests of this kind while `body` runs. */
  failing(kind: Request['kind'], body: () => Promise<void>): Promise<void>;
  /** Takes Bedside out of the browser, as the moderator may while pages are open. */
  uninstall(): Promise<void>;
  /** Puts it in again. */
  install(): Promise<void>;
  close(): Promise<void>;
}

/** One of Bedside's own pages; puppeteer itself can't reach these in Firefox. */
export interface OwnPage {
  readonly page: Page;
  /** Runs a function there; arguments and answer go through JSON. */
  run<A extends readonly unknown[], T>(
    body: (...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<T>;
  close(): Promise<void>;
}

/** What another extension gets to see. */
export type StrangerAnswer = { readonly answer: unknown } | { readonly refused: true };

/** What each kind of browser does in its own way. */
export interface Launched
  extends Omit<
    Session,
    'open' | 'ask' | 'askAsStranger' | 'failing' | 'uninstall' | 'install' | 'close'
  > {
  /** Bedside's id in this browser. */
  readonly id: string;
  /**
   * Runs a function on the `chrome` of the background worker. It must use nothing else from around
   * it; arguments go through JSON.
   */
  inWorker<A extends readonly unknown[]>(
    own: OwnPage,
    body: (api: typeof chrome, ...args: A) => void,
    ...args: A
  ): Promise<void>;
  end(): Promise<void>;
}

export interface LaunchOptions {
  /** The unpacked extension; by default the test build of that browser. */
  readonly extension?: string;
  readonly headed?: boolean;
  /** Lets requests out instead of refusing them. */
  readonly online?: boolean;
}

export const launchers: Record<Kind, (options: LaunchOptions) => Promise<Launched>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
};

const root = resolve(import.meta.dirname, '../../..');

/** Starts a browser with a fresh profile and Bedside, ready for its first page. */
export async function startSession(kind: Kind, options: LaunchOptions = {}): Promise<Session> {
  const extension = options.extension ?? resolve(root, 'target/extension-test', kind);
  const launched = await launchers[kind]({ ...options, extension });
  const own = await launched.openOwn('options.html');
  await until('the content script is registered', () =>
    own.run(async () => (await chrome.scripting.getRegisteredContentScripts()).length > 0),
  );
  return {
    ...launched,
    open: async (address) => {
      const page = await launched.browser.newPage();
      await page.evaluateOnNewDocument(namesHelper);
      await page.goto(address);
      return page;
    },
    ask: (request) =>
      own.run((message) => chrome.runtime.sendMessage<unknown, Response>(message), request),
    askAsStranger: (message) => askAsStranger(launched, message),
    failing: async (kind, body) => {
      await launched.inWorker(own, refuse, kind, true);
      try {
        await body();
      } finally {
        await launched.inWorker(own, refuse, kind, false);
      }
    },
    uninstall: () => launched.browser.uninstallExtension(launched.id),
    install: async () => {
      await launched.browser.installExtension(extension);
    },
    close: launched.end,
  };
}

/**
 * Runs in the worker itself, where an answer given at once comes before the engine's, and counts;
 * one from another of Bedside's pages may come too late.
 */
function refuse(api: typeof chrome, kind: string, on: boolean): void {
  type Refusal = (message: unknown, sender: unknown, answer: (response: unknown) => void) => void;
  const own = globalThis as { refusal?: Refusal };
  if (own.refusal) {
    api.runtime.onMessage.removeListener(own.refusal);
  }
  own.refusal = (message, _sender, answer) => {
    if ((message as { kind?: unknown }).kind === kind) {
      answer({ kind: 'failed', message: 'The engine is out of order.', remedy: 'Try again.' });
    }
  };
  if (on) {
    api.runtime.onMessage.addListener(own.refusal);
  }
}

/** tsx names functions through this helper, also those that are sent to a page. */
export const namesHelper = 'globalThis.__name = (named) => named;';

/** The expression that runs a function of ours on the `chrome` that another expression gives. */
export function onChrome(
  api: string,
  body: (...args: never[]) => unknown,
  args: readonly unknown[],
): string {
  return `(async () => { ${namesHelper} (${body})(${[api, ...args.map((arg) => JSON.stringify(arg))].join(', ')}); return 'null'; })()`;
}

/** The expression that runs a function of ours elsewhere and answers in JSON. */
export function asExpression(
  body: (...args: never[]) => unknown,
  args: readonly unknown[],
): string {
  return `(async () => { ${namesHelper} return JSON.stringify((await (${body})(...${JSON.stringify(args)})) ?? null); })()`;
}
