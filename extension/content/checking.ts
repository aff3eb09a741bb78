import type { EmpathyView } from '../generated/EmpathyView';
import type { FindingView } from '../generated/FindingView';
import type { LengthView } from '../generated/LengthView';
import type { Request } from '../generated/Request';
import type { Answer, Failed } from '../ui/ask';
import type { ReplyBox } from './page/contract';

/** What the engine says of one text of a reply box. */
export interface Verdict {
  readonly box: ReplyBox;
  /** The comment the text was checked as an answer to. */
  readonly commentKey: string | null;
  readonly text: string;
  readonly findings: readonly FindingView[];
  readonly empathy: EmpathyView | null;
  readonly length: LengthView;
  /** Why the text is not checked after all; null where it is. */
  readonly failed: Failed | null;
}

type CheckRequest = Extract<Request, { kind: 'check' }>;

export interface Checking {
  /** The box whose text is followed from now on; null to stop. */
  follow(box: ReplyBox | null): void;
  /** The text of the followed box, or the comment it answers, may have changed. */
  changed(): void;
  /** The rules may have changed: what is known is forgotten, and the text is checked again. */
  renew(): void;
  /** The newest verdict, if it is about exactly what the box holds now. */
  verdictOn(box: ReplyBox): Verdict | null;
  /** Asks about the text as it stands, past the throttle. */
  checkNow(box: ReplyBox): Promise<Verdict>;
}

/** Checks go out at most this often; findings are due within 150 ms of the last key. */
const pauseMilliseconds = 80;

const nothing = { findings: [], empathy: null, length: { used: 0, limit: null, unit: '' } };

/**
 * Follows the text of the focused reply box. The first change is checked at once, further ones
 * after a pause; an answer about a text that was overtaken is dropped.
 */
export function createChecking(
  request: (box: ReplyBox, draft: string) => CheckRequest,
  ask: (request: CheckRequest) => Promise<Answer<'check'>>,
  onVerdict: (verdict: Verdict | null) => void,
): Checking {
  let followed: ReplyBox | null = null;
  let newest: Verdict | null = null;
  /** What was asked last; null where that has to be asked again. */
  let asked: string | null = null;
  let lastSent = Number.NEGATIVE_INFINITY;
  let timer = 0;
  let round = 0;

  async function send(box: ReplyBox): Promise<Verdict> {
    window.clearTimeout(timer);
    timer = 0;
    lastSent = performance.now();
    round += 1;
    const thisRound = round;
    const { commentKey } = box;
    const text = box.text();
    asked = subjectOf(box);
    const answer = await ask(request(box, text));
    const about = { box, commentKey, text };
    const verdict: Verdict =
      answer.kind === 'failed'
        ? { ...about, ...nothing, failed: answer }
        : {
            ...about,
            findings: answer.findings,
            empathy: answer.empathy,
            length: answer.length,
            failed: null,
          };
    if (thisRound === round && box === followed) {
      newest = verdict;
      asked = verdict.failed === null ? asked : null;
      onVerdict(verdict);
    }
    return verdict;
  }

  function changed(): void {
    const box = followed;
    if (box === null || timer !== 0 || subjectOf(box) === asked) {
      return;
    }
    const wait = lastSent + pauseMilliseconds - performance.now();
    if (wait <= 0) {
      void send(box);
      return;
    }
    timer = window.setTimeout(() => {
      timer = 0;
      if (box === followed && box.alive() && subjectOf(box) !== asked) {
        void send(box);
      }
    }, wait);
  }

  function verdictOn(box: ReplyBox): Verdict | null {
    return newest?.box === box &&
      newest.failed === null &&
      newest.commentKey === box.commentKey &&
      newest.text === box.text()
      ? newest
      : null;
  }

  return {
    follow(box) {
      if (box === followed) {
        changed();
        return;
      }
      window.clearTimeout(timer);
      timer = 0;
      round += 1;
      followed = box;
      asked = null;
      // What is known of a box that was left counts when its post button is pressed.
      onVerdict(box && verdictOn(box));
      changed();
    },
    changed,
    renew() {
      round += 1;
      newest = null;
      asked = null;
      changed();
    },
    verdictOn,
    checkNow: send,
  };
}

/** What a verdict is about. */
function subjectOf(box: ReplyBox): string {
  return `${box.commentKey ?? ''}\n${box.text()}`;
}
