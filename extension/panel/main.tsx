import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../ui/ask';
import { fits } from '../ui/filter';
import { HealthReport } from '../ui/health';
import { IncidentBanner } from '../ui/incident';
import { useLoaded } from '../ui/load';
import { mount } from '../ui/mount';
import { type Notice, NoticeLine } from '../ui/notice';
import { pageWords } from '../ui/page-words';
import { hasRisk } from '../ui/tags';
import { type FrameEntry, openQueue, type Queue, type Shown } from './queue';
import { QueueRow } from './row';
import { panelStyle } from './style';
import { useIncident } from './use-incident';

const words = pageWords.panel;

/** What the moderator looks for; it stays while they go from page to page. */
interface Filter {
  readonly query: string;
  readonly riskOnly: boolean;
}

const noFilter: Filter = { query: '', riskOnly: false };

/** The comments of the page in front, most urgent first. */
function Panel(): JSX.Element {
  const [shown, setShown] = useState<Shown>('loading');
  const [filter, setFilter] = useState(noFilter);
  const [now, setNow] = useState(Date.now());
  useEffect(() => openQueue(setShown), []);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(clock);
  }, []);
  const platforms = usePlatforms();
  const incident = useIncident();
  const banner = incident && <IncidentBanner incident={incident} />;
  if (typeof shown === 'string') {
    return (
      <main class="panel">
        <h1>{words.title}</h1>
        {banner}
        {shown === 'loading' ? (
          <p class="quiet">{pageWords.loading}</p>
        ) : (
          <>
            <p>{words.notHere}</p>
            <p class="quiet">{words.notHereDo}</p>
          </>
        )}
      </main>
    );
  }
  return (
    <Comments
      queue={shown}
      platforms={platforms}
      filter={filter}
      onFilter={(patch) => setFilter((before) => ({ ...before, ...patch }))}
      now={now}
      banner={banner}
    />
  );
}

/** Names of the platforms by the ids of their adapters. */
function usePlatforms(): ReadonlyMap<string, string> {
  const [answer] = useLoaded(() => ask<'get-status'>({ kind: 'get-status' }));
  return new Map(
    answer?.kind === 'status-is' ? answer.status.platforms.map(({ id, name }) => [id, name]) : [],
  );
}

interface CommentsProps {
  readonly queue: Queue;
  readonly platforms: ReadonlyMap<string, string>;
  readonly filter: Filter;
  readonly onFilter: (patch: Partial<Filter>) => void;
  readonly now: number;
  readonly banner: JSX.Element | null;
}

function Comments({ queue, platforms, filter, onFilter, now, banner }: CommentsProps): JSX.Element {
  const [open, setOpen] = useState<string | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const { query, riskOnly } = filter;
  const shown = queue.entries.filter(
    (entry) => (!riskOnly || hasRisk(entry.reading)) && matches(entry, query),
  );
  return (
    <main class="panel">
      <h1>{words.title}</h1>
      {banner}
      <div class="filter" role="search">
        <div class="row">
          <input
            class="field"
            type="search"
            dir="auto"
            aria-label={words.filter}
            placeholder={words.filterHint}
            value={query}
            onInput={(event) => onFilter({ query: event.currentTarget.value })}
          />
          <label class="tick">
            <input
              type="checkbox"
              checked={riskOnly}
              onChange={(event) => onFilter({ riskOnly: event.currentTarget.checked })}
            />
            {words.riskOnly}
          </label>
        </div>
        <p class="small quiet" role="status">
          {words.found(shown.length, queue.entries.length)}. {words.soFar}
        </p>
      </div>
      {queue.health && (queue.health.failing.length > 0 || queue.health.aside !== null) && (
        <HealthReport
          health={queue.health}
          host={queue.host}
          onCopied={setNotice}
          onGeneric={queue.useGeneric}
        />
      )}
      <NoticeLine notice={notice} />
      {queue.entries.length === 0 && <p class="quiet">{words.empty}</p>}
      {queue.entries.length > 0 && shown.length === 0 && (
        <p class="row">
          {words.nothingFits}
          <button type="button" class="button slim" onClick={() => onFilter(noFilter)}>
            {words.clear}
          </button>
        </p>
      )}
      <ul class="queue">
        {shown.map((entry) => (
          <QueueRow
            key={entry.id}
            entry={entry}
            place={platforms.get(entry.platform ?? '') ?? entry.host}
            now={now}
            open={entry.id === open}
            onToggle={() => setOpen(entry.id === open ? null : entry.id)}
            onShow={() => queue.order(entry, 'show')}
            onReply={() => queue.order(entry, 'reply')}
          />
        ))}
      </ul>
    </main>
  );
}

/** Whether writer, text or a tag's name holds every word that was typed. */
function matches({ comment, reading }: FrameEntry, typed: string): boolean {
  const tags = reading.tags.map(({ name }) => name).join(' ');
  return fits(`${comment.author ?? ''} ${comment.text} ${tags}`, typed);
}

mount(<Panel />, panelStyle);
