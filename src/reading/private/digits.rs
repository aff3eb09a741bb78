//! Runs of digits: telephone numbers against record numbers, cards, dates and prices.

use super::{Hit, Scan, last_of, words};
use crate::comment::PrivateKind;
use crate::text::Span;

/// Most digits that are read as one number.
const LONGEST: usize = 19;

/// Digits in groups as people write long numbers.
pub(super) struct Run {
    /// Where it ends in the source.
    pub(super) end: usize,
    sizes: [usize; LONGEST],
    count: usize,
    values: [u32; LONGEST],
    digits: usize,
    plus: bool,
    bracket: bool,
    extension: bool,
    dots: usize,
}

impl Run {
    /// How many digits each group has.
    pub(super) fn groups(&self) -> &[usize] {
        &self.sizes[..self.count]
    }

    fn values(&self) -> &[u32] {
        &self.values[..self.digits]
    }

    fn starts(&self, with: &[u32]) -> bool {
        self.values().starts_with(with)
    }
}

/// What the words before a number say it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Phone,
    Number,
    /// A number of some sort.
    Weak,
    Nothing,
}

/// The value of a digit of any script people type.
pub(super) fn digit(character: char) -> Option<u32> {
    let zero = match character {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '๐'..='๙' => '๐',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(character as u32 - zero as u32)
}

impl Scan<'_> {
    /// The digits from a token on, across single separators.
    pub(super) fn digit_run(&self, index: usize) -> Option<Run> {
        let start = self.token(index).span.start as usize;
        let mut run = Run {
            end: start,
            sizes: [0; LONGEST],
            count: 0,
            values: [0; LONGEST],
            digits: 0,
            plus: self.text.source[..start].ends_with('+'),
            bracket: false,
            extension: false,
            dots: 0,
        };
        let mut gap = String::new();
        for (at, character) in self.rest(start).char_indices() {
            if let Some(value) = digit(character) {
                if run.digits == LONGEST {
                    break;
                }
                if run.digits > 0 && !gap.is_empty() || run.count == 0 {
                    if !run.goes_on_after(&gap) {
                        break;
                    }
                    run.dots += usize::from(gap == ".");
                    run.count += 1;
                }
                gap.clear();
                run.values[run.digits] = value;
                run.digits += 1;
                run.sizes[run.count - 1] += 1;
                run.end = start + at + character.len_utf8();
                continue;
            }
            match character {
                '+' if at == 0 => run.plus = true,
                '(' => {
                    let closed = self.rest(start + at).chars().take(7).any(|c| c == ')');
                    if !closed {
                        break;
                    }
                    gap.push(character);
                }
                ')' => {
                    run.bracket = true;
                    gap.push(character);
                }
                ' ' | '-' | '.' | '/' | '\u{a0}' | '–' | '\u{2011}' => gap.push(character),
                'x' if run.digits >= 7 && gap.is_empty() => {
                    let tail = &self.rest(start + at)[1..];
                    let length = tail.bytes().take_while(u8::is_ascii_digit).count();
                    if length > 0 {
                        run.extension = true;
                        run.end = start + at + 1 + length;
                    }
                    break;
                }
                _ => break,
            }
        }
        (run.digits > 0).then_some(run)
    }

    /// What a number is called: the nearest word that says so.
    pub(super) fn told(&self, index: usize) -> Told {
        let chained = self.found.last().is_some_and(|last| {
            let from = last.span.end as usize;
            let to = self.token(index).span.start as usize;
            last.kind == PrivateKind::Phone
                && to.saturating_sub(from) <= 5
                && !self.text.source[from..to].contains(char::is_alphanumeric)
        });
        if chained {
            return Told::Phone;
        }
        let mut weak = false;
        for (distance, at) in self.before(index, 5).enumerate() {
            if self.is(at, words::PHONE) || self.is(at, words::MESSENGER) {
                return Told::Phone;
            }
            // "Patient" alone says little of a number further on.
            if self.is(at, words::NUMBER) && (weak || distance == 0 || !self.is(at, words::KIN)) {
                return Told::Number;
            }
            weak |= self.is(at, words::NUMBER_WEAK);
        }
        if !self.has(super::signs::UNSPACED) {
            return if weak { Told::Weak } else { Told::Nothing };
        }
        let head = self.head(index);
        let phone = last_of(head, words::PHONE_RUNS);
        let number = last_of(head, words::NUMBER_RUNS);
        match (phone, number) {
            (None, None) => Told::Nothing,
            (phone, number) if phone >= number => Told::Phone,
            _ => Told::Number,
        }
    }

    /// A telephone number, or one that a word or its form says is a record, a card or the like.
    pub(super) fn digits(&self, index: usize) -> Hit {
        let run = self.digit_run(index)?;
        let start = self.token(index).span.start as usize;
        let start = start - usize::from(run.plus && !self.rest(start).starts_with('+'));
        let span = Span::new(start, run.end);
        let card_form = run.digits == 16 && run.groups() == [4, 4, 4, 4];
        if card_form || is_card(&run) || is_social_security(&run, self.text.slice(span)) {
            return Some((PrivateKind::Number, span));
        }
        if run.dots == 3 && run.count == 4 && run.groups().iter().all(|g| *g <= 3) {
            // The address of a computer.
            return None;
        }
        match self.told(index) {
            Told::Number => self.number(index),
            Told::Weak if !run.is_phone() => self.number(index),
            Told::Phone
                if (7..=15).contains(&run.digits) && !self.is_amount(&run) || run.extension =>
            {
                (!self.is_public(index) && !is_free_call(&run))
                    .then_some((PrivateKind::Phone, span))
            }
            _ if run.is_phone() => (!self.is_public(index) && !is_free_call(&run))
                .then_some((PrivateKind::Phone, span)),
            _ => self.number(index),
        }
    }

    /// Whether a unit, a sign for money or decimals follow.
    pub(super) fn is_amount(&self, run: &Run) -> bool {
        let rest = self.rest(run.end);
        let mut tail = rest.chars();
        let decimal = matches!(tail.next(), Some(',')) && tail.next().is_some_and(char::is_numeric);
        decimal || has_unit(rest)
    }
}

/// Units of money and measure, as whole words.
const UNITS: &[&str] = &[
    "eur",
    "euro",
    "euros",
    "usd",
    "gbp",
    "aed",
    "sar",
    "tl",
    "rs",
    "rub",
    "dollar",
    "dollars",
    "pound",
    "pounds",
    "lira",
    "liras",
    "liraya",
    "lirası",
    "baht",
    "rupee",
    "rupees",
    "руб",
    "рубль",
    "рубля",
    "рублей",
    "km",
    "ml",
    "mg",
    "views",
    "likes",
    "people",
    "followers",
    "steps",
];

/// The same in scripts whose words run on, and signs.
const UNIT_RUNS: &[&str] = &[
    "บาท",
    "元",
    "人",
    "块",
    "درهم",
    "ريال",
    "रुपये",
    "%",
    "€",
    "$",
    "£",
    "₺",
    "₽",
    "₹",
    "¥",
    "฿",
];

/// Whether a unit of money or measure stands at the start of a text.
pub(super) fn has_unit(rest: &str) -> bool {
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_alphabetic());
    let word = &rest[..end.unwrap_or(rest.len())];
    UNIT_RUNS.iter().any(|unit| rest.starts_with(unit))
        || word.len() <= LONGEST_UNIT && UNITS.contains(&&*word.to_lowercase())
}

/// Longest unit, in bytes.
const LONGEST_UNIT: usize = 12;

impl Run {
    /// Whether digits after a gap still belong to the number.
    fn goes_on_after(&self, gap: &str) -> bool {
        if self.digits == 0 {
            return true;
        }
        let spaces = gap.matches([' ', '\u{a0}']).count();
        let apart = gap.contains('/') || spaces >= 2;
        let sentence = gap.contains('.') && spaces > 0;
        gap.chars().count() <= 3
            && !sentence
            && !(apart && self.digits >= 7)
            && (spaces == 0 || self.digits < 11 || self.groups().iter().all(|size| *size == 4))
    }

    /// Whether it is written as telephone numbers are, whatever stands before it.
    fn is_phone(&self) -> bool {
        let digits = self.digits;
        if self.plus || self.extension {
            return (8..=15).contains(&digits);
        }
        if self.bracket && self.count >= 2 {
            return (8..=13).contains(&digits);
        }
        // Full stops between some groups only part thousands.
        if self.dots > 0 && self.dots + 1 != self.count {
            return false;
        }
        let zero = self.starts(&[0]);
        let thousands = self.dots > 0
            && !zero
            && self.sizes[0] <= 3
            && self.groups()[1..].iter().all(|size| *size == 3);
        if thousands {
            return false;
        }
        match self.groups() {
            [_] => match digits {
                9 => zero || matches!(self.values[0], 6 | 7 | 9),
                10 => true,
                11 => zero || self.starts(&[1]) || self.starts(&[7, 9]) || self.starts(&[8, 9]),
                12 => self.starts(&[9]),
                _ => zero && (9..=12).contains(&digits),
            },
            [_, second] => zero && (9..=12).contains(&digits) && *second >= 5,
            [2, 2, rest] if *rest >= 5 => zero,
            [2, 2, 2, 2] | [2, 5, 4] => true,
            [1 | 2, 1 | 2, 4] => false,
            groups => {
                (9..=13).contains(&digits) && groups.iter().all(|size| *size <= 4)
                    || zero && (9..=13).contains(&digits)
            }
        }
    }
}

/// Numbers that cost the caller nothing belong to organisations.
fn is_free_call(run: &Run) -> bool {
    [
        &[0, 8, 0, 0][..],
        &[0, 8, 0, 8],
        &[1, 8, 0, 0],
        &[0, 9, 0, 0],
        &[8, 8, 0, 0],
        &[1, 1, 6],
    ]
    .iter()
    .any(|start| run.starts(start))
}

/// Thirteen to nineteen digits whose check digit is right.
fn is_card(run: &Run) -> bool {
    let sum: u32 = run
        .values()
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    run.digits >= 13 && !run.plus && !run.starts(&[0, 0]) && sum.is_multiple_of(10)
}

fn is_social_security(run: &Run, written: &str) -> bool {
    matches!(run.groups(), [3, 2, 4]) && written.matches('-').count() == 2
}
