/** Words by which a control or a class name gives itself away, folded to lower case. */

/** How "reply" and "quote" are said on buttons. */
export const REPLY_WORDS: readonly string[] = [
  'reply',
  'replies',
  'respond',
  'answer',
  'quote',
  'comment on this',
  'responder',
  'contestar',
  'citar',
  'antworten',
  'antwort',
  'zitieren',
  'zitat',
  'répondre',
  'repondre',
  'citer',
  'rispondi',
  'cita',
  'yanıtla',
  'cevapla',
  'alıntıla',
  'رد',
  'الرد',
  'اقتباس',
  'ответить',
  'цитировать',
  'цитата',
  'जवाब',
  'उत्तर',
  'ตอบกลับ',
  'ตอบ',
  '回复',
  '回覆',
  '回應',
  '答复',
  '引用',
  '返信',
  '답글',
  '답장',
  'antwoord',
  'reageer',
  'beantwoorden',
  'svara',
  'svar',
  'besvar',
  'vastaa',
  'odpowiedz',
  'odpovědět',
  'odpovedať',
  'válasz',
  'răspunde',
  'отговор',
  'відповісти',
  'απάντηση',
  'הגב',
  'השב',
  'balas',
  'trả lời',
  'пастаў адказ',
];

/** Parts of class names, ids and addresses that stand for a reply control, whatever its language. */
export const REPLY_MARK =
  /(?:^|[^a-z])(?:re-?pl(?:y|ies)|respond|answer|quote|antwort|respon[ds]er|reponse|cite)(?![a-z]*(?:count|form|title|list))/iu;

/** Class names of comments; the weaker ones are also used for articles. */
export const COMMENT_MARK =
  /comment|komment|comentari|coment[aá]rio|commentaire|yorum|reply|replies|review|avis|opinion|guestbook|shout/iu;
export const WEAK_COMMENT_MARK =
  /post|message|msg|beitrag|response|answer|thread|feedback|note|entry/iu;

/** Class names and addresses of authors. */
export const AUTHOR_MARK =
  /author|auteur|autor|yazar|benutzer|mitglied|usuario|utilisateur|utente|user(?!-?agent)|(?:^|[^a-z])(?:nick|fn|by|from|poster|member|profile|who|person|people|sender|display-?name|handle|vcard|cite)(?![a-z])|name(?!space)/iu;
export const PROFILE_ADDRESS =
  /\/(?:u|user|users|member|members|profile|profiles|people|person|author|authors|account|channel|in|by)[/.?-]|[?&](?:u|user|uid|userid|mode=viewprofile|author|member|id)=|\/@|\/~|(?:blogger\.com\/profile)/iu;

/** Class names of parts that are never what was written. */
export const NOT_TEXT_MARK =
  /(?:^|[^a-z])(?:signature|sig|meta|header|footer|actions?|controls?|toolbar|buttons?|badge|avatar|gravatar|rank|score|votes?|share|likes?|menu|nav|breadcrumbs?|tagline|date|time|byline|info|details|profile|postprofile)(?![a-z])/iu;

/** Class names of parts that record what was done, with nothing written by anybody. */
export const RECORD_MARK =
  /(?:^|[^a-z])(?:activity|history|change-?log|log|events?|status-?changes?)(?![a-z])/iu;
