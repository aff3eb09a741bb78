/** What a page costs by the browser's own measures, and how a figure is told. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Session } from '../tests/browser/harness/session';

export type Load = (page: Page) => Promise<void>;

interface Cost {
  /** Tasks in which Bedside's functions ran, the longest and the sum of its part in them; milliseconds of work. */
  readonly tasks: number;
  readonly longest: number;
  readonly total: number;
  /** The longest task of all; milliseconds. */
  readonly page: number;
  readonly wall: number;
}

/** Bedside's functions by the browser's own tracing. */
export async function traced(
  running: Session,
  address: string,
  name: string,
  load: Load,
  ready: Load = async () => {},
): Promise<Cost> {
  const page = await running.open(address);
  await ready(page);
  await page.tracing.start({
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  const start = Date.now();
  await load(page);
  const wall = Date.now() - start;
  const trace = await page.tracing.stop();
  await page.close();
  const text = Buffer.from(trace ?? new Uint8Array()).toString();
  const folder = resolve(import.meta.dirname, '../target/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replaceAll(/\W+/g, '-')}.json`), text);
  return { ...costs(JSON.parse(text).traceEvents), wall };
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

/**
 * Sums up Bedside's part of each main-thread task in which its content script ran. An answer of the
 * background worker is taken up in a microtask outside of any event or call, which names no script;
 * nothing else on these pages waits for anything, so those are counted as Bedside's.
 */
function costs(events: readonly TraceEvent[]): Omit<Cost, 'wall'> {
  const calls = events.filter(isOurs);
  const threads = new Set(calls.map(({ pid, tid }) => `${pid} ${tid}`));
  const here = events.filter(({ ph, pid, tid }) => ph === 'X' && threads.has(`${pid} ${tid}`));
  const others = here.filter(
    (event) => event.name === 'EventDispatch' || (event.name === 'FunctionCall' && !isOurs(event)),
  );
  const answers = here.filter(
    (event) => event.name === 'RunMicrotasks' && !others.some((other) => surrounds(other, event)),
  );
  const ours = [...calls, ...answers];
  const tasks = here.filter(({ name }) => name === 'RunTask').sort((a, b) => a.ts - b.ts);
  const parts = new Map<TraceEvent, number>();
  let end = 0;
  let index = 0;
  for (const call of ours.sort((a, b) => a.ts - b.ts)) {
    if (call.ts < end) {
      continue;
    }
    end = call.ts + (call.dur ?? 0);
    while (index + 1 < tasks.length && (tasks[index + 1]?.ts ?? 0) <= call.ts) {
      index += 1;
    }
    const task = tasks[index] ?? call;
    parts.set(task, (parts.get(task) ?? 0) + threadTime(call));
  }
  const times = [...parts.values()];
  return {
    tasks: times.length,
    longest: Math.max(0, ...times),
    total: times.reduce((sum, time) => sum + time, 0),
    page: Math.max(0, ...tasks.map(threadTime)),
  };
}

function isOurs({ ph, name, args }: TraceEvent): boolean {
  const url = args?.data?.url ?? '';
  return (
    ph === 'X' &&
    name === 'FunctionCall' &&
    url.startsWith('chrome-extension://') &&
    url.endsWith('/content.js')
  );
}

function surrounds(outer: TraceEvent, inner: TraceEvent): boolean {
  return outer.ts <= inner.ts && inner.ts < outer.ts + (outer.dur ?? 0);
}

/** Milliseconds the thread itself worked: what other programs of the machine take does not count. */
function threadTime({ dur, tdur }: TraceEvent): number {
  return (tdur ?? dur ?? 0) / 1000;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The page's main thread with Bedside and without, in turn, untraced: tracing itself is work. */
export async function besideItself(
  running: Session,
  address: string,
  load: Load,
  pairs: number,
): Promise<{ busy: { without: number; with: number }; share: number; heap: number }> {
  const without: Work[] = [];
  const withIt: Work[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    await running.ask({ kind: 'set-site', host: '127.0.0.1', on: false });
    without.push(await worked(running, address, load));
    await running.ask({ kind: 'set-site', host: '127.0.0.1', on: true });
    withIt.push(await worked(running, address, load));
  }
  const of = (works: readonly Work[], what: keyof Work): number =>
    median(works.map((work) => work[what]));
  const busy = { without: of(without, 'busy'), with: of(withIt, 'busy') };
  return {
    busy,
    share: (busy.with - busy.without) / of(withIt, 'wall'),
    heap: of(withIt, 'heap') - of(without, 'heap'),
  };
}

interface Work {
  /** What the main thread itself worked; milliseconds. What other programs of the machine take does not count. */
  readonly busy: number;
  readonly wall: number;
  /** Growth after a collection of garbage; megabytes. */
  readonly heap: number;
}

async function worked(running: Session, address: string, load: Load): Promise<Work> {
  const page = await running.open(address);
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const heap = async (): Promise<number> => {
    await cdp.send('HeapProfiler.collectGarbage');
    return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  const heapBefore = await heap();
  const busyBefore = await busy();
  const start = Date.now();
  await load(page);
  const wall = Date.now() - start;
  const work = { busy: (await busy()) - busyBefore, wall, heap: (await heap()) - heapBefore };
  await page.close();
  return work;
}

const missed: string[] = [];

/** Tells a figure, and remembers it where it misses its bar. */
export function line(what: string, value: number, unit: string, bar: number, note: string): void {
  const told = `${what}: ${value.toFixed(2)} ${unit}`;
  const within = value <= bar;
  console.log(`${told} (${within ? 'within' : 'over'} the bar of ${bar} ${unit}; ${note})`);
  if (!within) {
    missed.push(`${told} instead of ${bar} ${unit}`);
  }
}

/** Says which bars were missed; the process then ends with 1. */
export function verdict(): void {
  if (missed.length > 0) {
    console.error(`Missed:\n${missed.map((each) => `  ${each}`).join('\n')}`);
    process.exitCode = 1;
  }
}
