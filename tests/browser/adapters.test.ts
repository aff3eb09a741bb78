import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { FoundComment } from '../../extension/content/page/contract';
import type { Adapter } from '../../extension/generated/Adapter';
import { type Content, html, type Served, script, serve } from './harness/server';
import { until } from './harness/until';
import { type Asked, adapter, adapters, onPage } from './pages/browser';
import { samples } from './pages/replicas/sample';
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
  'business-suite': 'box',
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
    '<!doctype html><meta charset="utf-8"><title>Replica</title><div id="root"></div><script src="/page.js"></script>',
  );
  const bundle = await script('pages/replicas/page.ts');
  const empty = (tag: string): Content =>
    html(`<!doctype html><title>Nothing said yet</title><${tag}><p>Welcome</p></${tag}>`);
  const pages: Readonly<Record<string, Content>> = {
    '/page.js': bundle,
    '/empty/reddit': empty('shreddit-app'),
    '/empty/youtube': empty('ytd-comments'),
    '/empty/facebook': html('<!doctype html><title>News</title><div role="feed"><p>News</p></div>'),
    '/picture': html(
      '<!doctype html><title>Picture</title><article data-testid="tweet"><img alt=""></article>',
    ),
    '/messages': html(
      '<!doctype html><title>Messages</title><div role="textbox" contenteditable="true" data-lexical-editor="true"></div>',
    ),
    '/empty/hackernews': html(
      '<!doctype html><title>Add</title><form action="comment"><textarea name="text"></textarea></form>',
    ),
  };
  site = await serve((path) => pages[path] ?? page);
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
    assert.deepEqual(byId(facts(found)), byId(expected));
    const health = await probe.health();
    assert.deepEqual(
      { adapter: health.adapter, comments: health.comments, failing: health.failing },
      { adapter: id, comments: expected.length, failing: [] },
    );
    for (const { text } of expected)
      assert.ok(!health.skeleton.includes(text), 'a report holds no text');
    for (const { author, handle } of samples)
      for (const name of [author, handle, handle.replace(/\d/gu, '0')])
        assert.doesNotMatch(health.skeleton, new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u'));
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

onPage('x: the box below a post answers the post that the address names', async (open) => {
  const { page, probe } = await open(`${site.origin}/clinic/status/18503?x`, {
    adapters: [adapter('x')],
  });
  assert.equal((await probe.comments()).length, samples.length);
  await page.click('[data-testid=tweetTextarea_0]');
  await until('the box is bound', async () => {
    const focused = await probe.focusedComment();
    return focused?.commentKey === '18503';
  });
  await answer(page, probe, '18503');
  assert.deepEqual(await probe.insert('Thank you.'), { outcome: 'verified', message: 'Inserted' });
  await probe.holdNextPost();
  await page.click('[data-testid=tweetButtonInline]');
  assert.equal((await probe.told()).posts, 1, 'the press is noticed');
  assert.deepEqual(await page.evaluate(() => window.replica?.posted), [], 'and can be held');
  assert.equal(await probe.pressHeld(), true);
  assert.deepEqual(await page.evaluate(() => window.replica?.posted), [
    { answers: '18503', text: 'Thank you.' },
  ]);
  // Every other post is answered in a dialog of its own.
  await answer(page, probe, '18501');
});

onPage("x: the box for a post of one's own answers nobody, and is guarded", async (open) => {
  const { page, probe } = await open(`${site.origin}/home?x`, { adapters: [adapter('x')] });
  await probe.comments();
  await page.click('[data-testid=tweetTextarea_0]');
  await page.keyboard.type('Our new opening hours');
  assert.deepEqual(await probe.focusedComment(), { commentKey: null });
  await probe.holdNextPost();
  await page.click('[data-testid=tweetButtonInline]');
  assert.equal((await probe.told()).posts, 1);
  assert.deepEqual(await page.evaluate(() => window.replica?.posted), []);
});

onPage(
  "phpbb: the reply page's box answers the post that is quoted, and no other",
  async (open) => {
    const { page, probe } = await open(`${site.origin}/?phpbb&reply`, {
      adapters: [adapter('phpbb')],
    });
    const expected = await page.evaluate(() => window.replica?.expected);
    assert.deepEqual(byId(facts(await probe.comments())), byId(expected ?? []));
    await answer(page, probe, '504');
    assert.equal((await probe.open('502')).ok, false);
  },
);

for (const [id, look, what] of [
  ['phpbb', 'skin', 'posts are found in a style with class names of its own'],
  ['vbulletin', 'skin', 'the time of a post is told from the day its author joined'],
  ['discourse', 'plain', 'the view for old browsers is read, without what was done to the topic'],
] as const) {
  onPage(`${id}: ${what}`, async (open) => {
    const { page, probe } = await open(`${site.origin}/?${id}&${look}`, {
      adapters: [adapter(id)],
    });
    const expected = await page.evaluate(() => window.replica?.expected);
    assert.deepEqual(byId(facts(await probe.comments())), byId(expected ?? []));
    assert.deepEqual(
      (await probe.health()).failing.filter((part) => part !== 'reply'),
      [],
    );
  });
}

onPage('linkedin: times are told in the language of the page', async (open) => {
  const { page, probe } = await open(`${site.origin}/?linkedin&de`, {
    adapters: [adapter('linkedin')],
  });
  const expected = await page.evaluate(() => window.replica?.expected);
  assert.deepEqual(byId(facts(await probe.comments())), byId(expected ?? []));
});

onPage(
  'one post without words, which may be a picture, is no fault of the adapter',
  async (open) => {
    const { probe } = await open(`${site.origin}/picture`, { adapters: [adapter('x')] });
    assert.deepEqual(await probe.comments(), []);
    const { adapter: used, failing } = await probe.health();
    assert.deepEqual({ used, failing }, { used: 'x', failing: [] });
  },
);

onPage('facebook: a place to write in does not make a page one of comments', async (open) => {
  const { probe } = await open(`${site.origin}/messages`, { adapters: [adapter('facebook')] });
  assert.deepEqual(await probe.comments(), []);
  assert.equal((await probe.health()).adapter, null);
});

onPage('facebook: a name taken from a label goes without the time, which ticks', async (open) => {
  const whole = adapter('facebook');
  const author = whole.comment.author.filter(({ label }) => label !== null);
  const { probe } = await open(`${site.origin}/?facebook`, {
    adapters: [{ ...whole, comment: { ...whole.comment, author } }],
  });
  const authors = (await probe.comments()).map((comment) => comment.author);
  assert.deepEqual(authors.sort(), samples.map((sample) => sample.author).sort());
});

onPage('a reply button that no adapter describes is known by its words', async (open) => {
  const { page, probe } = await open(`${site.origin}/?trustpilot&business`, {
    adapters: [adapter('trustpilot')],
  });
  for (const { key } of await probe.comments()) {
    await answer(page, probe, key);
    await page.evaluate(() => window.replica?.close());
  }
});

const gone = '.is-gone';

/** An adapter of which one part fits the page no more, the replica, and the part as it is named. */
const changes: readonly (readonly [
  id: string,
  part: string,
  change: (whole: Adapter) => Adapter,
])[] = [
  ['youtube', 'comment.item', (whole) => withComment(whole, { item: [gone] })],
  ['youtube-studio', 'comment.item', (whole) => withComment(whole, { item: [gone] })],
  ['yelp', 'comment.text', (whole) => withComment(whole, { text: lost(whole.comment.text) })],
  ['yelp', 'comment.rating', (whole) => withComment(whole, { rating: lost(whole.comment.rating) })],
  ['tiktok', 'comment.thread', (whole) => withComment(whole, { thread: { group: [gone] } })],
  [
    'hackernews',
    'comment.thread',
    (whole) => withComment(whole, { thread: { depth: lost(whole.comment.time) } }),
  ],
  ['yelp', 'reply', (whole) => ({ ...whole, reply: lost(whole.reply) })],
  ['facebook', 'facebook.markers', (whole) => ({ ...whole, markers: [gone] })],
];

for (const [id, part, change] of changes) {
  onPage(`a page of ${id} whose ${part} changed is told by that part`, async (open) => {
    const { probe } = await open(`${site.origin}/?${id}`, { adapters: [change(adapter(id))] });
    await probe.comments();
    assert.deepEqual((await probe.health()).failing, [part]);
  });
}

onPage('a reply box that changed is told when it is open', async (open) => {
  const whole = adapter('yelp');
  const composer = whole.composer.map((box) => ({ ...box, select: [gone] }));
  const { page, probe } = await open(`${site.origin}/?yelp`, {
    adapters: [{ ...whole, composer }],
  });
  await probe.comments();
  assert.deepEqual((await probe.health()).failing, []);
  await page.click('button[data-c]');
  assert.deepEqual((await probe.health()).failing, ['composer']);
  await page.evaluate(() => window.replica?.close());
  assert.deepEqual((await probe.health()).failing, []);
});

onPage('a post button that changed is told when its box is open', async (open) => {
  const whole = adapter('yelp');
  const composer = whole.composer.map((box) => ({ ...box, submit: lost(box.submit) }));
  const { page, probe } = await open(`${site.origin}/?yelp`, {
    adapters: [{ ...whole, composer }],
  });
  const [first] = await probe.comments();
  assert.deepEqual((await probe.health()).failing, []);
  assert.equal((await probe.open(first?.key ?? '')).ok, true);
  assert.deepEqual((await probe.health()).failing, ['composer.submit']);
  await page.evaluate(() => window.replica?.close());
  assert.deepEqual((await probe.health()).failing, []);
});

for (const id of ['reddit', 'youtube', 'facebook', 'hackernews']) {
  onPage(`a page of ${id} on which nothing was said has lost nothing`, async (open) => {
    const { probe } = await open(`${site.origin}/empty/${id}`, { adapters: [adapter(id)] });
    assert.deepEqual(await probe.comments(), []);
    const { adapter: used, failing } = await probe.health();
    assert.deepEqual({ used, failing }, { used: id, failing: [] });
  });
}

function withComment(whole: Adapter, part: Partial<Adapter['comment']>): Adapter {
  return { ...whole, comment: { ...whole.comment, ...part } };
}

/** The same values, looked for where nothing is. */
function lost<Part extends { readonly select: readonly string[] }>(parts: readonly Part[]): Part[] {
  return parts.map((part) => ({ ...part, select: [gone] }));
}

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

function facts(found: readonly FoundComment[]): Expected[] {
  return found.map(({ key, author, text, postedAt, parentKey, rating }) => ({
    author,
    text,
    postedAt,
    parentKey,
    rating,
    id: key,
  }));
}

/** Where a platform nests or repeats, the order of the page is the order of the samples all the same. */
function byId<T extends Pick<Expected, 'id'>>(comments: readonly T[]): T[] {
  return [...comments].sort((a, b) => a.id.localeCompare(b.id));
}
