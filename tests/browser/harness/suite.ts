import { after, type TestContext, test } from 'node:test';
import type { Desk } from '../../../extension/generated/Desk';
import { deskOf } from './desk';
import { type Kind, type Session, startSession } from './session';

/** The browser under test; `build.sh test` runs all tests once for each kind. */
export const kind: Kind = process.env.BEDSIDE_BROWSER === 'firefox' ? 'firefox' : 'chromium';

/** Every browser test runs this many times, without retries. */
export const rounds = Number(process.env.BEDSIDE_ROUNDS ?? 2);

let shared: Promise<Session> | undefined;

/** The one browser that all test files share. */
export function session(): Promise<Session> {
  shared ??= startSession(kind);
  return shared;
}

after(async () => (await shared)?.close());

/**
 * A test that needs a browser. Tabs it opens are closed after it, and the desk is as it was before:
 * all files share one browser, and what one leaves on the desk changes what the next one finds.
 */
export function inBrowser(
  name: string,
  body: (session: Session, context: TestContext) => Promise<void>,
): void {
  for (let round = 1; round <= rounds; round += 1) {
    test(`${name} [${kind}, round ${round}]`, { timeout: 180_000 }, async (context) => {
      const running = await session();
      const before = new Set(await running.browser.pages());
      const desk = await deskOf(running);
      try {
        await body(running, context);
      } finally {
        const opened = (await running.browser.pages()).filter((page) => !before.has(page));
        await Promise.all(opened.map((page) => page.close()));
        await putBack(running, desk);
      }
    });
  }
}

async function putBack(running: Session, desk: Desk): Promise<void> {
  if (JSON.stringify(await deskOf(running)) !== JSON.stringify(desk)) {
    await running.ask({ kind: 'set-desk', desk });
  }
}
