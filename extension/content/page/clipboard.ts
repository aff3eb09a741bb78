/** The last resort that never loses a reply. */

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

/** Pages without a secure origin have no clipboard object; the copy event needs no element in the page. */
function copyByCommand(text: string): boolean {
  let put = false;
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    put = true;
  };
  window.addEventListener('copy', onCopy, true);
  try {
    // A page may stop the event before it comes here, and the command is content all the same.
    return document.execCommand('copy') && put;
  } finally {
    window.removeEventListener('copy', onCopy, true);
  }
}
