//! Features: what the trained model sees of a text.
//!
//! The same code runs in training and in the browser. A feature is a hash; the group it belongs to
//! decides how it is weighted, so that a long review and a short shout are comparable.

use std::ops::Range;

use crate::text::hash::{hash as fnv1a, step};
use crate::text::{Break, Text, Token, TokenKind};

/// One feature of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// What it is.
    pub hash: u32,
    /// Its group.
    pub group: Group,
    /// Token it belongs to (the first of several).
    pub token: u32,
    /// How many tokens it spans if it may have a word vector: one for a word, up to four for a run
    /// in a script without spaces; 0 for everything else.
    pub words: u8,
}

impl Feature {
    /// The same feature with its token counted from another one.
    #[must_use]
    pub fn moved_back(self, first: u32) -> Self {
        Self {
            token: if self.group == Group::Fact {
                self.token
            } else {
                self.token - first
            },
            ..self
        }
    }
}

/// Groups of features; each is weighted by one over the square root of its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Group {
    /// Words and pairs of words.
    Word = 0,
    /// Pieces of words.
    Piece = 1,
    /// Facts about the text as a whole, weighted one each.
    Fact = 2,
}

/// Number of groups.
pub const GROUPS: usize = 3;

const SEED_WORD: u32 = 0x9e37_79b9;
const SEED_PAIR: u32 = 0x85eb_ca6b;
const SEED_PIECE: u32 = 0xc2b2_ae35;
const SEED_FACT: u32 = 0x27d4_eb2f;

fn finish(state: u32) -> u32 {
    let mixed = state ^ (state >> 16);
    let mixed = mixed.wrapping_mul(0x7feb_352d);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x846c_a68b);
    (mixed ^ (mixed >> 16)).max(1)
}

fn hash(seed: u32, bytes: &[u8]) -> u32 {
    finish(fnv1a(seed, bytes.iter().copied()))
}

/// The feature of a fact about the whole text, e.g. `rating:1` or `lexicon:emergency`.
#[must_use]
pub fn fact(name: &str) -> Feature {
    Feature {
        hash: hash(SEED_FACT, name.as_bytes()),
        group: Group::Fact,
        token: u32::MAX,
        words: 0,
    }
}

/// Most tokens of a text that are looked at; what comes later adds nothing to a judgement.
const MOST_TOKENS: usize = 1_200;

/// Gives all features of a text, one after the other.
pub fn each_feature(text: &Text, give: impl FnMut(Feature)) {
    each_feature_of(text, 0..text.tokens.len(), give);
}

/// The same of some of its tokens, by number.
pub fn each_feature_of(text: &Text, run: Range<usize>, mut give: impl FnMut(Feature)) {
    let tokens = &text.tokens[..run.end.min(run.start.saturating_add(MOST_TOKENS))];
    let mut previous: Option<u32> = None;
    let mut buffer = String::with_capacity(64);
    let mut index = run.start;
    while index < tokens.len() {
        let token = &tokens[index];
        let at = index as u32;
        let word = match token.kind {
            TokenKind::Word | TokenKind::Emoji => hash(SEED_WORD, spelling(text, index).as_bytes()),
            kind => hash(SEED_WORD, &[0, kind as u8]),
        };
        let words = u8::from(matches!(token.kind, TokenKind::Word | TokenKind::Emoji));
        give(Feature {
            hash: word,
            group: Group::Word,
            token: at,
            words,
        });
        if let Some(before) = previous.filter(|_| token.before != Break::Sentence) {
            let pair = finish(before.rotate_left(5) ^ word ^ SEED_PAIR);
            give(Feature {
                hash: pair,
                group: Group::Word,
                token: at - 1,
                words: 0,
            });
        }
        previous = Some(word);
        if token.kind == TokenKind::Word {
            if is_cluster_script(text.folded(token)) {
                index = pieces_of_run(text, tokens, index, &mut buffer, &mut give, &mut previous);
                continue;
            }
            buffer.clear();
            buffer.push(' ');
            buffer.push_str(spelling(text, index));
            buffer.push(' ');
            pieces(&buffer, 2, 5, |hash| {
                give(Feature {
                    hash,
                    group: Group::Piece,
                    token: at,
                    words: 0,
                });
            });
        }
        index += 1;
    }
    facts(&tokens[run.start..], &mut give);
}

/// The spelling that speaks for a token: the last variant is the plainest (unstretched, decoded).
fn spelling<'t>(text: &'t Text, index: usize) -> &'t str {
    text.forms(&text.tokens[index]).last().unwrap_or_default()
}

fn facts(tokens: &[Token], give: &mut impl FnMut(Feature)) {
    let count = |has: fn(&Token) -> bool| tokens.iter().filter(|token| has(token)).count();
    let exclamations = count(|token| token.exclamation_after);
    let shouted = count(|token| token.shouted);
    let size = match tokens.len() {
        0..=3 => "size:3",
        4..=9 => "size:9",
        10..=24 => "size:24",
        25..=59 => "size:59",
        _ => "size:more",
    };
    give(fact(size));
    if tokens.iter().any(|token| token.question_after) {
        give(fact("question-mark"));
    }
    if exclamations > 0 {
        give(fact(if exclamations > 2 {
            "exclamation-marks"
        } else {
            "exclamation-mark"
        }));
    }
    if shouted >= 3 && shouted * 3 > tokens.len() {
        give(fact("shouting"));
    }
}

/// Scripts written without spaces, where one token is one character cluster.
fn is_cluster_script(word: &str) -> bool {
    matches!(
        word.chars().next(),
        Some(
            '\u{e00}'..='\u{eff}'
            | '\u{2e80}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}',
        )
    )
}

/// Pieces and words of a run of tokens that touch each other; gives the index after the run.
fn pieces_of_run(
    text: &Text,
    tokens: &[Token],
    first: usize,
    buffer: &mut String,
    give: &mut impl FnMut(Feature),
    previous: &mut Option<u32>,
) -> usize {
    let mut end = first + 1;
    while end < tokens.len()
        && tokens[end].kind == TokenKind::Word
        && tokens[end].span.start == tokens[end - 1].span.end
        && is_cluster_script(text.folded(&tokens[end]))
    {
        end += 1;
    }
    for at in first..end {
        buffer.clear();
        for (length, token) in tokens[at..end.min(at + 6)].iter().enumerate() {
            buffer.push_str(text.folded(token));
            let group = if length == 1 {
                Group::Word
            } else {
                Group::Piece
            };
            let seed = if length == 1 { SEED_WORD } else { SEED_PIECE };
            if at > first || length > 0 {
                let words = if length < 4 { length as u8 + 1 } else { 0 };
                give(Feature {
                    hash: hash(seed, buffer.as_bytes()),
                    group,
                    token: at as u32,
                    words,
                });
            }
        }
    }
    *previous = None;
    end
}

/// Hashes of all runs of `least` to `most` characters.
fn pieces(word: &str, least: usize, most: usize, mut give: impl FnMut(u32)) {
    let bytes = word.as_bytes();
    for (start, _) in word.char_indices() {
        let mut state = SEED_PIECE;
        let mut characters = 0;
        for (at, byte) in bytes.iter().enumerate().skip(start) {
            state = step(state, *byte);
            if word.is_char_boundary(at + 1) {
                characters += 1;
                if characters >= least {
                    give(finish(state));
                }
                if characters == most {
                    break;
                }
            }
        }
    }
}

/// Features that tell languages apart: pieces of one to four characters, lower case, nothing
/// folded, and whole words.
pub fn each_language_feature(source: &str, mut give: impl FnMut(u32)) {
    let mut word = String::from(" ");
    let mut flush = |word: &mut String| {
        if word.len() > 1 {
            give(hash(SEED_WORD, word.as_bytes()));
            word.push(' ');
            pieces(word, 1, 4, &mut give);
            word.truncate(1);
        }
    };
    for character in source.chars() {
        if character.is_alphabetic() || is_mark(character) || matches!(character, '\'' | '’') {
            word.extend(character.to_lowercase());
            if word.len() > 60 {
                flush(&mut word);
            }
        } else {
            flush(&mut word);
        }
    }
    flush(&mut word);
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}' | '\u{64b}'..='\u{652}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(source: &str, name: &str) -> bool {
        let mut found = false;
        each_feature(&Text::new(source), |feature| found |= feature == fact(name));
        found
    }

    #[test]
    fn marks_count_in_scripts_without_spaces_too() {
        for source in ["open today?", "今天开门吗？", "วันนี้เปิดไหม?"]
        {
            assert!(has(source, "question-mark"), "{source}");
            assert!(!has(source, "exclamation-mark"), "{source}");
        }
        for source in ["thank you!", "谢谢你们！", "ขอบคุณมาก!"] {
            assert!(has(source, "exclamation-mark"), "{source}");
            assert!(!has(source, "question-mark"), "{source}");
        }
    }
}
