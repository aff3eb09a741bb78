import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Incident } from '../generated/Incident';
import { Icon } from './icon';
import { countdown } from './time';
import { trusted } from './trusted';
import { words } from './words';

interface IncidentBannerProps {
  readonly incident: Incident;
  /** Puts the holding statement in; without it there is nothing to put it into. */
  readonly onStatement?: (() => void) | undefined;
}

/** One line while an incident is being handled: what it is, where it stands, when more is due. */
export function IncidentBanner({ incident, onStatement }: IncidentBannerProps): JSX.Element {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(clock);
  }, []);
  const next = Date.parse(incident.nextUpdate);
  return (
    <section class="banner" aria-label={words.incident.label}>
      <p>
        <Icon name="warn" />
        <strong>{words.incident.title(incident.title)}</strong>
        <span>
          {words.incident.phase[incident.phase]}
          {!Number.isNaN(next) && (
            <span class="count" role="timer">
              {next >= now
                ? words.incident.next(countdown(next - now))
                : words.incident.late(countdown(now - next))}
            </span>
          )}
        </span>
      </p>
      {onStatement && (
        <button type="button" class="button slim" onClick={trusted(onStatement)}>
          {words.incident.statement}
        </button>
      )}
    </section>
  );
}
