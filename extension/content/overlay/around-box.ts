import type { ReplyBox } from '../page/contract';
import { interactive } from './free';
import type { Box } from './place';
import type { Anchor } from './surface';

/** What of a reply box must stay visible beside an open part: the text and the page's post button. */
export function roomOf(box: ReplyBox): readonly Box[] {
  const text = box.rect();
  const button = box.submitButton()?.getBoundingClientRect();
  return [...(text === null ? [] : [text]), ...(button && button.width > 0 ? [button] : [])];
}

/** Beside a reply box, on the side where its text begins. */
export function besideBox(box: ReplyBox): Anchor {
  return {
    rect: () => box.rect(),
    keepClear: () => roomOf(box),
    rightToLeft: isRightToLeft(box),
  };
}

export function isRightToLeft(box: ReplyBox): boolean {
  return getComputedStyle(box.surroundings()).direction === 'rtl';
}

/** How far up from a reply box's own frame the page's controls are looked for; levels. */
const levelsUp = 4;
/** On a page of thousands of controls those beside the box are among the first. */
const mostControls = 600;

/** The page's own controls around a reply box, the box itself among them. */
export function controlsAround(box: ReplyBox): readonly Box[] {
  let around = box.surroundings();
  for (let level = 0; level < levelsUp; level += 1) {
    const { parentElement } = around;
    if (parentElement === null || parentElement === around.ownerDocument.body) {
      break;
    }
    around = parentElement;
  }
  const controls = [...around.querySelectorAll(interactive)].slice(0, mostControls);
  return [
    ...roomOf(box),
    ...controls
      .map((control) => control.getBoundingClientRect())
      .filter(({ width, height }) => width > 0 && height > 0),
  ];
}
