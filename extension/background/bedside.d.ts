/** What `wasm-bindgen --target web` puts beside the background worker, as far as the shell uses it. */
import type { Response } from '../generated/Response';

/** Facts about a sender that the browser vouches for. */
export interface SenderFacts {
  /** True for our own options, popup and panel. */
  readonly extensionPage: boolean;
  /** Host name of the frame a content script runs in. */
  readonly host: string | null;
  readonly tabId: number | null;
}

/** A file of the package by its name. */
export type Files = (name: string) => Promise<ArrayBuffer>;

export function handle(request: unknown, sender: SenderFacts, files: Files): Promise<Response>;

export default function init(source: { module_or_path: string | URL }): Promise<unknown>;
