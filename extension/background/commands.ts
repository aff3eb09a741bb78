import { openPanel } from '../ui/open-panel';
import { words } from '../ui/words';
import { isTabOn, setTab, tellOrEnter } from './tabs';

const menuId = 'reply';

/** The keys of the manifest. */
export function onCommand(command: string, tab?: chrome.tabs.Tab): void {
  if (command === 'open-panel') {
    // Before any await: browsers open the panel only inside the key press itself.
    if (tab) {
      openPanel(tab.windowId);
    }
    return;
  }
  if (tab?.id === undefined) {
    return;
  }
  const tabId = tab.id;
  switch (command) {
    case 'reply':
      void tellOrEnter(tabId, { shell: 'reply', from: 'key' });
      break;
    case 'next-urgent':
      void tellOrEnter(tabId, { shell: 'next-urgent' });
      break;
    case 'toggle-tab':
      void isTabOn(tabId).then((on) => setTab(tabId, !on));
      break;
  }
}

/** How the `reply` shortcut reads now; empty when the moderator took it away. */
export async function replyKey(): Promise<string> {
  const commands = await chrome.commands.getAll();
  return commands.find(({ name }) => name === 'reply')?.shortcut ?? '';
}

/** The mouse's way to the same place as the `reply` key. */
export async function createMenu(): Promise<void> {
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({
    id: menuId,
    title: words.menu.reply,
    contexts: ['page', 'selection', 'editable', 'link', 'image'],
    documentUrlPatterns: ['http://*/*', 'https://*/*'],
  });
}

export function onMenu(info: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab): void {
  if (info.menuItemId === menuId && tab?.id !== undefined) {
    void tellOrEnter(tab.id, { shell: 'reply', from: 'menu' }, info.frameId);
  }
}
