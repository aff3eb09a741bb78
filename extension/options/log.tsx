import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LogEntry } from '../generated/LogEntry';
import type { LogEvent } from '../generated/LogEvent';
import { type Answer, ask } from '../ui/ask';
import { Icon } from '../ui/icon';
import { type Notice, NoticeLine, noticeOf } from '../ui/notice';
import { pageWords } from '../ui/page-words';
import { download, today } from './download';
import { wholeLog } from './whole-log';

const words = pageWords.log;
const perPage = 50;

/** The log, page by page, with its integrity. */
export function LogPage(): JSX.Element {
  const [skip, setSkip] = useState(0);
  const [answer, setAnswer] = useState<Answer<'get-log'> | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  useEffect(() => {
    void ask<'get-log'>({ kind: 'get-log', skip, take: perPage }).then(setAnswer);
  }, [skip]);

  /** As JSON lines, hashes included, so that the chain can be checked anywhere. */
  async function save(): Promise<void> {
    const log = await wholeLog();
    if (log.kind === 'failed') {
      setNotice(noticeOf(log, null));
      return;
    }
    const lines = log.entries.map((entry) => `${JSON.stringify(entry)}\n`);
    download(`bedside-log-${today()}.jsonl`, 'application/jsonl', lines.join(''));
    setNotice({ text: words.exported(lines.length), good: true });
  }

  return (
    <>
      <h1>{words.title}</h1>
      <p class="quiet">{words.lead}</p>
      {answer?.kind === 'failed' && (
        <p class="note block" role="alert">
          {answer.message} {answer.remedy}
        </p>
      )}
      {answer?.kind === 'log-is' && answer.total === 0 && answer.intact && <p>{words.empty}</p>}
      {answer?.kind === 'log-is' && (answer.total > 0 || !answer.intact) && (
        <p class={`note ${answer.intact ? 'good' : 'block'}`}>
          <span class={`severity ${answer.intact ? 'clear' : 'block'}`}>
            <Icon name={answer.intact ? 'clear' : 'block'} />
            {answer.intact ? words.intact : words.broken}
          </span>
        </p>
      )}
      {answer?.kind === 'log-is' && answer.total > 0 && (
        <>
          <div class="row">
            <button
              type="button"
              class="button"
              disabled={skip === 0}
              onClick={() => setSkip(Math.max(0, skip - perPage))}
            >
              {words.newer}
            </button>
            <button
              type="button"
              class="button"
              disabled={skip + perPage >= answer.total}
              onClick={() => setSkip(skip + perPage)}
            >
              {words.older}
            </button>
            <span class="small quiet">
              {words.range(skip + 1, Math.min(skip + perPage, answer.total), answer.total)}
            </span>
            <span class="spacer" />
            <button type="button" class="button" onClick={() => void save()}>
              {words.export}
            </button>
          </div>
          <NoticeLine notice={notice} />
          <Entries entries={answer.entries} />
        </>
      )}
    </>
  );
}

function Entries({ entries }: { entries: readonly LogEntry[] }): JSX.Element {
  const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <div class="wide" role="region" aria-label={words.title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.host}</th>
            <th scope="col">{words.event}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.number}>
              <td title={entry.hash}>{entry.number}</td>
              <td>
                <time dateTime={entry.at}>{time.format(new Date(entry.at))}</time>
              </td>
              <td class="host">{entry.host}</td>
              <td dir="auto">{sentence(entry.event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sentence(event: LogEvent): string {
  switch (event.event) {
    case 'suggested':
      return event.templates.length === 0
        ? words.suggestedNone
        : words.suggested(event.templates.join(', '));
    case 'inserted':
      return words.inserted(
        event.template,
        event.language,
        words.outcome[event.outcome] ?? event.outcome,
      );
    case 'overridden':
      return words.overridden(event.rules.join(', '), event.reason);
    case 'ignored':
      return words.ignored(event.rule, event.reason);
    case 'hint-dismissed':
      return words.hintDismissed;
    case 'pack-reviewed':
      return words.packReviewed(event.review.pack, event.review.reviewer, event.review.date);
    case 'review-taken-back':
      return words.reviewTakenBack(event.review.pack, event.review.reviewer, event.review.date);
  }
}
