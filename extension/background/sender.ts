import type { SenderFacts } from './bedside.js';

/**
 * What the browser itself says about a sender, or null for one that is not part of Bedside.
 * Nothing in a message's body is believed on who sent it.
 */
export function verifiedSender(sender: chrome.runtime.MessageSender): SenderFacts | null {
  if (sender.id !== chrome.runtime.id || sender.url === undefined) {
    return null;
  }
  const extensionPage = sender.url.startsWith(chrome.runtime.getURL(''));
  return {
    extensionPage,
    host: extensionPage ? null : hostOf(sender),
    tabId: sender.tab?.id ?? null,
  };
}

/** A frame without an address of its own (`about:srcdoc`) is known by its origin, else by its tab. */
function hostOf(sender: chrome.runtime.MessageSender): string | null {
  for (const address of [sender.url, sender.origin, sender.tab?.url]) {
    const host = address !== undefined && URL.canParse(address) ? new URL(address).hostname : '';
    if (host !== '') {
      return host;
    }
  }
  return null;
}
