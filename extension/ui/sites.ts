/** Which sites Bedside may see, and the tab in front. */

export interface FrontTab {
  readonly id: number;
  readonly windowId: number;
  /** Host name; null where extensions have no business (browser pages, files). */
  readonly host: string | null;
  /** Match pattern for that host over the scheme it is open in; empty without a host. */
  readonly origins: readonly string[];
}

/** The tab the moderator looks at. Its address is known once they have clicked Bedside's button. */
export async function frontTab(): Promise<FrontTab | null> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) {
    return null;
  }
  const address = tab.url === undefined ? null : URL.parse(tab.url);
  const onTheWeb = address !== null && /^https?:$/.test(address.protocol);
  return {
    id: tab.id,
    windowId: tab.windowId,
    host: onTheWeb ? address.hostname : null,
    origins: onTheWeb ? [`${address.protocol}//${address.hostname}/*`] : [],
  };
}

/** Match patterns for the hosts of an adapter; those that stand for many top-level domains are left out. */
export function originsOfPlatform(hosts: readonly string[]): string[] {
  return hosts
    .filter((host) => !host.endsWith('.*') && host !== '*')
    .flatMap((host) => (host.startsWith('*.') ? [host] : [host, `www.${host}`]))
    .map((host) => `https://${host}/*`);
}

export function isGranted(origins: readonly string[]): Promise<boolean> {
  return origins.length === 0
    ? Promise.resolve(false)
    : chrome.permissions.contains({ origins: [...origins] });
}

/** Match patterns of the hosts the moderator granted. */
export async function grantedOrigins(): Promise<string[]> {
  const { origins = [] } = await chrome.permissions.getAll();
  return origins.filter((origin) => hostPattern(origin) !== null).sort();
}

interface HostPattern {
  /** `*` stands for both schemes of the web. */
  readonly scheme: string;
  /** `*` stands for every host, and at the start for any subdomain. */
  readonly host: string;
}

function hostPattern(origin: string): HostPattern | null {
  const [, scheme, host] = /^(\*|https?):\/\/([^/]+)\//.exec(origin) ?? [];
  return scheme === undefined || host === undefined ? null : { scheme, host };
}

/** The host of a match pattern as people read it; null for a pattern that covers every host. */
export function hostOfOrigin(origin: string): string | null {
  const { scheme, host } = hostPattern(origin) ?? { scheme: '*', host: '*' };
  return host === '*' ? null : `${scheme === 'http' ? 'http://' : ''}${host}`;
}

interface Withdrawn {
  /** Match patterns. */
  readonly origins: readonly string[];
  readonly left: readonly string[];
}

/** Whether Bedside lost its access to a page, and no other pattern gives it. */
export function isWithdrawn({ origins, left }: Withdrawn, page: Address): boolean {
  const covered = (origin: string): boolean => covers(origin, page);
  return origins.some(covered) && !left.some(covered);
}

type Address = Pick<Location, 'protocol' | 'hostname'>;

function covers(origin: string, { protocol, hostname }: Address): boolean {
  const pattern = origin === '<all_urls>' ? { scheme: '*', host: '*' } : hostPattern(origin);
  if (pattern === null || (pattern.scheme !== '*' && `${pattern.scheme}:` !== protocol)) {
    return false;
  }
  const { host } = pattern;
  return (
    host === '*' ||
    host === hostname ||
    (host.startsWith('*.') && `.${hostname}`.endsWith(host.slice(1)))
  );
}
