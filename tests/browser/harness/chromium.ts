import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startOutside } from './outside';
import { asExpression, type Launched, type LaunchOptions, type OwnPage, onChrome } from './session';
import { until } from './until';

/** What Chromium would say to its maker on its own; Bedside's requests would drown in it. */
const quiet = [
  '--disable-background-networking',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,DialMediaRouteProvider,Translate,AutofillServerCommunication',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--apps-gallery-update-url=http://127.0.0.1:9/',
  '--component-updater=url-source=http://127.0.0.1:9/',
  '--gaia-url=http://127.0.0.1:9/',
  // The spelling dictionary of text boxes has no switch of its own.
  '--host-resolver-rules=MAP redirector.gvt1.com 127.0.0.1:9',
  '--proxy-bypass-list=redirector.gvt1.com',
];

export async function launchChromium(options: LaunchOptions): Promise<Launched> {
  const outside = await startOutside();
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: options.headed !== true,
    pipe: true,
    enableExtensions: true,
    defaultViewport: options.headed ? null : { width: 1280, height: 900 },
    args: [
      ...quiet,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.online ? [] : [`--proxy-server=127.0.0.1:${outside.port}`]),
    ],
  });
  const id = await browser.installExtension(options.extension ?? '');
  return {
    kind: 'chromium',
    id,
    browser,
    escaped: outside.escaped,
    openOwn: (path) => openOwn(browser, `chrome-extension://${id}/${path}`),
    press: (page, command) => press(browser, id, page, command),
    stopWorker: async () => {
      const running = await worker(browser, id);
      const target = workerTarget(browser, id);
      await running.close();
      // A page that asks something at once starts the next one. Puppeteer now and then keeps a worker
      // in its list that the browser has ended; closing that again says so.
      await until('the worker has ended', async () => {
        const gone = await running.close().then(
          () => false,
          (error: unknown) => String(error).includes('No target with given id'),
        );
        return gone || workerTarget(browser, id) !== target;
      });
    },
    inWorker: async (_own, body, ...args) => {
      await (await worker(browser, id)).evaluate(onChrome('chrome', body, args));
    },
    grant: async () => undefined,
    end: async () => {
      await browser.close();
      await outside.close();
    },
  };
}

async function openOwn(browser: Browser, address: string): Promise<OwnPage> {
  const page = await browser.newPage();
  await page.goto(address);
  return {
    page,
    run: async (body, ...args) =>
      JSON.parse((await page.evaluate(asExpression(body, args))) as string),
    close: () => page.close(),
  };
}

/**
 * Keys that are sent over the debugging protocol end in the page and never reach the browser's
 * shortcuts, so the shortcut's event is raised in the worker, where the key press would raise it.
 */
async function press(browser: Browser, id: string, page: Page, command: string): Promise<void> {
  await page.bringToFront();
  const address = page.url();
  await (await worker(browser, id)).evaluate(
    async (name, url) => {
      const tabs = await chrome.tabs.query({ active: true });
      const tab = tabs.find((each) => each.url === url) ?? tabs[0];
      const event = chrome.commands.onCommand as unknown as {
        dispatch(command: string, tab: unknown): void;
      };
      event.dispatch(name, tab);
    },
    command,
    address,
  );
}

/** Runs a function where Bedside's content script runs; arguments and answer go through JSON. */
export async function inContentScript<A extends readonly unknown[], T>(
  page: Page,
  body: (...args: A) => T | Promise<T>,
  ...args: A
): Promise<T> {
  const cdp = await page.createCDPSession();
  const contexts: { id: number; origin: string }[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
  await cdp.send('Runtime.enable');
  const own = contexts.find(({ origin }) => origin.startsWith('chrome-extension://'));
  if (own === undefined) {
    throw new Error('no content script runs in this page');
  }
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
    expression: asExpression(body, args),
    contextId: own.id,
    awaitPromise: true,
    returnByValue: true,
  });
  await cdp.detach();
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return JSON.parse(result.value);
}

function workerTarget(browser: Browser, id: string) {
  return browser
    .targets()
    .findLast((target) => target.type() === 'service_worker' && target.url().includes(id));
}

/** The worker, woken where the browser had ended it. */
async function worker(browser: Browser, id: string) {
  const target =
    workerTarget(browser, id) ??
    (await browser.waitForTarget((each) => each === workerTarget(browser, id), { timeout: 5_000 }));
  const found = await target.worker();
  if (found === null) {
    throw new Error('the background worker cannot be reached');
  }
  return found;
}
