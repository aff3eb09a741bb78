import assert from 'node:assert/strict';
import { type Drawing, readDrawing, readOwn, type Theme, violations } from './accessibility/copy';
import { deskOf } from './harness/desk';
import { clickOverlay, inOverlay, untilOverlay } from './harness/overlay';
import { chipsOf, openPopover } from './harness/reply';
import type { Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';
import { serveThread } from './overlay/thread';

const themes: readonly Theme[] = ['light', 'dark'];

async function assertAccessible(
  session: Session,
  drawing: Drawing | null,
  part: string,
): Promise<void> {
  assert.ok(drawing, 'something is drawn');
  assert.ok(drawing.markup.includes(part), `${part} is drawn`);
  for (const theme of themes) {
    assert.deepEqual(await violations(session, drawing, theme), [], `${part}, ${theme}`);
  }
}

/** Has an incident in hand on the desk, which is put back after each test. */
async function inIncident(session: Session): Promise<void> {
  const desk = await deskOf(session);
  const incident = {
    ...desk.incident,
    title: 'Power cut in building B',
    known: 'Building B has had no power since 9:00.',
    nextUpdate: new Date(Date.now() + 25 * 60_000).toISOString(),
  };
  await session.ask({ kind: 'set-desk', desk: { ...desk, incidentActive: true, incident } });
}

inBrowser('axe-core finds nothing serious in chips and popover', async (session) => {
  await inIncident(session);
  const served = await serveThread();
  try {
    const page = await session.open(`${served.origin}/`);
    await chipsOf(session, page, 'Maria');
    await page.focus('#comment-1 .comment-reply-link');
    await openPopover(session, page);
    const drawing = await inOverlay(session, page, readDrawing);
    await assertAccessible(session, drawing, 'class="banner"');
  } finally {
    await served.close();
  }
});

inBrowser('axe-core finds nothing serious in check, palette and guard', async (session) => {
  const before = await session.ask({ kind: 'get-desk' });
  assert.ok(before.kind === 'desk-is');
  await session.ask({ kind: 'set-desk', desk: { ...before.desk, seat: 'US', guard: 'ask' } });
  const served = await serveThread();
  try {
    const page = await session.open(`${served.origin}/`);
    await chipsOf(session, page, 'Jonas');
    await page.click('#comment-1 .comment-reply-link');
    await page.keyboard.type('Thank you for choosing us for your surgery. We are the best clinic!');
    const drawn = async (selector: string): Promise<void> => {
      await untilOverlay(
        `${selector} is drawn`,
        session,
        page,
        (root, wanted) => root.querySelector(wanted),
        selector,
      );
    };
    await drawn('.checker.block');
    await clickOverlay(session, page, '.checker');
    await drawn('.findings .finding');
    await assertAccessible(session, await inOverlay(session, page, readDrawing), 'class="finding"');
    await page.bringToFront();
    await page.click('#submit');
    await drawn('[role=alertdialog]');
    await assertAccessible(session, await inOverlay(session, page, readDrawing), 'alertdialog');
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.tagName !== 'BUTTON');
    await page.focus('textarea');
    await page.keyboard.press('End');
    await page.keyboard.type(' ;;');
    await drawn('.palette li.reply');
    await assertAccessible(session, await inOverlay(session, page, readDrawing), 'combobox');
  } finally {
    await session.ask({ kind: 'set-desk', desk: before.desk });
    await served.close();
  }
});

for (const section of ['desk', 'sites', 'packs', 'log', 'data']) {
  inBrowser(`axe-core finds nothing serious in the options: ${section}`, async (session) => {
    await inIncident(session);
    const own = await session.openOwn(`options.html#${section}`);
    await until('the section is drawn', () =>
      own.run(
        () =>
          document.querySelector('main h1') !== null &&
          document.querySelector('main > :nth-child(3)') !== null,
      ),
    );
    const drawing = (await own.run(readOwn)) as Drawing;
    await assertAccessible(session, drawing, 'aria-current="page"');
  });
}

inBrowser('axe-core finds nothing serious in the panel', async (session) => {
  await inIncident(session);
  const served = await serveThread();
  try {
    const page = await session.open(`${served.origin}/`);
    await chipsOf(session, page, 'Jonas');
    const own = await session.openOwn('panel.html');
    await page.bringToFront();
    await until('the queue is drawn', () =>
      own.run(() => document.querySelectorAll('.entry').length === 5),
    );
    await own.run(() => document.querySelector<HTMLElement>('.entry')?.click());
    await until('details are open', () =>
      own.run(() => document.querySelector('.details') !== null),
    );
    await until('the banner is drawn', () =>
      own.run(() => document.querySelector('.banner') !== null),
    );
    const drawing = (await own.run(readOwn)) as Drawing;
    await assertAccessible(session, drawing, 'class="details"');
  } finally {
    await served.close();
  }
});
