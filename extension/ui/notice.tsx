import type { ComponentChildren, JSX } from 'preact';
import type { Failed } from './ask';

/** What came of something the moderator did. */
export interface Notice {
  readonly text: string;
  readonly good: boolean;
}

/** A refusal in its own words; else what was done, or nothing where that shows by itself. */
export function noticeOf(
  answer: Failed | { readonly kind: string },
  done: string | null,
): Notice | null {
  if ('remedy' in answer) {
    return { text: `${answer.message} ${answer.remedy}`, good: false };
  }
  return done === null ? null : { text: done, good: true };
}

interface NoticeLineProps {
  readonly notice: Notice | null;
  /** What can be done about it. */
  readonly children?: ComponentChildren;
}

/** The place on a page where such news appears, read out by screen readers. */
export function NoticeLine({ notice, children }: NoticeLineProps): JSX.Element {
  return (
    <div role="status">
      {notice && (
        <p class={`note ${notice.good ? 'good' : 'block'}`}>
          {notice.text}
          {children}
        </p>
      )}
    </div>
  );
}
