/**
 * What scanning costs a page, by the browser's own tracing: a page of 5,000 comments that is
 * scrolled, and one that adds 20 comments a second. Run by itself in Chromium:
 * `node --import tsx tests/browser/pages/measure.ts`.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import type { Adapter } from '../../../extension/generated/Adapter';
import { html, serve } from '../harness/server';
import { namesHelper } from '../harness/session';
import { adapter, probeBrowser, probeOf } from './browser';
import { addComments, largeMarkup } from './large';

export interface ScanCost {
  readonly page: string;
  readonly finder: string;
  /** Milliseconds of main-thread time in Bedside's functions. */
  readonly total: number;
  /** The longest of them. */
  readonly longest: number;
  /** Share of wall time. */
  readonly share: number;
  /** Growth of the page's heap, in megabytes. */
  readonly heap: number;
}

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

const seconds = 60;

const loads: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  '5,000 comments, scrolled': async (page) => {
    await page.evaluate(addComments, 5000, 1);
    await pause(2000);
    for (let turn = 0; turn < 40; turn += 1) {
      await page.mouse.wheel({ deltaY: 1500 });
      await pause(80);
    }
  },
  '20 comments a second for a minute': async (page) => {
    await page.evaluate(addComments, 300, 1);
    const start = Date.now();
    for (let number = 1000; Date.now() - start < seconds * 1000; number += 1) {
      await page.evaluate(addComments, 1, number);
      await pause(Math.max(0, start + (number - 999) * 50 - Date.now()));
    }
  },
};

export async function measureScanning(browser: Browser): Promise<ScanCost[]> {
  const site = await serve({ '/': html(largeMarkup) });
  const finders: Readonly<Record<string, readonly Adapter[]>> = {
    adapter: [adapter('wordpress')],
    generic: [],
  };
  const costs: ScanCost[] = [];
  for (const [page, load] of Object.entries(loads)) {
    for (const [finder, adapters] of Object.entries(finders)) {
      costs.push({ page, finder, ...(await measure(browser, site.origin, adapters, load)) });
    }
  }
  await site.close();
  return costs;
}

async function measure(
  browser: Browser,
  address: string,
  adapters: readonly Adapter[],
  load: (page: Page) => Promise<void>,
): Promise<Omit<ScanCost, 'page' | 'finder'>> {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(namesHelper);
  await page.goto(address);
  await page.tracing.start({ categories: ['devtools.timeline'] });
  const start = Date.now();
  await probeOf(page).start(adapters);
  const before = (await page.metrics()).JSHeapUsedSize ?? 0;
  await load(page);
  const wall = Date.now() - start;
  const trace = await page.tracing.stop();
  const after = (await page.metrics()).JSHeapUsedSize ?? 0;
  await page.close();
  const calls = outermost(
    (JSON.parse(Buffer.from(trace ?? new Uint8Array()).toString()) as { traceEvents: TraceEvent[] })
      .traceEvents,
  );
  const times = calls.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
  const total = times.reduce((sum, time) => sum + time, 0);
  return {
    total,
    longest: Math.max(0, ...times),
    share: total / wall,
    heap: (after - before) / 1e6,
  };
}

/** Bedside's calls, without those that run inside another of them. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const calls = events
    .filter(
      ({ ph, name, args }) =>
        ph === 'X' &&
        name === 'FunctionCall' &&
        args?.data?.url?.startsWith('chrome-extension') === true,
    )
    .sort((a, b) => a.tid - b.tid || a.ts - b.ts);
  const kept: TraceEvent[] = [];
  for (const call of calls) {
    const last = kept[kept.length - 1];
    if (last === undefined || last.tid !== call.tid || call.ts >= last.ts + (last.dur ?? 0))
      kept.push(call);
  }
  return kept;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const launched = await probeBrowser();
  for (const { page, finder, total, longest, share, heap } of await measureScanning(
    launched.browser,
  )) {
    console.log(
      `${page}, ${finder}: longest ${longest.toFixed(1)} ms, total ${total.toFixed(0)} ms (${(share * 100).toFixed(2)} % of wall time), heap ${heap.toFixed(1)} MB`,
    );
  }
  await launched.end();
  process.exit(0);
}
