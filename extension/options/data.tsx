import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../ui/ask';
import { useLoaded } from '../ui/load';
import { type Notice, NoticeLine, noticeOf } from '../ui/notice';
import { pageWords } from '../ui/page-words';

const words = pageWords.data;

/** What is kept on this computer, and the way to forget. */
export function DataPage(): JSX.Element {
  const [answer] = useLoaded(() => ask<'get-status'>({ kind: 'get-status' }));
  const [notice, setNotice] = useState<Notice | null>(null);

  async function forget(): Promise<void> {
    const result = await ask<'forget-learning'>({ kind: 'forget-learning' });
    setNotice(noticeOf(result, words.forgotten));
  }

  return (
    <>
      <h1>{words.title}</h1>
      <p class="quiet">{words.lead}</p>
      <p>
        <button
          type="button"
          class="button"
          aria-describedby="forget-help"
          onClick={() => void forget()}
        >
          {words.forget}
        </button>
      </p>
      <p id="forget-help" class="small quiet">
        {words.forgetHelp}
      </p>
      <NoticeLine notice={notice} />
      {answer?.kind === 'status-is' && (
        <p class="small quiet">{words.version(answer.status.version)}</p>
      )}
    </>
  );
}
