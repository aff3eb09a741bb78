//! The text front end: from any string to tokens that patterns and the model can work on.
//!
//! Every token keeps its exact byte range in the source, so that evidence and findings always
//! point at the original text, however much was folded away.

pub mod fold;
mod greeting;
pub mod hash;
pub mod quotes;
mod special;
mod token;

pub use greeting::is_greeting;
pub(crate) use special::{LONGEST_ADDRESS, beginning};
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

/// Offsets of one text in another unit than bytes, for any number of spans of it.
#[derive(Debug)]
pub struct Offsets<'a> {
    source: &'a str,
    width: fn(char) -> usize,
    /// How many units stand before every [`STRIDE`]th byte, or the character it is in.
    units: Vec<u32>,
}

/// Bytes between places that are counted beforehand.
const STRIDE: usize = 64;

impl<'a> Offsets<'a> {
    /// Counts through a text once; `width` gives the width of a character in the unit: 1 for code
    /// points, [`char::len_utf16`] for UTF-16 units.
    #[must_use]
    pub fn new(source: &'a str, width: fn(char) -> usize) -> Self {
        let mut units = Vec::with_capacity(source.len() / STRIDE + 1);
        let mut before = 0;
        for (at, character) in source.char_indices() {
            if at + character.len_utf8() > units.len() * STRIDE {
                units.push(before);
            }
            before += width(character) as u32;
        }
        Self {
            source,
            width,
            units,
        }
    }

    /// A span in the unit; what lies beyond the text ends with it.
    #[must_use]
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.offset(span.start), self.offset(span.end))
    }

    fn offset(&self, byte: u32) -> u32 {
        let byte = self.source.floor_char_boundary(byte as usize);
        let mark = (byte / STRIDE).min(self.units.len().saturating_sub(1));
        let from = self.source.floor_char_boundary(mark * STRIDE);
        let rest = self.source[from..byte].chars();
        let more: usize = rest.map(self.width).sum();
        self.units
            .get(mark)
            .map_or(0, |before| before + more as u32)
    }
}

/// The width of a character in code points: always one.
#[must_use]
pub fn code_point_width(_: char) -> usize {
    1
}

/// One line of visible text, safe to put into a sentence.
#[must_use]
pub fn visible_line(value: &str) -> String {
    let spaced: String = value
        .chars()
        .map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c })
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e000}'..='\u{f8ff}'))
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_what_stands_before() {
        for source in ["", "a", "ä😀ö", &"😀 an ill nurse, ça ก็ดี ".repeat(20)] {
            for width in [code_point_width as fn(char) -> usize, char::len_utf16] {
                let offsets = Offsets::new(source, width);
                let mut before = 0;
                let ends = source.char_indices().chain([(source.len(), ' ')]);
                for (at, character) in ends {
                    let (start, end) = offsets.span(Span::new(at, source.len()));
                    assert_eq!(start as usize, before, "{at} in {source}");
                    let all: usize = source.chars().map(width).sum();
                    assert_eq!(end as usize, all, "{source}");
                    before += width(character);
                }
            }
        }
    }
}
