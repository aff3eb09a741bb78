import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { clickOverlay, inOverlay, untilOverlay, untilToast } from './harness/overlay';
import { chipsOf, openPopover } from './harness/reply';
import { script } from './harness/server';
import type { Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';
import { serveThread, type ThreadPage } from './overlay/thread';

/** Runs a test on a page of comments once Bedside has drawn its chips there. */
function onThread(
  name: string,
  thread: ThreadPage,
  body: (session: Session, page: Page) => Promise<void>,
): void {
  inBrowser(name, async (session) => {
    const served = await serveThread(thread);
    try {
      const page = await session.open(`${served.origin}/`);
      await chipsOf(session, page, thread.comments?.[0]?.[0] ?? 'Jonas');
      await body(session, page);
    } finally {
      await served.close();
    }
  });
}

const replyLink = (number: number): string => `#comment-${number} .comment-reply-link`;

function draft(page: Page): Promise<string> {
  return page.$eval('#comment', (box) => (box as HTMLTextAreaElement).value);
}

async function popoverIsOpen(session: Session, page: Page): Promise<boolean> {
  const open = await inOverlay(
    session,
    page,
    (root) => root.querySelector('.popover [role=dialog]') !== null,
  );
  return open ?? false;
}

function focusedId(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id || document.activeElement?.className || '');
}

onThread('a digit inserts the reply of that number', {}, async (session, page) => {
  await page.focus(replyLink(1));
  const replies = await openPopover(session, page);
  const second = replies[1];
  assert.ok(second);
  await page.keyboard.press('2');
  await until('the box holds the second reply', async () => (await draft(page)) === second.text);
  assert.equal(await popoverIsOpen(session, page), false);
  assert.equal(
    await page.$eval('#comment_parent', (field) => (field as HTMLInputElement).value),
    '1',
  );
  assert.equal(await page.title(), 'Open day', 'nothing is posted');
});

onThread(
  'the first gap of a reply is selected once it stands in the box',
  {},
  async (session, page) => {
    await page.focus(replyLink(2));
    const replies = await openPopover(session, page);
    const withGap = replies.findIndex(({ gaps }) => gaps > 0);
    assert.ok(withGap >= 0, 'the desk has no link for quotes, so a reply on prices has a gap');
    await page.keyboard.type(String(withGap + 1));
    const selected = await until('a gap is selected', () =>
      page.$eval('#comment', (box) => {
        const { value, selectionStart, selectionEnd } = box as HTMLTextAreaElement;
        return value.slice(selectionStart, selectionEnd);
      }),
    );
    assert.match(selected, /^\[.+\]$/);
    assert.equal(await draft(page), replies[withGap]?.text);
  },
);

onThread('arrows choose and Enter inserts', {}, async (session, page) => {
  await page.focus(replyLink(1));
  const replies = await openPopover(session, page);
  assert.ok(replies.length > 1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await untilOverlay('the last card is chosen', session, page, (root) => {
    const cards = [...root.querySelectorAll('li.reply')];
    return cards.at(-1)?.getAttribute('aria-selected') === 'true';
  });
  await page.keyboard.press('Enter');
  const last = replies.at(-1)?.text;
  await until('the box holds the last reply', async () => (await draft(page)) === last);
});

onThread('Escape closes the popover and gives the focus back', {}, async (session, page) => {
  await page.focus(replyLink(4));
  await openPopover(session, page);
  assert.notEqual(await focusedId(page), 'comment-reply-link');
  await page.keyboard.press('Escape');
  await until('the popover is closed', async () => !(await popoverIsOpen(session, page)));
  assert.equal(
    await page.evaluate(
      (link) => document.activeElement === document.querySelector(link),
      replyLink(4),
    ),
    true,
  );
  assert.equal(await draft(page), '');
});

onThread('Tab stays inside the popover', {}, async (session, page) => {
  await page.focus(replyLink(1));
  await openPopover(session, page);
  for (let press = 0; press < 25; press += 1) {
    await page.keyboard.press('Tab');
    assert.equal(
      await inOverlay(
        session,
        page,
        (root) => root.activeElement?.closest('.popover') instanceof Element,
      ),
      true,
    );
  }
});

onThread('the mouse needs two clicks', {}, async (session, page) => {
  await clickOverlay(session, page, '[aria-label^="Reply to Jonas"]');
  await untilOverlay('replies are drawn', session, page, (root) => root.querySelector('li.reply'));
  await clickOverlay(session, page, 'li.reply');
  await until('the box holds a reply', async () => (await draft(page)) !== '');
});

onThread(
  'a reply goes into the open box, and the popover does not cover it',
  {},
  async (session, page) => {
    await page.click(replyLink(2));
    await page.keyboard.type('Hello. ');
    const replies = await openPopover(session, page);
    const boxes = await inOverlay(session, page, (root) => {
      const { left, top, right, bottom } =
        root.querySelector('.popover')?.getBoundingClientRect() ?? new DOMRect();
      return { left, top, right, bottom };
    });
    const box = await page.$eval('#comment', (field) => {
      const { left, top, right, bottom } = field.getBoundingClientRect();
      return { left, top, right, bottom };
    });
    assert.ok(boxes);
    const apart =
      boxes.right <= box.left ||
      boxes.left >= box.right ||
      boxes.bottom <= box.top ||
      boxes.top >= box.bottom;
    assert.ok(apart, JSON.stringify({ popover: boxes, box }));
    await page.keyboard.press('1');
    await until(
      'the reply follows what was typed',
      async () => (await draft(page)) === `Hello. ${replies[0]?.text}`,
    );
  },
);

onThread('a comment’s words can mark themselves only in the popover', {}, async (session, page) => {
  const before = await page.$eval('ol', (list) => list.innerHTML);
  await page.focus(replyLink(1));
  await openPopover(session, page);
  const copy = await inOverlay(session, page, (root) => ({
    text: root.querySelector('.copy')?.textContent ?? '',
    marked: root.querySelectorAll('.copy mark').length,
  }));
  assert.equal(copy?.text, await page.$eval('#comment-1 p', (text) => text.textContent));
  assert.ok((copy?.marked ?? 0) > 0);
  assert.equal(await page.$eval('ol', (list) => list.innerHTML), before);
});

onThread('typing in the popover searches, and the digits then write', {}, async (session, page) => {
  await page.focus(replyLink(1));
  await openPopover(session, page);
  await page.keyboard.type('refund 1');
  await untilOverlay(
    'the search field holds what was typed',
    session,
    page,
    (root) => root.querySelector<HTMLInputElement>('.popover .field')?.value === 'refund 1',
  );
  assert.equal(await draft(page), '');
});

const spying = `
  window.seen = [];
  for (const kind of ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'copy', 'cut', 'paste', 'click',
    'contextmenu', 'pointerdown', 'mousedown', 'wheel', 'focusin'])
    for (const target of [window, document])
      target.addEventListener(kind, (event) => {
        window.seen.push(kind + ' ' + (event.key ?? event.data ?? ''));
        if (['copy', 'cut', 'paste', 'contextmenu', 'wheel'].includes(kind)) event.preventDefault();
      }, { capture: true, passive: false });`;

onThread(
  'the page hears nothing of what is typed and clicked in the overlay',
  { script: spying },
  async (session, page) => {
    await page.focus(replyLink(1));
    await openPopover(session, page);
    await page.evaluate(() => {
      (window as unknown as { seen: string[] }).seen = [];
    });
    const searched = (words: string): Promise<boolean> =>
      untilOverlay(
        `the search field holds ${words}`,
        session,
        page,
        (root, wanted) => root.querySelector<HTMLInputElement>('.popover .field')?.value === wanted,
        words,
      );
    await page.keyboard.type('secret');
    await searched('secret');
    for (const [key, words] of [
      ['a', 'secret'],
      ['x', ''],
      ['v', 'secret'],
      ['a', 'secret'],
      ['c', 'secret'],
      ['v', 'secret'],
      ['v', 'secretsecret'],
    ] as const) {
      await page.keyboard.down('Control');
      await page.keyboard.press(key);
      await page.keyboard.up('Control');
      await searched(words);
    }
    await page.keyboard.press('Escape');
    await untilOverlay('suggestions are drawn', session, page, (root) =>
      root.querySelector('.popover li.reply'),
    );
    const middle = await inOverlay(session, page, (root) => {
      const { left, top, width, height } =
        root.querySelector('.popover .body')?.getBoundingClientRect() ?? new DOMRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    assert.ok(middle);
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.wheel({ deltaY: 60 });
    await untilOverlay(
      'the popover has scrolled',
      session,
      page,
      (root) => (root.querySelector('.popover .body')?.scrollTop ?? 0) > 0,
    );
    await page.mouse.click(middle.x, middle.y, { button: 'right' });
    await clickOverlay(session, page, '.popover footer');
    assert.deepEqual(await page.evaluate(() => (window as unknown as { seen: string[] }).seen), []);
  },
);

onThread('events made by the page’s scripts do nothing', {}, async (session, page) => {
  await page.focus(replyLink(1));
  await openPopover(session, page);
  await page.evaluate(() => {
    for (const host of [...document.documentElement.children, document, window]) {
      for (const key of ['1', 'Enter', 'Escape']) {
        host.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      }
      host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      (host as HTMLElement).click?.();
    }
  });
  assert.equal(await popoverIsOpen(session, page), true);
  assert.equal(await draft(page), '');
});

onThread('the page cannot reach the overlay', {}, async (_session, page) => {
  const reached = await page.evaluate(() =>
    [...document.documentElement.children].map((host) => ({
      root: host.shadowRoot !== null,
      text: host.localName === 'div' ? host.textContent : '',
    })),
  );
  assert.deepEqual(
    reached.filter(({ root, text }) => root || text),
    [],
  );
});

const hostileStyle = `
  * { color: red !important; font-size: 40px !important; }
  html > div { display: none !important; opacity: 0 !important; visibility: hidden !important;
    position: static !important; transform: scale(0) !important; pointer-events: none !important; z-index: -1 !important; }
  [popover] { display: none !important; inset: auto !important; }
  body::after { content: ""; position: fixed; inset: 0; z-index: 2147483647; pointer-events: none; background: rgb(0 0 0 / 0.02); }`;

const hostileHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
};

onThread(
  'hostile styles and a strict policy with Trusted Types change nothing',
  { style: hostileStyle, headers: hostileHeaders },
  async (session, page) => {
    const look = await untilOverlay('the reply mark is drawn', session, page, (root) => {
      const mark = root.querySelector<HTMLElement>('.chips:not(.waiting) .answer');
      if (!mark) {
        return null;
      }
      const { width, height } = mark.getBoundingClientRect();
      const { fontSize, color } = getComputedStyle(mark);
      return { width, height, fontSize, color };
    });
    assert.deepEqual([look.width, look.height, look.fontSize], [30, 24, '12px']);
    assert.notEqual(look.color, 'rgb(255, 0, 0)');
    await page.focus('#comment-1 .comment-reply-link');
    const [first] = await openPopover(session, page);
    await page.keyboard.press('1');
    await until('the box holds the reply', async () => (await draft(page)) === first?.text);
  },
);

const deleting = `
  window.removed = 0;
  const sweep = () => {
    for (const child of [...document.documentElement.children])
      if (child !== document.head && child !== document.body && window.removed < 3) { window.removed += 1; child.remove(); }
  };
  new MutationObserver(sweep).observe(document.documentElement, { childList: true });
  setInterval(sweep, 50);`;

onThread(
  'a page that deletes foreign nodes does not get rid of it',
  { script: deleting },
  async (session, page) => {
    await until('the page has deleted three times', () =>
      page.evaluate(() => (window as unknown as { removed: number }).removed === 3),
    );
    await chipsOf(session, page, 'Jonas');
    await page.focus(replyLink(1));
    const [first] = await openPopover(session, page);
    await page.keyboard.press('1');
    await until('the box holds the reply', async () => (await draft(page)) === first?.text);
  },
);

/** The classes of what is open in the overlay's top layer, with how many elements each holds. */
function openParts(session: Session, page: Page): Promise<Record<string, number> | null> {
  return inOverlay(session, page, (root) =>
    Object.fromEntries(
      [...root.querySelectorAll('[popover]:popover-open')].map((part) => [
        part.className,
        part.childElementCount,
      ]),
    ),
  );
}

onThread(
  'what comes back after the page has deleted it is what was open, and nothing else',
  {},
  async (session, page) => {
    const deleteAll = (): Promise<void> =>
      page.evaluate(() => {
        for (const host of document.querySelectorAll('html > :not(head, body)')) {
          host.remove();
        }
      });
    await page.focus(replyLink(1));
    await openPopover(session, page);
    const before = await openParts(session, page);
    assert.ok(before && Object.values(before).includes(1), JSON.stringify(before));
    await deleteAll();
    await until('the same parts are open again', async () => {
      const now = await openParts(session, page);
      return JSON.stringify(now) === JSON.stringify(before);
    });
    await clickOverlay(session, page, '.popover .head .square');
    await until('the popover is closed', async () => !(await popoverIsOpen(session, page)));
    await deleteAll();
    await chipsOf(session, page, 'Jonas');
    const left = await openParts(session, page);
    assert.ok(!Object.keys(left ?? {}).some((part) => part.endsWith(' popover')));
    assert.ok(
      Object.values(left ?? {}).every((held) => held > 0),
      JSON.stringify(left),
    );
  },
);

onThread(
  'a part opened again stands above what the page has opened since',
  {},
  async (session, page) => {
    await page.focus(replyLink(1));
    await openPopover(session, page);
    await page.evaluate(() => {
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.style.cssText =
        'inset: 0; width: 100vw; height: 100vh; margin: 0; padding: 0; border: 0;';
      document.body.append(cover);
      cover.showPopover();
    });
    await page.focus(replyLink(2));
    await openPopover(session, page);
    const spot = await inOverlay(session, page, (root) => {
      const { left, top, width, height } =
        root.querySelector('.popover')?.getBoundingClientRect() ?? new DOMRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    assert.ok(spot);
    const above = await page.evaluate(
      ({ x, y }) => document.elementFromPoint(x, y)?.parentElement?.localName,
      spot,
    );
    assert.equal(above, 'html', 'the host is what the pointer meets');
  },
);

const markupInComments = [
  [
    'Jonas',
    'Waiting &lt;img src=x onerror="document.title=1"&gt; for &lt;b&gt;three hours&lt;/b&gt;, nobody cares',
  ],
  ['Ines', 'How much is a check-up?'],
  ['Kim', 'Thank you all.'],
] as const;

onThread(
  'a comment’s text is never markup',
  { comments: markupInComments },
  async (session, page) => {
    await page.focus(replyLink(1));
    await openPopover(session, page);
    const copy = await inOverlay(session, page, (root) => ({
      text: root.querySelector('.copy')?.textContent ?? '',
      elements: [...(root.querySelector('.copy')?.querySelectorAll(':not(mark)') ?? [])].length,
    }));
    assert.equal(copy?.text, await page.$eval('#comment-1 p', (text) => text.textContent));
    assert.equal(copy?.elements, 0);
    assert.equal(await page.title(), 'Open day');
  },
);

for (const direction of ['ltr', 'rtl'] as const) {
  onThread(
    `chips stay beside their comment and inside the page (${direction})`,
    { direction },
    async (session, page) => {
      for (const top of [0, 120, 60]) {
        await page.evaluate((y) => window.scrollTo(0, y), top);
        await until(`rows follow to ${top}`, async () => {
          const rows = await inOverlay(session, page, (root) =>
            [...root.querySelectorAll('.chips:not(.waiting)')].map((row) => {
              const { left, right, top: y } = row.getBoundingClientRect();
              return {
                name: row.getAttribute('aria-label')?.split(' ').at(-1) ?? '',
                left,
                right,
                y,
              };
            }),
          );
          const texts = await page.$$eval('li.comment', (items) =>
            items.map((item) => {
              const { top: y, bottom, left, right } = item.getBoundingClientRect();
              return { name: item.querySelector('.fn')?.textContent ?? '', y, bottom, left, right };
            }),
          );
          return (
            rows !== null &&
            rows.length === texts.length &&
            rows.every((row) => {
              const text = texts.find(({ name }) => name === row.name);
              return (
                text &&
                row.y >= text.y - 24 &&
                row.y <= text.bottom &&
                row.left >= 0 &&
                row.right <= 1280
              );
            })
          );
        });
      }
    },
  );
}

onThread(
  'what is said where Bedside is off ends when it begins its work, and the border holds',
  { script: spying },
  async (session, page) => {
    const hosts = (): Promise<number> =>
      page.evaluate(() => document.documentElement.children.length - 2);
    await session.press(page, 'toggle-tab');
    await until('the page is as it was', async () => (await hosts()) === 0);
    for (let press = 0; press < 2; press += 1) {
      await session.press(page, 'reply');
      await untilOverlay('it says that it is off', session, page, (root) =>
        root.querySelector('.toast')?.textContent?.includes('off here'),
      );
    }
    assert.equal(await hosts(), 1);
    await session.press(page, 'toggle-tab');
    await chipsOf(session, page, 'Jonas');
    assert.equal(await hosts(), 1);
    await page.focus(replyLink(1));
    await openPopover(session, page);
    await page.evaluate(() => {
      (window as unknown as { seen: string[] }).seen = [];
    });
    await page.keyboard.type('secret');
    assert.deepEqual(await page.evaluate(() => (window as unknown as { seen: string[] }).seen), []);
  },
);

onThread('the tab switch takes everything away and brings it back', {}, async (session, page) => {
  await session.press(page, 'toggle-tab');
  await until('the page is as it was', () =>
    page.evaluate(() => document.documentElement.children.length === 2),
  );
  await session.press(page, 'toggle-tab');
  await chipsOf(session, page, 'Jonas');
});

onThread('the most urgent comment is one key away', {}, async (session, page) => {
  await session.press(page, 'next-urgent');
  await untilOverlay('the reply mark of the emergency has the focus', session, page, (root) =>
    root.activeElement?.getAttribute('aria-label')?.startsWith('Reply to Maria'),
  );
});

onThread('going on from an open reply box means the comment gone to', {}, async (session, page) => {
  await page.click(replyLink(1));
  await page.keyboard.type('Half a reply');
  await session.press(page, 'next-urgent');
  await untilOverlay('the reply mark of the emergency has the focus', session, page, (root) =>
    root.activeElement?.getAttribute('aria-label')?.startsWith('Reply to Maria'),
  );
  await openPopover(session, page);
  const label = await inOverlay(session, page, (root) =>
    root.querySelector('.popover [role=dialog]')?.getAttribute('aria-label'),
  );
  assert.equal(label, 'Reply to Maria');
  assert.equal(await draft(page), 'Half a reply');
});

onThread(
  'a row keeps the focus and its place when what it says changes',
  {},
  async (session, page) => {
    await session.press(page, 'next-urgent');
    await untilOverlay('the reply mark of the emergency has the focus', session, page, (root) =>
      root.activeElement?.getAttribute('aria-label')?.startsWith('Reply to Maria'),
    );
    const before = await chipsOf(session, page, 'Maria');
    await page.$eval('#comment-3 p', (text) => {
      text.textContent = 'How much is a check-up, and do I need to book?';
    });
    await until('the comment is read anew', async () => {
      const now = await chipsOf(session, page, 'Maria');
      return now.join() !== before.join();
    });
    const focused = await inOverlay(session, page, (root) => {
      const row = root.activeElement?.closest('.chips');
      return (
        row && [
          row.getAttribute('aria-label')?.split(' ').at(-1),
          row.checkVisibility({ visibilityProperty: true }),
        ]
      );
    });
    assert.deepEqual(focused, ['Maria', true]);
  },
);

const manyTags = [
  [
    'Jonas',
    'My father has crushing chest pain, you lost his records, the bill was wrong twice, the parking is far too dear, reception was rude and after three hours of waiting nobody picked up the phone. I will call my lawyer.',
  ],
  ['Ines', 'How much is a check-up?'],
  ['Kim', 'Thank you all.'],
] as const;

const justNow = `document.querySelector('#comment-1 time').dateTime = new Date().toISOString();`;

onThread(
  'what a row has no room for and when an answer is due open the popover as well',
  { comments: manyTags, script: justNow },
  async (session, page) => {
    for (const [chip, text] of [
      ['.chips .tag.topic', '+'],
      ['.chips .tag.due', ' '],
    ] as const) {
      await clickOverlay(session, page, chip, text);
      const tags = await untilOverlay(
        'the popover shows all tags',
        session,
        page,
        (root) => root.querySelectorAll('.popover .tags .tag').length,
      );
      assert.ok(tags > 3, String(tags));
      await page.keyboard.press('Escape');
      await untilOverlay('the reply mark has the focus', session, page, (root) =>
        root.activeElement?.matches('.answer'),
      );
    }
  },
);

onThread(
  'the search says which reply the arrows chose, and shows no digit that would only write',
  {},
  async (session, page) => {
    await page.focus(replyLink(1));
    await openPopover(session, page);
    await page.keyboard.type('waiting');
    const chosen = (): Promise<string | null> =>
      inOverlay(session, page, (root) => {
        const field = root.querySelector('.popover [role=combobox][aria-expanded=true]');
        const card = root.getElementById(field?.getAttribute('aria-activedescendant') ?? '');
        return card?.getAttribute('aria-selected') === 'true' ? card.id : null;
      });
    const first = await until('the field points at the chosen card', chosen);
    // What is found for the last letter may come after a press, and begins at the first card again.
    await until('it points at the next', async () => {
      await page.keyboard.press('ArrowDown');
      const now = await chosen();
      return now !== null && now !== first;
    });
    const look = await inOverlay(session, page, (root) => [
      root.activeElement?.matches('[role=combobox]'),
      root.querySelector('.reply kbd')?.checkVisibility({ visibilityProperty: true }),
    ]);
    assert.deepEqual(look, [true, false]);
  },
);

onThread(
  'Escape gives the focus to the comment the popover was opened on last',
  {},
  async (session, page) => {
    await page.focus(replyLink(1));
    await openPopover(session, page);
    await clickOverlay(session, page, '[aria-label^="Reply to Kim"]');
    await untilOverlay('the popover is on Kim', session, page, (root) =>
      root.querySelector('.popover [aria-label="Reply to Kim"] li.reply[aria-selected=true]'),
    );
    await page.keyboard.press('Escape');
    await untilOverlay('the reply mark of Kim has the focus', session, page, (root) =>
      root.activeElement?.matches('.answer[aria-label^="Reply to Kim"]'),
    );
  },
);

onThread('the focus on a tag marks its words, as the pointer does', {}, async (session, page) => {
  await clickOverlay(session, page, '[aria-label^="Reply to Maria"]');
  const marked = (): Promise<string | null> =>
    inOverlay(session, page, (root) =>
      [...root.querySelectorAll('.popover .copy mark')].map((mark) => mark.textContent).join('|'),
    );
  await untilOverlay(
    'there are several tags',
    session,
    page,
    (root) => root.querySelectorAll('.popover .tags .tag').length > 1,
  );
  const before = await marked();
  for (let press = 0; press < 12 && (await marked()) === before; press += 1) {
    await page.keyboard.press('Tab');
  }
  assert.notEqual(await marked(), before);
});

/** Runs a test on an empty page with parts of the overlay alone. */
function withParts(name: string, body: (session: Session, page: Page) => Promise<void>): void {
  inBrowser(name, async (session) => {
    const page = await session.browser.newPage();
    await page.bringToFront();
    await page.evaluate(Buffer.from((await script('overlay/parts.ts')).body).toString());
    await body(session, page);
  });
}

type Parts = typeof import('./overlay/parts').parts;

function inParts(page: Page, run: (parts: Parts) => void): Promise<void> {
  return page.evaluate(`(${run})(window.parts)`) as Promise<void>;
}

withParts('an overlay that nothing would show shows itself', async (_session, page) => {
  await inParts(page, (parts) => parts.sayWithoutSheet());
  const shown = await page.evaluate(() => {
    const host = document.querySelector('[data-nothing-shows-this]');
    return host !== null && getComputedStyle(host).display === 'block';
  });
  assert.equal(shown, true);
});

withParts(
  'without suggestions the popover still says why after a search was cleared',
  async (session, page) => {
    await inParts(page, (parts) => parts.openWithoutEngine());
    const says = (): Promise<boolean> =>
      untilOverlay('it says why', session, page, (root) =>
        root.querySelector('.popover .note')?.textContent?.includes('No answer.'),
      );
    await says();
    await page.keyboard.type('x');
    await untilOverlay(
      'it has searched',
      session,
      page,
      (root) => root.querySelector<HTMLInputElement>('.popover .field')?.value === 'x',
    );
    await says();
    await page.keyboard.press('Escape');
    await untilOverlay(
      'the search is cleared',
      session,
      page,
      (root) => root.querySelector<HTMLInputElement>('.popover .field')?.value === '',
    );
    await says();
  },
);

withParts('a text to copy by hand is selected, and Escape closes it', async (session, page) => {
  await inParts(page, (parts) => parts.copyByHand('Dear Jonas'));
  const selected = await untilOverlay('the text has the focus', session, page, (root) => {
    const area = root.activeElement;
    return (
      area instanceof HTMLTextAreaElement &&
      area.value.slice(area.selectionStart, area.selectionEnd)
    );
  });
  assert.equal(selected, 'Dear Jonas');
  await page.keyboard.press('Escape');
  await until('the focus is back', () =>
    page.evaluate(() => document.activeElement?.localName === 'textarea'),
  );
  assert.equal(await inOverlay(session, page, (root) => root.querySelectorAll('.toast').length), 0);
});

onThread(
  'an open reply box is not meant once the moderator has clicked into another comment',
  {},
  async (session, page) => {
    await page.click(replyLink(1));
    await page.keyboard.type('Half a reply');
    await page.click('#comment-2 p');
    await openPopover(session, page);
    const label = await inOverlay(session, page, (root) =>
      root.querySelector('.popover [role=dialog]')?.getAttribute('aria-label'),
    );
    assert.equal(label, 'Reply to Ines');
  },
);

const pushing = `
  document.addEventListener('click', (event) => {
    if (!event.target.closest('.comment-reply-link')) return;
    const form = document.getElementById('respond');
    form.hidden = true;
    history.pushState(null, '', '/reply');
    setTimeout(() => { form.hidden = false; document.getElementById('comment').focus(); }, 400);
  });`;

onThread(
  'a reply arrives where the page changes its address on opening the box',
  { script: pushing },
  async (session, page) => {
    await page.focus(replyLink(1));
    const [first] = await openPopover(session, page);
    await page.keyboard.press('1');
    await untilToast(session, page, 'Inserted');
    assert.equal(await draft(page), first?.text);
    assert.equal(new URL(page.url()).pathname, '/reply');
    await chipsOf(session, page, 'Jonas');
  },
);

onThread(
  'a post button that stays off is told',
  { script: `document.getElementById('submit').disabled = true;` },
  async (session, page) => {
    await page.focus(replyLink(1));
    await openPopover(session, page);
    await page.keyboard.press('1');
    await untilToast(session, page, 'post button is still off. Type a space');
    const log = await session.ask({ kind: 'get-log', skip: 0, take: 1 });
    assert.ok(log.kind === 'log-is');
    const event = log.entries[0]?.event;
    assert.deepEqual(event?.event === 'inserted' && event.outcome, 'unnoticed');
  },
);

onThread(
  'where the box spoils a draft the message holds draft and reply',
  {
    script: `document.getElementById('comment').addEventListener('input', (event) => {
      if (event.inputType !== '' && window.spoil) event.target.value += '!';
    });`,
  },
  async (session, page) => {
    await page.click(replyLink(1));
    await page.keyboard.type('Hello. ');
    await page.evaluate(() => Object.assign(window, { spoil: true }));
    const [first] = await openPopover(session, page);
    await page.keyboard.press('1');
    const { copy } = await untilToast(session, page, 'with your draft');
    assert.equal(copy, `Hello. ${first?.text}`);
  },
);

onThread('a page that is gone back to shows its chips', {}, async (session, page) => {
  await page.goto(new URL('/page.css', page.url()).href);
  await page.goBack();
  await chipsOf(session, page, 'Jonas');
  const drawn = await page.evaluate(() => {
    const host = document.documentElement.lastElementChild;
    return host !== null && getComputedStyle(host).display === 'block';
  });
  assert.equal(drawn, true);
});

inBrowser('comments that could not be read at first are read later', async (session) => {
  const served = await serveThread();
  try {
    let page: Page | null = null;
    await session.failing('read', async () => {
      page = await session.open(`${served.origin}/`);
      await untilToast(session, page, 'out of order');
    });
    assert.ok(page);
    await chipsOf(session, page, 'Jonas');
  } finally {
    await served.close();
  }
});

onThread('a switch counts while an earlier one is carried out', {}, async (session, page) => {
  const own = await session.openOwn('options.html');
  // The first switch is carried out slowly: the page asks an engine that has to start.
  await session.stopWorker();
  await own.run(async (address) => {
    const tabId = (await chrome.tabs.query({})).find(({ url }) => url === address)?.id;
    if (tabId === undefined) {
      throw new Error('no tab shows the page');
    }
    const set = (on: boolean): Promise<unknown> =>
      chrome.runtime.sendMessage({ shell: 'set-tab', tabId, on });
    const asked = new Promise<void>((heard) => {
      chrome.runtime.onMessage.addListener((message, { tab }) => {
        if (message.shell === 'hello' && tab?.id === tabId) {
          heard();
        }
      });
    });
    const first = set(false);
    await asked;
    await Promise.all([first, set(true)]);
  }, page.url());
  assert.equal(await page.evaluate(() => document.documentElement.children.length), 3);
});
