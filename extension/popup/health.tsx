import type { JSX } from 'preact';
import type { PageHealth } from '../content/page/contract';
import { pageWords } from '../ui/page-words';

const words = pageWords.popup;

interface HealthReportProps {
  readonly health: PageHealth;
  readonly host: string;
  readonly onCopied: () => void;
}

/** What was found on the page and which part failed, with a report that holds no text of anybody. */
export function HealthReport({ health, host, onCopied }: HealthReportProps): JSX.Element {
  const failing = health.failing.join(', ');
  return (
    <section class="stack">
      <p>{health.comments === 0 ? words.waiting : words.comments(health.comments)}</p>
      <p class="small quiet">
        {health.adapter === null ? words.generic : words.adapter(health.adapter)}
      </p>
      {failing !== '' && <p class="note warn">{words.failing(failing)}</p>}
      <p>
        <button
          type="button"
          class="button slim"
          aria-describedby="report-help"
          onClick={() => void navigator.clipboard.writeText(report(health, host)).then(onCopied)}
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

function report({ adapter, comments, failing, skeleton }: PageHealth, host: string): string {
  const { version } = chrome.runtime.getManifest();
  return [
    `Bedside ${version}`,
    `Site: ${host}`,
    `Adapter: ${adapter ?? 'generic'}`,
    `Comments found: ${comments}`,
    `Failing: ${failing.join(', ') || 'nothing'}`,
    '',
    skeleton,
    '',
  ].join('\n');
}
