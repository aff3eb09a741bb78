import type { JSX } from 'preact';
import { trusted } from '../../ui/trusted';
import { words } from '../../ui/words';

interface HintProps {
  readonly replyKey: string;
  readonly onSetUp: () => void;
  readonly onDismiss: () => void;
}

/** Shown once, in a corner, until dismissed; it takes no focus. */
export function Hint({ replyKey, onSetUp, onDismiss }: HintProps): JSX.Element {
  return (
    <section class="inner" aria-label={words.hint.title}>
      <div class="body">
        <h2>{words.hint.title}</h2>
        <p>{words.hint.text(replyKey)}</p>
        <p class="row">
          <button type="button" class="button main" onClick={trusted(onDismiss)}>
            {words.hint.dismiss}
          </button>
          <button type="button" class="button plain" onClick={trusted(onSetUp)}>
            {words.hint.setUp}
          </button>
        </p>
      </div>
    </section>
  );
}
