//! Folding: what two spellings of the same word have in common.
//!
//! Applied to comments, drafts and patterns alike, so both sides always agree.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds one word into `out`: compatibility forms, case, accents, Arabic and Devanagari spelling
/// variants, look-alike letters. Appends; does not clear.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.bytes().map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    let start = out.len();
    for character in word.nfkc().flat_map(char::to_lowercase) {
        push_folded(character, out);
    }
    if mixes_scripts(&out[start..]) {
        let unmasked = unmask(&out[start..]);
        out.truncate(start);
        out.push_str(&unmasked);
    }
}

/// The folded form of a word.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

fn push_folded(character: char, out: &mut String) {
    match character {
        _ if is_left_out(character) => {}
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ى' | 'ی' | 'ئ' => out.push('ي'),
        'ؤ' => out.push('و'),
        'ة' => out.push('ه'),
        'ک' => out.push('ك'),
        // Devanagari: candrabindu and anusvara swap.
        '\u{901}' => out.push('\u{902}'),
        '’' | '‘' | 'ʼ' | '`' | '´' | '＇' => out.push('\''),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        _ if character.is_ascii() => out.push(character),
        _ if strips_accents(character) => out.extend(
            std::iter::once(character)
                .nfd()
                .filter(|c| !is_combining_mark(*c)),
        ),
        _ => out.push(character),
    }
}

/// Signs that change nothing in what a word is: invisible ones; Arabic short vowels, tatweel and
/// superscript alef; the nukta of Devanagari, left out as often as written; stray accents.
fn is_left_out(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{93c}' | '\u{300}'..='\u{36f}')
}

/// Scripts whose accents people leave out: Latin, Greek, Cyrillic.
fn strips_accents(character: char) -> bool {
    matches!(character, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{4ff}' | '\u{1e00}'..='\u{1fff}')
}

fn is_cyrillic(character: char) -> bool {
    matches!(character, '\u{400}'..='\u{4ff}')
}

fn is_greek(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{3ff}')
}

/// Latin letters beside Cyrillic or Greek ones in one word: somebody is hiding a word.
fn mixes_scripts(word: &str) -> bool {
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    latin && word.chars().any(|c| is_cyrillic(c) || is_greek(c))
}

/// Look-alike letters, Latin beside Cyrillic and Greek, after folding.
const LOOK_ALIKES: &[(char, char)] = &[
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('k', 'к'),
    ('m', 'м'),
    ('t', 'т'),
    ('b', 'в'),
    ('h', 'н'),
    ('i', 'і'),
    ('j', 'ј'),
    ('s', 'ѕ'),
    ('a', 'α'),
    ('o', 'ο'),
    ('p', 'ρ'),
    ('v', 'ν'),
    ('t', 'τ'),
    ('i', 'ι'),
    ('k', 'κ'),
    ('x', 'χ'),
    ('u', 'υ'),
    ('e', 'ε'),
    ('n', 'η'),
];

/// Rewrites a word of mixed scripts in the script that most of its letters have.
fn unmask(word: &str) -> String {
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    let to_latin = latin * 2 >= word.chars().count();
    word.chars()
        .map(|character| {
            LOOK_ALIKES
                .iter()
                .find(|(plain, alike)| {
                    if to_latin {
                        *alike == character
                    } else {
                        *plain == character && is_cyrillic(*alike)
                    }
                })
                .map_or(
                    character,
                    |(plain, alike)| if to_latin { *plain } else { *alike },
                )
        })
        .collect()
}

/// Collapses letters repeated three times or more to `keep` letters; `None` when there are none.
#[must_use]
pub fn collapse_stretches(word: &str, keep: usize) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    let mut stretched = false;
    let mut characters = word.chars().peekable();
    while let Some(character) = characters.next() {
        let mut run = 1;
        while characters.peek() == Some(&character) {
            characters.next();
            run += 1;
        }
        let long = run >= 3 && character.is_alphabetic();
        stretched |= long;
        out.extend(std::iter::repeat_n(
            character,
            if long { keep } else { run },
        ));
    }
    stretched.then_some(out)
}

/// Reads digits and symbols that stand for letters; `None` when the word has no letters or no such
/// signs between them.
#[must_use]
pub fn decode_leetspeak(word: &str) -> Option<String> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let mut signs = 0;
    let mut out = String::with_capacity(word.len());
    for character in word.chars() {
        let plain = match character {
            '0' => 'o',
            '1' | '!' | '|' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            '*' => {
                signs += 1;
                continue;
            }
            _ if character.is_alphabetic() => {
                out.push(character);
                continue;
            }
            _ => return None,
        };
        signs += 1;
        out.push(plain);
    }
    (letters >= 2 && signs >= 1 && signs <= letters).then_some(out)
}

/// The stem of an Arabic word without the proclitics و ف ب ل ك and the article; `None` when there
/// is nothing to strip or too little would be left.
#[must_use]
pub fn strip_arabic_proclitics(word: &str) -> Option<&str> {
    let mut rest = word;
    for conjunction in ['و', 'ف'] {
        if let Some(stripped) = rest.strip_prefix(conjunction) {
            rest = stripped;
            break;
        }
    }
    for article in ["بال", "كال", "لل", "ال", "ب", "ل"] {
        if let Some(stripped) = rest.strip_prefix(article) {
            if stripped.chars().count() >= 3 {
                rest = stripped;
            }
            break;
        }
    }
    (rest.len() < word.len() && rest.chars().count() >= 3).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_together() {
        for (a, b) in [
            ("Cirugía", "cirugia"),
            ("ＦＵＬＬ", "full"),
            ("İSTANBUL", "istanbul"),
            ("ISPARTA", "ısparta"),
            ("Straße", "STRASSE"),
            ("ёлка", "елка"),
            ("أَلَم", "الم"),
            ("can’t", "can't"),
            ("kіll", "kill"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn vowel_signs_of_indic_and_thai_words_stay() {
        assert_ne!(fold("की"), fold("का"));
        assert_ne!(fold("ไม่"), fold("ไม้"));
    }

    #[test]
    fn leetspeak_needs_letters_around_its_signs() {
        assert_eq!(decode_leetspeak("k1ll").as_deref(), Some("kill"));
        assert_eq!(decode_leetspeak("a$$hole").as_deref(), Some("asshole"));
        assert_eq!(decode_leetspeak("100"), None);
        assert_eq!(decode_leetspeak("24h"), None);
    }
}
