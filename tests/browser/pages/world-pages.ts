/** Boards, news sites and review lists as they are built in several countries, with what stands around their comments. */
import type { OddPage } from './odd-pages';

interface Entry {
  readonly author: string;
  /** As the site shows it. */
  readonly time: string;
  /** Paragraphs. */
  readonly text: readonly string[];
  readonly answers?: readonly Entry[];
}

const shell = (language: string, direction: 'ltr' | 'rtl', body: string): string =>
  `<!doctype html><html lang="${language}" dir="${direction}"><meta charset="utf-8"><title>Page</title><body>${body}</body></html>`;

const all = (entries: readonly Entry[]): readonly Entry[] =>
  entries.flatMap((entry) => [entry, ...all(entry.answers ?? [])]);

const expected = (entries: readonly Entry[], gap: string): OddPage['expected'] =>
  all(entries).map(({ author, text }) => ({ author, text: text.join(gap) }));

/** The house's one answer within a review is like nothing else on the page, and wants no answer itself. */
const unanswered = (entry: Entry): Entry => ({ ...entry, answers: [] });

const lines = (text: readonly string[]): string => text.join('<br>');
const paragraphs = (text: readonly string[]): string =>
  text.map((line) => `<p>${line}</p>`).join('');

const japanese: readonly Entry[] = [
  {
    author: 'みかん',
    time: '2026/11/02(月) 10:22:33',
    text: ['初診の予約は電話だけですか。', 'ネットで取れると助かります。'],
  },
  { author: '匿名希望', time: '2026/11/02(月) 11:05:10', text: ['ネットでも取れますよ。'] },
  {
    author: 'さくら',
    time: '2026/11/03(火) 08:47:52',
    text: ['昨日伺いましたが、一時間以上待ちました。受付の説明が足りないと思います。'],
  },
  { author: 'みかん', time: '2026/11/03(火) 21:14:01', text: ['ありがとうございます。'] },
  {
    author: 'ひろ',
    time: '2026/11/04(水) 07:30:45',
    text: ['駐車場は裏手にもあります。', '満車のことは少ないです。'],
  },
];

/** A board of one table: a row that says who and when, and a row below it with the words. */
const japaneseBoard: OddPage = {
  html: shell(
    'ja',
    'ltr',
    `<div id="header"><a href="/">ホーム</a> | <a href="/shinryo/">診療案内</a> | <a href="/access/">交通アクセス</a></div>
<h2>質問掲示板</h2><p>診療についてのご質問はこちらへどうぞ。個人情報は書かないでください。</p>
<table border="1" cellspacing="0" width="640"><tbody>${japanese
      .map(
        ({ author, time, text }, at) =>
          `<tr bgcolor="#eef"><td><a name="${at + 31}">[${at + 31}]</a> 投稿者：<b>${author}</b>　投稿日：${time}　<a href="bbs.cgi?mode=res&amp;no=${at + 31}">返信</a></td></tr><tr><td><blockquote>${lines(text)}</blockquote></td></tr>`,
      )
      .join('')}</tbody></table>
<form action="bbs.cgi" method="post">名前 <input name="name"> コメント <textarea name="comment"></textarea><input type="submit" value="投稿"></form>
<div id="footer">最終更新日：2026/11/01　〇〇病院</div>`,
  ),
  expected: expected(japanese, '\n'),
};

const arabic: readonly Entry[] = [
  {
    author: 'ليلى الحسن',
    time: 'منذ ٣ ساعات',
    text: ['لماذا لا يرد أحد على الهاتف في قسم المواعيد؟'],
    answers: [
      {
        author: 'عمر',
        time: 'منذ ساعتين',
        text: ['جرّبي الاتصال بعد الظهر، يكون الخط أقل ازدحامًا.'],
        answers: [{ author: 'ليلى الحسن', time: 'منذ ٤٥ دقيقة', text: ['شكرًا، سأجرّب غدًا.'] }],
      },
    ],
  },
  {
    author: 'زائر',
    time: '١٢ نوفمبر ٢٠٢٦ - ١٠:٤١ ص',
    text: ['المبنى الجديد جميل، لكن مواقف السيارات قليلة جدًا.'],
  },
  {
    author: 'أم يوسف',
    time: '١١ نوفمبر ٢٠٢٦ - ٠٩:١٥ م',
    text: ['الممرضات لطيفات والمكان نظيف. تجربتنا كانت جيدة.'],
  },
];

const arabicComment = (entry: Entry): string =>
  `<li class="taliq"><div class="taliq-ras"><span class="ism">${entry.author}</span><span class="waqt">${entry.time}</span></div><div class="taliq-nass">${entry.text.join(' ')}</div><div class="taliq-adawat"><a href="#" class="ijab">أعجبني <b>3</b></a><a href="#" class="radd">رد</a><a href="#">إبلاغ</a></div>${entry.answers ? `<ul class="rudud">${entry.answers.map(arabicComment).join('')}</ul>` : ''}</li>`;

const arabicNews: OddPage = {
  html: shell(
    'ar',
    'rtl',
    `<nav><a href="/">الرئيسية</a><a href="/health">صحة</a><a href="/sport">رياضة</a></nav>
<article><h1>افتتاح المبنى الجديد للمستشفى</h1><div class="katib">بقلم: <a href="/writers/12">هيئة التحرير</a> <span>١٠ نوفمبر ٢٠٢٦</span></div><p>يفتح المبنى الجديد أبوابه يوم الأحد، ويضم عيادات خارجية وقسمًا للأطفال.</p><p>وقالت الإدارة إن المواعيد القديمة تبقى كما هي.</p></article>
<section class="mawadi"><h3>اقرأ أيضًا</h3>${[1, 2, 3].map((at) => `<div class="khabar"><a href="/news/${at}">خبر صحي رقم ${at} عن العيادات</a><span>${at} نوفمبر ٢٠٢٦</span></div>`).join('')}</section>
<section class="taliqat"><h3>التعليقات (5)</h3><ul>${arabic.map(arabicComment).join('')}</ul></section>`,
  ),
  expected: expected(arabic, ' '),
};

const thai: readonly Entry[] = [
  {
    author: 'แม่น้องพลอย',
    time: '12 พ.ย. 2569 เวลา 10:41 น.',
    text: ['นัดคุณหมอไว้เก้าโมง แต่ได้ตรวจตอนบ่ายโมงค่ะ', 'อยากทราบว่าปกติรอนานแบบนี้ไหมคะ'],
  },
  {
    author: 'สมาชิกหมายเลข 47',
    time: '12 พ.ย. 2569 เวลา 11:02 น.',
    text: ['วันจันทร์คนเยอะครับ แนะนำให้ไปวันพุธ'],
  },
  {
    author: 'ดาว',
    time: '12 พ.ย. 2569 เวลา 13:27 น.',
    text: ['ที่จอดรถอยู่ตึกไหนคะ หาไม่เจอเลย'],
  },
  { author: 'แม่น้องพลอย', time: '3 ชั่วโมงที่แล้ว', text: ['ขอบคุณค่ะ'] },
];

const thaiForum: OddPage = {
  html: shell(
    'th',
    'ltr',
    `<div class="head"><a href="/">หน้าแรก</a><a href="/forum">กระทู้</a></div><h2>รอคิวโรงพยาบาลนานไหม</h2>
<div class="klong">${thai
      .map(
        ({ author, time, text }, at) =>
          `<div class="kwam" id="kwam-${at + 1}"><div class="kwam-tee"><span class="lek">ความคิดเห็นที่ ${at + 1}</span></div><div class="kwam-nuea">${lines(text)}</div><div class="kwam-tai"><img src="" alt=""><a class="chue" href="/profile/${at + 5}">${author}</a><span class="wela">${time}</span><span class="top" role="button">ตอบกลับ</span></div></div>`,
      )
      .join('')}</div>`,
  ),
  expected: expected(thai, '\n'),
};

const hindi: readonly Entry[] = [
  {
    author: 'सुनीता वर्मा',
    time: '3 घंटे पहले',
    text: ['क्या रविवार को भी ओपीडी खुली रहती है?'],
    answers: [
      {
        author: 'राकेश',
        time: '2 घंटे पहले',
        text: ['नहीं, रविवार को केवल आपातकालीन सेवा रहती है।'],
      },
    ],
  },
  {
    author: 'अनाम पाठक',
    time: '12 नवंबर 2026, 10:41 पूर्वाह्न',
    text: ['पर्ची के लिए दो घंटे लाइन में लगना पड़ा। व्यवस्था सुधारिए।'],
  },
  {
    author: 'Priya',
    time: '11 नवंबर 2026, 09:05 अपराह्न',
    text: ['Staff bahut achha tha, sabka dhanyavaad.'],
  },
];

const hindiComment = ({ author, time, text, answers }: Entry): string =>
  `<div class="cmt_box"><div class="usr_img"><img src="" alt="user"></div><div class="usr_txt"><h4>${author}</h4><span class="tm">${time}</span><p>${text.join(' ')}</p><div class="lnk"><a href="javascript:void(0)">जवाब दें</a><a href="javascript:void(0)">पसंद</a></div></div>${answers ? `<div class="cmt_sub">${answers.map(hindiComment).join('')}</div>` : ''}</div>`;

const hindiPortal: OddPage = {
  html: shell(
    'hi',
    'ltr',
    `<ul class="menu"><li><a href="/">होम</a></li><li><a href="/swasthya">स्वास्थ्य</a></li></ul><h1>जिला अस्पताल में नई व्यवस्था</h1><p class="date">प्रकाशित: 10 नवंबर 2026, 08:00 पूर्वाह्न</p><p>अस्पताल में पर्ची की नई व्यवस्था सोमवार से लागू होगी।</p>
<div id="cmt_list"><h3>पाठकों की राय</h3>${hindi.map(hindiComment).join('')}</div>`,
  ),
  expected: expected(hindi, ' '),
};

const turkish: readonly Entry[] = [
  {
    author: 'A. K.',
    time: '12 Kasım 2026',
    text: ['Randevuma zamanında alındım, her şeyi sabırla anlattılar. Çok memnun kaldım.'],
    answers: [
      {
        author: 'Örnek Ağız ve Diş Kliniği',
        time: '13 Kasım 2026',
        text: ['Güzel sözleriniz için teşekkür ederiz.'],
      },
    ],
  },
  {
    author: 'Selin',
    time: '9 Kasım 2026',
    text: ['Fiyat söylenenden farklı çıktı, kimse açıklamadı.'],
  },
  { author: 'M. D.', time: '1 Kasım 2026', text: ['Temiz ve ferah bir yer.'] },
  {
    author: 'Burak T.',
    time: '28 Ekim 2026',
    text: ['Telefonla ulaşmak çok zor. Üç gün aradım, sonunda kendim gittim.'],
  },
];

const turkishReview = ({ author, time, text, answers }: Entry, at: number): string =>
  `<div class="degerlendirme" data-degerlendirme-id="${at + 410}"><div class="ust"><div class="harf">${author[0]}</div><div><span class="yazan">${author}</span><span class="dogrulandi">Doğrulanmış ziyaret</span></div><div class="yildizlar" aria-label="5 üzerinden ${5 - at}">★★★★★</div></div><div class="alt-satir"><span>${time}</span> • <span>Muayene</span></div><p class="metin">${text.join(' ')}</p>${(
    answers ?? []
  )
    .map(
      (answer) =>
        `<div class="klinik-yaniti"><div><span class="yazan">${answer.author}</span><span>${answer.time}</span></div><p class="metin">${answer.text.join(' ')}</p></div>`,
    )
    .join('')}</div>`;

const turkishReviews: OddPage = {
  html: shell(
    'tr',
    'ltr',
    `<h1>Örnek Ağız ve Diş Kliniği</h1><ul class="hizmetler"><li>Dolgu <b>1.200 TL</b></li><li>Kontrol <b>600 TL</b></li></ul><h2>Değerlendirmeler (${turkish.length})</h2><div class="liste">${turkish.map(turkishReview).join('')}</div><a href="?sayfa=2">Daha fazla göster</a>`,
  ),
  expected: expected(turkish.map(unanswered), ' '),
};

const russian: readonly Entry[] = [
  {
    author: 'Ольга_М',
    time: '12.11.2026, 10:41',
    text: ['Подскажите, пожалуйста, можно ли прийти без записи?'],
  },
  {
    author: 'Старожил',
    time: '12.11.2026, 11:20',
    text: ['Можно, но с утра очередь. Лучше после обеда.'],
  },
  { author: 'Ольга_М', time: 'Вчера, 18:02', text: ['Спасибо, так и сделаю.'] },
  {
    author: 'Настя',
    time: 'Сегодня, 09:13',
    text: ['В регистратуре нагрубили, второй раз уже. Кому жаловаться?'],
  },
];

const russianBoard: OddPage = {
  html: shell(
    'ru',
    'ltr',
    `<table class="naver" width="100%"><tr><td><a href="index.php">Форум</a> &gt; <a href="forum.php?f=7">Поликлиники</a></td><td>Сегодня: 14.11.2026</td></tr></table>
<div id="soobshcheniya">${russian
      .map(
        ({ author, time, text }, at) =>
          `<table class="ramka" id="soob${at + 8801}" width="100%"><tr><td class="verh">${time}</td><td class="verh" align="right">#<a href="show.php?p=${at + 8801}">${at + 1}</a></td></tr><tr valign="top"><td class="levo" width="175"><a class="bolshoy" href="member.php?u=${at + 3}">${author}</a><div class="mel">Участник</div><div class="mel">Регистрация: 03.0${at + 1}.2019</div><div class="mel">Сообщений: ${at * 31 + 4}</div></td><td class="pravo"><div id="tekst_${at + 8801}">${text.join(' ')}</div><div class="podpis">__________<br>Берегите себя и своих близких, друзья мои</div></td></tr><tr><td class="levo"></td><td class="pravo" align="right"><a href="newreply.php?do=newreply&amp;p=${at + 8801}">Ответить с цитированием</a></td></tr></table><br>`,
      )
      .join('')}</div>`,
  ),
  expected: expected(russian, ' '),
};

const german: readonly Entry[] = [
  {
    author: 'Gesetzlich versichert',
    time: '12.11.2026',
    text: [
      'Man fühlt sich ernst genommen und es wird alles in Ruhe erklärt.',
      'Die Wartezeit war mit zehn Minuten sehr kurz.',
    ],
    answers: [
      {
        author: 'Praxis am Park',
        time: '13.11.2026',
        text: ['Vielen Dank für die freundlichen Worte.'],
      },
    ],
  },
  {
    author: 'Privat versichert, über 50',
    time: '02.11.2026',
    text: ['Telefonisch ist niemand zu erreichen. Ich habe es drei Tage lang versucht.'],
  },
  { author: 'Neupatientin', time: '27.10.2026', text: ['Nettes Team.'] },
];

const germanReviews: OddPage = {
  html: shell(
    'de',
    'ltr',
    `<header><h1>Praxis am Park</h1><p>Montag 8–12 Uhr, Dienstag 14–18 Uhr</p></header><main><h2>${german.length} Bewertungen</h2>${german
      .map(
        ({ author, time, text, answers }, at) =>
          `<section class="arztbewertung" id="bewertung-${at + 77}"><div class="arztbewertung__kopf"><span class="gesamtnote">1,${at + 2}</span><span class="arztbewertung__von">${author}</span><span class="arztbewertung__am">Bewertung vom ${time}</span></div><h3>${['Sehr zu empfehlen', 'Schlecht erreichbar', 'Gut'][at]}</h3><div class="arztbewertung__worte">${paragraphs(text)}</div><table class="noten"><tr><td>Behandlung</td><td>1,0</td></tr><tr><td>Wartezeit</td><td>2,0</td></tr></table>${(
            answers ?? []
          )
            .map(
              (answer) =>
                `<div class="stellungnahme"><div class="arztbewertung__kopf"><span class="arztbewertung__von">${answer.author}</span><span class="arztbewertung__am">Kommentar vom ${answer.time}</span></div><div class="arztbewertung__worte">${paragraphs(answer.text)}</div></div>`,
            )
            .join(
              '',
            )}<footer><a href="/hilfreich/${at}">Hilfreich</a> <a href="/melden/${at}">Bewertung melden</a></footer></section>`,
      )
      .join('')}</main>`,
  ),
  expected: expected(german.map(unanswered), '\n\n'),
};

const chinese: readonly Entry[] = [
  {
    author: '小鱼妈妈',
    time: '发表于 2026-11-12 10:41',
    text: ['儿科周末有医生值班吗？', '上次去的时候大门是关着的。'],
  },
  { author: '路人甲', time: '发表于 2026-11-12 11:30', text: ['周六上午有，周日没有。'] },
  { author: '阿明', time: '发表于 前天 20:15', text: ['排队太久了，叫号系统还坏了。'] },
  { author: '小鱼妈妈', time: '发表于 3 小时前', text: ['谢谢！'] },
];

const chineseForum: OddPage = {
  html: shell(
    'zh-CN',
    'ltr',
    `<div id="hd"><a href="forum.php">论坛</a></div><div id="lou">${chinese
      .map(
        ({ author, time, text }, at) =>
          `<div id="lc_${at + 501}"><table cellspacing="0"><tr><td class="zuo" rowspan="2"><div class="mz"><a href="space-uid-${at + 9}.html" target="_blank">${author}</a></div><div class="tx"><a href="space-uid-${at + 9}.html"><img src=""></a></div><p><em>论坛元老</em></p></td><td class="you"><div class="pi"><strong><a href="#lc_${at + 501}">${at + 1}<sup>#</sup></a></strong><em id="sj${at + 501}">${time}</em><span>|</span><a href="?authorid=${at + 9}">只看该作者</a></div><div class="nr"><table><tr><td id="xx_${at + 501}">${lines(text)}</td></tr></table></div></td></tr><tr><td class="you2"><div class="pob"><a class="fastre" href="forum.php?mod=post&amp;reply=${at}">回复</a> <a href="javascript:;">举报</a></div></td></tr></table></div>`,
      )
      .join('')}</div>`,
  ),
  expected: expected(chinese, '\n'),
};

const korean: readonly Entry[] = [
  { author: '김**', time: '26-11-12 10:41', text: ['토요일 진료는 몇 시까지인가요?'] },
  {
    author: '하늘이',
    time: '26-11-12 11:02',
    text: ['한 시까지예요. 접수는 열두 시 반에 마감합니다.'],
    answers: [{ author: '김**', time: '26-11-12 11:40', text: ['감사합니다.'] }],
  },
  { author: '박**', time: '26-11-11 22:19', text: ['주차가 너무 불편합니다. 개선 부탁드려요.'] },
];

const koreanNotices: OddPage = {
  html: shell(
    'ko',
    'ltr',
    `<article id="bo_v"><header><h2>토요일 진료 안내</h2><span>작성자 관리자</span> <span>작성일 26-11-10 09:00</span></header><div>토요일에도 진료합니다. 문의는 댓글로 남겨 주세요.</div></article>
<section id="bo_vc"><h2>댓글목록</h2>${all(korean)
      .map(
        ({ author, time, text }, at) =>
          `<div class="dat" id="c_${at + 901}" style="margin-left:${at === 2 ? 20 : 0}px"><div class="dat_h"><span class="guest">${author}</span>님의 댓글<span class="dat_d">작성일 <b>${time}</b></span></div><p class="dat_c">${text.join(' ')}</p><ul class="dat_b"><li><a href="#">답변</a></li><li><a href="#">수정</a></li></ul></div>`,
      )
      .join('')}</section>`,
  ),
  expected: expected(korean, ' '),
};

const polish: readonly Entry[] = [
  { author: '~gość', time: '2 godz. temu', text: ['Rejestracja nie odbiera telefonu od rana.'] },
  {
    author: 'anka82',
    time: 'wczoraj, 18:20',
    text: ['U mnie odebrali za trzecim razem. Trzeba próbować po dziesiątej.'],
  },
  { author: 'Marek', time: '12 lis 2026, 10:41', text: ['Parking płatny, proszę pamiętać.'] },
];

const polishNews: OddPage = {
  html: shell(
    'pl',
    'ltr',
    `<main><h1>Nowa rejestracja w przychodni</h1><p>Od poniedziałku rejestracja działa od siódmej.</p><div class="opinie"><div class="opinie-ile">Opinie (${polish.length})</div>${polish
      .map(
        ({ author, time, text }) =>
          `<div class="opinia"><div class="opinia-lewa"><span class="inicjal">${author[0]}</span></div><div class="opinia-prawa"><div><strong>${author}</strong> <em>${time}</em></div><div>${text.join(' ')}</div><div><span class="glosy">+4</span> <span class="glosy">-1</span> <button type="button">Odpowiedz</button></div></div></div>`,
      )
      .join('')}</div></main>`,
  ),
  expected: expected(polish, ' '),
};

export const worldPages: Readonly<Record<string, OddPage>> = {
  'Japanese board, two rows of a table for each': japaneseBoard,
  'Arabic news, nested, with digits of its own': arabicNews,
  'Thai forum, the writer below the words': thaiForum,
  'Hindi portal, answers beside their comment': hindiPortal,
  'Turkish reviews, answered by the clinic': turkishReviews,
  'Russian board, a table for each with a signature': russianBoard,
  'German ratings with a headline and marks': germanReviews,
  'Chinese forum, floors of nested tables': chineseForum,
  'Korean notices, answers told by their margin': koreanNotices,
  'Polish opinions, hardly marked': polishNews,
};

const each = (
  sentences: readonly string[],
  row: (sentence: string, at: number) => string,
): string => sentences.map(row).join('');

/** Repeated parts of clinics' pages that nobody wrote as comments. */
export const lookalikes: Readonly<Record<string, string>> = {
  'a grid of products with marks and dates': shell(
    'en',
    'ltr',
    `<div class="grid">${each(['Soft and washable, for the left and the right knee.', 'Keeps the wrist still at night.', 'A warm pack for the neck, ready in two minutes.', 'Two crutches with handles of cork.'], (sentence, at) => `<div class="product" id="product-${at + 10}" data-id="${at + 10}"><a href="/shop/${at}"><img alt="Picture" src=""></a><h3><a href="/shop/${at}">Brace ${'ABCD'[at]}</a></h3><div class="rating" aria-label="4 of 5">★★★★</div><p>${sentence}</p><span class="price">$${at + 2}9.00</span><span class="delivery">Delivery by ${at + 1} December 2026</span><button>Add to basket</button></div>`)}</div>`,
  ),
  'results of a search': shell(
    'fr',
    'ltr',
    `<form><input name="q"></form><ul class="resultats">${each(['Comment préparer votre visite et où se garer.', 'Les papiers à apporter le jour de votre arrivée.', 'Horaires des visites et numéros utiles du service.', 'Plan du bâtiment avec toutes les entrées.'], (sentence, at) => `<li class="resultat" id="resultat-${at}"><a href="/fiche/${at}">${sentence.slice(0, 24)}</a><cite>clinique.example/fiche/${at}</cite><span class="date">${at + 1} novembre 2026</span><p>${sentence}</p></li>`)}</ul>`,
  ),
  'teasers of articles with their writers': shell(
    'es',
    'ltr',
    `<section class="ultimas">${each(['La sala abre el lunes y tendrá más asientos.', 'El aparcamiento norte cierra por obras hasta marzo.', 'Cómo pedir cita sin hacer cola.'], (sentence, at) => `<article class="noticia"><a href="/noticia/${at}"><h2>${sentence.slice(0, 20)}</h2></a><p>${sentence}</p><div class="firma"><span class="autor">${['Redacción', 'Prensa', 'Archivo'][at]}</span> <time datetime="2026-11-0${at + 1}">${at + 1} de noviembre de 2026</time> <a href="/noticia/${at}#comentarios" class="num-comentarios">${at} comentarios</a></div></article>`)}</section>`,
  ),
  'a table of prices': shell(
    'de',
    'ltr',
    `<table class="preise"><tr><th>Leistung</th><th>Preis</th><th>Stand</th></tr>${each(['Selbstzahlerleistung, bitte vorher anfragen', 'Wird von vielen Kassen übernommen', 'Nur nach schriftlicher Vereinbarung', 'Auf Wunsch auch als Hausbesuch möglich'], (sentence, at) => `<tr><td><b>Beratung ${'ABCD'[at]}</b></td><td>${at + 1}0 €</td><td>1.${at + 1}.2026</td><td>${sentence}</td></tr>`)}</table>`,
  ),
  'a timetable': shell(
    'tr',
    'ltr',
    `<table id="saatler">${each(['Birinci kat, sağdaki kapı, randevu ile', 'Zemin kat, danışmanın yanında', 'Üçüncü kat, asansörün karşısı', 'Ek bina, otoparkın arkasında'], (sentence, at) => `<tr id="gun-${at}"><td><strong>Dr. ${['Örnek', 'Misal', 'Deneme', 'Nümune'][at]}</strong></td><td>${at + 8}:00</td><td>${at + 10} Kasım 2026</td><td>${sentence}</td></tr>`)}</table>`,
  ),
  'a team with names and hours': shell(
    'en',
    'ltr',
    `<div class="team">${each(['Sees visitors on Mondays and speaks three languages at the desk.', 'Leads the ward on the second floor.', 'Answers questions about bills and letters.'], (sentence, at) => `<div class="member" id="member-${at}"><img alt="" src=""><h4 class="name"><a href="/people/${at}">Dr ${['Sample', 'Model', 'Example'][at]}</a></h4><p class="role">Consultant since 1 March 20${10 + at}</p><p>${sentence}</p><a href="mailto:desk@example.org">Contact</a></div>`)}</div>`,
  ),
  'questions that unfold': shell(
    'it',
    'ltr',
    `<div class="faq">${each(['Si prenota allo sportello o per telefono dalle otto a mezzogiorno.', 'Portate un documento e la tessera.', 'Il parcheggio è dietro il padiglione nuovo.'], (sentence, at) => `<details class="domanda" id="faq-${at}"><summary>${['Come prenoto?', 'Che cosa porto?', 'Dove parcheggio?'][at]}</summary><div class="risposta"><p>${sentence}</p><p>Aggiornato il ${at + 1} ottobre 2026</p></div></details>`)}</div>`,
  ),
  'links at the foot': shell(
    'ja',
    'ltr',
    `<footer>${each(['お知らせ', '採用情報', '交通アクセス', '個人情報の取り扱い'], (sentence, at) => `<ul class="links" id="links-${at}"><li><a href="/a/${at}">${sentence}</a></li><li><a href="/b/${at}">一覧へ</a> <span>2026/11/0${at + 1}</span></li></ul>`)}</footer>`,
  ),
  'what is on': shell(
    'pl',
    'ltr',
    `<div class="wydarzenia">${each(['Wstęp wolny, sala konferencyjna na parterze.', 'Prosimy o wygodny strój i wodę.', 'Spotkanie dla rodziców z małymi dziećmi.'], (sentence, at) => `<div class="wydarzenie" data-id="${at + 3}"><span class="kiedy">${at + 1} grudnia 2026, 17:00</span><h3><a href="/wydarzenie/${at}">${['Wykład otwarty', 'Zdrowe plecy', 'Spokojny sen'][at]}</a></h3><p>Prowadzi <b>dr Przykład</b>. ${sentence}</p><a href="/zapisy/${at}">Zapisz się</a></div>`)}</div>`,
  ),
  'notices with who put them up': shell(
    'ko',
    'ltr',
    `<table class="gongji"><tbody>${each(['추석 연휴 휴진 안내', '주차장 공사 안내', '독감 접종 시작', '면회 시간 변경 안내'], (sentence, at) => `<tr><td>${at + 20}</td><td><a href="/notice/${at + 20}">${sentence}</a></td><td><span class="name">관리자</span></td><td>2026.11.0${at + 1}</td><td>${at * 17}</td></tr>`)}</tbody></table>`,
  ),
  'versions of a document': shell(
    'en',
    'ltr',
    `<ul class="history">${each(['changed the opening hours of the desk', 'put in the map of the new wing', 'took out the old telephone number', 'corrected the name of a street'], (sentence, at) => `<li id="rev-${at}"><a class="user" href="/user/${at}">${['Editor', 'Desk', 'Editor', 'Press'][at]}</a> <time datetime="2026-11-0${at + 1}T08:00:00Z">${at + 1} November 2026</time> <span>${sentence}</span> <a href="/diff/${at}">Compare</a></li>`)}</ul>`,
  ),
  'files to load down': shell(
    'es',
    'ltr',
    `<ul class="descargas">${each(['Consentimiento para la consulta, dos páginas.', 'Hoja de reclamaciones de la comunidad.', 'Guía de acogida para familias.'], (sentence, at) => `<li class="archivo" data-file-id="${at + 5}"><strong>${['Impreso', 'Hoja', 'Guía'][at]}</strong><p>${sentence}</p><span>Actualizado el ${at + 1}/11/2026</span> <a href="/f/${at}.pdf">Descargar</a></li>`)}</ul>`,
  ),
};
