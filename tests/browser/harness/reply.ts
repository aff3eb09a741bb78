import type { Page } from 'puppeteer-core';
import type { LogEntry } from '../../../extension/generated/LogEntry';
import { untilOverlay } from './overlay';
import type { Session } from './session';
import { until } from './until';

/** A suggestion as the popover shows it. */
export interface ShownReply {
  readonly title: string;
  /** Empty where the advice is not to reply. */
  readonly text: string;
  /** Gaps still to fill. */
  readonly gaps: number;
}

/** Waits until Bedside has drawn chips beside a comment, and returns their words. */
export function chipsOf(session: Session, page: Page, author: string): Promise<string[]> {
  return untilOverlay(
    `the comment by ${author} has chips`,
    session,
    page,
    (root, name) => {
      const row = [...root.querySelectorAll('.chips')].find((each) =>
        each.getAttribute('aria-label')?.endsWith(` ${name}`),
      );
      return (
        row && [...row.querySelectorAll('.tag:not(.answer)')].map((tag) => tag.textContent ?? '')
      );
    },
    author,
  );
}

/** Opens the popover by the shortcut, on the comment that holds the focus, and waits for its replies. */
export async function openPopover(session: Session, page: Page): Promise<ShownReply[]> {
  await session.press(page, 'reply');
  return untilOverlay('the popover shows its replies and has the focus', session, page, (root) => {
    const popover = root.querySelector('[role=dialog]');
    const cards = [...(popover?.querySelectorAll('li.reply') ?? [])];
    // The comment's own note on private data is there before the replies are.
    const waits = popover?.querySelector('.still') != null;
    const ready =
      cards.length > 0
        ? root.activeElement === cards[0]
        : !waits && popover?.querySelector('.note, [role=status]');
    return (
      ready &&
      cards.map((card) => ({
        title: card.querySelector('h3')?.textContent ?? '',
        text: card.querySelector('.text')?.textContent ?? '',
        gaps: card.querySelectorAll('.slot').length,
      }))
    );
  });
}

/** Opens the thread and the popover on its first comment, by Jonas. */
export async function openOnFirst(session: Session, address: string): Promise<Page> {
  const page = await session.open(address);
  await chipsOf(session, page, 'Jonas');
  await page.focus('#comment-1 .comment-reply-link');
  await openPopover(session, page);
  return page;
}

/**
 * Takes the first reply by its digit, and waits until Bedside has verified that the page holds it:
 * until then it may still move the focus.
 */
export async function takeFirst(session: Session, page: Page): Promise<void> {
  const before = await newestEntry(session);
  await page.keyboard.press('1');
  const { event } = await until('the insertion is in the log', async () => {
    const entry = await newestEntry(session);
    return (
      entry && entry.number > (before?.number ?? 0) && entry.event.event === 'inserted' && entry
    );
  });
  if (event.event !== 'inserted' || event.outcome !== 'verified') {
    throw new Error(`the reply was not inserted: ${JSON.stringify(event)}`);
  }
}

async function newestEntry(session: Session): Promise<LogEntry | undefined> {
  const answer = await session.ask({ kind: 'get-log', skip: 0, take: 1 });
  if (answer.kind !== 'log-is') {
    throw new Error(`the log cannot be had: ${JSON.stringify(answer)}`);
  }
  return answer.entries[0];
}
