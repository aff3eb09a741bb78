/** The texts and editors of `docs/editors.md`, and the document itself. */

export interface Outcome {
  readonly outcome: string;
  /** The editor's own model held exactly the text. */
  readonly exact: boolean;
  /** The page's post button came on. */
  readonly awake: boolean;
  /** Presses of the page's own undo until the box was as before. */
  readonly steps: number | null;
}

const paragraph =
  'Thank you for telling us about the long wait at the desk. Our patient relations team reads every message and answers within one working day. ';

export const sampleTexts: Readonly<Record<string, string>> = {
  'one line': 'Thank you for your message about the waiting time.',
  'many lines':
    'Thank you for your message.\n\nWe have passed it on today.\nPatient relations team',
  emoji: 'Thank you 👋🏽 for the kind words 👩‍⚕️ ❤️',
  Arabic: 'شكرًا لرسالتك.\n\nنعتذر عن الانتظار الطويل في القسم.',
  '5,000 characters': `${paragraph.repeat(18).trimEnd()}\n\n${paragraph.repeat(18)}`
    .slice(0, 4990)
    .trimEnd()
    .padEnd(5000, '.'),
  '10,000 characters': `${paragraph.repeat(36).trimEnd()}\n${paragraph.repeat(36)}`
    .slice(0, 9990)
    .trimEnd()
    .padEnd(10_000, '.'),
};

export const editorKinds = [
  { id: 'textarea', name: 'Text field', heavy: false },
  { id: 'reactTextarea', name: 'Text field driven by React', heavy: false },
  { id: 'contenteditable', name: 'Plain contenteditable', heavy: false },
  { id: 'lexicalRich', name: 'Lexical, rich text', heavy: false },
  { id: 'lexicalPlain', name: 'Lexical, plain text', heavy: false },
  { id: 'draft', name: 'Draft.js', heavy: false },
  { id: 'prosemirror', name: 'ProseMirror', heavy: false },
  { id: 'tiptap', name: 'TipTap', heavy: false },
  { id: 'quill1', name: 'Quill 1', heavy: false },
  { id: 'quill2', name: 'Quill 2', heavy: false },
  { id: 'slate', name: 'Slate', heavy: false },
  { id: 'ckeditor', name: 'CKEditor 5', heavy: true },
  { id: 'tinymceFrame', name: 'TinyMCE, in a frame', heavy: true },
  { id: 'froalaLike', name: 'Froala-like', heavy: false },
] as const;

/** Boxes that open with a mention; see `mentions.ts`. */
export const mentionKinds = [
  'mentionTextarea',
  'mentionReactTextarea',
  'mentionContenteditable',
  'mentionLexical',
  'mentionDraft',
  'mentionProsemirror',
  'mentionTiptap',
  'mentionQuill1',
  'mentionQuill2',
  'mentionSlate',
] as const;

type Outcomes = Readonly<Record<string, Readonly<Record<string, Outcome>>>>;

export function editorTable(chromium: Outcomes, firefox: Outcomes): string {
  const samples = Object.keys(sampleTexts);
  const rows = editorKinds.map(({ id, name }) => {
    const cells = samples.map(
      (sample) => `${cell(chromium[id]?.[sample])} / ${cell(firefox[id]?.[sample])}`,
    );
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  return `# Editors

Written by \`tests/browser/editors.test.ts\`: what came of inserting a reply into each real editor, in
Chromium / in Firefox. **exact** means that the editor's own model held exactly the text, once, and that
the page's post button came on. The number is how often the page's own undo had to be pressed until the
box was empty again.

| editor | ${samples.join(' | ')} |
|---|${samples.map(() => '---|').join('')}
${rows.join('\n')}
`;
}

function cell(outcome: Outcome | undefined): string {
  if (outcome === undefined) return '–';
  const words = outcome.exact && outcome.awake ? 'exact' : outcome.outcome;
  return outcome.steps === null ? `${words}, no undo` : `${words}, ${outcome.steps}`;
}
