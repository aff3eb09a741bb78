/**
 * Tells a time of posting by its words, in any language the browser knows: what is left of it
 * without digits and punctuation must be words that the browser itself writes times with.
 */

const LANGUAGES = [
  'en',
  'de',
  'es',
  'fr',
  'pt',
  'it',
  'tr',
  'ar',
  'ru',
  'hi',
  'th',
  'zh',
  'ja',
  'ko',
  'nl',
  'pl',
  'cs',
  'sv',
  'da',
  'nb',
  'fi',
  'el',
  'he',
  'id',
  'vi',
  'uk',
  'ro',
  'hu',
  'bg',
  'hr',
  'sk',
  'ca',
  'fa',
];
const UNITS: readonly Intl.RelativeTimeFormatUnit[] = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'year',
];

/** Words around times that no formatter writes. */
const CONNECTORS = [
  'at',
  'on',
  'ago',
  'am',
  'pm',
  'a',
  'p',
  'm',
  'st',
  'nd',
  'rd',
  'th',
  'the',
  'posted',
  'edited',
  'modified',
  'updated',
  'um',
  'uhr',
  'vom',
  'den',
  'der',
  'le',
  'à',
  'h',
  'las',
  'los',
  'el',
  'del',
  'de',
  'às',
  'em',
  'alle',
  'ore',
  'il',
  'в',
  'klo',
  'kl',
  'o',
  'om',
  'utc',
  'gmt',
  'cet',
  'cest',
  'est',
  'edt',
  'pst',
  'pdt',
  'mins',
  'min',
  'hr',
  'hrs',
  'sec',
  'secs',
  'wk',
  'wks',
  'mo',
  'mos',
  'yr',
  'yrs',
  'd',
  's',
  'w',
  'y',
  'j',
  'u',
  'г',
  'ч',
  'мин',
  'дн',
  'just',
  'now',
  'sept',
  'published',
  'sent',
  'written',
  'an',
  'einem',
  'einer',
  'un',
  'une',
  'una',
  'uma',
  'bir',
  'een',
  'één',
  'ett',
];

const MOST = 60;

export class TimeWords {
  private readonly words = new Set<string>(CONNECTORS);
  /** Words that make a time without any digit: yesterday, now. */
  private readonly alone = new Set<string>();
  /** Words of distances in time: hour, ago. */
  private readonly relative = new Set<string>();
  private readonly lessons = LANGUAGES.flatMap((language) => this.lessonsIn(language));
  private next = 0;

  /** Learns a little more; false when there is nothing left. A step takes a part of a millisecond. */
  learn(): boolean {
    const lesson = this.lessons[this.next];
    if (lesson === undefined) return false;
    this.next += 1;
    lesson();
    return true;
  }

  isTime(raw: string): boolean {
    const text = raw.trim();
    if (text.length === 0 || text.length > MOST) return false;
    const folded = fold(text);
    if (this.alone.has(folded)) return true;
    const words = tokens(folded);
    if (!/\p{Nd}/u.test(folded)) return this.isSpelled(words);
    if (words.some((word) => !this.words.has(word))) return false;
    return words.length > 0
      ? words.some((word) => !WEAK.has(word)) || DATE.test(folded)
      : DATE.test(folded);
  }

  /** "A year ago", without a digit: nothing but such words, and two that matter. */
  private isSpelled(words: readonly string[]): boolean {
    if (words.some((word) => !this.words.has(word))) return false;
    return words.filter((word) => this.relative.has(word) && !WEAK.has(word)).length >= 2;
  }

  /** One for each formatter: the browser takes its time to make the first. */
  private lessonsIn(language: string): (() => void)[] {
    return [
      ...(['long', 'short', 'narrow'] as const).map((style) => () => {
        const format = new Intl.RelativeTimeFormat(language, { style, numeric: 'always' });
        for (const unit of UNITS)
          for (const count of [1, 2, 5]) this.addRelative(format.format(-count, unit));
      }),
      () => this.learnDayNames(language),
      () =>
        this.learnDates(language, {
          dateStyle: 'full',
          timeStyle: 'short',
        }),
      () =>
        this.learnDates(language, {
          weekday: 'short',
          day: 'numeric',
          month: 'short',
          year: 'numeric',
          hour: 'numeric',
          hour12: true,
        }),
    ];
  }

  private learnDayNames(language: string): void {
    const auto = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    for (const [count, unit] of [
      [-1, 'day'],
      [-2, 'day'],
      [0, 'day'],
      [0, 'second'],
    ] as const) {
      const text = fold(auto.format(count, unit));
      this.alone.add(text);
      this.add(text);
    }
  }

  private learnDates(language: string, style: Intl.DateTimeFormatOptions): void {
    const format = new Intl.DateTimeFormat(language, {
      ...style,
      timeZone: 'UTC',
      calendar: 'gregory',
    });
    for (let month = 0; month < 12; month += 1)
      this.add(format.format(new Date(Date.UTC(2025, month, 1 + month, month + 5))));
  }

  private addRelative(text: string): void {
    for (const word of tokens(fold(text))) this.relative.add(word);
    this.add(text);
  }

  private add(text: string): void {
    for (const word of tokens(fold(text))) this.words.add(word);
  }
}

/** Words too common to make a time of a number by themselves: "5 a", "4 the". */
const WEAK = new Set([
  'a',
  'p',
  'm',
  'at',
  'on',
  'the',
  'o',
  'le',
  'el',
  'il',
  'de',
  'der',
  'den',
  'in',
  'em',
  'в',
  'u',
  'j',
  'posted',
  'edited',
  'sent',
  'published',
  'written',
  'updated',
  'modified',
  'h',
  'd',
  's',
  'w',
  'y',
  'und',
  'e',
  'y',
]);

/** A date, a time of day, or a short form such as `3d`. */
const DATE =
  /\p{Nd}{1,4}[./-]\s?\p{Nd}{1,2}[./-]\s?\p{Nd}{2,4}|\p{Nd}{1,2}:\p{Nd}{2}|\p{Nd}{4}年|^\p{Nd}{1,3}\s?(?:s|m|h|d|w|y|j|min|mo)$/u;

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

function tokens(folded: string): string[] {
  return folded.split(/[\s\p{Nd}\p{P}\p{S}]+/u).filter((word) => word !== '');
}
