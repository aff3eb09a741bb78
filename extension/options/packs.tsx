import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PackView } from '../generated/PackView';
import { type Answer, ask } from '../ui/ask';
import { fits } from '../ui/filter';
import { useLoaded } from '../ui/load';
import { type Notice, NoticeLine, noticeOf } from '../ui/notice';
import { pageWords } from '../ui/page-words';
import { SearchField } from './fields';
import { FileButton } from './file-button';

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
      {shown.length > 0 && <PackTable packs={shown} onRemove={(pack) => void remove(pack)} />}
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
  readonly onRemove: (pack: PackView) => void;
}

function PackTable({ packs, onRemove }: PackTableProps): JSX.Element {
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
            <tr key={pack.name}>
              <th scope="row">
                {pack.name}{' '}
                {pack.imported && (
                  <>
                    <span class="badge good">{words.yours}</span>{' '}
                    <button
                      type="button"
                      class="button slim"
                      aria-label={words.remove(pack.name)}
                      onClick={() => onRemove(pack)}
                    >
                      {words.remove(pack.name)}
                    </button>
                  </>
                )}
              </th>
              <td>{pack.sort}</td>
              <td>
                {pack.status !== '' && (
                  <span class={`badge ${pack.status === 'reviewed' ? 'good' : ''}`}>
                    {words.statuses[pack.status] ?? pack.status}
                  </span>
                )}
              </td>
              <td>{lastChecked(pack)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
