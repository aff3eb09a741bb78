import assert from 'node:assert/strict';
import type { OwnPage, Session } from './harness/session';
import { deskOf, inBrowser } from './harness/suite';
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
  await type(own, 'How soon it answers', 'two working days');
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

onOptions('packs are listed and can be searched', 'packs', async (session, own) => {
  const status = await session.ask({ kind: 'get-status' });
  assert.ok(status.kind === 'status-is');
  await until('all packs are listed', () =>
    own.run(
      (count) => document.querySelectorAll('tbody tr').length === count,
      status.status.packs.length,
    ),
  );
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
