import type { FindingView } from '../../generated/FindingView';
import type { Verdict } from '../checking';
import { besideBox } from './around-box';
import { GuardDialog } from './guard';
import type { Stage } from './host';
import { createSurface } from './surface';

export interface GuardQuestion {
  readonly verdict: Verdict;
  /** Those of severity `block` that stand. */
  readonly findings: readonly FindingView[];
  readonly reasonNeeded: boolean;
  readonly onFix: () => void;
  readonly onEdit: () => void;
  readonly onPost: (reason: string) => void;
}

export interface PostGuard {
  /** Gives it the focus again; false when it is not open. */
  focus(): boolean;
  ask(question: GuardQuestion): void;
  follow(): void;
  close(): void;
  remove(): void;
}

/** The dialog that asks once before a draft with something to fix is posted. */
export function createPostGuard(stage: Stage): PostGuard {
  const surface = createSurface(stage, 'guard');
  return {
    focus() {
      surface.focusFirst();
      return surface.isOpen();
    },
    ask({ verdict, findings, reasonNeeded, onFix, onEdit, onPost }) {
      const { box } = verdict;
      const first = findings[0];
      surface.open(
        <GuardDialog
          text={verdict.text}
          failed={verdict.failed}
          findings={findings}
          reasonNeeded={reasonNeeded}
          onFix={() => {
            surface.close();
            onFix();
          }}
          onEdit={() => {
            surface.close();
            onEdit();
            box.focus();
            if (first && box.text() === verdict.text) {
              box.select(first.span.start, first.span.end);
            }
          }}
          onPost={(reason) => {
            surface.close();
            onPost(reason);
          }}
        />,
        besideBox(box),
      );
    },
    follow: surface.follow,
    close: surface.close,
    remove: surface.remove,
  };
}
