import type { Desk } from '../generated/Desk';

/** The languages replies exist in, BCP 47. */
export const replyLanguages = [
  'en',
  'es',
  'de',
  'fr',
  'pt',
  'it',
  'tr',
  'ar',
  'ru',
  'hi',
  'th',
  'zh',
] as const;

/** A language in English and in itself. */
export function languageName(code: string): string {
  const english = new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  const own = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return own === english ? english : `${english} · ${own}`;
}

/** Languages as choices. */
export function languageOptions(
  codes: readonly string[],
): readonly { readonly value: string; readonly name: string }[] {
  return codes.map((code) => ({ value: code, name: languageName(code) }));
}

/** The languages that a desk answers in. */
export function answeredLanguages({ languages }: Desk): readonly string[] {
  return languages.length > 0 ? languages : replyLanguages;
}
