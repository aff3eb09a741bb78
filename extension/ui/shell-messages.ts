/**
 * What the parts of the shell tell each other. They carry `shell` where the engine's requests
 * carry `kind`, so the background worker can tell the two apart before anything else.
 */
import type { PageHealth } from '../content/page/contract';
import type { PageComment } from '../generated/PageComment';
import type { ReadingView } from '../generated/ReadingView';

/** From a content script or an extension page to the background worker. */
export type ToBackground =
  /**
   * A content script starts: may it work in this tab? Extension pages name the tab they ask for.
   * Answered with {@link TabState}.
   */
  | { readonly shell: 'hello'; readonly tabId?: number }
  /** Another number of this frame's comments carries a risk tag, or it goes; see {@link CountingFrame}. */
  | { readonly shell: 'badge' }
  /** A content script is about to draw. Answered with {@link Curtain}. */
  | { readonly shell: 'curtain' }
  | { readonly shell: 'open-options' }
  /** Extension pages only: put Bedside into a tab by the access the click has just given. */
  | { readonly shell: 'use-here'; readonly tabId: number }
  /** Extension pages only: switch one tab. */
  | { readonly shell: 'set-tab'; readonly tabId: number; readonly on: boolean };

export interface TabState {
  readonly on: boolean;
  /** The `reply` shortcut as the moderator has it now; empty when there is none. */
  readonly replyKey: string;
}

/** What shows the overlay of a frame. */
export interface Curtain {
  /** Attribute that its host must carry; null where it shows by itself. */
  readonly mark: string | null;
}

/** What came of `use-here` and `set-tab`. */
export interface ShellAnswer {
  readonly ok: boolean;
}

/** What a content script leaves in the global object of its frame. */
export interface CountingFrame {
  /** How many comments of the frame carry a risk tag. */
  bedsideUrgent?: number;
}

/** From the background worker or an extension page to the content scripts of a tab. */
export type ToPage =
  /** Open the popover for the focused or hovered comment, or the open reply box. */
  | { readonly shell: 'reply'; readonly from: 'key' | 'menu' }
  | { readonly shell: 'next-urgent' }
  /** The tab or the site was switched. */
  | { readonly shell: 'switched' }
  /** The desk was changed: fetch the settings again. */
  | { readonly shell: 'desk-changed' }
  /** The browser took hosts away from Bedside; those that are left may cover the page all the same. */
  | {
      readonly shell: 'withdrawn';
      readonly origins: readonly string[];
      readonly left: readonly string[];
    }
  /** Popup: set the site's adapter aside and find comments by their shape, or go back to it. */
  | { readonly shell: 'use-generic'; readonly on: boolean }
  /** Popup: is a content script there, and how is it doing? Answered with {@link PageState}. */
  | { readonly shell: 'state' };

/** How a content script is doing. */
export interface PageState {
  readonly on: boolean;
  readonly host: string;
  readonly health: PageHealth | null;
}

/** Name of the port between the panel and the content scripts of a tab. */
export const panelPort = 'bedside-panel';

/** A comment with its reading, as the panel shows it. */
export interface QueueEntry {
  readonly comment: PageComment;
  readonly reading: ReadingView;
}

/** From a content script to the panel: what has changed since its last message through this port. */
export interface QueueUpdate {
  /** Tells the documents of a tab apart. */
  readonly frame: string;
  readonly host: string;
  /** Null until that is settled. */
  readonly on: boolean | null;
  /** Keys of comments that left. */
  readonly gone: readonly string[];
  /** Comments that are new or read anew. */
  readonly read: readonly QueueEntry[];
  /** Adapter that found them; null where their shape did. */
  readonly platform: string | null;
  /** Null until it has been looked into. */
  readonly health: PageHealth | null;
  /** Another message follows at once. */
  readonly more: boolean;
}

/** From the panel to the content scripts. */
export type FromPanel =
  /** Only the named frame acts. */
  | { readonly do: 'show' | 'reply'; readonly frame: string; readonly key: string }
  | { readonly do: 'use-generic'; readonly on: boolean };
