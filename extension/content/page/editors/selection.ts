/** The selection of an editable as UTF-16 offsets of its text. */

import { type Editable, isTextField } from './kind';
import { shownIn } from './shown';

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

interface RootWithSelection {
  getSelection?(): Selection | null;
}

function selectionOf(editable: Editable): Selection | null {
  const root = editable.getRootNode() as RootWithSelection;
  return root.getSelection?.() ?? editable.ownerDocument.getSelection();
}

/** The selected range, or null when the selection is elsewhere. */
export function selectedRange(editable: Editable): TextRange | null {
  if (isTextField(editable)) {
    const { selectionStart, selectionEnd } = editable;
    return selectionStart === null || selectionEnd === null
      ? null
      : { start: selectionStart, end: selectionEnd };
  }
  const selection = selectionOf(editable);
  if (selection === null || selection.rangeCount === 0) return null;
  const { anchorNode, focusNode } = selection;
  if (
    anchorNode === null ||
    focusNode === null ||
    !editable.contains(anchorNode) ||
    !editable.contains(focusNode)
  )
    return null;
  const shown = shownIn(editable);
  const ends = [
    shown.offset(anchorNode, selection.anchorOffset),
    shown.offset(focusNode, selection.focusOffset),
  ];
  return { start: Math.min(...ends), end: Math.max(...ends) };
}

export function selectRange(editable: Editable, { start, end }: TextRange): void {
  if (isTextField(editable)) {
    editable.setSelectionRange(start, end);
    return;
  }
  const shown = shownIn(editable);
  const from = shown.place(start);
  const to = start === end ? from : shown.place(end);
  selectionOf(editable)?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}
