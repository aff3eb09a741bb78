import { type FromPanel, panelPort, type QueueSnapshot } from '../ui/shell-messages';

/** Changes that come together go to the panel together. */
const gatherMilliseconds = 250;

export interface PanelLink {
  /** What the panel shows has changed. */
  changed(): void;
  stop(): void;
}

/** Keeps every open panel up to date about this frame, and carries out what it asks. */
export function linkPanels(
  snapshot: () => Omit<QueueSnapshot, 'frame' | 'host'>,
  obey: (order: FromPanel) => void,
): PanelLink {
  const frame = crypto.randomUUID();
  const ports = new Set<chrome.runtime.Port>();
  let timer = 0;

  function send(): void {
    timer = 0;
    if (ports.size > 0) {
      const message: QueueSnapshot = { frame, host: location.hostname, ...snapshot() };
      for (const port of ports) {
        port.postMessage(message);
      }
    }
  }

  function accept(port: chrome.runtime.Port): void {
    if (port.name !== panelPort || port.sender?.id !== chrome.runtime.id) {
      return;
    }
    ports.add(port);
    port.onDisconnect.addListener(() => ports.delete(port));
    port.onMessage.addListener((order: FromPanel) => {
      if (order.do === 'use-generic' || order.frame === frame) {
        obey(order);
      }
    });
    send();
  }

  chrome.runtime.onConnect.addListener(accept);

  return {
    changed() {
      if (ports.size > 0 && timer === 0) {
        timer = window.setTimeout(send, gatherMilliseconds);
      }
    },
    stop() {
      window.clearTimeout(timer);
      chrome.runtime.onConnect.removeListener(accept);
      for (const port of ports) {
        port.disconnect();
      }
    },
  };
}
