import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { untilOverlay } from './harness/overlay';
import { chipsOf } from './harness/reply';
import type { OwnPage, Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';
import { serveThread, someComments } from './overlay/thread';

/** Runs a test with the panel open beside a page of comments, all of them known. */
function besideThread(
  name: string,
  body: (session: Session, page: Page, panel: OwnPage) => Promise<void>,
): void {
  inBrowser(name, async (session) => {
    const served = await serveThread();
    try {
      const page = await session.open(`${served.origin}/`);
      await chipsOf(session, page, 'Jonas');
      const panel = await session.openOwn('panel.html');
      await page.bringToFront();
      await until(
        'the queue holds every comment',
        async () => (await writers(panel)).length === someComments.length,
      );
      await body(session, page, panel);
    } finally {
      await served.close();
    }
  });
}

function writers(panel: OwnPage): Promise<string[]> {
  return panel.run(() =>
    [...document.querySelectorAll('.entry b')].map((each) => each.textContent ?? ''),
  );
}

function press(panel: OwnPage, words: string): Promise<void> {
  return panel.run((wanted) => {
    [...document.querySelectorAll('button')].find((each) => each.textContent === wanted)?.click();
  }, words);
}

besideThread(
  'the queue begins with the emergency and holds each comment once',
  async (_session, _page, panel) => {
    const names = await writers(panel);
    assert.equal(names[0], 'Maria');
    assert.deepEqual([...names].sort(), someComments.map(([author]) => author).sort());
  },
);

besideThread('the filter looks at words, writers and tags', async (_session, _page, panel) => {
  const filter = async (typed: string): Promise<void> => {
    await panel.run((value) => {
      const field = document.querySelector<HTMLInputElement>('input[type=search]');
      if (field) {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }, typed);
  };
  for (const [typed, name] of [
    ['eleven times', 'Ahmet'],
    ['ines', 'Ines'],
    ['emergency', 'Maria'],
  ] as const) {
    await filter(typed);
    await until(`only ${name} is left`, async () => (await writers(panel)).join() === name);
  }
  await filter('nothing of the kind');
  await until('the way back is offered', () =>
    panel.run(() => document.body.textContent?.includes('Clear the filter')),
  );
  await press(panel, 'Clear the filter');
  await until('all are back', async () => (await writers(panel)).length === someComments.length);
});

besideThread('Reply in the panel opens the popover in the page', async (session, page, panel) => {
  await panel.run(() => document.querySelector<HTMLElement>('.entry')?.click());
  await until('the details are open', () =>
    panel.run(() => document.querySelector('.details .copy') !== null),
  );
  await press(panel, 'Reply');
  const label = await untilOverlay('the popover shows replies', session, page, (root) =>
    root.querySelector('.popover li.reply')?.closest('[role=dialog]')?.getAttribute('aria-label'),
  );
  assert.equal(label, 'Reply to Maria');
});

besideThread(
  'a comment that is added to the page appears in the queue',
  async (_session, page, panel) => {
    await page.evaluate(() => {
      const first = document.querySelector('li.comment');
      const added = first?.cloneNode(true) as HTMLElement;
      added.id = 'comment-99';
      for (const [selector, text] of [
        ['.fn', 'Noor'],
        ['p', 'Where do I send my invoice?'],
      ] as const) {
        const element = added.querySelector(selector);
        if (element) {
          element.textContent = text;
        }
      }
      first?.before(added);
    });
    await until('Noor is in the queue', async () => (await writers(panel)).includes('Noor'));
  },
);

besideThread(
  'a site that is switched off is left alone until it is switched on',
  async (session, page, panel) => {
    const bare = (): Promise<boolean> =>
      page.evaluate(() => document.documentElement.children.length === 2);
    try {
      await session.ask({ kind: 'set-site', host: '127.0.0.1', on: false });
      await until('the page is as it was', bare);
      await until('the panel says so', () =>
        panel.run(() => document.querySelector('.entry') === null),
      );
      await page.reload();
      await until('the content script has settled, and is off', () =>
        panel.run(stateIsOff, page.url()),
      );
      assert.equal(await bare(), true);
    } finally {
      await session.ask({ kind: 'set-site', host: '127.0.0.1', on: true });
    }
    await chipsOf(session, page, 'Jonas');
  },
);

/** Asks the content script of the tab with this address, which answers once it has settled. */
async function stateIsOff(address: string): Promise<boolean> {
  const tab = (await chrome.tabs.query({})).find(({ url }) => url === address);
  const state = await chrome.tabs.sendMessage(tab?.id ?? -1, { shell: 'state' }).catch(() => null);
  return state?.on === false;
}
