import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { clickOverlay, inOverlay } from './harness/overlay';
import { openOnFirst } from './harness/reply';
import { startSession } from './harness/session';
import { kind, rounds } from './harness/suite';
import { until } from './harness/until';
import { serveThread } from './overlay/thread';

/** How many children the root element has beside head and body. */
function hosts(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.children.length - 2);
}

/** How many of those are drawn. */
function shown(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [...document.documentElement.children].filter(
        (child) =>
          child !== document.head &&
          child !== document.body &&
          getComputedStyle(child).display !== 'none',
      ).length,
  );
}

for (let round = 1; round <= rounds; round += 1) {
  // In a browser of its own, for it ends without Bedside.
  test(`taken out Bedside leaves open pages, and put back there is one again [${kind}, round ${round}]`, {
    timeout: 120_000,
  }, async () => {
    const session = await startSession(kind);
    const served = await serveThread();
    try {
      const page = await openOnFirst(session, `${served.origin}/`);
      assert.equal(await shown(page), 1);
      await session.uninstall();
      await until('nothing is to be seen of it', async () => (await shown(page)) === 0);
      // Firefox ends content scripts with their extension, before they could clear away anything.
      if (kind === 'chromium') {
        assert.equal(await hosts(page), 0);
      }
      await session.install();
      await until('a new one answers', async () => {
        await clickOverlay(session, page, '.chips:not(.waiting) .answer');
        return inOverlay(session, page, (root) => root.querySelector('.popover li.reply'));
      });
      assert.equal(await hosts(page), 1);
    } finally {
      await served.close();
      await session.close();
    }
  });
}
