import type { JSX } from 'preact';
import type { PageHealth } from '../content/page/contract';
import type { Notice } from './notice';
import { pageWords } from './page-words';

const words = pageWords.popup;

interface HealthReportProps {
  readonly health: PageHealth;
  readonly host: string;
  /** Told what came of copying the report. */
  readonly onCopied: (notice: Notice) => void;
  /** Sets the adapter aside for the generic detector, or goes back to it. */
  readonly onGeneric: (on: boolean) => void;
}

/** What was found on the page and which part failed, with a report that holds no text of anybody. */
export function HealthReport({
  health,
  host,
  onCopied,
  onGeneric,
}: HealthReportProps): JSX.Element {
  const failing = health.failing.join(', ');
  return (
    <section class="stack">
      <p>{health.comments === 0 ? words.waiting : words.comments(health.comments)}</p>
      <p class="small quiet">
        {health.adapter !== null
          ? words.adapter(health.adapter)
          : health.aside === null
            ? words.generic
            : words.aside(health.aside)}
      </p>
      {failing !== '' && <p class="note warn">{words.failing(failing)}</p>}
      <p class="row">
        {(health.aside !== null ||
          (health.adapter !== null && (failing !== '' || health.comments === 0))) && (
          <button
            type="button"
            class="button slim"
            onClick={() => onGeneric(health.aside === null)}
          >
            {health.aside === null ? words.useGeneric : words.useAdapter}
          </button>
        )}
        <button
          type="button"
          class="button slim"
          aria-describedby="report-help"
          onClick={() => void copied(report(health, host)).then(onCopied)}
        >
          {words.report}
        </button>
      </p>
      <p id="report-help" class="small quiet">
        {words.reportHelp}
      </p>
    </section>
  );
}

function copied(text: string): Promise<Notice> {
  return navigator.clipboard.writeText(text).then(
    () => ({ text: words.reported, good: true }),
    () => ({ text: words.notReported, good: false }),
  );
}

function report({ adapter, aside, comments, failing, skeleton }: PageHealth, host: string): string {
  const { version } = chrome.runtime.getManifest();
  return [
    `Bedside ${version}`,
    `Site: ${host}`,
    `Adapter: ${adapter ?? 'generic'}${aside === null ? '' : `, ${aside} set aside`}`,
    `Comments found: ${comments}`,
    `Failing: ${failing.join(', ') || 'nothing'}`,
    '',
    skeleton,
    '',
  ].join('\n');
}
