/** Keys of comments that have no id of their own: 53 bits over what was written, by whom, and under what. */

export function contentKey(author: string | null, text: string, parentKey: string | null): string {
  const content = `${author ?? ''}\u0000${text}\u0000${parentKey ?? ''}`;
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < content.length; at += 1) {
    const unit = content.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return `h${((low >>> 0) * 0x200000 + ((high >>> 0) & 0x1fffff)).toString(36)}`;
}
