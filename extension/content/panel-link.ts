import { type FromPanel, panelPort, type QueueEntry, type QueueUpdate } from '../ui/shell-messages';
import type { PageHealth } from './page/contract';

/** Changes that come together go to the panel together. */
const gatherMilliseconds = 250;
/** Comments in one message: thousands at once would hold up the page. */
const perMessage = 40;
/** Between two messages of many, so that the page comes in between. */
const pauseMilliseconds = 20;

/** What the panel is told of this frame. */
export interface PanelSource {
  /** Null until that is settled. */
  on(): boolean | null;
  /** All comments that were read, by key. */
  entries(): ReadonlyMap<string, QueueEntry>;
  /** Adapter that found them; null where their shape did. */
  platform(): string | null;
  /** Null until it has been looked into. */
  health(): PageHealth | null;
}

export interface PanelLink {
  /** What the panel shows has changed. */
  changed(): void;
  stop(): void;
}

/** Keeps every open panel up to date about this frame, and carries out what it asks. */
export function linkPanels(source: PanelSource, obey: (order: FromPanel) => void): PanelLink {
  const frame = crypto.randomUUID();
  /** What each panel was told. */
  const told = new Map<chrome.runtime.Port, Map<string, QueueEntry>>();
  let timer = 0;

  function sendAll(): void {
    timer = 0;
    let more = false;
    for (const [port, known] of told) {
      more = send(port, known) || more;
    }
    if (more) {
      plan(pauseMilliseconds);
    }
  }

  /** True when there is more to be told. */
  function send(port: chrome.runtime.Port, known: Map<string, QueueEntry>): boolean {
    const entries = source.entries();
    const gone = [...known.keys()].filter((key) => !entries.has(key));
    const read: QueueEntry[] = [];
    let more = false;
    for (const [key, entry] of entries) {
      if (known.get(key) === entry) {
        continue;
      }
      if (read.length === perMessage) {
        more = true;
        break;
      }
      known.set(key, entry);
      read.push(entry);
    }
    for (const key of gone) {
      known.delete(key);
    }
    const message: QueueUpdate = {
      frame,
      host: location.hostname,
      on: source.on(),
      gone,
      read,
      platform: source.platform(),
      health: source.health(),
      more,
    };
    port.postMessage(message);
    return more;
  }

  function plan(wait: number): void {
    if (told.size > 0 && timer === 0) {
      timer = window.setTimeout(sendAll, wait);
    }
  }

  function accept(port: chrome.runtime.Port): void {
    if (port.name !== panelPort || port.sender?.id !== chrome.runtime.id) {
      return;
    }
    const known = new Map<string, QueueEntry>();
    told.set(port, known);
    port.onDisconnect.addListener(() => told.delete(port));
    port.onMessage.addListener((order: FromPanel) => {
      if (order.do === 'use-generic' || order.frame === frame) {
        obey(order);
      }
    });
    if (send(port, known)) {
      plan(pauseMilliseconds);
    }
  }

  chrome.runtime.onConnect.addListener(accept);

  return {
    changed: () => plan(gatherMilliseconds),
    stop() {
      window.clearTimeout(timer);
      chrome.runtime.onConnect.removeListener(accept);
      for (const port of told.keys()) {
        port.disconnect();
      }
    },
  };
}
