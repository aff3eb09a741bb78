/** What a moderator does on Bedside's own pages. */
import type { Page } from 'puppeteer-core';
import type { OwnPage, Session } from './session';
import { until } from './until';

/** Presses the button or the switch with these words, once it is there. */
export async function press(own: OwnPage, words: string): Promise<void> {
  await until(`“${words}” is there`, () =>
    own.run((wanted) => {
      const found = [...document.querySelectorAll('button, label')].find(
        (each) => each.textContent === wanted,
      );
      const control = found instanceof HTMLLabelElement ? found.control : found;
      (control as HTMLElement | null | undefined)?.click();
      return control !== undefined;
    }, words),
  );
}

/** Waits for a message with these words. */
export function says(own: OwnPage, words: string): Promise<boolean> {
  return until(`the page says “${words}”`, () =>
    own.run(
      (wanted) =>
        [...document.querySelectorAll('[role=status]')].some((each) =>
          each.textContent?.includes(wanted),
        ),
      words,
    ),
  );
}

/** Opens one of Bedside's pages over a page in front of it, and waits until it speaks of that. */
export async function openAbout(
  session: Session,
  page: Page,
  address: string,
  words: string,
): Promise<OwnPage> {
  const own = await session.openOwn(address);
  await page.bringToFront();
  // The popup looks at the tab in front when it opens.
  await own.run(() => {
    document.body.dataset.before = '';
    setTimeout(() => location.reload());
  });
  await until('it speaks of the page', () =>
    own
      .run(
        (wanted) =>
          document.body.dataset.before === undefined &&
          (document.body.textContent?.includes(wanted) ?? false),
        words,
      )
      .catch(() => false),
  );
  return own;
}
