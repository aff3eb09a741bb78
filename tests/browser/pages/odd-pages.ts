/** Pages no adapter knows, in several languages and markups, and pages that look alike and hold no comments. */

interface Remark {
  readonly author: string;
  readonly text: string;
  readonly time: string;
}

export interface OddPage {
  readonly html: string;
  readonly expected: readonly { readonly author: string; readonly text: string }[];
}

const shell = (language: string, body: string): string =>
  `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Page</title><body>${body}</body></html>`;

const german: readonly Remark[] = [
  {
    author: 'Karin',
    text: 'Wie lange wartet man montags auf einen Termin?',
    time: 'vor 3 Stunden',
  },
  { author: 'Uwe', text: 'Danke!', time: 'vor einem Jahr' },
  {
    author: 'Heike',
    text: 'Am Empfang war niemand, wir standen eine halbe Stunde da.',
    time: '12. März 2026 um 10:41 Uhr',
  },
];
const japanese: readonly Remark[] = [
  { author: '花子', text: '駐車場はありますか。', time: '3時間前' },
  { author: '太郎', text: '受付の方がとても親切でした。ありがとうございます。', time: '2日前' },
];
const arabic: readonly Remark[] = [
  { author: 'أمينة', text: 'كم مدة الانتظار في العيادة يوم الاثنين؟', time: 'قبل 3 ساعات' },
  { author: 'سامي', text: 'شكرًا لكم.', time: 'قبل يومين 2' },
];
const french: readonly Remark[] = [
  {
    author: 'Claire',
    text: 'Personne ne répond au téléphone depuis lundi.',
    time: 'il y a 2 heures',
  },
  { author: 'Luc', text: 'Accueil chaleureux, merci.', time: '3 mars 2026 à 09:12' },
  { author: 'Nadia', text: 'Peut-on venir accompagné ?', time: 'il y a 4 jours' },
];

const turkish: readonly Remark[] = [
  {
    author: 'Elif',
    text: 'Randevu saatimiz iki kez değişti ve kimse aramadı.',
    time: '3 saat önce',
  },
  { author: 'Murat', text: 'Otopark ücretli mi?', time: '2 gün önce' },
  {
    author: 'Zeynep',
    text: 'Hemşirelerin ilgisi çok güzeldi, hepsine teşekkür ederiz.',
    time: '12 Mart 2026 09:41',
  },
];
const spanish: readonly Remark[] = [
  {
    author: 'Lucía',
    text: 'Nos dieron cita para el lunes y al llegar no había nadie en recepción.',
    time: 'hace 3 horas',
  },
  {
    author: 'Andrés',
    text: 'El aparcamiento está en la calle de atrás, se entra por la puerta norte.',
    time: '12 de marzo de 2026, 10:41',
  },
  {
    author: 'Marta',
    text: 'A mí me atendieron enseguida y con mucha paciencia, la verdad.',
    time: 'hace 2 días',
  },
];

const page = (
  language: string,
  remarks: readonly Remark[],
  item: (remark: Remark, at: number) => string,
  around: (items: string) => string,
): OddPage => ({
  html: shell(language, around(remarks.map(item).join(''))),
  expected: remarks.map(({ author, text }) => ({ author, text })),
});

/** Comments in markups of our own making. */
export const withComments: Readonly<Record<string, OddPage>> = {
  'German list, class names of its own': page(
    'de',
    german,
    ({ author, text, time }, at) =>
      `<li class="k-eintrag" id="k${90 + at}"><div class="k-kopf"><a href="/mitglied/${at}">${author}</a> <span>${time}</span></div><div class="k-inhalt"><p>${text}</p></div><button>Antworten</button></li>`,
    (items) =>
      `<h1>Neue Zeiten</h1><p>Ab Montag haben wir länger geöffnet.</p><ul class="k-liste">${items}</ul>`,
  ),
  'Japanese table without a class': page(
    'ja',
    japanese,
    ({ author, text, time }, at) =>
      `<tr><td><b><a href="/user/${at}">${author}</a></b> <small>${time}</small><p>${text}</p><a href="/reply?to=${at}">返信</a></td></tr>`,
    (items) => `<table><tbody>${items}</tbody></table>`,
  ),
  'Arabic, hashed class names': page(
    'ar',
    arabic,
    ({ author, text, time }, at) =>
      `<div class="x1a"><div class="x2b"><a class="x3c" href="/profile/${at}">${author}</a></div><div class="x4d">${text}</div><div class="x5e"><span class="x6f">${time}</span><span class="x7a" role="button">رد</span></div></div>`,
    (items) => `<main dir="rtl"><div class="x0">${items}</div></main>`,
  ),
  'French, a term and its description': page(
    'fr',
    french,
    ({ author, text, time }, at) =>
      `<dt class="avis" id="avis-${at + 40}"><span class="avis-auteur">${author}</span> <span>${time}</span></dt><dd class="avis-corps"><p>${text}</p></dd>`,
    (items) => `<dl id="liste">${items}</dl>`,
  ),
  'Turkish, between notes of what was done': page(
    'tr',
    turkish,
    ({ author, text, time }, at) =>
      `<div class="kayit"><div class="kayitBasi"><a class="uye" href="/uye/${at}">${author}</a> <time>${time}</time></div><div class="kayitMetni"><p>${text}</p></div></div>
       <div class="kayit"><div class="kayitBasi"><a class="uye" href="/uye/9">Yönetim</a> <time>${time}</time></div><table class="degisim"><tr><td>Durum değişti, ilgili birim bilgilendirildi:</td><td>Yeni → İşlemde</td></tr></table></div>`,
    (items) => `<section class="yorumlar">${items}</section>`,
  ),
  'Spanish, answers with comments of their own': {
    html: shell(
      'es',
      spanish
        .map(
          ({ author, text, time }, at) => `
            <div class="respuesta" id="respuesta-${at + 70}"><div class="hoja"><div class="cuerpo"><p>${text} ${text}</p></div>
              <div class="pie"><a href="/editar/${at}">Editar</a><span>${time}</span><a href="/usuario/${at}"><img alt="imagen del perfil" src=""></a><a class="usuario" href="/usuario/${at}">${author}</a></div></div>
              <button>Responder</button>
              <ul class="lista"><li class="comentario" id="comentario-${at + 10}"><span class="texto">${text}</span> – <a class="usuario" href="/usuario/${at}">${author}</a> <span>${time}</span></li></ul></div>`,
        )
        .join(''),
    ),
    expected: spanish.flatMap(({ author, text }) => [
      { author, text: `${text} ${text}` },
      { author, text },
    ]),
  },
  'French, in closed shadow roots': page(
    'fr',
    french,
    ({ author, text, time }, at) =>
      `<x-remarque data-at="${at}"><template shadowrootmode="closed"><article><header><a href="/membre/${at}">${author}</a> <time>${time}</time></header><p class="corps">${text}</p><button>Répondre</button></article></template></x-remarque>`,
    (items) => `<section>${items}</section>`,
  ),
};

/** Repeated things with names and dates that nobody wrote as comments. */
export const withoutComments: Readonly<Record<string, string>> = {
  'a list of articles': shell(
    'en',
    `<main>${[1, 2, 3, 4].map((at) => `<article class="post" id="post-${at}"><h2><a href="/news/${at}">Clinic news ${at}</a></h2><p class="byline">By <a class="author" href="/author/press">Press office</a> on <time datetime="2026-11-0${at}T08:00:00Z">${at} November 2026</time></p><p>The new building opens soon. Read what changes for visitors and where the entrance is.</p><a href="/news/${at}">Read more</a></article>`).join('')}</main>`,
  ),
  'search results': shell(
    'en',
    `<ol>${[1, 2, 3].map((at) => `<li class="result"><h3><a href="/r/${at}">Waiting times ${at}</a></h3><span>${at} Jan 2026</span><p>Average waiting times at the desk by month and by department.</p></li>`).join('')}</ol>`,
  ),
  'a calendar': shell(
    'de',
    `<table>${[1, 2, 3, 4, 5].map((at) => `<tr><td>${at}. Mai 2026</td><td>10:00</td><td>Sprechstunde</td><td>Raum ${at}</td></tr>`).join('')}</table>`,
  ),
  'products with prices': shell(
    'es',
    `<div class="grid">${[1, 2, 3].map((at) => `<div class="product" data-id="${at}"><h3>Paquete ${at}</h3><p>Incluye traslado e intérprete.</p><span class="price">1.${at}00 €</span><button>Comprar</button></div>`).join('')}</div>`,
  ),
  'excerpts of the newest comments': shell(
    'en',
    `<ol class="wp-block-latest-comments">${[1, 2, 3].map((at) => `<li class="wp-block-latest-comments__comment"><article><footer><a class="wp-block-latest-comments__comment-author" href="/author/${at}">Guest ${at}</a> on <a href="/news/${at}#comment-${at}">News</a> <time datetime="2026-11-0${at}T08:00:00Z">${at} November</time></footer><div class="wp-block-latest-comments__comment-excerpt"><p>How long is the wait on Mondays and may …</p></div></article></li>`).join('')}</ol>`,
  ),
  'a login form': shell(
    'en',
    '<form><label>Name <input name="user"></label><label>Password <input type="password"></label><button>Sign in</button></form>',
  ),
  'a table of appointments': shell(
    'fr',
    `<table>${[1, 2, 3, 4].map((at) => `<tr><td><a href="/patient/${at}">Dossier ${at}</a></td><td>0${at}/11/2026 09:30</td><td>Consultation de suivi au service</td><td><button>Annuler</button></td></tr>`).join('')}</table>`,
  ),
};

/** A page with reply boxes below each comment once asked for, and one box of its own. */
export const answerable = shell(
  'de',
  `<form class="neu"><textarea name="text"></textarea></form><ul class="k-liste">${german.map(({ author, text, time }, at) => `<li class="k-eintrag" id="k${90 + at}"><div><a href="/mitglied/${at}">${author}</a> <span>${time}</span></div><p>${text}</p><button class="auf">Antworten</button><div class="platz"></div></li>`).join('')}</ul>
<script>document.addEventListener('click', (event) => { const button = event.target.closest('.auf'); if (!button) return; for (const old of document.querySelectorAll('.platz')) old.replaceChildren(); const box = document.createElement('textarea'); box.dataset.answers = button.closest('li').id; button.nextElementSibling.append(box); box.focus(); });</script>`,
);
