/** Whom a box addresses from the beginning: sites put a chip or "@name " into the reply boxes they open. */

import { sameName } from './binding';
import { type Editable, isTextField } from './editors/kind';
import { wordsOf } from './editors/shown';

/** No name is longer; characters. */
const LONGEST = 80;

/** Whether a box that holds this text holds nothing but whom it addresses. */
export function isMention(editable: Editable, text: string, author: string | null): boolean {
  const name = text.trim();
  if (name === '' || name.length > LONGEST || name.includes('\n')) return false;
  return /^@\S+$/u.test(name) || sameName(name, author) || isChip(editable, name);
}

function isChip(editable: Editable, name: string): boolean {
  if (isTextField(editable)) return false;
  const chip = editable.querySelector('[contenteditable="false"]');
  return chip !== null && wordsOf(chip).trim() === name;
}
