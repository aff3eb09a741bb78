import { tellBackground } from '../ui/ask';
import type { CountingFrame } from '../ui/shell-messages';

/**
 * Leaves the number of this frame's comments that carry a risk tag where the background worker reads
 * it: the badge is the tab's, and shows the sum of its frames.
 */
export function countUrgent(urgent: number): void {
  const frame = globalThis as CountingFrame;
  if (frame.bedsideUrgent === urgent) {
    return;
  }
  frame.bedsideUrgent = urgent;
  tellChange();
  for (const event of ['pagehide', 'pageshow']) {
    if (urgent > 0) {
      window.addEventListener(event, tellChange);
    } else {
      window.removeEventListener(event, tellChange);
    }
  }
}

function tellChange(): void {
  void tellBackground({ shell: 'badge' });
}
