/** Replicas of comment sections of blogs and of WordPress's own administration. */
import { contenteditable, textarea } from '../editors/plain';
import { answersTo, type Sample, samples, tops } from './sample';
import { asParagraphs, element, onClick, type Stage } from './stage';

export function wordpress(stage: Stage): void {
  const id = (sample: Sample): string => `${100 + sample.n}`;
  const item = (sample: Sample): string =>
    `<li id="comment-${id(sample)}" class="comment even depth-1"><article id="div-comment-${id(sample)}" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">${sample.author}</b> <span class="says">says:</span></div><div class="comment-metadata"><a href="#comment-${id(sample)}"><time datetime="${sample.time}">20 November</time></a></div></footer><div class="comment-content">${asParagraphs(sample.text)}</div><div class="reply"><a rel="nofollow" class="comment-reply-link" href="?p=1&amp;replytocom=${id(sample)}#respond" data-commentid="${id(sample)}">Reply</a></div></article><ol class="children">${answersTo(sample.n).map(item).join('')}</ol></li>`;
  stage.root.innerHTML = `<ol class="comment-list">${tops.map(item).join('')}<li class="pingback" id="comment-199"><p>Pingback: elsewhere</p></li></ol><div id="respond"><form id="commentform"><div class="field"></div><input type="submit" id="submit" value="Post Comment"><input type="hidden" id="comment_parent" name="comment_parent" value="0"></form></div>`;
  stage.expect((sample) => ({ id: id(sample) }));
  const form = stage.root.querySelector('form');
  const hidden = form?.querySelector<HTMLInputElement>('#comment_parent');
  const field = form?.querySelector<HTMLElement>('.field');
  const submit = form?.querySelector<HTMLElement>('#submit');
  const respond = stage.root.querySelector('#respond');
  if (!form || !hidden || !field || !submit || !respond) return;
  const openForm = (): void => {
    field.replaceChildren();
    stage.open(field, textarea, {
      answers: () => hidden.value,
      submit,
      close: () => field.replaceChildren(),
    });
    const box = field.querySelector('textarea');
    if (box) box.id = 'comment';
  };
  openForm();
  onClick(stage.root, '.comment-reply-link', (link) => {
    hidden.value = link.dataset.commentid ?? '0';
    link.closest('li')?.querySelector('article')?.after(respond);
    openForm();
  });
}

export function wordpressAdmin(stage: Stage): void {
  const id = (sample: Sample): string => `${200 + sample.n}`;
  const row = (sample: Sample): string =>
    `<tr id="comment-${id(sample)}" class="comment even thread-even approved"><td class="author column-author"><strong>${sample.author}</strong></td><td class="comment column-comment">${sample.parent ? `<p>In reply to <a href="http://127.0.0.1/?p=1#comment-${200 + sample.parent}">a comment</a>.</p>` : ''}${asParagraphs(sample.text)}<div id="inline-${id(sample)}" class="hidden"><textarea class="comment">hidden copy</textarea></div><div class="row-actions"><span class="reply"> | <button type="button" data-comment-id="${id(sample)}" data-action="replyto" class="vim-r comment-inline button-link">Reply</button></span></div></td><td class="date column-date"><div class="submitted-on"><a href="#">${sample.ago} ago</a></div></td></tr>`;
  stage.root.innerHTML = `<table><tbody id="the-comment-list">${samples.map(row).join('')}</tbody></table>`;
  stage.expect((sample) => ({ id: id(sample), postedAt: `${sample.ago} ago` }));
  onClick(stage.root, 'button[data-action=replyto]', (button) => {
    stage.root.querySelector('#replyrow')?.remove();
    const holder = element(
      '<table><tbody><tr id="replyrow"><td colspan="3"><fieldset><div class="field"></div><p class="submit"><button type="button" class="save button">Reply</button></p><input type="hidden" id="comment_ID" value=""></fieldset></td></tr></tbody></table>',
    ).querySelector('tr');
    const hidden = holder?.querySelector<HTMLInputElement>('#comment_ID');
    const field = holder?.querySelector<HTMLElement>('.field');
    const submit = holder?.querySelector<HTMLElement>('.save');
    if (!holder || !hidden || !field || !submit) return;
    hidden.value = button.dataset.commentId ?? '';
    button.closest('tr')?.after(holder);
    stage.open(field, textarea, {
      answers: () => hidden.value,
      submit,
      close: () => holder.remove(),
    });
    const box = field.querySelector('textarea');
    if (box) box.id = 'replycontent';
  });
}

export function disqus(stage: Stage): void {
  const id = (sample: Sample): string => `${3000 + sample.n}`;
  const post = (sample: Sample): string =>
    `<li class="post" id="post-${id(sample)}"><div class="post-content"><header><span class="post-byline"><span class="author"><a href="/by/${sample.handle}/">${sample.author}</a></span></span><span class="post-meta"><a class="time-ago" href="#comment-${id(sample)}">${sample.ago} ago</a></span></header><div class="post-message" data-role="message"><div>${asParagraphs(sample.text)}</div></div><footer><ul><li><a href="#" data-action="reply">Reply</a></li></ul></footer></div><div class="reply-form" data-role="reply-form"></div><ul class="children">${answersTo(sample.n).map(post).join('')}</ul></li>`;
  stage.root.innerHTML = `<ul id="post-list" class="post-list">${tops.map(post).join('')}</ul>`;
  stage.expect((sample) => ({ id: id(sample), postedAt: `${sample.ago} ago` }));
  onClick(stage.root, '[data-action=reply]', (link) => {
    const holder = link.closest('li.post');
    const place = holder?.querySelector<HTMLElement>(':scope > .reply-form');
    if (!holder || !place) return;
    place.innerHTML =
      '<form><div class="field"></div><button type="submit" class="post-action__button">Post</button></form>';
    const field = place.querySelector<HTMLElement>('.field');
    const submit = place.querySelector<HTMLElement>('button');
    if (!field || !submit) return;
    stage.open(field, contenteditable, {
      answers: holder.id.replace('post-', ''),
      submit,
      close: () => place.replaceChildren(),
    });
    field.querySelector('[contenteditable]')?.setAttribute('data-role', 'editable');
  });
}

export function isso(stage: Stage): void {
  const id = (sample: Sample): string => `${10 + sample.n}`;
  const item = (sample: Sample): string =>
    `<div class="isso-comment" id="isso-${id(sample)}"><div class="isso-text-wrapper"><div class="isso-comment-header"><span class="isso-author">${sample.author}</span><span class="isso-spacer">•</span><a class="isso-permalink" href="#isso-${id(sample)}"><time datetime="${sample.time}">${sample.ago}</time></a></div><div class="isso-text">${asParagraphs(sample.text)}</div><div class="isso-comment-footer"><a class="isso-reply" href="#">Reply</a></div></div><div class="isso-follow-up">${answersTo(sample.n).map(item).join('')}</div></div>`;
  stage.root.innerHTML = `<section id="isso-thread"><div class="isso-postbox"><textarea class="isso-textarea" placeholder="Type comment here"></textarea></div>${tops.map(item).join('')}</section>`;
  stage.expect((sample) => ({ id: id(sample) }));
  onClick(stage.root, 'a.isso-reply', (link) => {
    const holder = link.closest('.isso-comment');
    const footer = link.closest('.isso-comment-footer');
    if (!holder || !footer) return;
    const box = element(
      '<div class="isso-postbox"><div class="field"></div><section><p class="isso-post-action"><input type="submit" name="submit" value="Submit"></p></section></div>',
    );
    footer.after(box);
    const field = box.querySelector<HTMLElement>('.field');
    const submit = box.querySelector<HTMLElement>('[type=submit]');
    if (field && submit)
      stage.open(field, textarea, {
        answers: holder.id.replace('isso-', ''),
        className: 'isso-textarea',
        submit,
        close: () => box.remove(),
      });
  });
}
