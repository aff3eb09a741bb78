import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Desk } from '../generated/Desk';
import { answeredLanguages, languageName } from '../ui/languages';
import { pageWords } from '../ui/page-words';
import { TextField } from './fields';

const words = pageWords.desk.inLanguages;

interface SlotFieldProps {
  readonly desk: Desk;
  readonly change: (patch: Partial<Desk>) => void;
  /** Of the reply templates. */
  readonly slot: string;
  readonly label: string;
  readonly help?: string;
  readonly address?: boolean;
  /** For replies in every language that has none of its own. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What stands in a slot, and behind a summary what stands there in single languages. */
export function SlotField({ desk, change, slot, ...field }: SlotFieldProps): JSX.Element {
  const languages = answeredLanguages(desk);
  const [open, setOpen] = useState(false);
  const count = languages.filter((code) => valueIn(desk, code, slot) !== '').length;
  return (
    <div class="line">
      <TextField {...field} />
      {languages.length > 1 && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary class="small quiet">
            {words.others(count)}
            <span class="hidden-visually"> {words.of(field.label)}</span>
          </summary>
          {open && (
            <div class="others">
              {languages.map((code) => (
                <TextField
                  key={code}
                  label={words.label(field.label, languageName(code))}
                  address={field.address ?? false}
                  value={valueIn(desk, code, slot)}
                  onChange={(value) => change({ inLanguages: withValue(desk, code, slot, value) })}
                />
              ))}
            </div>
          )}
        </details>
      )}
    </div>
  );
}

function valueIn(desk: Desk, code: string, slot: string): string {
  return desk.inLanguages[code]?.[slot] ?? '';
}

/** What stands in slots in single languages, with one value more; an empty one is none. */
function withValue(desk: Desk, code: string, slot: string, value: string): Desk['inLanguages'] {
  const { [code]: own = {}, ...others } = desk.inLanguages;
  const { [slot]: _, ...rest } = own;
  const next = value === '' ? rest : { ...rest, [slot]: value };
  return Object.keys(next).length === 0 ? others : { ...others, [code]: next };
}
