import assert from 'node:assert/strict';
import { answerComment } from './feed/answer';
import { feedComments } from './feed/comments';
import { fillDesk, serveFeed } from './feed/serve';
import { html, serve } from './harness/server';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';

inBrowser('no request leaves the machine during a session', async (session) => {
  const from = session.escaped.length;
  const feed = await serveFeed();
  try {
    await fillDesk(session);
    const page = await session.open(feed.address);
    for (const comment of feedComments.slice(0, 3)) {
      assert.equal((await answerComment(session, page, comment)).failure, null);
    }
    for (const own of ['options.html', 'popup.html', 'panel.html']) {
      await (await session.openOwn(own)).close();
    }
    await session.stopWorker();
    await session.ask({ kind: 'get-status' });
    assert.deepEqual(session.escaped.slice(from), []);
  } finally {
    await feed.close();
  }
});

inBrowser('a request that does leave would be seen', async (session) => {
  const from = session.escaped.length;
  const site = await serve({ '/': html('<!doctype html><title>leaks</title>') });
  try {
    const page = await session.open(`${site.origin}/`);
    const address = 'http://outside.example.org/';
    await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => null), address);
    await until('the request is noted', () => session.escaped.slice(from).includes(address));
  } finally {
    await site.close();
  }
});

inBrowser(
  "Bedside's own pages cannot connect anywhere, not even to this machine",
  async (session) => {
    const seen: string[] = [];
    const site = await serve((path) => {
      seen.push(path);
      return html('');
    });
    try {
      const own = await session.openOwn('options.html');
      const outcome = await own.run(
        (url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => 'connected',
            () => 'refused',
          ),
        `${site.origin}/beacon`,
      );
      assert.equal(outcome, 'refused');
      assert.deepEqual(seen, []);
    } finally {
      await site.close();
    }
  },
);
