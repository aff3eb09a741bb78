import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerPlainText } from '@lexical/plain-text';
import { HeadingNode, QuoteNode, registerRichText } from '@lexical/rich-text';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  createEditor,
  type LexicalEditor,
} from 'lexical';
import { Changes, dress, type Mount, type Mounted, type MountOptions } from './mounted';

function host(place: HTMLElement, options: MountOptions | undefined): HTMLElement {
  const box = document.createElement('div');
  box.contentEditable = 'true';
  box.style.cssText = 'min-height: 4em; white-space: pre-wrap; user-select: text';
  dress(box, options);
  place.append(box);
  return box;
}

function mounted(editor: LexicalEditor, box: HTMLElement, read: () => string): Mounted {
  const changes = new Changes();
  editor.setRootElement(box);
  registerHistory(editor, createEmptyHistoryState(), 300);
  editor.registerUpdateListener(changes.tell);
  return { text: () => editor.getEditorState().read(read), onChange: changes.add };
}

function fill(editor: LexicalEditor, text: string | undefined): void {
  if (text === undefined) return;
  editor.update(
    () => {
      const paragraph = $createParagraphNode().append($createTextNode(text));
      $getRoot().clear().append(paragraph);
      paragraph.selectEnd();
    },
    { discrete: true },
  );
}

export const lexicalRich: Mount = (place, options) => {
  const editor = createEditor({
    namespace: 'reply',
    nodes: [HeadingNode, QuoteNode],
    onError: (error) => {
      throw error;
    },
  });
  registerRichText(editor);
  const box = host(place, options);
  const result = mounted(editor, box, () =>
    $getRoot()
      .getChildren()
      .map((line) => line.getTextContent())
      .join('\n'),
  );
  fill(editor, options?.text);
  return result;
};

export const lexicalPlain: Mount = (place, options) => {
  const editor = createEditor({
    namespace: 'reply',
    onError: (error) => {
      throw error;
    },
  });
  registerPlainText(editor);
  const box = host(place, options);
  const result = mounted(editor, box, () => $getRoot().getTextContent());
  fill(editor, options?.text);
  return result;
};
