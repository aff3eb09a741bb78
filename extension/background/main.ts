/**
 * The background worker: wires the browser's events to the engine and to the tabs. It holds no
 * state of its own, because the browser ends it after half a minute of quiet; every listener is
 * registered synchronously, so that the event that wakes it is not lost.
 */
import type { Response } from '../generated/Response';
import type { Curtain, ShellAnswer, TabState, ToBackground } from '../ui/shell-messages';
import { grantedOrigins } from '../ui/sites';
import { words } from '../ui/words';
import { updateBadge } from './badge';
import type { SenderFacts } from './bedside.js';
import { createMenu, onCommand, onMenu, replyKey } from './commands';
import { raiseCurtain } from './curtain';
import { askEngine } from './engine';
import { verifiedSender } from './sender';
import { enterOpenTabs, enterTab, syncSites } from './sites';
import { isTabOn, setTab, tell, tellAll } from './tabs';

chrome.runtime.onMessage.addListener((message: unknown, sender, answer) => {
  const facts = verifiedSender(sender);
  if (facts === null) {
    return false;
  }
  route(message, facts, sender.frameId ?? 0).then(answer, (error: unknown) =>
    answer(refusal(error)),
  );
  return true;
});

chrome.runtime.onInstalled.addListener(() => {
  void createMenu();
  // After an update the pages that are open get the new content script; the old one is gone.
  void syncSites().then(async () => enterOpenTabs(await grantedOrigins()));
});
chrome.runtime.onStartup.addListener(() => void syncSites());
chrome.permissions.onAdded.addListener(({ origins = [] }) => {
  void syncSites().then(() => enterOpenTabs(origins));
});
chrome.permissions.onRemoved.addListener(({ origins = [] }) => {
  void syncSites().then(async () =>
    tellAll({ shell: 'withdrawn', origins, left: await grantedOrigins() }),
  );
});
chrome.commands.onCommand.addListener(onCommand);
chrome.contextMenus.onClicked.addListener(onMenu);

type Answer = Response | TabState | Curtain | ShellAnswer;

async function route(message: unknown, sender: SenderFacts, frameId: number): Promise<Answer> {
  if (isShellMessage(message)) {
    return forShell(message, sender, frameId);
  }
  const response = await askEngine(message, sender);
  if (sender.extensionPage && response.kind !== 'failed') {
    await passOn(message);
  }
  return response;
}

function isShellMessage(message: unknown): message is ToBackground {
  return typeof message === 'object' && message !== null && 'shell' in message;
}

async function forShell(
  message: ToBackground,
  sender: SenderFacts,
  frameId: number,
): Promise<TabState | Curtain | ShellAnswer> {
  switch (message.shell) {
    case 'hello':
      return tabState((sender.extensionPage ? message.tabId : sender.tabId) ?? null);
    case 'badge':
      if (sender.tabId !== null) {
        await updateBadge(sender.tabId);
      }
      return { ok: true };
    case 'curtain':
      return { mark: sender.tabId === null ? null : await raiseCurtain(sender.tabId, frameId) };
    case 'open-options':
      await chrome.runtime.openOptionsPage();
      return { ok: true };
    case 'use-here':
      return { ok: sender.extensionPage && (await useHere(message.tabId)) };
    case 'set-tab':
      if (sender.extensionPage) {
        await setTab(message.tabId, message.on);
      }
      return { ok: sender.extensionPage };
    default:
      return { ok: false };
  }
}

async function tabState(tabId: number | null): Promise<TabState> {
  return { on: tabId === null || (await isTabOn(tabId)), replyKey: await replyKey() };
}

async function useHere(tabId: number): Promise<boolean> {
  await setTab(tabId, true);
  return (await tell(tabId, { shell: 'state' })) || enterTab(tabId);
}

/** Tabs draw by the desk and the sites, so a change of either is passed on to them. */
async function passOn(message: unknown): Promise<void> {
  const kind = (message as { kind?: unknown }).kind;
  if (
    kind === 'set-desk' ||
    kind === 'set-site' ||
    kind === 'import-pack' ||
    kind === 'remove-pack'
  ) {
    await tellAll({ shell: 'desk-changed' });
  }
}

function refusal(error: unknown): Response {
  return { kind: 'failed', ...words.failures.notDone(String(error)) };
}
