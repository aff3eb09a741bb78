import type { QueueEntry } from './shell-messages';
import { hasRisk } from './tags';
import { urgencyRank } from './time';

/** Most urgent first, else in the order given. */
export function byUrgency<Entry extends QueueEntry>(entries: readonly Entry[]): Entry[] {
  const now = Date.now();
  return entries
    .map((entry) => ({
      entry,
      rank: urgencyRank(
        hasRisk(entry.reading),
        entry.reading.urgency.dueMinutes,
        entry.comment.postedAt,
        now,
      ),
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}
