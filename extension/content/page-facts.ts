import type { Page } from '../generated/Page';
import type { PageComment } from '../generated/PageComment';
import type { FoundComment } from './page/contract';

/** The page as messages name it; no query and no fragment, which may hold private data. */
export function pageFacts(platform: string | null): Page {
  return { host: location.hostname, path: location.pathname, platform };
}

/** A comment as messages carry it. */
export function pageComment(found: FoundComment): PageComment {
  const { key, text, author, postedAt, rating } = found;
  return { key, text, author, postedAt, rating };
}
