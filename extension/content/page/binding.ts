/**
 * Which comment a reply box answers. A public reply under the wrong comment is the worst that can
 * happen here, so a box counts only with proof, and any sign of another comment refuses it.
 */

import type { Composer } from '../../generated/Composer';
import type { Proof } from '../../generated/Proof';
import type { Value } from '../../generated/Value';
import { type Editable, editableOf } from './editors/kind';
import { shownIn } from './editors/shown';
import type { Known } from './registry';
import type { Scanner } from './scanner';
import { closest, matches, selectAll } from './selectors';
import { composedContains } from './shadow';
import type { CommentSource } from './source';
import { fold, type Ground, take, targetsOf } from './values';
import { isVisible } from './visible';

/** A reply box in the page and what is known of it. */
export interface Candidate {
  readonly editable: Editable;
  readonly composer: Composer;
  /** The element around it with its labels, hidden fields and post button. */
  readonly frame: Element;
}

/** The boxes there were before a reply button was pressed, with what each said of its comment. */
export type Before = ReadonlyMap<Editable, string>;

/** A press of a comment's reply button, with what there was to type into before it. */
export interface Opening {
  readonly key: string;
  readonly before: Before;
  readonly fields: ReadonlySet<Editable>;
}

/** What any page's reply box looks like, where no adapter says. */
const ANY_COMPOSER: Composer = {
  select: ['textarea', '[contenteditable]:not([contenteditable="false" i])', 'iframe'],
  frame: ['form'],
  kind: 'unknown',
  bind: ['inside', 'id', 'follows'],
  id: ['parent', 'reply', 'pid'].map(
    (name): Value => ({
      select: [`input[type="hidden"][name*="${name}" i][value]:not([value="0"]):not([value=""])`],
      scope: 'own',
      attribute: 'value',
      pattern: '^\\d+$',
      pick: 'first',
      except: [],
      label: null,
      is_time: false,
    }),
  ),
  author: [],
  submit: [
    {
      select: [
        'button[type="submit"], input[type="submit"]',
        'button:not([type]), [role="button"][type="submit"]',
        'button[class*="submit" i], button[class*="send" i], button[class*="post" i]',
      ],
      scope: 'own',
      label: null,
    },
  ],
  enter: false,
};

/** Fields that are never typed into. */
const DEAD_FIELD = '.ql-clipboard, [readonly], [disabled], [aria-hidden="true"]';

/** Fields that look like a reply box where no adapter says what one is. */
const NO_REPLY_FIELD =
  '[type="search"], [role="search"] *, [role="searchbox"], [role="combobox"], [name="q"]';

export class Binder {
  constructor(
    private readonly doc: Document,
    private readonly source: CommentSource,
    private readonly scanner: Scanner,
  ) {}

  /** Every reply box that can be seen. */
  candidates(): Candidate[] {
    const found = new Map<Editable, Candidate>();
    for (const root of [this.doc, ...this.scanner.shadowRoots()]) {
      for (const composer of this.composers()) {
        for (const element of composer.select.flatMap((selector) => selectAll(root, selector))) {
          const candidate = this.candidate(editableIn(element), composer);
          if (candidate !== null && isVisible(candidate.editable))
            found.set(candidate.editable, candidate);
        }
      }
    }
    return [...found.values()];
  }

  /** The reply box an element lies in. */
  candidateOf(element: Element | null): Candidate | null {
    const editable = editableOf(element);
    if (editable === null) return null;
    const frame =
      editable.ownerDocument === this.doc
        ? null
        : (editable.ownerDocument.defaultView?.frameElement ?? null);
    for (const composer of this.composers()) {
      const outer = frame ?? editable;
      const fits =
        matches(outer, composer.select) ||
        closest(outer, composer.select) !== null ||
        composer.select.some((selector) => selectAll(outer, selector).length > 0) ||
        composer.select.some(
          (selector) => selector.includes('>>>') && selectAll(this.doc, selector).includes(outer),
        );
      if (fits) return this.candidate(editable, composer);
    }
    return null;
  }

  before(): Before {
    return new Map(
      this.candidates().map((candidate) => [candidate.editable, this.claims(candidate)]),
    );
  }

  opening(key: string): Opening {
    return { key, before: this.before(), fields: new Set(this.fields()) };
  }

  /** Whether only something that no composer of the adapter knows came up where the reply box belongs. */
  opensStrange(known: Known, { before, fields }: Opening): boolean {
    if (this.candidates().some((candidate) => this.isNew(candidate, before))) return false;
    return this.fields().some((field) => {
      if (fields.has(field)) return false;
      const outer = frameElementOf(field, this.doc) ?? field;
      return (
        this.source.itemOf(outer) === known.item ||
        this.itemBefore(outer) === known.item ||
        closest(outer, ['dialog', '[role="dialog"]']) !== null
      );
    });
  }

  /** Whether a box came up, or was turned to another comment, since. */
  isNew(candidate: Candidate, before: Before): boolean {
    return before.get(candidate.editable) !== this.claims(candidate);
  }

  /** The comment a box answers, if it can be proved. `pressed` is the comment whose reply button opened it. */
  commentFor(candidate: Candidate, pressed: Known | null): Known | null {
    const id = this.namedId(candidate);
    const inside = this.placeOf(candidate);
    const previous = this.previousItem(candidate);
    const nearby = [inside, previous].flatMap((item) =>
      item === null ? [] : (this.scanner.registry.of(item) ?? []),
    );
    const named =
      id === null ? [] : this.scanner.registry.all().filter((known) => known.comment.id === id);
    const possible = [...(pressed === null ? [] : [pressed]), ...named, ...nearby];
    return possible.find((known) => this.proves(candidate, known, known === pressed)) ?? null;
  }

  /** Whether a box can be proved to answer this comment. `opened` as `pressed` above. */
  answers(candidate: Candidate, key: string, opened: Known | null): boolean {
    const known = this.scanner.resolve(key);
    return known !== null && this.proves(candidate, known, opened?.key === key);
  }

  /** The same box with what stands around it now. */
  renewed(candidate: Candidate): Candidate {
    return this.candidate(candidate.editable, candidate.composer) ?? candidate;
  }

  /** Whether a box says nothing of the comment it answers. */
  namesNothing(candidate: Candidate): boolean {
    return this.namedId(candidate) === null && this.namedAuthor(candidate, null) === null;
  }

  /** The comment's element that a box lies in. */
  placeOf(candidate: Candidate): Element | null {
    return this.source.itemOf(this.anchor(candidate));
  }

  /** The box that answers a comment, among all that can be seen. */
  boxFor(known: Known, before: Before | null): Candidate | null {
    const proved = this.candidates().filter((candidate) => {
      return this.proves(candidate, known, before !== null && this.isNew(candidate, before));
    });
    return proved.length === 1 ? (proved[0] ?? null) : this.innermost(proved, known);
  }

  submitButton(candidate: Candidate): HTMLElement | null {
    const buttons = this.submitButtons(candidate);
    return buttons.find(isVisible) ?? buttons[0] ?? null;
  }

  /** Every post button of a box, best first. */
  submitButtons(candidate: Candidate): readonly HTMLElement[] {
    const found = targetsOf(
      candidate.composer.submit,
      this.frameGround(candidate, null),
      this.source.labels,
    );
    return found.filter((element): element is HTMLElement => element instanceof HTMLElement);
  }

  /** Whether a control opens the reply box of some comment. */
  opensReply(control: HTMLElement): boolean {
    const item = this.source.itemOf(control);
    return item !== null && this.source.replyButtons(item).includes(control);
  }

  /** Who wrote a comment. */
  authorOf(key: string): string | null {
    return this.scanner.registry.get(key)?.comment.author ?? null;
  }

  private composers(): readonly Composer[] {
    return this.source.composers.length > 0 ? this.source.composers : [ANY_COMPOSER];
  }

  /** Whatever could be typed into, known to the adapter or not. */
  private fields(): Editable[] {
    return [this.doc, ...this.scanner.shadowRoots()]
      .flatMap((root) => ANY_COMPOSER.select.flatMap((selector) => selectAll(root, selector)))
      .flatMap((element) => this.candidate(editableIn(element), ANY_COMPOSER)?.editable ?? [])
      .filter((editable) => isVisible(editable));
  }

  private candidate(editable: Editable | null, composer: Composer): Candidate | null {
    if (editable === null || editable.matches(DEAD_FIELD)) return null;
    if (composer === ANY_COMPOSER && editable.matches(NO_REPLY_FIELD)) return null;
    const outer = frameElementOf(editable, this.doc) ?? editable;
    const around =
      closest(outer, composer.frame) ?? closest(outer, ['form']) ?? outer.parentElement ?? outer;
    return { editable, composer, frame: around };
  }

  /** The element that stands for the box in this document. */
  private anchor(candidate: Candidate): Element {
    return frameElementOf(candidate.editable, this.doc) ?? candidate.editable;
  }

  private proves(candidate: Candidate, known: Known, opened: boolean): boolean {
    const id = this.namedId(candidate);
    if (id !== null && id !== known.comment.id) return false;
    const author = this.namedAuthor(candidate, known.comment.id);
    if (author !== null && !sameName(author, known.comment.author)) return false;
    if (isEditing(candidate.editable, known)) return false;
    const proofs: Readonly<Record<Proof, () => boolean>> = {
      id: () => id !== null,
      inside: () => this.placeOf(candidate) === known.item,
      author: () =>
        author !== null && (opened || this.onlyOfName(author, known.item) === known.item),
      follows: () => opened && this.previousItem(candidate) === known.item,
      opened: () => opened,
    };
    return candidate.composer.bind.some((proof) => proofs[proof]());
  }

  private namedId(candidate: Candidate): string | null {
    const id =
      take(candidate.composer.id, this.frameGround(candidate, null), this.source.labels)?.value ??
      null;
    if (id === null || candidate.composer !== ANY_COMPOSER) return id;
    return this.scanner.registry.all().some((known) => known.comment.id === id) ? id : null;
  }

  private namedAuthor(candidate: Candidate, id: string | null): string | null {
    return (
      take(candidate.composer.author, this.frameGround(candidate, id), this.source.labels)?.value ??
      null
    );
  }

  /** What a box says of the comment it answers; a change means that it was turned to another. */
  private claims(candidate: Candidate): string {
    return `${this.namedId(candidate) ?? ''}\n${this.namedAuthor(candidate, null) ?? ''}`;
  }

  private frameGround(candidate: Candidate, id: string | null): Ground {
    return { element: candidate.frame, id, own: () => true, after: () => [] };
  }

  /** The last comment that begins before the box. */
  private previousItem(candidate: Candidate): Element | null {
    return this.itemBefore(this.anchor(candidate));
  }

  private itemBefore(anchor: Element): Element | null {
    const items = this.source.items(anchor.getRootNode() as Document | ShadowRoot);
    return items.filter((item) => isBefore(item, anchor)).pop() ?? null;
  }

  /** The only comment by an author of that name; null when there are several. */
  private onlyOfName(name: string, item: Element): Element | null {
    const items = this.source.items(item.getRootNode() as Document | ShadowRoot);
    const authorOf = (other: Element): string | null =>
      (this.scanner.registry.of(other)?.comment ?? this.source.read(other))?.author ?? null;
    const named = items.filter((other) => sameName(name, authorOf(other)));
    return named.length === 1 ? (named[0] ?? null) : null;
  }

  /** Several proofs are as good as none, unless they speak of one editor inside another. */
  private innermost(candidates: readonly Candidate[], known: Known): Candidate | null {
    const inner = candidates.filter(
      (one) =>
        !candidates.some(
          (other) => other !== one && composedContains(one.editable, other.editable),
        ),
    );
    if (inner.length === 1) return inner[0] ?? null;
    const byId = inner.filter(
      (candidate) => this.namedId(candidate) === known.comment.id && known.comment.id !== null,
    );
    return byId.length === 1 ? (byId[0] ?? null) : null;
  }
}

/** A box that holds the comment itself is there to change it, not to answer it. */
function isEditing(editable: Editable, { comment }: Known): boolean {
  const text = comment.text.trim();
  return text !== '' && shownIn(editable).text.trim() === text;
}

/** The editable that a selector means: the element, what it lies in, or the one inside it. */
function editableIn(element: Element): Editable | null {
  const around = editableOf(element);
  if (around !== null) return around;
  const inside = element.querySelector(
    'textarea, [contenteditable]:not([contenteditable="false" i])',
  );
  return inside === null ? null : editableOf(inside);
}

function frameElementOf(editable: Editable, doc: Document): Element | null {
  return editable.ownerDocument === doc
    ? null
    : (editable.ownerDocument.defaultView?.frameElement ?? null);
}

function isBefore(item: Element, anchor: Element): boolean {
  return (item.compareDocumentPosition(anchor) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** Names as pages show them: with or without `@`, in any case. */
export function sameName(shown: string, author: string | null): boolean {
  if (author === null) return false;
  const tidy = (name: string): string => fold(name).trim().replace(/^@/u, '');
  return tidy(shown) === tidy(author);
}
