interface Sidebar {
  open(): Promise<void>;
}

/**
 * Opens the queue. To be called inside the key press or click itself, before any await, or the
 * browser refuses. Firefox calls it a sidebar.
 */
export function openPanel(windowId: number): void {
  const { sidebarAction } = chrome as { sidebarAction?: Sidebar };
  if (sidebarAction) {
    void sidebarAction.open();
  } else {
    void chrome.sidePanel.open({ windowId });
  }
}
