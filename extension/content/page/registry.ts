/** The comments known on this page, by key. Elements are a cache: lists recycle and drop them. */

import type { FoundComment } from './contract';
import { contentKey } from './keys';
import type { CommentSource, RawComment } from './source';

export interface Known {
  readonly key: string;
  readonly comment: FoundComment;
  readonly item: Element;
  readonly textElement: Element;
}

export interface Change {
  /** New, or with another text than before; null when the element holds no comment. */
  readonly seen: Known | null;
  /** The key the element no longer stands for. */
  readonly gone: string | null;
}

const NOTHING: Change = { seen: null, gone: null };

export class Registry {
  private readonly byKey = new Map<string, Known>();
  private readonly byItem = new WeakMap<Element, Known>();

  constructor(private readonly source: CommentSource) {}

  get(key: string): Known | null {
    return this.byKey.get(key) ?? null;
  }

  of(item: Element): Known | null {
    return this.byItem.get(item) ?? null;
  }

  all(): readonly Known[] {
    return [...this.byKey.values()];
  }

  /** Reads an element anew and says what that changed. */
  update(item: Element): Change {
    const before = this.byItem.get(item) ?? null;
    const raw = this.source.read(item);
    if (raw === null) return before === null ? NOTHING : { seen: null, gone: this.forget(before) };
    const parentKey = this.parentKey(item, 0);
    const key = this.freeKey(raw, parentKey, item);
    if (key === null) return before === null ? NOTHING : { seen: null, gone: this.forget(before) };
    const comment: FoundComment = {
      key,
      id: raw.id,
      author: raw.author,
      text: raw.text,
      postedAt: raw.postedAt,
      rating: raw.rating,
      parentKey,
      own: raw.own,
    };
    const known: Known = { key, comment, item, textElement: raw.textElement };
    const gone = before !== null && before.key !== key ? this.forget(before) : null;
    this.byKey.set(key, known);
    this.byItem.set(item, known);
    const same =
      before !== null &&
      gone === null &&
      before.comment.text === comment.text &&
      before.comment.author === comment.author;
    return { seen: same ? null : known, gone };
  }

  /** Drops what is no longer in the page. */
  sweep(): string[] {
    const gone: string[] = [];
    for (const known of this.byKey.values()) {
      if (!known.item.isConnected) gone.push(this.forget(known) ?? known.key);
    }
    return gone;
  }

  /** The key an element would have, known or not. */
  private keyOf(item: Element, depth: number): string | null {
    const known = this.byItem.get(item);
    if (known !== undefined) return known.key;
    const raw = this.source.read(item);
    if (raw === null) return null;
    return raw.id ?? contentKey(raw.author, raw.text, this.parentKey(item, depth + 1));
  }

  private parentKey(item: Element, depth: number): string | null {
    if (depth > MOST_LEVELS) return null;
    const parent = this.source.parentOf(item);
    if (parent === null) return null;
    return 'id' in parent ? parent.id : this.keyOf(parent.element, depth);
  }

  /** Two comments may say the same; one comment may stand in two nested elements, of which the inner counts. */
  private freeKey(raw: RawComment, parentKey: string | null, item: Element): string | null {
    const base = raw.id ?? contentKey(raw.author, raw.text, parentKey);
    for (let number = 1; ; number += 1) {
      const key = number === 1 ? base : `${base}~${number}`;
      const holder = this.byKey.get(key);
      if (holder === undefined || holder.item === item || !holder.item.isConnected) return key;
      if (raw.id !== null) return holder.item.contains(item) ? key : null;
    }
  }

  private forget(known: Known): string | null {
    this.byItem.delete(known.item);
    if (this.byKey.get(known.key)?.item !== known.item) return null;
    this.byKey.delete(known.key);
    return known.key;
  }
}

/** Threads deeper than this are cut; no platform nests so far. */
const MOST_LEVELS = 64;
