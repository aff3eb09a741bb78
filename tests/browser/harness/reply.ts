import type { Page } from 'puppeteer-core';
import { inOverlay, untilOverlay } from './overlay';
import type { Session } from './session';

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
  return untilOverlay('the popover shows its replies', session, page, (root) => {
    const popover = root.querySelector('[role=dialog]');
    const cards = [...(popover?.querySelectorAll('li.reply') ?? [])];
    const settled = popover?.querySelector('.note, [role=status]:not(.still)');
    return (
      (cards.length > 0 || settled) &&
      cards.map((card) => ({
        title: card.querySelector('h3')?.textContent ?? '',
        text: card.querySelector('.text')?.textContent ?? '',
        gaps: card.querySelectorAll('.slot').length,
      }))
    );
  });
}

export async function popoverIsOpen(session: Session, page: Page): Promise<boolean> {
  return (
    (await inOverlay(session, page, (root) => root.querySelector('[role=dialog]') !== null)) ??
    false
  );
}
