/** Replicas of forums and boards. Reddit's newer layout keeps its buttons in shadow roots. */
import { lexicalRich } from '../editors/lexical';
import { froalaLike, textarea } from '../editors/plain';
import { prosemirror } from '../editors/prosemirror';
import { answersTo, type Sample, samples, seconds, tops } from './sample';
import { asBreaks, asParagraphs, element, escaped, onClick, type Stage } from './stage';

const t1 = (sample: Sample): string => `t1_k${sample.n}`;

export function reddit(stage: Stage): void {
  const comment = (sample: Sample): HTMLElement => {
    const host =
      element(`<shreddit-comment style="display: block" thingid="${t1(sample)}" author="${sample.author}" created="${sample.time}" permalink="/r/clinic/comments/1/c/k${sample.n}/" depth="${sample.parent ? 1 : 0}" ${sample.parent ? `parentid="t1_k${sample.parent}"` : ''}>
<div slot="comment" class="md"><div id="${t1(sample)}-comment-rtjson-content">${asParagraphs(sample.text)}</div></div><shreddit-comment-action-row slot="actionRow" style="display: block" comment-id="${t1(sample)}"></shreddit-comment-action-row><div slot="composer" class="place"></div></shreddit-comment>`);
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.innerHTML =
      '<div><slot name="comment"></slot><slot name="actionRow"></slot><slot name="composer"></slot><slot name="children"></slot></div>';
    const row = host.querySelector('shreddit-comment-action-row')?.attachShadow({ mode: 'closed' });
    if (row) {
      row.innerHTML =
        '<faceplate-tracker noun="reply_comment"><button>Reply</button></faceplate-tracker>';
      onClick(row, 'button', () => openBox(sample, host));
    }
    for (const reply of answersTo(sample.n)) {
      const child = comment(reply);
      child.slot = 'children';
      host.append(child);
    }
    return host;
  };
  const openBox = (sample: Sample, host: HTMLElement): void => {
    const place = host.querySelector<HTMLElement>(':scope > .place');
    if (!place) return;
    // The editor stands in the page, or in the composer's own shadow.
    const hidden = sample.n % 2 === 0;
    place.innerHTML = `<comment-composer-host><shreddit-composer style="display: block">${hidden ? '' : '<div slot="rte" class="field"></div>'}<button slot="submit-button" type="submit">Comment</button></shreddit-composer></comment-composer-host>`;
    const inner = hidden
      ? place.querySelector('shreddit-composer')?.attachShadow({ mode: 'open' })
      : undefined;
    if (inner !== undefined)
      inner.innerHTML = '<div class="field"></div><slot name="submit-button"></slot>';
    const field = (inner ?? place).querySelector<HTMLElement>('.field');
    const submit = place.querySelector<HTMLElement>('button');
    if (field && submit)
      stage.open(field, lexicalRich, {
        answers: t1(sample),
        submit,
        close: () => place.replaceChildren(),
      });
  };
  const tree = element('<shreddit-comment-tree style="display: block"></shreddit-comment-tree>');
  tree.append(...tops.map(comment));
  stage.root.append(tree);
  stage.expect((sample) => ({ id: t1(sample) }));
}

export function redditOld(stage: Stage): void {
  const thing = (sample: Sample): string =>
    `<div class="thing id-${t1(sample)} noncollapsed comment" id="thing_${t1(sample)}" data-fullname="${t1(sample)}" data-author="${sample.author}" data-permalink="/r/clinic/comments/1/c/k${sample.n}/"><div class="entry unvoted"><p class="tagline"><a class="author" href="/user/${sample.handle}">${sample.author}</a> <span class="score">2 points</span> <time datetime="${sample.time}" class="live-timestamp">${sample.ago}</time></p><form class="usertext"><input type="hidden" name="thing_id" value="${t1(sample)}"><div class="usertext-body"><div class="md">${asParagraphs(sample.text)}</div></div></form><ul class="flat-list buttons"><li><a href="#perma">permalink</a></li><li class="reply-button"><a href="javascript:void(0)" data-event-action="comment">reply</a></li></ul></div><div class="child"><div class="sitetable listing">${answersTo(sample.n).map(thing).join('')}</div></div></div>`;
  stage.root.innerHTML = `<div class="commentarea"><div class="sitetable nestedlisting">${tops.map(thing).join('')}</div></div>`;
  stage.expect((sample) => ({ id: t1(sample) }));
  onClick(stage.root, '.reply-button a', (link) => {
    const holder = link.closest<HTMLElement>('.thing');
    const child = holder?.querySelector<HTMLElement>(':scope > .child');
    if (!holder || !child) return;
    const form = element(
      `<form class="usertext cloneable"><input type="hidden" name="thing_id" value="${holder.dataset.fullname}"><div class="usertext-edit"><div class="field"></div><button type="submit" class="save">save</button></div></form>`,
    );
    child.prepend(form);
    const field = form.querySelector<HTMLElement>('.field');
    const submit = form.querySelector<HTMLElement>('.save');
    if (!field || !submit) return;
    stage.open(field, textarea, {
      answers: () => form.querySelector('input')?.value ?? '',
      submit,
      close: () => form.remove(),
    });
    field.querySelector('textarea')?.setAttribute('name', 'text');
  });
}

/** Replies are written on a page of their own; `?reply` shows that page for the fourth comment. */
export function hackernews(stage: Stage): void {
  const id = (sample: Sample): string => `4100${sample.n}`;
  const row = (sample: Sample, indent: number): string =>
    `<tr class="athing comtr" id="${id(sample)}"><td><table><tbody><tr><td class="ind" indent="${indent}"><img width="${indent * 40}" height="1" alt=""></td><td class="default"><div><span class="comhead"><a href="user?id=${sample.handle}" class="hnuser">${sample.author}</a> <span class="age" title="2026-11-20T08:15:00 ${seconds(sample)}"><a href="item?id=${id(sample)}">${sample.ago} ago</a></span></span></div><br><div class="comment"><div class="commtext c00">${escaped(sample.text).split('\n\n').join('<p>')}</div><div class="reply"><p><font size="1"><u><a href="reply?id=${id(sample)}&amp;goto=item">reply</a></u></font></p></div></div></td></tr></tbody></table></td></tr>`;
  const asked = samples[3];
  stage.expect((sample) => ({ id: id(sample) }));
  if (!location.search.includes('&reply') || asked === undefined) {
    stage.root.innerHTML = `<table class="comment-tree"><tbody>${tops.map((top) => [row(top, 0), ...answersTo(top.n).map((reply) => row(reply, 1))].join('')).join('')}</tbody></table>`;
    return;
  }
  stage.root.innerHTML = `<table><tbody>${row(asked, 0)}<tr><td><form action="comment"><input type="hidden" name="parent" value="${id(asked)}"><div class="field"></div><input type="submit" value="reply"></form></td></tr></tbody></table>`;
  stage.expected = stage.expected.filter((expected) => expected.id === id(asked));
  const form = stage.root.querySelector('form');
  const field = form?.querySelector<HTMLElement>('.field');
  const submit = form?.querySelector<HTMLElement>('[type=submit]');
  if (!form || !field || !submit) return;
  stage.open(field, textarea, {
    answers: () => form.querySelector<HTMLInputElement>('[name=parent]')?.value ?? '',
    submit,
    close: () => undefined,
  });
  field.querySelector('textarea')?.setAttribute('name', 'text');
}

/** `&plain`: the view for old browsers and archives, in which nothing can be answered. */
export function discourse(stage: Stage): void {
  if (location.search.includes('&plain')) {
    const done = (n: number): string => plainPost(n, 'staff', samples[0]?.time ?? '', '');
    stage.root.innerHTML = samples
      .map((sample) =>
        plainPost(sample.n + 1, sample.handle, sample.time, asParagraphs(sample.text)),
      )
      .join(done(90));
    stage.expect((sample) => ({
      id: `${sample.n + 1}`,
      author: sample.handle,
      parentKey: null,
    }));
    return;
  }
  const post = (sample: Sample): string =>
    `<div class="topic-post"><article id="post_${sample.n + 1}" data-post-id="88${sample.n}"><div class="names"><a data-user-card="${sample.handle}" href="/u/${sample.handle}">${sample.author}</a></div><a class="post-date" title="x"><span class="relative-date" data-time="${seconds(sample) * 1000}">${sample.ago}</span></a>${sample.parent ? `<a class="reply-to-tab" href="/t/topic/5/${sample.parent + 1}">${sample.handle}</a>` : ''}<div class="cooked">${asParagraphs(sample.text)}</div><div class="post-controls"><button class="reply create" data-n="${sample.n}">Reply</button></div></article></div>`;
  stage.root.innerHTML = `${samples.map(post).join('')}<div id="reply-control" class="closed"></div>`;
  stage.expect((sample) => ({ id: `${sample.n + 1}`, author: sample.handle }));
  onClick(stage.root, 'button.reply', (button) => {
    const sample = samples[Number(button.dataset.n) - 1];
    const control = stage.root.querySelector<HTMLElement>('#reply-control');
    if (sample === undefined || control === null) return;
    control.innerHTML = `<div class="reply-details"><span class="action-title"><a class="post-link" href="/t/topic/5/${sample.n + 1}">post ${sample.n + 1}</a> <a class="user-link" href="/u/${sample.handle}">${sample.handle}</a></span></div><div class="d-editor"><div class="field"></div></div><div class="save-or-cancel"><button class="create">Reply</button></div>`;
    const field = control.querySelector<HTMLElement>('.field');
    const submit = control.querySelector<HTMLElement>('.create');
    const rich = sample.n % 2 === 0;
    if (!field || !submit) return;
    stage.open(field, rich ? prosemirror : textarea, {
      answers: `${sample.n + 1}`,
      className: 'd-editor-input',
      submit,
      close: () => control.replaceChildren(),
    });
  });
}

/** What a picture is called, as every picture in a post says it. */
const picture =
  '<p><div class="lightbox-wrapper"><a class="lightbox" href="#"><div class="meta"><span class="filename">scan</span><span class="informations">1200×630 34.2 KB</span></div></a></div></p>';

/** What was done to a topic, such as closing it, is a post without words. */
function plainPost(number: number, author: string, time: string, said: string): string {
  return `<div id="post_${number}" itemscope class="topic-body crawler-post"><div class="crawler-post-meta"><div itemprop="publisher"><meta itemprop="name" content="Forum"></div><span class="creator" itemprop="author"><a itemprop="url" href="/u/${author}"><span itemprop="name">${author}</span></a>${said === '' ? ' Closed ' : ''}</span><span class="crawler-post-infos"><time itemprop="datePublished" datetime="${time}" class="post-time">that day</time><span itemprop="position">#${number}</span></span></div><div class="post" itemprop="articleBody">\n${said}${said === '' ? '' : picture}\n</div><span class="post-likes"></span></div>`;
}

/**
 * Quoting happens on a page of its own; `?reply` shows that page for the fourth post, with the posts
 * of the topic below it. `&skin`: a style with other class names.
 */
export function phpbb(stage: Stage): void {
  stage.expect((sample) => ({ id: `${500 + sample.n}`, parentKey: null }));
  if (location.search.includes('&reply')) {
    const below = samples.map(
      (sample) =>
        `<div class="post bg2"><div class="inner"><div class="postbody" id="pr${500 + sample.n}"><h3><a href="./viewtopic.php?p=${500 + sample.n}#p${500 + sample.n}">Re: Waiting</a></h3><p class="author">by <strong><a class="username" href="./memberlist.php?mode=viewprofile&amp;u=${sample.n}">${sample.author}</a></strong> » <time datetime="${sample.time}">Fri Nov 20</time></p><div class="content">${asBreaks(sample.text)}</div></div></div></div>`,
    );
    stage.root.innerHTML = `<form id="postform" action="./posting.php?mode=quote&amp;f=2&amp;p=504" method="post"><div class="field"></div><input type="submit" name="preview" value="Preview"><input type="submit" name="post" value="Submit"></form><div id="topicreview">${below.reverse().join('')}</div>`;
    const field = stage.root.querySelector<HTMLElement>('.field');
    const submit = stage.root.querySelector<HTMLElement>('[name=post]');
    if (!field || !submit) return;
    stage.open(field, textarea, { answers: '504', submit, close: () => undefined });
    field.querySelector('textarea')?.setAttribute('name', 'message');
    return;
  }
  const skin = location.search.includes('&skin');
  if (skin) document.body.id = 'phpbb';
  stage.root.innerHTML = samples
    .map(
      (sample) =>
        `<div id="p${500 + sample.n}" class="${skin ? 'entry' : 'post'} has-profile bg1"><div class="inner"><dl class="postprofile"><dt><a class="username" href="./memberlist.php?mode=viewprofile&amp;u=${sample.n}">${sample.author}</a></dt></dl><div class="postbody"><h3><a href="#p${500 + sample.n}">Re: Waiting</a></h3><ul class="post-buttons"><li><a href="./posting.php?mode=quote&amp;p=${500 + sample.n}" title="Reply with quote">Quote</a></li></ul><p class="author"><span>by <strong><a class="username" href="./memberlist.php?mode=viewprofile&amp;u=${sample.n}">${sample.author}</a></strong> » </span><time datetime="${sample.time}">Fri Nov 20</time></p><div class="content">${asBreaks(sample.text)}</div><div class="signature">be well</div></div></div></div>`,
    )
    .join('');
}

export function xenforo(stage: Stage): void {
  stage.root.innerHTML = `${samples.map((sample) => `<article class="message message--post" data-author="${sample.author}" data-content="post-${600 + sample.n}" id="js-post-${600 + sample.n}"><div class="message-name"><a class="username">${sample.author}</a></div><header class="message-attribution"><a><time datetime="${sample.time}" class="u-dt">${sample.ago}</time></a></header><div class="message-body"><div class="bbWrapper">${asBreaks(sample.text)}</div></div><a class="actionBar-action actionBar-action--reply" data-n="${sample.n}" href="/posts/${600 + sample.n}/reply">Reply</a></article>`).join('')}<form class="js-quickReply"><div class="field"></div><button type="submit">Post reply</button></form>`;
  stage.expect((sample) => ({ id: `${600 + sample.n}`, parentKey: null }));
  onClick(stage.root, '.actionBar-action--reply', (link) => {
    const field = stage.root.querySelector<HTMLElement>('.field');
    const submit = stage.root.querySelector<HTMLElement>('[type=submit]');
    if (!field || !submit) return;
    field.replaceChildren();
    const answers = `${600 + Number(link.dataset.n)}`;
    stage.open(field, froalaLike, { answers, submit, close: () => field.replaceChildren() });
    field
      .querySelector('.fr-element')
      ?.prepend(
        element(
          `<blockquote data-source="post: ${answers}" contenteditable="false"><p>quoted</p></blockquote>`,
        ),
      );
  });
}

/** `&skin`: a style with the time of a post beside its author, where other times stand as well. */
export function vbulletin(stage: Stage): void {
  const skin = location.search.includes('&skin');
  const posted = ({ n, ago }: Sample): string =>
    skin ? `${9 + n}.11.2026, 14:1${n}` : `${ago} ago`;
  const head = (sample: Sample): string =>
    skin
      ? ''
      : `<div class="posthead"><span class="postdate"><span class="date">${posted(sample)}</span></span></div>`;
  const beside = (sample: Sample): string =>
    skin
      ? `<dl class="userstats"><dt>Member since</dt><dd>${9 + sample.n}.03.2011</dd><dd>Posts: 14:1</dd><dd>\n\t\t${posted(sample).replace(' ', '&nbsp;')}\n</dd><dd><a class="postcounter" href="#post${700 + sample.n}">#${sample.n}</a></dd></dl>`
      : '';
  stage.root.innerHTML = `<ol id="posts">${samples.map((sample) => `<li class="postbit postcontainer" id="post_${700 + sample.n}">${head(sample)}<div class="userinfo"><a class="username" href="member.php?u=${sample.n}"><strong>${sample.author}</strong></a>${beside(sample)}</div><div class="postbody"><div id="post_message_${700 + sample.n}"><blockquote class="postcontent">${asBreaks(sample.text)}</blockquote></div></div><div class="postfoot"><a class="newreply" href="newreply.php?do=newreply&amp;p=${700 + sample.n}" data-n="${sample.n}">Reply</a></div></li>`).join('')}</ol><form id="quick_reply"><input type="hidden" name="p" value=""><div class="field"></div><input type="submit" name="sbutton" value="Post Quick Reply"></form>`;
  stage.expect((sample) => ({
    id: `${700 + sample.n}`,
    postedAt: posted(sample),
    parentKey: null,
  }));
  onClick(stage.root, 'a.newreply', (link) => {
    const form = stage.root.querySelector('form');
    const hidden = form?.querySelector<HTMLInputElement>('[name=p]');
    const field = form?.querySelector<HTMLElement>('.field');
    const submit = form?.querySelector<HTMLElement>('[name=sbutton]');
    if (!hidden || !field || !submit) return;
    hidden.value = `${700 + Number(link.dataset.n)}`;
    field.replaceChildren();
    stage.open(field, textarea, {
      answers: () => hidden.value,
      submit,
      close: () => field.replaceChildren(),
    });
    field.querySelector('textarea')?.setAttribute('name', 'message');
  });
}
