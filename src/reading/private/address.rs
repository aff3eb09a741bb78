//! Postal addresses: a street and a house number, and what belongs to them on both sides.
//!
//! A city or country alone is no address. A house on the way to a clinic is nobody's home.

use super::{Hit, Scan, is_capitalised, words};
use crate::comment::PrivateKind;
use crate::text::{Break, TokenKind};

impl Scan<'_> {
    pub(super) fn address(&self, index: usize) -> Hit {
        let (first, last) = self.street(index)?;
        if self.is_on_the_way(first) {
            return None;
        }
        let first = self.leftmost(first);
        let last = self.rightmost(last);
        let span = self.token(first).span.cover(self.token(last).span);
        Some((PrivateKind::Address, span))
    }

    /// The tokens from street to house number, in either order.
    fn street(&self, index: usize) -> Option<(usize, usize)> {
        if self.is_house_number(index) || self.is_pair(index) {
            return self.number_first(index);
        }
        if !self.is_kind(index, TokenKind::Word) {
            return None;
        }
        self.post_box(index)
            .or_else(|| self.word_first(index))
            .or_else(|| self.name_first(index))
            .or_else(|| self.flat_first(index))
            .map(|last| (index, last))
    }

    /// One to six digits, perhaps with two letters: `12`, `12A`, `119-129` starts one.
    pub(super) fn is_house_number(&self, index: usize) -> bool {
        let Some(token) = self.text.tokens.get(index) else {
            return false;
        };
        let written = self.written(index);
        let digits = written.chars().take_while(|c| c.is_numeric()).count();
        let letters = written.chars().count() - digits;
        matches!(token.kind, TokenKind::Number | TokenKind::Word)
            && (1..=6).contains(&digits)
            && letters <= 2
            && !written.contains([',', '.'])
            && !["st", "nd", "rd", "th", "am", "pm"]
                .iter()
                .any(|end| self.folded(index).ends_with(end))
    }

    /// Two numbers that look like a telephone number at first: `03262 2437 Example Street`.
    fn is_pair(&self, index: usize) -> bool {
        let written = self.written(index);
        self.is_kind(index, TokenKind::Phone)
            && written.split(' ').count() == 2
            && written.bytes().all(|b| b.is_ascii_digit() || b == b' ')
    }

    /// `340-350 - 08025` before a city: house numbers with a postcode.
    fn is_range_with_postcode(&self, index: usize) -> bool {
        let mut groups = self
            .written(index)
            .split(|c: char| !c.is_ascii_digit())
            .filter(|group| !group.is_empty());
        self.is_kind(index, TokenKind::Phone)
            && groups.next().is_some_and(|first| first.len() <= 4)
            && groups.next_back().is_some_and(|last| last.len() == 5)
            && self.is_kind(index + 1, TokenKind::Word)
            && is_capitalised(self.written(index + 1))
    }

    /// `s/n`, a street without numbers.
    fn is_unnumbered(&self, index: usize) -> bool {
        self.folded(index) == "s" && self.folded(index + 1) == "n" && self.gap(index + 1) == "/"
    }

    fn told_address(&self, index: usize) -> bool {
        self.told_by(index, words::ADDRESS | words::ADDRESS_WEAK, 7)
            || index > 0 && self.is(index - 1, words::ADDRESS | words::ADDRESS_WEAK)
    }

    /// A word with a capital that may be in the name of a street.
    pub(super) fn is_street_name(&self, index: usize) -> bool {
        self.is_kind(index, TokenKind::Word)
            && is_capitalised(self.written(index))
            && !(self.token(index).shouted && self.written(index).len() <= 4)
            && !self.is(
                index,
                words::COMMON
                    | words::MONTH
                    | words::PHONE
                    | words::NUMBER
                    | words::NAMED
                    | words::ADDRESS,
            )
    }

    /// `12 Example Road`, `36 rue de l'Exemple`, `2505 Example Suite 620`.
    fn number_first(&self, index: usize) -> Option<(usize, usize)> {
        if index > 0 && self.is(index - 1, words::NUMBER | words::PHONE | words::UNIT) {
            return None;
        }
        let written = self.written(index);
        let year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
        let told = self.told_address(index);
        let mut next = index + 1;
        if self.is_house_number(next) && self.gap(next) == " " {
            next += 1;
        }
        if matches!(self.folded(next), "bis" | "ter" | "quater") {
            next += 1;
        }
        let (mut names, mut street, mut last) = (0, false, next);
        for at in next..(next + 7).min(self.text.tokens.len()) {
            let broken = self.token(at).before == Break::Sentence || !is_inside(self.gap(at));
            if broken && !self.is_after_abbreviation(at) {
                break;
            }
            if street && self.is_postcode(at) {
                break;
            }
            if self.is_house_number(at) {
                let line = self.gap(index).contains('\n') && self.gap(at + 1).contains('\n');
                let sure = told || street || line || self.is_before_flat(at);
                return (names > 0 && sure && !self.is_before_noun(at)).then_some((index, at));
            }
            let capital = self.is_street_name(at);
            let upper = is_capitalised(self.written(at));
            let lower_street = told
                && matches!(
                    self.folded(at),
                    "street" | "road" | "avenue" | "lane" | "rd" | "ave" | "crescent" | "terrace"
                );
            if self.is(at, words::STREET_AFTER) && names > 0 && (upper || lower_street) {
                return Some((index, at));
            }
            if self.is(at, words::UNIT) && names > 0 && self.is_house_number(at + 1) {
                return Some((index, at + 1));
            }
            if at == next && !year && self.street_word(at).is_some() {
                street = true;
            } else if capital || (told || street) && self.is_lower_name(at) {
                names += 1;
                last = at;
            } else if !self.is(at, words::PARTICLE) {
                break;
            }
        }
        let several = self.written(index).len() >= 2 || next > index + 1;
        (names > 0 && (street || told && several && is_capitalised(self.written(next))))
            .then_some((index, last))
    }

    /// A word without a capital that may name a street all the same, where the rest is sure.
    fn is_lower_name(&self, index: usize) -> bool {
        self.is_kind(index, TokenKind::Word)
            && !self.is(index, words::COMMON | words::MONTH | words::UNIT)
    }

    /// `Calle Ejemplo 12`, `ул. Примерная, д. 5`, `Musterweg 5`, `Örnek Sokak No 5`.
    fn word_first(&self, index: usize) -> Option<usize> {
        if let Some(strict) = self.street_word(index)
            && let Some(last) = self.number_after_name(index + 1, strict)
        {
            return Some(last);
        }
        let named = index > 0
            && self.is_street_name(index - 1)
            && self.token(index).before != Break::Sentence;
        if self.is(index, words::STREET_MIDDLE) && named || self.is_compound_street(index) {
            return self.number_near(index + 1);
        }
        None
    }

    /// Whether a word stands before names of streets, and if so whether it means other things too.
    fn street_word(&self, index: usize) -> Option<bool> {
        if self.folded(index) == "c" {
            // The Spanish "C/" is clear, a lone C is a grade, a vitamin or Celsius.
            return self.gap(index + 1).contains('/').then_some(false);
        }
        let short = self.token(index).shouted && self.written(index).len() <= 3;
        if self.is(index, words::STREET_BEFORE) {
            Some(short)
        } else {
            self.is(index, words::STREET_BEFORE_STRICT).then_some(true)
        }
    }

    /// German, Dutch and Nordic street names of one word.
    pub(super) fn is_compound_street(&self, index: usize) -> bool {
        let folded = self.folded(index);
        let sure = ["strasse", "straat", "gatan", "katu"];
        let capital = is_capitalised(self.written(index));
        !self.is(index, words::DIRECTION | words::COMMON)
            && words::STREET_ENDS.iter().any(|end| {
                folded.len() > end.len() + 2
                    && folded.ends_with(end)
                    && (capital || sure.contains(end))
            })
    }

    /// A house number right here or after "no" or a comma.
    fn number_near(&self, from: usize) -> Option<usize> {
        let at = (from..from + 2).find(|at| !self.is(*at, words::UNIT))?;
        (self.is_house_number(at)
            && (is_inside(self.gap(at)) || self.is(at - 1, words::UNIT))
            && self.folded(at).chars().count() <= 5
            && !self.is_before_noun(at))
        .then_some(at)
    }

    /// The house number after the name of a street.
    fn number_after_name(&self, from: usize, strict: bool) -> Option<usize> {
        let told = self.told_address(from.saturating_sub(1));
        let (mut capitals, mut names) = (0, 0);
        for at in from..(from + 8).min(self.text.tokens.len()) {
            let gap = self.gap(at);
            if !is_inside(gap)
                || self.token(at).before == Break::Sentence && !self.is_after_abbreviation(at)
            {
                return None;
            }
            if self.is_house_number(at) {
                let known = capitals > 0 || !strict && (names > 0 || at == from);
                let free = capitals > 0 && is_capitalised(self.written(from));
                return (known && (free || told || !self.is_before_noun(at))).then_some(at);
            }
            if self.is_range_with_postcode(at) && capitals > 0
                || self.is_kind(at, TokenKind::Number) && self.folded(at - 1) == "km"
            {
                return Some(at);
            }
            let other = gap.contains(',') && !self.is(at, words::UNIT) && !self.is_unnumbered(at);
            if !self.is_kind(at, TokenKind::Word) || other {
                return None;
            }
            if names > 0 && self.is_unnumbered(at) {
                return Some(at + 1);
            }
            let short = self.token(at).shouted && self.written(at).len() <= 3;
            let capital = is_capitalised(self.written(at)) && !short;
            if capital {
                capitals += 1;
                names += 1;
            } else if self.is(at, words::UNIT | words::PARTICLE) || self.written(at).len() == 1 {
            } else if strict || self.is(at, words::COMMON) {
                return None;
            } else {
                names += 1;
            }
        }
        None
    }

    /// `Ombú 9091` after a word for an address, or before a flat or a postcode with its city.
    fn name_first(&self, index: usize) -> Option<usize> {
        let skip = words::INSTITUTION | words::UNIT | words::PLACE | words::POST_BOX;
        if !self.is_street_name(index) || self.is(index, skip) {
            return None;
        }
        for at in index + 1..(index + 6).min(self.text.tokens.len()) {
            if !is_inside(self.gap(at))
                || self.token(at).before == Break::Sentence && !self.is_after_abbreviation(at)
            {
                return None;
            }
            if self.is_unnumbered(at) {
                return Some(at + 1);
            }
            if self.is_range_with_postcode(at) {
                return Some(at);
            }
            if self.is_house_number(at) {
                // "Somebody, 12 Example Road" is a name before an address.
                if self.is(at - 1, words::UNIT) || self.number_first(at).is_some() {
                    return None;
                }
                let sure =
                    self.is_before_flat(at) || self.is_before_city(at) || self.told_address(index);
                return (sure && !self.is_before_noun(at) && self.folded(at).len() <= 5)
                    .then_some(at);
            }
            let joins = self.is(at, words::PARTICLE | words::UNIT | words::STREET_MIDDLE);
            let apart = self.gap(at).contains(',') && !self.is(at, words::UNIT);
            if !self.is_street_name(at) && !joins || apart {
                return None;
            }
        }
        None
    }

    /// `P.O. Box 186`, `Postfach 12`, `PSC 12, Box 34`, `FPO AE 12382`.
    fn post_box(&self, index: usize) -> Option<usize> {
        let folded = self.folded(index);
        if self.is(index, words::POST_BOX) && self.is_house_number(index + 1) {
            return Some(index + 1);
        }
        if matches!(folded, "fpo" | "apo" | "dpo")
            && matches!(self.folded(index + 1), "ae" | "aa" | "ap")
            && self.is_house_number(index + 2)
        {
            return Some(index + 2);
        }
        let office = match folded {
            "po" | "p.o" => index + 1,
            "p" if self.folded(index + 1) == "o" => index + 2,
            "unit" if self.is_house_number(index + 1) => index + 2,
            _ => return None,
        };
        (self.folded(office) == "box" && self.is_house_number(office + 1)).then_some(office + 1)
    }

    /// `मकान नंबर 12, … मार्ग`, `شقة 5 شارع …`, `д. 5, кв. 12`: a house first, then more of it.
    fn flat_first(&self, index: usize) -> Option<usize> {
        if !self.is(index, words::UNIT) || self.written(index).is_ascii() {
            return None;
        }
        let at = (index + 1..index + 3).find(|at| self.is_house_number(*at))?;
        let end = (at + 8).min(self.text.tokens.len());
        let more = (at + 1..end)
            .take_while(|i| self.token(*i).sentence == self.token(index).sentence)
            .filter(|i| {
                self.is(
                    *i,
                    words::STREET_BEFORE | words::STREET_BEFORE_STRICT | words::STREET_AFTER,
                ) || self.is(*i, words::UNIT) && self.is_house_number(*i + 1)
            })
            .last();
        match more {
            Some(last) => Some(
                (last..last + 2)
                    .rev()
                    .find(|i| self.is_house_number(*i))
                    .unwrap_or(last),
            ),
            None => (self.told_by(index, words::ADDRESS, 4)
                && !self.written(index).starts_with(['к', 'д']))
            .then_some(at),
        }
    }

    /// Whether the full stop before a token ends an abbreviation, an initial or a house number.
    fn is_after_abbreviation(&self, index: usize) -> bool {
        index > 0
            && self.gap(index).trim_start_matches(['.', '/']).trim() == ""
            && !self.gap(index).contains('\n')
            && self.written(index - 1).chars().count() <= 5
    }

    /// Whether a word without a capital follows directly, so that the number counts something.
    pub(super) fn is_before_noun(&self, index: usize) -> bool {
        let next = index + 1;
        self.is_kind(next, TokenKind::Word)
            && self.gap(next).trim_matches(' ').is_empty()
            && !is_capitalised(self.written(next))
            && self.written(next).chars().count() > 1
            && !self.is(
                next,
                words::UNIT | words::PLACE | words::STREET_AFTER | words::OWN,
            )
            && !matches!(
                self.folded(next),
                "in" | "a" | "en" | "de" | "and" | "y" | "bis" | "st"
            )
    }

    fn is_before_flat(&self, index: usize) -> bool {
        self.is(index + 1, words::UNIT) && self.is_house_number(index + 2)
    }

    /// Whether a postcode and a city follow a house number.
    fn is_before_city(&self, index: usize) -> bool {
        (index + 1..index + 4)
            .take_while(|at| {
                *at + 1 < self.lists.len()
                    && !self.is(*at, words::NUMBER)
                    && (self.is_kind(*at, TokenKind::Number)
                        || self.is(*at, words::UNIT)
                        || self.written(*at).chars().count() <= 2)
            })
            .find(|at| self.is_postcode(*at))
            .is_some_and(|at| is_capitalised(self.written(at + 1)))
    }

    /// Whether the text says where an organisation is, or the way to it.
    fn is_on_the_way(&self, index: usize) -> bool {
        if self.told_by(index, words::OWN | words::ADDRESS, 8) {
            return false;
        }
        self.before(index, 6).any(|at| {
            self.is(at, words::DIRECTION)
                || self.is(at, words::PUBLIC)
                    && (at + 1..index).any(|between| {
                        let lower = !is_capitalised(self.written(between));
                        lower
                            && self.is_kind(between, TokenKind::Word)
                            && !self.is(between, words::PARTICLE)
                    })
        })
    }
}

/// Whether what stands between two tokens may stand inside the name of a street.
fn is_inside(gap: &str) -> bool {
    gap.chars().all(|c| {
        matches!(
            c,
            ' ' | '\u{a0}' | '.' | ',' | '-' | '/' | '\'' | '’' | '#' | 'º' | '´' | '‐'
        )
    })
}
