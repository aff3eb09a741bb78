import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, end, freePort, workFolder } from './programs';
import { html, type Served, serve } from './server';
import { until } from './until';

export interface IssoComment {
  readonly author: string;
  readonly text: string;
  /** Index of the comment it answers. */
  readonly parent?: number;
}

export interface StoredComment {
  readonly id: string;
  /** Id of the comment it answers; null for none. */
  readonly parent: string | null;
  readonly text: string;
}

export interface Isso {
  /** Address of a page with the thread in it. */
  readonly page: string;
  /** Ids of the comments, in the order given. */
  readonly comments: readonly string[];
  /** All comments as the server has them. */
  stored(): Promise<readonly StoredComment[]>;
  close(): Promise<void>;
}

/** Starts Isso, a comment server for static sites, and a page with one of its threads. */
export async function startIsso(comments: readonly IssoComment[]): Promise<Isso> {
  const work = workFolder('isso');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const site = await serve({ '/': html(pageMarkup(origin)) });
  const config = join(work, 'isso.cfg');
  writeFileSync(config, configuration(site, port, join(work, 'comments.db')));
  const server = spawn(join(cache, 'isso-0.14.0/bin/isso'), ['-c', config, 'run'], {
    stdio: 'ignore',
    detached: true,
  });
  await until('Isso answers', async () => {
    try {
      return (await fetch(`${origin}/js/embed.min.js`)).ok;
    } catch {
      return false;
    }
  });
  const ids: string[] = [];
  for (const { author, text, parent } of comments) {
    const answer = await fetch(`${origin}/new?uri=%2F`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: site.origin },
      body: JSON.stringify({
        author,
        text,
        title: 'Opening hours',
        parent: parent === undefined ? null : Number(ids[parent]),
      }),
    });
    if (!answer.ok) {
      throw new Error(`Isso refused a comment: ${answer.status} ${await answer.text()}`);
    }
    ids.push(String(((await answer.json()) as { id: number }).id));
  }
  return {
    page: `${site.origin}/`,
    comments: ids,
    stored: () => storedAt(origin),
    close: async () => {
      await Promise.all([end(server), site.close()]);
    },
  };
}

/** As the server tells it to a reader: replies inside the comments they answer. */
async function storedAt(origin: string): Promise<StoredComment[]> {
  interface Told {
    readonly id: number;
    readonly parent: number | null;
    readonly text: string;
    readonly replies?: readonly Told[];
  }
  const flat = ({ id, parent, text, replies = [] }: Told): StoredComment[] => [
    { id: String(id), parent: parent === null ? null : String(parent), text },
    ...replies.flatMap(flat),
  ];
  const answer = await fetch(`${origin}/?uri=%2F&plain=1&nested_limit=100`);
  return ((await answer.json()) as Told).replies?.flatMap(flat) ?? [];
}

function configuration(site: Served, port: number, database: string): string {
  return `[general]
dbpath = ${database}
host = ${site.origin}
[moderation]
enabled = false
[server]
listen = http://127.0.0.1:${port}
[guard]
enabled = false
[admin]
enabled = false
`;
}

function pageMarkup(isso: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Opening hours</title><link rel="icon" href="data:,"></head>
<body>
<h1>Opening hours</h1>
<p>From Monday we are open from 7 am to 8 pm.</p>
<section id="isso-thread" data-title="Opening hours"></section>
<script data-isso="${isso}/" data-isso-lang="en" data-isso-avatar="false" data-isso-gravatar="false" src="${isso}/js/embed.min.js"></script>
</body>
</html>`;
}
