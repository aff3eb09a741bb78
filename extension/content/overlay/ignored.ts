import type { FindingView } from '../../generated/FindingView';
import type { Verdict } from '../checking';
import type { ReplyBox } from '../page/contract';
import { findingKey } from './checker';

/** The findings a moderator has ignored, for as long as the reply they were found in. */
export interface Ignored {
  add(verdict: Verdict, finding: FindingView): void;
  /** The findings of a verdict that were not ignored. */
  standing(verdict: Verdict): readonly FindingView[];
  /** The page was let post what the box holds. */
  posted(box: ReplyBox): void;
  /** The text changed: after a post another reply begins. */
  changed(box: ReplyBox): void;
  /** What is no longer found is no longer ignored: the draft was emptied, or those words were changed. */
  checked(verdict: Verdict): void;
}

interface OfReply {
  readonly commentKey: string | null;
  readonly keys: Set<string>;
  posted: boolean;
}

/**
 * Many pages have one composer for all replies, so the box alone says nothing about which reply it
 * holds. A text that was posted counts as the same reply until it changes, because one post can be
 * noticed more than once.
 */
export function createIgnored(): Ignored {
  const replies = new WeakMap<ReplyBox, OfReply>();

  function keysOf(box: ReplyBox): Set<string> {
    const known = replies.get(box);
    if (known?.commentKey === box.commentKey) {
      return known.keys;
    }
    const keys = new Set<string>();
    replies.set(box, { commentKey: box.commentKey, keys, posted: false });
    return keys;
  }

  return {
    add({ box, text }, finding) {
      keysOf(box).add(findingKey(finding, text));
    },
    standing({ box, text, findings }) {
      const keys = keysOf(box);
      return findings.filter((finding) => !keys.has(findingKey(finding, text)));
    },
    checked({ box, text, findings }) {
      const keys = keysOf(box);
      const found = new Set(findings.map((finding) => findingKey(finding, text)));
      for (const key of keys) {
        if (!found.has(key)) {
          keys.delete(key);
        }
      }
    },
    posted(box) {
      const reply = replies.get(box);
      if (reply !== undefined) {
        reply.posted = true;
      }
    },
    changed(box) {
      if (replies.get(box)?.posted) {
        replies.delete(box);
      }
    },
  };
}
