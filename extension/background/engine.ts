import type { Response } from '../generated/Response';
import { paths } from '../paths';
import { words } from '../ui/words';
import init, { handle, type SenderFacts } from './bedside.js';

let booting: Promise<unknown> | null = null;

/**
 * Forwards a message to the engine, which is loaded on the first one. The browser may end the
 * worker at any time; the next message simply loads it again.
 */
export async function askEngine(request: unknown, sender: SenderFacts): Promise<Response> {
  booting ??= boot();
  try {
    await booting;
  } catch (error) {
    booting = null;
    return { kind: 'failed', ...words.failures.notLoaded(String(error)) };
  }
  return handle(request, sender, packaged);
}

/** Files on their way before the engine asks for them. */
const early = new Map<string, Promise<ArrayBuffer>>();

/** The files come in while the Wasm that asks for them is being compiled. */
function boot(): Promise<unknown> {
  const compiled = init({ module_or_path: chrome.runtime.getURL(paths.engine) });
  for (const name of paths.knowledge) {
    early.set(name, fetched(name));
  }
  return compiled;
}

function packaged(name: string): Promise<ArrayBuffer> {
  const begun = early.get(name);
  early.delete(name);
  return begun ?? fetched(name);
}

async function fetched(name: string): Promise<ArrayBuffer> {
  const response = await fetch(chrome.runtime.getURL(name));
  if (!response.ok) {
    throw new Error(`${name} is missing from the package`);
  }
  return response.arrayBuffer();
}
