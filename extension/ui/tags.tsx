import type { JSX } from 'preact';
import type { ReadingView } from '../generated/ReadingView';
import type { TagView } from '../generated/TagView';
import { Icon } from './icon';

const shownOnChips = 3;

/**
 * The tags that fit beside a comment: risks first, then intent, then topic, each in the engine's
 * order; feelings only show in the popover.
 */
export function chipTags(reading: ReadingView): { shown: TagView[]; rest: TagView[] } {
  const order = ['risk', 'intent', 'topic'];
  const ranked = order.flatMap((family) => reading.tags.filter((tag) => tag.family === family));
  return { shown: ranked.slice(0, shownOnChips), rest: ranked.slice(shownOnChips) };
}

export function hasRisk(reading: ReadingView): boolean {
  return reading.tags.some((tag) => tag.family === 'risk');
}

/** A tag's look; its family shows in shape (filled, with an icon, or outlined) as well as colour. */
export function TagMark({ tag }: { tag: TagView }): JSX.Element {
  return (
    <span class={`tag ${tag.family}`}>
      {tag.family === 'risk' && <Icon name="risk" />}
      <span>{tag.name}</span>
    </span>
  );
}
