import type { ComponentChild } from 'preact';
import type { ActionView } from '../../generated/ActionView';
import type { Incident } from '../../generated/Incident';
import type { PageComment } from '../../generated/PageComment';
import type { ReadingView } from '../../generated/ReadingView';
import type { SuggestionView } from '../../generated/SuggestionView';
import type { Answer } from '../../ui/ask';
import type { Stage } from './host';
import type { Box } from './place';
import { Popover, type PopoverView } from './popover';
import { createSurface } from './surface';

/** What the popover needs from the session. */
export interface PopoverDuties {
  rectOf(key: string): Box | null;
  /** The reply box that is open, with its post button. */
  room(): readonly Box[];
  /** The incident being handled. */
  incident(): Incident | null;
  suggest(comment: PageComment): Promise<Answer<'suggest'>>;
  search(comment: PageComment, query: string): Promise<Answer<'search'>>;
  /** Suggestions were drawn. */
  shown(comment: PageComment, suggestions: readonly SuggestionView[]): void;
  take(comment: PageComment, suggestion: SuggestionView): void;
  act(comment: PageComment, reading: ReadingView | null, action: ActionView): void;
  goTo(comment: PageComment): void;
}

export interface RepliesPopover {
  /** `giveBack` returns the focus to where it was. */
  open(
    comment: PageComment,
    reading: ReadingView | null,
    tag: string | null,
    giveBack: () => void,
  ): void;
  follow(): void;
  close(focus: 'give-back' | 'leave'): void;
  remove(): void;
}

/** The popover of one comment at a time: what it shows, and what becomes of a choice. */
export function createRepliesPopover(stage: Stage, duties: PopoverDuties): RepliesPopover {
  const surface = createSurface(stage, 'popover');
  let view: PopoverView | null = null;
  let giveBack: () => void = () => {};

  function update(change: Partial<PopoverView>): void {
    if (view !== null) {
      view = { ...view, ...change };
      surface.draw(draw(view));
    }
  }

  function draw(shown: PopoverView): ComponentChild {
    const { comment } = shown;
    return (
      <Popover
        key={comment.key}
        view={shown}
        onTake={(suggestion) => {
          close('leave');
          duties.take(comment, suggestion);
        }}
        onAction={(action) => {
          close('give-back');
          duties.act(comment, shown.reading, action);
        }}
        onSearch={(query) => void search(comment, query)}
        onShow={() => {
          close('leave');
          duties.goTo(comment);
        }}
        onClose={() => close('give-back')}
      />
    );
  }

  async function fetchSuggestions(comment: PageComment): Promise<void> {
    const answer = await duties.suggest(comment);
    if (view?.comment !== comment) {
      return;
    }
    if (answer.kind === 'failed') {
      update({ suggestions: answer });
      return;
    }
    const { reading, suggestions, actions, statement } = answer;
    update({ reading, suggestions, actions, statement });
    duties.shown(comment, suggestions);
  }

  async function search(comment: PageComment, query: string): Promise<void> {
    update(query.trim() === '' ? { query, found: null } : { query });
    if (query.trim() === '') {
      return;
    }
    const answer = await duties.search(comment, query);
    if (view?.comment === comment && view.query === query) {
      update({ found: answer.kind === 'failed' ? answer : answer.results });
    }
  }

  function close(focus: 'give-back' | 'leave'): void {
    if (view === null) {
      return;
    }
    view = null;
    surface.close();
    if (focus === 'give-back') {
      giveBack();
    }
  }

  return {
    open(comment, reading, tag, back) {
      giveBack = back;
      view = {
        comment,
        reading,
        tag,
        suggestions: null,
        actions: [],
        incident: duties.incident(),
        statement: null,
        query: '',
        found: null,
      };
      const room = duties.room();
      surface.open(draw(view), {
        rect: () => duties.rectOf(comment.key),
        keepClear: () => room,
        rightToLeft: reading?.direction === 'rtl',
      });
      void fetchSuggestions(comment);
    },
    follow: surface.follow,
    close,
    remove: surface.remove,
  };
}
