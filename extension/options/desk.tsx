import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Desk } from '../generated/Desk';
import type { Guard } from '../generated/Guard';
import type { Incident } from '../generated/Incident';
import type { Phase } from '../generated/Phase';
import type { TimeUnit } from '../generated/TimeUnit';
import { countries } from '../ui/countries';
import { answeredLanguages, languageName, languageOptions, replyLanguages } from '../ui/languages';
import { type Notice, NoticeLine, noticeOf } from '../ui/notice';
import { pageWords } from '../ui/page-words';
import { CountriesField } from './countries-field';
import { deskAsFile, deskFromFile } from './desk-file';
import { download, today } from './download';
import { AmountField, Choice, MomentField, TextField, Tick } from './fields';
import { FileButton } from './file-button';
import { Rumours } from './rumours';
import { SlotField } from './slot-field';
import { slotNames } from './slot-names';
import { type DeskInHand, useDesk } from './use-desk';

const words = pageWords.desk;

/** The desk: organisation, countries, languages, links. Nothing has to be filled in. */
export function DeskPage(): JSX.Element {
  const { desk, saving, failed, change, replace } = useDesk();
  return (
    <>
      <header class="row top">
        <h1>{pageWords.options.desk}</h1>
        <span class="spacer" />
        <span class="small quiet" role="status">
          {saving === 'idle' ? '' : pageWords.save[saving]}
        </span>
      </header>
      <p class="quiet">{pageWords.save.hint}</p>
      {failed && (
        <p class="note block" role="alert">
          {failed.message} {failed.remedy}
        </p>
      )}
      {desk && <DeskFile desk={desk} replace={replace} />}
      {desk ? (
        <form class="form" autocomplete="off" onSubmit={(event) => event.preventDefault()}>
          <Organisation desk={desk} change={change} />
          <IncidentPart desk={desk} change={change} />
          <Contact desk={desk} change={change} />
          <Replies desk={desk} change={change} />
          <Working desk={desk} change={change} />
          <Slots desk={desk} change={change} />
          <Rumours desk={desk} change={change} />
        </form>
      ) : (
        !failed && <p class="quiet">{pageWords.loading}</p>
      )}
    </>
  );
}

interface DeskFileProps {
  readonly desk: Desk;
  readonly replace: DeskInHand['replace'];
}

/** The whole desk to a file and back, for another machine or a colleague. */
function DeskFile({ desk, replace }: DeskFileProps): JSX.Element {
  const names = words.file;
  const [notice, setNotice] = useState<Notice | null>(null);
  /** The desk as it was before the last import. */
  const [before, setBefore] = useState<Desk | null>(null);

  async function take(file: File): Promise<void> {
    const next = deskFromFile(await file.text(), desk);
    const answer = 'kind' in next ? next : await replace(next);
    setBefore(answer.kind === 'failed' ? null : desk);
    setNotice(noticeOf(answer, names.imported(file.name)));
  }

  async function undo(former: Desk): Promise<void> {
    const answer = await replace(former);
    setBefore(answer.kind === 'failed' ? former : null);
    setNotice(noticeOf(answer, names.undone));
  }

  return (
    <>
      <div class="row">
        <button
          type="button"
          class="button"
          aria-describedby="desk-file-help"
          onClick={() =>
            download(`bedside-desk-${today()}.json`, 'application/json', deskAsFile(desk))
          }
        >
          {names.export}
        </button>
        <FileButton
          label={names.import}
          accept=".json"
          describedBy="desk-file-help"
          onFile={(file) => void take(file)}
        />
      </div>
      <p id="desk-file-help" class="small quiet">
        {names.help}
      </p>
      <NoticeLine notice={notice}>
        {before && (
          <>
            {' '}
            <button type="button" class="button slim" onClick={() => void undo(before)}>
              {names.undo}
            </button>
          </>
        )}
      </NoticeLine>
    </>
  );
}

interface PartProps {
  readonly desk: Desk;
  readonly change: (patch: Partial<Desk>) => void;
}

function Organisation({ desk, change }: PartProps): JSX.Element {
  const names = words.organisation;
  return (
    <fieldset>
      <legend>{names.title}</legend>
      <SlotField
        desk={desk}
        change={change}
        slot="organisation"
        label={names.name}
        help={names.nameHelp}
        value={desk.organisation}
        onChange={(organisation) => change({ organisation })}
      />
      <Choice
        label={names.seat}
        help={names.seatHelp}
        value={desk.seat}
        options={[
          { value: '', name: names.noSeat },
          ...countries.map(({ code, name }) => ({ value: code, name })),
        ]}
        onChange={(seat) => change({ seat })}
      />
      <CountriesField value={desk.audience} onChange={(audience) => change({ audience })} />
    </fieldset>
  );
}

function IncidentPart({ desk, change }: PartProps): JSX.Element {
  const names = words.incident;
  const { incident } = desk;
  const set = (patch: Partial<Incident>): void => change({ incident: { ...incident, ...patch } });
  return (
    <fieldset>
      <legend>{names.title}</legend>
      <Tick
        label={names.active}
        help={names.activeHelp}
        checked={desk.incidentActive}
        onChange={(incidentActive) => change({ incidentActive })}
      />
      {desk.incidentActive && (
        <>
          <TextField
            label={names.name}
            help={names.nameHelp}
            value={incident.title}
            onChange={(title) => set({ title })}
          />
          <Choice
            label={names.about}
            help={names.aboutHelp}
            value={incident.about}
            options={Object.entries(names.abouts).map(([value, name]) => ({ value, name }))}
            onChange={(about) => set({ about })}
          />
          <Choice
            label={names.phase}
            value={incident.phase}
            options={Object.entries(names.phases).map(([value, name]) => ({ value, name }))}
            onChange={(phase) => set({ phase: phase as Phase })}
          />
          <SlotField
            desk={desk}
            change={change}
            slot="known"
            label={names.known}
            help={names.knownHelp}
            value={incident.known}
            onChange={(known) => set({ known })}
          />
          <SlotField
            desk={desk}
            change={change}
            slot="unknown"
            label={names.unknown}
            value={incident.unknown}
            onChange={(unknown) => set({ unknown })}
          />
          <SlotField
            desk={desk}
            change={change}
            slot="action"
            label={names.action}
            value={incident.action}
            onChange={(action) => set({ action })}
          />
          <MomentField
            label={names.nextUpdate}
            help={names.nextUpdateHelp}
            value={incident.nextUpdate}
            onChange={(nextUpdate) => set({ nextUpdate })}
          />
        </>
      )}
    </fieldset>
  );
}

function Contact({ desk, change }: PartProps): JSX.Element {
  const names = words.contact;
  const { answerWithin } = desk;
  return (
    <fieldset>
      <legend>{names.title}</legend>
      <SlotField
        desk={desk}
        change={change}
        slot="channel"
        label={names.channel}
        help={names.channelHelp}
        value={desk.channel}
        onChange={(channel) => change({ channel })}
      />
      <AmountField
        label={names.answerWithin}
        help={names.answerWithinHelp}
        amount={answerWithin.amount}
        unit={answerWithin.unit}
        unitLabel={names.unit}
        units={Object.entries(names.units).map(([value, name]) => ({ value, name }))}
        onChange={(amount, unit) => change({ answerWithin: { amount, unit: unit as TimeUnit } })}
      />
      <SlotField
        desk={desk}
        change={change}
        slot="response_time"
        label={names.responseTime}
        help={names.responseTimeHelp}
        value={desk.responseTime}
        onChange={(responseTime) => change({ responseTime })}
      />
      <SlotField
        desk={desk}
        change={change}
        slot="booking_link"
        address
        label={names.booking}
        value={desk.bookingLink}
        onChange={(bookingLink) => change({ bookingLink })}
      />
      <SlotField
        desk={desk}
        change={change}
        slot="complaints_link"
        address
        label={names.complaints}
        value={desk.complaintsLink}
        onChange={(complaintsLink) => change({ complaintsLink })}
      />
      <SlotField
        desk={desk}
        change={change}
        slot="status_link"
        address
        label={names.status}
        value={desk.statusLink}
        onChange={(statusLink) => change({ statusLink })}
      />
    </fieldset>
  );
}

function Replies({ desk, change }: PartProps): JSX.Element {
  const names = words.replies;
  const answered = answeredLanguages(desk);
  return (
    <fieldset>
      <legend>{names.title}</legend>
      <fieldset class="ticks">
        <legend>{names.languages}</legend>
        {replyLanguages.map((code) => (
          <Tick
            key={code}
            label={languageName(code)}
            checked={desk.languages.includes(code)}
            onChange={(on) => change({ languages: withCode(desk.languages, code, on) })}
          />
        ))}
        <p class="small quiet">{names.languagesHelp}</p>
      </fieldset>
      <Choice
        label={names.first}
        value={answered[0] ?? 'en'}
        options={languageOptions(answered)}
        onChange={(first) =>
          change({ languages: [first, ...answered.filter((code) => code !== first)] })
        }
      />
      <SlotField
        desk={desk}
        change={change}
        slot="sign_off"
        label={names.signOff}
        help={names.signOffHelp}
        value={desk.signOff}
        onChange={(signOff) => change({ signOff })}
      />
    </fieldset>
  );
}

function withCode(codes: readonly string[], code: string, on: boolean): string[] {
  const others = codes.filter((each) => each !== code);
  return on ? [...others, code] : others;
}

function Working({ desk, change }: PartProps): JSX.Element {
  const names = words.working;
  return (
    <fieldset>
      <legend>{names.title}</legend>
      <Choice
        label={names.guard}
        value={desk.guard}
        options={Object.entries(names.guards).map(([value, name]) => ({ value, name }))}
        onChange={(guard) => change({ guard: guard as Guard })}
      />
      <TextField
        short
        label={names.trigger}
        help={names.triggerHelp}
        value={desk.paletteTrigger}
        onChange={(paletteTrigger) => change({ paletteTrigger })}
      />
    </fieldset>
  );
}

/** Known slots by label; others that a pack of the organisation brought in, by name. */
function Slots({ desk, change }: PartProps): JSX.Element {
  const known = new Set(slotNames.map(([name]) => name));
  const others = Object.keys(desk.slots).filter((name) => !known.has(name));
  const set = (name: string, value: string): void => {
    const { [name]: _, ...rest } = desk.slots;
    change({ slots: value === '' ? rest : { ...rest, [name]: value } });
  };
  return (
    <fieldset>
      <legend>{words.slots.title}</legend>
      <p class="small quiet">{words.slots.help}</p>
      {[...slotNames, ...others.map((name) => [name, words.slots.value(name)] as const)].map(
        ([name, label]) => (
          <SlotField
            key={name}
            desk={desk}
            change={change}
            slot={name}
            label={label}
            value={desk.slots[name] ?? ''}
            onChange={(value) => set(name, value)}
          />
        ),
      )}
    </fieldset>
  );
}
