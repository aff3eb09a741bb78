import type { JSX } from 'preact';
import type { Desk } from '../generated/Desk';
import type { Rumour } from '../generated/Rumour';
import { languageOptions, replyLanguages } from '../ui/languages';
import { pageWords } from '../ui/page-words';
import { Choice, TextField } from './fields';

const words = pageWords.desk.rumours;

/** A rumour nothing is known of yet. */
export const emptyRumour: Rumour = {
  language: '',
  words: '',
  fact: '',
  myth: '',
  reason: '',
  source: '',
};

interface RumoursProps {
  readonly desk: Desk;
  readonly change: (patch: Partial<Desk>) => void;
}

/** What the organisation says to claims that it meets often. */
export function Rumours({ desk, change }: RumoursProps): JSX.Element {
  const { rumours } = desk;
  const set = (at: number, patch: Partial<Rumour>): void =>
    change({
      rumours: rumours.map((each, index) => (index === at ? { ...each, ...patch } : each)),
    });
  return (
    <fieldset>
      <legend>{words.title}</legend>
      <p class="small quiet">{words.help}</p>
      {rumours.map((rumour, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rumour has no name but its place
        <fieldset key={index} class="others">
          <legend>{words.one(index + 1)}</legend>
          <TextField
            label={words.words}
            help={words.wordsHelp}
            value={rumour.words}
            onChange={(value) => set(index, { words: value })}
          />
          <TextField
            label={words.fact}
            help={words.factHelp}
            value={rumour.fact}
            onChange={(fact) => set(index, { fact })}
          />
          <TextField
            label={words.myth}
            help={words.mythHelp}
            value={rumour.myth}
            onChange={(myth) => set(index, { myth })}
          />
          <TextField
            label={words.reason}
            help={words.reasonHelp}
            value={rumour.reason}
            onChange={(reason) => set(index, { reason })}
          />
          <TextField
            label={words.source}
            value={rumour.source}
            onChange={(source) => set(index, { source })}
          />
          <Choice
            label={words.language}
            help={words.languageHelp}
            value={rumour.language}
            options={[{ value: '', name: words.anyLanguage }, ...languageOptions(replyLanguages)]}
            onChange={(language) => set(index, { language })}
          />
          <div class="row">
            <button
              type="button"
              class="button slim"
              aria-label={words.remove(index + 1)}
              onClick={() => change({ rumours: rumours.filter((_, at) => at !== index) })}
            >
              {words.removeShort}
            </button>
          </div>
        </fieldset>
      ))}
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => change({ rumours: [...rumours, emptyRumour] })}
        >
          {words.add}
        </button>
      </div>
    </fieldset>
  );
}
