import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { listen, stop } from './outside';

/** Where `build.sh` keeps what it fetched. */
export const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'bedside');

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await stop(server);
  return port;
}

/** Ends a program that leads its own process group, with what it started, and waits for it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) {
    return;
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGTERM');
  await ended;
}
