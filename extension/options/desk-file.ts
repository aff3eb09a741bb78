import type { Desk } from '../generated/Desk';
import type { Review } from '../generated/Review';
import type { Failed } from '../ui/ask';
import { pageWords } from '../ui/page-words';
import { emptyRumour } from './rumours';

const words = pageWords.desk.file;

/** What each desk keeps for itself, whatever it is given. */
const ownFields: readonly (keyof Desk)[] = ['hintDismissed'];

/** What a field may hold that the type of its value does not tell. */
const choices: Readonly<Record<string, readonly string[]>> = {
  guard: Object.keys(pageWords.desk.working.guards),
  phase: Object.keys(pageWords.desk.incident.phases),
  unit: Object.keys(pageWords.desk.contact.units),
};

/** A desk as a file for another machine or a colleague. */
export function deskAsFile(desk: Desk): string {
  const shared = Object.entries(desk).filter(([name]) => !isOwn(name));
  return `${JSON.stringify(Object.fromEntries(shared), null, 2)}\n`;
}

/**
 * A desk with the fields that a file has. Those that only another version of Bedside knows are
 * passed over, and what is out of range the worker refuses.
 */
export function deskFromFile(text: string, desk: Desk): Desk | Failed {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return refused(words.notJson(error instanceof Error ? error.message : String(error)));
  }
  const taken = isRecord(read) ? fieldsOf(read, desk) : [];
  if (taken.length === 0) {
    return refused(words.noDesk);
  }
  const misfit = taken.map(([name, value]) => misfitOf(name, value, desk[name])).find(Boolean);
  if (misfit) {
    return refused(words.misfit(misfit));
  }
  const next = { ...desk, ...Object.fromEntries(taken) };
  return {
    ...next,
    incident: { ...desk.incident, ...next.incident },
    answerWithin: { ...desk.answerWithin, ...next.answerWithin },
    rumours: next.rumours.map((rumour) => ({ ...emptyRumour, ...rumour })),
  };
}

function refused(message: string): Failed {
  return { kind: 'failed', message, remedy: words.remedy };
}

const reviewFields: readonly (keyof Review)[] = ['pack', 'fingerprint', 'reviewer', 'date'];

function isReview(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.keys(value).length === reviewFields.length &&
    reviewFields.every((field) => typeof value[field] === 'string')
  );
}

function isOwn(name: string): boolean {
  return ownFields.some((own) => own === name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(read: Record<string, unknown>, desk: Desk): [keyof Desk, unknown][] {
  return Object.entries(read).filter(
    (field): field is [keyof Desk, unknown] => Object.hasOwn(desk, field[0]) && !isOwn(field[0]),
  );
}

/** The name of the field that holds another sort of value than a desk has there; null where all fits. */
function misfitOf(name: string, value: unknown, model: unknown): string | null {
  if (name === 'reviews') {
    return Array.isArray(value) && value.every(isReview) ? null : name;
  }
  if (Array.isArray(model)) {
    const item = name === 'rumours' ? emptyRumour : '';
    const fits = (each: unknown): boolean => misfitOf(name, each, item) === null;
    return Array.isArray(value) && value.every(fits) ? null : name;
  }
  if (isRecord(model)) {
    if (!isRecord(value)) {
      return name;
    }
    const inner = Object.entries(value).map(([each, held]) => {
      // By language, further details, which go by any name and are texts.
      if (name === 'inLanguages') {
        return isRecord(held) ? misfitOf('slots', held, {}) : each;
      }
      if (name === 'slots') {
        return misfitOf(each, held, '');
      }
      return Object.hasOwn(model, each) ? misfitOf(each, held, model[each]) : each;
    });
    return inner.find((each) => each !== null) ?? null;
  }
  const fits = typeof value === typeof model && (choices[name]?.includes(value as string) ?? true);
  return fits ? null : name;
}
