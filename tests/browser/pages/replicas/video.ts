/** Replicas of the video sites; YouTube Studio keeps parts in shadow roots. */
import { draft } from '../editors/draft';
import { contenteditable, textarea } from '../editors/plain';
import { answersTo, type Sample, tops } from './sample';
import { asBreaks, element, escaped, onClick, type Stage } from './stage';

const lc = (sample: Sample): string =>
  sample.parent === undefined ? `UgA${sample.n}` : `UgA${sample.parent}.9x${sample.n}`;

export function youtube(stage: Stage): void {
  const comment = (
    sample: Sample,
  ): string => `<ytd-comment-view-model style="display: block" data-c="${lc(sample)}"><div id="body"><div id="main"><div id="header"><h3><a id="author-text" href="/@${sample.handle}"><span> ${sample.author} </span></a></h3><span id="published-time-text"><a href="/watch?v=V&amp;lc=${lc(sample)}">${sample.ago}</a></span></div><div id="expander"><div id="content"><yt-attributed-string id="content-text"><span style="white-space: pre-wrap">${escaped(sample.text)}</span></yt-attributed-string></div></div>
<ytd-comment-engagement-bar id="action-buttons"><div id="toolbar"><div id="reply-button-end"><button aria-label="Reply">Reply</button></div></div><div id="reply-dialog"></div></ytd-comment-engagement-bar></div></div></ytd-comment-view-model>`;
  stage.root.innerHTML = `<ytd-comments>${tops.map((top) => `<ytd-comment-thread-renderer style="display: block">${comment(top)}<div id="replies">${answersTo(top.n).map(comment).join('')}</div></ytd-comment-thread-renderer>`).join('')}</ytd-comments>`;
  stage.expect((sample) => ({ id: lc(sample), postedAt: sample.ago }));
  onClick(stage.root, '#reply-button-end button', (button) => {
    const holder = button.closest<HTMLElement>('[data-c]');
    const place = holder?.querySelector<HTMLElement>('#reply-dialog');
    if (!holder || !place) return;
    place.innerHTML =
      '<ytd-comment-reply-dialog-renderer><ytd-commentbox><div class="field"></div><div id="submit-button"><button aria-label="Reply">Reply</button></div></ytd-commentbox></ytd-comment-reply-dialog-renderer>';
    const field = place.querySelector<HTMLElement>('.field');
    const submit = place.querySelector<HTMLElement>('#submit-button button');
    if (!field || !submit) return;
    stage.open(field, contenteditable, {
      answers: holder.dataset.c ?? '',
      label: 'Add a reply...',
      submit,
      close: () => place.replaceChildren(),
    });
    const box = field.querySelector('[contenteditable]');
    if (box) box.id = 'contenteditable-root';
  });
}

/** Each comment is in the open shadow root of its thread; the box is in a closed one. */
export function youtubeStudio(stage: Stage): void {
  const comment = (sample: Sample): string =>
    `<ytcp-comment style="display: block" data-c="${lc(sample)}"><div id="body"><div id="metadata"><a id="name" href="/channel/${sample.handle}">${sample.author}</a><a href="/watch?v=V&amp;lc=${lc(sample)}"><span class="published-time-text">${sample.ago}</span></a></div><div id="content"><span id="content-text" style="white-space: pre-wrap">${escaped(sample.text)}</span></div><ytcp-button id="reply-button"><button>Reply</button></ytcp-button><div class="place"></div></div></ytcp-comment>`;
  for (const top of tops) {
    const thread = element('<ytcp-comment-thread style="display: block"></ytcp-comment-thread>');
    const shadow = thread.attachShadow({ mode: 'open' });
    shadow.innerHTML = [top, ...answersTo(top.n)].map(comment).join('');
    stage.root.append(thread);
    onClick(shadow, '#reply-button button', (button) => {
      const holder = button.closest<HTMLElement>('[data-c]');
      const place = holder?.querySelector<HTMLElement>('.place');
      if (!holder || !place) return;
      place.innerHTML = '<ytcp-commentbox></ytcp-commentbox>';
      const inner = place.firstElementChild?.attachShadow({ mode: 'closed' });
      if (inner === undefined) return;
      inner.innerHTML =
        '<tp-yt-iron-autogrow-textarea><div class="field"></div></tp-yt-iron-autogrow-textarea><ytcp-button id="submit-button"><button>Reply</button></ytcp-button>';
      const field = inner.querySelector<HTMLElement>('.field');
      const submit = inner.querySelector<HTMLElement>('#submit-button button');
      if (!field || !submit) return;
      // There are two kinds of boxes.
      const plain = (holder.dataset.c ?? '').includes('.');
      stage.open(field, plain ? contenteditable : textarea, {
        answers: holder.dataset.c ?? '',
        submit,
        close: () => place.replaceChildren(),
      });
      const box = field.firstElementChild;
      if (box) box.id = plain ? 'contenteditable-root' : 'textarea';
    });
  }
  stage.expect((sample) => ({ id: lc(sample), postedAt: sample.ago }));
}

export function tiktok(stage: Stage): void {
  const id = (sample: Sample): string => `7410${sample.n}`;
  const item = (sample: Sample): string => {
    const level = sample.parent === undefined ? 1 : 2;
    const kind = level === 1 ? 'Comment' : 'Reply';
    return `<div class="css-1-Div${kind}ItemContainer e1"><div id="${id(sample)}" class="css-2-Div${kind}ContentContainer e2"><a href="/@${sample.handle}"><span data-e2e="comment-username-${level}">${sample.author}</span></a><p data-e2e="comment-level-${level}"><span dir="">${asBreaks(sample.text)}</span></p><p><span data-e2e="comment-time-${level}">${sample.ago}</span><span data-e2e="comment-reply-${level}" role="button" tabindex="0" data-c="${id(sample)}" data-who="${sample.author}">Reply</span></p></div><div class="place"></div></div>`;
  };
  stage.root.innerHTML = `<div class="css-0-DivCommentListContainer">${tops.map((top) => `<div class="css-9-DivCommentObjectWrapper">${item(top)}${answersTo(top.n).map(item).join('')}</div>`).join('')}</div>`;
  stage.expect((sample) => ({ id: id(sample), postedAt: sample.ago }));
  onClick(stage.root, '[data-e2e^=comment-reply]', (button) => {
    const place = button.closest('[class*=ItemContainer]')?.querySelector<HTMLElement>('.place');
    if (!place) return;
    for (const other of stage.root.querySelectorAll('.place')) other.replaceChildren();
    place.innerHTML =
      '<div class="css-3-DivCommentInputContainer"><div data-e2e="comment-input"><div class="field"></div></div><div data-e2e="comment-post" role="button" tabindex="0">Post</div></div>';
    const field = place.querySelector<HTMLElement>('.field');
    const submit = place.querySelector<HTMLElement>('[data-e2e=comment-post]');
    if (field && submit)
      stage.open(field, draft, {
        answers: button.dataset.c ?? '',
        label: `Reply to ${button.dataset.who}`,
        submit,
        close: () => place.replaceChildren(),
      });
  });
}
