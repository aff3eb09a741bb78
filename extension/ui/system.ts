/** What differs between the systems a browser runs on. */

export function isMac(): boolean {
  return /mac/iu.test(navigator.userAgent);
}

/** What pastes here. */
export function pasteKeys(): string {
  return isMac() ? '⌘V' : 'Ctrl+V';
}
