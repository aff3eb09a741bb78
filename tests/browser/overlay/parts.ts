/** Parts of the overlay on an empty page, for states that the whole extension reaches only by bad luck. */
import { createStage, markHosts } from '../../../extension/content/overlay/host';
import { createRepliesPopover } from '../../../extension/content/overlay/replies-popover';
import { createToasts } from '../../../extension/content/overlay/toasts';

const stage = createStage();
const field = document.createElement('textarea');
document.body.append(field);
field.focus();

export const parts = {
  /** The sheet that shows the overlay did not come into this frame. */
  sayWithoutSheet(): void {
    markHosts('data-nothing-shows-this');
    createToasts(createStage()).say({ text: 'Shown all the same.', problem: true });
    markHosts(null);
  },
  /** The text could be put neither into a box nor on the clipboard. */
  copyByHand(copyFrom: string): void {
    createToasts(stage).say({ text: 'Copy it below.', problem: true, copyFrom, byHand: true });
  },
  /** The engine answers nothing. */
  openWithoutEngine(): void {
    const failed = { kind: 'failed', message: 'No answer.', remedy: 'Try again.' } as const;
    const popover = createRepliesPopover(stage, {
      rectOf: () => null,
      room: () => [],
      incident: () => null,
      suggest: async () => failed,
      search: async () => failed,
      shown() {},
      take() {},
      act() {},
      goTo() {},
    });
    const comment = { key: '1', author: 'Jonas', text: 'Hello', postedAt: null, rating: null };
    popover.open(comment, null, null, () => field.focus());
  },
};

Object.assign(window, { parts });
