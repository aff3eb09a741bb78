import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SuggestionView } from '../../generated/SuggestionView';
import type { Failed } from '../../ui/ask';
import { Icon } from '../../ui/icon';
import { trusted } from '../../ui/trusted';
import { words } from '../../ui/words';
import { Cards, step } from './cards';
import { keepFocusInside } from './focus';
import { SearchField } from './search-field';

export interface PaletteProps {
  readonly query: string;
  /** Null while the first search is under way. */
  readonly found: readonly SuggestionView[] | null;
  readonly failed: Failed | null;
  /** What is shown was found for an earlier query. */
  readonly busy: boolean;
  readonly onSearch: (query: string) => void;
  readonly onTake: (suggestion: SuggestionView) => void;
  readonly onClose: () => void;
}

const listId = 'found';

/** Search over all replies, opened by the trigger typed into a reply box. */
export function Palette(props: PaletteProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(0);
  const found = props.found ?? [];
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  useLayoutEffect(() => setActive(0), [props.found]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      props.onClose();
      return;
    }
    keepFocusInside(event, box.current);
    const caretKey = event.key === 'Home' || event.key === 'End';
    const next = caretKey ? null : step(event.key, active, found.length);
    const chosen = found[active];
    if (next !== null) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === 'Enter' && chosen && event.target === field.current) {
      event.preventDefault();
      props.onTake(chosen);
    }
  }

  return (
    <div
      ref={box}
      class="inner"
      role="dialog"
      aria-label={words.palette.label}
      onKeyDown={trusted(onKeyDown)}
    >
      <div class="head">
        <SearchField
          field={field}
          label={words.palette.label}
          placeholder={words.palette.placeholder}
          list={listId}
          count={found.length}
          active={active}
          value={props.query}
          onInput={props.onSearch}
        />
        <button
          type="button"
          class="button plain square"
          aria-label={words.popover.close}
          onClick={trusted(props.onClose)}
        >
          <Icon name="close" />
        </button>
      </div>
      <div class="body" aria-busy={props.busy}>
        {props.failed && (
          <p class="note warn" role="alert">
            {props.failed.message} {props.failed.remedy}
          </p>
        )}
        {!props.failed && props.found !== null && found.length === 0 && (
          <p class="quiet" role="status">
            {props.query === '' ? words.palette.empty : words.popover.nothingFound(props.query)}
          </p>
        )}
        {found.length > 0 && (
          <Cards
            id={listId}
            label={words.popover.results}
            suggestions={found}
            active={active}
            focusOn="field"
            onActive={setActive}
            onTake={props.onTake}
          />
        )}
      </div>
      <footer class="foot">{words.palette.keys}</footer>
    </div>
  );
}
