import { isTabOn, setTab, tellOrEnter } from './tabs';

const menuId = 'reply';

/** The keys of the manifest. */
export function onCommand(command: string, tab?: chrome.tabs.Tab): void {
  if (command === 'open-panel') {
    // Before any await: browsers open the panel only inside the key press itself.
    openPanel(tab);
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

interface Sidebar {
  open(): Promise<void>;
}

/** Firefox calls it a sidebar and gives it another name. */
function openPanel(tab?: chrome.tabs.Tab): void {
  const sidebar = (chrome as { sidebarAction?: Sidebar }).sidebarAction;
  if (sidebar) {
    void sidebar.open();
  } else if (tab?.windowId !== undefined) {
    void chrome.sidePanel.open({ windowId: tab.windowId });
  }
}

/** The mouse's way to the same place as the `reply` key. */
export async function createMenu(): Promise<void> {
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({
    id: menuId,
    title: 'Suggest a reply with Bedside',
    contexts: ['page', 'selection', 'editable', 'link', 'image'],
    documentUrlPatterns: ['http://*/*', 'https://*/*'],
  });
}

export function onMenu(info: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab): void {
  if (info.menuItemId === menuId && tab?.id !== undefined) {
    void tellOrEnter(tab.id, { shell: 'reply', from: 'menu' }, info.frameId);
  }
}
