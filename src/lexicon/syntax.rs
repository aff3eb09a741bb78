//! The notation of patterns.
//!
//! | notation | meaning |
//! |---|---|
//! | `word` | exactly this word, folded |
//! | `word*`, `*word` | a word that begins, ends with this |
//! | `~word` | this word, also with one slip: two letters swapped, or one left out |
//! | `(a\|b c)` | one of several, each of one word or more |
//! | `x?`, `(a\|b)?` | may be missing |
//! | `..`, `..5` | a gap of up to three (five) words within the sentence |
//! | `{name}` | a word class of the language |
//! | `<number>` | a token of that kind; `<?>` and `<!>` are marks |
//! | `^`, `$` | start and end of the sentence; a `$` in front of a blank or bracket is no part of a word |

use thiserror::Error;

use crate::text::fold::fold;
use crate::text::{Text, TokenKind};

/// One element of a parsed pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// A word.
    Word(Form, String),
    /// One of several sequences.
    Any(Vec<Vec<Element>>),
    /// A sequence that may be missing.
    Maybe(Vec<Element>),
    /// Up to so many words; `None` for the default of the language.
    Gap(Option<u8>),
    /// A named word class.
    Class(String),
    /// A token of a kind.
    Kind(TokenKind),
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// A word of a hashtag.
    Hashtag,
    /// Start of the sentence.
    Start,
    /// End of the sentence.
    End,
}

/// How a word has to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The whole word.
    Exact,
    /// Its beginning.
    Prefix,
    /// Its end.
    Suffix,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PatternError {
    /// Nothing in it must be present.
    #[error("the pattern “{0}” has no word that must be present; add one")]
    Empty(String),
    /// A bracket is missing.
    #[error("the pattern “{0}” has an opening bracket without a closing one, or the reverse")]
    Bracket(String),
    /// An unknown kind of token.
    #[error(
        "<{0}> is no kind of token; use number, money, url, email, handle, phone, hashtag, emoji, date, time, ? or !"
    )]
    Kind(String),
    /// An unknown word class.
    #[error("{{{0}}} is no word class of this language; add it under [words] of the language file")]
    Class(String),
    /// A word class that refers to itself.
    #[error("the word class {{{0}}} refers to itself; write its words out")]
    Circular(String),
    /// Stars in a row.
    #[error(
        "“{0}” has stars in a row, which would match any word that begins so; write the letters out"
    )]
    Stars(String),
    /// A word with stars at both ends.
    #[error("“{0}” has a star at both ends; write (word*|*word)")]
    BothEnds(String),
    /// A star or several words where a slip is allowed.
    #[error("“~{0}” is no single whole word; slips are allowed in those only")]
    Slips(String),
    /// A pattern that could match too many ways.
    #[error("the pattern “{0}” is longer than 64 words; split it")]
    TooLong(String),
}

/// Parses a pattern.
///
/// # Errors
/// [`PatternError`] when brackets do not fit or a kind is unknown.
pub fn parse(pattern: &str) -> Result<Vec<Element>, PatternError> {
    let mut parser = Parser { pattern, at: 0 };
    let sequence = parser.sequence()?;
    if parser.at < pattern.len() {
        return Err(PatternError::Bracket(pattern.to_owned()));
    }
    if sequence.is_empty() {
        return Err(PatternError::Empty(pattern.to_owned()));
    }
    Ok(sequence)
}

struct Parser<'a> {
    pattern: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.pattern[self.at..].chars().next()
    }

    fn take(&mut self, character: char) -> bool {
        let found = self.peek() == Some(character);
        if found {
            self.at += character.len_utf8();
        }
        found
    }

    fn sequence(&mut self) -> Result<Vec<Element>, PatternError> {
        let mut elements = Vec::new();
        while let Some(character) = self.peek() {
            match character {
                '|' | ')' => break,
                _ if character.is_whitespace() => self.at += character.len_utf8(),
                '(' => {
                    self.at += 1;
                    let group = self.group()?;
                    self.push_maybe(&mut elements, group);
                }
                '{' => {
                    let name = self.until('}')?;
                    self.push_maybe(&mut elements, Element::Class(name));
                }
                '<' => {
                    let element = kind(&self.until('>')?)?;
                    self.push_maybe(&mut elements, element);
                }
                '^' => self.single(&mut elements, Element::Start),
                '$' => self.single(&mut elements, Element::End),
                '.' if self.pattern[self.at..].starts_with("..") => {
                    self.at += 2;
                    let digits: String = self.pattern[self.at..]
                        .chars()
                        .take_while(char::is_ascii_digit)
                        .collect();
                    self.at += digits.len();
                    elements.push(Element::Gap(self.gap(&digits)?));
                }
                _ => self.words(&mut elements)?,
            }
        }
        Ok(elements)
    }

    fn single(&mut self, elements: &mut Vec<Element>, element: Element) {
        self.at += 1;
        elements.push(element);
    }

    /// The length of a gap; none for the default of the language.
    fn gap(&self, digits: &str) -> Result<Option<u8>, PatternError> {
        if digits.is_empty() {
            return Ok(None);
        }
        let too_long = |_| PatternError::TooLong(self.pattern.to_owned());
        digits.parse().map(Some).map_err(too_long)
    }

    fn push_maybe(&mut self, elements: &mut Vec<Element>, element: Element) {
        let element = if self.take('?') {
            Element::Maybe(vec![element])
        } else {
            element
        };
        elements.push(element);
    }

    fn group(&mut self) -> Result<Element, PatternError> {
        let mut options = Vec::new();
        loop {
            options.push(self.sequence()?);
            if self.take(')') {
                options.retain(|option| !option.is_empty());
                return Ok(Element::Any(options));
            }
            if !self.take('|') {
                return Err(PatternError::Bracket(self.pattern.to_owned()));
            }
        }
    }

    fn until(&mut self, close: char) -> Result<String, PatternError> {
        let rest = &self.pattern[self.at + 1..];
        let end = rest
            .find(close)
            .ok_or_else(|| PatternError::Bracket(self.pattern.to_owned()))?;
        self.at += 1 + end + close.len_utf8();
        Ok(rest[..end].to_owned())
    }

    /// A run without blanks or brackets; word rules may cut it into several words.
    fn words(&mut self, elements: &mut Vec<Element>) -> Result<(), PatternError> {
        let rest = &self.pattern[self.at..];
        let end = rest
            .char_indices()
            .find(|(at, c)| {
                c.is_whitespace()
                    || matches!(c, '(' | ')' | '|' | '{' | '<')
                    || rest[*at..].starts_with("..")
            })
            .map_or(rest.len(), |(at, _)| at);
        // The end of the sentence, which stands behind the word without a blank.
        let run = &rest[..end];
        let run = run.strip_suffix('$').unwrap_or(run);
        self.at += run.len();
        let optional = run.ends_with('?');
        let run = run.trim_end_matches('?');
        if run.contains("**") {
            return Err(PatternError::Stars(run.to_owned()));
        }
        let mut words = match run.strip_prefix('~') {
            Some(word) => vec![slips(word)?],
            None => plain_words(run)?,
        };
        if optional && !words.is_empty() {
            elements.push(Element::Maybe(words));
        } else {
            elements.append(&mut words);
        }
        Ok(())
    }
}

/// The words of a run, of which the first or the last may be left open.
fn plain_words(run: &str) -> Result<Vec<Element>, PatternError> {
    let (prefix, suffix) = (run.ends_with('*'), run.starts_with('*'));
    let text = Text::new(run.trim_matches('*'));
    if prefix && suffix && text.tokens.len() == 1 {
        return Err(PatternError::BothEnds(run.to_owned()));
    }
    let last = text.tokens.len().saturating_sub(1);
    let word = |(index, token)| {
        let form = match () {
            () if prefix && index == last => Form::Prefix,
            () if suffix && index == 0 => Form::Suffix,
            () => Form::Exact,
        };
        Element::Word(form, text.folded(token).to_owned())
    };
    Ok(text.tokens.iter().enumerate().map(word).collect())
}

/// A choice of a word and what slips make of it.
fn slips(word: &str) -> Result<Element, PatternError> {
    if word.contains('*') || Text::new(word).tokens.len() != 1 {
        return Err(PatternError::Slips(word.to_owned()));
    }
    let words = with_slips(&fold(word)).into_iter();
    let exactly = |word| vec![Element::Word(Form::Exact, word)];
    Ok(Element::Any(words.map(exactly).collect()))
}

/// Words shorter than this lose vowels only: their consonants tell them from other words.
const LOSES_ANY_FROM: usize = 6;

/// A word and what becomes of it when two neighbouring letters are swapped or one is left out. The
/// first letter stays: people who mistype or disguise a word keep it.
fn with_slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut words = vec![word.to_owned()];
    for at in 1..letters.len() {
        let vowel = "aeiouyаеиоуыэюя".contains(letters[at]);
        if vowel && at + 1 < letters.len() || letters.len() >= LOSES_ANY_FROM {
            let mut short = letters.clone();
            short.remove(at);
            words.push(short.iter().collect());
        }
        if at + 1 < letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(at, at + 1);
            words.push(swapped.iter().collect());
        }
    }
    words.sort();
    words.dedup();
    words
}

fn kind(name: &str) -> Result<Element, PatternError> {
    Ok(Element::Kind(match name {
        "number" => TokenKind::Number,
        "money" => TokenKind::Money,
        "url" => TokenKind::Url,
        "email" => TokenKind::Email,
        "handle" => TokenKind::Handle,
        "phone" => TokenKind::Phone,
        "emoji" => TokenKind::Emoji,
        "date" => TokenKind::Date,
        "time" => TokenKind::Time,
        "hashtag" => return Ok(Element::Hashtag),
        "?" => return Ok(Element::Question),
        "!" => return Ok(Element::Exclamation),
        _ => return Err(PatternError::Kind(name.to_owned())),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(form: Form, text: &str) -> Element {
        Element::Word(form, text.to_owned())
    }

    #[test]
    fn notation_is_read_as_documented() {
        assert_eq!(
            parse("can't .. breath* (now|right now)?").unwrap(),
            vec![
                word(Form::Exact, "can't"),
                Element::Gap(None),
                word(Form::Prefix, "breath"),
                Element::Maybe(vec![Element::Any(vec![
                    vec![word(Form::Exact, "now")],
                    vec![word(Form::Exact, "right"), word(Form::Exact, "now")],
                ])]),
            ]
        );
        assert_eq!(
            parse("胸痛").unwrap(),
            vec![word(Form::Exact, "胸"), word(Form::Exact, "痛")]
        );
        assert_eq!(
            parse("*schmerzen ..5 {body_part} <?>").unwrap(),
            vec![
                word(Form::Suffix, "schmerzen"),
                Element::Gap(Some(5)),
                Element::Class("body_part".into()),
                Element::Question,
            ]
        );
    }

    #[test]
    fn marks_behind_a_word_are_no_part_of_it() {
        assert_eq!(
            parse("^fact$").unwrap(),
            vec![Element::Start, word(Form::Exact, "fact"), Element::End]
        );
        assert_eq!(
            parse("(on*$|off)").unwrap(),
            vec![Element::Any(vec![
                vec![word(Form::Prefix, "on"), Element::End],
                vec![word(Form::Exact, "off")],
            ])]
        );
        assert!(matches!(parse("~scum?").unwrap()[..], [Element::Maybe(_)]));
    }

    #[test]
    fn slips_swap_letters_or_leave_one_out_after_the_first() {
        assert_eq!(with_slips("scum"), ["scm", "scmu", "scum", "sucm"]);
        assert!(with_slips("bitch").contains(&"btich".to_owned()));
        assert!(with_slips("bastard").contains(&"bastrd".to_owned()));
        assert!(with_slips("bitch").iter().all(|w| w.starts_with('b')));
    }

    #[test]
    fn broken_patterns_are_refused() {
        for pattern in [
            "(a|b",
            "a)",
            "",
            "{you",
            "<thing>",
            "a ..300 b",
            "*a*",
            "~a*",
            "~a-b",
        ] {
            assert!(parse(pattern).is_err(), "{pattern}");
        }
    }
}
