interface Panels {
  /** Firefox calls it a sidebar. */
  readonly sidebarAction?: { open(): Promise<void> };
  readonly sidePanel?: { open(options: { windowId: number }): Promise<void> };
}

/**
 * Opens the queue. To be called inside the key press or click itself, before any await, or the
 * browser refuses.
 */
export function openPanel(windowId: number): void {
  const { sidebarAction, sidePanel } = chrome as Panels;
  void (sidebarAction?.open() ?? sidePanel?.open({ windowId }));
}
