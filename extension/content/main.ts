/**
 * The content script: starts Bedside on a page where the moderator wants it, and takes it away
 * again. It runs before the page's own scripts, so that its listeners come first, and does nothing
 * more until the page has a body.
 */
import { ask, connected, tellBackground } from '../ui/ask';
import type { Curtain, PageState, TabState, ToPage } from '../ui/shell-messages';
import { isWithdrawn } from '../ui/sites';
import { words } from '../ui/words';
import { guardBorder } from './overlay/border';
import { markHosts } from './overlay/host';
import { endSaying, sayOnce } from './overlay/toasts';
import { pageFacts } from './page-facts';
import { linkPanels } from './panel-link';
import { type Session, startSession } from './session';

/** Where an earlier copy of this script in the same frame leaves its way out. */
interface Frame {
  stopBedside?: () => void;
}

const aliveMilliseconds = 2000;

const frame = globalThis as Frame;
frame.stopBedside?.();
frame.stopBedside = shutDown;

// Before the border, which keeps from later listeners what starts in the overlay.
window.addEventListener('contextmenu', noteTarget, { capture: true, passive: true });
const openBorder = guardBorder();
let session: Session | null = null;
/** The adapters the session works with. */
let adapters = '';
/** An extension that is disabled, updated or removed tells no page, so the page looks for itself. */
const aliveTimer = window.setInterval(() => {
  if (!connected()) {
    shutDown();
  }
}, aliveMilliseconds);
/** Why there is no session, in words; null until that is settled. */
let absence: string | null = null;
let starting: Promise<void> | null = null;
let curtain: Promise<Curtain | undefined> | null = null;
/** Something was switched while the session was being settled by what was so before. */
let outdated = false;
let menuTarget: Element | null = null;

const panels = linkPanels(
  {
    on: () => session !== null || (absence === null ? null : false),
    entries: () => session?.entries() ?? new Map(),
    platform: () => session?.platform() ?? null,
    health: () => session?.recentHealth() ?? null,
  },
  (order) => session?.obey(order),
);

chrome.runtime.onMessage.addListener(listen);
if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', () => void start(), { once: true });
} else {
  void start();
}

/** Starts or stops as the tab and the site are switched; calls that come meanwhile become one more. */
function start(): Promise<void> {
  outdated = starting !== null;
  starting ??= settleAll().finally(() => {
    starting = null;
  });
  return starting;
}

async function settleAll(): Promise<void> {
  do {
    outdated = false;
    await settle();
  } while (outdated);
}

async function settle(): Promise<void> {
  curtain ??= tellBackground<Curtain>({ shell: 'curtain' });
  const [tab, opened, shown] = await Promise.all([
    tellBackground<TabState>({ shell: 'hello' }),
    ask<'open-page'>({ kind: 'open-page', page: pageFacts(null) }),
    curtain,
  ]);
  markHosts(shown?.mark ?? null);
  if (!connected()) {
    shutDown();
    return;
  }
  if (outdated) {
    return;
  }
  if (opened.kind === 'failed' || !opened.on || tab?.on === false) {
    absence = opened.kind === 'failed' ? `${opened.message} ${opened.remedy}` : words.page.off;
    leave();
    return;
  }
  const offered = JSON.stringify(opened.adapters);
  if (session !== null && offered === adapters) {
    session.adopt(opened.settings);
    return;
  }
  // A pack with other adapters came or went.
  leave();
  endSaying();
  adapters = offered;
  session = startSession({
    opened,
    replyKey: tab?.replyKey ?? '',
    onChange: panels.changed,
    onNavigated: () => void start(),
  });
  panels.changed();
}

function leave(): void {
  session?.stop();
  session = null;
  panels.changed();
}

function shutDown(): void {
  window.clearInterval(aliveTimer);
  leave();
  endSaying();
  panels.stop();
  openBorder();
  window.removeEventListener('contextmenu', noteTarget, { capture: true });
  if (connected()) {
    chrome.runtime.onMessage.removeListener(listen);
  }
}

function noteTarget(event: Event): void {
  const target = event.composedPath()[0];
  menuTarget = target instanceof Element ? target : null;
}

async function stateNow(): Promise<PageState> {
  const health = (await session?.health()) ?? null;
  return { on: session !== null, host: location.hostname, health };
}

function listen(
  message: ToPage,
  sender: chrome.runtime.MessageSender,
  answer: (state: PageState) => void,
): boolean {
  if (sender.id !== chrome.runtime.id) {
    return false;
  }
  void obey(message).then(async () => answer(await stateNow()));
  return true;
}

async function obey(message: ToPage): Promise<void> {
  switch (message.shell) {
    case 'reply':
      if (isMeant() || message.from === 'menu') {
        (await ready())?.reply(message.from === 'menu' ? menuTarget : null);
      }
      break;
    case 'next-urgent':
      if (window === window.top) {
        (await ready())?.nextUrgent();
      }
      break;
    case 'switched':
    case 'desk-changed':
      await start();
      break;
    case 'use-generic':
      session?.useGeneric(message.on);
      break;
    case 'withdrawn':
      if (isWithdrawn(message, location)) {
        shutDown();
      }
      break;
    case 'state':
      await starting;
      break;
  }
}

/** The session, started where it is not; null, and said so, where it cannot be. */
async function ready(): Promise<Session | null> {
  if (session === null) {
    await start();
  }
  if (session === null) {
    sayOnce(absence ?? words.page.off);
  }
  return session;
}

/** A key press reaches all frames of a tab; the one with the focus or the pointer is meant. */
function isMeant(): boolean {
  const inner = 'iframe, frame';
  const elsewhere = document.activeElement?.matches(inner) ?? false;
  const hovered = document.querySelector(':is(iframe, frame):hover') !== null;
  if (window === window.top) {
    return !elsewhere && !hovered;
  }
  return (document.hasFocus() && !elsewhere) || document.querySelector('body:hover') !== null;
}
