import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { openAbout, press, says } from './harness/own-page';
import { chipsOf } from './harness/reply';
import type { OwnPage, Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';
import { serveThread } from './overlay/thread';

/** Runs a test with the popup open about a page of comments. */
function aboutThread(
  name: string,
  body: (session: Session, page: Page, popup: OwnPage) => Promise<void>,
): void {
  inBrowser(name, async (session) => {
    const served = await serveThread();
    try {
      const page = await session.open(`${served.origin}/`);
      await chipsOf(session, page, 'Jonas');
      const popup = await openAbout(session, page, 'popup.html', 'Bedside on 127.0.0.1');
      await body(session, page, popup);
    } finally {
      await session.ask({ kind: 'set-site', host: '127.0.0.1', on: true });
      await served.close();
    }
  });
}

aboutThread(
  'a site that is switched off is not said to be at work, and the switch is there',
  async (session, page, popup) => {
    // As on a page that Bedside has not entered yet.
    await popup.run(() => {
      const state = window as unknown as { enter: () => void };
      const { sendMessage } = chrome.tabs;
      state.enter = () => {
        chrome.tabs.sendMessage = sendMessage;
      };
      chrome.tabs.sendMessage = () => Promise.reject(new Error('nobody there'));
    });
    await press(popup, 'Bedside on 127.0.0.1');
    await until('it offers to enter', () =>
      popup.run(() => document.body.textContent?.includes('Use it here once')),
    );
    await popup.run(() => (window as unknown as { enter: () => void }).enter());
    await press(popup, 'Use it here once');
    await says(popup, 'You switched Bedside off on 127.0.0.1.');
    await press(popup, 'Bedside on 127.0.0.1');
    await chipsOf(session, page, 'Jonas');
    await until('the news is taken down', () =>
      popup.run(() => document.querySelector('[role=status]')?.textContent === ''),
    );
  },
);

aboutThread('what could not be learnt is not shown as on', async (_session, _page, popup) => {
  await popup.run(() => {
    const { sendMessage } = chrome.runtime;
    chrome.runtime.sendMessage = ((message: { kind?: string }) =>
      message.kind === 'get-status'
        ? Promise.reject(new Error('unreachable'))
        : (sendMessage as unknown as (other: unknown) => Promise<unknown>)(
            message,
          )) as typeof sendMessage;
  });
  await press(popup, 'Bedside in this tab');
  await says(popup, 'Bedside’s engine did not answer.');
  const switches = await popup.run(() =>
    [...document.querySelectorAll('.switch')].map((each) => each.textContent),
  );
  assert.deepEqual(switches, ['Bedside in this tab']);
});

aboutThread('a request for access that the browser refuses is said so', async (_, __, popup) => {
  await popup.run(() => {
    chrome.permissions.contains = (() =>
      Promise.resolve(false)) as typeof chrome.permissions.contains;
    chrome.permissions.request = (() =>
      Promise.reject(new Error('not in a click'))) as typeof chrome.permissions.request;
  });
  await press(popup, 'Bedside in this tab');
  await press(popup, 'Always use it on 127.0.0.1');
  await says(popup, 'The browser did not ask for access: Error: not in a click');
});
