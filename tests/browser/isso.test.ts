import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'puppeteer-core';
import { fillDesk } from './feed/serve';
import { type Isso, startIsso } from './harness/isso';
import { chipsOf, openPopover, takeFirst } from './harness/reply';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';

const comments = [
  { author: 'Maria', text: 'How much is a check-up, and do I need a referral?' },
  { author: 'Jonas', text: 'Drei Stunden gewartet und niemand sagt uns etwas.' },
  { author: 'Olga', text: 'Спасибо большое всем врачам и медсёстрам!', parent: 0 },
];

let isso: Isso;
before(async () => {
  isso = await startIsso(comments);
});
after(() => isso.close());

inBrowser('Isso: every comment gets chips', async (session) => {
  const page = await session.open(isso.page);
  for (const { author } of comments) {
    await chipsOf(session, page, author);
  }
});

inBrowser('Isso: a reply goes into its box, undo takes it out', async (session) => {
  await fillDesk(session);
  const page = await session.open(isso.page);
  await chipsOf(session, page, 'Jonas');
  await page.focus(`#isso-${isso.comments[1]} .isso-reply`);
  const [first] = await openPopover(session, page);
  assert.ok(first && first.text !== '', 'there is a suggestion');
  await takeFirst(session, page);
  assert.equal(await draft(page, 1), first.text);
  await until('undo empties the box', async () => {
    await page.keyboard.down('Control');
    await page.keyboard.press('KeyZ');
    await page.keyboard.up('Control');
    return (await draft(page, 1)) === '';
  });
});

inBrowser('Isso: what the moderator posts is stored as a reply', async (session) => {
  await fillDesk(session);
  const page = await session.open(isso.page);
  await chipsOf(session, page, 'Jonas');
  const known = await isso.stored();
  await page.focus(`#isso-${isso.comments[1]} .isso-reply`);
  const [first] = await openPopover(session, page);
  assert.ok(first && first.text !== '' && first.gaps === 0, 'there is a suggestion without gaps');
  await takeFirst(session, page);
  await page.click(`#isso-${isso.comments[1]} .isso-postbox [type=submit]`);
  const added = await until('the reply is stored', async () => {
    const all = await isso.stored();
    return all.length > known.length && all.filter(({ id }) => !known.some((one) => one.id === id));
  });
  assert.deepEqual(
    added.map(({ parent, text }) => ({ parent, text })),
    [{ parent: isso.comments[1], text: first.text }],
  );
});

/** What the reply box under a comment holds; null while there is none. */
function draft(page: Page, index: number): Promise<string | null> {
  return page.evaluate((id) => {
    const box = document.querySelector<HTMLTextAreaElement>(
      `#isso-${id} .isso-postbox .isso-textarea`,
    );
    return box?.value ?? null;
  }, isso.comments[index] ?? '');
}
