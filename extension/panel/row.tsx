import type { JSX } from 'preact';
import { CommentCopy } from '../ui/comment-copy';
import { pageWords } from '../ui/page-words';
import { chipTags, TagMark } from '../ui/tags';
import { age, due } from '../ui/time';
import { words } from '../ui/words';
import type { FrameEntry } from './queue';

interface QueueRowProps {
  readonly entry: FrameEntry;
  /** Name of the platform, or the host where none is known. */
  readonly place: string;
  readonly now: number;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onShow: () => void;
  readonly onReply: () => void;
}

/** One comment: a line, and its details in place. */
export function QueueRow({
  entry,
  place,
  now,
  open,
  onToggle,
  onShow,
  onReply,
}: QueueRowProps): JSX.Element {
  const { comment, reading } = entry;
  const author = comment.author ?? words.chips.someone;
  const when = due(reading.urgency.dueMinutes, comment.postedAt, now);
  const posted = age(comment.postedAt, now);
  const { shown, rest } = chipTags(reading);
  return (
    <li>
      <button type="button" class="entry" aria-expanded={open} onClick={onToggle}>
        <span class="who">
          <b dir="auto">{author}</b>
          {when && <span class={`small ${when.late ? 'late' : 'quiet'}`}>{when.text}</span>}
        </span>
        <span class="small quiet from">
          {place}
          {posted && (
            <>
              {' · '}
              <bdi>{posted}</bdi>
            </>
          )}
        </span>
        {!open && (
          <>
            <span class="line" lang={reading.language} dir="auto">
              {comment.text}
            </span>
            <span class="marks">
              {shown.map((tag) => (
                <TagMark key={tag.id} tag={tag} />
              ))}
              {rest.length > 0 && <span class="tag topic">{words.chips.more(rest.length)}</span>}
            </span>
          </>
        )}
      </button>
      {open && (
        <div class="details" role="region" aria-label={pageWords.panel.details(author)}>
          <CommentCopy comment={comment} reading={reading} />
          <p class="row">
            <button type="button" class="button main" onClick={onReply}>
              {pageWords.panel.reply}
            </button>
            <button type="button" class="button" onClick={onShow}>
              {pageWords.panel.show}
            </button>
          </p>
        </div>
      )}
    </li>
  );
}
