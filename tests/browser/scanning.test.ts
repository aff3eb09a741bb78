import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'puppeteer-core';
import { html, type Served, script, serve } from './harness/server';
import { until } from './harness/until';
import { type Asked, adapter, onPage, probeOf, whole } from './pages/browser';
import { addComments, largeMarkup } from './pages/large';

/** The test page's own adapter. */
const list = whole({
  id: 'list',
  name: 'List',
  hosts: ['127.0.0.1'],
  shadow: true,
  comment: {
    item: ['.comment'],
    id: [{ attribute: 'data-id' }],
    text: [{ select: ['.text'] }],
    author: [{ select: ['.author'] }],
  },
  reply: [{ select: ['.reply'] }],
  composer: [
    {
      select: ['textarea'],
      frame: ['.frame'],
      kind: 'textarea',
      bind: ['inside'],
      submit: [{ select: ['.post'] }],
    },
  ],
});

/** Where Enter posts, and one box serves all comments and names the one it answers. */
const shared = whole({
  ...list,
  id: 'shared',
  composer: [
    {
      select: ['#shared'],
      frame: ['form'],
      kind: 'textarea',
      bind: ['id', 'inside'],
      id: [{ select: ['input[type=hidden][value]:not([value=""])'], attribute: 'value' }],
      submit: [{ select: ['.post'] }],
      enter: true,
    },
  ],
});

const item = (id: string, author: string, text: string): string =>
  `<div class="comment" ${id === '' ? '' : `data-id="${id}"`}><b class="author">${author}</b><p class="text">${text}</p></div>`;
const page = (body: string): string =>
  `<!doctype html><meta charset="utf-8"><title>List</title><div id="list">${body}</div>`;

/** Comments of very different heights, and some that are hidden. */
const uneven = Array.from({ length: 300 }, (_, at) => {
  const style = at % 12 === 0 ? 'display: none' : `height: ${at % 7 === 0 ? 5000 : 40}px`;
  return `<div style="${style}">${item(`${at}`, 'Maria', `Number ${at}`)}</div>`;
}).join('');

let site: Served;

before(async () => {
  const bundle = await script('pages/replicas/page.ts');
  site = await serve({
    '/list': html(
      page(item('1', 'Maria', 'How long is the wait?') + item('2', 'Ahmet', 'Is there parking?')),
    ),
    '/twins': html(
      page(item('', 'Maria', 'Thanks') + item('', 'Maria', 'Thanks') + item('', 'Ahmet', 'Thanks')),
    ),
    '/tall': html(
      page(
        `${item('1', 'Maria', 'Near')}<div style="height: 6000px"></div>${item('2', 'Ahmet', 'Far')}`,
      ),
    ),
    '/box': html(
      page(
        `<div class="comment" data-id="1"><b class="author">Maria</b><p class="text">Question</p><div class="frame"><textarea></textarea><button class="post">Post</button></div></div><textarea id="other"></textarea><script>window.posts = 0; document.querySelector('.post').addEventListener('click', () => { window.posts += 1; });</script>`,
      ),
    ),
    '/shared': html(
      page(
        `${item('1', 'Maria', 'Question')}${item('2', 'Ahmet', 'Answer')}<form><textarea id="shared"></textarea><input type="hidden" value=""><button class="post">Post</button></form><script>
          window.keys = [];
          window.posts = 0;
          addEventListener('keydown', (event) => window.keys.push(event.key));
          document.querySelector('form').addEventListener('submit', (event) => { event.preventDefault(); window.posts += 1; });
        </script>`,
      ),
    ),
    '/editing': html(
      page(
        `<div class="comment" data-id="1"><b class="author">Maria</b><p class="text">Question</p><div class="frame"><textarea>Question</textarea></div></div>`,
      ),
    ),
    '/frames': html(
      '<!doctype html><title>Outer</title><iframe src="/list" width="600" height="400"></iframe>',
    ),
    '/empty': html(page('')),
    '/many': html(largeMarkup),
    '/uneven': html(page(uneven)),
    '/replica': html(
      '<!doctype html><meta charset="utf-8"><title>Replica</title><div id="root"></div><script src="page.js"></script>',
    ),
    '/page.js': bundle,
  });
});

after(() => site.close());

const seen = async (probe: Asked): Promise<string[]> =>
  (await probe.told()).seen.map(({ key, text }) => `${key}: ${text}`);

/** Waits until exactly these comments were told, in this order. */
async function tells(probe: Asked, ...expected: readonly string[]): Promise<void> {
  await until(
    `${expected.join(', ')} is told`,
    async () => (await seen(probe)).length >= expected.length,
  );
  assert.deepEqual(await seen(probe), expected);
}

onPage('a comment is told when it comes near, and not before', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/tall`, { adapters: [list] });
  await tells(probe, '1: Near');
  assert.equal(await probe.rectOf('2'), null);
  await tab.evaluate(() => document.querySelector('[data-id="2"]')?.scrollIntoView());
  await tells(probe, '1: Near', '2: Far');
  assert.notEqual(await probe.rectOf('2'), null);
  assert.equal(await probe.rectOf('1'), null, 'the first is off screen now');
});

onPage(
  'comments that come later are told once, and those that leave are told gone',
  async (open) => {
    const { page: tab, probe } = await open(`${site.origin}/list`, { adapters: [list] });
    await tells(probe, '1: How long is the wait?', '2: Is there parking?');
    await tab.evaluate(
      (more) => document.querySelector('#list')?.insertAdjacentHTML('beforeend', more),
      item('3', 'Li', 'Third'),
    );
    await tells(probe, '1: How long is the wait?', '2: Is there parking?', '3: Third');
    await tab.evaluate(() => document.querySelector('[data-id="2"]')?.remove());
    await until('the second is told gone', async () => (await probe.told()).gone.length > 0);
    assert.deepEqual((await probe.told()).gone, ['2']);
  },
);

onPage(
  'a recycled element is another comment, and the old one is not answered any more',
  async (open) => {
    const { page: tab, probe } = await open(`${site.origin}/list`, { adapters: [list] });
    await tells(probe, '1: How long is the wait?', '2: Is there parking?');
    await tab.evaluate(() => {
      const element = document.querySelector<HTMLElement>('[data-id="1"]');
      if (element === null) return;
      element.dataset.id = '9';
      element.querySelector('.author')?.replaceChildren('Jonas');
      element.querySelector('.text')?.replaceChildren('Another question');
    });
    await tells(probe, '1: How long is the wait?', '2: Is there parking?', '9: Another question');
    assert.deepEqual((await probe.told()).gone, ['1']);
    assert.deepEqual(await probe.open('1'), {
      ok: false,
      message: 'This comment is no longer on the page',
    });
  },
);

onPage('a changed text is told again under the same key', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/list`, { adapters: [list] });
  await tells(probe, '1: How long is the wait?', '2: Is there parking?');
  await tab.evaluate(() => document.querySelector('[data-id="2"] .text')?.append(' And a lift?'));
  await tells(
    probe,
    '1: How long is the wait?',
    '2: Is there parking?',
    '2: Is there parking? And a lift?',
  );
});

onPage('comments that say the same have keys of their own', async (open) => {
  const { probe } = await open(`${site.origin}/twins`, { adapters: [list] });
  const keys = (await probe.comments()).map(({ key }) => key);
  assert.equal(new Set(keys).size, 3);
});

onPage('shadow roots that come later are looked into, open and closed', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/empty`, { adapters: [list] });
  await tab.evaluate(
    (open_, closed) => {
      for (const [mode, markup] of [
        ['open', open_],
        ['closed', closed],
      ] as const) {
        const host = document.createElement('x-thread');
        host.attachShadow({ mode }).innerHTML = markup;
        document.querySelector('#list')?.append(host);
      }
    },
    item('1', 'Maria', 'In the open'),
    item('2', 'Ahmet', 'Behind a door'),
  );
  await until('both are told', async () => (await seen(probe)).length === 2);
  assert.deepEqual((await seen(probe)).sort(), ['1: In the open', '2: Behind a door']);
});

onPage('a new address with new content ends the old comments', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/list`, { adapters: [list] });
  await tells(probe, '1: How long is the wait?', '2: Is there parking?');
  await tab.evaluate(
    (next) => {
      history.pushState(null, '', '/list?next');
      document
        .querySelector('#list')
        ?.replaceChildren(document.createRange().createContextualFragment(next));
    },
    item('7', 'Li', 'On the next page'),
  );
  await until('the new one is told', async () =>
    (await seen(probe)).includes('7: On the next page'),
  );
  assert.deepEqual([...(await probe.told()).gone].sort(), ['1', '2']);
});

onPage('an adapter takes over when its marks come after the page', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/many`, {
    adapters: [adapter('wordpress')],
  });
  assert.equal((await probe.health()).adapter, null);
  await tab.evaluate(addComments, 5, 1);
  await until('the adapter is in use', async () => (await probe.health()).adapter === 'wordpress');
  assert.equal((await probe.comments()).length, 5);
});

onPage('comments in a frame are found by the script of that frame', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/frames`, { adapters: [list] });
  assert.deepEqual(await probe.comments(), []);
  const frame = await until('the frame is there', () =>
    tab.frames().find((each) => each.url().endsWith('/list')),
  );
  const inner = probeOf(frame as unknown as Page);
  await frame.evaluate('globalThis.__name = (named) => named');
  await inner.start([list]);
  assert.deepEqual(
    (await inner.comments()).map(({ key }) => key),
    ['1', '2'],
  );
});

onPage('stopping leaves no trace, and nothing is told afterwards', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/list`, { adapters: [list] });
  const untouched = await tab.evaluate(() => document.documentElement.outerHTML);
  await tells(probe, '1: How long is the wait?', '2: Is there parking?');
  await probe.stop();
  assert.equal(await tab.evaluate(() => document.documentElement.outerHTML), untouched);
  await tab.evaluate(
    (more) => document.querySelector('#list')?.insertAdjacentHTML('beforeend', more),
    item('3', 'Li', 'Third'),
  );
  await tab.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))),
  );
  assert.deepEqual(await seen(probe), ['1: How long is the wait?', '2: Is there parking?']);
});

onPage('typing is told, and posting can be held once and let through', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/box`, { adapters: [list] });
  await tells(probe, '1: Question');
  await tab.focus('.frame textarea');
  await tab.keyboard.type('Hello');
  await until('the typing is told', async () => (await probe.told()).boxes.at(-1) === 'changed 5');
  assert.equal((await probe.told()).boxes[0], 'focused 1');
  const posts = (): Promise<unknown> =>
    tab.evaluate(() => (window as unknown as { posts: number }).posts);
  await probe.holdNextPost();
  await tab.click('.post');
  assert.equal(await posts(), 0, 'held');
  assert.equal(await probe.pressHeld(), true);
  assert.equal(await posts(), 1, 'let through');
  assert.equal(await probe.pressHeld(), false, 'once');
  assert.equal(await posts(), 1);
  await tab.evaluate(() => document.querySelector<HTMLElement>('.post')?.click());
  assert.equal((await probe.told()).posts, 1, "a press by the page itself is not the moderator's");
});

interface Counting {
  readonly keys: readonly string[];
  readonly posts: number;
}

onPage('a held key is never made up for, and reaches the page when pressed again', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/shared`, { adapters: [shared] });
  await tells(probe, '1: Question', '2: Answer');
  const counted = (): Promise<readonly [string, number]> =>
    tab.evaluate(() => {
      const { keys, posts } = window as unknown as Counting;
      return [keys.join(), posts] as const;
    });
  await tab.focus('#shared');
  for (const control of [false, true]) {
    await probe.holdNextPost();
    if (control) await tab.keyboard.down('Control');
    await tab.keyboard.press('Enter');
    if (control) await tab.keyboard.up('Control');
    assert.equal(await probe.pressHeld(), false);
  }
  assert.deepEqual(await counted(), ['Control', 0]);
  await tab.keyboard.press('Enter');
  assert.deepEqual(await counted(), ['Control,Enter', 0]);
  assert.equal((await probe.told()).posts, 3);
  await tab.evaluate(() => (document.activeElement as HTMLElement).blur());
  await tab.keyboard.press('Enter');
  assert.equal((await probe.told()).posts, 3, 'without the focus no key posts what is in the box');
});

onPage('a button that the page has replaced is not pressed for the held one', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/shared`, { adapters: [shared] });
  await tells(probe, '1: Question', '2: Answer');
  await tab.focus('#shared');
  await probe.holdNextPost();
  await tab.click('.post');
  await tab.evaluate(() => {
    const button = document.querySelector('.post');
    button?.replaceWith(button.cloneNode(true));
  });
  assert.equal(await probe.pressHeld(), false);
  assert.equal(await tab.evaluate(() => (window as unknown as Counting).posts), 0);
});

onPage(
  'a box that is turned to another comment while it has the focus is bound anew',
  async (open) => {
    const { page: tab, probe } = await open(`${site.origin}/shared`, { adapters: [shared] });
    await tells(probe, '1: Question', '2: Answer');
    const turn = (id: string): Promise<void> =>
      tab.evaluate((value) => document.querySelector('input')?.setAttribute('value', value), id);
    await turn('1');
    await tab.focus('#shared');
    assert.deepEqual(await probe.focusedComment(), { commentKey: '1' });
    await turn('2');
    assert.deepEqual(await probe.focusedComment(), { commentKey: '2' });
    assert.deepEqual((await probe.told()).boxes, ['focused 1', 'focused 2']);
    assert.equal((await probe.open('2')).ok, true);
    await turn('1');
    const { outcome, rescue } = await probe.insert('Thank you, Ahmet.');
    assert.deepEqual([outcome, rescue], ['unbound', 'Thank you, Ahmet.']);
    assert.equal(await probe.boxText(), '');
  },
);

onPage('a box that merely stops naming its comment keeps it', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/shared`, { adapters: [shared] });
  await tells(probe, '1: Question', '2: Answer');
  const name = (id: string): Promise<void> =>
    tab.evaluate((value) => document.querySelector('input')?.setAttribute('value', value), id);
  await name('1');
  await tab.focus('#shared');
  assert.deepEqual(await probe.focusedComment(), { commentKey: '1' });
  await name('');
  assert.equal((await probe.insertFocused('Thank you.'))?.outcome, 'verified');
  assert.equal(await probe.boxComment(), '1');
});

onPage("a box is taken for another comment's by nobody", async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/replica?facebook`, {
    adapters: [adapter('facebook')],
  });
  const found = await probe.comments();
  const [first] = found;
  assert.ok(first !== undefined);
  await tab.focus('.own [role=textbox]');
  assert.deepEqual(
    await probe.focusedComment(),
    { commentKey: null },
    "the page's own box answers no comment",
  );
  await probe.open(first.key);
  for (const other of found.slice(1)) {
    await tab.evaluate(() => {
      for (const button of document.querySelectorAll('[role=article] [role=button]'))
        if (button.textContent === 'Reply') button.remove();
    });
    assert.equal(
      (await probe.open(other.key)).ok,
      false,
      `${other.author} is not answered in the box for ${first.author}`,
    );
  }
});

onPage('a box that changes the comment is not taken for one that answers it', async (open) => {
  const { probe } = await open(`${site.origin}/editing`, { adapters: [list] });
  await tells(probe, '1: Question');
  assert.equal((await probe.open('1')).ok, false);
});

onPage(
  'a page that gets very many comments at once shows the first of them at once',
  async (open) => {
    const { page: tab, probe } = await open(`${site.origin}/many`, {
      adapters: [adapter('wordpress')],
    });
    await tab.evaluate(addComments, 5000, 1);
    await until('the first screen is told', async () => (await seen(probe)).length >= 5);
    assert.ok((await seen(probe)).length < 100, 'only what is near is read');
    assert.equal((await probe.comments()).length, 5000);
  },
);

onPage(
  'what comes in very many elements is found, however it stands in them and whatever goes first',
  async (open) => {
    const { page: tab, probe } = await open(`${site.origin}/empty`, { adapters: [list] });
    const part = (id: number): string => item(`${id}`, 'Maria', `Number ${id}`);
    const sections = Array.from({ length: 300 }, (_, at) =>
      at % 10 === 9 ? '<hr>' : `<section>${part(2 * at)}${part(2 * at + 1)}</section>`,
    );
    const notes = '<p>Note</p>'.repeat(100);
    await tab.evaluate(
      (html, inside) => {
        const template = document.createElement('template');
        template.innerHTML = html;
        const host = template.content.querySelectorAll('section')[200];
        if (host !== undefined) host.attachShadow({ mode: 'open' }).innerHTML = inside;
        document.getElementById('list')?.append(template.content);
      },
      sections.join(''),
      item('shadow', 'Li', 'In the shadow'),
    );
    await until('the first screen is told', async () =>
      (await seen(probe)).includes('1: Number 1'),
    );
    await tab.evaluate(() => document.querySelectorAll('section')[200]?.scrollIntoView());
    await until('what is in the shadow is told', async () =>
      (await seen(probe)).includes('shadow: In the shadow'),
    );
    await tab.evaluate(
      (html) => document.getElementById('list')?.insertAdjacentHTML('beforeend', html),
      `${notes}${item('last', 'Li', 'The last')}`,
    );
    const keys = (await probe.comments()).map(({ key }) => key);
    assert.equal(keys.length, 542);
    assert.ok(keys.includes('last') && keys.includes('shadow') && keys.includes('597'));
  },
);

onPage('comments that come one by one far away are told when they come near', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/many`, {
    adapters: [adapter('wordpress')],
  });
  await tab.evaluate(addComments, 120, 1);
  await until('the first are told', async () => (await seen(probe)).length > 3);
  for (let number = 121; number <= 200; number += 1) {
    await tab.evaluate(addComments, 1, number);
    await tab.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  }
  const told = async (number: number): Promise<boolean> =>
    (await probe.told()).seen.some(({ id }) => id === `${number}`);
  for (const number of [200, 160, 121]) {
    assert.equal(await told(number), false, `${number} is far away`);
    await tab.$eval(`#comment-${number}`, (comment) => comment.scrollIntoView({ block: 'center' }));
    await until(`${number} is told`, () => told(number));
  }
});

onPage('taking stock of a page of thousands lets the page work in between', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/many`, {
    adapters: [adapter('wordpress')],
  });
  await tab.evaluate(addComments, 5000, 1);
  await until('the first are told', async () => (await seen(probe)).length > 3);
  await tab.evaluate(() => {
    const own = window as unknown as { turns: number };
    own.turns = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      own.turns += 1;
      port2.postMessage(null);
    };
    // What is asked by an event is begun within it.
    window.addEventListener('probe-ask', () => port2.postMessage(null), { once: true });
  });
  const { comments, failing } = await probe.health();
  const turns = await tab.evaluate(() => (window as unknown as { turns: number }).turns);
  assert.deepEqual({ comments, failing }, { comments: 5000, failing: [] });
  assert.ok(turns > 5, `the page came in ${turns} times`);
});

onPage('comments of any height are told when they come near, hidden ones never', async (open) => {
  const { page: tab, probe } = await open(`${site.origin}/uneven`, { adapters: [list] });
  for (const at of [1, 7, 13, 28, 29, 155, 154, 299, 91]) {
    await tab.evaluate(
      (key) => document.querySelector(`[data-id="${key}"]`)?.scrollIntoView({ block: 'center' }),
      at,
    );
    await until(`number ${at} is told`, async () =>
      (await seen(probe)).includes(`${at}: Number ${at}`),
    );
  }
  assert.ok(!(await seen(probe)).includes('24: Number 24'));
});

onPage(
  'where fast scrolling stops comments are told at once, those scrolled past little by little',
  async (open) => {
    const { page: tab, probe } = await open(`${site.origin}/many`, {
      adapters: [adapter('wordpress')],
    });
    const inView = (): Promise<string> =>
      tab.evaluate(() => document.elementFromPoint(200, 300)?.closest('.comment')?.id ?? '');
    const isTold = async (id: string): Promise<boolean> =>
      (await seen(probe)).some((told) => told.startsWith(`${id.replace('comment-', '')}: `));
    await tab.evaluate(addComments, 3000, 1);
    await until('the first screen is told', async () => (await seen(probe)).length >= 5);
    const passed = await tab.evaluate(async () => {
      const ids: string[] = [];
      for (let jump = 0; jump < 20; jump += 1) {
        scrollBy(0, 3000);
        await new Promise((resolve) => setTimeout(resolve, 40));
        ids.push(document.elementFromPoint(200, 300)?.closest('.comment')?.id ?? '');
      }
      return ids;
    });
    const stopped = await inView();
    await until('what is in view is told', () => isTold(stopped));
    assert.ok((await seen(probe)).length < 400, 'most of what was scrolled past can wait');
    // Between two comments there is none to name.
    const early = passed.slice(2, 8).find((id) => id !== '') ?? '';
    assert.notEqual(early, '', 'some comment was scrolled past');
    // Within an allowance of time, which on a busy machine buys little.
    await until(`${early}, scrolled past, is told, too`, () => isTold(early), 60_000);
  },
);
