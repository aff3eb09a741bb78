import { directionOf, type FeedComment, feedComments } from './comments';

/** The sample feed's page: a clinic's post and what people wrote under it. */
export function feedMarkup(): string {
  const top = feedComments.filter(({ parent }) => parent === undefined);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Lakeside Clinic</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="feed.css">
</head>
<body>
<header class="bar"><strong>commons</strong><nav><a href="#">Home</a><a href="#">Pages</a><a href="#">Groups</a></nav></header>
<main role="main">
<div class="post" role="article">
<div class="head"><span class="picture" style="--hue: 184">LC</span><div><h1>Lakeside Clinic</h1><p class="when">Yesterday at 18:00</p></div></div>
<p dir="auto">Our outpatient building has new opening hours from Monday: 7 am to 8 pm. Ask us anything below.</p>
<p class="counts">128 likes · ${feedComments.length} comments</p>
</div>
<section class="comments" aria-label="Comments">
${top.map(threadMarkup).join('\n')}
</section>
</main>
<script src="page.js"></script>
</body>
</html>`;
}

function threadMarkup(comment: FeedComment): string {
  const replies = feedComments.filter(({ parent }) => parent === comment.id);
  return `<div class="thread">
${commentMarkup(comment, `Comment by ${comment.author} ${inWords(comment.time)}`)}
<div class="replies">${replies
    .map((reply) =>
      commentMarkup(
        reply,
        `Reply by ${reply.author} to ${comment.author}'s comment ${inWords(reply.time)}`,
      ),
    )
    .join('\n')}</div>
</div>`;
}

function commentMarkup(comment: FeedComment, label: string): string {
  const { id, author, text, time, language } = comment;
  const profile = `people/${encodeURIComponent(author.toLowerCase().replaceAll(' ', '.'))}`;
  const link = `posts/7001?comment_id=${comment.parent ?? id}${comment.parent ? `&reply_comment_id=${id}` : ''}`;
  return `<div role="article" class="comment" aria-label="${escaped(label)}" tabindex="-1">
<a class="picture" style="--hue: ${hueOf(author)}" href="${profile}?comment_id=${id}" data-letter="${escaped(author.slice(0, 1))}" aria-hidden="true" tabindex="-1"></a>
<div class="body">
<div class="bubble"><a class="name" href="${profile}?comment_id=${id}" role="link"><span dir="auto">${escaped(author)}</span></a>
<div dir="auto" class="text" lang="${language}" style="text-align: start"><div dir="auto">${escaped(text)}</div></div></div>
<ul class="actions" aria-hidden="false"><li><a href="${escaped(link)}" role="link">${time}</a></li><li><div role="button" tabindex="0">Like</div></li><li><div role="button" tabindex="0" data-answers="${id}" data-author="${escaped(author)}">Reply</div></li></ul>
</div>
</div>
<div class="place" data-place="${id}" dir="${directionOf(language)}"></div>`;
}

function inWords(time: string): string {
  const number = Number.parseInt(time, 10);
  const unit = time.endsWith('m') ? 'minute' : 'hour';
  return `${number} ${unit}${number === 1 ? '' : 's'} ago`;
}

function hueOf(author: string): number {
  return [...author].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 360;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
