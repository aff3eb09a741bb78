import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PageComment } from '../generated/PageComment';
import type { ReadingView } from '../generated/ReadingView';
import type { TagView } from '../generated/TagView';
import { Icon } from './icon';
import { languageName } from './languages';
import { direction, Marked } from './marked';
import { due } from './time';
import { trusted } from './trusted';
import { words } from './words';

interface CommentCopyProps {
  readonly comment: PageComment;
  readonly reading: ReadingView | null;
  /** The tag whose evidence is marked at first; without one, the most urgent. */
  readonly tag?: string | null;
}

/** A copy of the comment with the words marked that gave a tag away, and what was read from them. */
export function CommentCopy({ comment, reading, tag = null }: CommentCopyProps): JSX.Element {
  const [pinned, setPinned] = useState<string | null>(tag);
  const [pointed, setPointed] = useState<string | null>(null);
  useEffect(() => setPinned(tag), [comment.key, tag]);
  const shown = reading?.tags.find(({ id }) => id === (pointed ?? pinned)) ?? reading?.tags[0];
  return (
    <>
      {reading && <Facts comment={comment} reading={reading} />}
      <blockquote
        class="copy"
        aria-label={words.popover.comment}
        tabIndex={0}
        lang={reading?.language}
        dir={reading ? direction(reading.direction) : 'auto'}
      >
        <Marked text={comment.text} spans={shown?.evidence ?? []} />
      </blockquote>
      {reading && reading.tags.length > 0 && (
        <ul class="tags" aria-label={words.popover.tags}>
          {reading.tags.map((each) => (
            <li key={each.id}>
              <TagButton
                tag={each}
                pressed={each.id === shown?.id}
                onPress={() => setPinned(each.id)}
                onPoint={(on) => setPointed(on ? each.id : null)}
              />
            </li>
          ))}
        </ul>
      )}
      {reading && reading.private.length > 0 && (
        <p class="note warn small">
          {words.popover.privateData(
            [...new Set(reading.private.map(({ kind }) => words.private[kind] ?? kind))].join(', '),
          )}
        </p>
      )}
    </>
  );
}

function Facts({ comment, reading }: { comment: PageComment; reading: ReadingView }): JSX.Element {
  const when = due(reading.urgency.dueMinutes, comment.postedAt, Date.now());
  // A language that Bedside has no pack for is named by the browser.
  const { language, languageName: known } = reading;
  const name = known === language ? languageName(language) : known;
  return (
    <p class="facts">
      <strong>{words.sentiment[reading.sentiment] ?? reading.sentiment}</strong>
      <span lang={known === language ? undefined : language}>{name}</span>
      <span class={when?.late ? 'late' : undefined}>{when?.text ?? words.due.none}</span>
    </p>
  );
}

interface TagButtonProps {
  readonly tag: TagView;
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly onPoint: (on: boolean) => void;
}

function TagButton({ tag, pressed, onPress, onPoint }: TagButtonProps): JSX.Element {
  const percent = Math.round(tag.confidence * 100);
  const sure = words.popover.confidence(percent);
  return (
    <button
      type="button"
      class={`tag ${tag.family}`}
      aria-pressed={pressed}
      aria-label={`${words.family[tag.family] ?? tag.family}: ${tag.name}, ${sure}`}
      title={sure}
      onClick={trusted(onPress)}
      onMouseEnter={() => onPoint(true)}
      onMouseLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
    >
      {tag.family === 'risk' && <Icon name="risk" />}
      <span>{tag.name}</span>
      <span class="bar" aria-hidden="true">
        <i style={{ inlineSize: `${percent}%` }} />
      </span>
    </button>
  );
}
