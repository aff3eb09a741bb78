import type { ActionView } from '../generated/ActionView';
import type { LogEvent } from '../generated/LogEvent';
import type { PageComment } from '../generated/PageComment';
import type { PageSettings } from '../generated/PageSettings';
import type { ReadingView } from '../generated/ReadingView';
import type { Response } from '../generated/Response';
import type { SuggestionView } from '../generated/SuggestionView';
import { ask, connected, tellBackground } from '../ui/ask';
import { byUrgency } from '../ui/queue-order';
import type { FromPanel } from '../ui/shell-messages';
import { due } from '../ui/time';
import { words } from '../ui/words';
import { createDrafting } from './drafting';
import { roomOf } from './overlay/around-box';
import { createChips } from './overlay/chips';
import { rememberFocus } from './overlay/focus';
import { Hint } from './overlay/hint';
import { createStage } from './overlay/host';
import { isDoneOnPage } from './overlay/popover';
import { createRepliesPopover } from './overlay/replies-popover';
import { createSurface } from './overlay/surface';
import { createToasts } from './overlay/toasts';
import { copyText } from './page/clipboard';
import type { FoundComment, PageEvents, PageHealth, ReplyBox } from './page/contract';
import { createPageWatcher } from './page/watcher';
import { pageComment, pageFacts } from './page-facts';
import { createReadings, type ReadComment } from './readings';
import { insertSuggestion, type Target } from './replying';
import { countUrgent } from './urgent';

type Opened = Extract<Response, { kind: 'page-opened' }>;

/** Bedside at work on one page. */
export interface Session {
  /** The `reply` key or menu entry. */
  reply(menuTarget: Element | null): void;
  nextUrgent(): void;
  obey(order: FromPanel): void;
  /** Sets the adapter aside, or goes back to it. */
  useGeneric(on: boolean): void;
  platform(): string | null;
  /** Looks into how the page is doing. */
  health(): Promise<PageHealth>;
  /** How it was doing lately; looks into it anew where that is long ago, and tells of a change then. */
  recentHealth(): PageHealth | null;
  /** All comments that were read, by key. */
  entries(): ReadonlyMap<string, ReadComment>;
  adopt(settings: PageSettings): void;
  stop(): void;
}

export interface SessionOptions {
  readonly opened: Opened;
  /** How the `reply` shortcut reads, for the hint. */
  readonly replyKey: string;
  /** What is known changed: comments, readings. */
  readonly onChange: () => void;
  /** The page became another one without loading anew; nothing is under way. */
  readonly onNavigated: () => void;
}

/** A comment that was scrolled to has its row after a few frames. */
const framesToDraw = 30;
const healthMilliseconds = 5000;

/** Finds, reads, draws and inserts on this page until stopped. */
export function startSession({ opened, replyKey, onChange, onNavigated }: SessionOptions): Session {
  let { settings } = opened;
  const stage = createStage();
  const toasts = createToasts(stage);
  const hint = createSurface(stage, 'hint');
  const watcher = createPageWatcher({
    adapters: opened.adapters,
    events: pageEvents(),
    isBedside: stage.isHost,
  });
  const page = () => pageFacts(watcher.platform());
  const chips = createChips(stage, watcher, (key, tag) =>
    openPopover(key, tag, () => chips.focus(key)),
  );
  const readings = createReadings(
    (comments) => ask<'read'>({ kind: 'read', page: page(), comments }),
    onRead,
    (message) => toasts.say({ text: message, problem: true }),
  );
  const popover = createRepliesPopover(stage, {
    rectOf: (key) => watcher.rectOf(key),
    room() {
      const box = watcher.focusedBox();
      return box === null ? [] : roomOf(box);
    },
    incident: () => settings.incident,
    suggest: (comment) =>
      ask<'suggest'>({
        kind: 'suggest',
        page: page(),
        comment,
        threadReplies: [...watcher.repliesInThread(comment.key)],
      }),
    search: (comment, query) => ask<'search'>({ kind: 'search', page: page(), comment, query }),
    shown: (comment, suggestions) =>
      note({
        event: 'suggested',
        commentKey: comment.key,
        templates: suggestions.map(({ template }) => template),
      }),
    take: (comment, suggestion) => take(comment.key, suggestion, targetFor(comment.key)),
    act,
    goTo: (comment) => void show(comment.key),
  });
  const drafting = createDrafting(stage, toasts, {
    page,
    settings: () => settings,
    answered: (box) => commentOf(box.commentKey),
    threadReplies: (box) =>
      box.commentKey === null ? [] : [...watcher.repliesInThread(box.commentKey)],
    heads: () => watcher.heads(),
    record,
    note,
    take: (box, suggestion, target) => take(box.commentKey, suggestion, target),
    posted,
  });
  /** What went into the replies to a comment and is not posted yet. */
  const unposted = new Map<string, SuggestionView[]>();
  /** The comment Bedside went to last; it is meant until the pointer moves. */
  let gone: string | null = null;
  const pointerMoved = (): void => {
    gone = null;
  };
  let health: PageHealth | null = null;
  /** When it was looked into last. */
  let healthLooked = Number.NEGATIVE_INFINITY;
  /** The box the popover was opened from, which then gets the reply. */
  let fromBox: ReplyBox | null = null;
  /** Done when no reply is on its way into a box. */
  let insertions: Promise<unknown> = Promise.resolve();
  let stopped = false;

  watcher.start();
  window.addEventListener('pointermove', pointerMoved, { capture: true, passive: true });

  function pageEvents(): PageEvents {
    return {
      commentsSeen: (comments) => readings.add(comments.map(pageComment)),
      commentsGone(keys) {
        readings.forget(keys);
        chips.remove(keys);
        showBadge();
        onChange();
      },
      boxFocused: (box) => drafting.boxFocused(box),
      boxChanged: (box) => drafting.boxChanged(box),
      boxLeft: () => drafting.boxLeft(),
      posting: (attempt) => drafting.posting(attempt),
      moved() {
        chips.moved();
        popover.follow();
        drafting.follow();
      },
      // Some pages push an address when they open their reply box.
      navigated() {
        popover.close('leave');
        void insertions.then(() => {
          if (!stopped) {
            watcher.restart();
            onNavigated();
          }
        });
      },
    };
  }

  function onRead(batch: readonly ReadComment[]): void {
    for (const { comment, reading } of batch) {
      chips.show(comment, reading);
    }
    if (settings.firstRun && window === window.top && !hint.isOpen()) {
      showHint();
    }
    showBadge();
    onChange();
  }

  function showBadge(): void {
    countUrgent(readings.risks().length);
  }

  async function record(event: LogEvent): Promise<string | null> {
    const answer = await ask<'record'>({ kind: 'record', page: page(), event });
    return answer.kind === 'failed' ? `${answer.message} ${answer.remedy}` : null;
  }

  function note(event: LogEvent): void {
    void record(event).then((lost) => {
      if (lost !== null) {
        toasts.say({ text: words.log.lost(lost), problem: true });
      }
    });
  }

  function commentOf(key: string | null): PageComment | null {
    const found = key === null ? null : watcher.comment(key);
    return found === null ? null : pageComment(found);
  }

  function openPopover(
    key: string,
    tag: string | null,
    giveBack: () => void,
    box: ReplyBox | null = null,
  ): void {
    const comment = commentOf(key);
    if (comment === null) {
      return;
    }
    fromBox = box;
    if (hint.isOpen()) {
      dismissHint();
    }
    popover.open(comment, readings.get(key)?.reading ?? null, tag, giveBack);
  }

  function targetFor(key: string): Target {
    return fromBox?.alive() && (fromBox.commentKey ?? key) === key
      ? { into: 'box', box: fromBox }
      : { into: 'comment', key };
  }

  function take(key: string | null, suggestion: SuggestionView, target: Target): void {
    if (suggestion.noReply) {
      toasts.say({ text: words.popover.noReplyDone, problem: false });
      return;
    }
    insertions = Promise.allSettled([insertions, insert(key, suggestion, target)]);
  }

  async function insert(
    key: string | null,
    suggestion: SuggestionView,
    target: Target,
  ): Promise<void> {
    const { outcome, message, rescue } = await insertSuggestion(watcher, suggestion, target);
    const { template, language } = suggestion;
    const lost =
      key === null
        ? null
        : await record({ event: 'inserted', commentKey: key, template, language, outcome });
    toasts.say({
      text: lost === null ? message : `${message} ${words.log.lost(lost)}`,
      problem: outcome !== 'verified' || lost !== null,
      ...(rescue !== undefined && { copyFrom: rescue, byHand: outcome === 'shown' }),
    });
    if (key !== null && outcome === 'verified') {
      chips.mute(key);
      unposted.set(key, [...(unposted.get(key) ?? []), suggestion]);
    }
  }

  /** Lets the worker see how much of each suggestion goes out as it was. */
  function posted(box: ReplyBox, text: string): void {
    const key = box.commentKey;
    const suggestions = (key !== null && unposted.get(key)) || [];
    for (const { template, text: inserted } of suggestions) {
      void ask<'posted'>({ kind: 'posted', page: page(), template, inserted, posted: text });
    }
    if (key !== null) {
      unposted.delete(key);
    }
  }

  function act(comment: PageComment, reading: ReadingView | null, action: ActionView): void {
    if (isDoneOnPage(action)) {
      void show(comment.key);
      toasts.say({ text: words.popover.menuHint, problem: false });
      return;
    }
    const note = words.note({
      label: action.label,
      author: comment.author ?? words.chips.someone,
      address: location.href,
      tags: reading?.tags.map(({ name }) => name).join(', ') ?? '',
      due:
        due(reading?.urgency.dueMinutes ?? null, comment.postedAt, Date.now())?.text ??
        words.due.none,
      text: comment.text,
    });
    void copyText(note).then((copied) =>
      toasts.say(
        copied
          ? { text: words.popover.noteCopied, problem: false }
          : { text: words.popover.noteShown, problem: true, copyFrom: note, byHand: true },
      ),
    );
  }

  function useGeneric(on: boolean): void {
    watcher.useGeneric(on);
    health = null;
    healthLooked = Number.NEGATIVE_INFINITY;
    onChange();
  }

  /** The panel is told of every change; taking stock of the page each time would cost it too much. */
  function recentHealth(): PageHealth | null {
    const now = performance.now();
    if (now - healthLooked > healthMilliseconds) {
      healthLooked = now;
      void watcher.health().then((found) => {
        if (healthLooked === now && !stopped) {
          health = found;
          onChange();
        }
      });
    }
    return health;
  }

  /** Scrolls to a comment and gives the focus to its reply mark once that is drawn there. */
  function show(key: string): Promise<void> {
    watcher.scrollTo(key);
    gone = key;
    watcher.lookSoon();
    return new Promise((resolve) => {
      let frames = 0;
      const tryFocus = (): void => {
        frames += 1;
        if (chips.focus(key) || frames > framesToDraw || gone !== key) {
          resolve();
        } else {
          requestAnimationFrame(tryFocus);
        }
      };
      requestAnimationFrame(tryFocus);
    });
  }

  function dismissHint(): void {
    hint.close();
    settings = { ...settings, firstRun: false };
    note({ event: 'hint-dismissed' });
  }

  function showHint(): void {
    hint.open(
      <Hint
        replyKey={replyKey}
        onDismiss={dismissHint}
        onSetUp={() => {
          dismissHint();
          void tellBackground({ shell: 'open-options' });
        }}
      />,
      'corner',
    );
  }

  /** The focus went on from a reply box to a row of chips, so the box is not what is meant. */
  function isOnChip(): boolean {
    return stage.isHost(document.activeElement) && (chips.current() ?? gone) !== null;
  }

  /** Whether the moderator is at work in a box: in the box itself, or in what is open beside it. */
  function isInHand(box: ReplyBox): boolean {
    return box.hasFocus() || stage.isHost(document.activeElement);
  }

  /**
   * The comment meant by a key press: of the row of chips, else focused, else under the pointer,
   * else the one that was clicked into.
   */
  function meant(menuTarget: Element | null): FoundComment | null {
    const hovered = [...document.querySelectorAll(':hover')].at(-1) ?? null;
    const caret = document.getSelection()?.anchorNode ?? null;
    const chip = chips.current();
    return (
      watcher.commentOf(menuTarget) ??
      (chip === null ? null : watcher.comment(chip)) ??
      (gone === null ? null : watcher.comment(gone)) ??
      watcher.commentOf(document.activeElement) ??
      watcher.commentOf(hovered) ??
      watcher.commentOf(caret instanceof Element ? caret : (caret?.parentElement ?? null))
    );
  }

  return {
    reply(menuTarget) {
      const giveBack = rememberFocus(stage);
      const box = watcher.focusedBox();
      const pointedOut = watcher.commentOf(menuTarget) !== null || isOnChip();
      const comment = meant(menuTarget);
      if (box !== null && !pointedOut && (isInHand(box) || comment === null)) {
        if (box.commentKey === null) {
          drafting.openPalette(box);
        } else {
          openPopover(box.commentKey, null, () => box.focus(), box);
        }
        return;
      }
      if (comment !== null) {
        const inOverlay = stage.isHost(document.activeElement);
        openPopover(comment.key, null, inOverlay ? () => chips.focus(comment.key) : giveBack);
      } else {
        const text = readings.all().size > 0 ? words.page.noComment : words.page.noComments;
        toasts.say({ text, problem: false });
      }
    },
    nextUrgent() {
      const urgent = byUrgency(readings.risks());
      const current = chips.current() ?? gone;
      const at = urgent.findIndex(({ comment }) => comment.key === current);
      const next = urgent[(at + 1) % Math.max(urgent.length, 1)];
      if (next) {
        void show(next.comment.key);
      } else {
        toasts.say({ text: words.page.noUrgent, problem: false });
      }
    },
    useGeneric,
    obey(order) {
      if (order.do === 'use-generic') {
        useGeneric(order.on);
        return;
      }
      void show(order.key).then(() => {
        if (order.do === 'reply') {
          window.focus();
          openPopover(order.key, null, () => chips.focus(order.key));
        }
      });
    },
    platform: () => watcher.platform(),
    health: () => watcher.health(),
    recentHealth,
    entries: readings.all,
    adopt(next) {
      settings = next;
      drafting.renew();
      if (!next.firstRun) {
        hint.close();
      }
    },
    stop() {
      stopped = true;
      window.removeEventListener('pointermove', pointerMoved, { capture: true });
      watcher.stop();
      readings.stop();
      popover.close('leave');
      popover.remove();
      drafting.remove();
      chips.clear();
      toasts.remove();
      hint.remove();
      stage.remove();
      if (connected()) {
        countUrgent(0);
      }
    },
  };
}
