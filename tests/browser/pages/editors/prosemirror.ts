import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import type { Node } from 'prosemirror-model';
import { schema } from 'prosemirror-schema-basic';
import { EditorState, type EditorStateConfig } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { Changes, dress, type Mount, type Mounted, type MountOptions } from './mounted';

export const prosemirror: Mount = (place, options) =>
  mountProsemirror(place, options, { schema }, (doc) =>
    doc.textBetween(0, doc.content.size, '\n', '\n'),
  );

/** The editor with what it holds at first, and how that is read. */
export function mountProsemirror(
  place: HTMLElement,
  options: MountOptions | undefined,
  first: Pick<EditorStateConfig, 'schema' | 'doc'>,
  textOf: (doc: Node) => string,
): Mounted {
  const changes = new Changes();
  const view: EditorView = new EditorView(place, {
    state: EditorState.create({
      ...first,
      plugins: [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo }), keymap(baseKeymap)],
    }),
    dispatchTransaction: (transaction) => {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) changes.tell();
    },
  });
  view.dom.style.cssText = 'white-space: pre-wrap; min-height: 4em';
  dress(view.dom, options);
  return { text: () => textOf(view.state.doc), onChange: changes.add };
}

export const tiptap: Mount = (place, options) => {
  const changes = new Changes();
  const editor = new Editor({
    element: place,
    extensions: [StarterKit],
    content: options?.text ?? '',
    onUpdate: changes.tell,
  });
  dress(editor.view.dom, options);
  return { text: () => editor.getText({ blockSeparator: '\n' }), onChange: changes.add };
};
