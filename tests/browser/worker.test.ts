import assert from 'node:assert/strict';
import type { Request } from '../../extension/generated/Request';
import type { Response } from '../../extension/generated/Response';
import { serveFeed } from './feed/serve';
import { inContentScript } from './harness/chromium';
import { chipsOf } from './harness/reply';
import { inBrowser, kind } from './harness/suite';

const aRead: Request = {
  kind: 'read',
  page: { host: '127.0.0.1', path: '/', platform: null },
  comments: [
    {
      key: 'one',
      text: 'How much is a set of veneers?',
      author: 'Maria',
      postedAt: null,
      rating: null,
    },
  ],
};

inBrowser('the worker answers the same after the browser has ended it', async (session) => {
  const before = await session.ask(aRead);
  assert.equal(before.kind, 'readings');
  await session.stopWorker();
  assert.deepEqual(await session.ask(aRead), before);
});

inBrowser('the desk outlives the worker', async (session) => {
  const { desk } = only('desk-is', await session.ask({ kind: 'get-desk' }));
  const changed = { ...desk, organisation: 'Hillside Hospital' };
  only('desk-is', await session.ask({ kind: 'set-desk', desk: changed }));
  await session.stopWorker();
  assert.deepEqual(only('desk-is', await session.ask({ kind: 'get-desk' })).desk, changed);
  only('desk-is', await session.ask({ kind: 'set-desk', desk }));
});

inBrowser('an open page goes on working after the worker was ended', async (session) => {
  const feed = await serveFeed();
  try {
    const page = await session.open(feed.address);
    await chipsOf(session, page, 'Hannah');
    await session.stopWorker();
    await page.$eval('[data-answers="90010042"]', (button) => button.scrollIntoView());
    await chipsOf(session, page, 'Camille');
  } finally {
    await feed.close();
  }
});

inBrowser(
  'unknown and malformed messages are refused, and the next one is served',
  async (session) => {
    const wrong: unknown[] = [
      { kind: 'erase-everything' },
      { kind: 'read' },
      { kind: 'read', page: { host: 1, path: '/', platform: null }, comments: [] },
      { ...aRead, extra: true },
      { kind: 'get-log', skip: -1, take: 10 },
      { kind: ['read'] },
      {},
      [],
      'read',
      42,
    ];
    for (const message of wrong) {
      const answer = await session.ask(message as Request);
      assert.equal(answer?.kind, 'failed', JSON.stringify(message));
    }
    assert.equal((await session.ask(aRead)).kind, 'readings');
  },
);

/** Nor does it reach `verifiedSender`, which `sender.test.ts` holds. */
inBrowser('another extension gets no answer', async (session) => {
  const answer = await session.askAsStranger(aRead);
  assert.deepEqual(answer, { refused: true });
});

if (kind === 'chromium') {
  inBrowser(
    'a content script may neither change the desk nor speak for another site',
    async (session) => {
      const feed = await serveFeed();
      try {
        const page = await session.open(feed.address);
        const reserved: Request[] = [
          { kind: 'get-log', skip: 0, take: 1 },
          { kind: 'forget-learning' },
          { kind: 'set-site', host: '127.0.0.1', on: false },
          { ...aRead, page: { host: 'example.org', path: '/', platform: null } },
        ];
        for (const request of reserved) {
          const answer = await inContentScript(
            page,
            (message) => chrome.runtime.sendMessage<Request, Response>(message),
            request,
          );
          assert.equal(answer.kind, 'failed', request.kind);
        }
      } finally {
        await feed.close();
      }
    },
  );
}

function only<K extends Response['kind']>(
  wanted: K,
  answer: Response,
): Extract<Response, { kind: K }> {
  assert.equal(answer.kind, wanted, JSON.stringify(answer));
  return answer as Extract<Response, { kind: K }>;
}
