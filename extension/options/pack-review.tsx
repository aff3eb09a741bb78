import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PackView } from '../generated/PackView';
import type { Review } from '../generated/Review';
import { pageWords } from '../ui/page-words';
import { words as overlayWords } from '../ui/words';
import { today } from './download';
import { DayField, TextField } from './fields';

const words = pageWords.packs;

interface StandingProps {
  readonly pack: PackView;
  readonly onReview: () => void;
  readonly onTakeBack: () => void;
}

/** Whether counsel has reviewed a pack, and what can be done about it. */
export function Standing({ pack, onReview, onTakeBack }: StandingProps): JSX.Element | null {
  if (pack.status === '') {
    return null;
  }
  const { name, status, review, sort } = pack;
  return (
    <>
      <span class={`badge ${status === 'reviewed' ? 'good' : ''}`}>
        {words.statuses[status] ?? status}
      </span>
      {review && <p class="small quiet">{overlayWords.checker.standing(status, review)}</p>}
      {sort === 'rules' && status === 'draft' && (
        <Step label={words.reviewOf(name)} text={words.review} onPress={onReview} />
      )}
      {review && <Step label={words.takeBackOf(name)} text={words.takeBack} onPress={onTakeBack} />}
    </>
  );
}

interface StepProps {
  /** Names the pack too. */
  readonly label: string;
  readonly text: string;
  readonly onPress: () => void;
}

/** A button on a line of its own. */
function Step({ label, text, onPress }: StepProps): JSX.Element {
  return (
    <p>
      <button type="button" class="button slim" aria-label={label} onClick={onPress}>
        {text}
      </button>
    </p>
  );
}

interface ReviewFormProps {
  readonly pack: PackView;
  readonly onKeep: (review: Review) => void;
  readonly onCancel: () => void;
}

/** Who has reviewed a pack, and when. */
export function ReviewForm({ pack, onKeep, onCancel }: ReviewFormProps): JSX.Element {
  const [reviewer, setReviewer] = useState('');
  const [date, setDate] = useState(today);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <form
      ref={form}
      class="stack"
      aria-label={words.reviewTitle(pack.name)}
      onSubmit={(event) => {
        event.preventDefault();
        onKeep({ pack: pack.name, fingerprint: pack.fingerprint, reviewer, date });
      }}
    >
      <p class="small quiet">{words.reviewHelp}</p>
      <TextField label={words.reviewer} value={reviewer} onChange={setReviewer} />
      <DayField label={words.reviewedOn} value={date} onChange={setDate} />
      <p class="row">
        <button type="submit" class="button main">
          {words.keep}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {words.cancel}
        </button>
      </p>
    </form>
  );
}
