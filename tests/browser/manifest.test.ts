import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { kind } from './harness/suite';

const root = resolve(import.meta.dirname, '../..');
const shipped = join(root, 'dist', kind);
const tested = join(root, 'target/extension-test', kind);

test(`the tested build differs from the shipped one in nothing but loopback hosts [${kind}]`, () => {
  assert.deepEqual(filesOf(tested), filesOf(shipped));
  for (const file of filesOf(shipped).filter((name) => name !== 'manifest.json')) {
    assert.deepEqual(readFileSync(join(tested, file)), readFileSync(join(shipped, file)), file);
  }
  const { host_permissions, ...rest } = manifestOf(tested);
  assert.deepEqual(rest, manifestOf(shipped));
  assert.deepEqual(host_permissions, ['http://127.0.0.1/*', 'http://localhost/*']);
});

test(`the shipped build asks for little and connects to nothing [${kind}]`, () => {
  const manifest = manifestOf(shipped);
  const panel = kind === 'chromium' ? ['sidePanel'] : [];
  assert.deepEqual(
    [...(manifest.permissions as string[])].sort(),
    ['activeTab', 'contextMenus', 'scripting', 'storage', ...panel].sort(),
  );
  assert.equal(manifest.host_permissions, undefined);
  assert.equal(manifest.content_scripts, undefined);
  assert.equal(manifest.web_accessible_resources, undefined);
  assert.equal(manifest.externally_connectable, undefined);
  const policy = (manifest.content_security_policy as { extension_pages: string }).extension_pages;
  assert.match(policy, /(^|; )default-src 'none'(;|$)/);
  assert.match(policy, /(^|; )connect-src 'self'(;|$)/);
});

test("Mozilla's linter has nothing to say", {
  skip: kind !== 'firefox' && 'for Firefox',
}, async () => {
  const report = await lint(join(root, 'dist/firefox'));
  assert.deepEqual(report.errors, []);
  assert.deepEqual(report.warnings, []);
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function manifestOf(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
}

interface Report {
  readonly errors: readonly unknown[];
  readonly warnings: readonly unknown[];
}

/** The linter ends with 1 when it finds an error, and writes its report all the same. */
function lint(folder: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    execFile(
      join(root, 'node_modules/.bin/web-ext'),
      ['lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery'],
      { maxBuffer: 16 << 20 },
      (error, stdout) => (stdout === '' ? reject(error) : resolve(JSON.parse(stdout))),
    );
  });
}
