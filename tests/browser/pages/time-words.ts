/** What times the generic detector knows after each part of its lessons; in the page's own world. */

import { TimeWords } from '../../../extension/content/page/generic/times';

declare global {
  interface Window {
    /** For each text whether it is a time: when the languages of the page are learnt, and at the end. */
    learnTimes(language: string, texts: readonly string[]): Record<string, readonly boolean[]>;
  }
}

window.learnTimes = (language, texts) => {
  const words = new TimeWords([language]);
  const told = (): boolean[] => texts.map((text) => words.isTime(text, false));
  while (words.learnLikely());
  const first = told();
  while (words.learn());
  const last = told();
  return Object.fromEntries(texts.map((text, at) => [text, [first[at], last[at]] as boolean[]]));
};
