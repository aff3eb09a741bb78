import type { PageWatcher } from './page/contract';

/** Frames to wait for a smooth or virtual list to come to rest. */
const patience = 90;

/**
 * Scrolls a comment into view. The page layer gives rectangles only of what is on screen, so the
 * element is found at its place in the document.
 */
export async function bringIntoView(watcher: PageWatcher, key: string): Promise<boolean> {
  return watcher.scrollTo(key);
}
