/** Times of posting: RFC 3339 where the page gives an instant, else as shown. */

const FULL =
  /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})$/iu;
const EPOCH = /^(\d{10}|\d{13})$/u;

export function instant(shown: string): string {
  const epoch = EPOCH.exec(shown)?.[1];
  if (epoch !== undefined)
    return new Date(Number(epoch) * (epoch.length === 10 ? 1000 : 1)).toISOString();
  if (!FULL.test(shown)) return shown;
  const tidy = shown
    .replace(' ', 'T')
    .replace(/\s*UTC$/iu, 'Z')
    .replace(/\s+/gu, '')
    .replace(/([+-]\d{2})(\d{2})$/u, '$1:$2');
  const time = new Date(tidy);
  return Number.isNaN(time.getTime()) ? shown : time.toISOString();
}
