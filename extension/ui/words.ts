import type { Review } from '../generated/Review';
import { pasteKeys } from './system';

/**
 * The words of the overlay, of the background worker and of the manifest, in one place: second
 * person, present tense, no exclamation marks, the terms of the glossary. Those of the extension
 * pages are in `page-words.ts`; what the engine says (tags, findings, reasons) comes from the packs.
 */
export const words = {
  name: 'Bedside',

  manifest: {
    description:
      'Reads comments for health organisations, offers kind and lawful replies, checks drafts. Nothing leaves your computer.',
    reply: 'Suggest replies for the comment you are on',
    nextUrgent: 'Go to the most urgent comment on the page',
    toggleTab: 'Turn Bedside off or on in this tab',
    openPanel: 'Open the queue of comments',
  },

  menu: {
    reply: 'Suggest a reply with Bedside',
  },

  chips: {
    group: (author: string) => `Bedside on the comment by ${author}`,
    replyTo: (author: string, tags: string, due: string) =>
      ['Reply to', author, tags && `– ${tags}`, due && `– ${due}`].filter(Boolean).join(' '),
    more: (count: number) => `+${count}`,
    moreLabel: (names: string) => `Also: ${names}`,
    someone: 'an unnamed writer',
  },

  due: {
    within: (time: string) => `in ${time}`,
    now: 'due now',
    late: (time: string) => `late ${time}`,
    answerWithin: (time: string) => `answer within ${time}`,
    none: 'no answer due',
    minutes: (n: number) => `${n} min`,
    hours: (n: number) => `${n} h`,
    days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
  },

  age: {
    now: 'just now',
    ago: (time: string) => `${time} ago`,
  },

  incident: {
    label: 'Incident',
    title: (title: string) =>
      title === '' ? 'An incident is being handled' : `Incident: ${title}`,
    phase: {
      initial: 'just begun',
      maintenance: 'in hand',
      resolution: 'over',
    },
    next: (time: string) => `next update in ${time}`,
    late: (time: string) => `update late by ${time}`,
    statement: 'Statement',
  },

  sentiment: {
    negative: 'Negative',
    neutral: 'Neutral',
    positive: 'Positive',
    mixed: 'Mixed',
  } as Record<string, string>,

  family: {
    risk: 'Risk',
    intent: 'Intent',
    topic: 'Topic',
    feeling: 'Feeling',
  } as Record<string, string>,

  tone: {
    warm: 'Warm',
    neutral: 'Neutral',
    grave: 'Grave',
    light: 'Light',
  } as Record<string, string>,

  private: {
    phone: 'phone number',
    email: 'e-mail address',
    number: 'record number',
    'birth-date': 'date of birth',
    address: 'address',
    name: 'name',
    messenger: 'messenger contact',
  } as Record<string, string>,

  popover: {
    label: (author: string) => `Reply to ${author}`,
    by: (author: string) => `Comment by ${author}`,
    comment: 'The comment',
    tags: 'Tags',
    confidence: (percent: number) => `${percent} % sure`,
    privateData: (kinds: string) => `Contains private data: ${kinds}. Do not repeat it.`,
    suggestions: 'Suggested replies',
    results: 'Search results',
    search: 'Search all replies',
    searchHint: 'Type to search all replies',
    actions: 'Also to do',
    loading: 'Reading the comment',
    nothing: 'Nothing fits this comment well enough. Type to search all replies.',
    nothingFound: (query: string) => `No reply matches “${query}”.`,
    length: (used: number, limit: number | null, unit: string) =>
      limit === null ? `${used} ${unit}` : `${used} of ${limit} ${unit}`,
    tooLong: 'too long for this site',
    locked: 'Approved wording',
    lockedTitle: 'Insert this text as it is: for this risk everybody uses the same words.',
    noReply: 'No reply',
    noReplyDone: 'No reply needed. Use the page’s own menu to hide or report the comment.',
    gaps: (count: number) => (count === 1 ? '1 gap to fill' : `${count} gaps to fill`),
    close: 'Close',
    keys: '1–9 insert · ↑ ↓ choose · Enter insert · type to search · Esc close',
    copyNote: 'Copy a note',
    showComment: 'Go to the comment',
    noteShown: 'This page keeps the clipboard closed: copy the note below.',
    noteCopied: 'A note about this comment is on the clipboard. Paste it to the person in charge.',
    menuHint: 'Use the page’s own menu at the comment.',
  },

  note: (fields: {
    label: string;
    author: string;
    address: string;
    tags: string;
    due: string;
    text: string;
  }) =>
    `${fields.label}\nPage: ${fields.address}\nWriter: ${fields.author}\nTags: ${fields.tags}\nDue: ${fields.due}\nComment:\n${fields.text}\n`,

  insertion: {
    /** `result` is what the box says, e.g. “Inserted; this box changed the blank lines”. */
    done: (result: string) => `${result}. Read it once more, then post it yourself.`,
    gapsLeft: (result: string, count: number) =>
      count === 1
        ? `${result}. The gap in brackets is selected: type over it before you post.`
        : `${result}. There are ${count} gaps in brackets; the first is selected: type over each before you post.`,
    unnoticed: (result: string) =>
      `${result}. Type a space at the end of the text to wake it; if it stays off, the page waits for something else, such as a rating.`,
    copied: (reason: string) =>
      `${reason}. The reply is on the clipboard: press ${pasteKeys()} in the box it belongs to.`,
    lost: (reason: string) =>
      `${reason}. This page keeps the clipboard closed: copy the reply below.`,
    copyFrom: 'Text of the reply, to copy by hand',
  },

  checker: {
    label: 'What the check of your draft found',
    clear: 'Nothing found',
    unchecked: 'Not checked',
    block: (count: number) => `${count} to fix`,
    warn: (count: number) => `${count} to reconsider`,
    inform: (count: number) => (count === 1 ? '1 note' : `${count} notes`),
    empathy: (score: string) => `Empathy ${score} of 10`,
    severity: {
      block: 'Must fix',
      warn: 'Reconsider',
      inform: 'Note',
    } as Record<string, string>,
    fix: 'Fix',
    jump: 'Show in the draft',
    ignore: 'Ignore',
    ignoreReason: 'Why do you ignore this? Your reason goes to the log.',
    ignoreConfirm: 'Ignore with this reason',
    cancel: 'Cancel',
    learnMore: 'Learn more',
    learnLess: 'Less',
    what: 'What',
    why: 'Why',
    advice: 'What to do',
    source: 'Source',
    rule: 'Rule',
    standing: (status: string, review: Review | null) => {
      if (review === null) {
        return status === 'reviewed'
          ? 'The rule pack calls itself reviewed.'
          : 'Draft rule pack, not yet reviewed by your counsel.';
      }
      return status === 'reviewed'
        ? `Reviewed by ${review.reviewer} on ${review.date}.`
        : `Draft again: the rule pack has changed since ${review.reviewer} reviewed it on ${review.date}.`;
    },
    wholeDraft: 'the whole draft',
    fixed: 'Fixed. The page’s own undo brings it back.',
    changed: 'The draft has changed meanwhile; it is being checked again.',
    points: 'How the empathy score comes about',
    pointsHelp: 'Would help most',
    tooLong: (used: number, limit: number, unit: string) =>
      `Too long for this site: ${used} of ${limit} ${unit}.`,
  },

  guard: {
    title: 'Before you post',
    lead: (count: number) =>
      count === 1
        ? 'One thing in this reply may break a rule.'
        : `${count} things in this reply may break a rule.`,
    fix: 'Fix',
    fixAll: 'Fix what can be fixed',
    edit: 'Edit',
    postAnyway: 'Post anyway',
    reason: 'Reason for posting it as it is (goes to the log)',
    reasonNeeded: 'Your desk asks for a reason before this can be posted.',
    optional: 'optional',
    unchecked: 'This reply could not be checked.',
    checking: 'Your reply is still being checked.',
    pressAgain: 'Checked; nothing must be fixed. Press it again to post.',
    pressAnyway: 'Press it again to post your reply as it is.',
    changed: 'Your reply has changed since, so it was not posted. Post it when it is ready.',
    notRecorded: (why: string) =>
      `Not posted: your desk asks for a reason, and it could not be put into the log. ${why}`,
  },

  log: {
    lost: (why: string) => `This is missing in the log. ${why}`,
  },

  palette: {
    label: 'Insert a reply at the cursor',
    placeholder: 'Search replies by words',
    empty: 'Type a word, for example “waiting” or “refund”.',
    keys: '↑ ↓ choose · Enter insert · Esc close',
  },

  hint: {
    title: 'Bedside is on',
    text: (key: string) =>
      key === ''
        ? 'It reads the comments on this page and marks them. Press the reply mark beside a comment to get replies. Nothing is posted unless you post it.'
        : `It reads the comments on this page and marks them. Press ${key} on a comment, or the reply mark beside it, to get replies. Nothing is posted unless you post it.`,
    dismiss: 'Understood',
    setUp: 'Set up your desk',
  },

  page: {
    noComment: 'Point at a comment or click into it first, then press the key again.',
    noComments: 'Bedside has found no comments on this page yet.',
    noUrgent: 'No comment on this page is urgent.',
    off: 'Bedside is off here.',
  },

  failures: {
    notLoaded: (error: string) => ({
      message: `The engine could not be loaded: ${error}`,
      remedy: 'Reload the page. If that does not help, reinstall Bedside.',
    }),
    notDone: (error: string) => ({
      message: `Bedside could not do this: ${error}`,
      remedy: 'Try again. If it happens again, reload the page.',
    }),
    noAnswer: {
      message: 'Bedside’s engine did not answer.',
      remedy: 'Try again. If it happens again, reload the page.',
    },
    updated: {
      message: 'Bedside was updated while this page was open.',
      remedy: 'Reload the page to go on.',
    },
  },
} as const;
