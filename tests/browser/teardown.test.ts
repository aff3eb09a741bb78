import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { chipsOf, openPopover } from './harness/reply';
import { startSession } from './harness/session';
import { kind, rounds } from './harness/suite';
import { until } from './harness/until';
import { serveThread } from './overlay/thread';

/** The page as it was served, without anything of Bedside's. */
function isBare(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      document.documentElement.children.length === 2 &&
      document.querySelector('[popover]') === null,
  );
}

for (let round = 1; round <= rounds; round += 1) {
  // In a browser of its own: nothing of Bedside is left in it.
  test(`taken out of the browser, Bedside leaves open pages as they were [${kind}, round ${round}]`, {
    timeout: 120_000,
  }, async () => {
    const session = await startSession(kind);
    const served = await serveThread();
    try {
      const page = await session.open(`${served.origin}/`);
      await chipsOf(session, page, 'Jonas');
      await page.focus('#comment-1 .comment-reply-link');
      await openPopover(session, page);
      await session.uninstall();
      await until('the page is as it was', () => isBare(page));
    } finally {
      await served.close();
      await session.close();
    }
  });
}
