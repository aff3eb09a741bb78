import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { verifiedSender } from '../../extension/background/sender';

/** Bedside's own id, and the address of its package. */
const runtime = { id: 'bedside', getURL: (path: string) => `chrome-extension://bedside/${path}` };
const page = 'https://clinic.example.org/reviews?token=1';

beforeEach(() => {
  Object.assign(globalThis, { chrome: { runtime } });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'chrome');
});

test('another extension, a page and a sender without an address are no part of Bedside', () => {
  const strangers: chrome.runtime.MessageSender[] = [
    { id: 'stranger', url: page, tab: tab(7, page) },
    { id: 'stranger', url: 'chrome-extension://stranger/options.html' },
    { id: 'stranger', url: 'chrome-extension://bedside/options.html' },
    { url: page, tab: tab(7, page) },
    { url: 'chrome-extension://bedside/options.html' },
    { id: 'bedside' },
  ];
  for (const sender of strangers) {
    assert.equal(verifiedSender(sender), null, JSON.stringify(sender));
  }
});

test('a content script speaks for the host of its frame, whatever the tab shows', () => {
  const sender = { id: 'bedside', url: page, tab: tab(7, 'https://other.example.org/') };
  assert.deepEqual(verifiedSender(sender), {
    extensionPage: false,
    host: 'clinic.example.org',
    tabId: 7,
  });
});

test('a page whose address only looks like the package is none of Bedside’s', () => {
  for (const url of [
    'https://clinic.example.org/chrome-extension://bedside/options.html',
    'chrome-extension://bedside.example.org/options.html',
    'chrome-extension://bedside',
  ]) {
    assert.equal(verifiedSender({ id: 'bedside', url })?.extensionPage, false, url);
  }
});

test('Bedside’s own page is told as such and speaks for no host', () => {
  const url = 'chrome-extension://bedside/options.html#desk';
  assert.deepEqual(verifiedSender({ id: 'bedside', url }), {
    extensionPage: true,
    host: null,
    tabId: null,
  });
});

test('a frame without an address of its own is known by its origin, else by its tab', () => {
  const bare = { id: 'bedside', url: 'about:srcdoc' };
  const origin = 'https://clinic.example.org';
  assert.equal(verifiedSender({ ...bare, origin })?.host, 'clinic.example.org');
  assert.equal(
    verifiedSender({ ...bare, origin: 'null', tab: tab(7, page) })?.host,
    'clinic.example.org',
  );
  assert.equal(verifiedSender(bare)?.host, null);
});

function tab(id: number, url: string): chrome.tabs.Tab {
  return { id, url } as chrome.tabs.Tab;
}
