/** Comments found by their shape, on pages no adapter knows. */

import type { CommentSource } from '../source';

export function genericSource(_doc: Document): CommentSource {
  return {
    adapter: null, labels: {}, shadow: true, attributes: [], composers: [],
    items: () => [], itemOf: () => null, read: () => null, parentOf: () => null, replyButtons: () => [],
    ground: (item) => ({ element: item, id: null, own: () => true, after: () => [] }),
  };
}
