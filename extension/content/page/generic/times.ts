/**
 * Tells a time of posting by its words, in any language the browser knows: what is left of it
 * without digits and punctuation must be words that the browser itself writes times with, after a
 * few words that say what happened then ("Written on 12 March 2026").
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
  'zh-Hant',
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
/** Their months have another form by themselves than in a date. */
const STANDALONE = ['ru', 'uk', 'pl', 'cs', 'el', 'fi', 'hr', 'sk'];
/** Months have other names in these places, or in the calendars used there. */
const CALENDARS: readonly (readonly [locale: string, calendar: string])[] = [
  ['ar-SY', 'gregory'],
  ['ar-MA', 'gregory'],
  ['ar-DZ', 'gregory'],
  ['ar', 'islamic-umalqura'],
  ['fa', 'persian'],
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
  'hs',
  'ore',
  'klockan',
  'klukken',
  'kello',
  'uur',
  'dnia',
  'godz',
  'saat',
  'günü',
  'tarihinde',
  'evvel',
  'час',
  'года',
  'ezelőtt',
  'órája',
  'lúc',
  'ngày',
  'pukul',
  'منذ',
  'الساعة',
  'بتاريخ',
  'في',
  'يوم',
  'ساعت',
  'पूर्वाह्न',
  'अपराह्न',
  'बजे',
  'को',
  'ที่แล้ว',
  'เวลา',
  'เมื่อ',
  'น',
  '時',
  '时',
  '分',
  '秒',
  '点',
  '點',
  '之前',
  '以前',
  '시',
  '분',
  '초',
];

/** A longer text is no time, in characters. */
export const LONGEST_TIME = 60;
/** Words before a date that say what happened then, and how long they may be together. */
const LABEL_WORDS = 3;
const LABEL_LENGTH = 32;

export class TimeWords {
  private readonly words = new Set<string>(CONNECTORS);
  /** Words that make a time without any digit: yesterday, now. */
  private readonly alone = new Set<string>();
  /** Words of distances in time: hour, ago. */
  private readonly relative = new Set<string>(['منذ']);
  private readonly lessons: readonly (() => void)[];
  /** How many of the lessons come first: those in the languages of the page. */
  private readonly likely: number;
  private next = 0;

  /**
   * `spoken`: the languages the page says it is written in, which may be others than the usual ones.
   * `bare`: whether a count of units is a time by itself ("2 Tage"), as where only times can stand.
   */
  constructor(
    spoken: readonly string[] = [],
    private readonly bare = false,
  ) {
    const likely = new Set(supported(spoken));
    const likelyLessons = [...likely].flatMap((language) => this.lessonsIn(language));
    this.likely = likelyLessons.length;
    this.lessons = [
      ...likelyLessons,
      ...LANGUAGES.filter((language) => !likely.has(language)).flatMap((language) =>
        this.lessonsIn(language),
      ),
      ...CALENDARS.map(
        ([locale, calendar]) =>
          () =>
            this.learnDates(locale, { dateStyle: 'long', calendar }),
      ),
    ];
  }

  /** Learns a little more; false when there is nothing left. A step takes a part of a millisecond. */
  learn(): boolean {
    return this.learnTo(this.lessons.length);
  }

  /** Learns a little more of the languages of the page; false when there is nothing left of those. */
  learnLikely(): boolean {
    return this.learnTo(this.likely);
  }

  private learnTo(end: number): boolean {
    if (this.next >= end) return false;
    this.lessons[this.next]?.();
    this.next += 1;
    return true;
  }

  /** Whether the text is a time; where `labelled`, perhaps with words before it that say of what. */
  isTime(raw: string, labelled: boolean): boolean {
    const text = folded(raw);
    return text !== '' && (this.isBare(text) || (labelled && this.isLabelled(text)));
  }

  private isBare(text: string): boolean {
    if (this.alone.has(text)) return true;
    const words = tokens(text);
    if (words.some((word) => !this.words.has(word))) return false;
    if (!/\p{Nd}/u.test(text))
      // "A year ago", without a digit: two such words that matter.
      return words.filter((word) => this.relative.has(word) && !WEAK.has(word)).length >= 2;
    return words.some((word) => !WEAK.has(word)) || DATE.test(text);
  }

  /** Something with a day and a month, year or time of day in it, after words of whatever kind. */
  private isLabelled(text: string): boolean {
    let skipped = 0;
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}]+/gu)) {
      skipped += 1;
      const end = index + word.length;
      if (skipped > LABEL_WORDS || end > LABEL_LENGTH) return false;
      const rest = text.slice(end).replace(/^[\s\p{P}\p{S}]+/u, '');
      if (this.words.has(word) || /\p{Nd}/u.test(text.slice(0, index))) continue;
      if (DATED.test(rest) ? this.isBare(rest) : this.isRelative(rest)) return true;
    }
    return false;
  }

  /** "3 hours ago": a number and words of distances only. */
  private isRelative(text: string): boolean {
    const words = tokens(text);
    return (
      /^\p{Nd}/u.test(text) &&
      words.every((word) => this.words.has(word)) &&
      words.filter((word) => this.relative.has(word) && !WEAK.has(word)).length >= 2
    );
  }

  /** One for each formatter: the browser takes its time to make the first. */
  private lessonsIn(language: string): (() => void)[] {
    return [
      ...(['long', 'short', 'narrow'] as const).map((style) => () => {
        const format = new Intl.RelativeTimeFormat(language, { style, numeric: 'always' });
        for (const unit of UNITS)
          for (const count of [1, 2, 5]) this.addRelative(format.format(-count, unit));
      }),
      ...(this.bare ? [() => this.learnUnits(language)] : []),
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
      // The browser takes longest to make these: none where the dates have shown all months already.
      ...(STANDALONE.includes(language) || !LANGUAGES.includes(language)
        ? [() => this.learnMonths(language)]
        : []),
    ];
  }

  private learnUnits(language: string): void {
    for (const unitDisplay of ['long', 'short', 'narrow'] as const)
      for (const unit of UNITS) {
        const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay });
        for (const count of [1, 2, 5]) this.addRelative(format.format(count));
      }
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
      calendar: 'gregory',
      ...style,
      timeZone: 'UTC',
    });
    for (let month = 0; month < 12; month += 1)
      for (const { type, value } of format.formatToParts(
        new Date(Date.UTC(2025, month, 1 + month, month + 5)),
      )) {
        if (type === 'month') this.addMonth(value);
        else this.add(value);
      }
  }

  private learnMonths(language: string): void {
    const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
    for (let month = 0; month < 12; month += 1)
      this.addMonth(format.format(new Date(Date.UTC(2025, month, 1))));
  }

  /** Also cut to three letters, as forums do. */
  private addMonth(name: string): void {
    this.add(name);
    if (/^\p{L}{4,}$/u.test(name) && !UNSPACED.test(name)) this.add(name.slice(0, 3));
  }

  private addRelative(text: string): void {
    for (const word of tokens(fold(text))) this.relative.add(word);
    this.add(text);
  }

  private add(text: string): void {
    for (const word of tokens(fold(text))) this.words.add(word);
  }
}

let ofPage: { readonly languages: string; readonly words: TimeWords } | null = null;

function wordsOfPage(): TimeWords {
  const { lang } = document.documentElement;
  const languages = [...(lang === '' ? [] : [lang]), navigator.language];
  const named = languages.join();
  if (ofPage?.languages !== named)
    ofPage = { languages: named, words: new TimeWords(languages, true) };
  return ofPage.words;
}

/** Learns step by step what `readsAsTime` would have to learn at once, for longer than a frame. */
export function* learnTimesOfPage(): Generator<void, void> {
  const words = wordsOfPage();
  while (words.learnLikely()) yield;
}

/** Whether a text where a time belongs is one, in the languages of the page and of the browser. */
export function readsAsTime(text: string): boolean {
  const words = wordsOfPage();
  while (words.learnLikely());
  return words.isTime(text, false);
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
  'st',
  'nd',
  'rd',
  'th',
]);

/** A date, a time of day, or a short form such as `3d`. */
const DATE =
  /\p{Nd}{1,4}[./-]\s?\p{Nd}{1,2}[./-]\s?\p{Nd}{2,4}|\p{Nd}{1,2}:\p{Nd}{2}|\p{Nd}{4}年|^\p{Nd}{1,3}\s?(?:s|m|h|d|w|y|j|min|mo)$/u;

/** With the year or the time of day. */
const DATED = new RegExp(`${DATE.source}|\\p{Nd}{4}`, 'u');

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** A text as it is compared; empty where it is too long for a time. */
function folded(raw: string): string {
  const text = raw.trim();
  return text.length > LONGEST_TIME ? '' : fold(text);
}

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

function tokens(text: string): string[] {
  return text
    .split(/[\s\p{Nd}\p{P}\p{S}]+/u)
    .filter((word) => word !== '')
    .flatMap((word) =>
      UNSPACED.test(word) ? [...segmenter.segment(word)].map(({ segment }) => segment) : [word],
    );
}

/** What the browser knows of languages that a page names, which may be anything. */
function supported(named: readonly string[]): string[] {
  return named.flatMap((name) => {
    try {
      const [language] = Intl.RelativeTimeFormat.supportedLocalesOf([name]);
      return language === undefined ? [] : [new Intl.Locale(language).baseName];
    } catch {
      return [];
    }
  });
}
