import type { PageHealth } from '../content/page/contract';

/** Of the frames of a tab the one to speak of: with the most comments, else where something failed. */
export function mostTelling<Frame>(
  frames: readonly Frame[],
  healthOf: (frame: Frame) => PageHealth | null,
): Frame | undefined {
  const weight = (frame: Frame): number => {
    const health = healthOf(frame);
    return (health?.comments ?? 0) * 2 + Number((health?.failing.length ?? 0) > 0);
  };
  return [...frames].sort((a, b) => weight(b) - weight(a))[0];
}
