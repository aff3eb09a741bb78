//! Private data in a comment: what should not stand in public.
//!
//! What a stretch of text is follows from its form, and where the form is not enough from the word
//! beside it: six digits are a record number after “file” and nothing by themselves. A name is
//! private where it is a full one and nobody's at work: who is called doctor, or thanked, is not
//! exposed by it.

mod address;
mod address_ends;
mod contact;
mod digits;
mod name;
mod name_context;
mod number;
mod unspaced;
mod words;

use crate::comment::{PrivateData, PrivateKind};
use crate::text::{Span, Text, Token, TokenKind};

/// Words looked back at for what something is.
const REACH: usize = 4;

/// Finds private data, in order, without overlaps.
#[must_use]
pub fn find(text: &Text) -> Vec<PrivateData> {
    let mut scan = Scan::new(text);
    let mut index = 0;
    while index < text.tokens.len() {
        let hit = scan.at(index);
        index += 1;
        if let Some((kind, span)) = hit {
            scan.found.push(PrivateData { kind, span });
            while text
                .tokens
                .get(index)
                .is_some_and(|t| t.span.start < span.end)
            {
                index += 1;
            }
        }
    }
    scan.found
}

/// Whether people are known to be called so; `word` is folded. Names that are ordinary words too are not
/// counted.
#[must_use]
pub fn is_listed_name(word: &str) -> bool {
    let lists = words::lists_of(word);
    lists & (words::GIVEN | words::SURNAME | words::EITHER) != 0
        && lists & (words::COMMON | words::PLACE) == 0
}

pub use unspaced::is_family_name_in_han;

type Hit = Option<(PrivateKind, Span)>;

/// What signs a text has at all, so that most rules need not be tried on most comments.
mod signs {
    pub(super) const DIGITS: u8 = 1;
    pub(super) const CAPITALS: u8 = 1 << 1;
    /// Underscores are in the names of accounts.
    pub(super) const UNDERSCORE: u8 = 1 << 2;
    /// The sign of e-mail addresses.
    pub(super) const AT: u8 = 1 << 3;
    /// Chinese or Thai.
    pub(super) const UNSPACED: u8 = 1 << 4;
    pub(super) const ARABIC: u8 = 1 << 5;
    /// A form with a field for the family name.
    pub(super) const FORM: u8 = 1 << 6;
}

fn signs_of(source: &str) -> u8 {
    source.chars().fold(0, |all, c| {
        all | match c {
            '0'..='9' => signs::DIGITS,
            'A'..='Z' => signs::CAPITALS,
            '_' => signs::UNDERSCORE,
            '@' => signs::AT,
            _ if c.is_ascii() => 0,
            '\u{600}'..='\u{6ff}' if c.is_numeric() => signs::ARABIC | signs::DIGITS,
            '\u{600}'..='\u{6ff}' => signs::ARABIC,
            _ if unspaced::is_unspaced(c) => signs::UNSPACED,
            _ if c.is_numeric() => signs::DIGITS,
            _ if c.is_uppercase() => signs::CAPITALS,
            _ => 0,
        }
    })
}

/// A text with what is known of its tokens, and what was found so far.
struct Scan<'t> {
    text: &'t Text<'t>,
    /// The lists of words each token is in.
    lists: Vec<u32>,
    signs: u8,
    found: Vec<PrivateData>,
}

impl<'t> Scan<'t> {
    fn new(text: &'t Text<'t>) -> Self {
        let mut signs = signs_of(text.source);
        let arabic = signs & signs::ARABIC != 0;
        let lists: Vec<u32> = text
            .tokens
            .iter()
            .map(|token| match token.kind {
                TokenKind::Word => {
                    let folded = text.folded(token);
                    let own = match folded.strip_suffix("'s") {
                        Some(owner) => words::lists_of(owner),
                        None => words::lists_of(folded),
                    };
                    // Arabic cues come with "and", "the" or "in" before them.
                    let stems = if arabic && own == 0 {
                        text.forms(token)
                            .skip(1)
                            .fold(0, |all, form| all | words::lists_of(form))
                    } else {
                        0
                    };
                    own | stems & !(words::GIVEN | words::SURNAME | words::EITHER)
                }
                _ => 0,
            })
            .collect();
        if lists.iter().any(|l| l & words::FAMILY_FIELD != 0) {
            signs |= signs::FORM;
        }
        Self {
            text,
            signs,
            lists,
            found: Vec::new(),
        }
    }

    fn at(&self, index: usize) -> Hit {
        let token = self.token(index);
        match token.kind {
            TokenKind::Email | TokenKind::Handle | TokenKind::Url => self.contact(index),
            TokenKind::Date => self.birth_date(index),
            TokenKind::Phone | TokenKind::Number => self
                .birth_date(index)
                .or_else(|| self.address(index))
                .or_else(|| self.thai_house(index))
                .or_else(|| self.digits(index)),
            TokenKind::Word => {
                let first = self.written(index).chars().next().unwrap_or(' ');
                if self.has(signs::UNSPACED) && unspaced::is_unspaced(first) {
                    return self.unspaced(index);
                }
                if self.has(signs::AT)
                    && let Some(hit) = self.loose_email(index)
                {
                    return Some(hit);
                }
                if self.has(signs::DIGITS | signs::UNDERSCORE)
                    && let Some(hit) = self.account(index)
                {
                    return Some(hit);
                }
                let with_digits = if self.has(signs::DIGITS) {
                    self.birth_date(index)
                        .or_else(|| self.address(index))
                        .or_else(|| self.number(index))
                } else {
                    None
                };
                with_digits.or_else(|| self.name(index))
            }
            TokenKind::Money | TokenKind::Time | TokenKind::Emoji => None,
        }
    }

    fn has(&self, signs: u8) -> bool {
        self.signs & signs != 0
    }

    fn token(&self, index: usize) -> &Token {
        &self.text.tokens[index]
    }

    fn written(&self, index: usize) -> &'t str {
        self.text
            .tokens
            .get(index)
            .map_or("", |t| self.text.slice(t.span))
    }

    fn folded(&self, index: usize) -> &str {
        self.text
            .tokens
            .get(index)
            .map_or("", |t| self.text.folded(t))
    }

    fn is(&self, index: usize, lists: u32) -> bool {
        self.lists.get(index).is_some_and(|l| l & lists != 0)
    }

    fn is_kind(&self, index: usize, kind: TokenKind) -> bool {
        self.text.tokens.get(index).is_some_and(|t| t.kind == kind)
    }

    /// What stands in the source between the token before and this one.
    fn gap(&self, index: usize) -> &'t str {
        if index == 0 || index >= self.text.tokens.len() {
            return "\n";
        }
        let from = self.token(index - 1).span.end as usize;
        let to = self.token(index).span.start as usize;
        self.text.source.get(from..to).unwrap_or("")
    }

    fn rest(&self, from: usize) -> &'t str {
        &self.text.source[from..]
    }

    /// The text shortly before a token.
    fn head(&self, index: usize) -> &'t str {
        let start = self.token(index).span.start as usize;
        let from = self
            .text
            .source
            .floor_char_boundary(start.saturating_sub(48));
        &self.text.source[from..start]
    }

    /// Indices of the tokens before this one in its sentence, nearest first. A full stop directly
    /// before belongs to an abbreviation more often than not where a number follows.
    fn before(&self, index: usize, reach: usize) -> impl Iterator<Item = usize> {
        let sentence = self.token(index).sentence;
        (0..index).rev().take(reach).take_while(move |i| {
            self.token(*i).sentence == sentence
                || *i + 1 == index && matches!(self.gap(index).trim_end(), "." | ":")
        })
    }

    fn told_by(&self, index: usize, lists: u32, reach: usize) -> bool {
        self.before(index, reach).any(|i| self.is(i, lists))
    }

    /// Whether one of some runs of characters stands shortly before.
    fn told_by_run(&self, index: usize, runs: &[&str]) -> bool {
        self.has(signs::UNSPACED) && last_of(self.head(index), runs).is_some()
    }

    /// Whether the place is an organisation's own and not the writer's.
    fn is_public(&self, index: usize) -> bool {
        self.told_by(index, words::PUBLIC, 6) && !self.told_by(index, words::OWN, 6)
            || self.told_by_run(index, words::PUBLIC_RUNS)
                && !self.told_by_run(index, words::OWN_RUNS)
    }
}

/// Where the last of some runs of characters ends in a text.
fn last_of(text: &str, runs: &[&str]) -> Option<usize> {
    runs.iter()
        .filter_map(|run| text.rfind(run).map(|at| at + run.len()))
        .max()
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
