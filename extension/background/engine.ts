import type { Response } from '../generated/Response';
import { paths } from '../paths';
import init, { handle, type SenderFacts } from './bedside.js';

let booting: Promise<unknown> | null = null;

/**
 * Forwards a message to the engine, which is loaded on the first one. The browser may end the
 * worker at any time; the next message simply loads it again.
 */
export async function askEngine(request: unknown, sender: SenderFacts): Promise<Response> {
  booting ??= init({ module_or_path: chrome.runtime.getURL(paths.engine) });
  try {
    await booting;
  } catch (error) {
    booting = null;
    return {
      kind: 'failed',
      message: `The engine could not be loaded: ${String(error)}`,
      remedy: 'Reload the page. If that does not help, reinstall Bedside.',
    };
  }
  return handle(request, sender);
}
