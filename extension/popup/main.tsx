import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, tellBackground } from '../ui/ask';
import { HealthReport } from '../ui/health';
import { mount } from '../ui/mount';
import { openPanel } from '../ui/open-panel';
import { pageWords } from '../ui/page-words';
import type { PageState, ShellAnswer, TabState, ToPage } from '../ui/shell-messages';
import { type FrontTab, frontTab, isGranted } from '../ui/sites';
import { popupStyle } from './style';

const words = pageWords.popup;

interface Facts {
  readonly tab: FrontTab | null;
  readonly granted: boolean;
  readonly siteOn: boolean;
  readonly tabOn: boolean;
  /** Null while no content script answers. */
  readonly state: PageState | null;
  readonly replyKey: string;
}

async function gather(): Promise<Facts> {
  const tab = await frontTab();
  const host = tab?.host ?? null;
  const [granted, status, own, state] = await Promise.all([
    isGranted(tab?.origins ?? []),
    ask<'get-status'>({ kind: 'get-status' }),
    tellBackground<TabState>({ shell: 'hello', ...(tab && { tabId: tab.id }) }),
    tab === null ? null : stateOf(tab.id),
  ]);
  const sitesOff = status.kind === 'status-is' ? status.status.sitesOff : [];
  return {
    tab,
    granted,
    siteOn: host === null || !sitesOff.includes(host),
    tabOn: own?.on ?? true,
    state,
    replyKey: own?.replyKey ?? '',
  };
}

async function stateOf(tabId: number): Promise<PageState | null> {
  const question: ToPage = { shell: 'state' };
  try {
    return (await chrome.tabs.sendMessage(tabId, question, { frameId: 0 })) ?? null;
  } catch {
    return null;
  }
}

/** What the toolbar button opens: this site, this tab, and how Bedside is doing there. */
function Popup(): JSX.Element {
  const [facts, setFacts] = useState<Facts | null>(null);
  const [notice, setNotice] = useState('');
  const reload = (): Promise<void> => gather().then(setFacts);
  useEffect(() => void reload(), []);
  if (facts === null) {
    return <main class="popup quiet">{pageWords.loading}</main>;
  }
  const { tab, replyKey } = facts;
  async function useGeneric(on: boolean): Promise<void> {
    const order: ToPage = { shell: 'use-generic', on };
    await chrome.tabs.sendMessage(tab?.id ?? -1, order).catch(() => undefined);
    await reload();
  }
  return (
    <main class="popup">
      {tab?.host ? (
        <Site facts={facts} tab={tab} host={tab.host} reload={reload} setNotice={setNotice} />
      ) : (
        <p>{words.noPage}</p>
      )}
      <div role="status">{notice && <p class="note">{notice}</p>}</div>
      {facts.state?.on && facts.state.health && (
        <HealthReport
          health={facts.state.health}
          host={tab?.host ?? ''}
          onCopied={() => setNotice(words.reported)}
          onGeneric={(on) => void useGeneric(on)}
        />
      )}
      {replyKey !== '' && <p class="small quiet">{words.shortcut(replyKey)}</p>}
      <footer class="row">
        <button
          type="button"
          class="button slim"
          onClick={() => void chrome.runtime.openOptionsPage()}
        >
          {words.options}
        </button>
        {tab && (
          <button type="button" class="button slim" onClick={() => openPanel(tab.windowId)}>
            {words.panel}
          </button>
        )}
      </footer>
    </main>
  );
}

interface SiteProps {
  readonly facts: Facts;
  readonly tab: FrontTab;
  readonly host: string;
  readonly reload: () => Promise<void>;
  readonly setNotice: (text: string) => void;
}

function Site({ facts, tab, host, reload, setNotice }: SiteProps): JSX.Element {
  async function allow(): Promise<void> {
    // First, because the browser asks only inside the click.
    const given = await chrome.permissions.request({ origins: [...tab.origins] });
    setNotice(given ? '' : words.refused);
    await reload();
  }

  async function once(): Promise<void> {
    const answer = await tellBackground<ShellAnswer>({ shell: 'use-here', tabId: tab.id });
    setNotice(answer?.ok ? words.onceDone : words.onceFailed);
    await reload();
  }

  async function setSite(on: boolean): Promise<void> {
    const answer = await ask<'set-site'>({ kind: 'set-site', host, on });
    setNotice(answer.kind === 'failed' ? `${answer.message} ${answer.remedy}` : '');
    await reload();
  }

  async function setTab(on: boolean): Promise<void> {
    await tellBackground<ShellAnswer>({ shell: 'set-tab', tabId: tab.id, on });
    await reload();
  }

  const present = facts.granted || facts.state !== null;
  return (
    <>
      {present && (
        <>
          <Switch
            label={words.siteSwitch(host)}
            on={facts.siteOn}
            onChange={(on) => void setSite(on)}
          />
          <Switch label={words.tabSwitch} on={facts.tabOn} onChange={(on) => void setTab(on)} />
        </>
      )}
      {!facts.granted && (
        <section class="stack">
          <p>{words.askTitle(host)}</p>
          <button type="button" class="button main" onClick={() => void allow()}>
            {words.allow(host)}
          </button>
        </section>
      )}
      {facts.state === null && (
        <section class="stack">
          <button
            type="button"
            class="button"
            aria-describedby="once-help"
            onClick={() => void once()}
          >
            {words.once}
          </button>
          <p id="once-help" class="small quiet">
            {words.onceHelp}
          </p>
        </section>
      )}
    </>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Switch({ label, on, onChange }: SwitchProps): JSX.Element {
  return (
    <label class="switch">
      <span class="spacer">{label}</span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}

mount(<Popup />, popupStyle);
