import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EmpathyView } from '../../generated/EmpathyView';
import type { FindingView } from '../../generated/FindingView';
import { Icon } from '../../ui/icon';
import { Severity } from '../../ui/severity';
import { trusted } from '../../ui/trusted';
import { words } from '../../ui/words';
import type { Verdict } from '../checking';
import { keepFocusInside } from './focus';

/** The findings of a severity among those that stand. */
export function countOf(findings: readonly FindingView[], severity: string): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

export function isTooLong({ length }: Verdict): boolean {
  return length.limit !== null && length.used > length.limit;
}

interface CheckerChipProps {
  readonly verdict: Verdict;
  /** Findings that were not ignored. */
  readonly findings: readonly FindingView[];
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** The summary beside the reply box. */
export function CheckerChip({ verdict, findings, open, onToggle }: CheckerChipProps): JSX.Element {
  const counts = (['block', 'warn', 'inform'] as const)
    .map((severity) => [severity, countOf(findings, severity)] as const)
    .filter(([, count]) => count > 0);
  const worst = counts[0]?.[0] ?? (verdict.failed === null ? 'clear' : 'warn');
  return (
    <button
      type="button"
      class={`checker ${worst}`}
      aria-expanded={open}
      aria-haspopup="dialog"
      // The reply box keeps its caret while the pointer opens the list.
      onClick={trusted(onToggle)}
    >
      {counts.length === 0 && (
        <span class={`severity ${worst}`}>
          <Icon name={worst} />
          {verdict.failed === null ? words.checker.clear : words.checker.unchecked}
        </span>
      )}
      {counts.map(([severity, count]) => (
        <span key={severity} class={`severity ${severity}`}>
          <Icon name={severity} />
          {words.checker[severity](count)}
        </span>
      ))}
      {isTooLong(verdict) && verdict.length.limit !== null && (
        <span class="severity block">
          {words.popover.length(verdict.length.used, verdict.length.limit, verdict.length.unit)}
        </span>
      )}
      {verdict.empathy && (
        <span class="quiet">{words.checker.empathy(points(verdict.empathy.score))}</span>
      )}
    </button>
  );
}

export interface FindingsProps {
  readonly verdict: Verdict;
  readonly findings: readonly FindingView[];
  readonly onFix: (finding: FindingView) => void;
  readonly onJump: (finding: FindingView) => void;
  readonly onIgnore: (finding: FindingView, reason: string) => void;
  readonly onClose: () => void;
}

/** The list behind the summary. */
export function Findings(props: FindingsProps): JSX.Element {
  const { verdict, findings } = props;
  const box = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing) {
      event.preventDefault();
      props.onClose();
    }
    keepFocusInside(event, box.current);
  }
  return (
    <div
      ref={box}
      class="inner"
      role="dialog"
      aria-label={words.checker.label}
      tabIndex={-1}
      onKeyDown={trusted(onKeyDown)}
    >
      <header class="head">
        <h2>{words.checker.label}</h2>
        <button
          type="button"
          class="button plain square"
          aria-label={words.popover.close}
          onClick={trusted(props.onClose)}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="body">
        {isTooLong(verdict) && verdict.length.limit !== null && (
          <p class="note block">
            {words.checker.tooLong(verdict.length.used, verdict.length.limit, verdict.length.unit)}
          </p>
        )}
        {verdict.failed !== null ? (
          <p class="note warn">
            {words.checker.unchecked}. {verdict.failed.message} {verdict.failed.remedy}
          </p>
        ) : (
          findings.length === 0 && <p>{words.checker.clear}.</p>
        )}
        {findings.map((finding) => (
          <Finding
            key={findingKey(finding, verdict.text)}
            finding={finding}
            quoted={quoted(finding, verdict.text)}
            onFix={() => props.onFix(finding)}
            onJump={() => props.onJump(finding)}
            onIgnore={(reason) => props.onIgnore(finding, reason)}
          />
        ))}
        {verdict.empathy && <Empathy empathy={verdict.empathy} />}
      </div>
    </div>
  );
}

/** The words a finding is about. */
export function quoted(finding: FindingView, text: string): string {
  return text.slice(finding.span.start, finding.span.end);
}

/** Stays the same while the moderator types elsewhere in the draft. */
export function findingKey(finding: FindingView, text: string): string {
  return `${finding.rule}\n${quoted(finding, text)}`;
}

interface FindingProps {
  readonly finding: FindingView;
  readonly quoted: string;
  readonly onFix: () => void;
  readonly onJump: () => void;
  readonly onIgnore: (reason: string) => void;
}

function Finding({ finding, quoted, onFix, onJump, onIgnore }: FindingProps): JSX.Element {
  const [more, setMore] = useState(false);
  const [ignoring, setIgnoring] = useState(false);
  const ignore = useRef<HTMLButtonElement>(null);
  const wasIgnoring = useRef(false);
  useLayoutEffect(() => {
    if (wasIgnoring.current && !ignoring) {
      ignore.current?.focus();
    }
    wasIgnoring.current = ignoring;
  }, [ignoring]);
  return (
    <section class="finding">
      <p class="row">
        <Severity severity={finding.severity} />
        <button
          type="button"
          class="quote"
          title={words.checker.jump}
          dir="auto"
          onClick={trusted(onJump)}
        >
          {quoted === '' ? words.checker.wholeDraft : <q>{quoted}</q>}
        </button>
      </p>
      <dl>
        <dt>{words.checker.what}</dt>
        <dd>{finding.what}</dd>
        <dt>{words.checker.why}</dt>
        <dd>{finding.why}</dd>
        <dt>{words.checker.advice}</dt>
        <dd>{finding.advice}</dd>
        {more && (
          <>
            <dt>{words.checker.source}</dt>
            <dd>{finding.source}</dd>
            <dt>{words.checker.rule}</dt>
            <dd>{finding.rule}</dd>
          </>
        )}
      </dl>
      {more && finding.packStatus !== '' && (
        <p class="small quiet">{words.checker.standing(finding.packStatus, finding.review)}</p>
      )}
      {ignoring ? (
        <IgnoreForm onIgnore={onIgnore} onCancel={() => setIgnoring(false)} />
      ) : (
        <p class="row">
          {finding.fix && (
            <button type="button" class="button main slim" onClick={trusted(onFix)}>
              {words.checker.fix}
            </button>
          )}
          <button
            ref={ignore}
            type="button"
            class="button slim"
            onClick={trusted(() => setIgnoring(true))}
          >
            {words.checker.ignore}
          </button>
          <button
            type="button"
            class="button plain slim"
            aria-expanded={more}
            onClick={trusted(() => setMore(!more))}
          >
            {more ? words.checker.learnLess : words.checker.learnMore}
          </button>
        </p>
      )}
    </section>
  );
}

function IgnoreForm({
  onIgnore,
  onCancel,
}: {
  onIgnore: (reason: string) => void;
  onCancel: () => void;
}): JSX.Element {
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const given = reason.trim();
  // Once: every check of the draft draws the list anew while the moderator may be typing there.
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <div class="stack">
      <label class="stack">
        {words.checker.ignoreReason}
        <input
          class="field"
          type="text"
          dir="auto"
          value={reason}
          ref={field}
          onInput={trusted((event) => setReason((event.currentTarget as HTMLInputElement).value))}
          onKeyDown={trusted((event: KeyboardEvent) => {
            if (event.key === 'Enter' && !event.isComposing && given !== '') {
              event.preventDefault();
              onIgnore(given);
            }
          })}
        />
      </label>
      <p class="row">
        <button
          type="button"
          class="button slim"
          disabled={given === ''}
          onClick={trusted(() => onIgnore(given))}
        >
          {words.checker.ignoreConfirm}
        </button>
        <button type="button" class="button plain slim" onClick={trusted(onCancel)}>
          {words.checker.cancel}
        </button>
      </p>
    </div>
  );
}

/** Where the empathy score comes from, and the one change that would help most. */
function Empathy({ empathy }: { empathy: EmpathyView }): JSX.Element {
  return (
    <section class="stack">
      <h3>{words.checker.empathy(points(empathy.score))}</h3>
      {empathy.advice !== null && (
        <p>
          <strong>{words.checker.pointsHelp}: </strong>
          {empathy.advice}
        </p>
      )}
      <ul class="points" aria-label={words.checker.points}>
        {empathy.points.map((point) => (
          <li key={point.feature}>
            <b>{point.points > 0 ? `+${points(point.points)}` : points(point.points)}</b>
            <span>{point.feature}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** At most one decimal, and a true minus sign. */
function points(value: number): string {
  return String(Math.round(value * 10) / 10).replace('-', '−');
}
