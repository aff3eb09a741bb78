import { html, type Served, serve } from '../harness/server';

/** A page of comments in plain markup, as many blogs have it, with one reply box that moves. */
export interface ThreadPage {
  readonly comments?: readonly (readonly [author: string, text: string])[];
  readonly direction?: 'ltr' | 'rtl';
  /** The page's own styles and scripts, hostile or not. */
  readonly style?: string;
  readonly script?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const someComments = [
  [
    'Jonas',
    'Three hours of waiting and nobody at reception could tell me why. Very disappointing.',
  ],
  ['Ines', 'How much is a check-up, and do I need to book?'],
  ['Maria', 'My father has crushing chest pain and cannot breathe, which door do we use?'],
  ['Kim', 'The nurses on the children’s ward were so kind, thank you all.'],
  ['Ahmet', 'I have called the number eleven times and nobody picks up.'],
] as const;

/** Serves such a page on loopback. */
export function serveThread(page: ThreadPage = {}): Promise<Served> {
  return serve({
    '/': { ...html(markup(page)), ...(page.headers && { headers: page.headers }) },
    '/page.js': { type: 'text/javascript', body: `${ownScript}\n${page.script ?? ''}` },
    '/page.css': { type: 'text/css', body: `${ownStyle}\n${page.style ?? ''}` },
    '/favicon.ico': { type: 'image/x-icon', body: '' },
  });
}

function markup({ comments = someComments, direction = 'ltr' }: ThreadPage): string {
  const items = comments.map(
    ([author, text], index) => `
      <li class="comment" id="comment-${index + 1}">
        <article>
          <footer><b class="fn">${author}</b>
            <a href="#comment-${index + 1}"><time datetime="2026-11-23T0${index}:00:00Z">today</time></a></footer>
          <div class="comment-content"><p>${text}</p></div>
          <div class="reply"><a class="comment-reply-link" href="#respond" data-for="${index + 1}">Reply</a></div>
        </article>
        <div class="place"></div>
      </li>`,
  );
  return `<!doctype html>
    <html lang="en" dir="${direction}">
      <head><meta charset="utf-8"><title>Open day</title>
        <link rel="stylesheet" href="/page.css"><script src="/page.js" defer></script></head>
      <body><h1>Open day</h1><ol>${items.join('')}</ol>
        <div id="respond"><form id="commentform">
          <textarea id="comment" name="comment" rows="6" aria-label="Comment"></textarea>
          <input type="hidden" id="comment_parent" name="comment_parent" value="0">
          <button type="submit" id="submit">Post comment</button></form></div>
      </body></html>`;
}

const ownStyle = `
  body { font: 16px/1.5 sans-serif; max-width: 700px; margin: 40px auto 900px; }
  li { list-style: none; margin-bottom: 28px; }
  textarea { width: 100%; box-sizing: border-box; }`;

/** The reply link moves the form below its comment; posting is noted in the title. */
const ownScript = `
  document.addEventListener('click', (event) => {
    const link = event.target.closest('.comment-reply-link');
    if (!link) return;
    event.preventDefault();
    link.closest('li').querySelector('.place').append(document.getElementById('respond'));
    document.getElementById('comment_parent').value = link.dataset.for;
    document.getElementById('comment').focus();
  });
  document.addEventListener('submit', (event) => {
    event.preventDefault();
    document.title = 'posted: ' + document.getElementById('comment').value;
  });`;
