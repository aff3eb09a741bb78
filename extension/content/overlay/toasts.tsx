import { type JSX, render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon';
import { trusted } from '../../ui/trusted';
import { words } from '../../ui/words';
import { rememberFocus } from './focus';
import { createStage, type Stage } from './host';

interface Toast {
  readonly text: string;
  /** Something did not go as asked. */
  readonly problem: boolean;
  /** A text the moderator can copy by hand. */
  readonly copyFrom?: string;
  /** It can be had in no other way, so it has the focus and is selected. */
  readonly byHand?: boolean;
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
  let open = false;
  let removed = false;
  let timer = 0;
  let giveBack: () => void = () => {};

  function hide(): void {
    window.clearTimeout(timer);
    render(null, element);
    stage.hide(element);
    if (open) {
      open = false;
      onHidden();
    }
  }

  function close(): void {
    const hadFocus = element.contains(stage.focused());
    hide();
    if (hadFocus) {
      giveBack();
    }
  }

  return {
    say(toast) {
      if (removed) {
        return;
      }
      hide();
      open = true;
      giveBack = rememberFocus(stage);
      stage.show(element);
      render(<ToastCard toast={toast} onClose={close} />, element);
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

/** What {@link sayOnce} says now. */
let saidOnce: Toasts | null = null;

/** Says something on a page where Bedside is not at work; nothing is left there afterwards. */
export function sayOnce(text: string): void {
  endSaying();
  const stage = createStage();
  saidOnce = createToasts(stage, () => stage.remove());
  saidOnce.say({ text, problem: false });
}

/** Takes away what {@link sayOnce} says, because Bedside begins its work or ends it. */
export function endSaying(): void {
  saidOnce?.remove();
  saidOnce = null;
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose: () => void }): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (toast.byHand) {
      area.current?.focus({ preventScroll: true });
      area.current?.select();
    }
  }, [toast]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing) {
      event.preventDefault();
      onClose();
    }
  }

  return (
    <div class={`toast ${toast.problem ? 'problem' : ''}`} onKeyDown={trusted(onKeyDown)}>
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
          ref={area}
          class="field"
          readOnly
          dir="auto"
          aria-label={words.insertion.copyFrom}
          value={toast.copyFrom}
        />
      )}
    </div>
  );
}
