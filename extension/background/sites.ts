import { paths } from '../paths';
import { grantedOrigins } from '../ui/sites';

const scriptId = 'bedside-sites';

/**
 * Registers the content script for exactly the hosts the moderator granted. Runs one at a time,
 * because several events may ask for it at once and the browser refuses a second script of that id.
 */
export function syncSites(): Promise<void> {
  pending = pending.then(register, register);
  return pending;
}

let pending: Promise<void> = Promise.resolve();

async function register(): Promise<void> {
  const matches = await grantedOrigins();
  const [registered] = await chrome.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  if (matches.length === 0) {
    if (registered) {
      await chrome.scripting.unregisterContentScripts({ ids: [scriptId] });
    }
    return;
  }
  const script: chrome.scripting.RegisteredContentScript = {
    id: scriptId,
    js: [paths.content],
    matches,
    allFrames: true,
    // Before the page's own scripts, so that its key listeners cannot read what is typed into Bedside.
    runAt: 'document_start',
    persistAcrossSessions: true,
  };
  await (registered
    ? chrome.scripting.updateContentScripts([script])
    : chrome.scripting.registerContentScripts([script]));
}

/** Puts the content script into tabs of these hosts that were open before they were granted. */
export async function enterOpenTabs(origins: readonly string[]): Promise<void> {
  if (origins.length === 0) {
    return;
  }
  const tabs = await chrome.tabs.query({ url: [...origins] });
  await Promise.all(tabs.map((tab) => (tab.id === undefined ? false : enterTab(tab.id))));
}

/** Puts the content script into a tab; false where the browser forbids it (its own pages, the store). */
export async function enterTab(tabId: number): Promise<boolean> {
  try {
    await chrome.scripting.executeScript({
      target: { tabId, allFrames: true },
      files: [paths.content],
    });
    return true;
  } catch {
    return false;
  }
}
