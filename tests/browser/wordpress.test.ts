import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'puppeteer-core';
import { fillDesk } from './feed/serve';
import { chipsOf, openPopover, takeFirst } from './harness/reply';
import type { Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';
import { startWordPress, type Theme, type WordPress } from './harness/wordpress/start';

const comments = [
  {
    author: 'Maria',
    text: 'How much is a check-up?\n\nAnd do I need a referral?',
    postedAt: '2026-11-20 09:00:00',
  },
  {
    author: 'Carmen',
    text: '¿Cuánto cuesta una limpieza dental?',
    postedAt: '2026-11-20 10:00:00',
  },
  { author: 'Layla', text: 'شكرا جزيلا للممرضات على لطفهن', postedAt: '2026-11-20 11:00:00' },
  {
    author: 'Ahmet',
    text: 'Hemşirelere çok teşekkür ederim, çok ilgiliydiler.',
    postedAt: '2026-11-20 12:00:00',
    parent: 0,
  },
];

let wordpress: WordPress;
before(async () => {
  wordpress = await startWordPress(comments);
});
after(() => wordpress.close());

for (const theme of ['twentytwentythree', 'classic'] satisfies Theme[]) {
  inBrowser(`WordPress (${theme}): every comment gets chips`, async (session) => {
    await wordpress.useTheme(theme);
    const page = await signedIn(session);
    for (const [index, { author }] of comments.entries()) {
      await bringIntoView(page, index);
      await chipsOf(session, page, author);
    }
  });

  inBrowser(
    `WordPress (${theme}): a reply goes into its box, undo takes it out`,
    async (session) => {
      await wordpress.useTheme(theme);
      await fillDesk(session);
      const page = await signedIn(session);
      const text = await insertFirst(session, page, 1);
      assert.equal(await parentField(page), wordpress.comments[1]);
      assert.equal(await draft(page), text);
      await until('undo empties the box', async () => {
        await undo(page);
        return (await draft(page)) === '';
      });
    },
  );

  inBrowser(
    `WordPress (${theme}): what the moderator posts is stored as a reply`,
    async (session) => {
      await wordpress.useTheme(theme);
      await fillDesk(session);
      const page = await signedIn(session);
      const known = (await wordpress.stored()).length;
      const text = await insertFirst(session, page, 3);
      await Promise.all([page.waitForNavigation(), page.click('#submit')]);
      const stored = (await wordpress.stored()).slice(known);
      assert.deepEqual(
        stored.map(({ parent, content }) => ({
          parent,
          content: content.replaceAll('\r\n', '\n'),
        })),
        [{ parent: wordpress.comments[3], content: text }],
      );
      await wordpress.remove(stored.map(({ id }) => id));
    },
  );
}

inBrowser('WordPress (administration): every comment gets chips', async (session) => {
  const page = await inAdministration(session);
  for (const [index, { author }] of comments.entries()) {
    await bringIntoView(page, index);
    await chipsOf(session, page, author);
  }
});

inBrowser(
  'WordPress (administration): a reply goes into the quick reply of its comment, undo takes it out',
  async (session) => {
    await fillDesk(session);
    const page = await inAdministration(session);
    const text = await insertQuickly(session, page, 1);
    assert.equal(await fieldOf(page, '#comment_ID'), wordpress.comments[1]);
    assert.equal(await fieldOf(page, quickReply), text);
    await until('undo empties the box', async () => {
      await undo(page);
      return (await fieldOf(page, quickReply)) === '';
    });
  },
);

inBrowser(
  'WordPress (administration): what the moderator posts is stored as a reply',
  async (session) => {
    await fillDesk(session);
    const page = await inAdministration(session);
    const known = (await wordpress.stored()).length;
    const text = await insertQuickly(session, page, 3);
    await page.click('#replybtn');
    const stored = await until('the reply is stored', async () => {
      const all = await wordpress.stored();
      return all.length > known && all.slice(known);
    });
    assert.deepEqual(
      stored.map(({ parent, content }) => ({ parent, content: content.replaceAll('\r\n', '\n') })),
      [{ parent: wordpress.comments[3], content: text }],
    );
    await wordpress.remove(stored.map(({ id }) => id));
  },
);

const quickReply = '#replycontent';

async function inAdministration(session: Session): Promise<Page> {
  const page = await signedIn(session);
  await page.goto(`${wordpress.origin}/wp-admin/edit-comments.php`);
  return page;
}

/** Clicks into a comment, presses the shortcut and 1, and waits for the text in the quick reply. */
async function insertQuickly(session: Session, page: Page, index: number): Promise<string> {
  await bringIntoView(page, index);
  await chipsOf(session, page, comments[index]?.author ?? '');
  await page.hover(`#comment-${wordpress.comments[index]} .comment p`);
  const [first] = await openPopover(session, page);
  assert.ok(first && first.text !== '', 'there is a suggestion');
  await takeFirst(session, page);
  return first.text;
}

function fieldOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (field) => (field as HTMLInputElement).value);
}

async function undo(page: Page): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press('KeyZ');
  await page.keyboard.up('Control');
}

async function signedIn({ open }: Session): Promise<Page> {
  const page = await open(`${wordpress.origin}/wp-login.php`);
  if ((await page.$('#user_login')) !== null) {
    await page.$eval(
      '#user_login',
      (field, user) => ((field as HTMLInputElement).value = user),
      wordpress.user,
    );
    await page.$eval(
      '#user_pass',
      (field, word) => ((field as HTMLInputElement).value = word),
      wordpress.password,
    );
    await Promise.all([page.waitForNavigation(), page.click('#wp-submit')]);
  }
  await page.goto(wordpress.post);
  return page;
}

/** Focuses a comment's reply link, presses the shortcut and 1, and waits for the text. */
async function insertFirst(session: Session, page: Page, index: number): Promise<string> {
  await bringIntoView(page, index);
  await chipsOf(session, page, comments[index]?.author ?? '');
  await page.focus(`.comment-reply-link[data-commentid="${wordpress.comments[index]}"]`);
  const [first] = await openPopover(session, page);
  assert.ok(first && first.text !== '', 'there is a suggestion');
  await takeFirst(session, page);
  assert.equal(await draft(page), first.text);
  return first.text;
}

function bringIntoView(page: Page, index: number): Promise<void> {
  return page.$eval(`#comment-${wordpress.comments[index]}`, (comment) =>
    comment.scrollIntoView({ block: 'center' }),
  );
}

function draft(page: Page): Promise<string> {
  return fieldOf(page, 'textarea#comment');
}

function parentField(page: Page): Promise<string> {
  return fieldOf(page, '#comment_parent');
}
