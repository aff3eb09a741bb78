import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import type { Desk } from '../../extension/generated/Desk';
import type { LogEvent } from '../../extension/generated/LogEvent';
import { clickOverlay, inOverlay, untilOverlay, untilToast } from './harness/overlay';
import { chipsOf } from './harness/reply';
import type { Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';
import { serveThread, type ThreadPage } from './overlay/thread';

const harmless = 'Thank you for your comment. ';
const confirming = 'Thank you for choosing us for your surgery. ';

/** Runs a test with the reply box of the first comment open, under a desk in the United States. */
function inReplyBox(
  name: string,
  setting: Partial<Desk>,
  body: (session: Session, page: Page) => Promise<void>,
  thread: ThreadPage = {},
): void {
  inBrowser(name, async (session) => {
    const before = await session.ask({ kind: 'get-desk' });
    assert.ok(before.kind === 'desk-is');
    const desk = { ...before.desk, seat: 'US', audience: [], hintDismissed: true, ...setting };
    await session.ask({ kind: 'set-desk', desk });
    const served = await serveThread(thread);
    try {
      const page = await session.open(`${served.origin}/`);
      await chipsOf(session, page, 'Jonas');
      await page.click('#comment-1 .comment-reply-link');
      await body(session, page);
    } finally {
      await session.ask({ kind: 'set-desk', desk: before.desk });
      await served.close();
    }
  });
}

function draft(page: Page): Promise<string> {
  return page.$eval('#comment', (box) => (box as HTMLTextAreaElement).value);
}

/** How many things the chip beside the box says are to be fixed; null while there is no chip. */
function toFix(session: Session, page: Page): Promise<number | null> {
  return inOverlay(session, page, (root) => {
    const chip = root.querySelector('.checker');
    return chip && Number(chip.querySelector('.severity.block')?.textContent?.split(' ')[0] ?? 0);
  });
}

/** Waits until the chip says what the engine says of this text, and returns how much is to be fixed. */
async function untilChecked(session: Session, page: Page, text: string): Promise<number> {
  const answer = await session.ask({
    kind: 'check',
    page: { host: '127.0.0.1', path: '/', platform: null },
    comment: null,
    draft: text,
    threadReplies: [],
  });
  assert.ok(answer.kind === 'findings');
  const blocks = answer.findings.filter(({ severity }) => severity === 'block').length;
  await until(`${blocks} to fix`, async () => (await toFix(session, page)) === blocks);
  return blocks;
}

async function newestEvent(session: Session): Promise<LogEvent | undefined> {
  const log = await session.ask({ kind: 'get-log', skip: 0, take: 1 });
  assert.ok(log.kind === 'log-is');
  return log.entries[0]?.event;
}

function guardIsOpen(session: Session, page: Page): Promise<boolean | null> {
  return inOverlay(session, page, (root) => root.querySelector('[role=alertdialog]') !== null);
}

inReplyBox(
  'findings appear while typing, and the page’s text stays as typed',
  {},
  async (session, page) => {
    await page.keyboard.type(harmless);
    await until('nothing is left to fix', async () => (await toFix(session, page)) === 0);
    await page.keyboard.type(confirming);
    assert.ok((await untilChecked(session, page, harmless + confirming)) > 0);
    assert.equal(await draft(page), harmless + confirming);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'comment');
  },
);

inReplyBox('a fix removes what was found and leaves the rest', {}, async (session, page) => {
  await page.keyboard.type(harmless + confirming);
  assert.ok((await untilChecked(session, page, harmless + confirming)) > 0);
  await clickOverlay(session, page, '.checker');
  await clickOverlay(session, page, '.finding .button.main', 'Fix');
  await until('nothing is left to fix', async () => (await toFix(session, page)) === 0);
  const fixed = await draft(page);
  assert.ok(fixed.startsWith(harmless.trim()), fixed);
  assert.ok(!fixed.includes('surgery'), fixed);
});

inReplyBox(
  'a finding says what, why, what to do and where it comes from',
  {},
  async (session, page) => {
    await page.keyboard.type(confirming);
    assert.ok((await untilChecked(session, page, confirming)) > 0);
    await clickOverlay(session, page, '.checker');
    await clickOverlay(session, page, '.finding .button.plain', 'Learn more');
    const pillars = await untilOverlay('the source is shown', session, page, (root) => {
      const words = [...(root.querySelector('.finding')?.querySelectorAll('dd') ?? [])];
      return words.length === 5 && words.map((each) => each.textContent ?? '');
    });
    assert.ok(
      pillars.every((words) => words.length > 1),
      pillars.join('\n'),
    );
  },
);

/** Waits until exactly these words are selected in the box. */
function untilSelected(page: Page, quoted: string): Promise<boolean> {
  return until('the words are selected', () =>
    page.$eval(
      '#comment',
      (box, words) => {
        const { value, selectionStart, selectionEnd } = box as HTMLTextAreaElement;
        return value.slice(selectionStart, selectionEnd) === words;
      },
      quoted,
    ),
  );
}

function firstQuote(session: Session, page: Page): Promise<string> {
  return untilOverlay(
    'the finding quotes',
    session,
    page,
    (root) => root.querySelector('.finding q')?.textContent,
  );
}

inReplyBox('jumping to a finding selects its words in the box', {}, async (session, page) => {
  await page.keyboard.type(harmless + confirming);
  assert.ok((await untilChecked(session, page, harmless + confirming)) > 0);
  await clickOverlay(session, page, '.checker');
  const quoted = await firstQuote(session, page);
  await clickOverlay(session, page, '.finding .quote');
  await untilSelected(page, quoted);
});

inReplyBox(
  'jumping finds the words also where the list is behind the draft',
  {},
  async (session, page) => {
    await page.keyboard.type(harmless + confirming);
    assert.ok((await untilChecked(session, page, harmless + confirming)) > 0);
    await clickOverlay(session, page, '.checker');
    const quoted = await firstQuote(session, page);
    // Without an input event, so that no newer check is under way.
    await page.$eval('#comment', (box) => {
      (box as HTMLTextAreaElement).value = `Hello. ${(box as HTMLTextAreaElement).value}`;
    });
    await clickOverlay(session, page, '.finding .quote');
    await untilSelected(page, quoted);
    assert.equal(await draft(page), `Hello. ${harmless}${confirming}`);
  },
);

inReplyBox('ignoring a finding takes a reason, which the log keeps', {}, async (session, page) => {
  await page.keyboard.type(confirming);
  const before = await untilChecked(session, page, confirming);
  await clickOverlay(session, page, '.checker');
  await clickOverlay(session, page, '.finding .button', 'Ignore');
  await untilOverlay('the reason has the focus', session, page, (root) =>
    root.activeElement?.matches('.finding input'),
  );
  await page.keyboard.press('Enter');
  assert.equal(await toFix(session, page), before, 'no reason, no effect');
  await page.keyboard.type('Counsel agreed');
  await page.keyboard.press('Enter');
  await until('one finding is gone', async () => (await toFix(session, page)) === before - 1);
  const event = await until('the log has it', async () => {
    const newest = await newestEvent(session);
    return newest?.event === 'ignored' && newest;
  });
  assert.equal(event.reason, 'Counsel agreed');
});

/** Ignores everything there is to fix in the box, by the list. */
async function ignoreAll(session: Session, page: Page): Promise<void> {
  await clickOverlay(session, page, '.checker');
  for (let left = (await toFix(session, page)) ?? 0; left > 0; left -= 1) {
    await clickOverlay(session, page, '.finding:has(.severity.block) .button', 'Ignore');
    await untilOverlay('the reason has the focus', session, page, (root) =>
      root.activeElement?.matches('.finding input'),
    );
    await page.keyboard.type('Counsel agreed');
    await page.keyboard.press('Enter');
    await until('it is gone', async () => (await toFix(session, page)) === left - 1);
  }
  await page.keyboard.press('Escape');
  await until('the box has the focus', () =>
    page.evaluate(() => document.activeElement?.id === 'comment'),
  );
}

inReplyBox(
  'typing goes into the draft while the list asks why to ignore',
  {},
  async (session, page) => {
    await page.keyboard.type(confirming);
    await untilChecked(session, page, confirming);
    await clickOverlay(session, page, '.checker');
    await clickOverlay(session, page, '.finding .button', 'Ignore');
    await untilOverlay('the reason has the focus', session, page, (root) =>
      root.activeElement?.matches('.finding input'),
    );
    await page.focus('#comment');
    let typed = confirming;
    for (const part of ['We are the best. ', 'See you soon. ']) {
      await page.keyboard.type(part);
      typed += part;
      await untilChecked(session, page, typed);
    }
    assert.equal(await draft(page), typed);
    await clickOverlay(session, page, '.finding .button', 'Cancel');
    await untilOverlay('the button that asked has the focus', session, page, (root) =>
      root.activeElement?.matches('.finding .button'),
    );
  },
);

const nextReplies: Readonly<Record<string, (page: Page, session: Session) => Promise<void>>> = {
  'the box is opened for another comment': (page) => page.click('#comment-2 .comment-reply-link'),
  'the box was emptied': async (page, session) => {
    await page.$eval('#comment', (box) => (box as HTMLTextAreaElement).select());
    await page.keyboard.press('Backspace');
    await until('nothing is left to check', async () => (await toFix(session, page)) === null);
    await page.keyboard.type(confirming);
  },
  'the page has posted it and emptied the box': async (page) => {
    await page.click('#submit');
    await until('the page has posted it', async () => (await page.title()).startsWith('posted'));
    await page.focus('#comment');
    await page.keyboard.type(confirming);
  },
};

for (const [what, begin] of Object.entries(nextReplies)) {
  inReplyBox(
    `what was ignored in one reply counts in the next: ${what}`,
    {},
    async (session, page) => {
      await page.keyboard.type(confirming);
      const before = await untilChecked(session, page, confirming);
      assert.ok(before > 0);
      await ignoreAll(session, page);
      await begin(page, session);
      await until('it counts again', async () => (await toFix(session, page)) === before);
      await page.click('#submit');
      await untilOverlay('the guard asks', session, page, (root) =>
        root.querySelector('[role=alertdialog]'),
      );
    },
    {
      script: `document.addEventListener('submit', () => { document.getElementById('comment').value = ''; });`,
    },
  );
}

inReplyBox(
  'posting with something to fix is held once, and Edit goes back to the words',
  {},
  async (session, page) => {
    await page.keyboard.type(harmless + confirming);
    assert.ok((await untilChecked(session, page, harmless + confirming)) > 0);
    await page.click('#submit');
    await untilOverlay('the safe way out has the focus', session, page, (root) =>
      root.activeElement?.matches('[role=alertdialog] .button.main'),
    );
    assert.equal(await page.title(), 'Open day');
    await page.keyboard.press('Escape');
    await until('the dialog is closed', async () => !(await guardIsOpen(session, page)));
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'comment');
    assert.equal(await page.title(), 'Open day');
    assert.equal(await draft(page), harmless + confirming);
  },
);

inReplyBox('posting faster than the check answers is held as well', {}, async (session, page) => {
  const spot = await page.$eval('#submit', (button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await page.keyboard.type(confirming);
  await page.mouse.click(spot.x, spot.y);
  await untilOverlay('the guard asks', session, page, (root) =>
    root.querySelector('[role=alertdialog]'),
  );
  assert.equal(await page.title(), 'Open day');
});

inReplyBox(
  'posting anyway posts the text once and the log keeps the reason',
  { guard: 'require-reason' },
  async (session, page) => {
    await page.keyboard.type(confirming);
    assert.ok((await untilChecked(session, page, confirming)) > 0);
    await page.click('#submit');
    await clickOverlay(session, page, '[role=alertdialog] .button.danger');
    await untilOverlay('a reason is asked for', session, page, (root) =>
      root.querySelector('[role=alertdialog] [role=alert]'),
    );
    assert.equal(await page.title(), 'Open day');
    await page.keyboard.type('The writer agreed in writing');
    await clickOverlay(session, page, '[role=alertdialog] .button.danger');
    await until(
      'the page has posted it',
      async () => (await page.title()) === `posted: ${confirming.trim()}`,
    );
    const event = await until('the log has it', async () => {
      const newest = await newestEvent(session);
      return newest?.event === 'overridden' && newest;
    });
    assert.equal(event.reason, 'The writer agreed in writing');
    assert.ok(event.rules.includes('US-1'), event.rules.join());
  },
);

/** Where Ctrl+Enter posts, and posts are counted. */
const counting: ThreadPage = {
  script: `
    window.posts = 0;
    document.addEventListener('submit', () => { window.posts += 1; });
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey && event.key === 'Enter') document.getElementById('commentform').requestSubmit();
    });`,
};

function posts(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { posts: number }).posts);
}

async function pressPostKey(page: Page): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
}

inReplyBox(
  'a key that comes before the check answers posts nothing, and posts when pressed again',
  {},
  async (session, page) => {
    await page.keyboard.type(harmless);
    await until('nothing is left to fix', async () => (await toFix(session, page)) === 0);
    // The next check has to wait for the worker.
    await session.stopWorker();
    await page.keyboard.type('x');
    await pressPostKey(page);
    await untilToast(session, page, 'Press it again to post');
    assert.equal(await posts(page), 0);
    await pressPostKey(page);
    await until('the page has posted it', async () => (await posts(page)) === 1);
    assert.equal(await page.title(), `posted: ${harmless}x`);
  },
  counting,
);

/** How often the log says that a draft was posted against advice. */
async function overrides(session: Session): Promise<number> {
  const log = await session.ask({ kind: 'get-log', skip: 0, take: 500 });
  assert.ok(log.kind === 'log-is');
  return log.entries.filter(({ event }) => event.event === 'overridden').length;
}

inReplyBox(
  'posting anyway by key takes a second press, and only that is in the log',
  {},
  async (session, page) => {
    await page.keyboard.type(confirming);
    assert.ok((await untilChecked(session, page, confirming)) > 0);
    const before = await overrides(session);
    await pressPostKey(page);
    await clickOverlay(session, page, '[role=alertdialog] .button.danger');
    await untilToast(session, page, 'Press it again');
    assert.equal(await posts(page), 0);
    assert.equal(await overrides(session), before);
    await pressPostKey(page);
    await until('the page has posted it', async () => (await posts(page)) === 1);
    await until('the log has it', async () => (await overrides(session)) === before + 1);
  },
  counting,
);

inReplyBox(
  'a second click while the check is unanswered does not post twice',
  {},
  async (session, page) => {
    await page.keyboard.type(harmless);
    await until('nothing is left to fix', async () => (await toFix(session, page)) === 0);
    const spot = await page.$eval('#submit', (button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await session.stopWorker();
    await page.keyboard.type('x');
    await page.mouse.click(spot.x, spot.y, { count: 2 });
    await until('the page has posted it', async () => (await posts(page)) > 0);
    // The second would have been let go together with the first.
    await chipsOf(session, page, 'Jonas');
    assert.equal(await posts(page), 1);
  },
  counting,
);

inReplyBox(
  'what changed after the press is not posted by it',
  {},
  async (session, page) => {
    await page.keyboard.type(confirming);
    assert.ok((await untilChecked(session, page, confirming)) > 0);
    await page.click('#submit');
    await untilOverlay('the guard asks', session, page, (root) =>
      root.querySelector('[role=alertdialog]'),
    );
    await page.$eval('#comment', (box) => {
      (box as HTMLTextAreaElement).value += 'Changed.';
    });
    await clickOverlay(session, page, '[role=alertdialog] .button.danger');
    await untilToast(session, page, 'has changed since');
    assert.equal(await posts(page), 0);
    // A press for the changed text is one of its own, also while the guard still asks about the old.
    await page.click('#submit');
    await untilOverlay('the guard asks again', session, page, (root) =>
      root.querySelector('[role=alertdialog]'),
    );
    await page.$eval('#comment', (box) => {
      (box as HTMLTextAreaElement).value = 'Thank you.';
    });
    await page.click('#submit');
    await until('the page has posted it', async () => (await posts(page)) === 1);
    assert.equal(await guardIsOpen(session, page), false);
  },
  counting,
);

inReplyBox(
  'what cannot be checked is called so, and is not posted unasked',
  {},
  async (session, page) => {
    await session.failing('check', async () => {
      await page.keyboard.type(harmless);
      await untilOverlay('the chip says so', session, page, (root) =>
        root.querySelector('.checker')?.textContent?.includes('Not checked'),
      );
      await page.click('#submit');
      await untilOverlay('the guard says so', session, page, (root) =>
        root.querySelector('[role=alertdialog]')?.textContent?.includes('could not be checked'),
      );
      assert.equal(await posts(page), 0);
      await page.keyboard.press('Escape');
    });
    await page.click('#submit');
    await until('the page has posted it', async () => (await posts(page)) === 1);
  },
  counting,
);

inReplyBox(
  'where a reason is due nothing is posted that the log does not hold',
  { guard: 'require-reason' },
  async (session, page) => {
    await page.keyboard.type(confirming);
    assert.ok((await untilChecked(session, page, confirming)) > 0);
    await session.failing('record', async () => {
      await page.click('#submit');
      await untilOverlay('the guard asks', session, page, (root) =>
        root.querySelector('[role=alertdialog] input'),
      );
      await clickOverlay(session, page, '[role=alertdialog] input');
      await page.keyboard.type('The writer agreed');
      await clickOverlay(session, page, '[role=alertdialog] .button.danger');
      await untilToast(session, page, 'could not be put into the log');
      assert.equal(await posts(page), 0);
    });
  },
  counting,
);

/** A page whose own ways of posting no adapter knows: a button that stands beside the box, and a drawing. */
const otherWays: ThreadPage = {
  script: `window.posts = 0;
    const form = document.getElementById('commentform');
    form.insertAdjacentHTML('beforeend',
      '<button type="button" id="quick">Publish now</button><canvas id="plane" width="40" height="40"></canvas>');
    document.addEventListener('submit', () => { window.posts += 1; });
    document.getElementById('quick').addEventListener('click', () => { window.posts += 1; });
    document.getElementById('plane').addEventListener('click', () => form.requestSubmit());`,
};

for (const [what, way] of [
  ['a button that only looks like it', '#quick'],
  ['a form that is sent in another way', '#plane'],
] as const) {
  inReplyBox(
    `where a reason is due it is asked for by ${what}`,
    { guard: 'require-reason' },
    async (session, page) => {
      await page.keyboard.type(confirming);
      assert.ok((await untilChecked(session, page, confirming)) > 0);
      await page.click(way);
      await untilOverlay('the guard asks', session, page, (root) =>
        root.querySelector('[role=alertdialog] input'),
      );
      assert.equal(await posts(page), 0);
      await clickOverlay(session, page, '[role=alertdialog] input');
      await page.keyboard.type('The writer agreed');
      await clickOverlay(session, page, '[role=alertdialog] .button.danger');
      await until('the page has posted it', async () => (await posts(page)) > 0);
      assert.equal(await posts(page), 1);
      assert.equal(await guardIsOpen(session, page), false);
      const event = await newestEvent(session);
      assert.ok(event?.event === 'overridden' && event.reason === 'The writer agreed');
    },
    otherWays,
  );
}

inReplyBox(
  'where no reason is due a button that only looks like posting is left alone',
  {},
  async (session, page) => {
    await page.keyboard.type(confirming);
    assert.ok((await untilChecked(session, page, confirming)) > 0);
    await page.click('#quick');
    await until('the page has posted it', async () => (await posts(page)) === 1);
    assert.equal(await guardIsOpen(session, page), false);
  },
  otherWays,
);

inReplyBox('what the log did not take is told', {}, async (session, page) => {
  await page.keyboard.type(confirming);
  assert.ok((await untilChecked(session, page, confirming)) > 0);
  await session.failing('record', async () => {
    await clickOverlay(session, page, '.checker');
    await clickOverlay(session, page, '.finding .button', 'Ignore');
    await untilOverlay('the reason has the focus', session, page, (root) =>
      root.activeElement?.matches('.finding input'),
    );
    await page.keyboard.type('Counsel agreed');
    await page.keyboard.press('Enter');
    await untilToast(session, page, 'missing in the log');
  });
});

inReplyBox('another desk checks the open draft again', {}, async (session, page) => {
  const text = 'Your surgery last week went well, and we guarantee the best result in the city.';
  await page.keyboard.type(text);
  const before = await untilChecked(session, page, text);
  const { desk } = (await session.ask({ kind: 'get-desk' })) as { desk: Desk };
  await session.ask({ kind: 'set-desk', desk: { ...desk, audience: ['DE', 'AU', 'AE', 'IN'] } });
  assert.notEqual(await untilChecked(session, page, text), before);
});

inReplyBox('a draft without anything to fix is posted at once', {}, async (session, page) => {
  await page.keyboard.type(harmless);
  await until('nothing is left to fix', async () => (await toFix(session, page)) === 0);
  await page.click('#submit');
  await until(
    'the page has posted it',
    async () => (await page.title()) === `posted: ${harmless.trim()}`,
  );
  assert.equal(await guardIsOpen(session, page), false);
});

inReplyBox('a guard that is switched off asks nothing', { guard: 'off' }, async (session, page) => {
  await page.keyboard.type(confirming);
  assert.ok((await untilChecked(session, page, confirming)) > 0);
  await page.click('#submit');
  await until(
    'the page has posted it',
    async () => (await page.title()) === `posted: ${confirming.trim()}`,
  );
});

/** Types into the palette that was opened, and gives the text of the first reply it finds. */
async function search(session: Session, page: Page, word: string): Promise<string> {
  await untilOverlay('the search has the focus', session, page, (root) =>
    root.activeElement?.matches('[role=combobox]'),
  );
  await page.keyboard.type(word);
  await untilOverlay(
    'the search field holds the word',
    session,
    page,
    (root, typed) => root.querySelector<HTMLInputElement>('.palette .field')?.value === typed,
    word,
  );
  return untilOverlay(
    'replies are found',
    session,
    page,
    (root) =>
      root.querySelector('.palette [aria-busy=false] li.reply[aria-selected=true] .text')
        ?.textContent,
  );
}

/** How much of suggestions was written anew before they were posted, in percent, all together. */
async function rewritten(session: Session): Promise<number> {
  const own = await session.openOwn('options.html');
  const percents = await own.run(async () => {
    const { settings } = (await chrome.storage.local.get('settings')) as {
      settings?: { learning: { rewritten?: Record<string, number> } };
    };
    return Object.values(settings?.learning.rewritten ?? {});
  });
  await own.close();
  return percents.reduce((sum, each) => sum + each, 0);
}

inReplyBox(
  'what is written anew before it is posted is learnt from, until that is forgotten',
  { paletteTrigger: ';;' },
  async (session, page) => {
    await session.ask({ kind: 'forget-learning' });
    await page.keyboard.type(';;');
    const text = await search(session, page, 'waiting');
    await page.keyboard.press('Enter');
    await until('the reply stands there', async () => (await draft(page)) === text);
    // Until then Bedside may still select the first gap of what it put in.
    await untilToast(session, page, 'post');
    await page.$eval('#comment', (box) => (box as HTMLTextAreaElement).select());
    await page.keyboard.type(harmless);
    await until('nothing is left to fix', async () => (await toFix(session, page)) === 0);
    await page.click('#submit');
    await until(
      'the page has posted it',
      async () => (await page.title()) === `posted: ${harmless.trim()}`,
    );
    await until('it is learnt', async () => (await rewritten(session)) > 50);
    await session.ask({ kind: 'forget-learning' });
    assert.equal(await rewritten(session), 0);
  },
);

inReplyBox(
  'the palette’s trigger is replaced by the reply that is chosen',
  { paletteTrigger: ';;' },
  async (session, page) => {
    await page.keyboard.type('Hello. ;;');
    const text = await search(session, page, 'waiting');
    assert.equal(await draft(page), 'Hello. ;;');
    await page.keyboard.press('Enter');
    await until('the reply stands there', async () => (await draft(page)) === `Hello. ${text}`);
  },
);

inReplyBox(
  'Escape leaves the palette, and typing goes on where it was',
  { paletteTrigger: ';;' },
  async (session, page) => {
    await page.keyboard.type('Hello. ;;');
    await untilOverlay('the palette is open', session, page, (root) =>
      root.activeElement?.matches('[role=combobox]'),
    );
    await page.keyboard.press('Escape');
    await until('the box has the focus', () =>
      page.evaluate(() => document.activeElement?.id === 'comment'),
    );
    await page.keyboard.type(' Goodbye.');
    assert.equal(await draft(page), 'Hello. ;; Goodbye.');
  },
);

/** Nothing but comments from edge to edge, without a gap between them. */
const crowded = `
  body { max-width: none; margin: 0; font: 15px/1.2 sans-serif; }
  ol, li, p, h1 { margin: 0; padding: 0; }
  li { border-top: 1px solid; }
  #respond { margin: 0; } #commentform { display: grid; } #submit { justify-self: start; }
  .comment-content p { word-break: break-all; }
  .comment-content p::after { content: "${'and so on '.repeat(40)}"; }`;

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

for (const direction of ['ltr', 'rtl'] as const) {
  inReplyBox(
    `in a crowded page, ${direction}, the chip covers neither box nor controls nor who wrote`,
    {},
    async (session, page) => {
      let typed = '';
      for (const part of [harmless, confirming, 'We guarantee the best result, call 555-0134.']) {
        await page.keyboard.type(part);
        typed += part;
        await untilChecked(session, page, typed);
        const chip = await untilOverlay(
          'the chip has its place',
          session,
          page,
          (root): Rect | null => root.querySelector('.checker')?.getBoundingClientRect() ?? null,
        );
        const hidden = await page.evaluate((at) => {
          const wanted = '#comment, button, .comment-reply-link, .fn, time';
          return [...document.querySelectorAll(wanted)]
            .filter((each) => {
              const { left, top, right, bottom } = each.getBoundingClientRect();
              return left < at.right && at.left < right && top < at.bottom && at.top < bottom;
            })
            .map((each) => each.outerHTML.slice(0, 60));
        }, chip);
        assert.deepEqual(hidden, [], JSON.stringify(chip));
      }
    },
    { style: crowded, direction },
  );
}

inReplyBox(
  'beside a box that is written from the right, parts end where it ends',
  { paletteTrigger: ';;' },
  async (session, page) => {
    const ends = (part: string): Promise<number> =>
      untilOverlay(
        `${part} is open`,
        session,
        page,
        (root, wanted) => {
          const open = root.querySelector(`${wanted}:popover-open`);
          return open?.querySelector('[role]') && open.getBoundingClientRect().right;
        },
        part,
      );
    const end = (): Promise<number> =>
      page.$eval('#comment', (box) => box.getBoundingClientRect().right);
    const isAtEnd = async (part: string): Promise<void> => {
      const apart = Math.abs((await ends(part)) - (await end()));
      assert.ok(apart < 2, `${part} is ${apart} px from the box's end`);
    };
    await page.keyboard.type(confirming);
    assert.ok((await untilChecked(session, page, confirming)) > 0);
    await page.keyboard.type(';;');
    await isAtEnd('.palette');
    await page.keyboard.press('Escape');
    await until('the box has the focus', () =>
      page.evaluate(() => document.activeElement?.id === 'comment'),
    );
    await clickOverlay(session, page, '.checker');
    await isAtEnd('.findings');
    await page.keyboard.press('Escape');
    await page.click('#submit');
    await isAtEnd('.guard');
  },
  { direction: 'rtl', style: '#respond { margin-block: 420px; }' },
);
