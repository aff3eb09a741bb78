import type { Request } from '../generated/Request';
import type { Response } from '../generated/Response';
import type { ToBackground } from './shell-messages';
import { words } from './words';

/** The answer to a request of this kind, or the worker's refusal. */
type AnswerTo = {
  'open-page': 'page-opened';
  read: 'readings';
  suggest: 'suggestions';
  check: 'findings';
  search: 'found';
  record: 'done';
  posted: 'done';
  'get-desk': 'desk-is';
  'set-desk': 'desk-is';
  'set-site': 'done';
  'get-status': 'status-is';
  'get-log': 'log-is';
  'forget-learning': 'done';
  'import-pack': 'status-is';
  'remove-pack': 'status-is';
  'get-pack': 'pack-is';
  'review-pack': 'status-is';
  'take-back-review': 'status-is';
};

export type Failed = Extract<Response, { kind: 'failed' }>;
export type Answer<K extends Request['kind']> = Extract<Response, { kind: AnswerTo[K] }> | Failed;

/**
 * Asks the engine. Never rejects: whatever goes wrong comes back as a refusal with words for the
 * moderator.
 */
export async function ask<K extends Request['kind']>(
  request: Extract<Request, { kind: K }>,
): Promise<Answer<K>> {
  try {
    const response: Response | undefined = await chrome.runtime.sendMessage(request);
    return (response as Answer<K> | undefined) ?? silence();
  } catch {
    return silence();
  }
}

/** Tells the background worker something of the shell's own; undefined when it cannot be reached. */
export async function tellBackground<A>(message: ToBackground): Promise<A | undefined> {
  try {
    return await chrome.runtime.sendMessage(message);
  } catch {
    return undefined;
  }
}

/** False once the extension was updated or removed under a page that still runs its old script. */
export function connected(): boolean {
  return chrome.runtime?.id !== undefined;
}

/** The refusal where nothing was answered. */
export function silence(): Failed {
  return connected()
    ? { kind: 'failed', ...words.failures.noAnswer }
    : { kind: 'failed', ...words.failures.updated };
}
