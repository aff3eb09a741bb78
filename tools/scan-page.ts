/** The page layer for `build.sh scan`: reads all comments of a page at once, near the viewport or not. */
import { adapterFits, adapterSource } from '../extension/content/page/adapter-source';
import { genericSource } from '../extension/content/page/generic/source';
import { mayHostShadow, shadowRootOf } from '../extension/content/page/shadow';
import type { Adapter } from '../extension/generated/Adapter';

export interface Scanned {
  /** Id of the adapter that fits; null where the generic detector served. */
  readonly adapter: string | null;
  readonly comments: readonly {
    readonly id: string | null;
    readonly author: string | null;
    readonly text: string;
    readonly posted_at: string | null;
    /** Whether the page shows a way to answer this comment. */
    readonly reply_box: boolean;
  }[];
}

export function scanPage(adapters: readonly Adapter[]): Scanned {
  const adapter = adapters.find((each) => adapterFits(each, document)) ?? null;
  const source = adapter ? adapterSource(adapter) : genericSource();
  const roots = source.shadow ? withShadowRoots(document) : [document];
  const lesson = source.learner?.steps(roots, () => undefined);
  while (lesson?.next().done === false);
  const items = roots.flatMap((root) => source.items(root));
  const comments = items.flatMap((item) => {
    const raw = source.read(item);
    return raw === null
      ? []
      : {
          id: raw.id,
          author: raw.author,
          text: raw.text,
          posted_at: raw.postedAt,
          reply_box: source.replyButtons(item).length > 0,
        };
  });
  return { adapter: adapter?.id ?? null, comments };
}

/** A document and all shadow roots in it, open and closed. */
function withShadowRoots(page: Document): (Document | ShadowRoot)[] {
  const roots: (Document | ShadowRoot)[] = [page];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      const shadow = mayHostShadow(element) ? shadowRootOf(element) : null;
      if (shadow !== null) {
        roots.push(shadow);
      }
    }
  }
  return roots;
}

Object.assign(globalThis, { scanPage });
