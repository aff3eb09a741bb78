import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { html, type Served, script, serve } from './harness/server';
import { until } from './harness/until';
import { type Asked, adapter, adapters, onPage } from './pages/browser';
import type { Expected } from './pages/replicas/stage';

/** How a platform lets comments be answered. */
type Way = 'box' | 'own-page' | 'none';

const ways: Readonly<Record<string, Way>> = {
  facebook: 'box',
  instagram: 'box',
  x: 'box',
  threads: 'box',
  linkedin: 'box',
  'linkedin-classic': 'box',
  youtube: 'box',
  'youtube-studio': 'box',
  tiktok: 'box',
  'business-suite': 'none',
  google: 'none',
  'google-business': 'box',
  trustpilot: 'none',
  yelp: 'box',
  tripadvisor: 'none',
  reddit: 'box',
  'reddit-old': 'box',
  hackernews: 'own-page',
  discourse: 'box',
  phpbb: 'own-page',
  xenforo: 'box',
  vbulletin: 'box',
  wordpress: 'box',
  'wordpress-admin': 'box',
  disqus: 'box',
  isso: 'box',
};

const reply = 'Thank you, we read this 🙏🏽\n\nشكرًا. Please write to patient relations.';

let site: Served;

before(async () => {
  const page = html(
    '<!doctype html><meta charset="utf-8"><title>Replica</title><div id="root"></div><script src="page.js"></script>',
  );
  site = await serve({ '/': page, '/page.js': await script('pages/replicas/page.ts') });
});

after(() => site.close());

test('every adapter has a replica', () => {
  assert.deepEqual([...adapters().keys()].sort(), Object.keys(ways).sort());
});

for (const [id, way] of Object.entries(ways)) {
  onPage(`${id}: every comment is found with id, author, time, text and parent`, async (open) => {
    const { page, probe } = await open(`${site.origin}/?${id}`, { adapters: [adapter(id)] });
    const expected = await until('the replica is shown', () =>
      page.evaluate(() => window.replica?.expected),
    );
    const found = await probe.comments();
    const facts = found.map(({ key, author, text, postedAt, parentKey, rating }) => ({
      author,
      text,
      postedAt,
      parentKey,
      rating,
      id: key,
    }));
    assert.deepEqual(byId(facts), byId(expected));
    const health = await probe.health();
    assert.deepEqual(
      { adapter: health.adapter, failing: health.failing },
      { adapter: id, failing: [] },
    );
    for (const { text } of expected)
      assert.ok(!health.skeleton.includes(text), 'a report holds no text');
  });

  if (way === 'box') {
    onPage(
      `${id}: a reply goes into the box of its own comment, and the page's undo takes it back`,
      async (open) => {
        const { page, probe } = await open(`${site.origin}/?${id}`, { adapters: [adapter(id)] });
        const found = await probe.comments();
        for (const at of [0, 1, 3, 5]) {
          const comment = found[at];
          assert.ok(comment !== undefined);
          await answer(page, probe, comment.key);
          await page.evaluate(() => window.replica?.close());
        }
      },
    );
  } else {
    onPage(`${id}: no box is guessed where the page has none`, async (open) => {
      const { page, probe } = await open(`${site.origin}/?${id}`, { adapters: [adapter(id)] });
      const [first] = await probe.comments();
      const address = page.url();
      const opened = await probe.open(first?.key ?? '');
      assert.equal(opened.ok, false);
      assert.match(
        opened.message,
        way === 'own-page' ? /a page of their own/u : /no reply button/u,
      );
      assert.equal(page.url(), address, 'the page is not left');
    });
  }
}

onPage("hackernews: the reply page's box belongs to the comment above it", async (open) => {
  const { page, probe } = await open(`${site.origin}/?hackernews&reply`, {
    adapters: [adapter('hackernews')],
  });
  const [comment] = await probe.comments();
  await answer(page, probe, comment?.key ?? '');
});

async function answer(page: Page, probe: Asked, key: string): Promise<void> {
  const opened = await probe.open(key);
  assert.deepEqual(opened, { ok: true, message: '' });
  const initial = await page.evaluate(() => window.replica?.initial() ?? '');
  assert.equal(
    (await page.evaluate(() => window.replica?.draft()))?.answers,
    key,
    'the box answers the chosen comment',
  );
  assert.deepEqual(await probe.insert(reply), { outcome: 'verified', message: 'Inserted' });
  assert.deepEqual(await page.evaluate(() => window.replica?.draft()), {
    answers: key,
    text: initial + reply,
  });
  assert.equal(
    await page.evaluate(() => window.replica?.enabled()),
    true,
    "the page's own post button is on",
  );
  assert.deepEqual(await probe.focusedComment(), { commentKey: key });
  for (
    let presses = 0;
    presses < 10 && (await page.evaluate(() => window.replica?.draft()))?.text !== initial;
    presses += 1
  ) {
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 60)));
  }
  assert.equal((await page.evaluate(() => window.replica?.draft()))?.text, initial, 'undo');
}

/** Where a platform nests or repeats, the order of the page is the order of the samples all the same. */
function byId<T extends Pick<Expected, 'id'>>(comments: readonly T[]): T[] {
  return [...comments].sort((a, b) => a.id.localeCompare(b.id));
}
