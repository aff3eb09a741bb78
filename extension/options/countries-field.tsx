import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { countries, countryName, countryOf } from '../ui/countries';
import { Icon } from '../ui/icon';
import { pageWords } from '../ui/page-words';

const words = pageWords.desk.organisation;

interface CountriesFieldProps {
  readonly value: readonly string[];
  readonly onChange: (codes: string[]) => void;
}

/** Several countries: typed or picked, each can be taken out again. */
export function CountriesField({ value, onChange }: CountriesFieldProps): JSX.Element {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [unknown, setUnknown] = useState(false);

  function add(): void {
    const country = countryOf(typed);
    setUnknown(country === null && typed.trim() !== '');
    if (country !== null) {
      setTyped('');
      onChange([...new Set([...value, country.code])]);
    }
  }

  return (
    <div class="line">
      <label for={id}>{words.audience}</label>
      {value.length > 0 && (
        <ul class="row">
          {value.map((code) => (
            <li key={code}>
              <button
                type="button"
                class="button slim"
                aria-label={words.remove(countryName(code))}
                onClick={() => onChange(value.filter((each) => each !== code))}
              >
                {countryName(code)}
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        <input
          id={id}
          class="field pick"
          type="text"
          list={`${id}-list`}
          autocomplete="off"
          placeholder={words.addCountry}
          value={typed}
          aria-invalid={unknown}
          aria-describedby={`${id}-help`}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setUnknown(false);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              add();
            }
          }}
        />
        <datalist id={`${id}-list`}>
          {countries.map(({ code, name }) => (
            <option key={code} value={name} />
          ))}
        </datalist>
        <button type="button" class="button" onClick={add}>
          {words.add}
        </button>
      </div>
      <p id={`${id}-help`} class="small quiet" role={unknown ? 'alert' : undefined}>
        {unknown ? words.unknownCountry : words.audienceHelp}
      </p>
    </div>
  );
}
