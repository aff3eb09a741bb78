/** The shape of comments on one page, as the learner made it out. */

export interface Shape {
  /** Selectors of comment elements; they overlap only where comments nest. */
  readonly items: readonly string[];
  /** Selectors of the parts inside a comment, best first; empty where only the position tells. */
  readonly text: readonly string[];
  readonly author: readonly string[];
  /** Where the id is: an attribute of the item, or of something in it, with a pattern for its digits. */
  readonly id: IdPlace | null;
  /** The text stands in the element after the item. */
  readonly follows: boolean;
  /** Comments show a time. */
  readonly timed: boolean;
  /** Times have words before them that say of what: "Visited on". */
  readonly labelled: boolean;
}

export interface IdPlace {
  readonly select: string;
  readonly attribute: string;
  readonly pattern: string;
}
