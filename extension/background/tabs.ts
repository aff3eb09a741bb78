import type { ToPage } from '../ui/shell-messages';
import { updateBadge } from './badge';
import { enterTab } from './sites';

/** Tabs switched off stay so until closed; session storage outlives the worker, not the browser. */
const offKey = (tabId: number): string => `tab-off:${tabId}`;

export async function isTabOn(tabId: number): Promise<boolean> {
  const key = offKey(tabId);
  return (await chrome.storage.session.get(key))[key] !== true;
}

export async function setTab(tabId: number, on: boolean): Promise<void> {
  await (on
    ? chrome.storage.session.remove(offKey(tabId))
    : chrome.storage.session.set({ [offKey(tabId)]: true }));
  await tell(tabId, { shell: 'switched' });
  await updateBadge(tabId);
}

/** False when no content script listens there. */
export async function tell(tabId: number, message: ToPage, frameId?: number): Promise<boolean> {
  try {
    await chrome.tabs.sendMessage(tabId, message, frameId === undefined ? {} : { frameId });
    return true;
  } catch {
    return false;
  }
}

/** Tells every tab; those without a content script do not answer, which is no error. */
export async function tellAll(message: ToPage): Promise<void> {
  const tabs = await chrome.tabs.query({});
  await Promise.all(tabs.map((tab) => (tab.id === undefined ? false : tell(tab.id, message))));
}

/** Tells a tab, entering it first where the key press or click gave access and no script is there. */
export async function tellOrEnter(tabId: number, message: ToPage, frameId?: number): Promise<void> {
  if (!(await tell(tabId, message, frameId)) && (await enterTab(tabId))) {
    await tell(tabId, message, frameId);
  }
}
