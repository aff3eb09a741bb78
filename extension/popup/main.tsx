import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, type Failed, silence, tellBackground } from '../ui/ask';
import { framesOf } from '../ui/frames';
import { HealthReport } from '../ui/health';
import { mount } from '../ui/mount';
import { type Notice, NoticeLine, noticeOf } from '../ui/notice';
import { openPanel } from '../ui/open-panel';
import { pageWords } from '../ui/page-words';
import type { PageState, ShellAnswer, TabState, ToPage } from '../ui/shell-messages';
import { type FrontTab, frontTab, isGranted } from '../ui/sites';
import { mostTelling } from '../ui/telling';
import { popupStyle } from './style';

const words = pageWords.popup;

interface Facts {
  readonly tab: FrontTab | null;
  readonly granted: boolean;
  /** Null where that could not be learnt; `failed` says why. */
  readonly siteOn: boolean | null;
  readonly tabOn: boolean | null;
  /** Null while no content script answers. */
  readonly state: PageState | null;
  readonly replyKey: string;
  readonly failed: Failed | null;
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
  return {
    tab,
    granted,
    siteOn: status.kind === 'failed' ? null : !status.status.sitesOff.includes(host ?? ''),
    tabOn: own?.on ?? null,
    state,
    replyKey: own?.replyKey ?? '',
    failed: status.kind === 'failed' ? status : null,
  };
}

/** Comments may stand in a frame of the page only. */
async function stateOf(tabId: number): Promise<PageState | null> {
  const frames = await framesOf(tabId);
  // Without access to the tab, a script that came with an earlier access may still answer.
  const asked = frames.length > 0 ? frames : [0];
  const states = await Promise.all(asked.map((frameId) => stateOfFrame(tabId, frameId)));
  const present = states.filter((state) => state !== null);
  const atWork = present.filter(({ on }) => on);
  return mostTelling(atWork.length > 0 ? atWork : present, ({ health }) => health) ?? null;
}

async function stateOfFrame(tabId: number, frameId: number): Promise<PageState | null> {
  const question: ToPage = { shell: 'state' };
  try {
    return (await chrome.tabs.sendMessage(tabId, question, { frameId })) ?? null;
  } catch {
    return null;
  }
}

/** What the toolbar button opens: this site, this tab, and how Bedside is doing there. */
function Popup(): JSX.Element {
  const [facts, setFacts] = useState<Facts | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const reload = async (): Promise<Facts> => {
    const found = await gather();
    setFacts(found);
    return found;
  };
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
      <NoticeLine notice={notice ?? (facts.failed && noticeOf(facts.failed, null))} />
      {facts.state?.on && facts.state.health && (
        <HealthReport
          health={facts.state.health}
          host={facts.state.host}
          onCopied={setNotice}
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
  readonly reload: () => Promise<Facts>;
  readonly setNotice: (notice: Notice | null) => void;
}

function Site({ facts, tab, host, reload, setNotice }: SiteProps): JSX.Element {
  async function allow(): Promise<void> {
    try {
      // First, because the browser asks only inside the click.
      const given = await chrome.permissions.request({ origins: [...tab.origins] });
      setNotice(given ? null : { text: words.refused, good: false });
    } catch (error) {
      setNotice({ text: words.notAsked(String(error)), good: false });
    }
    await reload();
  }

  async function once(): Promise<void> {
    const answer = await tellBackground<ShellAnswer>({ shell: 'use-here', tabId: tab.id });
    const { state, siteOn } = await reload();
    if (answer?.ok !== true || state === null) {
      setNotice({ text: words.onceFailed, good: false });
    } else if (state.on) {
      setNotice({ text: words.onceDone, good: true });
    } else {
      setNotice({ text: siteOn === false ? words.onceOff(host) : words.onceIdle, good: false });
    }
  }

  async function setSite(on: boolean): Promise<void> {
    setNotice(noticeOf(await ask<'set-site'>({ kind: 'set-site', host, on }), null));
    await reload();
  }

  async function setTab(on: boolean): Promise<void> {
    const answer = await tellBackground<ShellAnswer>({ shell: 'set-tab', tabId: tab.id, on });
    setNotice(answer?.ok ? null : noticeOf(silence(), null));
    await reload();
  }

  const present = facts.granted || facts.state !== null;
  return (
    <>
      {facts.siteOn !== null && (present || !facts.siteOn) && (
        <Switch
          label={words.siteSwitch(host)}
          on={facts.siteOn}
          onChange={(on) => void setSite(on)}
        />
      )}
      {facts.tabOn !== null && present && (
        <Switch label={words.tabSwitch} on={facts.tabOn} onChange={(on) => void setTab(on)} />
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
