//! Names in a draft that neither the comment nor its writer's handle shows.

use super::Checked;
use super::light::Light;
use super::mechanism::joined;
use crate::reading::private::{is_family_name_in_han, is_listed_name};
use crate::text::{Break, Span, Text, Token, TokenKind};

/// Forms of address that a name follows, folded.
const ADDRESSES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mister",
    "herr",
    "frau",
    "senor",
    "senora",
    "sr",
    "sra",
    "monsieur",
    "madame",
    "mme",
    "signor",
    "signora",
    "sig",
    "senhor",
    "senhora",
    "bay",
    "bayan",
    "sayin",
    "dear",
    "hi",
    "hello",
    "hey",
    "hallo",
    "liebe",
    "lieber",
    "hola",
    "querida",
    "querido",
    "estimada",
    "estimado",
    "bonjour",
    "chere",
    "cher",
    "ciao",
    "gentile",
    "ola",
    "cara",
    "caro",
    "merhaba",
    "sevgili",
    "уважаемыи",
    "уважаемая",
    "дорогои",
    "дорогая",
    "господин",
    "госпожа",
    "г-н",
    "г-жа",
    "здравствуите",
    "добрыи",
    "عزيزي",
    "عزيزتي",
    "السيد",
    "السيده",
    "سيد",
    "سيده",
    "الاستاذ",
    "الاستاذه",
    "استاذ",
    "استاذه",
    "اخي",
    "اختي",
    "مرحبا",
    "اهلا",
    "प्रिय",
    "श्री",
    "श्रीमती",
    "सुश्री",
    "नमस्ते",
    "आदरणीय",
];

/// What follows a name in addressing somebody, folded.
const ADDRESSES_AFTER: &[&str] = &["bey", "hanim", "beyefendi", "hanimefendi", "जी", "साहब"];

/// Names that give away who writes.
pub(super) fn revealed(checked: &Checked) -> Vec<Span> {
    let Some(light) = checked.light else {
        return Vec::new();
    };
    let text = &checked.text;
    let mut found: Vec<Span> = (0..text.tokens.len())
        .filter(|at| is_addressed(text, *at) || is_addressed_behind(text, *at))
        .map(|at| &text.tokens[at])
        .filter(|token| !is_known(light, text.folded(token)) && !is_of_house(checked, token))
        .map(|token| token.span)
        .collect();
    found.extend(
        unspaced(text.source)
            .into_iter()
            .filter(|span| !is_known_run(light, text.slice(*span))),
    );
    found.sort_unstable();
    found
}

/// A name after a form of address. One in small letters, or in a script that has no others, must be
/// one that people are known to have.
fn is_addressed(text: &Text, index: usize) -> bool {
    let Some(address) = index.checked_sub(1) else {
        return false;
    };
    let (before, token) = (&text.tokens[address], &text.tokens[index]);
    let folded = text.folded(token);
    let may_be = token.kind == TokenKind::Word
        && ADDRESSES.contains(&text.folded(before))
        && joined(text, index)
        && !is_own(text, address)
        && !ADDRESSES.contains(&folded)
        && !GREETED.contains(&folded);
    may_be
        && if has_cases(text, token) {
            let opens = address == 0 || before.before == Break::Sentence;
            begins_big(text, token) && !token.shouted && begins_big(text, before)
                || opens && is_listed_name(folded)
        } else {
            is_listed_name(folded)
        }
}

/// A known name before a word that honours it: “Mustafa Bey”.
fn is_addressed_behind(text: &Text, index: usize) -> bool {
    let (token, Some(after)) = (&text.tokens[index], text.tokens.get(index + 1)) else {
        return false;
    };
    token.kind == TokenKind::Word
        && ADDRESSES_AFTER.contains(&text.folded(after))
        && after.before == Break::None
        && (begins_big(text, token) || !has_cases(text, token))
        && is_listed_name(text.folded(token))
        && !is_own(text, index)
}

fn begins_big(text: &Text, token: &Token) -> bool {
    text.slice(token.span).starts_with(char::is_uppercase)
}

fn has_cases(text: &Text, token: &Token) -> bool {
    let cased = |c: char| c.is_uppercase() || c.is_lowercase();
    text.slice(token.span).starts_with(cased)
}

fn is_known(light: &Light, folded: &str) -> bool {
    let words = &light.known_words;
    words
        .binary_search_by(|word| word.as_str().cmp(folded))
        .is_ok()
}

/// Whether the desk itself puts the name into replies, as of who signs them.
fn is_of_house(checked: &Checked, token: &Token) -> bool {
    let desk = checked.desk;
    let own = [&desk.organisation, &desk.sign_off, &desk.channel];
    let mut own = own
        .into_iter()
        .map(String::as_str)
        .chain(desk.approved_texts());
    let folded = checked.text.folded(token);
    own.any(|own| {
        let own = Text::new(own);
        own.tokens.iter().any(|t| own.folded(t) == folded)
    })
}

/// Names in Thai and Chinese, which part no words: after a Thai salutation, before a Chinese title.
fn unspaced(source: &str) -> Vec<Span> {
    let mut found = Vec::new();
    if let Some(span) = thai(source) {
        found.push(span);
    }
    for title in ["先生", "女士", "小姐", "太太"] {
        let titles = source.match_indices(title);
        found.extend(titles.filter_map(|(at, _)| han(source, at)));
    }
    found
}

/// “เรียน คุณสมชาย …”: what follows the salutation up to a blank.
fn thai(source: &str) -> Option<Span> {
    /// What is greeted without being a person's name.
    const GREETED: &[&str] = &[
        "ลูกค้า",
        "ผู้",
        "ท่าน",
        "หมอ",
        "พ่อ",
        "แม่",
        "พี่",
        "ครู",
        "ทุก",
        "ที่",
        "และ",
        "คนไข้",
    ];
    let opening = ["เรียน", "สวัสดีค่ะ", "สวัสดีครับ", "สวัสดี"];
    let trimmed = source.trim_start();
    let rest = opening.iter().find_map(|word| trimmed.strip_prefix(word))?;
    let name = rest.trim_start().strip_prefix("คุณ")?.trim_start();
    let is_thai = |c: char| ('\u{e01}'..='\u{e4e}').contains(&c);
    let end = name.find(|c| !is_thai(c)).unwrap_or(name.len());
    let length = name[..end].chars().count();
    let start = source.len() - name.len();
    let fits = (2..=20).contains(&length) && !GREETED.iter().any(|other| name.starts_with(other));
    fits.then(|| Span::new(start, start + end))
}

/// “王小明先生”: a family name with at most two more characters before the title.
fn han(source: &str, title: usize) -> Option<Span> {
    /// Before a name stands nothing that is written in Chinese, or one of these.
    const BEFORE: &[&str] = &["的", "好", "位", "是", "给", "谢"];
    let head = &source[..title];
    (1..=3).find_map(|length| {
        let start = head.char_indices().rev().nth(length - 1)?.0;
        let name = &head[start..];
        let apart = !head[..start].ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
            || BEFORE.iter().any(|word| head[..start].ends_with(word));
        let person = name.starts_with(is_family_name_in_han)
            && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        (apart && person).then(|| Span::new(start, title))
    })
}

/// Whether the comment or the handle has all of a run of characters.
fn is_known_run(light: &Light, run: &str) -> bool {
    let text = Text::new(run);
    text.tokens.iter().all(|t| is_known(light, text.folded(t)))
}

/// Whether somebody is named as one of the house: “our complaints officer Frau …”.
fn is_own(text: &Text, address: usize) -> bool {
    const OUR: &[&str] = &[
        "our", "unser", "unsere", "unserer", "unserem", "unseren", "nuestra", "nuestro", "notre",
        "nostra", "nostro", "nossa", "nosso",
    ];
    /// Words between “our” and the name: an office and its adjective.
    const FAR: usize = 4;
    let sentence = text.tokens[address].sentence;
    let before = text.tokens[..address].iter().rev().take(FAR);
    before
        .take_while(|t| t.sentence == sentence)
        .any(|t| OUR.contains(&text.folded(t)))
}

/// What is greeted without being a person's name.
const GREETED: &[&str] = &[
    "there",
    "all",
    "everyone",
    "everybody",
    "team",
    "friend",
    "friends",
    "guest",
    "reader",
    "reviewer",
    "commenter",
    "sir",
    "madam",
    "zusammen",
    "alle",
    "todos",
    "todas",
    "tous",
    "toutes",
    "tutti",
    "tutte",
    "damen",
    "herren",
    "kundin",
    "kunde",
    "kunden",
    "gast",
    "gaste",
    "grusse",
    "gruesse",
    "community",
    "leser",
    "leserin",
    "leserinnen",
    "mitmenschen",
    "patient",
    "patients",
    "patientin",
    "patienten",
    "reviewers",
    "customer",
    "visitor",
    "follower",
    "followers",
    "comunidad",
    "amigos",
    "amigas",
    "cliente",
    "clientes",
    "takipciler",
    "takipcilerimiz",
    "misafirimiz",
    "sie",
    "ihnen",
    "ihr",
    "ihre",
    "euch",
    "you",
    "i",
    "ich",
    "usted",
    "ustedes",
    "vous",
    "lei",
    "друзья",
    "пациент",
    "пациенты",
    "пользователь",
    "автор",
    "гость",
    "гости",
    "клиент",
    "коллеги",
    "читатель",
    "вы",
    "вас",
    "день",
    "вечер",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn the_lists_are_folded() {
        for word in [ADDRESSES, ADDRESSES_AFTER, GREETED].concat() {
            assert_eq!(fold(word), word);
        }
    }

    #[test]
    fn names_are_seen_where_words_are_not_parted() {
        let names = |source: &'static str| {
            let found = unspaced(source).into_iter();
            found.map(|span| &source[span.range()]).collect::<Vec<_>>()
        };
        assert_eq!(names("尊敬的王小明先生，您好"), ["王小明"]);
        assert_eq!(names("李女士您好"), ["李"]);
        assert_eq!(names("各位先生女士"), [""; 0]);
        assert_eq!(names("เรียน คุณสมชาย ขอบคุณ"), ["สมชาย"]);
        assert_eq!(names("เรียนคุณลูกค้า ขอบคุณ"), [""; 0]);
        assert_eq!(names("ขอบคุณมากค่ะ"), [""; 0]);
    }
}
