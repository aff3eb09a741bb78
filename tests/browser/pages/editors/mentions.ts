/**
 * Boxes that open with whom they address: a chip that the editor treats as one piece, or plain
 * text. Where a chip stands, the model says so in double brackets.
 */
import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { Editor as TiptapEditor, Node as TiptapNode } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import {
  CompositeDecorator,
  type ContentBlock,
  convertFromRaw,
  Editor,
  EditorState,
} from 'draft-js';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  createEditor,
  DecoratorNode,
  type NodeKey,
} from 'lexical';
import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Schema } from 'prosemirror-model';
import { schema } from 'prosemirror-schema-basic';
import { EditorState as ProseState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import Quill from 'quill';
import Quill1 from 'quill1';
import { createElement, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createEditor as createSlate, Element as SlateElement, Node as SlateNode } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, type RenderElementProps, Slate, withReact } from 'slate-react';
import { Changes, dress, type Mount } from './mounted';
import { reactTextarea, textarea } from './plain';

const name = '@Maria';
const chip = `[[${name}]]`;

const mentionTextarea: Mount = (place, options) =>
  textarea(place, { ...options, text: `${name} ` });

const mentionReactTextarea: Mount = (place, options) =>
  reactTextarea(place, { ...options, text: `${name} ` });

const mentionContenteditable: Mount = (place, options) => {
  const changes = new Changes();
  const box = document.createElement('div');
  box.contentEditable = 'true';
  box.style.cssText = 'min-height: 4em; white-space: pre-wrap';
  dress(box, options);
  const mention = document.createElement('span');
  mention.contentEditable = 'false';
  mention.textContent = name;
  box.append(mention, ' ');
  box.addEventListener('input', changes.tell);
  place.append(box);
  const standing = (): string =>
    box.innerText.replace(name, mention.isConnected ? chip : name).replace(/\n$/u, '');
  return { text: () => standing().replaceAll('\u00a0', ' '), onChange: changes.add };
};

class MentionNode extends DecoratorNode<null> {
  static override getType(): string {
    return 'mention';
  }
  static override clone(node: MentionNode): MentionNode {
    return new MentionNode(node.__key as NodeKey);
  }
  override createDOM(): HTMLElement {
    const span = document.createElement('span');
    span.textContent = name;
    return span;
  }
  override updateDOM(): boolean {
    return false;
  }
  override isInline(): boolean {
    return true;
  }
  override getTextContent(): string {
    return chip;
  }
  override decorate(): null {
    return null;
  }
}

const mentionLexical: Mount = (place, options) => {
  const changes = new Changes();
  const editor = createEditor({
    namespace: 'reply',
    nodes: [MentionNode],
    onError: (error) => {
      throw error;
    },
  });
  registerRichText(editor);
  const box = document.createElement('div');
  box.contentEditable = 'true';
  box.style.cssText = 'min-height: 4em; white-space: pre-wrap; user-select: text';
  dress(box, options);
  place.append(box);
  editor.setRootElement(box);
  editor.update(
    () => {
      const line = $createParagraphNode().append(new MentionNode(), $createTextNode(' '));
      $getRoot().clear().append(line);
    },
    { discrete: true },
  );
  registerHistory(editor, createEmptyHistoryState(), 300);
  editor.registerUpdateListener(changes.tell);
  const read = (): string =>
    $getRoot()
      .getChildren()
      .map((line) => line.getTextContent())
      .join('\n');
  return { text: () => editor.getEditorState().read(read), onChange: changes.add };
};

const mentionDraft: Mount = (place, options) => {
  const changes = new Changes();
  const find = (block: ContentBlock, found: (start: number, end: number) => void): void =>
    block.findEntityRanges((character) => character.getEntity() !== null, found);
  const decorator = new CompositeDecorator([
    {
      strategy: find,
      component: ({ children }) => createElement('span', { className: 'mention' }, children),
    },
  ]);
  const content = convertFromRaw({
    entityMap: { 0: { type: 'mention', mutability: 'IMMUTABLE', data: {} } },
    blocks: [
      {
        key: 'first',
        type: 'unstyled',
        depth: 0,
        inlineStyleRanges: [],
        text: `${name} `,
        entityRanges: [{ key: 0, offset: 0, length: name.length }],
      },
    ],
  });
  let state = EditorState.createWithContent(content, decorator);
  function Box() {
    const [value, setValue] = useState(state);
    state = value;
    return createElement(Editor, {
      editorState: value,
      ariaLabel: options?.label,
      role: 'textbox',
      onChange: (next: EditorState) => {
        setValue(next);
        setTimeout(changes.tell);
      },
    });
  }
  flushSync(() => createRoot(place).render(createElement(Box)));
  const text = (): string => {
    const current = state.getCurrentContent();
    let chips = 0;
    find(current.getFirstBlock(), () => {
      chips += 1;
    });
    return current.getPlainText('\n').replace(name, chips === 1 ? chip : name);
  };
  return { text, onChange: changes.add };
};

const mentionProsemirror: Mount = (place, options) => {
  const changes = new Changes();
  const own = new Schema({
    nodes: schema.spec.nodes.addToEnd('mention', {
      group: 'inline',
      inline: true,
      atom: true,
      toDOM: () => ['span', { class: 'mention', contenteditable: 'false' }, name],
      leafText: () => chip,
    }),
    marks: schema.spec.marks,
  });
  // As sites do that put no space after the chip.
  const doc = own.node('doc', null, [own.node('paragraph', null, [own.node('mention')])]);
  const view: EditorView = new EditorView(place, {
    state: ProseState.create({
      doc,
      plugins: [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo }), keymap(baseKeymap)],
    }),
    dispatchTransaction: (transaction) => {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) changes.tell();
    },
  });
  view.dom.style.cssText = 'white-space: pre-wrap; min-height: 4em';
  dress(view.dom, options);
  return {
    text: () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n'),
    onChange: changes.add,
  };
};

const mentionTiptap: Mount = (place, options) => {
  const changes = new Changes();
  const mention = TiptapNode.create({
    name: 'mention',
    group: 'inline',
    inline: true,
    atom: true,
    renderHTML: () => ['span', { class: 'mention', contenteditable: 'false' }, name],
    renderText: () => chip,
  });
  const editor = new TiptapEditor({
    element: place,
    extensions: [StarterKit, mention],
    content: {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'mention' }, { type: 'text', text: ' ' }] }],
    },
    onUpdate: changes.tell,
  });
  dress(editor.view.dom, options);
  return { text: () => editor.getText({ blockSeparator: '\n' }), onChange: changes.add };
};

/** The parts of either Quill that are used here. */
interface AnyQuill {
  readonly root: HTMLElement;
  on(event: string, listener: () => void): void;
  getContents(): { readonly ops: readonly { readonly insert?: string | object }[] };
  setContents(contents: object, source: string): void;
  readonly history: { clear(): void };
}

function mentionQuill(
  make: (place: HTMLElement) => AnyQuill,
  embed: new () => object,
  register: (blot: object) => void,
): Mount {
  return (place, options) => {
    const changes = new Changes();
    class Mention extends (embed as new (...args: never[]) => object) {
      static blotName = 'mention';
      static tagName = 'span';
      static className = 'mention';
      static create(): HTMLElement {
        const node = document.createElement('span');
        node.className = 'mention';
        node.textContent = name;
        return node;
      }
      static value(): boolean {
        return true;
      }
    }
    register(Mention);
    const quill = make(place);
    const contents = { ops: [{ insert: { mention: true } }, { insert: ' \n' }] };
    quill.setContents(contents, 'silent');
    quill.history.clear();
    quill.on('text-change', changes.tell);
    quill.root.style.whiteSpace = 'pre-wrap';
    dress(quill.root, options);
    const text = (): string =>
      quill
        .getContents()
        .ops.map(({ insert }) => (typeof insert === 'string' ? insert : chip))
        .join('')
        .replace(/\n$/u, '');
    return { text, onChange: changes.add };
  };
}

const plain = { modules: { toolbar: false } };
const mentionQuill2 = mentionQuill(
  (place) => new Quill(place, plain) as unknown as AnyQuill,
  Quill.import('blots/embed') as new () => object,
  (blot) => Quill.register('formats/mention', blot as Parameters<typeof Quill.register>[1], true),
);
const mentionQuill1 = mentionQuill(
  (place) => new Quill1(place, plain) as unknown as AnyQuill,
  Quill1.import('blots/embed'),
  (blot) => Quill1.register({ 'formats/mention': blot }, true),
);

const mentionSlate: Mount = (place, options) => {
  const changes = new Changes();
  const editor = withHistory(withReact(createSlate()));
  const isMention = (element: unknown): boolean =>
    (element as { readonly type?: string }).type === 'mention';
  const { isInline, isVoid } = editor;
  editor.isInline = (element) => isMention(element) || isInline(element);
  editor.isVoid = (element) => isMention(element) || isVoid(element);
  const initialValue = [
    {
      type: 'paragraph',
      children: [{ text: '' }, { type: 'mention', children: [{ text: '' }] }, { text: ' ' }],
    },
  ];
  const renderElement = ({ attributes, children, element }: RenderElementProps) =>
    isMention(element)
      ? createElement('span', { ...attributes, contentEditable: false }, name, children)
      : createElement('div', attributes, children);
  const editable = createElement(Editable, {
    'aria-label': options?.label,
    style: { minHeight: '4em' },
    renderElement,
  });
  flushSync(() =>
    createRoot(place).render(
      createElement(
        Slate,
        { editor, initialValue, onChange: changes.tell } as unknown as Parameters<typeof Slate>[0],
        editable,
      ),
    ),
  );
  const words = (node: SlateNode): string =>
    SlateElement.isElement(node)
      ? isMention(node)
        ? chip
        : node.children.map(words).join('')
      : SlateNode.string(node);
  return { text: () => editor.children.map(words).join('\n'), onChange: changes.add };
};

export const mentions: Readonly<Record<string, Mount>> = {
  mentionTextarea,
  mentionReactTextarea,
  mentionContenteditable,
  mentionLexical,
  mentionDraft,
  mentionProsemirror,
  mentionTiptap,
  mentionQuill1,
  mentionQuill2,
  mentionSlate,
};
