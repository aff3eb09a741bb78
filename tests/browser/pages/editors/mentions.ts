/**
 * Boxes that open with whom they address: a chip that the editor treats as one piece, or plain
 * text. Where a chip stands, the model says so in double brackets.
 */
import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { Editor as TiptapEditor, Node as TiptapNode } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { CompositeDecorator, type ContentBlock, convertFromRaw, EditorState } from 'draft-js';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  createEditor,
  DecoratorNode,
  type NodeKey,
} from 'lexical';
import { Schema } from 'prosemirror-model';
import { schema } from 'prosemirror-schema-basic';
import Quill from 'quill';
import Quill1 from 'quill1';
import { createElement } from 'react';
import { Element as SlateElement, Node as SlateNode } from 'slate';
import type { RenderElementProps } from 'slate-react';
import { mountDraft } from './draft';
import { Changes, dress, type Mount } from './mounted';
import { reactTextarea, textarea } from './plain';
import { mountProsemirror } from './prosemirror';
import { mountSlate, newEditor } from './slate';

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
  return mountDraft(
    place,
    options,
    EditorState.createWithContent(content, decorator),
    (current) => {
      let chips = 0;
      find(current.getFirstBlock(), () => {
        chips += 1;
      });
      return current.getPlainText('\n').replace(name, chips === 1 ? chip : name);
    },
  );
};

const mentionProsemirror: Mount = (place, options) => {
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
  return mountProsemirror(place, options, { doc }, (current) =>
    current.textBetween(0, current.content.size, '\n'),
  );
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
  const editor = newEditor();
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
  const words = (node: SlateNode): string =>
    SlateElement.isElement(node)
      ? isMention(node)
        ? chip
        : node.children.map(words).join('')
      : SlateNode.string(node);
  return mountSlate(place, options, editor, initialValue, words, { renderElement });
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
