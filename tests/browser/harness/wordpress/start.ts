import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cache, end, freePort, workFolder } from '../programs';
import { until } from '../until';

const run = promisify(execFile);
const here = import.meta.dirname;

export interface WordPressComment {
  readonly author: string;
  readonly text: string;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly postedAt: string;
  /** Index of the comment it answers. */
  readonly parent?: number;
}

export interface StoredComment {
  readonly id: string;
  readonly parent: string;
  readonly content: string;
}

/** Themes draw comments in their own way: a block theme, and the markup WordPress writes by itself. */
export type Theme = 'twentytwentythree' | 'classic';

export interface WordPress {
  readonly origin: string;
  /** Address of the post with the comments. */
  readonly post: string;
  /** Ids of the comments, in the order given. */
  readonly comments: readonly string[];
  readonly user: string;
  readonly password: string;
  useTheme(theme: Theme): Promise<void>;
  /** The comments as the database has them, oldest first. */
  stored(): Promise<StoredComment[]>;
  remove(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts Debian's WordPress with a database of its own, one post, and these comments under it. */
export async function startWordPress(comments: readonly WordPressComment[]): Promise<WordPress> {
  const work = workFolder('wordpress');
  cpSync(join(cache, 'wordpress/usr/share'), join(work, 'share'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const site = join(work, 'share/wordpress');
  cpSync(join(here, 'wp-config.php'), join(site, 'wp-config.php'));
  cpSync(join(here, 'theme'), join(site, 'wp-content/themes/classic'), { recursive: true });
  cpSync(join(here, 'quiet.php'), join(site, 'wp-content/mu-plugins/quiet.php'));

  const socket = join(work, 'db.sock');
  const database = await startDatabase(join(work, 'db'), socket);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = { ...process.env, BEDSIDE_SOCKET: socket, BEDSIDE_ORIGIN: origin };
  const password = 'lakeside-moderator';
  const input = JSON.stringify({ password, comments, theme: 'twentytwentythree' });
  const setup = run('php', [join(here, 'setup.php'), site], { env });
  setup.child.stdin?.end(input);
  const made = JSON.parse((await setup).stdout) as { post: number; comments: string[] };

  const server = spawn('php', ['-S', `127.0.0.1:${port}`, '-t', site], {
    env: { ...env, PHP_CLI_SERVER_WORKERS: '3' },
    stdio: 'ignore',
    detached: true,
  });
  await until('WordPress answers', async () => {
    try {
      return (await fetch(`${origin}/?p=${made.post}`)).ok;
    } catch {
      return false;
    }
  });
  return {
    origin,
    post: `${origin}/?p=${made.post}`,
    comments: made.comments,
    user: 'moderator',
    password,
    useTheme: async (theme) => {
      await run('php', [join(here, 'switch-theme.php'), site, theme], { env });
    },
    stored: async () =>
      JSON.parse((await run('php', [join(here, 'stored.php'), site], { env })).stdout),
    remove: async (ids) => {
      await run('php', [join(here, 'stored.php'), site, ...ids], { env });
    },
    close: async () => {
      await Promise.all([end(server), end(database)]);
    },
  };
}

async function startDatabase(folder: string, socket: string): Promise<ChildProcess> {
  // A server that starts clears the temporary tables it finds there, also those of another one.
  const temporary = `${folder}-tmp`;
  mkdirSync(temporary, { recursive: true });
  const env = { ...process.env, TMPDIR: temporary };
  await run(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${folder}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...asRoot(),
    ],
    { env },
  );
  const database = spawn(
    'mariadbd',
    [
      '--no-defaults',
      `--datadir=${folder}`,
      `--socket=${socket}`,
      '--skip-networking',
      '--innodb-flush-log-at-trx-commit=0',
      ...asRoot(),
    ],
    { env, stdio: 'ignore', detached: true },
  );
  const client = ['--no-defaults', `--socket=${socket}`, '--user=root'];
  await until(
    'the database answers',
    async () => {
      try {
        await run('mariadb', [...client, '--execute=create database wordpress']);
        return true;
      } catch {
        return false;
      }
    },
    30_000,
  );
  return database;
}

/** The database refuses to run as root unless told to. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}
