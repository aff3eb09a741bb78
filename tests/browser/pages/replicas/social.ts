/** Replicas of the large social sites: own words and markup, by the contracts of the adapters. */
import { draft } from '../editors/draft';
import { lexicalRich } from '../editors/lexical';
import { reactTextarea } from '../editors/plain';
import { tiptap } from '../editors/prosemirror';
import { quill1 } from '../editors/quill';
import { answersTo, type Sample, samples, tops } from './sample';
import { asBreaks, element, escaped, onClick, type Stage } from './stage';

export function facebook(stage: Stage): void {
  const id = (sample: Sample): string => `9001${sample.n}`;
  const link = (sample: Sample): string => {
    const top = sample.parent === undefined ? sample : (samples[sample.parent - 1] ?? sample);
    return `/clinic/posts/7?comment_id=${id(top)}${sample.parent === undefined ? '' : `&reply_comment_id=${id(sample)}`}`;
  };
  const article = (
    sample: Sample,
  ): string => `<div role="article" aria-label="${sample.parent === undefined ? 'Comment' : 'Reply'} by ${sample.author} ${sample.ago} ago" tabindex="-1" data-c="${id(sample)}" data-who="${sample.author}">
<a aria-hidden="true" tabindex="-1" href="/${sample.handle}?comment_id=x${sample.n}"><svg role="none" width="32" height="32"></svg></a>
<div><div><span><a href="/${sample.handle}?comment_id=x${sample.n}" role="link" tabindex="0"><span><span dir="auto">${sample.author}</span></span></a></span>
<div><span dir="auto" lang="en"><div><div dir="auto" style="text-align:start">${asBreaks(sample.text)}</div></div></span></div></div>
<ul><li><span><a href="${escaped(link(sample))}" role="link" tabindex="0">${sample.ago}</a></span></li><li><div role="button" tabindex="0">Like</div></li><li><div role="button" tabindex="0">Reply</div></li></ul></div></div>`;
  stage.root.innerHTML = `<div role="article"><h3>Riverside Clinic</h3><div dir="auto">Opening hours have changed.</div></div>
${tops.map((top) => `<div class="thread">${article(top)}${answersTo(top.n).map(article).join('')}<div class="place"></div></div>`).join('')}
<div class="own"><div class="field"></div></div>`;
  stage.expect((sample) => ({ id: id(sample), postedAt: sample.ago }));
  onClick(stage.root, '[role=button]', (button) => {
    if (button.textContent !== 'Reply') return;
    const comment = button.closest<HTMLElement>('[role=article]');
    const place = button.closest('.thread')?.querySelector<HTMLElement>('.place');
    if (!comment || !place) return;
    place.replaceChildren();
    const form = element(
      '<form role="presentation"><div class="field"></div><div aria-label="Comment" role="button" tabindex="0"></div></form>',
    );
    place.append(form);
    const field = form.querySelector<HTMLElement>('.field');
    const submit = form.querySelector<HTMLElement>('[role=button]');
    if (!field || !submit) return;
    stage.open(field, lexicalRich, {
      answers: comment.dataset.c ?? '',
      label: `Reply to ${comment.dataset.who}`,
      submit,
      close: () => place.replaceChildren(),
    });
  });
  const field = stage.root.querySelector<HTMLElement>('.own .field');
  if (field) lexicalRich(field, { label: 'Write a public comment…' });
}

export function instagram(stage: Stage): void {
  const id = (sample: Sample): string => `1790${sample.n}`;
  const link = (sample: Sample): string =>
    sample.parent === undefined
      ? `/p/CODE/c/${id(sample)}/`
      : `/p/CODE/c/1790${sample.parent}/r/${id(sample)}/`;
  const item = (sample: Sample): string =>
    `<li><div><h3><div><span><a href="/${sample.handle}/" role="link">${sample.handle}</a></span></div></h3><div><span dir="auto" style="white-space: pre-line">${escaped(sample.text)}</span></div><div><a href="${link(sample)}"><time datetime="${sample.time}">${sample.ago}</time></a><button>1 like</button><button data-who="${sample.handle}" data-c="${id(sample)}"><span>Antworten</span></button></div></div></li>`;
  stage.root.innerHTML = `<article role="presentation"><div><ul><li><h2><a href="/clinic/">clinic</a></h2><div><span dir="auto">New opening hours.</span></div></li>${samples.map((sample) => `<div>${item(sample)}</div>`).join('')}</ul></div>
<section><form><div class="field"></div><div role="button" class="send">Posten</div></form></section></article>`;
  stage.expect((sample) => ({ id: id(sample), author: sample.handle }));
  onClick(stage.root, 'button[data-c]', (button) => {
    const field = stage.root.querySelector<HTMLElement>('.field');
    const submit = stage.root.querySelector<HTMLElement>('.send');
    if (!field || !submit) return;
    const place = element('<div></div>');
    field.replaceChildren(place);
    stage.open(place, reactTextarea, {
      answers: button.dataset.c ?? '',
      text: `@${button.dataset.who} `,
      label: 'Kommentar hinzufügen …',
      submit,
      close: () => field.replaceChildren(),
    });
  });
}

/** A box stands below the post that the address names, and on top of `/home` one for a post of one's own. */
export function x(stage: Stage): void {
  const id = (sample: Sample): string => `1850${sample.n}`;
  const tweet = (
    sample: Sample,
  ): string => `<article data-testid="tweet" tabindex="0"><div data-testid="UserAvatar-Container-${sample.handle}"></div><div data-testid="User-Name"><div><a href="/${sample.handle}" role="link"><span>${sample.author}</span></a></div><div><a href="/${sample.handle}" tabindex="-1"><span>@${sample.handle}</span></a><a href="/${sample.handle}/status/${id(sample)}" dir="ltr"><time datetime="${sample.time}">${sample.ago}</time></a></div></div>
<div data-testid="tweetText" lang="en" dir="auto" style="white-space: pre-wrap"><span>${escaped(sample.text)}</span></div><div role="group"><button data-testid="reply" data-c="${id(sample)}" aria-label="3 Replies. Reply"></button><button data-testid="like"></button></div></article>`;
  const about = /\/status\/(\d+)/u.exec(location.pathname)?.[1];
  const inline = (place: string): string =>
    `<div class="${place}"><div><div data-testid="tweetTextarea_0_label"><div data-testid="tweetTextarea_0RichTextInputContainer"><div class="field"></div></div></div></div><div><div data-testid="toolBar"></div><button data-testid="tweetButtonInline">Reply</button></div></div>`;
  const cell = (sample: Sample): string =>
    `<div data-testid="cellInnerDiv">${tweet(sample)}</div>${id(sample) === about ? `<div data-testid="cellInnerDiv"><div data-testid="inline_reply_offscreen">${inline('answering')}</div></div>` : ''}`;
  stage.root.innerHTML = `<div data-testid="primaryColumn">${location.pathname === '/home' ? inline('posting') : ''}${samples.map(cell).join('')}</div><div id="layers"></div>`;
  const field = stage.root.querySelector<HTMLElement>('.field');
  const submit = stage.root.querySelector<HTMLElement>('[data-testid=tweetButtonInline]');
  if (field && submit) {
    stage.open(field, draft, {
      answers: about ?? '',
      label: 'Post text',
      submit,
      close: () => undefined,
    });
    const box = field.querySelector<HTMLElement>('.public-DraftEditor-content');
    if (box) box.dataset.testid = 'tweetTextarea_0';
  }
  stage.expect((sample) => ({ id: id(sample), parentKey: null }));
  onClick(stage.root, '[data-testid=reply]', (button) => {
    const layers = stage.root.querySelector('#layers');
    const sample = samples.find((one) => id(one) === button.dataset.c);
    if (layers === null || sample === undefined) return;
    const dialog = element(
      `<div role="dialog" aria-modal="true">${tweet(sample)}<div class="field" data-testid="tweetTextarea_0_label"><div data-testid="tweetTextarea_0"></div></div><button data-testid="tweetButton">Reply</button></div>`,
    );
    layers.replaceChildren(dialog);
    const field = dialog.querySelector<HTMLElement>('[data-testid=tweetTextarea_0]');
    const submit = dialog.querySelector<HTMLElement>('[data-testid=tweetButton]');
    if (field && submit)
      stage.open(field, draft, {
        answers: id(sample),
        label: 'Post text',
        submit,
        close: () => dialog.remove(),
      });
  });
}

export function threads(stage: Stage): void {
  const id = (sample: Sample): string => `DCode-${sample.n}`;
  const post = (sample: Sample): string =>
    `<div data-pressable-container="true"><div><a href="/@${sample.handle}" role="link"><span dir="auto">${sample.author}</span></a><a href="/@${sample.handle}/post/${id(sample)}"><time datetime="${sample.time}"><abbr>${sample.ago}</abbr></time></a></div><div><span dir="auto"><span>${asBreaks(sample.text)}</span></span></div><div><div role="button" tabindex="0" aria-label="Like"></div><div role="button" tabindex="0" data-c="${id(sample)}"><svg aria-label="Reply" role="img"></svg><span>2</span></div></div></div>`;
  stage.root.innerHTML = `<div data-pagelet="threads_post_page_1">${samples.map(post).join('')}</div><div class="layers"></div>`;
  stage.expect((sample) => ({ id: id(sample), parentKey: null }));
  onClick(stage.root, '[data-c]', (button) => {
    const layers = stage.root.querySelector('.layers');
    const sample = samples.find((one) => id(one) === button.dataset.c);
    if (layers === null || sample === undefined) return;
    const dialog = element(
      `<div role="dialog">${post(sample)}<div class="field"></div><div role="button" class="send">Post</div></div>`,
    );
    layers.replaceChildren(dialog);
    const field = dialog.querySelector<HTMLElement>('.field');
    const submit = dialog.querySelector<HTMLElement>('.send');
    if (field && submit)
      stage.open(field, lexicalRich, {
        answers: id(sample),
        label: `Reply to ${sample.handle}…`,
        submit,
        close: () => dialog.remove(),
      });
  });
}

/** One comment's name stands on several elements, one inside the other. `&de`: in German. */
export function linkedin(stage: Stage): void {
  const german = location.search.includes('&de');
  if (german) document.documentElement.lang = 'de';
  const units: Readonly<Record<string, string>> = { '2d': '2 Tage', '1d': '1 Tag', '5h': '5 Std.' };
  const ago = (sample: Sample): string => (german ? (units[sample.ago] ?? sample.ago) : sample.ago);
  const id = (sample: Sample): string => `7300${sample.n}`;
  const urn = (sample: Sample): string => `urn:li:comment:(urn:li:activity:7001,${id(sample)})`;
  const comment = (sample: Sample): string =>
    `<div componentkey="replaceableComment_${urn(sample)}" data-c="${id(sample)}"><div><div componentkey="replaceableComment_${urn(sample)}"><div componentkey="replaceableComment_${urn(sample)}" id="replaceableComment_${urn(sample)}"><div><a href="https://www.linkedin.example/in/${sample.handle}/"><div><p>${sample.author}</p></div></a><span>• 1st</span><span>${ago(sample)}</span></div><div data-testid="expandable-text-box">${asBreaks(sample.text)}</div><div><button aria-label="Like">Like</button><button aria-label="Reply">Reply</button></div></div></div></div></div><div class="after"></div>`;
  stage.root.innerHTML = `<main style="height: 700px; overflow: auto"><div componentkey="feed">${samples.map(comment).join('')}</div></main>`;
  stage.expect((sample) => ({ id: id(sample), postedAt: ago(sample), parentKey: null }));
  onClick(stage.root, 'button[aria-label=Reply]', (button) => {
    const holder = button.closest<HTMLElement>('[data-c]');
    const place = holder?.nextElementSibling as HTMLElement | null;
    const sample = samples.find((one) => id(one) === holder?.dataset.c);
    if (!place || !sample) return;
    for (const other of stage.root.querySelectorAll('.after')) other.replaceChildren();
    place.innerHTML = `<div componentkey="commentBox-${urn(sample)}"><div data-testid="ui-core-tiptap-text-editor-wrapper" class="field"></div><button class="send">Reply</button></div>`;
    const field = place.querySelector<HTMLElement>('.field');
    const submit = place.querySelector<HTMLElement>('.send');
    if (field && submit)
      stage.open(field, tiptap, {
        answers: id(sample),
        label: 'Text editor for creating comment',
        submit,
        close: () => place.replaceChildren(),
      });
  });
}

export function linkedinClassic(stage: Stage): void {
  const id = (sample: Sample): string => `6900${sample.n}`;
  const comment = (sample: Sample): string =>
    `<article class="comments-comment-entity" data-id="urn:li:comment:(activity:7001,${id(sample)})"><div class="comments-comment-meta__container"><span class="comments-comment-meta__description-title">${sample.author}</span><time class="comments-comment-meta__data">${sample.ago}</time></div><section class="comments-comment-item__main-content"><span dir="ltr">${asBreaks(sample.text)}</span></section><div class="comments-comment-social-bar"><button class="comments-comment-social-bar__reply-action-button">Reply</button></div><div class="comments-replies-list">${answersTo(sample.n).map(comment).join('')}</div><div class="box"></div></article>`;
  stage.root.innerHTML = `<div class="comments-comments-list">${tops.map(comment).join('')}</div>`;
  stage.expect((sample) => ({ id: id(sample), postedAt: sample.ago }));
  onClick(stage.root, '.comments-comment-social-bar__reply-action-button', (button) => {
    const article = button.closest('article');
    const place = article?.querySelector<HTMLElement>(':scope > .box');
    if (!article || !place) return;
    place.innerHTML =
      '<form class="comments-comment-box"><div class="comments-comment-texteditor"><div class="field"></div></div><button type="button" class="comments-comment-box__submit-button--cr">Reply</button></form>';
    const field = place.querySelector<HTMLElement>('.field');
    const submit = place.querySelector<HTMLElement>('button');
    if (field && submit)
      stage.open(field, quill1, {
        answers: /(\d+)\)$/u.exec(article.dataset.id ?? '')?.[1] ?? '',
        submit,
        close: () => place.replaceChildren(),
      });
  });
}
