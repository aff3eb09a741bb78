import type { ReplyBox } from '../page/contract';
import type { Box } from './place';

/** What of a reply box must stay visible beside an open part: the text and the page's post button. */
export function roomOf(box: ReplyBox): readonly Box[] {
  const text = box.rect();
  const button = box.submitButton()?.getBoundingClientRect();
  return [...(text === null ? [] : [text]), ...(button && button.width > 0 ? [button] : [])];
}
