/** The frames of a tab that Bedside has access to; none where it may not look into the tab at all. */
export async function framesOf(tabId: number): Promise<number[]> {
  try {
    const found = await chrome.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => null,
      injectImmediately: true,
    });
    return found.map(({ frameId }) => frameId);
  } catch {
    return [];
  }
}
