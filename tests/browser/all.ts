/** Runs every browser test in one process, so that they share a browser: `all.ts [part of a file name]`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const wanted = process.argv[2] ?? '';
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && file.includes(wanted))
  .sort();
if (files.length === 0) {
  throw new Error(`no browser test has ${wanted} in its name`);
}
for (const file of files) {
  await import(pathToFileURL(join(import.meta.dirname, file)).href);
}
