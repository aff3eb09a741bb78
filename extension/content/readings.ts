import type { PageComment } from '../generated/PageComment';
import type { ReadingView } from '../generated/ReadingView';
import type { Answer } from '../ui/ask';
import { hasRisk } from '../ui/tags';

/** A comment with what the engine made of it. */
export interface ReadComment {
  readonly comment: PageComment;
  readonly reading: ReadingView;
}

export interface Readings {
  /** Comments to read; the same key with another text is read again. */
  add(comments: readonly PageComment[]): void;
  forget(keys: readonly string[]): void;
  get(key: string): ReadComment | null;
  /** In the order they were read. */
  all(): ReadonlyMap<string, ReadComment>;
  /** Those with a risk tag. */
  risks(): readonly ReadComment[];
  stop(): void;
}

/** Comments that come in together are sent together. */
const gatherMilliseconds = 8;
/** On a page that is scrolled fast messages follow each other at this distance: each costs the page. */
const messageEvery = 60;
/** After a batch that could not be read, the next try; then twice as long each time. */
const retryMilliseconds = 2000;
const retryAtMost = 60_000;
/** Small enough that the answer is back, and drawn, within a frame or two; first what is in view. */
const firstMessage = 12;
const perMessage = 60;

/** Sends comments to the engine in batches and keeps its readings. */
export function createReadings(
  read: (comments: PageComment[]) => Promise<Answer<'read'>>,
  onRead: (batch: readonly ReadComment[]) => void,
  /** Told once for tries that fail in a row. */
  onFailed: (message: string) => void,
): Readings {
  const known = new Map<string, PageComment>();
  const done = new Map<string, ReadComment>();
  /** Of those, the ones with a risk tag. */
  const risky = new Map<string, ReadComment>();
  const waiting = new Map<string, PageComment>();
  let timer = 0;
  let lastSent = Number.NEGATIVE_INFINITY;
  let stopped = false;
  let retry = retryMilliseconds;

  async function flush(): Promise<void> {
    for (let most = firstMessage; waiting.size > 0 && !stopped; most = perMessage) {
      const batch = [...waiting.values()].slice(0, most);
      for (const { key } of batch) {
        waiting.delete(key);
      }
      lastSent = performance.now();
      const answer = await read(batch);
      if (stopped) {
        return;
      }
      if (answer.kind === 'failed') {
        putOff(batch, `${answer.message} ${answer.remedy}`);
        return;
      }
      retry = retryMilliseconds;
      const readings = new Map(answer.readings.map((reading) => [reading.key, reading]));
      onRead(batch.flatMap((comment) => keep(comment, readings.get(comment.key))));
    }
    timer = 0;
  }

  /** What could not be read waits for another try, unless it changed or left meanwhile. */
  function putOff(batch: readonly PageComment[], message: string): void {
    for (const comment of batch) {
      if (known.get(comment.key) === comment) {
        waiting.set(comment.key, comment);
      }
    }
    if (retry === retryMilliseconds) {
      onFailed(message);
    }
    timer = window.setTimeout(() => void flush(), retry);
    retry = Math.min(2 * retry, retryAtMost);
  }

  /** A comment that changed or left while it was being read is not kept. */
  function keep(comment: PageComment, reading: ReadingView | undefined): ReadComment[] {
    if (reading === undefined || known.get(comment.key) !== comment) {
      return [];
    }
    const entry = { comment, reading };
    done.set(comment.key, entry);
    if (hasRisk(reading)) {
      risky.set(comment.key, entry);
    } else {
      risky.delete(comment.key);
    }
    return [entry];
  }

  return {
    add(comments) {
      for (const comment of comments) {
        if (known.get(comment.key)?.text !== comment.text) {
          known.set(comment.key, comment);
          waiting.set(comment.key, comment);
        }
      }
      if (waiting.size > 0 && timer === 0) {
        const wait = Math.max(gatherMilliseconds, lastSent + messageEvery - performance.now());
        timer = window.setTimeout(() => void flush(), wait);
      }
    },
    forget(keys) {
      for (const key of keys) {
        known.delete(key);
        done.delete(key);
        risky.delete(key);
        waiting.delete(key);
      }
    },
    get: (key) => done.get(key) ?? null,
    all: () => done,
    risks: () => [...risky.values()],
    stop() {
      stopped = true;
      window.clearTimeout(timer);
    },
  };
}
