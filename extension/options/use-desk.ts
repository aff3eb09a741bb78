import { useEffect, useRef, useState } from 'preact/hooks';
import type { Desk } from '../generated/Desk';
import { ask, type Failed } from '../ui/ask';

/** Typing is saved once it pauses. */
const pauseMilliseconds = 400;

export type SaveState = 'idle' | 'saving' | 'saved';

export interface DeskInHand {
  /** Null until loaded. */
  readonly desk: Desk | null;
  readonly saving: SaveState;
  readonly failed: Failed | null;
  change(patch: Partial<Desk>): void;
}

/**
 * The desk, saved as it is changed. Only the fields that were changed here are written over what is
 * stored then, so that another window's changes survive.
 */
export function useDesk(): DeskInHand {
  const [desk, setDesk] = useState<Desk | null>(null);
  const [saving, setSaving] = useState<SaveState>('idle');
  const [failed, setFailed] = useState<Failed | null>(null);
  const pending = useRef<Partial<Desk>>({});
  const timer = useRef(0);
  const turn = useRef(Promise.resolve());

  useEffect(() => {
    void ask<'get-desk'>({ kind: 'get-desk' }).then((answer) =>
      answer.kind === 'failed' ? setFailed(answer) : setDesk(answer.desk),
    );
    // A page that is being closed still saves what was typed last.
    const flush = (): void => {
      if (timer.current !== 0) {
        save();
      }
    };
    window.addEventListener('pagehide', flush);
    return () => window.removeEventListener('pagehide', flush);
  }, []);

  function save(): void {
    window.clearTimeout(timer.current);
    timer.current = 0;
    turn.current = turn.current.then(write);
  }

  async function write(): Promise<void> {
    const patch = pending.current;
    pending.current = {};
    const stored = await ask<'get-desk'>({ kind: 'get-desk' });
    const answer =
      stored.kind === 'failed'
        ? stored
        : await ask<'set-desk'>({ kind: 'set-desk', desk: { ...stored.desk, ...patch } });
    if (answer.kind === 'failed') {
      pending.current = { ...patch, ...pending.current };
      setFailed(answer);
      setSaving('idle');
      return;
    }
    setFailed(null);
    setSaving(timer.current === 0 ? 'saved' : 'saving');
  }

  return {
    desk,
    saving,
    failed,
    change(patch) {
      setDesk((now) => now && { ...now, ...patch });
      pending.current = { ...pending.current, ...patch };
      setSaving('saving');
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(save, pauseMilliseconds);
    },
  };
}
