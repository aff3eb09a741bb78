/** Tells what is typed into, and which editor is behind it. */

import type { EditorKind } from '../../../generated/EditorKind';

/** What is typed into: a text field, or the outermost editable element of a rich editor. */
export type Editable = HTMLTextAreaElement | HTMLInputElement | HTMLElement;

const MARKS: readonly (readonly [selector: string, kind: EditorKind])[] = [
  ['[data-lexical-editor]', 'lexical'],
  ['.public-DraftEditor-content', 'draft'],
  ['[data-slate-editor]', 'slate'],
  ['.ck-editor__editable', 'ckeditor'],
  ['.tiptap', 'tiptap'],
  ['.ProseMirror', 'prosemirror'],
  ['.ql-editor', 'quill'],
  ['.fr-element', 'froala'],
  ['#tinymce, .mce-content-body', 'tinymce'],
];

const TEXT_INPUTS = new Set(['text', '']);

export function isTextField(element: Element): element is HTMLTextAreaElement | HTMLInputElement {
  return element.localName === 'textarea' || element.localName === 'input';
}

/** The editable an element lies in, or null: also the body of an editable frame. */
export function editableOf(element: Element | null): Editable | null {
  if (element === null) return null;
  if (element.localName === 'textarea') return element as HTMLTextAreaElement;
  if (element.localName === 'input') {
    const input = element as HTMLInputElement;
    return TEXT_INPUTS.has(input.type) ? input : null;
  }
  if (element.localName === 'iframe') return editableFrameBody(element as HTMLIFrameElement);
  let host: HTMLElement | null = null;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (isEditableHost(at)) host = at as HTMLElement;
  }
  if (host !== null) return host;
  const { ownerDocument: doc } = element;
  return doc.designMode === 'on' ? doc.body : null;
}

function isEditableHost(element: Element): boolean {
  const value = element.getAttribute('contenteditable');
  return (
    value !== null && value.toLowerCase() !== 'false' && (element as HTMLElement).isContentEditable
  );
}

function editableFrameBody(frame: HTMLIFrameElement): HTMLElement | null {
  const doc = frame.contentDocument;
  const body = doc?.body ?? null;
  if (doc === null || body === null) return null;
  return body.isContentEditable || doc.designMode === 'on' ? body : null;
}

export function kindOf(editable: Editable): EditorKind {
  if (isTextField(editable)) return 'textarea';
  for (const [selector, kind] of MARKS) {
    if (editable.matches(selector) || editable.querySelector(selector) !== null) return kind;
  }
  return 'contenteditable';
}
