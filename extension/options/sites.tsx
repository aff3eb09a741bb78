import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PlatformView } from '../generated/PlatformView';
import { ask } from '../ui/ask';
import { fits } from '../ui/filter';
import { useLoaded } from '../ui/load';
import { type Notice, NoticeLine, noticeOf } from '../ui/notice';
import { pageWords } from '../ui/page-words';
import { grantedOrigins, hostOfOrigin, isGranted, originsOfPlatform } from '../ui/sites';
import { SearchField } from './fields';

const words = pageWords.sites;

interface Site {
  readonly key: string;
  readonly name: string;
  readonly hosts: string;
  /** Empty where the browser can only be asked page by page. */
  readonly origins: readonly string[];
  readonly granted: boolean;
}

/** Which sites Bedside may see, and those it was switched off for. */
export function SitesPage(): JSX.Element {
  const [answer, reload] = useLoaded(() => ask<'get-status'>({ kind: 'get-status' }));
  const [query, setQuery] = useState('');
  const [notice, setNotice] = useState<Notice | null>(null);
  const status = answer?.kind === 'status-is' ? answer.status : null;
  const sites = useSites(status?.platforms ?? null);
  const shown = sites?.filter(({ name, hosts }) => fits(`${name} ${hosts}`, query)) ?? [];

  async function change(site: Site): Promise<void> {
    const asked = { origins: [...site.origins] };
    try {
      if (site.granted) {
        await chrome.permissions.remove(asked);
        setNotice(null);
      } else {
        const given = await chrome.permissions.request(asked);
        setNotice(given ? null : { text: words.refused(site.name), good: false });
      }
    } catch (error) {
      setNotice({ text: words.failed(site.name, String(error)), good: false });
    }
  }

  async function turnOn(host: string): Promise<void> {
    setNotice(noticeOf(await ask<'set-site'>({ kind: 'set-site', host, on: true }), null));
    reload();
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
      <SearchField label={words.search} value={query} onChange={setQuery} />
      <NoticeLine notice={notice} />
      <ul class="list">
        {shown.map((site) => (
          <SiteEntry key={site.key} site={site} onChange={() => void change(site)} />
        ))}
      </ul>
      {sites !== null && shown.length === 0 && <p class="quiet">{words.none}</p>}
      {status !== null && status.sitesOff.length > 0 && (
        <>
          <h2>{words.off}</h2>
          <ul class="list">
            {status.sitesOff.map((host) => (
              <li class="entry" key={host}>
                <span class="spacer">{host}</span>
                <button type="button" class="button slim" onClick={() => void turnOn(host)}>
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

/** What Bedside may see, also when that is changed elsewhere; null until it is known. */
function useSites(platforms: readonly PlatformView[] | null): readonly Site[] | null {
  const [sites, setSites] = useState<readonly Site[] | null>(null);
  useEffect(() => {
    if (platforms === null) {
      return;
    }
    const look = (): void => void sitesOf(platforms).then(setSites);
    look();
    chrome.permissions.onAdded.addListener(look);
    chrome.permissions.onRemoved.addListener(look);
    return () => {
      chrome.permissions.onAdded.removeListener(look);
      chrome.permissions.onRemoved.removeListener(look);
    };
  }, [platforms]);
  return sites;
}

/** Sites that were allowed from the toolbar button and belong to no platform, then the platforms. */
async function sitesOf(platforms: readonly PlatformView[]): Promise<Site[]> {
  const known = await Promise.all(platforms.map(siteOfPlatform));
  const covered = new Set(known.flatMap((site) => (site.granted ? site.origins : [])));
  const others = (await grantedOrigins())
    .filter((origin) => !covered.has(origin))
    .map((origin): Site => {
      const name = hostOfOrigin(origin) ?? words.everySite;
      return { key: origin, name, hosts: origin, origins: [origin], granted: true };
    });
  return [...others, ...known];
}

async function siteOfPlatform({ id, name, hosts }: PlatformView): Promise<Site> {
  const origins = originsOfPlatform(hosts);
  return {
    key: id,
    name,
    hosts: origins.length === 0 ? words.anyDomain : hosts.join(', '),
    origins,
    granted: await isGranted(origins),
  };
}

interface SiteEntryProps {
  readonly site: Site;
  readonly onChange: () => void;
}

function SiteEntry({ site, onChange }: SiteEntryProps): JSX.Element {
  return (
    <li class="entry">
      <div class="spacer">
        <h3>{site.name}</h3>
        <p class="small quiet">{site.hosts}</p>
      </div>
      <span class={`badge ${site.granted ? 'good' : ''}`}>
        {site.granted ? words.allowed : words.notAllowed}
      </span>
      {site.origins.length > 0 && (
        <button type="button" class="button slim" onClick={onChange}>
          {site.granted ? words.withdraw(site.name) : words.allow(site.name)}
        </button>
      )}
    </li>
  );
}
