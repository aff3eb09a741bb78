import type { Mount, Mounted } from './mounted';

/** What tests read in the page's own world. */
export interface EditorPage {
  model(): string;
  ready: boolean;
}

declare global {
  interface Window {
    editorPage?: EditorPage;
  }
}

export async function show(kinds: Readonly<Record<string, Mount>>): Promise<void> {
  const mount = kinds[location.search.slice(1)];
  const place = document.querySelector<HTMLElement>('.place');
  const post = document.querySelector<HTMLButtonElement>('.post');
  if (mount === undefined || place === null || post === null) throw new Error('no such editor');
  const mounted: Mounted = await mount(place);
  mounted.onChange(() => {
    post.disabled = mounted.text().trim() === '';
  });
  window.editorPage = { model: () => mounted.text(), ready: true };
}

export const editorMarkup = (
  bundle: string,
): string => `<!doctype html><meta charset="utf-8"><title>Editor</title>
<div class="comment" data-id="c1"><b class="author">Maria</b> <p class="text">How long is the wait on Mondays?</p>
<div class="composer"><div class="place"></div><button class="post" disabled>Post</button></div></div>
<script src="${bundle}"></script>`;
