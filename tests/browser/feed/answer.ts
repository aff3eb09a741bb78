import type { Page } from 'puppeteer-core';
import { chipsOf, openPopover, takeFirst } from '../harness/reply';
import type { Session } from '../harness/session';
import type { FeedComment } from './comments';

/** What came of one comment of the sample feed. */
export interface Outcome {
  readonly comment: FeedComment;
  readonly language: string;
  readonly tags: readonly string[];
  readonly suggestion: string;
  /** What the page's own editor holds afterwards. */
  readonly inserted: string;
  /** What went wrong, or null. */
  readonly failure: string | null;
}

/** Answers a comment with the keyboard alone: focus, shortcut, 1. Where no reply is advised, Escape. */
export async function answerComment(
  session: Session,
  page: Page,
  comment: FeedComment,
): Promise<Outcome> {
  const reading = await read(session, comment);
  let outcome = { comment, ...reading, suggestion: '', inserted: '' };
  try {
    await page.focus(`[data-answers="${comment.id}"]`);
    await chipsOf(session, page, comment.author);
    const [first] = await openPopover(session, page);
    if (first === undefined) {
      await page.keyboard.press('Escape');
      return { ...outcome, failure: 'no suggestion' };
    }
    outcome = { ...outcome, suggestion: `${first.title}: ${first.text}` };
    if (first.text === '') {
      await page.keyboard.press('Escape');
      return { ...outcome, inserted: '(no reply advised)', failure: null };
    }
    await takeFirst(session, page);
    const inserted = (await draftOf(page, comment.id)) ?? '';
    const failure = inserted === first.text ? null : `the page holds another text: ${inserted}`;
    return { ...outcome, inserted, failure };
  } catch (error) {
    return { ...outcome, failure: error instanceof Error ? error.message : String(error) };
  }
}

export function draftOf(page: Page, id: string): Promise<string | null> {
  return page.evaluate((comment) => window.feed.draftOf(comment), id);
}

async function read(
  session: Session,
  { id, text, author }: FeedComment,
): Promise<{ language: string; tags: string[] }> {
  const answer = await session.ask({
    kind: 'read',
    page: { host: '127.0.0.1', path: '/facebook/lakeside', platform: null },
    comments: [{ key: id, text, author, postedAt: null, rating: null }],
  });
  const reading = answer.kind === 'readings' ? answer.readings[0] : undefined;
  return {
    language: reading?.language ?? '?',
    tags: reading?.tags.map((tag) => tag.id) ?? [],
  };
}
