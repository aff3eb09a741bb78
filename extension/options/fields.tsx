import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface HelpProps {
  /** Of the field it belongs to, which names it as its description. */
  readonly id: string;
  readonly text: string | undefined;
}

function Help({ id, text }: HelpProps): JSX.Element | null {
  return text ? (
    <p id={`${id}-help`} class="small quiet">
      {text}
    </p>
  ) : null;
}

interface LineProps {
  /** Of the field that the label is for. */
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly children: ComponentChildren;
}

/** A field under its label, with what helps to fill it in. */
function Line({ id, label, help, children }: LineProps): JSX.Element {
  return (
    <div class="line">
      <label for={id}>{label}</label>
      {children}
      <Help id={id} text={help} />
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  /** Brings up the keyboard for addresses on a touch screen. */
  readonly address?: boolean;
  readonly short?: boolean;
  readonly onChange: (value: string) => void;
}

/** A labelled line of text. */
export function TextField({
  label,
  help,
  value,
  address = false,
  short,
  onChange,
}: TextFieldProps): JSX.Element {
  const id = useId();
  return (
    <Line id={id} label={label} help={help}>
      <input
        id={id}
        class={`field ${short ? 'short' : ''}`}
        type="text"
        inputMode={address ? 'url' : 'text'}
        dir="auto"
        spellcheck={!address}
        value={value}
        aria-describedby={help && `${id}-help`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Line>
  );
}

interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A labelled day. */
export function DayField({ label, value, onChange }: DayFieldProps): JSX.Element {
  const id = useId();
  return (
    <Line id={id} label={label}>
      <input
        id={id}
        class="field pick"
        type="date"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Line>
  );
}

interface MomentFieldProps {
  readonly label: string;
  readonly help?: string;
  /** RFC 3339, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A labelled date and time of day on this computer's clock, kept with the offset it has then. */
export function MomentField({ label, help, value, onChange }: MomentFieldProps): JSX.Element {
  const id = useId();
  return (
    <Line id={id} label={label} help={help}>
      <input
        id={id}
        class="field pick"
        type="datetime-local"
        value={onThisClock(value)}
        aria-describedby={help && `${id}-help`}
        onChange={(event) => onChange(withOffset(event.currentTarget.value))}
      />
    </Line>
  );
}

/** As the browser's field takes it: no offset, no seconds. */
function onThisClock(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) {
    return '';
  }
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

function withOffset(local: string): string {
  const offset = -new Date(local).getTimezoneOffset();
  if (Number.isNaN(offset)) {
    return '';
  }
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const away = Math.abs(offset);
  return `${local}:00${offset < 0 ? '-' : '+'}${two(away / 60)}:${two(away % 60)}`;
}

interface ChoiceProps {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly onChange: (value: string) => void;
}

/** One of several values. */
export function Choice({ label, help, value, options, onChange }: ChoiceProps): JSX.Element {
  const id = useId();
  return (
    <Line id={id} label={label} help={help}>
      <select
        id={id}
        class="field"
        value={value}
        aria-describedby={help && `${id}-help`}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </Line>
  );
}

interface AmountFieldProps {
  readonly label: string;
  readonly help?: string;
  /** 0 stands for none. */
  readonly amount: number;
  readonly unit: string;
  readonly unitLabel: string;
  readonly units: readonly { readonly value: string; readonly name: string }[];
  readonly onChange: (amount: number, unit: string) => void;
}

const largestAmount = 999;

/** A number of units; an empty number is none. */
export function AmountField(props: AmountFieldProps): JSX.Element {
  const { label, help, amount, unit, unitLabel, units, onChange } = props;
  const id = useId();
  return (
    <Line id={id} label={label} help={help}>
      <div class="row">
        <input
          id={id}
          class="field short"
          type="number"
          min={0}
          max={largestAmount}
          value={amount === 0 ? '' : amount}
          aria-describedby={help && `${id}-help`}
          onInput={(event) => {
            const typed = Math.trunc(Number(event.currentTarget.value));
            onChange(Math.min(Math.max(typed || 0, 0), largestAmount), unit);
          }}
        />
        <select
          class="field pick"
          aria-label={unitLabel}
          value={unit}
          onChange={(event) => onChange(amount, event.currentTarget.value)}
        >
          {units.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </Line>
  );
}

interface TickProps {
  readonly label: ComponentChildren;
  readonly help?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Yes or no. */
export function Tick({ label, help, checked, onChange }: TickProps): JSX.Element {
  const id = useId();
  return (
    <div class="line">
      <label class="tick">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={help && `${id}-help`}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <Help id={id} text={help} />
    </div>
  );
}

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Narrows a list. */
export function SearchField({ label, value, onChange }: SearchFieldProps): JSX.Element {
  return (
    <input
      class="field seek"
      type="search"
      dir="auto"
      aria-label={label}
      placeholder={label}
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
