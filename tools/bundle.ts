/**
 * Puts the extension together: `dist/` is what ships, `target/extension-test/` is the same with
 * loopback granted beforehand, for tests and the demo.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { zipSync } from 'fflate';
import { renderIcons } from '../extension/icons/render';
import { type Browser, manifest } from '../extension/manifest';
import { paths } from '../extension/paths';
import { platformHosts } from './platform-hosts';

const root = resolve(import.meta.dirname, '..');
const wasm = join(root, 'target/wasm');
const packs = join(root, 'target/packs');
const browsers: readonly Browser[] = ['chromium', 'firefox'];

/** The background worker imports what wasm-bindgen made as if it lay beside it. */
const engineGlue: Plugin = {
  name: 'engine-glue',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/bedside\.js$/ }, () => ({ path: join(wasm, 'bedside.js') })),
};

/**
 * Takes the one place out of Preact where a text could become markup (`dangerouslySetInnerHTML`):
 * Bedside draws text only, and the stores' reviewers ask about every such place.
 */
const noMarkup: Plugin = {
  name: 'no-markup',
  setup: ({ onLoad }) =>
    onLoad({ filter: /preact[/\\]dist[/\\]preact\.mjs$/ }, ({ path }) => {
      const written = readFileSync(path, 'utf8');
      const contents = written.replace(/\(\w+\.innerHTML=\w+\.__html\)/, '0');
      if (contents === written) {
        throw new Error(`${path} sets markup in another way than the build knows`);
      }
      return { contents, loader: 'js' };
    }),
};

const files = await packageFiles();
for (const browser of browsers) {
  writePackage(`dist/${browser}`, browser, false);
  writeZip(`dist/${browser}`, `dist/bedside-${browser}.zip`);
  writePackage(`target/extension-test/${browser}`, browser, true);
}

/** Everything but the manifest, by path inside the package; the same for both browsers. */
async function packageFiles(): Promise<Map<string, Uint8Array>> {
  const bundled = await Promise.all([
    bundle({ entryPoints: { content: 'extension/content/main.ts' }, format: 'iife' }),
    bundle({ entryPoints: { background: 'extension/background/main.ts' }, format: 'esm' }),
    bundle({
      entryPoints: {
        options: 'extension/options/main.tsx',
        popup: 'extension/popup/main.tsx',
        panel: 'extension/panel/main.tsx',
      },
      format: 'esm',
    }),
  ]);
  const all = new Map<string, Uint8Array>([...bundled.flat(), ...renderIcons()]);
  for (const page of [paths.options, paths.popup, paths.panel]) {
    all.set(page, readFileSync(join(root, 'extension', page.replace('.html', ''), 'index.html')));
  }
  for (const pack of readdirSync(packs).filter((name) => name.endsWith('.bin'))) {
    all.set(pack, readFileSync(join(packs, pack)));
  }
  for (const pack of readablePacks()) {
    all.set(`packs/${pack}`, readFileSync(join(root, 'packs', pack)));
  }
  all.set(paths.engine, readFileSync(join(wasm, 'bedside_bg.wasm')));
  return all;
}

/** The texts that the options give out to be read and changed; `READABLE` in `src/dispatch.rs` names them. */
function readablePacks(): string[] {
  const folders = ['rules', 'templates', 'awareness'];
  const names = folders.flatMap((folder) =>
    readdirSync(join(root, 'packs', folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  );
  return ['numbers.toml', ...names.filter((name) => name.endsWith('.toml'))];
}

async function bundle(options: BuildOptions): Promise<[string, Uint8Array][]> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    bundle: true,
    charset: 'utf8',
    target: ['chrome120', 'firefox140'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.svg': 'text' },
    legalComments: 'none',
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'silent' },
    minify: true,
    outdir: join(root, 'target/bundle'),
    write: false,
    plugins: [engineGlue, noMarkup],
    ...options,
  });
  return (outputFiles ?? []).map((file) => [
    relative(join(root, 'target/bundle'), file.path),
    file.contents,
  ]);
}

function writePackage(folder: string, browser: Browser, loopback: boolean): void {
  const target = join(root, folder);
  rmSync(target, { recursive: true, force: true });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = JSON.stringify(
    manifest({
      browser,
      version,
      platformHosts: platformHosts(join(root, 'packs/adapters')),
      loopback,
    }),
    null,
    2,
  );
  for (const [path, content] of [...files, ['manifest.json', `${text}\n`] as const]) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), content);
  }
}

/** The same files give the same bytes: sorted names, and the earliest time a zip can hold. */
function writeZip(folder: string, archive: string): void {
  const base = join(root, folder);
  const names = readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(base, join(entry.parentPath, entry.name)))
    .sort();
  const entries = Object.fromEntries(names.map((name) => [name, readFileSync(join(base, name))]));
  writeFileSync(join(root, archive), zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1) }));
}
