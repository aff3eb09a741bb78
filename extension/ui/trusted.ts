let vouched = 0;

/**
 * Runs `dispatch` while the events it sends count as the moderator's own: it hands on a copy of an
 * event that was trusted where it arrived. Such copies never leave the closed shadow root, so no
 * page script runs in between.
 */
export function vouch(dispatch: () => void): void {
  vouched += 1;
  try {
    dispatch();
  } finally {
    vouched -= 1;
  }
}

/** Whether an event is the moderator's own doing rather than a script's. */
export function isTrusted(event: Event): boolean {
  return event.isTrusted || vouched > 0;
}

/** A handler that a page's script cannot set off. */
export function trusted<E extends Event>(handler: (event: E) => void): (event: E) => void {
  return (event) => {
    if (isTrusted(event)) {
      handler(event);
    }
  };
}
