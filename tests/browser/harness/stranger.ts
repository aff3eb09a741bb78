import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './programs';
import { html, serve } from './server';
import type { Launched, StrangerAnswer } from './session';

/**
 * Installs another extension for a moment and lets its content script pass a page's message on to
 * Bedside by its id, which is all that a stranger can do.
 */
export async function askAsStranger(
  { browser, id }: Launched,
  message: unknown,
): Promise<StrangerAnswer> {
  const folder = workFolder('stranger');
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'content.js'), contentScript(id, message));
  const site = await serve({ '/stranger': html('<!doctype html><title>stranger</title>') });
  const stranger = await browser.installExtension(folder);
  const page = await browser.newPage();
  try {
    await page.goto(`${site.origin}/stranger`);
    const seen = await page.waitForFunction(() => document.documentElement.dataset.stranger);
    return JSON.parse((await seen.jsonValue()) as string);
  } finally {
    await page.close();
    await browser.uninstallExtension(stranger);
    await site.close();
  }
}

const manifest = {
  manifest_version: 3,
  name: 'Stranger',
  version: '1',
  host_permissions: ['http://127.0.0.1/*'],
  content_scripts: [{ matches: ['http://127.0.0.1/stranger*'], js: ['content.js'] }],
  browser_specific_settings: { gecko: { id: 'stranger@example.org' } },
};

function contentScript(id: string, message: unknown): string {
  return `chrome.runtime.sendMessage(${JSON.stringify(id)}, ${JSON.stringify(message)}).then(
  (answer) => answer === undefined ? { refused: true } : { answer },
  () => ({ refused: true }),
).then((outcome) => { document.documentElement.dataset.stranger = JSON.stringify(outcome); });
`;
}
