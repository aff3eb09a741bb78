import { Fragment, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PackView } from '../generated/PackView';
import type { Review } from '../generated/Review';
import { type Answer, ask } from '../ui/ask';
import { fits } from '../ui/filter';
import { useLoaded } from '../ui/load';
import { type Notice, NoticeLine, noticeOf } from '../ui/notice';
import { pageWords } from '../ui/page-words';
import { download } from './download';
import { SearchField } from './fields';
import { FileButton } from './file-button';
import { ReviewForm, Standing } from './pack-review';

const words = pageWords.packs;
const largestPack = 2 * 1024 * 1024;

/** What Bedside knows, with the status of each pack; the organisation's own come and go here. */
export function PacksPage(): JSX.Element {
  const [answer, reload] = useLoaded(() => ask<'get-status'>({ kind: 'get-status' }));
  const [query, setQuery] = useState('');
  const [notice, setNotice] = useState<Notice | null>(null);
  const packs = answer?.kind === 'status-is' ? answer.status.packs : null;
  const shown = (packs ?? [])
    .filter(({ name, sort, status }) => fits(`${name} ${sort} ${status}`, query))
    .sort((a, b) => concern(a) - concern(b));

  function tell(result: Answer<'import-pack'>, done: string): void {
    setNotice(noticeOf(result, done));
    reload();
  }

  async function importFile(chosen: File): Promise<void> {
    if (chosen.size > largestPack) {
      setNotice({ text: words.tooLarge, good: false });
      return;
    }
    const request = { kind: 'import-pack', name: chosen.name, text: await chosen.text() } as const;
    tell(await ask<'import-pack'>(request), words.imported(chosen.name));
  }

  async function remove({ name }: PackView): Promise<void> {
    tell(await ask<'remove-pack'>({ kind: 'remove-pack', name }), words.removed(name));
  }

  async function save({ name }: PackView): Promise<void> {
    const given = await ask<'get-pack'>({ kind: 'get-pack', name });
    setNotice(noticeOf(given, null));
    if (given.kind === 'pack-is') {
      download(name.replaceAll('/', '-'), 'application/toml', given.text);
    }
  }

  async function review(given: Review): Promise<boolean> {
    const result = await ask<'review-pack'>({ kind: 'review-pack', review: given });
    tell(result, words.reviewed(given.pack));
    return result.kind === 'status-is';
  }

  async function takeBack({ name }: PackView): Promise<void> {
    tell(
      await ask<'take-back-review'>({ kind: 'take-back-review', pack: name }),
      words.takenBack(name),
    );
  }

  const actions: PackActions = {
    remove: (pack) => void remove(pack),
    save: (pack) => void save(pack),
    review,
    takeBack: (pack) => void takeBack(pack),
  };

  return (
    <>
      <h1>{words.title}</h1>
      <p class="quiet">{words.lead}</p>
      <div class="row">
        <SearchField label={words.search} value={query} onChange={setQuery} />
        <FileButton
          label={words.import}
          accept=".toml"
          describedBy="import-help"
          onFile={(chosen) => void importFile(chosen)}
        />
      </div>
      <p id="import-help" class="small quiet">
        {words.importHelp}
      </p>
      <NoticeLine notice={notice} />
      {packs !== null && <p class="small quiet">{words.count(shown.length, packs.length)}</p>}
      {shown.length > 0 && <PackTable packs={shown} on={actions} />}
      {packs !== null && shown.length === 0 && <p class="quiet">{words.none}</p>}
      {answer?.kind === 'failed' && (
        <p class="note block" role="alert">
          {answer.message} {answer.remedy}
        </p>
      )}
    </>
  );
}

/** The organisation's own first, then those that counsel has still to review. */
function concern({ imported, status }: PackView): number {
  return imported ? 0 : status === 'draft' ? 1 : 2;
}

/** What ships for sites was written from notes on their markup; nobody has tried it there. */
function lastChecked({ sort, imported, verifiedOn }: PackView): string {
  return sort === 'adapters' && !imported ? words.againstNotes(verifiedOn) : verifiedOn;
}

interface PackTableProps {
  readonly packs: readonly PackView[];
  readonly on: PackActions;
}

/** What can be done with a pack. */
interface PackActions {
  readonly remove: (pack: PackView) => void;
  readonly save: (pack: PackView) => void;
  /** True where the review was kept. */
  readonly review: (review: Review) => Promise<boolean>;
  readonly takeBack: (pack: PackView) => void;
}

function PackTable({ packs, on }: PackTableProps): JSX.Element {
  /** The pack whose review is being entered. */
  const [reviewing, setReviewing] = useState<string | null>(null);

  async function keep(review: Review): Promise<void> {
    if (await on.review(review)) {
      setReviewing(null);
    }
  }

  return (
    <div class="wide" role="region" aria-label={words.title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.sort}</th>
            <th scope="col">{words.status}</th>
            <th scope="col">{words.checked}</th>
          </tr>
        </thead>
        <tbody>
          {packs.map((pack) => (
            <Fragment key={`${pack.name} ${pack.imported}`}>
              <tr>
                <th scope="row">
                  {pack.name} {pack.imported && <span class="badge good">{words.yours}</span>}
                  <p class="row">
                    {pack.readable && (
                      <button
                        type="button"
                        class="button slim"
                        aria-label={words.exportOf(pack.name)}
                        onClick={() => on.save(pack)}
                      >
                        {words.export}
                      </button>
                    )}
                    {pack.imported && (
                      <button type="button" class="button slim" onClick={() => on.remove(pack)}>
                        {words.remove(pack.name)}
                      </button>
                    )}
                  </p>
                </th>
                <td>{pack.sort}</td>
                <td>
                  <Standing
                    pack={pack}
                    onReview={() => setReviewing(pack.name)}
                    onTakeBack={() => on.takeBack(pack)}
                  />
                </td>
                <td>{lastChecked(pack)}</td>
              </tr>
              {reviewing === pack.name && (
                <tr>
                  <td colSpan={4}>
                    <ReviewForm
                      pack={pack}
                      onKeep={(review) => void keep(review)}
                      onCancel={() => setReviewing(null)}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
