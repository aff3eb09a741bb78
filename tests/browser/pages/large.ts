/** A page with very many comments, and one that keeps adding more; in the page's own world. */

/** Runs in the page: puts `count` comments into it, in WordPress's markup. */
export function addComments(count: number, from: number): void {
  const list = document.querySelector('.comment-list');
  if (list === null) return;
  const html: string[] = [];
  for (let number = from; number < from + count; number += 1) {
    html.push(
      `<li id="comment-${number}" class="comment"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Guest ${number % 97}</b></div><div class="comment-metadata"><a href="#comment-${number}"><time datetime="2026-11-20T08:${String(number % 60).padStart(2, '0')}:00Z">20 November</time></a></div></footer><div class="comment-content"><p>Comment number ${number}: how long is the wait at the desk on a Monday morning, and may I bring somebody?</p></div><div class="reply"><a class="comment-reply-link" href="#respond" data-commentid="${number}">Reply</a></div></article></li>`,
    );
  }
  list.insertAdjacentHTML('beforeend', html.join(''));
}

export const largeMarkup =
  '<!doctype html><meta charset="utf-8"><title>Many comments</title><h1>Many comments</h1><ol class="comment-list"></ol>';
