import { useEffect, useRef, useState } from 'preact/hooks';
import type { Desk } from '../generated/Desk';
import { type Answer, ask, type Failed } from '../ui/ask';

/** Typing is saved once it pauses. */
const pauseMilliseconds = 400;

export type SaveState = 'idle' | 'saving' | 'saved';

export interface DeskInHand {
  /** Null until loaded. */
  readonly desk: Desk | null;
  readonly saving: SaveState;
  readonly failed: Failed | null;
  change(patch: Partial<Desk>): void;
  /** Puts another desk in place of this one, at once. */
  replace(desk: Desk): Promise<Answer<'set-desk'>>;
}

/**
 * The desk, saved as it is changed. Only the fields that were changed here are written over what was
 * stored when the typing began, so that another window's changes survive.
 */
export function useDesk(): DeskInHand {
  const [desk, setDesk] = useState<Desk | null>(null);
  const [saving, setSaving] = useState<SaveState>('idle');
  const [failed, setFailed] = useState<Failed | null>(null);
  /** As the worker last told it. */
  const stored = useRef<Desk | null>(null);
  /** What was changed here and is not known to be stored. */
  const unsaved = useRef<Partial<Desk>>({});
  const timer = useRef(0);
  /** Counts the saves begun and those answered. */
  const saves = useRef(0);

  useEffect(() => {
    void ask<'get-desk'>({ kind: 'get-desk' }).then((answer) => {
      if (answer.kind === 'failed') {
        setFailed(answer);
      } else {
        stored.current = answer.desk;
        setDesk(answer.desk);
      }
    });
    // A page that is being closed sends one message more, and cannot wait for any answer first.
    const leave = (): void => {
      if (!allSaved()) {
        void save();
      }
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  function allSaved(): boolean {
    return Object.keys(unsaved.current).length === 0;
  }

  /**
   * Learns what other windows stored meanwhile, and wakes the worker while the moderator still types:
   * Chromium drops a closing page's message to a worker that sleeps.
   */
  async function refresh(): Promise<void> {
    const before = saves.current;
    const answer = await ask<'get-desk'>({ kind: 'get-desk' });
    // A save that was on its way tells what is newer than this.
    if (answer.kind === 'desk-is' && before === saves.current) {
      stored.current = answer.desk;
    }
  }

  async function save(): Promise<void> {
    window.clearTimeout(timer.current);
    timer.current = 0;
    if (stored.current === null) {
      return;
    }
    const sent = unsaved.current;
    saves.current += 1;
    const answer = await ask<'set-desk'>({
      kind: 'set-desk',
      desk: { ...stored.current, ...sent },
    });
    saves.current += 1;
    if (answer.kind === 'failed') {
      setFailed(answer);
      setSaving('idle');
      return;
    }
    stored.current = answer.desk;
    unsaved.current = changedSince(sent, unsaved.current);
    setFailed(null);
    setSaving(allSaved() ? 'saved' : 'saving');
  }

  return {
    desk,
    saving,
    failed,
    change(patch) {
      setDesk((now) => now && { ...now, ...patch });
      unsaved.current = { ...unsaved.current, ...patch };
      setSaving('saving');
      if (timer.current === 0) {
        void refresh();
      }
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void save(), pauseMilliseconds);
    },
    async replace(next) {
      const answer = await ask<'set-desk'>({ kind: 'set-desk', desk: next });
      if (answer.kind === 'desk-is') {
        window.clearTimeout(timer.current);
        timer.current = 0;
        unsaved.current = {};
        stored.current = answer.desk;
        setDesk(answer.desk);
        setFailed(null);
        setSaving('saved');
      }
      return answer;
    },
  };
}

/** The fields of a patch that are not as they were sent. */
function changedSince(sent: Partial<Desk>, now: Partial<Desk>): Partial<Desk> {
  const fields = Object.entries(now).filter(([name, value]) => sent[name as keyof Desk] !== value);
  return Object.fromEntries(fields) as Partial<Desk>;
}
