import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deskOf } from '../harness/desk';
import { html, type Served, script, serve } from '../harness/server';
import type { Session } from '../harness/session';
import { feedMarkup } from './markup';

export interface Feed extends Served {
  readonly address: string;
}

/** Serves the sample feed on loopback. No adapter is for that address, so the generic detector serves it. */
export async function serveFeed(): Promise<Feed> {
  const served = await serve({
    '/facebook/lakeside': html(feedMarkup()),
    '/facebook/feed.css': {
      type: 'text/css',
      body: readFileSync(join(import.meta.dirname, 'feed.css')),
    },
    '/facebook/page.js': await script('feed/page.ts'),
  });
  return { ...served, address: `${served.origin}/facebook/lakeside` };
}

/** The clinic's desk: every slot of the templates has something to say. */
export async function fillDesk(session: Session): Promise<void> {
  const answer = await session.ask({
    kind: 'set-desk',
    desk: {
      ...(await deskOf(session)),
      organisation: 'Lakeside Clinic',
      seat: 'DE',
      audience: ['GB', 'ES', 'TR'],
      channel: 'care@lakeside.example.org',
      answerWithin: { amount: 1, unit: 'working-days' },
      bookingLink: 'https://lakeside.example.org/book',
      complaintsLink: 'https://lakeside.example.org/feedback',
      statusLink: 'https://lakeside.example.org/open',
      signOff: 'Lakeside Clinic',
      hintDismissed: true,
    },
  });
  if (answer.kind !== 'desk-is') {
    throw new Error(`the desk was refused: ${JSON.stringify(answer)}`);
  }
}
