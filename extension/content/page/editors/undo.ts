/** Takes back what a failed attempt left in an editable. */

import { isMac } from '../../../ui/system';
import type { Editable } from './kind';
import { settled } from './settle';
import { shownIn } from './shown';

/** Some editors break an insertion into several steps of their history. */
const MOST_STEPS = 6;

/** True when the editable holds `before` again. */
export async function takeBack(editable: Editable, before: string): Promise<boolean> {
  for (const step of [undoKey, undoCommand]) {
    for (let count = 0; count < MOST_STEPS; count += 1) {
      const standing = shownIn(editable).text;
      if (standing === before) return true;
      const taken = step(editable);
      if ((await settled(editable, standing, before, taken)) === 'unchanged') break;
    }
  }
  if (shownIn(editable).text === before) return true;
  if (before !== '') return false;
  editable.ownerDocument.execCommand('selectAll');
  editable.ownerDocument.execCommand('delete');
  return (
    (await settled(editable, shownIn(editable).text, before, true)) === 'exact' ||
    shownIn(editable).text === before
  );
}

/** Editors with a history of their own listen for the key. */
function undoKey(editable: Editable): boolean {
  const mac = isMac();
  const event = new KeyboardEvent('keydown', {
    key: 'z',
    code: 'KeyZ',
    keyCode: 90,
    which: 90,
    ctrlKey: !mac,
    metaKey: mac,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  editable.dispatchEvent(event);
  return event.defaultPrevented;
}

function undoCommand(editable: Editable): boolean {
  return editable.ownerDocument.execCommand('undo');
}
