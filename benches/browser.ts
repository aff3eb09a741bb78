/**
 * What Bedside costs in headless Chromium: the worker's answers, cold and warm, the main thread of
 * busy pages by the browser's own measures, beside the same pages without Bedside, opening the
 * panel, and typing a reply. Ends with 1 and names them where bars are missed.
 * `node --import tsx benches/browser.ts [worker] [scrolled] [growing] [first-chips] [panel] [typing]`
 * measures these parts only.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Request } from '../extension/generated/Request';
import { deskOf } from '../tests/browser/harness/desk';
import { untilOverlay } from '../tests/browser/harness/overlay';
import { html, serve } from '../tests/browser/harness/server';
import { type OwnPage, type Session, startSession } from '../tests/browser/harness/session';
import { until } from '../tests/browser/harness/until';
import { addComments, largeMarkup } from '../tests/browser/pages/large';
import { besideItself, type Load, line, median, traced, verdict } from './cost';
import { typing } from './typing';

const colds = 9;
const warms = 300;
const jumps = 15;
/** Views of a large page that are read before the panel is opened. */
const panelViews = 100;

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

const parts = {
  worker: answers,
  scrolled: (running: Session) => page(running, '5,000 comments, scrolled', scrolled, 5),
  growing: (running: Session) => page(running, '20 comments a second for a minute', growing, 1),
  'first-chips': firstChips,
  panel,
  typing,
};
const wanted = process.argv.slice(2);
const session = await startSession('chromium');
// The hint of the first run comes once, and is no part of what every page costs.
await session.ask({ kind: 'set-desk', desk: { ...(await deskOf(session)), hintDismissed: true } });
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) {
      await measure(session);
    }
  }
} finally {
  await session.close();
}
verdict();

async function answers(running: Session): Promise<void> {
  const own = await running.openOwn('options.html');
  const cold: number[] = [];
  for (let run = 0; run < colds; run += 1) {
    await running.stopWorker();
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

async function page(running: Session, name: string, load: Load, pairs: number): Promise<void> {
  const site = await serve({ '/': html(largeMarkup) });
  const address = `${site.origin}/`;
  const cost = await traced(running, address, name, load);
  line(`${name}: longest task of Bedside's`, cost.longest, 'ms', 16, `${cost.tasks} tasks`);
  line(
    `${name}: share of wall time in Bedside's functions`,
    (cost.total / cost.wall) * 100,
    '%',
    2,
    `${cost.total.toFixed(0)} ms`,
  );
  const { busy, share, heap } = await besideItself(running, address, load, pairs);
  line(
    `${name}: share of wall time the page's main thread works more than without Bedside`,
    share * 100,
    '%',
    2,
    `layout, painting and the browser's own observers included; ${busy.without.toFixed(0)} ms without, ` +
      `${busy.with.toFixed(0)} ms with, median of ${pairs}`,
  );
  line(`${name}: more heap than without`, heap, 'MB', 20, 'after a collection of garbage');
  await site.close();
}

/** How long after a jump the first chips stand beside the comments that came into view. */
async function firstChips(running: Session): Promise<void> {
  const site = await serve({ '/': html(largeMarkup) });
  const page = await running.open(`${site.origin}/`);
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
  await site.close();
}

/** The side panel is opened on a large page of which much has been read. */
async function panel(running: Session): Promise<void> {
  const site = await serve({ '/': html(largeMarkup) });
  const opened: OwnPage[] = [];
  const cost = await traced(
    running,
    `${site.origin}/`,
    'panel',
    async (page) => {
      const own = await running.openOwn('panel.html');
      opened.push(own);
      await page.bringToFront();
      await until('the queue is whole', async () => (await queued(own)) >= 6 * panelViews);
      await pause(3000);
    },
    async (page) => {
      await page.evaluate(addComments, 5000, 1);
      await pause(3000);
      // Slower than what counts as scrolled past.
      for (let view = 0; view < panelViews; view += 1) {
        await page.evaluate(() => window.scrollBy(0, innerHeight));
        await pause(300);
      }
    },
  );
  line(
    "opening the panel on 5,000 comments: longest task of Bedside's",
    cost.longest,
    'ms',
    16,
    `${cost.tasks} tasks, ${cost.total.toFixed(0)} ms in all`,
  );
  await Promise.all([...opened.map((own) => own.close()), site.close()]);
}

function queued(panel: OwnPage): Promise<number> {
  return panel.run(() => document.querySelectorAll('.entry').length);
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
