/** The ways of putting text into an editable, each through the browser's or the editor's own input path. */

import { type Editable, isTextField } from './kind';

/** What a rung knows when it has run. */
export interface RungResult {
  /** The editor took the event, so that the change may follow later. */
  readonly taken: boolean;
}

export interface Rung {
  readonly name: string;
  run(editable: Editable, text: string): RungResult;
}

interface PageRealm {
  readonly ClipboardEvent: typeof ClipboardEvent;
}

/** Firefox can make a clipboard of one text itself. */
interface FirefoxClipboardEventInit extends ClipboardEventInit {
  readonly data: string;
  readonly dataType: string;
}

type FirefoxWindow = Window & { readonly wrappedJSObject?: PageRealm };

declare const cloneInto: (<T>(value: T, target: Window) => T) | undefined;

function command(editable: Editable, name: string, value?: string): boolean {
  return editable.ownerDocument.execCommand(name, false, value);
}

/** One `insertText` command: the only way into a text field that keeps its undo. */
export const wholeText: Rung = {
  name: 'insertText',
  run: (editable, text) => ({
    taken: text === '' ? command(editable, 'delete') : command(editable, 'insertText', text),
  }),
};

/** Text fields that refuse the command (read in a hidden frame, or restyled inputs). */
export const fieldValue: Rung = {
  name: 'value',
  run: (editable, text) => {
    if (!isTextField(editable)) return { taken: false };
    editable.setRangeText(text, editable.selectionStart ?? 0, editable.selectionEnd ?? 0, 'end');
    editable.dispatchEvent(
      new InputEvent('input', {
        bubbles: true,
        composed: true,
        inputType: 'insertText',
        data: text,
      }),
    );
    return { taken: true };
  },
};

function lineByLine(name: string, breaker: 'insertParagraph' | 'insertLineBreak'): Rung {
  return {
    name,
    run: (editable, text) => {
      if (text === '') return { taken: command(editable, 'delete') };
      let taken = false;
      text.split('\n').forEach((line, at) => {
        if (at > 0) taken = command(editable, breaker) || taken;
        if (line !== '') taken = command(editable, 'insertText', line) || taken;
      });
      return { taken };
    },
  };
}

/** Line by line, a paragraph for each: editors whose lines are blocks. */
export const paragraphs = lineByLine('insertText + insertParagraph', 'insertParagraph');

/** Line by line, with line breaks: editable elements without an editor. */
export const lineBreaks = lineByLine('insertText + insertLineBreak', 'insertLineBreak');

/** A paste of plain text, which editors with a model handle themselves. */
export const paste: Rung = {
  name: 'paste',
  run: (editable, text) => {
    if (text === '') return { taken: command(editable, 'delete') };
    const event = pasteEvent(editable, text);
    deepest(editable).dispatchEvent(event);
    return { taken: event.defaultPrevented };
  },
};

/** `beforeinput` as a keyboard would send it. */
export const beforeInput: Rung = {
  name: 'beforeinput',
  run: (editable, text) => {
    if (text === '') return { taken: command(editable, 'delete') };
    const event = new InputEvent('beforeinput', {
      inputType: 'insertText',
      data: text,
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    deepest(editable).dispatchEvent(event);
    return { taken: event.defaultPrevented };
  },
};

/** Editors look at the event's target to see where the paste goes: the caret's own element. */
function deepest(editable: Editable): Element {
  const anchor = editable.ownerDocument.getSelection()?.anchorNode ?? null;
  if (anchor === null || !editable.contains(anchor)) return editable;
  return anchor.nodeType === Node.ELEMENT_NODE
    ? (anchor as Element)
    : (anchor.parentElement ?? editable);
}

/** In Firefox the page sees an empty clipboard unless the event is made by the page's own constructor. */
function pasteEvent(editable: Editable, text: string): ClipboardEvent {
  const view = editable.ownerDocument.defaultView as FirefoxWindow | null;
  const realm = view?.wrappedJSObject;
  const options = { bubbles: true, cancelable: true, composed: true };
  if (view === null || realm === undefined || typeof cloneInto === 'undefined') {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    return new ClipboardEvent('paste', { ...options, clipboardData });
  }
  const pageOptions: FirefoxClipboardEventInit = cloneInto(
    { ...options, data: text, dataType: 'text/plain' },
    view,
  );
  return new realm.ClipboardEvent('paste', pageOptions);
}
