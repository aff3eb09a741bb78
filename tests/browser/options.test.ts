import assert from 'node:assert/strict';
import { deskOf } from './harness/desk';
import { press, says } from './harness/own-page';
import type { OwnPage, Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { until } from './harness/until';

/** Runs a test with one section of the options open. */
function onOptions(
  name: string,
  section: string,
  body: (session: Session, own: OwnPage) => Promise<void>,
): void {
  inBrowser(name, async (session) => {
    const own = await session.openOwn(`options.html#${section}`);
    await until('the section is drawn', () => own.run(() => document.querySelector('h1') !== null));
    await body(session, own);
  });
}

/** Types into the field of this label as the moderator would leave it: value and input event. */
async function type(own: OwnPage, label: string, text: string): Promise<void> {
  await until(`the field “${label}” is there`, () =>
    own.run(
      (wanted, value) => {
        const found = [...document.querySelectorAll('label')].find(
          (each) => each.textContent?.trim() === wanted,
        );
        const field = found?.control as HTMLInputElement | HTMLSelectElement | null | undefined;
        if (!field) {
          return false;
        }
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      },
      label,
      text,
    ),
  );
}

function saved(own: OwnPage): Promise<boolean> {
  return until('the page says that it is saved', () =>
    own.run(() => document.querySelector('header [role=status]')?.textContent === 'Saved'),
  );
}

interface Catching {
  kept?: { readonly name: string; readonly text: string };
}

/** Catches what the page gives to keep, where a browser would write a file. */
async function catchDownloads(own: OwnPage): Promise<() => Promise<Required<Catching>['kept']>> {
  await own.run(() => {
    const blobs = new Map<string, Blob>();
    URL.createObjectURL = (blob) => {
      const address = `blob:${blobs.size}`;
      blobs.set(address, blob as Blob);
      return address;
    };
    HTMLAnchorElement.prototype.click = async function (this: HTMLAnchorElement) {
      const text = (await blobs.get(this.href)?.text()) ?? '';
      (window as unknown as Catching).kept = { name: this.download, text };
    };
  });
  return () =>
    until('a file is given', () => own.run(() => (window as unknown as Catching).kept ?? null));
}

function giveFile(own: OwnPage, text: string, name = 'desk.json'): Promise<void> {
  return own.run(
    (content, called) => {
      const input = document.querySelector<HTMLInputElement>('input[type=file]');
      const files = new DataTransfer();
      files.items.add(new File([content], called));
      if (input) {
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      }
    },
    text,
    name,
  );
}

onOptions('what is typed is saved, and the page says so', 'desk', async (session, own) => {
  await type(own, 'Name as the public knows it', 'Riverside Clinic');
  await type(own, 'Country of seat', 'TR');
  await type(own, 'Contact channel', 'care@riverside.example.org');
  await saved(own);
  const desk = await deskOf(session);
  assert.deepEqual(
    [desk.organisation, desk.seat, desk.channel],
    ['Riverside Clinic', 'TR', 'care@riverside.example.org'],
  );
});

/** Types a name into the desk and closes the tab in one go, before any pause in which it is saved. */
async function typeAndClose(own: OwnPage, name: string): Promise<void> {
  await until('the desk is loaded', () => own.run(() => document.querySelector('form') !== null));
  // Done from within, the page is gone before it could answer.
  await own.run((value) => {
    setTimeout(async () => {
      const tab = await chrome.tabs.getCurrent();
      const field = document.querySelector<HTMLInputElement>('form input');
      if (field && tab?.id !== undefined) {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        void chrome.tabs.remove(tab.id);
      }
    });
  }, name);
}

onOptions('what was typed last is saved when the tab is closed', 'desk', async (session, own) => {
  await typeAndClose(own, 'Lakeside Clinic');
  await until(
    'it is saved',
    async () => (await deskOf(session)).organisation === 'Lakeside Clinic',
  );
});

onOptions(
  'a save that failed is tried again when the tab is closed',
  'desk',
  async (session, own) => {
    await until('the desk is loaded', () => own.run(() => document.querySelector('form') !== null));
    await own.run(() => {
      const state = window as unknown as { reachable: () => void };
      const { sendMessage } = chrome.runtime;
      state.reachable = () => {
        chrome.runtime.sendMessage = sendMessage;
      };
      chrome.runtime.sendMessage = () => Promise.reject(new Error('unreachable'));
    });
    await type(own, 'Sign-off', 'Your care team');
    await until('the failure is shown', () =>
      own.run(() => document.querySelector('.note.block') !== null),
    );
    await own.run(() => {
      (window as unknown as { reachable: () => void }).reachable();
      location.replace('about:blank');
    });
    await until('it is saved', async () => (await deskOf(session)).signOff === 'Your care team');
  },
);

onOptions('countries of the audience come and go', 'desk', async (session, own) => {
  const add = (): Promise<void> =>
    own.run(() => {
      const button = [...document.querySelectorAll('button')].find(
        (each) => each.textContent === 'Add',
      );
      button?.click();
    });
  for (const [typed, code] of [
    ['Germany', 'DE'],
    ['gb', 'GB'],
  ] as const) {
    await type(own, 'Countries of your audience', typed);
    await add();
    await until(`${code} is kept`, async () => (await deskOf(session)).audience.includes(code));
  }
  await type(own, 'Countries of your audience', 'Atlantis');
  await add();
  await until('an unknown country is refused in words', () =>
    own.run(() =>
      document.querySelector('[role=alert]')?.textContent?.includes('Choose a country'),
    ),
  );
  await own.run(() => {
    document.querySelector<HTMLElement>('[aria-label="Remove Germany"]')?.click();
  });
  await until('Germany is gone', async () => {
    const { audience } = await deskOf(session);
    return audience.join() === 'GB';
  });
});

onOptions('two windows do not overwrite each other', 'desk', async (session, own) => {
  const other = await session.openOwn('options.html#desk');
  await type(other, 'Sign-off', 'Your care team');
  await saved(other);
  await type(own, 'How soon it answers, in your own words', 'two working days');
  await saved(own);
  const desk = await deskOf(session);
  assert.deepEqual([desk.signOff, desk.responseTime], ['Your care team', 'two working days']);
});

onOptions('a desk that is refused is said so and not lost', 'desk', async (session, own) => {
  const before = await deskOf(session);
  await type(own, 'Text that opens the list of replies in a reply box', 'far too long to be typed');
  await until('the refusal is shown', () =>
    own.run(() => (document.querySelector('.note.block')?.textContent ?? '').length > 10),
  );
  assert.equal((await deskOf(session)).paletteTrigger, before.paletteTrigger);
  await type(own, 'Text that opens the list of replies in a reply box', '++');
  await saved(own);
  assert.equal((await deskOf(session)).paletteTrigger, '++');
});

onOptions('the log shows what happened and that it is unbroken', 'log', async (session, own) => {
  await session.ask({
    kind: 'record',
    page: { host: 'forum.example.org', path: '/', platform: null },
    event: { event: 'ignored', commentKey: null, rule: 'GEN-1', reason: 'Asked by counsel' },
  });
  const fresh = await session.openOwn('options.html#log');
  const shown = await until('the entry is drawn', () =>
    fresh.run(() => {
      const row = document.querySelector('tbody tr');
      return (
        row && { entry: row.textContent ?? '', chain: document.querySelector('.note')?.textContent }
      );
    }),
  );
  assert.match(shown.entry, /forum\.example\.org/);
  assert.match(shown.entry, /Ignored GEN-1: “Asked by counsel”/);
  assert.equal(shown.chain, 'The chain of entries is unbroken.');
  await own.close();
});

/** Puts a log of so many entries in the place of the worker's; `get-log` is answered from it. */
function pretendLog(own: OwnPage, entries: number, happens: 'growth' | 'failure'): Promise<void> {
  return own.run(
    (count, what) => {
      const entry = (number: number): object => ({
        number,
        at: '2026-11-23T00:00:00Z',
        host: '',
        event: { event: 'hint-dismissed' },
        hash: String(number),
      });
      let total = count;
      const { sendMessage } = chrome.runtime;
      chrome.runtime.sendMessage = (async (message: {
        kind?: string;
        skip: number;
        take: number;
      }) => {
        if (message.kind !== 'get-log') {
          return (sendMessage as unknown as (other: unknown) => Promise<unknown>)(message);
        }
        if (what === 'failure' && message.skip > 0) {
          return { kind: 'failed', message: 'The log could not be read.', remedy: 'Try again.' };
        }
        const newestFirst = Array.from({ length: total }, (_, at) => entry(total - at));
        const answer = { kind: 'log-is', total, intact: true };
        if (message.take === 500) {
          total += 1;
        }
        const { skip, take } = message;
        return { ...answer, entries: newestFirst.slice(skip, skip + take) };
      }) as typeof sendMessage;
    },
    entries,
    happens,
  );
}

/** Draws the log anew, from what it is told then. */
async function redrawLog(own: OwnPage): Promise<void> {
  for (const section of ['data', 'log']) {
    await own.run((wanted) => {
      location.hash = wanted;
    }, section);
    await until(`${section} is drawn`, () =>
      own.run(
        (wanted) =>
          document.querySelector('h1')?.textContent ===
          (wanted === 'log' ? 'Log' : 'This computer'),
        section,
      ),
    );
  }
}

onOptions(
  'an export of the log holds each entry once, whatever is written meanwhile',
  'log',
  async (_, own) => {
    await pretendLog(own, 1200, 'growth');
    await redrawLog(own);
    const kept = await catchDownloads(own);
    await press(own, 'Export');
    await says(own, '1200 entries exported.');
    const numbers = (await kept()).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).number);
    assert.deepEqual(
      numbers,
      Array.from({ length: 1200 }, (_, at) => at + 1),
    );
  },
);

onOptions('a log that cannot be read whole is not exported', 'log', async (_, own) => {
  await pretendLog(own, 1200, 'failure');
  await redrawLog(own);
  await catchDownloads(own);
  await press(own, 'Export');
  await says(own, 'The log could not be read. Try again.');
  assert.equal(await own.run(() => (window as unknown as Catching).kept ?? null), null);
});

onOptions(
  'a desk goes to a file and comes back, and that can be undone',
  'desk',
  async (session, own) => {
    const desk = await deskOf(session);
    const reviews = [
      { pack: 'rules/us.toml', fingerprint: 'f1', reviewer: 'J. Doe', date: '2026-11-27' },
    ];
    const ours = {
      ...desk,
      reviews,
      organisation: 'Riverside Clinic',
      audience: ['DE'],
      slots: { source: 'RKI' },
      inLanguages: { ar: { organisation: 'عيادة النهر' } },
      answerWithin: { amount: 2, unit: 'working-days' as const },
      rumours: [
        {
          language: 'en',
          words: 'ward closes',
          fact: 'The ward stays open.',
          myth: 'it closes',
          reason: 'the plan was withdrawn',
          source: 'riverside.example.org',
        },
      ],
    };
    await session.ask({ kind: 'set-desk', desk: ours });
    const fresh = await session.openOwn('options.html#desk');
    const kept = await catchDownloads(fresh);
    await press(fresh, 'Export the desk');
    const { name, text } = await kept();
    assert.match(name, /^bedside-desk-.*\.json$/);
    await session.ask({ kind: 'set-desk', desk: { ...desk, signOff: 'Other team' } });

    const other = await session.openOwn('options.html#desk');
    await until('the desk is loaded', () =>
      other.run(() => document.querySelector('form') !== null),
    );
    await giveFile(other, text);
    await says(other, 'desk.json is in force.');
    assert.deepEqual(await deskOf(session), ours);
    await press(other, 'Undo the import');
    await says(other, 'as it was before');
    assert.deepEqual(await deskOf(session), { ...desk, signOff: 'Other team' });
    await own.close();
  },
);

onOptions('a file that is no desk is refused in words', 'desk', async (session, own) => {
  await until('the desk is loaded', () => own.run(() => document.querySelector('form') !== null));
  const before = await deskOf(session);
  for (const [text, refusal] of [
    ['organisation = "Hillside"', 'it is not JSON'],
    ['{"name": "bedside"}', 'it has none of its fields'],
    ['["organisation"]', 'it has none of its fields'],
    ['{"organisation": 5}', '“organisation” in this file'],
    ['{"audience": ["DE", 7]}', '“audience” in this file'],
    ['{"slots": {"source": null}}', '“source” in this file'],
    ['{"incident": {"phase": "soon"}}', '“phase” in this file'],
    ['{"reviews": [{"pack": "rules/us.toml"}]}', '“reviews” in this file'],
    ['{"guard": "never"}', '“guard” in this file'],
    ['{"inLanguages": {"de": "Telefon"}}', '“de” in this file'],
    ['{"inLanguages": {"de": {"channel": 1}}}', '“channel” in this file'],
    ['{"inLanguages": {"German": {"channel": "Telefon"}}}', '“German” is no language code'],
    ['{"answerWithin": {"unit": "weeks"}}', '“unit” in this file'],
    ['{"rumours": ["it closes"]}', '“rumours” in this file'],
    ['{"rumours": [{"fact": 1}]}', '“rumours” in this file'],
    ['{"seat": "Germany"}', '“Germany” is no country code. Use two capital letters'],
  ] as const) {
    await giveFile(own, text);
    await says(own, refusal);
    assert.deepEqual(await deskOf(session), before, text);
  }
  await giveFile(own, '{"signOff": "Your care team", "fieldOfAnotherVersion": true}');
  await says(own, 'desk.json is in force.');
  assert.deepEqual(await deskOf(session), { ...before, signOff: 'Your care team' });
});

/** Opens the values in other languages of the field with this label. */
function openOthers(own: OwnPage, label: string): Promise<boolean> {
  return until('the other languages are there', () =>
    own.run((wanted) => {
      const summaries = [...document.querySelectorAll<HTMLElement>('summary')];
      const found = summaries.find((each) => each.textContent?.endsWith(`for ${wanted}`));
      found?.click();
      return found !== undefined;
    }, label),
  );
}

onOptions('a field has values of its own in single languages', 'desk', async (session, own) => {
  await type(own, 'Contact channel', 'care@riverside.example.org');
  await openOthers(own, 'Contact channel');
  await type(own, 'Contact channel – German · Deutsch', 'Telefon 030 5550100');
  await saved(own);
  const desk = await deskOf(session);
  assert.equal(desk.channel, 'care@riverside.example.org');
  assert.deepEqual(desk.inLanguages, { de: { channel: 'Telefon 030 5550100' } });
  await type(own, 'Contact channel – German · Deutsch', '');
  await saved(own);
  await until('nothing is left behind', async () => {
    const { inLanguages } = await deskOf(session);
    return Object.keys(inLanguages).length === 0;
  });
});

onOptions('how soon is a number and a unit', 'desk', async (session, own) => {
  await type(own, 'It answers within', '3');
  await until('it is kept', async () => (await deskOf(session)).answerWithin.amount === 3);
  await type(own, 'It answers within', '');
  await until('no time is promised', async () => (await deskOf(session)).answerWithin.amount === 0);
});

onOptions('an answer to a rumour is written and taken away', 'desk', async (session, own) => {
  await until('the desk is loaded', () => own.run(() => document.querySelector('form') !== null));
  await press(own, 'Add a rumour');
  await type(own, 'Words that give it away', 'maternity ward is closing');
  await type(own, 'The fact', 'The maternity ward stays open.');
  await saved(own);
  const [rumour] = (await deskOf(session)).rumours;
  assert.equal(rumour?.fact, 'The maternity ward stays open.');
  await press(own, 'Remove');
  await until('it is gone', async () => (await deskOf(session)).rumours.length === 0);
});

onOptions('the next update shows on this computer’s clock', 'desk', async (session, own) => {
  const desk = await deskOf(session);
  const moment = '2027-03-04T10:15:00+05:45';
  await session.ask({
    kind: 'set-desk',
    desk: { ...desk, incidentActive: true, incident: { ...desk.incident, nextUpdate: moment } },
  });
  const fresh = await session.openOwn('options.html#desk');
  const shown = await until('the time is drawn', () =>
    fresh.run(() => {
      const field = document.querySelector<HTMLInputElement>('input[type=datetime-local]');
      return field && new Date(field.value).getTime();
    }),
  );
  assert.equal(shown, Date.parse(moment));
  await own.close();
});

onOptions(
  'a site allowed outside the platforms is listed, and can be withdrawn',
  'sites',
  async (session, own) => {
    const entry = (): Promise<string | null> =>
      own.run(
        () =>
          [...document.querySelectorAll('li.entry')].find(
            (each) => each.querySelector('h3')?.textContent === 'http://localhost',
          )?.textContent ?? null,
      );
    assert.match(await until('the site is listed', entry), /Allowed/);
    await press(own, 'Withdraw http://localhost');
    if (session.kind === 'chromium') {
      // The test build has it by its manifest, and Chromium takes back only what was asked for.
      await says(own, 'The browser did not change the access to http://localhost');
      return;
    }
    await until('it is gone', async () => (await entry()) === null);
    await session.grant(['http://localhost/*']);
    await until('it is back', entry);
  },
);

onOptions('a site that cannot be switched on is said so', 'sites', async (session, own) => {
  await session.ask({ kind: 'set-site', host: 'forum.example.org', on: false });
  try {
    const fresh = await session.openOwn('options.html#sites');
    await until('the site is listed', () =>
      fresh.run(() => document.body.textContent?.includes('forum.example.org')),
    );
    await fresh.run(() => {
      chrome.runtime.sendMessage = () => Promise.reject(new Error('unreachable'));
    });
    await press(fresh, 'Switch on for forum.example.org');
    await says(fresh, 'Bedside’s engine did not answer.');
  } finally {
    await session.ask({ kind: 'set-site', host: 'forum.example.org', on: true });
  }
  await own.close();
});

onOptions('packs are listed and can be searched', 'packs', async (session, own) => {
  const status = await session.ask({ kind: 'get-status' });
  assert.ok(status.kind === 'status-is');
  await until('all packs are listed', () =>
    own.run(
      (count) => document.querySelectorAll('tbody tr').length === count,
      status.status.packs.length,
    ),
  );
  const adapter = await own.run(
    () =>
      [...document.querySelectorAll('tbody tr')].find((row) =>
        row.textContent?.includes('adapters/facebook.toml'),
      )?.textContent,
  );
  assert.match(adapter ?? '', /against notes, not on the live site$/);
  await own.run(() => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    if (field) {
      field.value = 'taxonomy';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await until('one is left', () =>
    own.run(() => document.querySelectorAll('tbody tr').length === 1),
  );
});

/** Presses the button of this label in the list of packs. */
async function pressLabelled(own: OwnPage, label: string): Promise<void> {
  await until(`“${label}” is there`, () =>
    own.run((wanted) => {
      const found = document.querySelector<HTMLElement>(`button[aria-label="${wanted}"]`);
      found?.click();
      return found !== null;
    }, label),
  );
}

/** What stands in the row of a pack. */
function rowOf(own: OwnPage, pack: string): Promise<string> {
  return own.run(
    (name) =>
      [...document.querySelectorAll('tbody tr')].find((row) =>
        row.querySelector('th')?.textContent?.startsWith(`${name} `),
      )?.textContent ?? '',
    pack,
  );
}

/** The newest entries of the log, newest first. */
async function newestEvents(session: Session, take: number): Promise<string[]> {
  const log = await session.ask({ kind: 'get-log', skip: 0, take });
  assert.ok(log.kind === 'log-is' && log.intact);
  return log.entries.map(({ event }) => event.event);
}

onOptions(
  'counsel marks a rule pack as reviewed, and can take that back',
  'packs',
  async (session, own) => {
    await pressLabelled(own, 'Mark as reviewed: rules/us.toml');
    await type(own, 'Reviewed by', 'J. Doe, counsel');
    await type(own, 'Reviewed on', '2026-11-27');
    await press(own, 'Keep the review');
    await says(own, 'rules/us.toml is marked as reviewed.');
    const reviewed = 'Reviewed by J. Doe, counsel on 2026-11-27.';
    await until('the row says so', async () =>
      (await rowOf(own, 'rules/us.toml')).includes(reviewed),
    );
    const { reviews, ...desk } = await deskOf(session);
    assert.deepEqual(
      reviews.map(({ pack, reviewer, date }) => [pack, reviewer, date]),
      [['rules/us.toml', 'J. Doe, counsel', '2026-11-27']],
    );
    assert.deepEqual(await newestEvents(session, 1), ['pack-reviewed']);

    await session.ask({ kind: 'set-desk', desk: { ...desk, seat: 'US', reviews } });
    const check = await session.ask({
      kind: 'check',
      page: { host: 'forum.example.org', path: '/', platform: null },
      comment: null,
      draft: 'Zero side effects.',
      threadReplies: [],
    });
    assert.ok(check.kind === 'findings');
    const finding = check.findings.find(({ rule }) => rule.includes('US-4'));
    assert.deepEqual([finding?.packStatus, finding?.review], ['reviewed', reviews[0]]);

    const earlier = reviews.map((review) => ({ ...review, fingerprint: 'of another text' }));
    await session.ask({ kind: 'set-desk', desk: { ...desk, reviews: earlier } });
    const fresh = await session.openOwn('options.html#packs');
    await until('the pack is a draft again and says why', async () =>
      (await rowOf(fresh, 'rules/us.toml')).includes(
        'Draft again: the rule pack has changed since J. Doe, counsel reviewed it on 2026-11-27.',
      ),
    );
    await pressLabelled(fresh, 'Take back the review of rules/us.toml');
    await says(fresh, 'The review of rules/us.toml is taken back.');
    assert.deepEqual((await deskOf(session)).reviews, []);
    assert.deepEqual(await newestEvents(session, 4), [
      'review-taken-back',
      'pack-reviewed',
      'review-taken-back',
      'pack-reviewed',
    ]);
    await own.close();
  },
);

onOptions('a review without a name is refused in words', 'packs', async (session, own) => {
  await pressLabelled(own, 'Mark as reviewed: rules/de.toml');
  await press(own, 'Keep the review');
  await says(own, 'The review names nobody.');
  assert.deepEqual((await deskOf(session)).reviews, []);
});

onOptions(
  'a pack is given out as its file, and that can be changed and imported',
  'packs',
  async (session, own) => {
    const kept = await catchDownloads(own);
    await pressLabelled(own, 'Export rules/kr.toml');
    const { name, text } = await kept();
    assert.equal(name, 'rules-kr.toml');
    assert.match(text, /^jurisdiction = "KR"$/m);
    await giveFile(own, text.replace(/^severity = "block"$/m, 'severity = "warn"'), name);
    await says(own, 'rules-kr.toml is in force.');
    const again = await session.ask({ kind: 'get-pack', name });
    assert.ok(again.kind === 'pack-is' && again.text !== text, 'the changed text is given out');
    await press(own, 'Remove rules-kr.toml');
    await says(own, 'rules-kr.toml is removed.');
    const none = await session.ask({ kind: 'get-pack', name });
    assert.equal(none.kind, 'failed');
  },
);
