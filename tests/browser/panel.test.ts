import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { inOverlay, untilOverlay } from './harness/overlay';
import { press } from './harness/own-page';
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

inBrowser('a long queue reaches the panel in many messages, and whole', async (session) => {
  const comments = Array.from(
    { length: 150 },
    (_, at) => [`Guest ${at}`, `How long is the wait on day ${at}?`] as const,
  );
  const style = 'li { margin: 0; line-height: 1; font-size: 2px; } li * { margin: 0 !important; }';
  const served = await serveThread({ comments, style });
  try {
    const page = await session.open(`${served.origin}/`);
    const panel = await session.openOwn('panel.html');
    await page.bringToFront();
    await until(
      'the queue holds every comment',
      async () => (await writers(panel)).length === comments.length,
    );
    const lengths = await panel.run(messagesTo, page.url(), comments.length);
    assert.ok(lengths.length > 2 && Math.max(...lengths) < 60, lengths.join());
  } finally {
    await served.close();
  }
});

/** How many comments each message to a panel holds, until all have come. */
async function messagesTo(address: string, all: number): Promise<number[]> {
  const tab = (await chrome.tabs.query({})).find(({ url }) => url === address);
  const port = chrome.tabs.connect(tab?.id ?? -1, { name: 'bedside-panel', frameId: 0 });
  const lengths: number[] = [];
  await new Promise<void>((whole) => {
    port.onMessage.addListener(({ read }: { read: readonly unknown[] }) => {
      lengths.push(read.length);
      if (lengths.reduce((sum, length) => sum + length) >= all) {
        whole();
      }
    });
  });
  port.disconnect();
  return lengths;
}

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

/** Notes whether the panel ever says that Bedside is not at work, or shows no queue. */
function watchForGaps(panel: OwnPage): Promise<void> {
  return panel.run(() => {
    new MutationObserver(() => {
      if (document.querySelector('.queue') === null) {
        document.body.dataset.gap = document.body.textContent ?? '';
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

interface View {
  readonly gap: string | null;
  readonly query: string;
  readonly risksOnly: boolean;
  readonly details: string | null;
}

function view(panel: OwnPage): Promise<View> {
  return panel.run(() => ({
    gap: document.body.dataset.gap ?? null,
    query: document.querySelector<HTMLInputElement>('input[type=search]')?.value ?? '',
    risksOnly: document.querySelector<HTMLInputElement>('.tick input')?.checked ?? false,
    details: document.querySelector('.details')?.getAttribute('aria-label') ?? null,
  }));
}

const asLeft: View = {
  gap: null,
  query: 'chest',
  risksOnly: true,
  details: 'Comment by Maria',
};

/** Filters the queue down to Maria's comment and opens it. */
async function narrow(panel: OwnPage): Promise<void> {
  await panel.run(() => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    if (field) {
      field.value = 'chest';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    document.querySelector<HTMLElement>('.tick input')?.click();
  });
  await until('only Maria is left', async () => (await writers(panel)).join() === 'Maria');
  await panel.run(() => document.querySelector<HTMLElement>('.entry')?.click());
  await until('the details are open', async () => (await view(panel)).details !== null);
}

besideThread(
  'a page that is loaded anew keeps filter and open row, and nothing flashes',
  async (session, page, panel) => {
    await narrow(panel);
    await watchForGaps(panel);
    await page.reload();
    await chipsOf(session, page, 'Jonas');
    // The queue of the page that is gone does nothing any more.
    await until('the new page obeys', async () => {
      await press(panel, 'Reply');
      return inOverlay(session, page, (root) => root.querySelector('.popover li.reply') !== null);
    });
    assert.deepEqual(await view(panel), asLeft);
  },
);

besideThread('tabs of other windows are not its business', async (_session, _page, panel) => {
  await narrow(panel);
  await watchForGaps(panel);
  const other = await panel.run(async () => {
    const activated = new Promise((resolve) =>
      chrome.tabs.onActivated.addListener(({ windowId }) => resolve(windowId)),
    );
    const window = await chrome.windows.create({ url: 'about:blank', focused: false });
    const tab = await chrome.tabs.create({ windowId: window?.id ?? -1, url: 'about:blank' });
    await activated;
    // What a panel asks on an activation it has asked by now.
    await chrome.tabs.query({});
    return { window: window?.id ?? -1, tab: tab.id };
  });
  await panel.run(async () => {
    await chrome.runtime.sendMessage({ kind: 'get-status' });
  });
  assert.deepEqual(await view(panel), asLeft);
  await panel.run((id) => chrome.windows.remove(id), other.window);
});

besideThread('a row says where and when a comment was posted', async (_session, _page, panel) => {
  const rows = await until('rows name the platform', async () => {
    const found = await panel.run(() =>
      [...document.querySelectorAll('.entry .from')].map((each) => each.textContent ?? ''),
    );
    return found[0]?.startsWith('WordPress') && found;
  });
  for (const row of rows) {
    assert.match(row, /^WordPress · (just now|\d+ (min|h|days?) ago|\S.*)$/);
  }
});

/** A thread that holds itself in a frame. */
const framed = `if (window === top) {
  const frame = document.createElement('iframe');
  Object.assign(frame, { src: '/', width: 700, height: 800 });
  document.body.prepend(frame);
}`;

inBrowser('frames count together, and one that goes takes its comments along', async (session) => {
  const served = await serveThread({ script: framed });
  try {
    const page = await session.open(`${served.origin}/`);
    const panel = await session.openOwn('panel.html');
    await page.bringToFront();
    await page.evaluate(() => document.querySelector('iframe')?.scrollIntoView());
    const all = someComments.length;
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('li.comment')) {
        each.scrollIntoView();
      }
    });
    await until(
      'both frames are in the queue',
      async () => (await writers(panel)).length === 2 * all,
    );
    const badge = (): Promise<string> => panel.run(badgeOf, page.url());
    await until('the badge counts both', async () => (await badge()) === '2');

    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await until('the queue is that of the page', async () => (await writers(panel)).length === all);
    await until('and so is the badge', async () => (await badge()) === '1');

    await page.evaluate(() => {
      for (const each of document.querySelectorAll('li.comment')) {
        if (each.textContent?.includes('Maria')) {
          each.remove();
        }
      }
    });
    await until('a comment that goes is not counted', async () => (await badge()) === '');
  } finally {
    await served.close();
  }
});

async function badgeOf(address: string): Promise<string> {
  const tab = (await chrome.tabs.query({})).find(({ url }) => url === address);
  return chrome.action.getBadgeText({ tabId: tab?.id ?? -1 });
}

besideThread(
  'a page whose host is withdrawn is left alone, and one that is covered otherwise is not',
  async (session, page, panel) => {
    const tell = (origins: readonly string[], left: readonly string[]): Promise<unknown> =>
      panel.run(tellTab, page.url(), { shell: 'withdrawn', origins, left });
    await tell(['http://127.0.0.1/*'], ['*://*/*']);
    await tell(['https://127.0.0.1/*', 'http://*.0.0.1.example.org/*'], []);
    await chipsOf(session, page, 'Jonas');
    const bare = (): Promise<boolean> =>
      page.evaluate(() => document.documentElement.children.length === 2);
    assert.equal(await bare(), false);
    if (session.kind === 'firefox') {
      await panel.run(() => chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] }));
    } else {
      // What the test build has by its manifest Chromium does not take away.
      await tell(['http://127.0.0.1/*'], []);
    }
    await until('the page is as it was', bare);
    await until('the panel says so', () =>
      panel.run(() => document.body.textContent?.includes('Bedside is not at work on this page.')),
    );
    if (session.kind === 'firefox') {
      await session.grant(['http://127.0.0.1/*']);
      await chipsOf(session, page, 'Jonas');
    }
  },
);

/** Sends the content scripts of the tab with this address a message, as the background worker does. */
async function tellTab(address: string, message: object): Promise<unknown> {
  const tab = (await chrome.tabs.query({})).find(({ url }) => url === address);
  return chrome.tabs.sendMessage(tab?.id ?? -1, message).catch(() => null);
}
