import type { EmpathyView } from '../generated/EmpathyView';
import type { FindingView } from '../generated/FindingView';
import type { LengthView } from '../generated/LengthView';
import type { Request } from '../generated/Request';
import type { Answer } from '../ui/ask';
import type { ReplyBox } from './page/contract';

/** What the engine says of one text of a reply box. */
export interface Verdict {
  readonly box: ReplyBox;
  readonly text: string;
  readonly findings: readonly FindingView[];
  readonly empathy: EmpathyView | null;
  readonly length: LengthView;
}

type CheckRequest = Extract<Request, { kind: 'check' }>;

export interface Checking {
  /** The box whose text is followed from now on; null to stop. */
  follow(box: ReplyBox | null): void;
  /** The text of the followed box may have changed. */
  changed(): void;
  /** The newest verdict, if it is about exactly this text. */
  verdictOn(box: ReplyBox, text: string): Verdict | null;
  /** Asks about the text as it stands, past the throttle; null when the engine fails. */
  checkNow(box: ReplyBox): Promise<Verdict | null>;
}

/** Checks go out at most this often; findings are due within 150 ms of the last key. */
const pauseMilliseconds = 80;

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
  let asked: string | null = null;
  let lastSent = Number.NEGATIVE_INFINITY;
  let timer = 0;
  let round = 0;

  async function send(box: ReplyBox): Promise<Verdict | null> {
    window.clearTimeout(timer);
    timer = 0;
    lastSent = performance.now();
    round += 1;
    const thisRound = round;
    const text = box.text();
    asked = text;
    const answer = await ask(request(box, text));
    if (answer.kind === 'failed') {
      asked = null;
      return null;
    }
    const { findings, empathy, length } = answer;
    const verdict = { box, text, findings, empathy, length };
    if (thisRound === round && box === followed) {
      newest = verdict;
      onVerdict(verdict);
    }
    return verdict;
  }

  function changed(): void {
    const box = followed;
    if (box === null || timer !== 0 || box.text() === asked) {
      return;
    }
    const wait = lastSent + pauseMilliseconds - performance.now();
    if (wait <= 0) {
      void send(box);
      return;
    }
    timer = window.setTimeout(() => {
      timer = 0;
      if (box === followed && box.alive() && box.text() !== asked) {
        void send(box);
      }
    }, wait);
  }

  return {
    follow(box) {
      if (box === followed) {
        return;
      }
      window.clearTimeout(timer);
      timer = 0;
      round += 1;
      followed = box;
      newest = null;
      asked = null;
      onVerdict(null);
      changed();
    },
    changed,
    verdictOn: (box, text) => (newest?.box === box && newest.text === text ? newest : null),
    checkNow: send,
  };
}
