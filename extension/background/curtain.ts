/**
 * Firefox ends content scripts with their extension before they can clear anything away, but takes
 * the extension's style sheets back. So there the overlay hides itself, and a sheet of the user's
 * origin, which no page can see or override, shows it for as long as Bedside is there.
 */

const isFirefox = chrome.runtime.getURL('').startsWith('moz-extension:');

/** The attribute by which an overlay in this frame is shown; null where it shows by itself. */
export async function raiseCurtain(tabId: number, frameId: number): Promise<string | null> {
  if (!isFirefox) {
    return null;
  }
  const mark = `data-${crypto.randomUUID()}`;
  try {
    await chrome.scripting.insertCSS({
      target: { tabId, frameIds: [frameId] },
      css: `[${mark}] { display: block !important; }`,
      origin: 'USER',
    });
    return mark;
  } catch {
    // Without access to the tab the overlay stays as it is until the page is loaded anew.
    return null;
  }
}
