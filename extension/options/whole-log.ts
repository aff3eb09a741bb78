import type { LogEntry } from '../generated/LogEntry';
import { ask, type Failed } from '../ui/ask';
import { pageWords } from '../ui/page-words';

/** The engine hands out at most so many entries at once. */
const perRequest = 500;

/** All entries, oldest first. */
export type WholeLog = { readonly kind: 'whole'; readonly entries: readonly LogEntry[] };

/**
 * All entries or a refusal, never a part. Pages count from the newest entry, so one that is written
 * meanwhile moves the rest to the next page, where what was had already is passed over.
 */
export async function wholeLog(): Promise<WholeLog | Failed> {
  const entries: LogEntry[] = [];
  let total: number | null = null;
  for (let skip = 0; ; skip += perRequest) {
    const answer = await ask<'get-log'>({ kind: 'get-log', skip, take: perRequest });
    if (answer.kind === 'failed') {
      return answer;
    }
    total ??= answer.total;
    const oldest = entries.at(-1)?.number ?? Number.POSITIVE_INFINITY;
    entries.push(...answer.entries.filter(({ number }) => number < oldest));
    if (skip + answer.entries.length >= answer.total || answer.entries.length === 0) {
      break;
    }
  }
  return entries.length === total
    ? { kind: 'whole', entries: entries.reverse() }
    : { kind: 'failed', ...pageWords.log.incomplete(entries.length, total) };
}
