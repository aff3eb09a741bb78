import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { html, type Served, script, serve } from './harness/server';
import { until } from './harness/until';
import { onPage } from './pages/browser';
import { answerable, withComments as odd, withoutComments as quiet } from './pages/odd-pages';
import { lookalikes, worldPages } from './pages/world-pages';

const withComments = { ...odd, ...worldPages };
const withoutComments = { ...quiet, ...lookalikes };

/** Replicas whose markup the detector must make out by itself, without their adapters. */
const replicas = [
  'disqus',
  'facebook',
  'google',
  'google-business',
  'hackernews',
  'instagram',
  'isso',
  'linkedin',
  'linkedin-classic',
  'phpbb',
  'reddit-old',
  'threads',
  'tiktok',
  'tripadvisor',
  'vbulletin',
  'wordpress',
  'x',
  'xenforo',
  'yelp',
  'youtube',
  'youtube-studio',
];

let site: Served;

before(async () => {
  const replica = html(
    '<!doctype html><meta charset="utf-8"><title>Replica</title><div id="root"></div><script src="page.js"></script>',
  );
  const bundle = await script('pages/replicas/page.ts');
  const pages = Object.entries({
    ...Object.fromEntries(Object.entries(withComments).map(([name, page]) => [name, page.html])),
    ...withoutComments,
    answerable,
  });
  const timeWords = await script('pages/time-words.ts');
  const unknown = new Map(
    pages.map(([name, body]) => [`/odd/${encodeURIComponent(name)}`, html(body)]),
  );
  site = await serve(
    (path) =>
      ({ '/': replica, '/page.js': bundle, '/time-words.js': timeWords })[path] ??
      unknown.get(path),
  );
});

after(() => site.close());

const facts = (
  comments: readonly { readonly author: string | null; readonly text: string }[],
): string[] => comments.map(({ author, text }) => `${author}: ${text}`).sort();

onPage(
  'without adapters every comment of the replicas is found with author and text',
  async (open) => {
    for (const id of replicas) {
      const { page, probe } = await open(`${site.origin}/?${id}`);
      const expected = await until('the replica is shown', () =>
        page.evaluate(() => window.replica?.expected),
      );
      assert.deepEqual(facts(await probe.comments()), facts(expected), id);
      await page.close();
    }
  },
);

for (const [name, { expected }] of Object.entries(withComments)) {
  onPage(`a page no adapter knows: ${name}`, async (open) => {
    const { probe } = await open(`${site.origin}/odd/${encodeURIComponent(name)}`);
    const found = await probe.comments();
    assert.deepEqual(facts(found), facts(expected));
    assert.ok(
      found.every((comment) => comment.postedAt !== null),
      'each has its time',
    );
  });
}

onPage('times in the language of the page are known before all others', async (open) => {
  const { page } = await open(`${site.origin}/odd/answerable`);
  await page.addScriptTag({ url: `${site.origin}/time-words.js` });
  const learnt = await page.evaluate(() =>
    window.learnTimes('de', ['vor 3 Stunden', '4. März 2026', '3 saat önce', 'from 3 people']),
  );
  assert.deepEqual(learnt, {
    'vor 3 Stunden': [true, true],
    '4. März 2026': [true, true],
    '3 saat önce': [false, true],
    'from 3 people': [false, false],
  });
});

onPage('pages without comments stay quiet', async (open) => {
  for (const name of Object.keys(withoutComments)) {
    const { page, probe } = await open(`${site.origin}/odd/${encodeURIComponent(name)}`);
    assert.deepEqual(facts(await probe.comments()), [], name);
    await page.close();
  }
});

onPage('on a page no adapter knows a reply goes below its own comment', async (open) => {
  const { page, probe } = await open(`${site.origin}/odd/answerable`);
  const found = await probe.comments();
  assert.equal(found.length, 3);
  for (const comment of found) {
    assert.deepEqual(await probe.open(comment.key), { ok: true, message: '' });
    assert.deepEqual(await probe.insert('Danke für die Nachricht.'), {
      outcome: 'verified',
      message: 'Inserted',
    });
    const box = await page.$eval('.platz textarea', (area) => [
      (area as HTMLTextAreaElement).dataset.answers,
      (area as HTMLTextAreaElement).value,
    ]);
    assert.deepEqual(box, [`k${comment.id}`, 'Danke für die Nachricht.']);
  }
  await page.focus('.neu textarea');
  assert.deepEqual(
    await probe.focusedComment(),
    { commentKey: null },
    "the page's own box answers no comment",
  );
});
