//! What belongs to an address on both sides of street and house number.

use super::{Scan, is_capitalised, words};
use crate::text::{Break, TokenKind};

/// Most tokens that are looked at behind a house number for flat, postcode and city.
const TAIL: usize = 14;

impl Scan<'_> {
    /// Numbers and the rest of a name with hyphens or capitals before the street.
    pub(super) fn leftmost(&self, mut first: usize) -> usize {
        let taken = self.found.last().map_or(0, |last| last.span.end);
        let middle = self.is(first, words::STREET_MIDDLE) || self.is_compound_street(first);
        for _ in 0..4 {
            let Some(before) = first.checked_sub(1) else {
                break;
            };
            let gap = self.gap(first);
            let number = self.is_house_number(before);
            let hyphen = gap == "-" && self.is_kind(before, TokenKind::Word);
            let name = middle
                && matches!(gap, " " | ". ")
                && self.is_street_name(before)
                && !self.is(before, words::DIRECTION | words::PUBLIC | words::ADDRESS);
            // "Am Beispiel 3", "In der Muster 4" begin with a capital.
            let preposition = gap == " "
                && is_capitalised(self.written(before))
                && matches!(
                    self.folded(before),
                    "am" | "an"
                        | "im"
                        | "in"
                        | "auf"
                        | "zum"
                        | "zur"
                        | "unter"
                        | "hinter"
                        | "der"
                        | "den"
                        | "dem"
                );
            let free = |at: usize| self.token(at).span.start >= taken;
            if gap == ", " && number && before > 0 && self.is(before - 1, words::UNIT) {
                if free(before - 1) {
                    first = before - 1;
                }
                break;
            }
            let number = number && gap == " ";
            let name = name || preposition;
            let told = self.is(before, words::NUMBER | words::PHONE);
            if !(number || hyphen || name) || told || !free(before) {
                break;
            }
            first = before;
        }
        first
    }

    /// Flat, floor, postcode and city after a house number.
    pub(super) fn rightmost(&self, last: usize) -> usize {
        let mut best = last;
        for at in last + 1..(last + TAIL).min(self.text.tokens.len()) {
            let gap = self.gap(at);
            let joins = gap.chars().all(|c| {
                c.is_whitespace()
                    || matches!(
                        c,
                        ',' | '.' | '/' | '-' | '>' | '?' | '(' | ')' | '#' | ':' | 'º' | 'ª'
                    )
            });
            let stop = words::PHONE | words::NUMBER | words::NAMED | words::BIRTH | words::COMMON;
            let unit = self.is(at, words::UNIT);
            let size = self.written(at).len();
            let state = (2..=3).contains(&size) && self.token(at).shouted
                || size == 1 && at == best + 1 && is_capitalised(self.written(at));
            let label = self.is(at, stop & !words::COMMON);
            let ends = label && !unit || self.is(at, words::COMMON) && !unit && !state;
            if !joins || gap.matches('\n').count() > 2 || ends {
                break;
            }
            let written = self.written(at);
            let sentence = self.token(at).before == Break::Sentence;
            if self.is_kind(at, TokenKind::Number) || self.is_house_number(at) {
                let flat = at == best + 1 && written.len() <= 3 && !self.is_before_noun(at);
                let after_unit = self.is(at - 1, words::UNIT);
                if flat && !(sentence && gap.contains(['.', '\n'])) || after_unit {
                    best = at;
                } else if self.is_postcode(at)
                    || self.is_postcode_part(at)
                    || written.len() == 4 && self.token(at - 1).shouted
                {
                    best = at;
                    if self.is_kind(at + 1, TokenKind::Word)
                        && is_capitalised(self.written(at + 1))
                        && !self.is(at + 1, stop)
                        && self.gap(at + 1) == " "
                    {
                        best = at + 1;
                    }
                } else {
                    break;
                }
            } else if self.is_kind(at, TokenKind::Word) {
                let letter = written.chars().count() == 1 && at == best + 1;
                let short = written.chars().count() <= 3 && !sentence;
                if letter && is_capitalised(written)
                    || unit && at == best + 1 && !sentence
                    || self.is_postcode_part(at)
                {
                    best = at;
                } else if !(is_capitalised(written)
                    || unit
                    || short
                    || self.is(at, words::PARTICLE | words::PLACE))
                {
                    break;
                }
            } else {
                break;
            }
        }
        best
    }

    /// Half of a British, Canadian or Dutch postcode: letters and digits in capitals.
    fn is_postcode_part(&self, index: usize) -> bool {
        let written = self.written(index);
        (2..=4).contains(&written.len())
            && written.bytes().any(|b| b.is_ascii_digit())
            && written.bytes().any(|b| b.is_ascii_uppercase())
            && written
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    }

    pub(super) fn is_postcode(&self, index: usize) -> bool {
        let written = self.written(index);
        self.is_kind(index, TokenKind::Number)
            && matches!(written.len(), 4..=6)
            && written.bytes().all(|b| b.is_ascii_digit())
            && !(written.len() == 4 && written.starts_with(['1', '2']))
    }
}
