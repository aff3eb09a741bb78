import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';

/**
 * Host patterns of the platforms there are adapters for, as match patterns can say them: a host
 * in any top-level domain and any host at all can't be, and are asked for page by page.
 */
export function platformHosts(folder: string): string[] {
  const hosts = readdirSync(folder)
    .filter((name) => name.endsWith('.toml'))
    .flatMap((name) => {
      const adapter = parse(readFileSync(join(folder, name), 'utf8'));
      return adapter.hosts as string[];
    });
  return [...new Set(hosts.flatMap(sayable))].sort();
}

function sayable(host: string): string[] {
  if (host === '*' || host.endsWith('.*')) {
    return [];
  }
  return host.startsWith('*.') || host.startsWith('www.') ? [host] : [host, `www.${host}`];
}
