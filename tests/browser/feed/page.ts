/** The sample feed's own script: a Lexical reply box under each comment, as the page's framework would make it. */
import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerPlainText } from '@lexical/plain-text';
import { $getRoot, createEditor, type LexicalEditor } from 'lexical';

declare global {
  interface Window {
    /** For tests: what the page itself holds and would submit. */
    feed: {
      draftOf(comment: string): string | null;
      canSubmit(comment: string): boolean;
      readonly posted: readonly { readonly comment: string; readonly text: string }[];
    };
  }
}

interface Composer {
  readonly form: HTMLElement;
  readonly editor: LexicalEditor;
  readonly submit: HTMLElement;
}

const composers = new Map<string, Composer>();
const posted: { comment: string; text: string }[] = [];

window.feed = {
  draftOf: (comment) => textOf(composers.get(comment)),
  canSubmit: (comment) => composers.get(comment)?.submit.ariaDisabled === 'false',
  posted,
};

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('[data-answers]');
  if (button?.dataset.answers) {
    open(button.dataset.answers, button.dataset.author ?? '');
  }
});

document.addEventListener('keydown', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('[role=button]');
  if (button && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    button.click();
  }
});

function open(comment: string, author: string): void {
  const composer = composers.get(comment) ?? create(comment, author);
  composers.set(comment, composer);
  composer.editor.focus();
}

function create(comment: string, author: string): Composer {
  const form = document.createElement('form');
  form.setAttribute('role', 'presentation');
  form.className = 'composer';
  const box = document.createElement('div');
  box.className = 'box';
  box.contentEditable = 'true';
  box.role = 'textbox';
  box.tabIndex = 0;
  box.spellcheck = true;
  box.ariaLabel = `Reply to ${author}`;
  box.setAttribute('aria-placeholder', `Reply to ${author}…`);
  const submit = document.createElement('div');
  submit.role = 'button';
  submit.tabIndex = 0;
  submit.className = 'send';
  submit.ariaLabel = 'Post comment';
  submit.ariaDisabled = 'true';
  submit.textContent = '➤';
  form.append(box, submit);
  document.querySelector(`[data-place="${comment}"]`)?.append(form);

  const editor = createEditor({
    namespace: 'reply',
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(box);
  registerPlainText(editor);
  registerHistory(editor, createEmptyHistoryState(), 300);
  const composer = { form, editor, submit };
  editor.registerUpdateListener(() => {
    const text = textOf(composer) ?? '';
    submit.ariaDisabled = String(text.trim() === '');
    box.classList.toggle('empty', text === '');
  });
  submit.addEventListener('click', () => {
    if (submit.ariaDisabled === 'false') {
      posted.push({ comment, text: textOf(composer) ?? '' });
      editor.update(() => $getRoot().clear());
    }
  });
  return composer;
}

function textOf(composer: Composer | undefined): string | null {
  return composer?.editor.getEditorState().read(() => $getRoot().getTextContent()) ?? null;
}
