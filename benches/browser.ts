/**
 * What Bedside costs in headless Chromium: the worker's answers, cold and warm, and the main
 * thread of busy pages, traced by the browser itself, beside the same pages without Bedside.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Request } from '../extension/generated/Request';
import { untilOverlay } from '../tests/browser/harness/overlay';
import { html, serve } from '../tests/browser/harness/server';
import { type OwnPage, type Session, startSession } from '../tests/browser/harness/session';
import { addComments, largeMarkup } from '../tests/browser/pages/large';

const colds = 9;
const warms = 300;
const jumps = 15;

const request: Request = {
  kind: 'read',
  page: { host: '127.0.0.1', path: '/', platform: null },
  comments: [
    {
      key: 'one',
      text: 'Great surgeon, but the invoice was 2,000 more than the quote and nobody answers my emails.',
      author: 'Grace',
      postedAt: null,
      rating: null,
    },
  ],
};

const session = await startSession('chromium');
try {
  const own = await session.openOwn('options.html');
  const cold: number[] = [];
  for (let run = 0; run < colds; run += 1) {
    await session.stopWorker();
    cold.push((await roundTrips(own, 1))[0] ?? Number.NaN);
  }
  const warm = await roundTrips(own, warms);
  line(
    'worker, first answer after a cold start',
    median(cold),
    'ms',
    150,
    `${colds} starts, longest ${Math.max(...cold).toFixed(0)} ms`,
  );
  line('worker, warm round trip of one comment', median(warm), 'ms', 5, `${warms} messages`);
  await own.close();
  await pages(session);
} finally {
  await session.close();
}

/** Milliseconds from sending a message to having its answer. */
function roundTrips(own: OwnPage, count: number): Promise<number[]> {
  return own.run(
    async (message, times) => {
      const taken: number[] = [];
      for (let time = 0; time < times; time += 1) {
        const start = performance.now();
        const answer = await chrome.runtime.sendMessage(message);
        taken.push(performance.now() - start);
        if (answer.kind !== 'readings') {
          throw new Error(JSON.stringify(answer));
        }
      }
      return taken;
    },
    request,
    count,
  );
}

async function pages(running: Session): Promise<void> {
  const site = await serve({ '/': html(largeMarkup) });
  const loads = {
    '5,000 comments, scrolled': scrolled,
    '20 comments a second for a minute': growing,
  };
  for (const [name, load] of Object.entries(loads)) {
    await running.ask({ kind: 'set-site', host: '127.0.0.1', on: false });
    const without = await traced(running, site.origin, name, 'without', load);
    await running.ask({ kind: 'set-site', host: '127.0.0.1', on: true });
    const cost = await traced(running, site.origin, name, 'with', load);
    line(`${name}: longest task of Bedside's`, cost.longest, 'ms', 16, `${cost.tasks} tasks`);
    line(`${name}: share of wall time`, cost.share * 100, '%', 2, `${cost.total.toFixed(0)} ms`);
    line(
      `${name}: more heap than without`,
      cost.heap - without.heap,
      'MB',
      20,
      `${without.heap.toFixed(1)} MB without`,
    );
    console.log(
      `  longest task of the page: ${without.page.toFixed(0)} ms without, ${cost.page.toFixed(0)} ms with Bedside; ` +
        `all tasks: ${without.busy.toFixed(0)} ms without, ${cost.busy.toFixed(0)} ms with`,
    );
  }
  await firstChips(running, `${site.origin}/`);
  await site.close();
}

/** How long after a jump the first chips stand beside the comments that came into view. */
async function firstChips(running: Session, address: string): Promise<void> {
  const page = await running.open(address);
  await page.evaluate(addComments, 5000, 1);
  await pause(3000);
  const taken: number[] = [];
  for (let jump = 1; jump <= jumps; jump += 1) {
    const start = Date.now();
    await page.evaluate(
      (part) => {
        window.scrollTo(0, document.documentElement.scrollHeight * part);
      },
      jump / (jumps + 1),
    );
    await untilOverlay('a row stands in view', running, page, (root) =>
      [...root.querySelectorAll('.chips:not(.waiting)')].some((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top > 0 && bottom < innerHeight;
      }),
    );
    taken.push(Date.now() - start);
    await pause(300);
  }
  line(
    'first chips after a jump to comments not read before',
    median(taken),
    'ms',
    100,
    `${jumps} jumps, longest ${Math.max(...taken)} ms; the looking itself included`,
  );
  await page.close();
}

async function scrolled(page: Page): Promise<void> {
  await page.evaluate(addComments, 5000, 1);
  await pause(2000);
  for (let turn = 0; turn < 40; turn += 1) {
    await page.mouse.wheel({ deltaY: 1500 });
    await pause(80);
  }
}

async function growing(page: Page): Promise<void> {
  await page.evaluate(addComments, 300, 1);
  const start = Date.now();
  for (let number = 1000; Date.now() - start < 60_000; number += 1) {
    await page.evaluate(addComments, 1, number);
    await pause(Math.max(0, start + (number - 999) * 50 - Date.now()));
  }
}

interface Cost {
  /** Tasks in which Bedside's functions ran, the longest and the sum of its part in them; milliseconds of work. */
  readonly tasks: number;
  readonly longest: number;
  readonly total: number;
  readonly share: number;
  /** The longest task of all; milliseconds. */
  readonly page: number;
  /** All tasks of the page's main thread together; milliseconds. */
  readonly busy: number;
  /** Growth after a collection of garbage; megabytes. */
  readonly heap: number;
}

async function traced(
  running: Session,
  address: string,
  name: string,
  mark: string,
  load: (page: Page) => Promise<void>,
): Promise<Cost> {
  const page = await running.open(`${address}/`);
  const before = await heap(page);
  await page.tracing.start({
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  const start = Date.now();
  await load(page);
  const wall = Date.now() - start;
  const trace = await page.tracing.stop();
  const after = await heap(page);
  await page.close();
  const text = Buffer.from(trace ?? new Uint8Array()).toString();
  const folder = resolve(import.meta.dirname, '../target/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replaceAll(/\W+/g, '-')}-${mark}.json`), text);
  return { ...costs(JSON.parse(text).traceEvents, wall), heap: (after - before) / 1e6 };
}

async function heap(page: Page): Promise<number> {
  const cdp = await page.createCDPSession();
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return usedSize;
}

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of that, what the thread itself worked: other programs of the machine do not count. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/** Sums up Bedside's part of each main-thread task in which its content script ran. */
function costs(events: readonly TraceEvent[], wall: number): Omit<Cost, 'heap'> {
  const ours = events.filter(
    ({ ph, name, args }) =>
      ph === 'X' &&
      name === 'FunctionCall' &&
      args?.data?.url?.startsWith('chrome-extension://') === true &&
      args.data.url.endsWith('/content.js'),
  );
  const threads = new Set(ours.map(({ pid, tid }) => `${pid} ${tid}`));
  const inThreads = events
    .filter(
      ({ ph, name, pid, tid }) =>
        ph === 'X' && name === 'RunTask' && (threads.size === 0 || threads.has(`${pid} ${tid}`)),
    )
    .sort((a, b) => a.ts - b.ts);
  const parts = new Map<TraceEvent, number>();
  let end = 0;
  let index = 0;
  for (const call of ours.sort((a, b) => a.ts - b.ts)) {
    if (call.ts < end) {
      continue;
    }
    end = call.ts + (call.dur ?? 0);
    while (index + 1 < inThreads.length && (inThreads[index + 1]?.ts ?? 0) <= call.ts) {
      index += 1;
    }
    const task = inThreads[index] ?? call;
    parts.set(task, (parts.get(task) ?? 0) + worked(call));
  }
  const times = [...parts.values()];
  const total = times.reduce((sum, time) => sum + time, 0);
  return {
    tasks: times.length,
    longest: Math.max(0, ...times),
    total,
    share: total / wall,
    page: Math.max(0, ...inThreads.map(worked)),
    busy: inThreads.reduce((sum, task) => sum + worked(task), 0),
  };
}

/** Milliseconds the thread itself worked: what other programs of the machine take does not count. */
function worked({ dur, tdur }: TraceEvent): number {
  return (tdur ?? dur ?? 0) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function line(what: string, value: number, unit: string, bar: number, note: string): void {
  const verdict = value <= bar ? 'within' : 'over';
  console.log(
    `${what}: ${value.toFixed(2)} ${unit} (${verdict} the bar of ${bar} ${unit}; ${note})`,
  );
}
