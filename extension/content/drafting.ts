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
import type { PageEvents, ReplyBox } from './page/contract';
import type { Target } from './replying';

export interface DraftingDuties {
  page(): Page;
  settings(): PageSettings;
  /** The comment a box answers, when it is known. */
  answered(box: ReplyBox): PageComment | null;
  threadReplies(box: ReplyBox): string[];
  /** What says who wrote the comments around. */
  heads(): DOMRect[];
  record(event: LogEvent): void;
  take(box: ReplyBox, suggestion: SuggestionView, target: Target): void;
}

type BoxEvents = Pick<PageEvents, 'boxFocused' | 'boxChanged' | 'boxLeft' | 'posting'>;

export interface Drafting extends BoxEvents {
  openPalette(box: ReplyBox): void;
  follow(): void;
  remove(): void;
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
    const verdict = (await checking.checkNow(shown.box)) ?? { ...shown, findings: [] };
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
      if (result.outcome !== 'verified') {
        toasts.say({ text: result.message, problem: true, copyFrom: text });
        return;
      }
      reached = span.start;
    }
    toasts.say({ text: words.checker.fixed, problem: false });
    checking.changed();
  }

  function ignored(verdict: Verdict, finding: FindingView, reason: string): void {
    duties.record({
      event: 'ignored',
      commentKey: verdict.box.commentKey,
      rule: finding.rule,
      reason,
    });
  }

  function askBeforePosting(verdict: Verdict, release: () => void): void {
    const findings = blocks(verdict);
    guard.ask({
      verdict,
      findings,
      reasonNeeded: duties.settings().guard === 'require-reason',
      onFix: () => void fix(verdict, findings).then(() => verdict.box.focus()),
      onPost: (reason) => {
        duties.record({
          event: 'overridden',
          commentKey: verdict.box.commentKey,
          rules: [...new Set(findings.map((finding) => finding.rule))],
          reason,
        });
        release();
      },
    });
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
    posting(box, hold, release) {
      const letGo = (): void => {
        checker.ignored.posted(box);
        release();
      };
      if (duties.settings().guard === 'off' || box.text().trim() === '') {
        checker.ignored.posted(box);
        return;
      }
      const verdict = checking.verdictOn(box, box.text());
      if (verdict !== null) {
        if (blocks(verdict).length > 0) {
          hold();
          askBeforePosting(verdict, letGo);
        } else {
          checker.ignored.posted(box);
        }
        return;
      }
      // Posted faster than the check answers: hold until it is known, and let go if nothing stands.
      hold();
      void checking.checkNow(box).then((late) => {
        if (late !== null && blocks(late).length > 0) {
          askBeforePosting(late, letGo);
        } else {
          letGo();
        }
      });
    },
    openPalette: (box) => palette.open(box, null),
    follow() {
      checker.follow();
      palette.follow();
      guard.follow();
    },
    remove() {
      checking.follow(null);
      checker.remove();
      palette.remove();
      guard.remove();
    },
  };
}
