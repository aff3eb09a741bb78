//! Rumours: what the organisation itself says to claims that it meets often.

use std::collections::BTreeMap;

use crate::desk::{Desk, Rumour};
use crate::text::{Text, visible_line};

/// The first rumour of the desk that a comment repeats, told in the language of the reply, with the words
/// that give it away.
#[must_use]
pub fn find<'a>(desk: &'a Desk, text: &Text, language: &str) -> Option<(&'a Rumour, &'a str)> {
    told_in(desk, language).find_map(|rumour| {
        let phrases = rumour.words.split([',', ';', '،', '、', '，', '；']);
        let mut phrases = phrases.map(str::trim).filter(|phrase| !phrase.is_empty());
        let phrase = phrases.find(|phrase| says(text, &Text::new(phrase)))?;
        Some((rumour, phrase))
    })
}

/// What the desk says to rumours, in a language.
pub fn told_in<'a>(desk: &'a Desk, language: &str) -> impl Iterator<Item = &'a Rumour> {
    let told = desk.rumours.iter();
    told.filter(move |r| r.language.is_empty() || r.language == language)
}

/// Puts what is said to a rumour into the slots of the truth sandwich.
pub fn fill(values: &mut BTreeMap<String, String>, rumour: &Rumour) {
    let slots = [
        ("fact", &rumour.fact),
        ("myth", &rumour.myth),
        ("reason", &rumour.reason),
        ("source", &rumour.source),
    ];
    for (slot, value) in slots {
        let clean = visible_line(value);
        if !clean.is_empty() {
            values.insert(slot.to_owned(), clean);
        }
    }
}

/// Whether a text says a phrase, word for word, whatever the case.
fn says(text: &Text, phrase: &Text) -> bool {
    let length = phrase.tokens.len();
    let same = |said: &[crate::text::Token]| {
        let pairs = said.iter().zip(&phrase.tokens);
        pairs
            .into_iter()
            .all(|(said, wanted)| text.folded(said) == phrase.folded(wanted))
    };
    length > 0 && text.tokens.windows(length).any(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, language: &str, comment: &str, expected: Option<&str>) {
        let desk = Desk {
            rumours: vec![Rumour {
                language: language.into(),
                words: words.into(),
                ..Rumour::default()
            }],
            ..Desk::default()
        };
        let found = find(&desk, &Text::new(comment), "en");
        assert_eq!(found.map(|(_, phrase)| phrase), expected, "{comment}");
    }

    #[test]
    fn a_rumour_is_known_by_its_words_in_the_language_of_the_reply() {
        let words = "maternity ward is closing, close the maternity ward";
        let heard = "So they CLOSE the maternity ward next year?!";
        check(words, "", heard, Some("close the maternity ward"));
        check(words, "en", heard, Some("close the maternity ward"));
        check(words, "de", heard, None);
        check(words, "", "The maternity ward was lovely", None);
        check(", ,", "", heard, None);
        check("关闭产科", "", "听说你们要关闭产科了", Some("关闭产科"));
    }
}
