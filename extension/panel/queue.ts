import type { PageHealth } from '../content/page/contract';
import { framesOf } from '../ui/frames';
import { byUrgency } from '../ui/queue-order';
import { type FromPanel, panelPort, type QueueEntry, type QueueUpdate } from '../ui/shell-messages';
import { frontTab } from '../ui/sites';
import { mostTelling } from '../ui/telling';

/** An entry with the frame it comes from. */
export interface FrameEntry extends QueueEntry {
  /** The same for the same comment after the page was loaded anew. */
  readonly id: string;
  readonly frameId: number;
  /** Adapter that found it; null where its shape did. */
  readonly platform: string | null;
  /** Host of the frame. */
  readonly host: string;
}

/** What is known of the tab in front. */
export interface Queue {
  readonly entries: readonly FrameEntry[];
  readonly health: PageHealth | null;
  /** Host of the frame whose health this is. */
  readonly host: string;
  order(entry: FrameEntry, what: 'show' | 'reply'): void;
  /** Sets the adapter aside for the generic detector, or goes back to it. */
  useGeneric(on: boolean): void;
}

/** What the panel has to show; `absent` where Bedside is not at work in the tab in front. */
export type Shown = Queue | 'loading' | 'absent';

/** A frame with Bedside in it, or one that is being asked. */
interface Frame {
  readonly port: chrome.runtime.Port;
  /** What it told last; null until it has told something. */
  readonly told: QueueUpdate | null;
  /** What all it told comes to. */
  readonly entries: Map<string, QueueEntry>;
}

const topFrame = 0;

/** A page that was loaded anew has its first comments read within this time. */
const firstReadingsMilliseconds = 1000;
/** A queue of thousands comes in many messages. */
const gatherMilliseconds = 300;

/**
 * Follows the tab in front of this window. Each of its frames has a port of its own, which ends with
 * it, and sends what it knows again whenever that changes. Returns what ends it.
 */
export function openQueue(onShown: (shown: Shown) => void): () => void {
  const frames = new Map<number, Frame>();
  let tabId: number | null = null;
  let held = 0;
  let soon = 0;
  let last: { readonly tabId: number | null; readonly shown: Shown } | null = null;

  /** A page that is being loaded anew keeps its queue until there is another. */
  function show(shown: Shown): void {
    clearTimeout(held);
    const before = last?.tabId === tabId ? last.shown : 'loading';
    if (typeof before === 'string' || before.entries.length === 0) {
      put(shown);
    } else if (typeof shown === 'object' && shown.entries.length === 0) {
      held = window.setTimeout(() => put(shown), firstReadingsMilliseconds);
    } else if (shown !== 'loading') {
      put(shown);
    }
  }

  function put(shown: Shown): void {
    last = { tabId, shown };
    onShown(shown);
  }

  async function follow(): Promise<void> {
    const front = await frontTab();
    if (front !== null && front.id === tabId) {
      return;
    }
    forget();
    tabId = front?.id ?? null;
    await look();
  }

  function forget(): void {
    for (const { port } of frames.values()) {
      port.disconnect();
    }
    frames.clear();
  }

  /** Asks the frames that are there and were not asked yet. */
  async function look(): Promise<void> {
    const looked = tabId;
    const found = looked === null ? [] : await framesOf(looked);
    if (looked !== tabId) {
      return;
    }
    for (const frameId of found.filter((each) => !frames.has(each))) {
      connect(frameId);
    }
    await tellWhatIsKnown();
  }

  function connect(frameId: number): void {
    if (tabId === null) {
      return;
    }
    const port = chrome.tabs.connect(tabId, { name: panelPort, frameId });
    const before = frames.get(frameId);
    frames.set(frameId, {
      port,
      told: before?.told ?? null,
      entries: before?.entries ?? new Map(),
    });
    before?.port.disconnect();
    /** Begun anew: what the frame held before goes when its new content has come. */
    const entries = new Map<string, QueueEntry>();
    port.onMessage.addListener((told: QueueUpdate) => {
      if (frames.get(frameId)?.port === port) {
        for (const key of told.gone) {
          entries.delete(key);
        }
        for (const entry of told.read) {
          entries.set(entry.comment.key, entry);
        }
        frames.set(frameId, { port, told, entries });
        tellSoon(told.more && typeof last?.shown === 'object');
      }
    });
    port.onDisconnect.addListener(() => {
      // Read, or the browser reports it as an error; a frame without a content script is none.
      void chrome.runtime.lastError;
      const ended = frames.get(frameId);
      if (ended?.port === port) {
        leave(frameId, ended);
      }
    });
  }

  function leave(frameId: number, { told }: Frame): void {
    frames.delete(frameId);
    if (frameId === topFrame && told !== null) {
      // The other frames go with the page, unless only Bedside went: then they are found again.
      forget();
      void look();
    } else {
      void tellWhatIsKnown();
    }
  }

  /** What comes in many messages is drawn together: each time costs as much as all of it. */
  function tellSoon(together: boolean): void {
    if (!together) {
      void tellWhatIsKnown();
    } else if (soon === 0) {
      soon = window.setTimeout(() => void tellWhatIsKnown(), gatherMilliseconds);
    }
  }

  async function tellWhatIsKnown(): Promise<void> {
    clearTimeout(soon);
    soon = 0;
    const all = [...frames.entries()];
    if (all.some(([, { told }]) => told?.on)) {
      show(merge(all));
    } else if (all.some(([, { told }]) => (told?.on ?? null) === null)) {
      show('loading');
    } else if (all.length > 0) {
      show('absent');
    } else {
      const asked = tabId;
      const loading = asked !== null && (await isLoading(asked));
      if (asked === tabId && frames.size === 0) {
        show(loading ? 'loading' : 'absent');
      }
    }
  }

  const onActivated = (): void => void follow();
  const onUpdated = (updated: number, { status }: { status?: string }): void => {
    if (updated === tabId && status === 'complete') {
      void look();
    }
  };
  // A frame that Bedside enters makes itself known to the background worker, and so to this page.
  const onEntered = (message: { shell?: string }, sender: chrome.runtime.MessageSender): void => {
    if (message?.shell === 'hello' && sender.tab?.id === tabId && sender.frameId !== undefined) {
      connect(sender.frameId);
    }
  };
  chrome.tabs.onActivated.addListener(onActivated);
  chrome.tabs.onUpdated.addListener(onUpdated);
  chrome.runtime.onMessage.addListener(onEntered);
  void follow();

  return () => {
    chrome.tabs.onActivated.removeListener(onActivated);
    chrome.tabs.onUpdated.removeListener(onUpdated);
    chrome.runtime.onMessage.removeListener(onEntered);
    clearTimeout(held);
    clearTimeout(soon);
    forget();
  };
}

async function isLoading(tabId: number): Promise<boolean> {
  try {
    return (await chrome.tabs.get(tabId)).status === 'loading';
  } catch {
    return false;
  }
}

function merge(frames: readonly (readonly [number, Frame])[]): Queue {
  const atWork = frames.flatMap(([frameId, { port, told, entries }]) =>
    told?.on ? [{ frameId, port, told, entries }] : [],
  );
  const entries = atWork.flatMap(({ frameId, told: { host, platform }, entries }) =>
    [...entries.values()].map((entry): FrameEntry => {
      const id = `${frameId} ${entry.comment.key}`;
      return { ...entry, id, frameId, host, platform };
    }),
  );
  const main = mostTelling(atWork, ({ told }) => told.health);
  return {
    entries: byUrgency(entries),
    health: main?.told.health ?? null,
    host: main?.told.host ?? '',
    useGeneric(on) {
      for (const { port } of atWork) {
        post(port, { do: 'use-generic', on });
      }
    },
    order({ frameId, comment }, what) {
      const addressed = atWork.find((each) => each.frameId === frameId);
      if (addressed) {
        const { frame } = addressed.told;
        post(addressed.port, { do: what, frame, key: comment.key });
      }
    },
  };
}

/** A port that ended belongs to a frame that is gone, where nothing is left to be done. */
function post(port: chrome.runtime.Port, order: FromPanel): void {
  try {
    port.postMessage(order);
  } catch {
    // The queue is about to be drawn without that frame.
  }
}
