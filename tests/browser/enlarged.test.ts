/** A window of 1,280 by 1,024 pixels at 400 %: what is left of the view is 320 by 256. */
import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { deskOf } from './harness/desk';
import { clickOverlay, inOverlay, untilOverlay } from './harness/overlay';
import { chipsOf } from './harness/reply';
import type { Session } from './harness/session';
import { inBrowser } from './harness/suite';
import { serveThread } from './overlay/thread';

const confirming = 'Thank you for choosing us for your surgery.';

interface Part {
  readonly selector: string;
  /** Brings it up while the box has the focus, and waits until it is filled. */
  open(session: Session, page: Page): Promise<unknown>;
}

const parts: Readonly<Record<string, Part>> = {
  popover: {
    selector: '.popover',
    open: async (session, page) => {
      await session.press(page, 'reply');
      await untilOverlay('the popover shows replies', session, page, (root) =>
        root.querySelector('.popover li.reply'),
      );
    },
  },
  checker: {
    selector: '.findings',
    open: async (session, page) => {
      await page.keyboard.type(confirming);
      await untilOverlay('something is to fix', session, page, (root) =>
        root.querySelector('.checker.block'),
      );
      await clickOverlay(session, page, '.checker');
      await untilOverlay('the list is open', session, page, (root) =>
        root.querySelector('.finding'),
      );
    },
  },
  palette: {
    selector: '.palette',
    open: async (session, page) => {
      await page.keyboard.type(';;');
      await untilOverlay('the palette shows replies', session, page, (root) =>
        root.querySelector('.palette li.reply'),
      );
    },
  },
};

for (const place of ['start', 'end'] as const) {
  for (const [name, { selector, open }] of Object.entries(parts)) {
    inBrowser(
      `at 400 % the ${name} is whole, scrolls one way and leaves the box free at the ${place} of the view`,
      async (session) => {
        const desk = { ...(await deskOf(session)), seat: 'US', hintDismissed: true };
        await session.ask({ kind: 'set-desk', desk: { ...desk, paletteTrigger: ';;' } });
        const served = await serveThread({
          style: 'textarea { block-size: 48px; } body { margin: 300px 8px; }',
        });
        try {
          const page = await session.open(`${served.origin}/`);
          await page.setViewport({ width: 320, height: 256 });
          await page.$eval('#comment-2', (comment) => comment.scrollIntoView());
          await chipsOf(session, page, 'Ines');
          await page.click('#comment-2 .comment-reply-link');
          await page.$eval('#respond', (form, block) => form.scrollIntoView({ block }), place);
          await open(session, page);
          const box = await page.$eval('#respond', (form) => {
            const { top, bottom } = form.getBoundingClientRect();
            return { top, bottom };
          });
          // Scrolling to its controls may scroll the page, too.
          const seen = await inOverlay(session, page, look, selector);
          assert.ok(seen !== null);
          assert.deepEqual(seen.wide, [], 'nothing scrolls sideways');
          assert.deepEqual(seen.outside, [], 'the part is inside the view');
          assert.deepEqual(seen.unreachable, [], 'every control can be scrolled to');
          assert.ok(
            seen.top >= box.bottom || seen.bottom <= box.top,
            `the part from ${seen.top} to ${seen.bottom}, the box from ${box.top} to ${box.bottom}`,
          );
        } finally {
          await served.close();
        }
      },
    );
  }
}

interface Seen {
  readonly top: number;
  readonly bottom: number;
  /** What would have to be scrolled sideways. */
  readonly wide: readonly string[];
  /** Edges of the part that are outside the view. */
  readonly outside: readonly string[];
  /** Controls that scrolling does not bring into the part. */
  readonly unreachable: readonly string[];
}

function look(root: ShadowRoot, selector: string): Seen | null {
  const part = root.querySelector<HTMLElement>(selector);
  if (part === null) {
    return null;
  }
  const { top, bottom, left, right } = part.getBoundingClientRect();
  const nameOf = (element: Element): string => `${element.localName}.${element.className}`;
  const wide = [part, ...part.querySelectorAll('*')]
    .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
    .filter((each) => getComputedStyle(each).overflowX !== 'visible')
    .filter((each) => getComputedStyle(each).textOverflow !== 'ellipsis')
    .filter((each) => !each.matches('input, .hidden-visually'))
    .map(nameOf);
  const outside = [
    ...(top < 0 ? ['top'] : []),
    ...(bottom > innerHeight ? ['bottom'] : []),
    ...(left < 0 ? ['left'] : []),
    ...(right > innerWidth ? ['right'] : []),
  ];
  const unreachable = [...part.querySelectorAll('button, input, [role=option]')]
    .filter((control) => {
      control.scrollIntoView({ block: 'nearest' });
      const box = control.getBoundingClientRect();
      const seen = Math.min(box.bottom, bottom) - Math.max(box.top, top);
      return seen < Math.min(box.height, 24) || box.left < left || box.right > right;
    })
    .map(nameOf);
  return { top, bottom, wide, outside, unreachable };
}
