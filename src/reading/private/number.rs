//! Record, booking, insurance, identity, card and account numbers, with letters or without.

use super::digits::{Told, has_unit};
use super::{Hit, Scan};
use crate::comment::PrivateKind;
use crate::text::{Span, TokenKind};

/// Most further tokens that are tied together as one number.
const LONGEST: usize = 12;

impl Scan<'_> {
    /// A number that a word says is one, or whose form does.
    pub(super) fn number(&self, index: usize) -> Hit {
        let token = self.token(index);
        if matches!(token.kind, TokenKind::Date | TokenKind::Time) {
            return None;
        }
        let lone = self.written(index);
        if !lone.chars().any(char::is_numeric) && !self.starts_code(index) {
            return None;
        }
        let (close, wide) = (self.joined(index, false), self.joined(index, true));
        let all = self.text.slice(wide);
        if is_iban(all) {
            return Some((PrivateKind::Number, wide));
        }
        let code = self.text.slice(close);
        let count = code.chars().filter(|c| c.is_numeric()).count();
        let total = all.chars().filter(|c| c.is_numeric()).count();
        let told = match self.told(index) {
            Told::Number => total >= 4,
            Told::Weak => total >= 5,
            Told::Phone | Told::Nothing => false,
        };
        // `24-25` is a range, `4.999` an amount, `E-28034` a postcode.
        let letters = code.contains(char::is_alphabetic);
        let range = total <= 4 && code.contains('-') && !letters;
        let thousands = code
            .split_once('.')
            .is_some_and(|(head, tail)| head.len() <= 3 && tail.len() == 3 || total <= 5);
        let postcode = code.len() <= 7
            && code
                .split_once('-')
                .is_some_and(|(head, tail)| head.len() == 1 && tail.len() == 5);
        if range || thousands || postcode {
            return None;
        }
        let year = count == 4 && (code.starts_with("19") || code.starts_with("20"));
        let amount = year || has_unit(self.rest(wide.end as usize)) || code.contains(',');
        if told && !amount {
            let mut span = if total <= 20 { wide } else { close };
            // The check letter that a telephone number would not have.
            let mut after = self.rest(span.end as usize).chars();
            if after.next().is_some_and(|c| c.is_ascii_uppercase())
                && after.next().is_none_or(|c| !c.is_alphanumeric())
            {
                span.end += 1;
            }
            return Some((PrivateKind::Number, span));
        }
        let capitals = code.chars().filter(char::is_ascii_uppercase).count();
        let plain = code
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "-/".contains(c));
        let last_four = code.get(code.len().saturating_sub(4)..).unwrap_or("");
        let dated = count == 4 && (last_four.starts_with("19") || last_four.starts_with("20"));
        let coded = plain
            && capitals >= 1
            && (count >= 5 || count >= 4 && capitals >= 3)
            && !token.in_hashtag
            && !dated
            && !code.starts_with("ISO");
        let bare = code.len() == count && count >= 7 && !amount;
        (coded || bare).then_some((PrivateKind::Number, close))
    }

    /// Capitals that a hyphen ties to digits: `RE-88213`.
    fn starts_code(&self, index: usize) -> bool {
        let end = self.token(index).span.end as usize;
        let written = self.written(index);
        let tied = self.gap(index + 1) == "-"
            && self.rest(end + 1).starts_with(|c: char| c.is_ascii_digit());
        tied && (1..=4).contains(&written.len()) && written.chars().all(|c| c.is_ascii_uppercase())
    }

    /// The run of tokens from here that hyphens, slashes or (where `wide`) single spaces tie
    /// together as one number.
    fn joined(&self, index: usize, wide: bool) -> Span {
        let mut span = self.token(index).span;
        for next in (index + 1..self.text.tokens.len()).take(LONGEST) {
            let gap = self.gap(next);
            let tied = matches!(gap, "-" | "/" | "_" | "." | "");
            let spaced = wide && gap == " ";
            let part = self.written(next);
            let length = part.chars().filter(|c| *c != ' ').count();
            let digits = part.chars().filter(|c| c.is_numeric()).count();
            let fits = digits * 2 >= length
                || tied && length <= 3 && part.chars().all(|c| c.is_ascii_uppercase());
            let date = matches!(self.token(next).kind, TokenKind::Date | TokenKind::Time);
            if !(tied || spaced) || !fits || date || (spaced && digits != length) {
                break;
            }
            span = span.cover(self.token(next).span);
        }
        span
    }
}

/// Two letters, two digits and at least eleven letters and digits, as bank accounts are written.
fn is_iban(text: &str) -> bool {
    let mut signs = text.bytes().filter(|b| *b != b' ');
    let letters = (0..2).all(|_| signs.next().is_some_and(|b| b.is_ascii_alphabetic()));
    let digits = letters && (0..2).all(|_| signs.next().is_some_and(|b| b.is_ascii_digit()));
    digits && {
        let rest: Vec<u8> = signs.collect();
        rest.len() >= 11
            && rest.iter().all(u8::is_ascii_alphanumeric)
            && rest.iter().filter(|b| b.is_ascii_digit()).count() >= 8
    }
}
