import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SuggestionView } from '../../generated/SuggestionView';
import { Icon } from '../../ui/icon';
import { direction, Marked } from '../../ui/marked';
import { trusted } from '../../ui/trusted';
import { words } from '../../ui/words';

interface CardsProps {
  readonly id: string;
  readonly label: string;
  readonly suggestions: readonly SuggestionView[];
  /** Index of the chosen card; -1 for none. */
  readonly active: number;
  /** Where the focus is: on the card itself, or in a search field that points at it. */
  readonly focusOn: 'card' | 'field';
  readonly onActive: (index: number) => void;
  readonly onTake: (suggestion: SuggestionView) => void;
}

/**
 * Suggestions as a list box: the arrows choose, Enter takes, and so does a digit, unless the focus is
 * in a field, where digits write and are not shown on the cards.
 */
export function Cards(props: CardsProps): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const { active, focusOn } = props;
  useLayoutEffect(() => {
    const card = list.current?.children[active] as HTMLElement | undefined;
    if (focusOn === 'card') {
      card?.focus({ preventScroll: true });
    }
    card?.scrollIntoView({ block: 'nearest' });
  }, [active, focusOn, props.suggestions]);
  return (
    <ul
      class={`cards ${focusOn === 'field' ? 'from-field' : ''}`}
      id={props.id}
      role="listbox"
      aria-label={props.label}
      ref={list}
    >
      {props.suggestions.map((suggestion, index) => (
        <li
          key={`${suggestion.template} ${suggestion.language}`}
          id={cardId(props.id, index)}
          role="option"
          class="reply"
          aria-selected={index === active}
          tabIndex={focusOn === 'card' && index === Math.max(active, 0) ? 0 : -1}
          onFocus={() => index !== active && focusOn === 'card' && props.onActive(index)}
          onClick={trusted(() => props.onTake(suggestion))}
        >
          <CardContent suggestion={suggestion} number={index + 1} />
        </li>
      ))}
    </ul>
  );
}

export function cardId(list: string, index: number): string {
  return `${list}-${index}`;
}

function CardContent({
  suggestion,
  number,
}: {
  suggestion: SuggestionView;
  number: number;
}): JSX.Element {
  const { length, openSlots } = suggestion;
  const tooLong = length.limit !== null && length.used > length.limit;
  return (
    <>
      <kbd>{number}</kbd>
      <h3>{suggestion.title}</h3>
      {suggestion.text !== '' && (
        <p class="text" lang={suggestion.language} dir={direction(suggestion.direction)}>
          <Marked
            text={suggestion.text}
            spans={openSlots}
            inside={(piece) => <span class="slot">{piece}</span>}
          />
        </p>
      )}
      <p class="why">{[suggestion.why, suggestion.standing].filter(Boolean).join(' ')}</p>
      <p class="badges">
        {suggestion.noReply && (
          <span class="badge strong">
            <Icon name="hide" />
            {words.popover.noReply}
          </span>
        )}
        {suggestion.locked && (
          <span class="badge strong" title={words.popover.lockedTitle}>
            <Icon name="lock" />
            {words.popover.locked}
          </span>
        )}
        {openSlots.length > 0 && <span class="badge">{words.popover.gaps(openSlots.length)}</span>}
        {!suggestion.noReply && (
          <>
            <span class="badge">{words.tone[suggestion.tone] ?? suggestion.tone}</span>
            <span class={`badge ${tooLong ? 'strong' : ''}`}>
              {words.popover.length(length.used, length.limit, length.unit)}
              {tooLong && ` – ${words.popover.tooLong}`}
            </span>
          </>
        )}
      </p>
    </>
  );
}

/** Where an arrow, Home or End leads in a list of this length; null for other keys. */
export function step(key: string, active: number, count: number): number | null {
  if (count === 0) {
    return null;
  }
  switch (key) {
    case 'ArrowDown':
      return (active + 1) % count;
    case 'ArrowUp':
      return (Math.max(active, 0) + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
