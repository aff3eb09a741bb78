import type { ComponentChild } from 'preact';
import type { SuggestionView } from '../../generated/SuggestionView';
import type { Answer, Failed } from '../../ui/ask';
import type { ReplyBox } from '../page/contract';
import type { Target } from '../replying';
import { besideBox } from './around-box';
import type { Stage } from './host';
import { Palette } from './palette';
import { createSurface } from './surface';

export interface PaletteDuties {
  search(box: ReplyBox, query: string): Promise<Answer<'search'>>;
  take(box: ReplyBox, suggestion: SuggestionView, target: Target): void;
}

export interface DraftPalette {
  isOpen(): boolean;
  /** Opens at a box; `trigger` is the range of its text that the choice replaces. */
  open(box: ReplyBox, trigger: Range | null): void;
  follow(): void;
  close(): void;
  remove(): void;
}

/** UTF-16 units, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The palette over all replies, at a reply box. */
export function createDraftPalette(stage: Stage, duties: PaletteDuties): DraftPalette {
  const surface = createSurface(stage, 'palette');
  let state: {
    readonly box: ReplyBox;
    readonly trigger: Range | null;
    query: string;
    found: readonly SuggestionView[] | null;
    failed: Failed | null;
    busy: boolean;
  } | null = null;

  function draw(): ComponentChild {
    return (
      state && (
        <Palette
          query={state.query}
          found={state.found}
          failed={state.failed}
          busy={state.busy}
          onSearch={(query) => void search(query)}
          onTake={take}
          onClose={() => {
            const at = state?.trigger?.end;
            const box = state?.box;
            close();
            box?.focus();
            if (at !== undefined) {
              box?.select(at, at);
            }
          }}
        />
      )
    );
  }

  async function search(query: string): Promise<void> {
    const asked = state;
    if (asked === null) {
      return;
    }
    asked.query = query;
    asked.busy = true;
    surface.draw(draw());
    const answer = await duties.search(asked.box, query);
    if (state === asked && asked.query === query) {
      asked.busy = false;
      asked.failed = answer.kind === 'failed' ? answer : null;
      asked.found = answer.kind === 'failed' ? [] : answer.results;
      surface.draw(draw());
    }
  }

  function take(suggestion: SuggestionView): void {
    if (state === null) {
      return;
    }
    const { box, trigger } = state;
    close();
    duties.take(
      box,
      suggestion,
      trigger ? { into: 'range', box, ...trigger } : { into: 'box', box },
    );
  }

  function close(): void {
    state = null;
    surface.close();
  }

  return {
    isOpen: surface.isOpen,
    open(box, trigger) {
      state = { box, trigger, query: '', found: null, failed: null, busy: true };
      surface.open(draw(), besideBox(box));
      void search('');
    },
    follow: surface.follow,
    close,
    remove: surface.remove,
  };
}

/** Changes come once per frame, so a fast typist brings several letters; more than that is a paste. */
const mostTypedAtOnce = 12;

/** Where a trigger was just typed: it stands in the new text and did not in the old. */
export function typedTrigger(before: string, after: string, trigger: string): Range | null {
  const grown = after.length - before.length;
  if (trigger === '' || grown <= 0 || grown > mostTypedAtOnce) {
    return null;
  }
  let same = 0;
  while (same < before.length && before[same] === after[same]) {
    same += 1;
  }
  const end = same + grown;
  const start = end - trigger.length;
  const onlyAdded = after.slice(end) === before.slice(same);
  return onlyAdded && start >= 0 && after.slice(start, end) === trigger ? { start, end } : null;
}
