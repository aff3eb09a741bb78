import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { answerComment, draftOf } from './feed/answer';
import { feedComments } from './feed/comments';
import { fillDesk, serveFeed } from './feed/serve';
import { chipsOf } from './harness/reply';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';

test('the sample feed carries every tag of the taxonomy in at least eight languages', () => {
  const file = resolve(import.meta.dirname, '../../packs/taxonomy.toml');
  const { tag } = parse(readFileSync(file, 'utf8')) as { tag: { id: string }[] };
  const shown = new Set(feedComments.flatMap(({ tags }) => tags));
  assert.deepEqual([...shown].sort(), tag.map(({ id }) => id).sort());
  assert.ok(new Set(feedComments.map(({ language }) => language)).size >= 8);
  assert.ok(feedComments.length >= 40);
});

inBrowser(
  'a comment is answered with the keyboard alone, and the page undoes it',
  async (session) => {
    const feed = await serveFeed();
    try {
      await fillDesk(session);
      const page = await session.open(feed.address);
      for (const id of ['90010002', '90010003', '90010004', '90010006', '90010010', '90010011']) {
        const comment = feedComments.find((each) => each.id === id);
        assert.ok(comment);
        const outcome = await answerComment(session, page, comment);
        assert.equal(outcome.failure, null);
        assert.notEqual(outcome.inserted, '');
        assert.equal(await page.evaluate((key) => window.feed.canSubmit(key), id), true);
        await undo(page, id);
      }
      assert.deepEqual(await page.evaluate(() => window.feed.posted), []);
    } finally {
      await feed.close();
    }
  },
);

inBrowser('comments that come into view while scrolling get their chips', async (session) => {
  const feed = await serveFeed();
  try {
    const page = await session.open(feed.address);
    for (const { id, author } of feedComments.filter((_, index) => index % 7 === 6)) {
      await page.$eval(`[data-answers="${id}"]`, (button) =>
        button.scrollIntoView({ block: 'center' }),
      );
      await chipsOf(session, page, author);
    }
  } finally {
    await feed.close();
  }
});

/** Editors put what was inserted into one step of their history or a few. */
async function undo(page: Parameters<typeof draftOf>[0], id: string): Promise<void> {
  await until('undo empties the box', async () => {
    await page.keyboard.down('Control');
    await page.keyboard.press('KeyZ');
    await page.keyboard.up('Control');
    return (await draftOf(page, id)) === '';
  });
}
