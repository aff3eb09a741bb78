import type { ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { listen, stop } from './outside';

/** Where `build.sh` keeps what it fetched. */
export const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'bedside');

/** A folder for what a test starts; both browsers' tests run at once, so each has its own. */
export function workFolder(name: string): string {
  const kind = process.env.BEDSIDE_BROWSER ?? 'chromium';
  const folder = resolve(import.meta.dirname, '../../../target', `${name}-${kind}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

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
