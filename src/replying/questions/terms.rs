//! A text taken apart for comparison.

use std::ops::Range;

use crate::reading::features::{Feature, Group, each_feature};
use crate::reading::vectors::WordVectors;
use crate::text::hash::{START, hash};
use crate::text::{Text, TokenKind};

/// A word, or a run of up to four characters in a script without spaces.
#[derive(Debug, Clone)]
pub(super) struct Term<'a> {
    pub hash: u32,
    pub spelling: String,
    /// How much it says, 0 to 1, as the length of its vector tells.
    pub weight: f32,
    /// Its vector, as long as it says much; empty when it has none.
    pub vector: &'a [i8],
    /// Its tokens.
    pub tokens: Range<u32>,
}

/// A text as terms, counts and a direction.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms<'a> {
    pub words: Vec<Term<'a>>,
    /// Words, pairs of words and pieces of words by hash, with the token and how much they count.
    pieces: Vec<(u32, u32, f32)>,
}

/// Length of the vectors of words that say most.
const FULL_LENGTH: f32 = 256.0;
/// Weight of a word that the vectors do not know: rare, and so it mostly says something.
const UNKNOWN: f32 = 0.9;
/// Weight of an unknown run in a script without spaces; most are no words.
const UNKNOWN_RUN: f32 = 0.25;
/// Letters in a piece, the blanks around a word included.
const PIECE: usize = 4;
/// How much a piece counts against a whole word.
const PIECE_WEIGHT: f32 = 0.5;

impl Term<'_> {
    /// Its direction, of length one; empty when it has none.
    pub fn direction(&self) -> Vec<f32> {
        scaled(self.vector.iter().map(|v| f32::from(*v)).collect())
    }
}

impl<'a> Terms<'a> {
    /// Takes a text apart.
    pub fn new(vectors: &'a WordVectors, text: &Text) -> Self {
        let mut found = Self::default();
        let mut letters = Vec::new();
        each_feature(text, |feature| {
            if feature.words > 0 {
                found.pieces.push((feature.hash, feature.token, 1.0));
                found.term(vectors, text, feature, &mut letters);
            } else if feature.group == Group::Word {
                found.pieces.push((feature.hash, feature.token, 1.0));
            }
        });
        found
    }

    /// Takes in a word; `letters` is room that all words use.
    fn term(
        &mut self,
        vectors: &'a WordVectors,
        text: &Text,
        feature: Feature,
        letters: &mut Vec<char>,
    ) {
        let tokens = feature.token..feature.token + u32::from(feature.words);
        let first = &text.tokens[feature.token as usize];
        let mut spelling = String::new();
        if feature.words == 1 {
            spelling.push_str(text.forms(first).last().unwrap_or_default());
        } else {
            for token in &text.tokens[tokens.start as usize..tokens.end as usize] {
                spelling.push_str(text.folded(token));
            }
        }
        let run = feature.words > 1 || is_run(&spelling);
        let vector = vectors.of(feature.hash).unwrap_or_default();
        let square: i32 = vector.iter().map(|v| i32::from(*v).pow(2)).sum();
        let length = (square as f32).sqrt();
        let weight = match (vector.is_empty(), run) {
            (false, _) => (length / FULL_LENGTH).clamp(0.03, 1.0),
            (true, false) => UNKNOWN,
            (true, true) => UNKNOWN_RUN,
        };
        if !run && first.kind == TokenKind::Word {
            letters.clear();
            letters.push(' ');
            letters.extend(spelling.chars());
            letters.push(' ');
            self.pieces.extend(
                letters
                    .windows(PIECE)
                    .map(|piece| (piece_hash(piece), feature.token, weight * PIECE_WEIGHT)),
            );
        }
        self.words.push(Term {
            hash: feature.hash,
            spelling,
            weight,
            vector,
            tokens,
        });
    }

    /// Its words in order.
    pub fn hashes(&self) -> Vec<u32> {
        self.words.iter().map(|term| term.hash).collect()
    }

    /// What of it stands in some tokens.
    pub fn within(&self, part: &Range<u32>) -> Self {
        let inside = |term: &&Term| part.start <= term.tokens.start && term.tokens.end <= part.end;
        Self {
            words: self.words.iter().filter(inside).cloned().collect(),
            pieces: self
                .pieces
                .iter()
                .filter(|(_, token, _)| part.contains(token))
                .copied()
                .collect(),
        }
    }

    /// How much each word, pair and piece counts, in order of hash.
    pub fn counts(&self) -> Vec<(u32, f32)> {
        let mut counts: Vec<(u32, f32)> = self.pieces.iter().map(|(h, _, w)| (*h, *w)).collect();
        counts.sort_by_key(|(hash, _)| *hash);
        counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        for (_, count) in &mut counts {
            *count = (1.0 + *count).ln();
        }
        counts
    }

    /// Where it points, of length one; all zero when no word is known.
    pub fn direction(&self, width: usize) -> Vec<f32> {
        let mut sums = vec![0.0; width];
        for term in &self.words {
            for (sum, value) in sums.iter_mut().zip(term.vector) {
                *sum += f32::from(*value);
            }
        }
        scaled(sums)
    }
}

fn is_run(spelling: &str) -> bool {
    matches!(
        spelling.chars().next(),
        Some('\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{9fff}')
    )
}

fn piece_hash(piece: &[char]) -> u32 {
    let state = hash(START, piece.iter().copied());
    state ^ (state >> 15)
}

fn length(vector: &[f32]) -> f32 {
    vector.iter().map(|v| v * v).sum::<f32>().sqrt()
}

/// A vector of length one.
pub(super) fn scaled(mut vector: Vec<f32>) -> Vec<f32> {
    let length = length(&vector).max(1e-6);
    for value in &mut vector {
        *value /= length;
    }
    vector
}

/// The cosine of two vectors of length one.
pub(super) fn cosine(a: &[f32], b: &[f32]) -> f32 {
    // Eight sums side by side: one alone would have to be added up in order, number by number.
    let mut sums = [0.0f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let whole = a.len().min(b.len()) / 8 * 8;
    let rest = a.iter().zip(b).skip(whole).map(|(a, b)| a * b).sum::<f32>();
    sums.iter().sum::<f32>() + rest
}
