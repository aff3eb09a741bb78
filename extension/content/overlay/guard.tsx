import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FindingView } from '../../generated/FindingView';
import type { Failed } from '../../ui/ask';
import { Severity } from '../../ui/severity';
import { trusted } from '../../ui/trusted';
import { words } from '../../ui/words';
import { quoted } from './checker';
import { keepFocusInside } from './focus';

export interface GuardProps {
  readonly text: string;
  /** Why the text could not be checked. */
  readonly failed: Failed | null;
  /** Those of severity `block` that stand. */
  readonly findings: readonly FindingView[];
  readonly reasonNeeded: boolean;
  readonly onFix: () => void;
  readonly onEdit: () => void;
  readonly onPost: (reason: string) => void;
}

/** Asks once before a draft with a `block` finding is posted. The safe way out has the focus. */
export function GuardDialog(props: GuardProps): JSX.Element {
  const { failed, findings, reasonNeeded } = props;
  const box = useRef<HTMLDivElement>(null);
  const safe = useRef<HTMLButtonElement>(null);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const fixable = findings.filter((finding) => finding.fix !== null).length;
  // Before anything else can be pressed, so that a quick key never meets the wrong button.
  useLayoutEffect(() => safe.current?.focus({ preventScroll: true }), []);

  function post(): void {
    if (reasonNeeded && reason.trim() === '') {
      setMissing(true);
      box.current?.querySelector('input')?.focus();
      return;
    }
    props.onPost(reason.trim());
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing) {
      event.preventDefault();
      props.onEdit();
    }
    keepFocusInside(event, box.current);
  }

  return (
    <div
      ref={box}
      class="inner"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="guard-title"
      aria-describedby="guard-lead"
      tabIndex={-1}
      onKeyDown={trusted(onKeyDown)}
    >
      <header class="head">
        <h2 id="guard-title">{words.guard.title}</h2>
      </header>
      <div class="body">
        <p id="guard-lead">
          {failed === null
            ? words.guard.lead(findings.length)
            : `${words.guard.unchecked} ${failed.message} ${failed.remedy}`}
        </p>
        {findings.map((finding) => (
          <div class="finding" key={`${finding.rule} ${finding.span.start}`}>
            <p class="row">
              <Severity severity={finding.severity} />
              <q dir="auto">{quoted(finding, props.text) || words.checker.wholeDraft}</q>
            </p>
            <p>{finding.what}</p>
            <p class="quiet">{finding.advice}</p>
          </div>
        ))}
        <p class="row">
          {fixable > 0 && (
            <button ref={safe} type="button" class="button main" onClick={trusted(props.onFix)}>
              {fixable === findings.length ? words.guard.fix : words.guard.fixAll}
            </button>
          )}
          <button
            ref={fixable === 0 ? safe : null}
            type="button"
            class={`button ${fixable === 0 ? 'main' : ''}`}
            onClick={trusted(props.onEdit)}
          >
            {words.guard.edit}
          </button>
        </p>
        <label class="stack">
          <span>
            {words.guard.reason}{' '}
            {!reasonNeeded && <span class="quiet">({words.guard.optional})</span>}
          </span>
          <input
            class="field"
            type="text"
            dir="auto"
            value={reason}
            aria-required={reasonNeeded}
            aria-invalid={missing}
            onInput={trusted((event) => {
              setReason((event.currentTarget as HTMLInputElement).value);
              setMissing(false);
            })}
          />
        </label>
        {missing && (
          <p class="note warn" role="alert">
            {words.guard.reasonNeeded}
          </p>
        )}
        <p>
          <button type="button" class="button danger" onClick={trusted(post)}>
            {words.guard.postAnyway}
          </button>
        </p>
      </div>
    </div>
  );
}
