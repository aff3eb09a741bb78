import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import type { PageState } from '../../extension/ui/shell-messages';
import { type Drawing, readOwn, violations } from './accessibility/copy';
import { openAbout, press } from './harness/own-page';
import { chipsOf } from './harness/reply';
import { html, serve } from './harness/server';
import type { OwnPage, Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';

const remarks = [
  ['Leyla', 'The physiotherapist took the time to explain every single exercise to me.'],
  ['Bruno', 'Parking costs more than the check-up itself, is that really meant seriously?'],
  ['Greta', 'Which entrance is open at night, and is there somebody at the desk?'],
] as const;

/** A page that looks like WordPress to its adapter, whose theme has other places for text and author. */
const changedTheme = `<!doctype html><html lang="en"><title>Open day</title><main>${remarks
  .map(
    ([author, text], at) => `
      <article class="comment" id="comment-${at + 1}"><header><a href="/members/${at}" data-member>${author}</a>
        <time datetime="2026-11-23T0${at}:00:00Z">today</time></header>
        <div class="wording">${text}</div><button>Reply</button></article>`,
  )
  .join('')}</main></html>`;

/** The organisation's own adapter for it. */
const mended = `id = "wordpress"
name = "Open day"
hosts = ["*"]
markers = ["article.comment .wording"]
example = "http://127.0.0.1/"
source = "the page itself"
verified_on = "2026-11-28"

[comment]
item = ["article.comment"]
id = [{ attribute = "id", pattern = 'comment-([0-9]+)$' }]
text = [{ select = [".wording"] }]
author = [{ select = ["[data-member]"] }]
time = [{ select = ["time"], attribute = "datetime" }]

[[reply]]
select = ["button"]

[[composer]]
select = ["textarea"]
frame = ["form"]
kind = "textarea"
bind = ["inside"]
submit = []
`;

function onChangedPage(
  name: string,
  part: 'popup' | 'panel',
  body: (session: Session, page: Page, own: OwnPage) => Promise<void>,
): void {
  inBrowser(name, async (session) => {
    const served = await serve({ '/': html(changedTheme) });
    try {
      const page = await session.open(`${served.origin}/`);
      const own = await openAbout(session, page, `${part}.html`, 'Not found where expected');
      await body(session, page, own);
    } finally {
      await served.close();
    }
  });
}

function textOf(own: OwnPage): Promise<string> {
  return own.run(() => document.body?.textContent ?? '');
}

for (const part of ['popup', 'panel'] as const) {
  onChangedPage(
    `the ${part} says which part of an adapter failed, and offers to do without it`,
    part,
    async (session, page, own) => {
      assert.match(await textOf(own), /Not found where expected: comment\.text/);
      const drawing = (await own.run(readOwn)) as Drawing;
      for (const theme of ['light', 'dark'] as const) {
        assert.deepEqual(await violations(session, drawing, theme), [], theme);
      }
      await page.bringToFront();
      await press(own, 'Find comments by their shape');
      for (const [author] of remarks) {
        await page.bringToFront();
        await chipsOf(session, page, author);
      }
      await until('it says what was set aside', async () =>
        (await textOf(own)).includes('Site knowledge of wordpress set aside'),
      );
      await press(own, 'Use the site knowledge again');
      await until('the adapter is back', async () =>
        (await textOf(own)).includes('Not found where expected'),
      );
    },
  );

  onChangedPage(`a report from the ${part} holds markup and no words`, part, async (_, __, own) => {
    await own.run(() => {
      const state = window as unknown as { report?: string };
      navigator.clipboard.writeText = async (text) => {
        state.report = text;
      };
    });
    await press(own, 'Copy a report');
    const report = await until('the report is made', () =>
      own.run(() => (window as unknown as { report?: string }).report),
    );
    assert.match(report, /Failing: comment\.text/);
    assert.match(report, /article class=comment/);
    for (const word of remarks.flat().flatMap((words) => words.split(/\W+/u))) {
      if (word.length > 4) {
        assert.ok(!report.includes(word), `${word} in ${report}`);
      }
    }
  });
}

for (const part of ['popup', 'panel'] as const) {
  inBrowser(`the ${part} speaks of the frame that holds the comments`, async (session) => {
    const served = await serve({
      '/': html(
        '<!doctype html><html lang="en"><title>Open day</title><iframe src="/comments" style="width: 700px; height: 500px"></iframe></html>',
      ),
      '/comments': html(changedTheme),
    });
    try {
      const page = await session.open(`${served.origin}/`);
      const asking = await session.openOwn('popup.html');
      await until('Bedside is at work in every frame', () =>
        asking.run(framesAtWork).then((frames) => frames === 2),
      );
      const own = await openAbout(session, page, `${part}.html`, 'Not found where expected');
      assert.match(await textOf(own), /Not found where expected: comment\.text/);
    } finally {
      await served.close();
    }
  });
}

/** In how many frames of the tab with the open day. */
async function framesAtWork(): Promise<number> {
  const tabs = await chrome.tabs.query({ title: 'Open day' });
  const tabId = tabs[0]?.id ?? -1;
  const frames = await chrome.scripting.executeScript({
    target: { tabId, allFrames: true },
    func: () => true,
  });
  const states = await Promise.all(
    frames.map(
      ({ frameId }): Promise<PageState | null> =>
        chrome.tabs.sendMessage(tabId, { shell: 'state' }, { frameId }).catch(() => null),
    ),
  );
  return states.filter((state) => state?.on).length;
}

inBrowser(
  'where an adapter finds nothing, comments may be looked for by their shape',
  async (session) => {
    const served = await serve({
      '/': html(
        '<!doctype html><html lang="en"><meta name="generator" content="Discourse 3"><title>Lists</title><main><p>Topics</p></main></html>',
      ),
    });
    try {
      const page = await session.open(`${served.origin}/`);
      const own = await openAbout(session, page, 'popup.html', 'Site knowledge: discourse');
      assert.doesNotMatch(await textOf(own), /Not found where expected/);
      await press(own, 'Find comments by their shape');
      await until('it says what was set aside', async () =>
        (await textOf(own)).includes('Site knowledge of discourse set aside'),
      );
    } finally {
      await served.close();
    }
  },
);

for (const part of ['popup', 'panel'] as const) {
  onChangedPage(`a report that cannot be copied is said so: ${part}`, part, async (_, __, own) => {
    await own.run(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not focused'));
    });
    await press(own, 'Copy a report');
    await until('it says so', async () =>
      (await textOf(own)).includes('The browser kept the clipboard closed.'),
    );
  });
}

onChangedPage(
  'an imported adapter serves the open page at once, and its removal ends that',
  'panel',
  async (session, page, own) => {
    const imported = await session.ask({
      kind: 'import-pack',
      name: 'adapters/open-day.toml',
      text: mended,
    });
    assert.equal(imported.kind, 'status-is', JSON.stringify(imported));
    try {
      for (const [author] of remarks) {
        await chipsOf(session, page, author);
      }
      await until('nothing fails any more', async () =>
        (await textOf(own)).includes('Not found') ? false : (await textOf(own)).includes('Leyla'),
      );
    } finally {
      await session.ask({ kind: 'remove-pack', name: 'adapters/open-day.toml' });
    }
    await until('the old adapter is back', async () =>
      (await textOf(own)).includes('Not found where expected'),
    );
  },
);
