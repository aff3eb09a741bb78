/** Where a row of chips stands beside its comment. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { inOverlay } from './harness/overlay';
import type { Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';
import { serveThread } from './overlay/thread';

/** Bubbles as wide as their text, some much shorter than their row, and room below them. */
const bubbles = `
  .comment-content { width: fit-content; max-width: 420px; padding: 8px 12px; border-radius: 16px; background: #eee; }
  .comment-content p { margin: 0; }
  .reply { margin: 30px 0 60px 12px; }`;

const chest = 'My father has crushing chest pain and cannot breathe.';
const long =
  'I have called the number eleven times since Monday, nobody picks up, and at reception they sent me home again.';
const comments = [
  ['Jonas', chest],
  ['Ines', long],
  ['Maria', 'Is it dear?'],
  ['Kim', 'Chest pain, help!'],
  ['Ahmet', `${long} Very disappointing.`],
  ['Lea', 'How much is a check-up?'],
  ['Omar', `${chest} ${long}`],
  ['Pia', 'Thank you, nurses!'],
] as const;

/** From the corner of each comment's text, where the row beside it begins and ends; whole pixels. */
type Places = Record<string, { left: number; right: number; top: number; width: number }>;

async function places(session: Session, page: Page): Promise<Places> {
  const texts = await page.$$eval('.comment', (items) =>
    items.map((item) => {
      const { left, top, width } =
        item.querySelector('.comment-content')?.getBoundingClientRect() ?? new DOMRect();
      return { author: item.querySelector('.fn')?.textContent ?? '', left, top, width };
    }),
  );
  const rows = await inOverlay(session, page, (root) =>
    [...root.querySelectorAll('.chips:not(.waiting)')].map((row) => {
      const { left, right, top } = row.getBoundingClientRect();
      return { author: row.getAttribute('aria-label')?.split(' ').at(-1) ?? '', left, right, top };
    }),
  );
  return Object.fromEntries(
    (rows ?? []).flatMap((row) => {
      const text = texts.find(({ author }) => author === row.author);
      const place = text && {
        left: Math.round(row.left - text.left),
        right: Math.round(row.right - text.left),
        top: Math.round(row.top - text.top),
        width: Math.round(text.width),
      };
      return place === undefined ? [] : [[row.author, place]];
    }),
  );
}

/** The place of each row once it has come into view on the way, and on a page that then rests. */
async function visited(session: Session, page: Page, order: readonly number[]): Promise<Places> {
  const seen: Places = {};
  for (const number of order) {
    await page.$eval(`#comment-${number}`, (item) => item.scrollIntoView({ block: 'center' }));
    const [author] = comments[number - 1] ?? [''];
    seen[author] = await until(
      `${author} has chips`,
      async () => (await places(session, page))[author],
    );
  }
  await pause(500);
  Object.assign(seen, await places(session, page));
  return seen;
}

const order = comments.map((_, index) => index + 1);

inBrowser('a row stands at the same place whichever way one came to it', async (session) => {
  const served = await serveThread({ comments, style: bubbles });
  try {
    const down = await visited(session, await session.open(`${served.origin}/`), order);
    const up = await visited(
      session,
      await session.open(`${served.origin}/#comment-${comments.length}`),
      order.toReversed(),
    );
    assert.deepEqual(Object.keys(down).sort(), comments.map(([author]) => author).sort());
    assert.deepEqual(up, down);
  } finally {
    await served.close();
  }
});

for (const direction of ['ltr', 'rtl'] as const) {
  inBrowser(
    `a row ends with its text, and begins with it where it is longer, ${direction}`,
    async (session) => {
      const served = await serveThread({ comments, style: bubbles });
      try {
        const page = await session.open(`${served.origin}/`);
        // A row goes by the direction of what the comment says, not by the page's.
        if (direction === 'rtl') {
          await page.$$eval('.comment-content p', (texts) => {
            for (const [index, text] of texts.entries()) {
              text.dir = 'rtl';
              text.textContent =
                index % 2 === 0
                  ? 'كم السعر؟'
                  : 'شكرا جزيلا للممرضة على لطفها وصبرها مع والدتي طوال الليل';
            }
          });
        }
        const found = Object.entries(await visited(session, page, order));
        for (const [author, { left, right, width }] of found) {
          const fits = right - left <= width;
          const [edge, wanted] =
            direction === 'ltr'
              ? fits
                ? [right, width]
                : [left, 0]
              : fits
                ? [left, 0]
                : [right, width];
          assert.ok(Math.abs(edge - wanted) <= 1, `${author}: ${left} to ${right} of ${width}`);
        }
        assert.ok(found.some(([, { left, right, width }]) => right - left > width));
        assert.ok(found.some(([, { left, right, width }]) => right - left <= width));
      } finally {
        await served.close();
      }
    },
  );
}

/** Whether any row lies over an element of the page. */
async function covered(session: Session, page: Page, selector: string): Promise<string[]> {
  const boxes = await page.$$eval(selector, (elements) =>
    elements.map((element) => element.getBoundingClientRect().toJSON() as DOMRect),
  );
  const hit = await inOverlay(
    session,
    page,
    (root, shown) =>
      [...root.querySelectorAll('.chips:not(.waiting)')].flatMap((row) => {
        const { left, right, top, bottom } = row.getBoundingClientRect();
        return shown.some(
          (box) => left < box.right && box.left < right && top < box.bottom && box.top < bottom,
        )
          ? [row.getAttribute('aria-label') ?? '']
          : [];
      }),
    boxes,
  );
  return hit ?? [];
}

inBrowser(
  'a row keeps off the links beside its text, small ones and late ones too',
  async (session) => {
    const style = `
    .comment-content p { margin: 0; }
    .reply { margin: 0; height: 26px; }
    .reply a { margin-left: 420px; }
    article { padding-top: 40px; }`;
    const served = await serveThread({ comments: comments.slice(0, 3), style });
    try {
      const page = await session.open(`${served.origin}/`);
      await until(
        'all rows are drawn',
        async () => Object.keys(await places(session, page)).length === 3,
      );
      assert.deepEqual(await covered(session, page, '.comment-reply-link'), []);
      await page.$$eval('.reply', (rows) => {
        for (const row of rows) {
          row.insertAdjacentHTML(
            'beforeend',
            '<button class="late">Like, share, and more</button>'.repeat(2),
          );
        }
      });
      await until('the rows make room', async () => {
        const hit = await covered(session, page, '.comment-reply-link, .late');
        return hit.length === 0;
      });
    } finally {
      await served.close();
    }
  },
);
