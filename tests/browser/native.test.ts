import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { Desk } from '../../extension/generated/Desk';
import type { FindingView } from '../../extension/generated/FindingView';
import type { Page } from '../../extension/generated/Page';
import type { PageComment } from '../../extension/generated/PageComment';
import type { ReadingView } from '../../extension/generated/ReadingView';
import type { Request } from '../../extension/generated/Request';
import type { Response } from '../../extension/generated/Response';
import type { SuggestionView } from '../../extension/generated/SuggestionView';
import type { Utf16Span } from '../../extension/generated/Utf16Span';
import { deskOf } from './harness/desk';
import type { Session } from './harness/session';
import { inBrowser } from './harness/suite';

/** `build.sh test` builds it before these tests. */
const command =
  process.env.BEDSIDE_COMMAND ?? resolve(import.meta.dirname, '../../target/debug/bedside');

interface CommentLine {
  readonly id: string;
  readonly text: string;
  readonly author: string;
  readonly platform: string | null;
  readonly rating: number | null;
}

interface DraftLine {
  readonly id: string;
  readonly comment: string | null;
  readonly draft: string;
  readonly jurisdictions: readonly string[];
  readonly platform: string | null;
}

const comments = fixture<CommentLine>('comments.jsonl');
const drafts = fixture<DraftLine>('drafts.jsonl');

/** What the engine puts into replies, in both. */
const ours: Partial<Desk> = {
  organisation: 'Riverside Clinic',
  channel: 'care@riverside.example.org',
  responseTime: 'one working day',
  seat: 'DE',
  signOff: 'Your care team',
};

test('the comments are in all the languages of the replies', () => {
  const languages = new Set(native('read', comments).map((reading) => reading.language));
  for (const code of ['en', 'es', 'de', 'fr', 'pt', 'it', 'tr', 'ar', 'ru', 'hi', 'th', 'zh']) {
    assert.ok(languages.has(code), code);
  }
});

inBrowser('the worker reads as the command does', async (session) => {
  const expected = native('read', comments);
  for (const [at, line] of comments.entries()) {
    const { readings } = await answered('readings', session, {
      kind: 'read',
      page: pageOf(line.platform),
      comments: [pageComment(line)],
    });
    assert.deepEqual(readings.map((view) => readingLine(line, view))[0], expected[at], line.text);
  }
});

inBrowser('the worker suggests what the command does', async (session) => {
  const desk = { ...(await deskOf(session)), ...ours };
  await answered('desk-is', session, { kind: 'set-desk', desk });
  await answered('done', session, { kind: 'forget-learning' });
  const expected = native(
    'suggest',
    comments.map((line) => ({ ...line, desk })),
  );
  for (const [at, line] of comments.entries()) {
    const { reading, suggestions } = await answered('suggestions', session, {
      kind: 'suggest',
      page: pageOf(line.platform),
      comment: pageComment(line),
      threadReplies: [],
    });
    assert.deepEqual(
      { ...readingLine(line, reading), suggestions: suggestions.map(suggestionLine) },
      expected[at],
      line.text,
    );
  }
});

inBrowser('the worker checks as the command does', async (session) => {
  const before = await deskOf(session);
  const expected = native('check', drafts);
  for (const [at, line] of drafts.entries()) {
    const desk = { ...before, seat: '', audience: [...line.jurisdictions] };
    await answered('desk-is', session, { kind: 'set-desk', desk });
    const { findings } = await answered('findings', session, {
      kind: 'check',
      page: pageOf(line.platform),
      comment: line.comment === null ? null : bareComment(line.comment),
      draft: line.draft,
      threadReplies: [],
    });
    const shown = findings.map((view) => findingLine(line.draft, view));
    assert.deepEqual(shown, merged((expected[at]?.findings ?? []) as FindingLine[]), line.draft);
  }
});

function fixture<T>(name: string): T[] {
  return parsed(readFileSync(join(import.meta.dirname, 'native', name), 'utf8'));
}

function parsed<T>(lines: string): T[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** What the command makes of these lines. */
function native(verb: 'read' | 'suggest' | 'check', lines: readonly object[]): AnswerLine[] {
  assert.ok(existsSync(command), `${command} is missing: run cargo build`);
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return parsed(execFileSync(command, [verb], { input, encoding: 'utf8', maxBuffer: 16 << 20 }));
}

type AnswerLine = Readonly<Record<string, unknown>>;

function pageOf(platform: string | null): Page {
  return { host: '127.0.0.1', path: '/', platform };
}

function pageComment({ id, text, author, rating }: CommentLine): PageComment {
  return { key: id, text, author, postedAt: null, rating };
}

function bareComment(text: string): PageComment {
  return { key: 'answered', text, author: null, postedAt: null, rating: null };
}

async function answered<K extends Response['kind']>(
  wanted: K,
  session: Session,
  request: Request,
): Promise<Extract<Response, { kind: K }>> {
  const answer = await session.ask(request);
  assert.equal(answer.kind, wanted, JSON.stringify(answer));
  return answer as Extract<Response, { kind: K }>;
}

function readingLine({ id, text }: CommentLine, view: ReadingView): AnswerLine {
  return {
    id,
    language: view.language,
    sentiment: { label: view.sentiment, score: rounded(view.sentimentScore) },
    tags: view.tags.map((tag) => ({
      id: tag.id,
      confidence: rounded(tag.confidence),
      evidence: tag.evidence.map((span) => points(text, span)),
    })),
    private: view.private.map((each) => ({ kind: each.kind, span: points(text, each.span) })),
    urgency: { class: view.urgency.class, due_minutes: view.urgency.dueMinutes },
  };
}

function suggestionLine(view: SuggestionView): AnswerLine {
  const { template, language, text, slots, openSlots, why, score } = view;
  const open_slots = openSlots.map((span) => points(text, span));
  return { template, language, text, slots, open_slots, why, score: rounded(score) };
}

type FindingLine = ReturnType<typeof findingLine>;

function findingLine(draft: string, view: FindingView) {
  const { rule, severity, what, why, advice, source } = view;
  const fix = view.fix && { span: points(draft, view.fix.span), text: view.fix.text };
  return { rule, severity, span: points(draft, view.span), what, why, advice, fix, source };
}

/** The worker tells rules that speak of the same words as one. */
function merged(findings: readonly FindingLine[]): FindingLine[] {
  const all: FindingLine[] = [];
  for (const found of findings) {
    const same = all.find(
      ({ span, severity }) => span.join() === found.span.join() && severity === found.severity,
    );
    if (same) {
      same.rule += `, ${found.rule}`;
      same.source += `; ${found.source}`;
      same.fix ??= found.fix;
    } else {
      all.push({ ...found });
    }
  }
  return all;
}

/** The command counts code points. */
function points(text: string, { start, end }: Utf16Span): [number, number] {
  const upTo = (unit: number): number => [...text.slice(0, unit)].length;
  return [upTo(start), upTo(end)];
}

/** The command writes three digits. */
function rounded(value: number): number {
  return (Math.sign(value) * Math.round(Math.abs(value) * 1000)) / 1000;
}
