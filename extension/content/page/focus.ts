/** Follows the focus and the typing in reply boxes, across shadow roots and editable frames. */

import type { Binder, Candidate } from './binding';
import { Box } from './box';
import type { PageEvents } from './contract';
import { type Editable, isTextField } from './editors/kind';
import type { Known } from './registry';
import { deepActiveElement } from './shadow';

export class FocusWatch {
  private readonly boxes = new WeakMap<Editable, Box>();
  private readonly heard = new WeakSet<Document | ShadowRoot>();
  private readonly typing = new MutationObserver(() => this.typed());
  private current: Box | null = null;
  private frame: number | null = null;

  constructor(
    private readonly doc: Document,
    private readonly binder: Binder,
    private readonly events: PageEvents,
    /** The comment whose reply button was pressed last. */
    private readonly pressed: () => string | null,
    /** That comment, where the box came up or was turned to it since. */
    private readonly openedFor: (candidate: Candidate) => Known | null,
    private readonly inserted: (box: Box, text: string) => void,
    private readonly isBedside: (element: Element) => boolean,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.stop());
    this.hear(doc);
    this.doc.defaultView?.addEventListener('blur', () => this.settle(), { signal });
    this.settle();
  }

  get focused(): Box | null {
    if (this.current !== null && !this.current.alive()) this.leave();
    return this.current;
  }

  /** The box of a candidate; one for each editable, so that its selection is remembered. */
  boxOf(candidate: Candidate, commentKey: string | null): Box {
    const box =
      this.boxes.get(candidate.editable) ??
      new Box(candidate, this.binder, (asked) => this.isBound(asked), this.inserted);
    this.boxes.set(candidate.editable, box);
    box.candidate = candidate;
    box.bond =
      commentKey === null
        ? null
        : { commentKey, place: this.binder.placeOf(candidate), pressed: this.pressed() };
    return box;
  }

  /** Focus that moves inside a shadow root or a frame is only told there. */
  hear(root: Document | ShadowRoot): void {
    if (this.heard.has(root) || this.signal.aborted) return;
    this.heard.add(root);
    const options = { capture: true, passive: true, signal: this.signal };
    root.addEventListener('focusin', () => this.settle(), options);
    root.addEventListener('focusout', () => this.current?.rememberRange(), options);
    root.addEventListener('input', () => this.typed(), options);
  }

  /** Takes stock of where the focus is now. */
  settle(): void {
    // While the moderator works in the overlay, the box they came from stays the one in hand.
    if (this.doc.activeElement !== null && this.isBedside(this.doc.activeElement)) return;
    let active = deepActiveElement(this.doc);
    const inner =
      active?.localName === 'iframe' ? (active as HTMLIFrameElement).contentDocument : null;
    if (inner !== null) {
      this.hear(inner);
      active = inner.activeElement ?? active;
    }
    if (active !== null && active.getRootNode() instanceof ShadowRoot)
      this.hear(active.getRootNode() as ShadowRoot);
    const candidate = this.binder.candidateOf(active);
    if (candidate === null) {
      if (this.current !== null && active !== null && active !== this.doc.body) this.leave();
      return;
    }
    const known = this.boxes.get(candidate.editable) ?? null;
    const before = known?.commentKey ?? null;
    const comment = this.binder.commentFor(candidate, this.openedFor(candidate));
    const kept = known !== null && this.keeps(known, candidate) ? before : null;
    const box = this.boxOf(candidate, comment?.key ?? kept);
    if (box === this.current) {
      if (box.commentKey !== before) this.events.boxFocused(box);
      return;
    }
    this.leave();
    this.current = box;
    if (!isTextField(box.editable))
      this.typing.observe(box.editable, { childList: true, characterData: true, subtree: true });
    this.events.boxFocused(box);
  }

  /** Whether a box answers the comment it is bound to also now: pages turn boxes to other comments. */
  private isBound(box: Box): boolean {
    const { bond } = box;
    if (bond === null) return true;
    const candidate = this.binder.renewed(box.candidate);
    const opened = this.openedFor(candidate);
    return this.binder.answers(candidate, bond.commentKey, opened) || this.keeps(box, candidate);
  }

  /**
   * A box may stop naming its comment, as placeholders do once there is text. It keeps the comment
   * as long as it names no other, stands where it stood, and no other reply button was pressed.
   */
  private keeps({ bond }: Box, candidate: Candidate): boolean {
    return (
      bond !== null &&
      this.binder.namesNothing(candidate) &&
      this.binder.placeOf(candidate) === bond.place &&
      this.pressed() === bond.pressed
    );
  }

  private leave(): void {
    if (this.current === null) return;
    this.current = null;
    this.typing.disconnect();
    this.events.boxLeft();
  }

  private typed(): void {
    if (this.frame !== null || this.current === null) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = null;
      if (this.focused !== null) this.events.boxChanged(this.focused);
    });
  }

  private stop(): void {
    this.leave();
    if (this.frame !== null) cancelAnimationFrame(this.frame);
  }
}
