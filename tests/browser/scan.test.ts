import assert from 'node:assert/strict';
import type { Scanned } from '../../tools/scan-page';
import { html, script, serve } from './harness/server';
import { inBrowser } from './harness/suite';
import { adapter } from './pages/browser';

const remarks = [
  ['Leyla', 'The physiotherapist took the time to explain every single exercise to me.'],
  ['Bruno', 'Parking costs more than the check-up itself, is that really meant seriously?'],
  ['Greta', 'Which entrance is open at night, and is there somebody at the desk?'],
] as const;

const comments = remarks
  .map(
    ([author, text], at) => `
      <article class="comment" id="comment-${at + 1}"><b class="fn">${author}</b>
        <time datetime="2026-11-23T0${at}:00:00Z">today</time>
        <div class="comment-content"><p>${text}</p></div><button>Reply</button></article>`,
  )
  .join('');

/** One shadow root in another. */
const inShadow = `<!doctype html><title>Open day</title>
  <my-page><template shadowrootmode="open"><h1>Open day</h1>
    <div><template shadowrootmode="open">${comments}</template></div>
  </template></my-page>`;

inBrowser(
  'a scan finds comments in shadow roots, by an adapter and by their shape',
  async (session) => {
    const reader = await script('../../tools/scan-page.ts');
    const served = await serve({ '/': html(inShadow), '/scan.js': reader });
    try {
      const page = await session.open(`${served.origin}/`);
      await page.addScriptTag({ url: '/scan.js' });
      for (const given of [[{ ...adapter('wordpress'), shadow: true, markers: [] }], []]) {
        const { comments } = await page.evaluate(
          (adapters) =>
            (globalThis as unknown as { scanPage(given: unknown): Scanned }).scanPage(adapters),
          given,
        );
        assert.deepEqual(
          comments.map(({ author, text }) => [author, text]),
          remarks.map((each) => [...each]),
        );
      }
    } finally {
      await served.close();
    }
  },
);
