/** Typing a reply while Bedside checks it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { deskOf } from '../tests/browser/harness/desk';
import { untilOverlay } from '../tests/browser/harness/overlay';
import { html, script, serve } from '../tests/browser/harness/server';
import type { Session } from '../tests/browser/harness/session';
import { serveThread } from '../tests/browser/overlay/thread';
import { type Load, line, median, traced } from './cost';

const findings = 12;

/** A box of the page's to type into. */
interface TypingPlace {
  readonly name: string;
  readonly path: string;
  /** Brings it up. */
  readonly open: Load;
  readonly box: string;
}

const typingPlaces: readonly TypingPlace[] = [
  {
    name: 'a textarea',
    path: '/thread',
    open: (page) => page.click('#comment-1 .comment-reply-link'),
    box: '#comment',
  },
  ...(
    [
      ['Lexical', 'facebook', '[role=article] li:last-child [role=button]'],
      ['Draft.js', 'x', '[data-testid=reply]'],
      ['ProseMirror of TipTap', 'linkedin', 'button[aria-label=Reply]'],
      ['Quill 1', 'linkedin-classic', '.comments-comment-social-bar__reply-action-button'],
    ] as const
  ).map(([name, replica, reply]) => ({
    name,
    path: `/replica?${replica}`,
    open: (page: Page) => page.locator(reply).click(),
    box: '[contenteditable=true]',
  })),
];

/** What it costs to be checked while typing, at 200 characters a minute. */
export async function typing(running: Session): Promise<void> {
  const desk = await deskOf(running);
  await running.ask({ kind: 'set-desk', desk: { ...desk, seat: 'US' } });
  const thread = await serveThread();
  const replica = html(
    '<!doctype html><meta charset="utf-8"><title>Replica</title><div id="root"></div><script src="page.js"></script>',
  );
  const bundle = await script('pages/replicas/page.ts');
  const site = await serve((path) =>
    path === '/replica' ? replica : path === '/page.js' ? bundle : undefined,
  );
  for (const { name, path, open, box } of typingPlaces) {
    const address = path === '/thread' ? `${thread.origin}/` : `${site.origin}${path}`;
    const ready = async (page: Page): Promise<void> => {
      await open(page);
      await page.waitForSelector(box);
      await page.focus(box);
    };
    const cost = await traced(running, address, `typing in ${name}`, typed, ready);
    line(
      `typing in ${name}: longest task of Bedside's`,
      cost.longest,
      'ms',
      16,
      `${cost.tasks} tasks, ${((cost.total / cost.wall) * 100).toFixed(2)} % of wall time; longest of the page's: ${cost.page.toFixed(1)} ms`,
    );
    const taken = await untilFound(running, address, ready);
    line(
      `typing in ${name}: findings after the last key`,
      median(taken),
      'ms',
      150,
      `${taken.length} times, longest ${Math.max(...taken)} ms; the looking itself included`,
    );
  }
  await running.ask({ kind: 'set-desk', desk });
  await Promise.all([thread.close(), site.close()]);
}

const draft =
  'Thank you for telling us. We are sorry that your surgery was late and your visit so long.';
/** 200 characters a minute. */
const keyEvery = 300;

async function typed(page: Page): Promise<void> {
  for (const character of draft) {
    await page.keyboard.sendCharacter(character);
    await pause(keyEvery);
  }
}

/** How long after the last key of a wording that confirms a patient the chip names what is to fix. */
async function untilFound(running: Session, address: string, ready: Load): Promise<number[]> {
  const page = await running.open(address);
  await ready(page);
  const taken: number[] = [];
  for (let time = 0; time < findings; time += 1) {
    await page.keyboard.type('Thank you for choosing us for your surger', { delay: 20 });
    await untilOverlay('nothing is to fix yet', running, page, (root) =>
      root.querySelector('.checker:not(.block)'),
    );
    await pause(300);
    const start = Date.now();
    await page.keyboard.press('y');
    await untilOverlay('something is to fix', running, page, (root) =>
      root.querySelector('.checker.block'),
    );
    taken.push(Date.now() - start);
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await page.keyboard.press('Backspace');
    await pause(300);
  }
  await page.close();
  return taken;
}
