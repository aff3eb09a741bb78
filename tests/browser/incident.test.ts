import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import type { Incident } from '../../extension/generated/Incident';
import { deskOf } from './harness/desk';
import { clickOverlay, inOverlay, untilOverlay } from './harness/overlay';
import { chipsOf, openOnFirst, openPopover } from './harness/reply';
import type { OwnPage, Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';
import { serveThread } from './overlay/thread';

const known = 'Building B has had no power since 9:00.';

/** Sets a control of the options by its label, as the moderator would leave it. */
function set(own: OwnPage, label: string, value: string | boolean): Promise<boolean> {
  return until(`“${label}” is there`, () =>
    own.run(
      (wanted, given) => {
        const found = [...document.querySelectorAll('label')].find(
          (each) => each.textContent?.trim() === wanted,
        );
        const control = found?.control as HTMLInputElement | null | undefined;
        if (!control) {
          return false;
        }
        if (typeof given === 'boolean') {
          control.checked = given;
        } else {
          control.value = given;
        }
        control.dispatchEvent(new Event('input', { bubbles: true }));
        control.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      },
      label,
      value,
    ),
  );
}

/** Date and time of day on this machine's clock, as the browser's field takes them. */
function fieldTime(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

async function untilKept(session: Session, wanted: (incident: Incident) => boolean): Promise<void> {
  await until('the desk keeps it', async () => wanted((await deskOf(session)).incident));
}

function bannerIn(session: Session, page: Page): Promise<string | null> {
  return inOverlay(
    session,
    page,
    (root) => root.querySelector('.popover .banner')?.textContent ?? null,
  );
}

inBrowser('an incident set in the options shows, and brings its statement', async (session) => {
  const next = new Date(Date.now() + 25 * 60_000);
  const own = await session.openOwn('options.html#desk');
  await set(own, 'An incident is being handled', true);
  await set(own, 'What it is about', 'Power cut');
  await set(own, 'Where it stands', 'maintenance');
  await set(own, 'What is known', known);
  await set(own, 'What is not known yet', 'We do not know yet when it will be back.');
  await set(own, 'What people should do', 'Please use building A.');
  await set(own, 'Next update', fieldTime(next));
  await untilKept(session, ({ nextUpdate }) => nextUpdate !== '');
  const { incident } = await deskOf(session);
  assert.equal(Date.parse(incident.nextUpdate), next.setSeconds(0, 0), 'the moment is the same');

  const served = await serveThread();
  try {
    const page = await session.open(`${served.origin}/`);
    await chipsOf(session, page, 'Jonas');
    const panel = await session.openOwn('panel.html');
    const inPanel = (): Promise<string | null> =>
      panel.run(() => document.querySelector('.banner')?.textContent ?? null);
    assert.match(
      await until('the panel shows it', inPanel),
      /Incident: Power cut.*in hand.*next update in 2\d:\d\d/,
    );

    await page.bringToFront();
    await page.focus('#comment-2 .comment-reply-link');
    await openPopover(session, page);
    assert.match((await bannerIn(session, page)) ?? '', /Power cut.*next update in 2\d:\d\d/);
    await clickOverlay(session, page, '.banner .button', 'Statement');
    const draft = await until('the statement is in the box', () =>
      page.$eval('#comment', (box) => (box as HTMLTextAreaElement).value),
    );
    for (const fact of [known, 'when it will be back', 'use building A', '(UTC']) {
      assert.ok(draft.includes(fact), `${fact}: ${draft}`);
    }
    assert.equal(await page.title(), 'Open day', 'nothing is posted');

    await set(own, 'An incident is being handled', false);
    await until('the panel takes it down', async () => (await inPanel()) === null);
    await page.focus('#comment-1 .comment-reply-link');
    await openPopover(session, page);
    assert.equal(await bannerIn(session, page), null);
  } finally {
    await served.close();
  }
});

inBrowser('an update that is late is said to be', async (session) => {
  const desk = await deskOf(session);
  const nextUpdate = new Date(Date.now() - 61_000).toISOString();
  await session.ask({
    kind: 'set-desk',
    desk: { ...desk, incidentActive: true, incident: { ...desk.incident, nextUpdate } },
  });
  const served = await serveThread();
  try {
    const page = await openOnFirst(session, `${served.origin}/`);
    await untilOverlay('the banner says so', session, page, (root) =>
      root.querySelector('.banner')?.textContent?.match(/update late by 01:\d\d/),
    );
  } finally {
    await served.close();
  }
});
