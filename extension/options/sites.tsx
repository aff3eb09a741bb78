import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PlatformView } from '../generated/PlatformView';
import { ask } from '../ui/ask';
import { fits } from '../ui/filter';
import { useLoaded } from '../ui/load';
import { pageWords } from '../ui/page-words';
import { isGranted, originsOfPlatform } from '../ui/sites';
import { SearchField } from './fields';

const words = pageWords.sites;

/** Which sites Bedside may see, and those it was switched off for. */
export function SitesPage(): JSX.Element {
  const [answer, reload] = useLoaded(() => ask<'get-status'>({ kind: 'get-status' }));
  const [query, setQuery] = useState('');
  const status = answer?.kind === 'status-is' ? answer.status : null;
  const shown =
    status?.platforms.filter(({ name, hosts }) => fits(`${name} ${hosts.join(' ')}`, query)) ?? [];
  return (
    <>
      <h1>{words.title}</h1>
      <p class="quiet">{words.lead}</p>
      {answer?.kind === 'failed' && (
        <p class="note block" role="alert">
          {answer.message} {answer.remedy}
        </p>
      )}
      <SearchField label={words.search} value={query} onChange={setQuery} />
      <ul class="list">
        {shown.map((platform) => (
          <Platform key={platform.id} platform={platform} />
        ))}
      </ul>
      {status !== null && shown.length === 0 && <p class="quiet">{words.none}</p>}
      {status !== null && status.sitesOff.length > 0 && (
        <>
          <h2>{words.off}</h2>
          <ul class="list">
            {status.sitesOff.map((host) => (
              <li class="entry" key={host}>
                <span class="spacer">{host}</span>
                <button
                  type="button"
                  class="button slim"
                  onClick={() =>
                    void ask<'set-site'>({ kind: 'set-site', host, on: true }).then(reload)
                  }
                >
                  {words.turnOn(host)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Platform({ platform }: { platform: PlatformView }): JSX.Element {
  const origins = originsOfPlatform(platform.hosts);
  const [granted, setGranted] = useState(false);
  useEffect(() => void isGranted(origins).then(setGranted), []);

  async function change(): Promise<void> {
    if (granted) {
      await chrome.permissions.remove({ origins });
    } else {
      await chrome.permissions.request({ origins });
    }
    setGranted(await isGranted(origins));
  }

  return (
    <li class="entry">
      <div class="spacer">
        <h3>{platform.name}</h3>
        <p class="small quiet">
          {origins.length === 0 ? words.anyDomain : platform.hosts.join(', ')}
        </p>
      </div>
      <span class={`badge ${granted ? 'good' : ''}`}>
        {granted ? words.allowed : words.notAllowed}
      </span>
      {origins.length > 0 && (
        <button type="button" class="button slim" onClick={() => void change()}>
          {granted ? words.withdraw(platform.name) : words.allow(platform.name)}
        </button>
      )}
    </li>
  );
}
