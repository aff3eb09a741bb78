/**
 * Shows Bedside on the sample feed. With a display, a browser that stays open; without one, every
 * comment is answered, photographed and listed, and anything that goes wrong ends it with 1.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { untilOverlay } from '../harness/overlay';
import { chipsOf, openPopover } from '../harness/reply';
import { type Session, startSession } from '../harness/session';
import { answerComment, type Outcome } from './answer';
import { feedComments } from './comments';
import { fillDesk, serveFeed } from './serve';

const shots = resolve(import.meta.dirname, '../../../target/demo');
const headed = process.env.DISPLAY !== undefined && process.env.DISPLAY !== '';

const feed = await serveFeed();
const session = await startSession('chromium', { headed });
try {
  await fillDesk(session);
  process.exitCode = headed ? await show(session) : await perform(session);
} finally {
  await session.close();
  await feed.close();
}

async function show({ open, browser }: Session): Promise<number> {
  await open(feed.address);
  console.log(`The sample feed is open at ${feed.address}.`);
  console.log('Point at a comment and press Alt+Shift+R. Close the browser to end.');
  await new Promise<void>((closed) => browser.once('disconnected', () => closed()));
  return 0;
}

async function perform(running: Session): Promise<number> {
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  const requests: string[] = [];
  const page = await running.open('about:blank');
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(feed.address);
  await photograph(running, page);

  const outcomes: Outcome[] = [];
  for (const comment of feedComments) {
    outcomes.push(await answerComment(running, page, comment));
  }
  writeFileSync(join(shots, 'requests.txt'), `${[...requests, ...running.escaped].join('\n')}\n`);
  const left = [...requests.filter((address) => !staysHere(address)), ...running.escaped];
  print(outcomes);
  const failures = outcomes.filter(({ failure }) => failure !== null);
  for (const { comment, failure } of failures) {
    console.error(`${comment.author} (${comment.id}): ${failure}`);
  }
  for (const address of left) {
    console.error(`A request left this machine: ${address}`);
  }
  console.log(
    `${outcomes.length - failures.length} of ${outcomes.length} comments served, ${requests.length} requests, ${left.length} of them left this machine.`,
  );
  console.log(`Screenshots: ${shots}`);
  return failures.length + left.length === 0 ? 0 : 1;
}

/** Saves the pictures: both colour schemes, right-to-left, the popover, the checker. */
async function photograph(running: Session, page: Page): Promise<void> {
  const first = feedComments[0];
  await chipsOf(running, page, first?.author ?? '');
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.evaluate(() => scrollTo(0, 0));
    await save(page, scheme);
    await popover(running, page, '90010003', `popover-${scheme}`);
    await popover(running, page, '90010004', `right-to-left-${scheme}`);
    await checker(running, page, `checker-${scheme}`);
  }
  await page.emulateMediaFeatures([]);
  await page.reload();
}

async function popover(running: Session, page: Page, id: string, name: string): Promise<void> {
  await page.focus(`[data-answers="${id}"]`);
  await openPopover(running, page);
  await save(page, name);
  await page.keyboard.press('Escape');
}

/** A draft that breaks rules, typed by hand, with the checker's list open. */
async function checker(running: Session, page: Page, name: string): Promise<void> {
  await page.focus('[data-answers="90010012"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-place="90010012"] .box');
  await page.focus('[data-place="90010012"] .box');
  await page.keyboard.down('Control');
  await page.keyboard.press('KeyA');
  await page.keyboard.up('Control');
  await page.keyboard.type(
    'Thank you for choosing us for your surgery last week, we are the best clinic and guarantee you will be pain free.',
  );
  await untilOverlay('the checker has findings', running, page, (root) =>
    root.querySelector('.finding, .checker'),
  );
  // The box has grown by a line: rows below it follow within two tenths of a second.
  await pause(400);
  await save(page, name);
}

async function save(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(shots, `${name}.png`) as `${string}.png` });
}

function staysHere(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return (
    ['chrome-extension:', 'data:', 'blob:', 'about:'].includes(protocol) || hostname === '127.0.0.1'
  );
}

function print(outcomes: readonly Outcome[]): void {
  const rows = [
    ['comment', 'language', 'tags', 'first suggestion', 'inserted'],
    ...outcomes.map(({ comment, language, tags, suggestion, inserted }) => [
      `${comment.author}: ${comment.text}`,
      language,
      tags.join(' '),
      suggestion,
      inserted,
    ]),
  ].map((row) => row.map((cell, column) => fitted(cell, [44, 8, 44, 40, 44][column] ?? 20)));
  for (const row of rows) {
    console.log(row.join(' | '));
  }
}

function fitted(text: string, width: number): string {
  const letters = [...text.replaceAll(/\s+/g, ' ')];
  const cut = letters.length > width ? [...letters.slice(0, width - 1), '…'] : letters;
  return cut.join('').padEnd(width);
}
