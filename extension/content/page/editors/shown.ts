/** The text of an editable as the page would submit it, with the way from each offset to its place in the page. */

import { type Editable, isTextField, kindOf } from './kind';

interface Place {
  readonly node: Node;
  readonly offset: number;
}

/** A run of the text: characters of one text node, or a place without characters (an empty line). */
interface Run {
  readonly start: number;
  readonly length: number;
  readonly node: Node;
  readonly offset: number;
}

export interface Shown {
  readonly text: string;
  /** Where a UTF-16 offset of the text is in the page. */
  place(offset: number): Place;
  /** The UTF-16 offset of a place in the page. */
  offset(node: Node, offset: number): number;
}

const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'table',
  'tr',
  'figure',
]);

/** Parts that editors keep inside the editable and that are no text. */
const NO_TEXT =
  '[data-slate-placeholder], [data-slate-spacer], .ck-fake-selection-container, .ck-widget__type-around, .ql-ui, .ql-clipboard, .fr-placeholder, .fr-marker, [data-mce-bogus="all"], style, script';

/** Editors in which a paragraph stands for a blank line and Shift+Enter for a new one. */
const PARAGRAPH_EDITORS = new Set(['ckeditor', 'tinymce']);

/** What the editor treats as one piece, such as a mention: no caret goes into it. */
const ATOM = '[contenteditable="false"]';

function isAtom(element: Element): boolean {
  return element.matches(ATOM);
}

/** Whether an editable holds something that text alone does not bring back. */
export function holdsAtoms(editable: Editable): boolean {
  return editable.querySelector(ATOM) !== null;
}

/** The words of such a piece. */
export function wordsOf(atom: Element): string {
  let words = '';
  for (const child of atom.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) words += child.nodeValue ?? '';
    else if (isElement(child) && !child.matches(NO_TEXT)) words += wordsOf(child);
  }
  return words.replace(/[\u200b\ufeff]/gu, '').replaceAll('\u00a0', ' ');
}

export function shownIn(editable: Editable): Shown {
  if (isTextField(editable)) {
    const node: Node = editable;
    return {
      text: editable.value,
      place: (offset) => ({ node, offset }),
      offset: (_node, offset) => offset,
    };
  }
  const reader = new Reader(editable, PARAGRAPH_EDITORS.has(kindOf(editable)));
  reader.read();
  return reader;
}

class Reader implements Shown {
  text = '';
  private readonly runs: Run[] = [];
  private readonly kept: boolean;
  /** Line breaks owed before the next content. */
  private owed = 0;
  private lineOpen = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly blankBetween: boolean,
  ) {
    const style = root.ownerDocument.defaultView?.getComputedStyle(root).whiteSpace ?? '';
    this.kept = style.startsWith('pre') || style === 'break-spaces';
  }

  read(): void {
    this.children(this.root);
    if (this.runs.length === 0) this.mark(this.root, 0);
  }

  place(offset: number): Place {
    let best: Run | null = null;
    for (const run of this.runs) {
      if (run.start > offset) break;
      if (offset > run.start + run.length) continue;
      if (best === null || run.length > 0 || best.length === 0) best = run;
      if (run.length > 0 && offset <= run.start + run.length && offset > run.start) break;
    }
    const run = best ?? this.runs[this.runs.length - 1];
    if (run === undefined) return { node: this.root, offset: 0 };
    return {
      node: run.node,
      offset: run.offset + Math.min(run.length, Math.max(0, offset - run.start)),
    };
  }

  offset(node: Node, offset: number): number {
    if (node.nodeType === Node.TEXT_NODE) {
      const run = this.runs
        .filter((candidate) => candidate.node === node && candidate.offset <= offset)
        .pop();
      if (run !== undefined) return run.start + Math.min(run.length, offset - run.offset);
    }
    const child = node.nodeType === Node.TEXT_NODE ? node : (node.childNodes[offset] ?? null);
    if (child === null) {
      const last = this.runs.filter((run) => node.contains(run.node)).pop();
      if (last !== undefined) return last.start + last.length;
      return this.text.length;
    }
    const next = this.runs.find((run) => {
      if (child.contains(run.node)) return true;
      if (run.node === node && run.length === 0) return run.offset >= offset;
      return (child.compareDocumentPosition(run.node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    });
    return next?.start ?? this.text.length;
  }

  private children(parent: Node): void {
    for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE) this.textNode(child as Text);
      else if (child.nodeType === Node.ELEMENT_NODE) this.element(child as Element);
    }
  }

  private element(element: Element): void {
    if (element.localName === 'br') {
      if (!isFiller(element, this.root)) this.lineBreak(element);
      return;
    }
    if (element.localName === 'img') {
      this.atom(element, element.getAttribute('alt') ?? '');
      return;
    }
    if (element.matches(NO_TEXT)) return;
    if (isAtom(element)) {
      this.atom(element, wordsOf(element));
      return;
    }
    if (!BLOCKS.has(element.localName)) {
      this.children(element);
      return;
    }
    const breaks = this.blankBetween && element.localName === 'p' ? 2 : 1;
    if (this.lineOpen) this.owed = Math.max(this.owed, breaks);
    this.pay();
    this.mark(element, 0);
    this.children(element);
    this.owed = Math.max(this.owed, breaks);
    this.lineOpen = false;
  }

  private textNode(node: Text): void {
    const { data } = node;
    if (!this.kept && /^[ \t\r\n]*$/u.test(data) && holdsBlocks(node.parentNode)) return;
    const words = this.kept ? data : data.replace(/[\t\r\n]/gu, ' ');
    for (const part of words.matchAll(/[^\u200b\ufeff]+/gu)) {
      this.pay();
      const start = this.text.length;
      this.text += part[0].replaceAll('\u00a0', ' ');
      this.runs.push({ start, length: part[0].length, node, offset: part.index });
      this.lineOpen = true;
    }
    if (data !== '' && /^[\u200b\ufeff]+$/u.test(data)) this.mark(node, data.length);
  }

  private lineBreak(element: Element): void {
    this.pay();
    this.text += '\n';
    this.lineOpen = false;
    const parent = element.parentNode;
    if (parent !== null) this.mark(parent, [...parent.childNodes].indexOf(element) + 1);
  }

  private atom(element: Element, words: string): void {
    if (words === '') return;
    this.pay();
    this.text += words;
    this.lineOpen = true;
    const parent = element.parentNode;
    if (parent !== null) this.mark(parent, [...parent.childNodes].indexOf(element) + 1);
  }

  private pay(): void {
    this.text += '\n'.repeat(this.owed);
    this.owed = 0;
  }

  private mark(node: Node, offset: number): void {
    this.runs.push({ start: this.text.length, length: 0, node, offset });
  }
}

function holdsBlocks(parent: Node | null): boolean {
  return isElement(parent) && [...parent.children].some((child) => BLOCKS.has(child.localName));
}

/** A `br` that only keeps an otherwise empty line open: nothing follows it in its block. */
function isFiller(element: Element, root: Element): boolean {
  let at: Node = element;
  while (at !== root) {
    for (let next = at.nextSibling; next !== null; next = next.nextSibling) {
      if (
        next.nodeType === Node.TEXT_NODE &&
        (next.nodeValue ?? '').replace(/[\u200b\ufeff]/gu, '') !== ''
      )
        return false;
      if (isElement(next) && !next.matches(NO_TEXT)) return false;
    }
    const parent: Node | null = at.parentNode;
    if (parent === null || (isElement(parent) && BLOCKS.has(parent.localName))) return true;
    at = parent;
  }
  return true;
}

/** Nodes of an editor's frame are of another realm, so that `instanceof` fails. */
function isElement(node: Node | null): node is Element {
  return node !== null && node.nodeType === Node.ELEMENT_NODE;
}
