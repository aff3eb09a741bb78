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

/** Minutes and seconds as a clock counts them down; hours only where there are any. */
export function countdown(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / minutesPerHour);
  const rest = `${two(minutes % minutesPerHour)}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

export interface Due {
  readonly text: string;
  readonly late: boolean;
  /** Late by so much that nobody waits for the answer any more. */
  readonly past: boolean;
}

const pastAfterMinutes = 3 * minutesPerDay;

/** The moment a comment was posted, in milliseconds; null when the page shows no date that can be read. */
function postedTime(postedAt: string | null): number | null {
  const posted =
    postedAt !== null && /^\d{4}-\d{2}-\d{2}T/.test(postedAt) ? Date.parse(postedAt) : Number.NaN;
  return Number.isNaN(posted) ? null : posted;
}

/** How long ago a comment was posted, or as the page shows it; null where it shows nothing. */
export function age(postedAt: string | null, now: number): string | null {
  const posted = postedTime(postedAt);
  if (posted === null) {
    return postedAt;
  }
  const minutes = (now - posted) / 60_000;
  return minutes < 1 ? words.age.now : words.age.ago(duration(minutes));
}

/** Minutes until an answer is due, negative when late; null when the page shows no date that can be read. */
export function minutesLeft(
  dueMinutes: number,
  postedAt: string | null,
  now: number,
): number | null {
  const posted = postedTime(postedAt);
  return posted === null ? null : dueMinutes - (now - posted) / 60_000;
}

/**
 * When an answer is due, in words. Without a posting time that can be read as a date (many pages
 * show only "2 h") the allowance itself is named, and nothing is called late.
 */
export function due(dueMinutes: number | null, postedAt: string | null, now: number): Due | null {
  if (dueMinutes === null) {
    return null;
  }
  const left = minutesLeft(dueMinutes, postedAt, now);
  if (left === null) {
    return { text: words.due.answerWithin(duration(dueMinutes)), late: false, past: false };
  }
  if (left >= 0) {
    return { text: words.due.within(duration(left)), late: false, past: false };
  }
  const text = left > -1 ? words.due.now : words.due.late(duration(-left));
  return { text, late: true, past: left < -pastAfterMinutes };
}

/**
 * For sorting, smaller first: risks, then what is or was due soonest, then what was due so long
 * ago that nobody waits, then what needs no answer.
 */
export function urgencyRank(
  risk: boolean,
  dueMinutes: number | null,
  postedAt: string | null,
  now: number,
): number {
  const group = 1e9;
  const left = dueMinutes === null ? null : (minutesLeft(dueMinutes, postedAt, now) ?? dueMinutes);
  const within =
    left === null ? 3 * group : left < -pastAfterMinutes ? 2 * group - left : group + left;
  return (risk ? 0 : 10 * group) + within;
}
