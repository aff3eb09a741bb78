import { words } from './words';

const minutesPerHour = 60;
const minutesPerDay = 24 * minutesPerHour;

/** A length of time in the largest unit that still says enough. `minutes` may be fractional. */
export function duration(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 2 * minutesPerHour) {
    return words.due.minutes(whole);
  }
  if (whole < 2 * minutesPerDay) {
    return words.due.hours(Math.round(whole / minutesPerHour));
  }
  return words.due.days(Math.round(whole / minutesPerDay));
}

export interface Due {
  readonly text: string;
  readonly late: boolean;
}

/**
 * When an answer is due, in words. Without a posting time that can be read as a date (many pages
 * show only "2 h") the allowance itself is named, and nothing is called late.
 */
export function due(dueMinutes: number | null, postedAt: string | null, now: number): Due | null {
  if (dueMinutes === null) {
    return null;
  }
  const posted = postedAt !== null && /^\d{4}-\d{2}-\d{2}T/.test(postedAt) ? Date.parse(postedAt) : Number.NaN;
  if (Number.isNaN(posted)) {
    return { text: words.due.answerWithin(duration(dueMinutes)), late: false };
  }
  const left = dueMinutes - (now - posted) / 60_000;
  return left >= 0
    ? { text: words.due.within(duration(left)), late: false }
    : { text: words.due.late(duration(-left)), late: true };
}
