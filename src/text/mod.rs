//! The text front end: from any string to tokens that patterns and the model can work on.
//!
//! Every token keeps its exact byte range in the source, so that evidence and findings always
//! point at the original text, however much was folded away.

pub mod fold;
pub mod quotes;
mod special;
mod token;

pub use token::{Break, Text, Token, TokenKind, without_apostrophe};

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a source text, always on character boundaries.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end` (bytes).
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The bytes as a range, for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether both share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the other lies within this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Sorts spans and merges those that touch or overlap.
pub fn merge_spans(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let touch = next.start <= kept.end;
        if touch {
            kept.end = kept.end.max(next.end);
        }
        touch
    });
}

/// Turns byte offsets of one text into offsets in another unit, in one pass.
///
/// `width` gives the width of a character in that unit: 1 for code points,
/// [`char::len_utf16`] for UTF-16 units.
#[must_use]
pub fn convert_offsets(source: &str, spans: &[Span], width: fn(char) -> usize) -> Vec<(u32, u32)> {
    let mut wanted: Vec<u32> = spans.iter().flat_map(|s| [s.start, s.end]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut converted = Vec::with_capacity(wanted.len());
    let mut units = 0usize;
    let mut next = 0;
    for (at, character) in source.char_indices() {
        while next < wanted.len() && wanted[next] as usize <= at {
            converted.push(units as u32);
            next += 1;
        }
        if next == wanted.len() {
            break;
        }
        units += width(character);
    }
    converted.resize(wanted.len(), units as u32);
    let find = |offset: u32| {
        wanted
            .binary_search(&offset)
            .map_or(units as u32, |index| converted[index])
    };
    spans.iter().map(|s| (find(s.start), find(s.end))).collect()
}

/// The width of a character in code points: always one.
#[must_use]
pub fn code_point_width(_: char) -> usize {
    1
}
