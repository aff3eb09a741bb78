import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { html, type Served, script, serve } from '../harness/server';
import type { Session } from '../harness/session';
import { feedMarkup } from './markup';

export interface Feed extends Served {
  readonly address: string;
}

/** Serves the sample feed on loopback. */
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

/**
 * Gives Bedside the shipped Facebook adapter for the sample feed's address as well, by the import
 * that an organisation would use, so that nothing about loopback has to be in what ships.
 */
export async function importFeedAdapter(session: Session): Promise<void> {
  await importAdapter(session, 'facebook', '/facebook/*');
}

export async function importAdapter(session: Session, id: string, path: string): Promise<void> {
  const shipped = readFileSync(
    resolve(import.meta.dirname, `../../../packs/adapters/${id}.toml`),
    'utf8',
  );
  const text = shipped
    .replace(/^id = .*$/m, `id = "${id}-loopback"`)
    .replace(/^hosts = .*$/m, `hosts = ["127.0.0.1"]\npaths = ["${path}"]`);
  if (process.env.NO_IMPORT) return;
  const answer = await session.ask({
    kind: 'import-pack',
    name: `adapters/${id}-loopback.toml`,
    text,
  });
  if (answer.kind !== 'status-is') {
    throw new Error(`the adapter was refused: ${JSON.stringify(answer)}`);
  }
}

/** The clinic's desk: every slot of the templates has something to say. */
export async function fillDesk(session: Session): Promise<void> {
  const current = await session.ask({ kind: 'get-desk' });
  if (current.kind !== 'desk-is') {
    throw new Error(`the desk cannot be had: ${JSON.stringify(current)}`);
  }
  const answer = await session.ask({
    kind: 'set-desk',
    desk: {
      ...current.desk,
      organisation: 'Lakeside Clinic',
      seat: 'DE',
      audience: ['GB', 'ES', 'TR'],
      channel: 'care@lakeside.example.org',
      responseTime: 'within one working day',
      bookingLink: 'https://lakeside.example.org/book',
      complaintsLink: 'https://lakeside.example.org/feedback',
      statusLink: 'https://lakeside.example.org/open',
      signOff: 'Lakeside Clinic, patient relations',
      hintDismissed: true,
    },
  });
  if (answer.kind !== 'desk-is') {
    throw new Error(`the desk was refused: ${JSON.stringify(answer)}`);
  }
}
