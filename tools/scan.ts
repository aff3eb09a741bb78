/**
 * `build.sh scan [--generic] FILE_OR_URL...`: what Bedside finds in each page, a JSON line per page.
 * A saved page, gzipped or not, is shown at its own address, as its canonical link names it, without
 * any request. With `--generic` every adapter is set aside and the comments are found by their shape.
 */
import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { inContentScript } from '../tests/browser/harness/chromium';
import { type Session, startSession } from '../tests/browser/harness/session';
import { until } from '../tests/browser/harness/until';
import type { Scanned } from './scan-page';

const root = resolve(import.meta.dirname, '..');
const startedIn = process.env.BEDSIDE_FROM ?? process.cwd();

const generic = process.argv.includes('--generic');

const reader = await bundledReader();
const session = await startSession('chromium', { extension: extensionForAnyHost(), online: true });
try {
  for (const named of process.argv.slice(2).filter((given) => given !== '--generic')) {
    try {
      console.log(JSON.stringify({ page: named, ...(await scan(session, named)) }));
    } catch (error) {
      console.error(`scan: ${named}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
} finally {
  await session.close();
}

async function scan({ browser, ask }: Session, named: string): Promise<Scanned> {
  const page = await browser.newPage();
  try {
    await show(page, named);
    const { hostname, pathname } = new URL(page.url());
    const opened = await ask({
      kind: 'open-page',
      page: { host: hostname, path: pathname, platform: null },
    });
    if (opened.kind !== 'page-opened') {
      throw new Error(`the engine refused: ${JSON.stringify(opened)}`);
    }
    return await until('the content script is in the page', () =>
      inContentScript(
        page,
        (source, adapters) => {
          new Function(source)();
          return (globalThis as unknown as { scanPage(given: unknown): Scanned }).scanPage(
            adapters,
          );
        },
        reader,
        generic ? [] : opened.adapters,
      ),
    );
  } finally {
    await page.close();
  }
}

async function show(page: Page, named: string): Promise<void> {
  if (/^https?:\/\//.test(named)) {
    const answer = await page.goto(named, { waitUntil: 'load' });
    if (answer?.ok() !== true) {
      throw new Error(`the server answered ${answer?.status() ?? 'nothing'}`);
    }
    return;
  }
  const file = resolve(startedIn, named);
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new Error(
      'there is no such file; give a saved page or an address with http:// or https://',
    );
  }
  const raw = readFileSync(file);
  const body = file.endsWith('.gz') ? gunzipSync(raw) : raw;
  const address = addressOf(body.toString('utf8')) ?? 'http://127.0.0.1/saved-page';
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    void (isPage
      ? request.respond({ contentType: 'text/html; charset=utf-8', body })
      : request.abort());
  });
  await page.goto(address, { waitUntil: 'domcontentloaded' });
}

/** The address a saved page names as its own. */
function addressOf(text: string): string | null {
  const tag =
    /<link\b[^>]*\brel=["']?canonical\b[^>]*>/i.exec(text)?.[0] ??
    /<meta\b[^>]*\bproperty=["']?og:url\b[^>]*>/i.exec(text)?.[0] ??
    '';
  const address = /\b(?:href|content)=["']?(https?:\/\/[^"'\s>]+)/i.exec(tag)?.[1] ?? '';
  return URL.canParse(address) ? address : null;
}

/** The test build, allowed on every host: nobody could answer the browser's question here. */
function extensionForAnyHost(): string {
  const folder = join(root, 'target/extension-scan');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'target/extension-test/chromium'), folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...manifest, host_permissions: ['*://*/*'] }));
  return folder;
}

async function bundledReader(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'scan-page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}
