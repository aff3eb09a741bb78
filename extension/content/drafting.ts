import type { FindingView } from '../generated/FindingView';
import type { LogEvent } from '../generated/LogEvent';
import type { Page } from '../generated/Page';
import type { PageComment } from '../generated/PageComment';
import type { PageSettings } from '../generated/PageSettings';
import type { SuggestionView } from '../generated/SuggestionView';
import { ask } from '../ui/ask';
import { words } from '../ui/words';
import { createChecking, type Verdict } from './checking';
import { findingKey } from './overlay/checker';
import { createDraftChecker } from './overlay/draft-checker';
import { createDraftPalette, typedTrigger } from './overlay/draft-palette';
import type { Stage } from './overlay/host';
import { createPostGuard } from './overlay/post-guard';
import type { Toasts } from './overlay/toasts';
import { stands } from './page/box';
import type { PageEvents, PostAttempt, ReplyBox } from './page/contract';
import type { Target } from './replying';

export interface DraftingDuties {
  page(): Page;
  settings(): PageSettings;
  /** The comment a box answers, when it is known. */
  answered(box: ReplyBox): PageComment | null;
  threadReplies(box: ReplyBox): string[];
  /** What says who wrote the comments around. */
  heads(): DOMRect[];
  /** Puts an event into the log; answers why it is not there, or null. */
  record(event: LogEvent): Promise<string | null>;
  /** Puts an event into the log, and says so where that fails. */
  note(event: LogEvent): void;
  take(box: ReplyBox, suggestion: SuggestionView, target: Target): void;
  /** A text goes out from a box. */
  posted(box: ReplyBox, text: string): void;
}

type BoxEvents = Pick<PageEvents, 'boxFocused' | 'boxChanged' | 'boxLeft' | 'posting'>;

export interface Drafting extends BoxEvents {
  openPalette(box: ReplyBox): void;
  /** The desk or the packs may have changed. */
  renew(): void;
  follow(): void;
  remove(): void;
}

/** A text the moderator may post by pressing once more. */
interface Pass {
  readonly text: string;
  /** For the log, once it is posted. */
  readonly override: LogEvent | null;
}

/** Everything about the draft in a reply box: check, fix, palette, guard. */
export function createDrafting(stage: Stage, toasts: Toasts, duties: DraftingDuties): Drafting {
  const checker = createDraftChecker(stage, {
    heads: duties.heads,
    fix: (verdict, finding) => void fix(verdict, [finding]),
    jump: (verdict, finding) => void jump(verdict, finding),
    ignored,
  });
  const guard = createPostGuard(stage);
  const palette = createDraftPalette(stage, {
    search: (box, query) =>
      ask<'search'>({ kind: 'search', page: duties.page(), comment: duties.answered(box), query }),
    take: duties.take,
  });
  const checking = createChecking(
    (box, draft) => ({
      kind: 'check',
      page: duties.page(),
      comment: duties.answered(box),
      draft,
      threadReplies: duties.threadReplies(box),
    }),
    ask<'check'>,
    checker.show,
  );
  /** Text of the followed box at the last event, to notice the palette's trigger. */
  let before = '';
  /** The post that is held; what is pressed meanwhile is held with it and asks nothing of its own. */
  let held: PostAttempt | null = null;
  let heldText = '';
  const passes = new WeakMap<ReplyBox, Pass>();

  function blocks(verdict: Verdict): readonly FindingView[] {
    return checker.ignored.standing(verdict).filter((finding) => finding.severity === 'block');
  }

  /**
   * Findings in the draft as it stands now. The list on screen may be a key press or a slow answer
   * behind it, and its spans would then point at other words.
   */
  async function asItStands(
    shown: Verdict,
    chosen: readonly FindingView[],
  ): Promise<{ readonly verdict: Verdict; readonly findings: readonly FindingView[] }> {
    if (shown.box.text() === shown.text) {
      return { verdict: shown, findings: chosen };
    }
    const keys = new Set(chosen.map((finding) => findingKey(finding, shown.text)));
    const verdict = await checking.checkNow(shown.box);
    const findings = verdict.findings.filter((finding) =>
      keys.has(findingKey(finding, verdict.text)),
    );
    return { verdict, findings };
  }

  async function jump(shown: Verdict, chosen: FindingView): Promise<void> {
    const { box } = shown;
    box.focus();
    const { verdict, findings } = await asItStands(shown, [chosen]);
    const [finding] = findings;
    if (finding === undefined || box.text() !== verdict.text) {
      toasts.say({ text: words.checker.changed, problem: false });
      return;
    }
    box.select(finding.span.start, finding.span.end);
  }

  /** Applies the edits of findings from the last to the first, so that earlier spans stay true. */
  async function fix(shown: Verdict, chosen: readonly FindingView[]): Promise<void> {
    const { box } = shown;
    const { verdict, findings } = await asItStands(shown, chosen);
    if (findings.length === 0) {
      toasts.say({ text: words.checker.changed, problem: false });
      return;
    }
    const edits = findings
      .flatMap((finding) => (finding.fix ? [finding.fix] : []))
      .sort((a, b) => b.span.start - a.span.start);
    let reached = verdict.text.length;
    for (const { span, text } of edits) {
      if (span.end > reached) {
        continue;
      }
      const result = await box.replace(span.start, span.end, text);
      if (!stands(result.outcome)) {
        toasts.say({ text: result.message, problem: true, copyFrom: result.rescue ?? text });
        return;
      }
      reached = span.start;
    }
    toasts.say({ text: words.checker.fixed, problem: false });
    checking.changed();
  }

  function ignored(verdict: Verdict, finding: FindingView, reason: string): void {
    duties.note({
      event: 'ignored',
      commentKey: verdict.box.commentKey,
      rule: finding.rule,
      reason,
    });
  }

  /** Decides about a held post, once what it would post is checked. */
  async function decide(attempt: PostAttempt, known: Verdict | null): Promise<void> {
    const verdict = known ?? (await checking.checkNow(attempt.box));
    if (held !== attempt) {
      return;
    }
    if (verdict.failed !== null || blocks(verdict).length > 0) {
      askBeforePosting(attempt, verdict);
    } else {
      letThrough(attempt, verdict.text, null, words.guard.pressAgain);
    }
  }

  function askBeforePosting(attempt: PostAttempt, verdict: Verdict): void {
    const findings = blocks(verdict);
    guard.ask({
      verdict,
      findings,
      reasonNeeded: reasonNeeded(),
      onFix: () => {
        drop(attempt);
        void fix(verdict, findings).then(() => verdict.box.focus());
      },
      onEdit: () => drop(attempt),
      onPost: (reason) => void postAnyway(attempt, verdict, reason),
    });
  }

  /** The moderator goes back to the draft. */
  function drop(attempt: PostAttempt): void {
    held = held === attempt ? null : held;
  }

  function reasonNeeded(): boolean {
    return duties.settings().guard === 'require-reason';
  }

  async function postAnyway(attempt: PostAttempt, verdict: Verdict, reason: string): Promise<void> {
    const { box, text } = verdict;
    const override: LogEvent = {
      event: 'overridden',
      commentKey: box.commentKey,
      rules: [...new Set(blocks(verdict).map((finding) => finding.rule))],
      reason,
    };
    if (!reasonNeeded()) {
      letThrough(attempt, text, override, words.guard.pressAnyway);
      return;
    }
    // Where a reason is due nothing is posted before it is in the log.
    const lost = box.text() === text ? await duties.record(override) : null;
    if (lost === null) {
      letThrough(attempt, text, null, words.guard.pressAnyway);
    } else {
      drop(attempt);
      toasts.say({ text: words.guard.notRecorded(lost), problem: true });
    }
  }

  /** Posts what was checked: a held button is pressed; a key only the moderator can press, once more. */
  function letThrough(
    attempt: PostAttempt,
    text: string,
    override: LogEvent | null,
    again: string,
  ): void {
    const { box } = attempt;
    drop(attempt);
    if (box.text() !== text) {
      toasts.say({ text: words.guard.changed, problem: true });
    } else if (attempt.press()) {
      posted(box, text, override);
    } else {
      passes.set(box, { text, override });
      box.focus();
      toasts.say({ text: again, problem: false });
    }
  }

  /** A text goes out from a box, which the page may have emptied by now. */
  function posted(box: ReplyBox, text: string, override: LogEvent | null): void {
    checker.ignored.posted(box);
    duties.posted(box, text);
    if (override !== null) {
      duties.note(override);
    }
  }

  return {
    boxFocused(box) {
      before = box.text();
      checking.follow(box);
    },
    boxChanged(box) {
      const text = box.text();
      const trigger = typedTrigger(before, text, duties.settings().paletteTrigger);
      before = text;
      checker.ignored.changed(box);
      checking.changed();
      if (trigger !== null && !palette.isOpen()) {
        palette.open(box, trigger);
      }
    },
    boxLeft() {
      palette.close();
      checking.follow(null);
    },
    posting(attempt) {
      const { box } = attempt;
      // What only looks like posting is held where nothing may go out without a reason.
      if (!attempt.sure && !reasonNeeded()) {
        return;
      }
      if (duties.settings().guard === 'off' || box.text().trim() === '') {
        posted(box, box.text(), null);
        return;
      }
      const pass = passes.get(box);
      passes.delete(box);
      if (pass?.text === box.text()) {
        posted(box, pass.text, pass.override);
        return;
      }
      if (held?.box === box && heldText === box.text()) {
        attempt.hold();
        if (!guard.focus()) {
          toasts.say({ text: words.guard.checking, problem: false });
        }
        return;
      }
      // What is still being asked is about another text.
      guard.close();
      held = null;
      const verdict = checking.verdictOn(box);
      if (verdict === null || blocks(verdict).length > 0) {
        attempt.hold();
        held = attempt;
        heldText = box.text();
        void decide(attempt, verdict);
      } else {
        posted(box, box.text(), null);
      }
    },
    openPalette: (box) => palette.open(box, null),
    renew: checking.renew,
    follow() {
      checker.follow();
      palette.follow();
      guard.follow();
    },
    remove() {
      held = null;
      checking.follow(null);
      checker.remove();
      palette.remove();
      guard.remove();
    },
  };
}
