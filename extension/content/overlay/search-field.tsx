import type { JSX, Ref } from 'preact';
import { Icon } from '../../ui/icon';
import { trusted } from '../../ui/trusted';
import { cardId } from './cards';

interface SearchFieldProps {
  readonly field: Ref<HTMLInputElement>;
  readonly label: string;
  readonly placeholder: string;
  /** Id of the cards it searches, and how many there are. */
  readonly list: string;
  readonly count: number;
  /** Index of the card that Enter takes. */
  readonly active: number;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onFocus?: () => void;
}

/** A field over a list of cards: it keeps the focus while the arrows choose, and says what is chosen. */
export function SearchField(props: SearchFieldProps): JSX.Element {
  const { list, count } = props;
  return (
    <label class="search">
      <Icon name="search" />
      <input
        ref={props.field}
        class="field"
        type="text"
        dir="auto"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={props.label}
        aria-expanded={count > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={count > 0 ? cardId(list, Math.max(props.active, 0)) : undefined}
        placeholder={props.placeholder}
        value={props.value}
        onInput={trusted((event) => props.onInput((event.currentTarget as HTMLInputElement).value))}
        onFocus={props.onFocus}
      />
    </label>
  );
}
