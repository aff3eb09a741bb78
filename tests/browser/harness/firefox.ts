import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startOutside } from './outside';
import { asExpression, type Launched, type LaunchOptions, type OwnPage, onChrome } from './session';
import { until } from './until';

/** Firefox gives each installation a random address; a fixed one lets tests open Bedside's pages. */
const uuid = '6f1d1d0a-52f4-4f0b-9d43-0a6f4c8e9b11';

export async function launchFirefox(options: LaunchOptions): Promise<Launched> {
  const outside = await startOutside();
  const extension = options.extension ?? '';
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  const id: string = manifest.browser_specific_settings.gecko.id;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: options.headed !== true,
    defaultViewport: { width: 1280, height: 900 },
    // Bedside's own pages and the browser's own window are closed to remote control without it.
    args: ['-remote-allow-system-access'],
    // Lets the address of Mozilla's settings server be replaced, which keeps the browser silent.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    extraPrefsFirefox: {
      'services.settings.server': 'data:,#remote-settings-dummy/v1',
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
      'extensions.webextOptionalPermissionPrompts': false,
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': outside.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': outside.port,
    },
  });
  await browser.installExtension(extension);
  return {
    kind: 'firefox',
    id,
    browser,
    escaped: outside.escaped,
    openOwn: (path) => openOwn(browser, `moz-extension://${uuid}/${path}`),
    press: (page, command) => press(browser, manifest, page, command),
    stopWorker: () => stopWorker(browser, id),
    inWorker: async ({ page }, body, ...args) => {
      const api = '(await chrome.runtime.getBackgroundPage()).chrome';
      await evaluate(browser, contextOf(page), onChrome(api, body, args));
    },
    grant: (origins) => grant(browser, id, origins),
    end: async () => {
      await browser.close();
      await outside.close();
    },
  };
}

/** The parts of WebDriver BiDi's answers that are used here. */
interface Answer {
  readonly type?: string;
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
  readonly contexts?: readonly { readonly context: string; readonly url: string }[];
}

/** Sends a command of WebDriver BiDi that puppeteer has no word for. */
export async function bidi(browser: Browser, method: string, params: object): Promise<Answer> {
  const { connection } = browser as unknown as {
    connection: { send(method: string, params: object): Promise<{ result: Answer }> };
  };
  const { result } = await connection.send(method, params);
  if (result.exceptionDetails) {
    throw new Error(result.exceptionDetails.text);
  }
  return result;
}

export function contextOf(page: Page): string {
  return (page.mainFrame() as unknown as { _id: string })._id;
}

async function evaluate<T>(browser: Browser, context: string, expression: string): Promise<T> {
  const answer = await bidi(browser, 'script.evaluate', {
    expression,
    target: { context },
    awaitPromise: true,
  });
  return JSON.parse(answer.result?.value as string);
}

async function openOwn(browser: Browser, url: string): Promise<OwnPage> {
  const page = await browser.newPage();
  const context = contextOf(page);
  await bidi(browser, 'browsingContext.navigate', { context, url, wait: 'none' });
  const run: OwnPage['run'] = (body, ...args) =>
    evaluate(browser, context, asExpression(body, args));
  await until(`${url} is loaded`, async () => {
    try {
      return await run(
        (wanted) => location.href === wanted && document.readyState === 'complete',
        url,
      );
    } catch {
      return false;
    }
  });
  return { page, run, close: () => page.close() };
}

/** Runs an expression in the browser's own window. */
async function inWindow(browser: Browser, expression: string): Promise<void> {
  const tree = await bidi(browser, 'browsingContext.getTree', { 'moz:scope': 'chrome' });
  const window = tree.contexts?.find(({ url }) => url.endsWith('browser.xhtml'));
  await evaluate(
    browser,
    window?.context ?? '',
    `(async () => { ${expression}; return 'null'; })()`,
  );
}

interface Commands {
  readonly commands: Record<string, { readonly suggested_key: { readonly default: string } }>;
}

/** Raises the shortcut in the browser's window: keys sent over BiDi end in the page. */
async function press(
  browser: Browser,
  manifest: Commands,
  page: Page,
  command: string,
): Promise<void> {
  await page.bringToFront();
  const combination = manifest.commands[command]?.suggested_key.default ?? '';
  const keys = combination.split('+');
  const letter = keys.at(-1);
  const modifiers = keys.slice(0, -1).map((each) => each.toLowerCase());
  await inWindow(
    browser,
    `const wanted = ${JSON.stringify(modifiers)};
     const key = [...document.querySelectorAll('keyset[id*="ext-keyset"] key')].find((each) =>
       each.getAttribute('key') === ${JSON.stringify(letter)} &&
       wanted.every((modifier) => each.getAttribute('modifiers').includes(modifier)));
     if (!key) throw new Error('no shortcut ${combination}');
     key.doCommand()`,
  );
}

async function stopWorker(browser: Browser, id: string): Promise<void> {
  await inWindow(
    browser,
    `const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(id)});
     await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
     if (extension.backgroundState !== 'stopped') throw new Error('still ' + extension.backgroundState)`,
  );
}

async function grant(browser: Browser, id: string, origins: readonly string[]): Promise<void> {
  await inWindow(
    browser,
    `const { ExtensionPermissions } = ChromeUtils.importESModule(
       'resource://gre/modules/ExtensionPermissions.sys.mjs');
     const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(id)});
     const given = { permissions: [], origins: ${JSON.stringify(origins)}, data_collection: [] };
     await ExtensionPermissions.add(${JSON.stringify(id)}, given, extension)`,
  );
}
