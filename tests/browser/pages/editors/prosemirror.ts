import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { Changes, dress, type Mount } from './mounted';

export const prosemirror: Mount = (place, options) => {
  const changes = new Changes();
  const state = EditorState.create({
    schema,
    plugins: [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo }), keymap(baseKeymap)],
  });
  const view: EditorView = new EditorView(place, {
    state,
    dispatchTransaction: (transaction) => {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) changes.tell();
    },
  });
  view.dom.style.cssText = 'white-space: pre-wrap; min-height: 4em';
  dress(view.dom, options);
  return {
    text: () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n', '\n'),
    onChange: changes.add,
  };
};

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
