import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ActionView } from '../../generated/ActionView';
import type { Incident } from '../../generated/Incident';
import type { PageComment } from '../../generated/PageComment';
import type { ReadingView } from '../../generated/ReadingView';
import type { SuggestionView } from '../../generated/SuggestionView';
import type { Failed } from '../../ui/ask';
import { CommentCopy } from '../../ui/comment-copy';
import { Icon } from '../../ui/icon';
import { IncidentBanner } from '../../ui/incident';
import { trusted } from '../../ui/trusted';
import { words } from '../../ui/words';
import { Cards, step } from './cards';
import { keepFocusInside } from './focus';
import { SearchField } from './search-field';

/** What the popover shows at a moment. */
export interface PopoverView {
  readonly comment: PageComment;
  /** Null until read. */
  readonly reading: ReadingView | null;
  /** Null while they are being fetched. */
  readonly suggestions: readonly SuggestionView[] | Failed | null;
  readonly actions: readonly ActionView[];
  /** The incident being handled, and its statement for this comment once it is there. */
  readonly incident: Incident | null;
  readonly statement: SuggestionView | null;
  /** The tag whose evidence is marked at first. */
  readonly tag: string | null;
  readonly query: string;
  /** What the search found; null without a query. */
  readonly found: readonly SuggestionView[] | Failed | null;
}

export interface PopoverProps {
  readonly view: PopoverView;
  readonly onTake: (suggestion: SuggestionView) => void;
  readonly onAction: (action: ActionView) => void;
  readonly onSearch: (query: string) => void;
  readonly onShow: () => void;
  readonly onClose: () => void;
}

const listId = 'replies';

/** Reading, replies and actions for one comment. */
export function Popover(props: PopoverProps): JSX.Element {
  const { view } = props;
  const { statement } = view;
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(0);
  const [searching, setSearching] = useState(false);
  const author = view.comment.author ?? words.chips.someone;
  const answer = view.found ?? view.suggestions;
  const failed = answer !== null && 'kind' in answer ? answer : null;
  const replies = answer === null || 'kind' in answer ? null : answer;

  useLayoutEffect(() => setActive(0), [replies]);
  useLayoutEffect(() => {
    // Until there is a card to stand on, the popover itself holds the focus.
    if (!searching && (replies === null || replies.length === 0)) {
      box.current?.focus({ preventScroll: true });
    }
  }, [searching, replies]);

  function onKeyDown(event: KeyboardEvent): void {
    const inField = event.target === field.current;
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      if (view.query !== '' || inField) {
        props.onSearch('');
        setSearching(false);
      } else {
        props.onClose();
      }
      return;
    }
    keepFocusInside(event, box.current);
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const next =
      inField && (event.key === 'Home' || event.key === 'End')
        ? null
        : step(event.key, active, replies?.length ?? 0);
    if (next !== null && (inField || onCardOrBox(event.target))) {
      event.preventDefault();
      setActive(inField && event.key === 'ArrowDown' && !searching ? 0 : next);
      setSearching(inField);
      return;
    }
    const chosen = replies?.[active];
    if (event.key === 'Enter' && chosen && (inField || onCardOrBox(event.target))) {
      event.preventDefault();
      props.onTake(chosen);
      return;
    }
    if (inField || event.key.length !== 1) {
      return;
    }
    const numbered = /^[1-9]$/.test(event.key) ? replies?.[Number(event.key) - 1] : undefined;
    if (numbered) {
      event.preventDefault();
      props.onTake(numbered);
    } else if (/\S/.test(event.key) && onCardOrBox(event.target)) {
      event.preventDefault();
      setSearching(true);
      field.current?.focus();
      props.onSearch(event.key);
    }
  }

  function onCardOrBox(target: EventTarget | null): boolean {
    return (
      target === box.current ||
      (target instanceof Element && target.getAttribute('role') === 'option')
    );
  }

  return (
    <div
      ref={box}
      class="inner"
      role="dialog"
      tabIndex={-1}
      aria-label={words.popover.label(author)}
      onKeyDown={trusted(onKeyDown)}
    >
      <header class="head">
        <h2 title={author}>{words.popover.by(author)}</h2>
        <button type="button" class="button plain slim" onClick={trusted(props.onShow)}>
          {words.popover.showComment}
        </button>
        <button
          type="button"
          class="button plain square"
          aria-label={words.popover.close}
          onClick={trusted(props.onClose)}
        >
          <Icon name="close" />
        </button>
      </header>
      {view.incident && (
        <IncidentBanner
          incident={view.incident}
          onStatement={statement ? () => props.onTake(statement) : undefined}
        />
      )}
      <div class="body">
        <CommentCopy comment={view.comment} reading={view.reading} tag={view.tag} />
        <SearchField
          field={field}
          label={words.popover.search}
          placeholder={words.popover.searchHint}
          list={listId}
          count={replies?.length ?? 0}
          active={active}
          value={view.query}
          onInput={(query) => {
            setSearching(true);
            props.onSearch(query);
          }}
          onFocus={() => setSearching(true)}
        />
        <Replies
          view={view}
          failed={failed}
          replies={replies}
          active={active}
          searching={searching}
          onActive={(index) => {
            setSearching(false);
            setActive(index);
          }}
          onTake={props.onTake}
        />
        {view.actions.length > 0 && <Actions actions={view.actions} onAction={props.onAction} />}
      </div>
      <footer class="foot">{words.popover.keys}</footer>
    </div>
  );
}

interface RepliesProps {
  readonly view: PopoverView;
  readonly failed: Failed | null;
  readonly replies: readonly SuggestionView[] | null;
  readonly active: number;
  readonly searching: boolean;
  readonly onActive: (index: number) => void;
  readonly onTake: (suggestion: SuggestionView) => void;
}

function Replies({
  view,
  failed,
  replies,
  active,
  searching,
  onActive,
  onTake,
}: RepliesProps): JSX.Element {
  if (failed !== null) {
    return (
      <p class="note warn" role="alert">
        {failed.message} {failed.remedy}
      </p>
    );
  }
  if (replies === null) {
    return <Still label={words.popover.loading} />;
  }
  if (replies.length === 0) {
    return (
      <p class="quiet" role="status">
        {view.query === '' ? words.popover.nothing : words.popover.nothingFound(view.query)}
      </p>
    );
  }
  return (
    <Cards
      id={listId}
      label={view.found === null ? words.popover.suggestions : words.popover.results}
      suggestions={replies}
      active={active}
      focusOn={searching ? 'field' : 'card'}
      onActive={onActive}
      onTake={onTake}
    />
  );
}

/** A placeholder that holds the place and does not move. */
function Still({ label }: { label: string }): JSX.Element {
  return (
    <div class="still" role="status" aria-label={label}>
      <i style={{ inlineSize: '70%' }} />
      <i />
      <i style={{ inlineSize: '85%' }} />
    </div>
  );
}

interface ActionsProps {
  readonly actions: readonly ActionView[];
  readonly onAction: (action: ActionView) => void;
}

/** What to do besides replying. Bedside does none of it by itself; it hands over what is needed. */
function Actions({ actions, onAction }: ActionsProps): JSX.Element {
  return (
    <section class="stack">
      <h3>{words.popover.actions}</h3>
      {actions.map((action) => (
        <div class="action" key={action.id}>
          <div>
            <p>{action.label}</p>
            <p class="small quiet">{action.why}</p>
          </div>
          <button
            type="button"
            class="button slim"
            aria-label={`${actionWord(action)}: ${action.label}`}
            onClick={trusted(() => onAction(action))}
          >
            {actionWord(action)}
          </button>
        </div>
      ))}
    </section>
  );
}

/** What happens at the comment itself is done with the page's own menu; the rest is handed over. */
export function isDoneOnPage(action: ActionView): boolean {
  return action.id === 'hide' || action.id === 'report-to-platform' || action.id === 'no-reply';
}

function actionWord(action: ActionView): string {
  return isDoneOnPage(action) ? words.popover.showComment : words.popover.copyNote;
}
