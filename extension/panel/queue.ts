import type { PageHealth } from '../content/page/contract';
import {
  type FromPanel,
  panelPort,
  type QueueEntry,
  type QueueSnapshot,
} from '../ui/shell-messages';
import { frontTab } from '../ui/sites';

/** An entry with the frame it comes from. */
export interface FrameEntry extends QueueEntry {
  readonly id: string;
  readonly frame: string;
}

/** What is known of the tab in front. */
export interface Queue {
  readonly on: boolean;
  readonly entries: readonly FrameEntry[];
  readonly health: PageHealth | null;
  /** Host of the frame whose health this is. */
  readonly host: string;
  order(entry: FrameEntry, what: 'show' | 'reply'): void;
  /** Sets the adapter aside for the generic detector, or goes back to it. */
  useGeneric(on: boolean): void;
}

/**
 * Follows the tab in front of this window: its frames send what they know again whenever it
 * changes. Returns what ends it.
 */
export function openQueue(onQueue: (queue: Queue | null) => void): () => void {
  let port: chrome.runtime.Port | null = null;
  let shownTab: number | null = null;
  let round = 0;

  async function connect(): Promise<void> {
    round += 1;
    const thisRound = round;
    const tab = await frontTab();
    if (thisRound !== round) {
      return;
    }
    port?.disconnect();
    port = null;
    shownTab = tab?.id ?? null;
    onQueue(null);
    if (tab !== null) {
      listen(tab.id);
    }
  }

  function listen(tabId: number): void {
    const frames = new Map<string, QueueSnapshot>();
    const opened = chrome.tabs.connect(tabId, { name: panelPort });
    port = opened;
    opened.onMessage.addListener((snapshot: QueueSnapshot) => {
      frames.set(snapshot.frame, snapshot);
      onQueue(merge([...frames.values()], opened));
    });
    opened.onDisconnect.addListener(() => {
      // Read, or the browser reports it as an error; a tab without a content script is none.
      void chrome.runtime.lastError;
      if (port === opened) {
        port = null;
        onQueue(null);
      }
    });
  }

  const onActivated = (): void => void connect();
  const onUpdated = (tabId: number, change: { status?: string }): void => {
    if (tabId === shownTab && (change.status === 'complete' || port === null)) {
      void connect();
    }
  };
  chrome.tabs.onActivated.addListener(onActivated);
  chrome.tabs.onUpdated.addListener(onUpdated);
  // A page that Bedside enters after the panel was opened makes itself known by its badge.
  const onEntered = (message: { shell?: string }): void => {
    if (message?.shell === 'badge' && port === null) {
      void connect();
    }
  };
  chrome.runtime.onMessage.addListener(onEntered);
  void connect();

  return () => {
    chrome.tabs.onActivated.removeListener(onActivated);
    chrome.tabs.onUpdated.removeListener(onUpdated);
    chrome.runtime.onMessage.removeListener(onEntered);
    port?.disconnect();
  };
}

function merge(frames: readonly QueueSnapshot[], port: chrome.runtime.Port): Queue {
  const entries = frames
    .flatMap(({ frame, entries }) =>
      entries.map((entry) => ({ ...entry, frame, id: `${frame} ${entry.comment.key}` })),
    )
    .sort((a, b) => a.rank - b.rank);
  const main = frames.find(({ health }) => health !== null && health.comments > 0) ?? frames[0];
  return {
    on: frames.some(({ on }) => on),
    entries,
    health: main?.health ?? null,
    host: main?.host ?? '',
    useGeneric: (on) => port.postMessage({ do: 'use-generic', on } satisfies FromPanel),
    order: ({ frame, comment }, what) =>
      port.postMessage({ do: what, frame, key: comment.key } satisfies FromPanel),
  };
}
