/**
 * Puts text into an editable and proves that it is there.
 *
 * Each kind of editor has its ways, best first. After each way the text is read back: exact ends
 * it; unchanged goes on to the next; anything else is taken back first, so that no text is ever
 * there twice.
 */

import type { EditorKind } from '../../../generated/EditorKind';
import { type Editable, isTextField, kindOf } from './kind';
import {
  beforeInput,
  fieldValue,
  lineBreaks,
  paragraphs,
  paste,
  type Rung,
  wholeText,
} from './rungs';
import { selectRange, type TextRange } from './selection';
import { settled } from './settle';
import { holdsAtoms, shownIn } from './shown';
import { takeBack } from './undo';

export type LadderEnd =
  /** The editable holds exactly the text. */
  | { readonly end: 'exact'; readonly rung: string }
  /** As `exact`, but the editor has no blank lines or keeps them in another number. */
  | { readonly end: 'spaced'; readonly rung: string }
  /** The editable is as it was. */
  | { readonly end: 'refused' }
  /** The editable was changed and could not be put back. */
  | { readonly end: 'spoilt' };

function ladderFor(kind: EditorKind): readonly Rung[] {
  switch (kind) {
    case 'textarea':
      return [wholeText, fieldValue];
    case 'prosemirror':
    case 'tiptap':
    case 'quill':
      return [paragraphs, paste, lineBreaks];
    case 'lexical':
    case 'draft':
    case 'slate':
      return [paste, beforeInput, paragraphs];
    case 'ckeditor':
    case 'tinymce':
      return [paste, paragraphs, lineBreaks];
    case 'contenteditable':
    case 'froala':
    case 'unknown':
      return [paste, lineBreaks, wholeText];
  }
}

/** Editors learn of a new selection by an event that comes later; Slate looks at it every 100 ms. */
function selectionSync(kind: EditorKind): number {
  return kind === 'slate' ? 150 : 60;
}

/** Replaces a range of the editable's text. */
export async function climb(
  editable: Editable,
  range: TextRange,
  text: string,
): Promise<LadderEnd> {
  const kind = kindOf(editable);
  const before = shownIn(editable).text;
  const expected = before.slice(0, range.start) + text + before.slice(range.end);
  if (before === expected) return { end: 'exact', rung: 'none' };
  if (isTextField(editable) && editable.maxLength >= 0 && expected.length > editable.maxLength)
    return { end: 'refused' };
  let spaced: Rung | null = null;
  for (const rung of ladderFor(kind)) {
    const state = await tryRung(rung, editable, range, text, before, expected);
    if (state === 'exact') return { end: 'exact', rung: rung.name };
    if (state === 'unchanged') continue;
    if (!(await putBack(editable, before)))
      return state === 'spaced' ? { end: 'spaced', rung: rung.name } : { end: 'spoilt' };
    if (state === 'spaced') spaced ??= rung;
  }
  if (spaced === null) return { end: 'refused' };
  const state = await tryRung(spaced, editable, range, text, before, expected);
  if (state === 'exact' || state === 'spaced') return { end: state, rung: spaced.name };
  return state === 'unchanged' || (await putBack(editable, before))
    ? { end: 'refused' }
    : { end: 'spoilt' };
}

/** As it was: by undo, or where undo took more than the attempt, by writing the draft anew. */
async function putBack(editable: Editable, before: string): Promise<boolean> {
  if (await takeBack(editable, before)) return true;
  if (holdsAtoms(editable)) return false;
  for (const rung of ladderFor(kindOf(editable))) {
    const standing = shownIn(editable).text;
    const state = await tryRung(
      rung,
      editable,
      { start: 0, end: standing.length },
      before,
      standing,
      before,
    );
    if (state === 'exact') return true;
  }
  return false;
}

async function tryRung(
  rung: Rung,
  editable: Editable,
  range: TextRange,
  text: string,
  before: string,
  expected: string,
): ReturnType<typeof settled> {
  editable.focus({ preventScroll: true });
  selectRange(editable, range);
  if (!isTextField(editable))
    await new Promise((resolve) => setTimeout(resolve, selectionSync(kindOf(editable))));
  const { taken } = rung.run(editable, text);
  return settled(editable, before, expected, taken);
}
