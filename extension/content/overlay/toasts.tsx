import { type JSX, render } from 'preact';
import { Icon } from '../../ui/icon';
import { trusted } from '../../ui/trusted';
import { words } from '../../ui/words';
import { createStage, type Stage } from './host';

interface Toast {
  readonly text: string;
  /** Something did not go as asked. */
  readonly problem: boolean;
  /** A text the moderator has to copy by hand. */
  readonly copyFrom?: string;
}

export interface Toasts {
  /** Does nothing once removed: what ends late has nobody to tell. */
  say(toast: Toast): void;
  remove(): void;
}

/** Long enough to read twice; problems stay until dismissed. */
const shownMilliseconds = 7000;

/** One message at a time at the foot of the viewport, announced to screen readers. */
export function createToasts(stage: Stage, onHidden: () => void = () => {}): Toasts {
  const element = document.createElement('div');
  element.className = 'bedside toasts';
  element.lang = 'en';
  element.popover = 'manual';
  element.setAttribute('role', 'status');
  stage.root.append(element);
  let timer = 0;
  let removed = false;

  function hide(): void {
    window.clearTimeout(timer);
    render(null, element);
    if (element.matches(':popover-open')) {
      element.hidePopover();
      onHidden();
    }
  }

  return {
    say(toast) {
      if (removed) {
        return;
      }
      hide();
      stage.raise();
      element.showPopover();
      render(<ToastCard toast={toast} onClose={hide} />, element);
      if (!toast.problem) {
        timer = window.setTimeout(hide, shownMilliseconds);
      }
    },
    remove() {
      removed = true;
      hide();
      element.remove();
    },
  };
}

/** Says something on a page where Bedside is not at work; nothing is left there afterwards. */
export function sayOnce(text: string): void {
  const stage = createStage();
  createToasts(stage, () => stage.remove()).say({ text, problem: false });
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose: () => void }): JSX.Element {
  return (
    <div class={`toast ${toast.problem ? 'problem' : ''}`}>
      <div class="row">
        <span class="spacer">{toast.text}</span>
        <button
          type="button"
          class="button plain square"
          aria-label={words.popover.close}
          onClick={trusted(onClose)}
        >
          <Icon name="close" />
        </button>
      </div>
      {toast.copyFrom !== undefined && (
        <textarea
          class="field"
          readOnly
          dir="auto"
          aria-label={words.insertion.copyFrom}
          value={toast.copyFrom}
          ref={(area) => area?.select()}
        />
      )}
    </div>
  );
}
