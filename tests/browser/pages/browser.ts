/** A browser with the probe in it, and pages to try the page layer on. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { parse } from 'smol-toml';
import type { Adapter } from '../../../extension/generated/Adapter';
import { type Kind, type Launched, launchers, namesHelper } from '../harness/session';
import { kind, rounds } from '../harness/suite';
import { until } from '../harness/until';
import type { Probe } from './probe';

const root = resolve(import.meta.dirname, '../../..');

/** The probe as a test sees it: every answer comes later. */
export type Asked = {
  readonly [Name in keyof Probe]: (
    ...args: Parameters<Probe[Name]>
  ) => Promise<Awaited<ReturnType<Probe[Name]>>>;
};

let shared: Promise<Launched> | undefined;

export function probeBrowser(): Promise<Launched> {
  shared ??= probeExtension(kind).then((extension) => launchers[kind]({ extension }));
  return shared;
}

after(async () => (await shared)?.end());

/** A test of the page layer in the browser under test; tabs it opens are closed after it. */
export function onPage(
  name: string,
  body: (open: OpenPage, context: TestContext) => Promise<void>,
): void {
  for (let round = 1; round <= rounds; round += 1) {
    test(`${name} [${kind}, round ${round}]`, { timeout: 240_000 }, async (context) => {
      const { browser } = await probeBrowser();
      const opened: Page[] = [];
      try {
        await body(async (address, options) => {
          const page = await browser.newPage();
          opened.push(page);
          return openPage(page, address, options);
        }, context);
      } finally {
        await Promise.all(opened.filter((page) => !page.isClosed()).map((page) => page.close()));
      }
    });
  }
}

export interface Open {
  readonly page: Page;
  readonly probe: Asked;
}

export type OpenPage = (
  address: string,
  options?: { readonly adapters?: readonly Adapter[] },
) => Promise<Open>;

async function openPage(
  page: Page,
  address: string,
  options: { readonly adapters?: readonly Adapter[] } = {},
): Promise<Open> {
  await page.evaluateOnNewDocument(namesHelper);
  await page.goto(address, { waitUntil: 'load' });
  await page.bringToFront();
  const probe = probeOf(page);
  await until('the probe answers', () => page.evaluate(() => document.documentElement !== null));
  await probe.start(options.adapters ?? []);
  return { page, probe };
}

export function probeOf(page: Page): Asked {
  const ask = (method: string, args: readonly unknown[]): Promise<unknown> =>
    page.evaluate(
      (name, values) =>
        new Promise((answer, fail) => {
          const id = `${Math.random()}`;
          const listen = (event: Event): void => {
            const message = JSON.parse((event as CustomEvent<string>).detail);
            if (message.id !== id) return;
            window.removeEventListener('probe-answer', listen);
            if (message.error === undefined) answer(message.value);
            else fail(new Error(message.error));
          };
          window.addEventListener('probe-answer', listen);
          window.dispatchEvent(
            new CustomEvent('probe-ask', {
              detail: JSON.stringify({ id, method: name, args: values }),
            }),
          );
        }),
      method,
      args,
    );
  return new Proxy({} as Asked, {
    get:
      (_target, method) =>
      (...args: unknown[]) =>
        ask(String(method), args),
  });
}

/** All adapters as they ship, by id, with every field the worker would fill in. */
export function adapters(): ReadonlyMap<string, Adapter> {
  const folder = join(root, 'packs/adapters');
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('.toml'))
    .map((name) => whole(parse(readFileSync(join(folder, name), 'utf8'))));
  return new Map(found.map((adapter) => [adapter.id, adapter]));
}

export function adapter(id: string): Adapter {
  const found = adapters().get(id);
  if (found === undefined) throw new Error(`there is no adapter ${id}`);
  return found;
}

type Loose = Record<string, unknown>;

/** Fills in what may be left out of a file, as the Rust types do. */
export function whole(parsed: unknown): Adapter {
  // The parser's objects have no prototype, which Firefox's protocol refuses.
  const raw = JSON.parse(JSON.stringify(parsed)) as Adapter;
  const value = (given: unknown): Loose => ({
    select: [],
    scope: 'own',
    attribute: null,
    pattern: null,
    pick: 'first',
    except: [],
    label: null,
    is_time: false,
    ...(given as Loose),
  });
  const target = (given: unknown): Loose => ({ scope: 'own', label: null, ...(given as Loose) });
  const values = (given: unknown): Loose[] => ((given ?? []) as unknown[]).map(value);
  const targets = (given: unknown): Loose[] => ((given ?? []) as unknown[]).map(target);
  const { comment, composer = [], reply } = raw as Partial<Adapter>;
  const thread = comment?.thread ?? 'flat';
  return {
    paths: [],
    markers: [],
    shadow: false,
    limit: null,
    labels: {},
    ...(raw as Partial<Adapter>),
    comment: {
      except: [],
      signs: [],
      scale: 5,
      ...comment,
      id: values(comment?.id),
      text: values(comment?.text),
      author: values(comment?.author),
      time: values(comment?.time),
      rating: values(comment?.rating),
      own: targets(comment?.own),
      thread:
        typeof thread === 'string'
          ? thread
          : 'id' in thread
            ? { id: values(thread.id) }
            : 'depth' in thread
              ? { depth: values(thread.depth) }
              : thread,
    },
    reply: targets(reply),
    composer: composer.map((box) => ({
      frame: [],
      enter: false,
      ...(box as Partial<typeof box>),
      id: values(box.id),
      author: values(box.author),
      submit: targets(box.submit),
    })),
  } as Adapter;
}

async function probeExtension(browser: Kind): Promise<string> {
  const folder = join(root, 'target/extension-probe', browser);
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: { content: join(import.meta.dirname, 'probe.ts') },
    bundle: true,
    format: 'iife',
    target: ['chrome120', 'firefox140'],
    outdir: folder,
    logLevel: 'warning',
  });
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Bedside probe',
      version: '1',
      content_scripts: [
        {
          matches: ['http://127.0.0.1/*'],
          js: ['content.js'],
          run_at: 'document_start',
          all_frames: true,
          match_about_blank: true,
        },
      ],
      browser_specific_settings: { gecko: { id: 'probe@bedside.example.org' } },
    }),
  );
  return folder;
}
