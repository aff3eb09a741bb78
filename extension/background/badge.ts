import type { CountingFrame } from '../ui/shell-messages';

/** Which look at a tab's frames is the latest; an earlier one that ends later knows less. */
const looks = new Map<number, number>();

/**
 * Shows how many comments of a tab carry a risk tag. All its frames are asked each time: they come and
 * go without a word, and the worker remembers nothing.
 */
export async function updateBadge(tabId: number): Promise<void> {
  const look = (looks.get(tabId) ?? 0) + 1;
  looks.set(tabId, look);
  const urgent = await urgentComments(tabId);
  if (looks.get(tabId) !== look) {
    return;
  }
  await chrome.action.setBadgeBackgroundColor({ tabId, color: '#9f1239' });
  await chrome.action.setBadgeText({
    tabId,
    text: urgent === 0 ? '' : String(Math.min(urgent, 999)),
  });
}

async function urgentComments(tabId: number): Promise<number> {
  try {
    const frames = await chrome.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => (globalThis as CountingFrame).bedsideUrgent ?? 0,
      injectImmediately: true,
    });
    return frames.reduce((sum, { result }) => sum + (result ?? 0), 0);
  } catch {
    // Bedside has no access (any more), so it marks nothing there.
    return 0;
  }
}
