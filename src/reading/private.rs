//! Private data in a comment: what should not stand in public.
//!
//! What a stretch of text is follows from its form, and where the form is not enough from the word
//! beside it: six digits are a record number after “file” and nothing by themselves.

use super::private_words as words;
use crate::comment::{PrivateData, PrivateKind};
use crate::text::{Break, Span, Text, Token, TokenKind};

/// Words looked back at for what a number is.
const REACH: usize = 4;

/// Most further tokens that are tied together as one number.
const LONGEST: usize = 12;

/// Finds private data, in order, without overlaps.
#[must_use]
pub fn find(text: &Text) -> Vec<PrivateData> {
    let mut found: Vec<PrivateData> = Vec::new();
    let mut index = 0;
    while index < text.tokens.len() {
        let finder = At { text, index };
        let hit = finder
            .contact()
            .or_else(|| finder.birth_date())
            .or_else(|| finder.address())
            .or_else(|| finder.number())
            .or_else(|| finder.name());
        index += 1;
        if let Some((kind, span)) = hit {
            found.push(PrivateData { kind, span });
            while text
                .tokens
                .get(index)
                .is_some_and(|t| t.span.start < span.end)
            {
                index += 1;
            }
        }
    }
    found
}

/// A token as the possible start of something private.
struct At<'t> {
    text: &'t Text<'t>,
    index: usize,
}

type Hit = Option<(PrivateKind, Span)>;

impl At<'_> {
    fn token(&self) -> &Token {
        &self.text.tokens[self.index]
    }

    fn written(&self, token: &Token) -> &str {
        self.text.slice(token.span)
    }

    fn folded(&self, index: usize) -> &str {
        self.text
            .tokens
            .get(index)
            .map_or("", |t| self.text.folded(t))
    }

    /// Tokens of the sentence just before this one, nearest first.
    fn before(&self, reach: usize) -> impl Iterator<Item = &str> {
        let sentence = self.token().sentence;
        (0..self.index)
            .rev()
            .take(reach)
            .take_while(move |i| self.text.tokens[*i].sentence == sentence)
            .map(|i| self.folded(i))
    }

    fn told_by(&self, words: &[&str], reach: usize) -> bool {
        self.before(reach).any(|word| {
            let bare = word
                .strip_prefix("ال")
                .or_else(|| word.strip_prefix("و"))
                .unwrap_or(word);
            words.contains(&word) || words.contains(&bare)
        })
    }

    /// Whether one of some runs of characters stands shortly before.
    fn told_by_run(&self, runs: &[&str]) -> bool {
        let start = self.token().span.start as usize;
        let from = self
            .text
            .source
            .floor_char_boundary(start.saturating_sub(48));
        let head = self.text.source[from..start].to_lowercase();
        runs.iter().any(|run| head.contains(run))
    }

    fn contact(&self) -> Hit {
        let token = self.token();
        match token.kind {
            TokenKind::Email => {
                let local = self.written(token).split('@').next().unwrap_or_default();
                (!words::MAILBOXES
                    .iter()
                    .any(|m| m.eq_ignore_ascii_case(local)))
                .then_some((PrivateKind::Email, token.span))
            }
            TokenKind::Phone => {
                let digits = digits_of(self.written(token));
                if is_card(&digits) || self.told_by(&["nass", "ssn", "iban", "nhs", "card"], 3) {
                    Some((PrivateKind::Number, token.span))
                } else {
                    let public = self.told_by(words::PUBLIC, 6)
                        && !self.told_by(&["my", "me", "mi", "meine", "mon", "benim"], 6);
                    (!public).then_some((PrivateKind::Phone, token.span))
                }
            }
            TokenKind::Handle => self
                .is_after_messenger()
                .then_some((PrivateKind::Messenger, token.span)),
            TokenKind::Url => {
                let link = self.written(token).to_lowercase();
                ["wa.me/", "t.me/", "m.me/", "line.me/", "chat.whatsapp.com/"]
                    .iter()
                    .any(|host| link.contains(host))
                    .then_some((PrivateKind::Messenger, token.span))
            }
            TokenKind::Word if self.is_made_up() => self
                .is_after_messenger()
                .then(|| (PrivateKind::Messenger, self.joined(true))),
            TokenKind::Word | TokenKind::Number => self.foreign_digits_phone(),
            _ => None,
        }
    }

    fn is_after_messenger(&self) -> bool {
        self.told_by(words::MESSENGERS, 2) || self.told_by_run(words::MESSENGER_RUNS)
    }

    /// Letters with digits or an underscore, as accounts are named.
    fn is_made_up(&self) -> bool {
        let (token, name) = (self.token(), self.written(self.token()));
        let mixed =
            name.bytes().any(|c| c.is_ascii_digit()) && name.chars().any(char::is_alphabetic);
        name.len() >= 4 && (mixed || self.text.source[token.span.end as usize..].starts_with('_'))
    }

    /// A telephone number in Arabic, Devanagari or Thai digits.
    fn foreign_digits_phone(&self) -> Hit {
        let written = self.written(self.token());
        if !written
            .chars()
            .next()
            .is_some_and(|c| c.is_numeric() && !c.is_ascii())
        {
            return None;
        }
        let count = written.chars().filter(|c| c.is_numeric()).count();
        let zero = written.starts_with(['٠', '०', '๐', '۰']);
        ((9..=14).contains(&count) && zero).then_some((PrivateKind::Phone, self.token().span))
    }

    fn birth_date(&self) -> Hit {
        let token = self.token();
        let span = match token.kind {
            TokenKind::Date => token.span,
            TokenKind::Number => self.spelt_date()?,
            TokenKind::Word if is_month(self.folded(self.index)) => self.spelt_date()?,
            _ => return None,
        };
        let after = self
            .folded(
                self.text
                    .tokens
                    .partition_point(|t| t.span.start < span.end),
            )
            .to_owned();
        (self.told_by(words::BIRTH, REACH)
            || self.told_by_run(words::BIRTH_RUNS)
            || words::BIRTH.contains(&after.as_str()))
        .then_some((PrivateKind::BirthDate, span))
    }

    /// `2 June 1951`, `2 de junio de 1951`, `June 2, 1951`.
    fn spelt_date(&self) -> Option<Span> {
        let end = (self.index + 6).min(self.text.tokens.len());
        let mut month = false;
        for index in self.index..end {
            let token = &self.text.tokens[index];
            let folded = self.folded(index);
            month |= is_month(folded);
            let year = token.kind == TokenKind::Number
                && folded.len() == 4
                && (folded.starts_with("19") || folded.starts_with("20"));
            if year && month {
                return Some(self.token().span.cover(token.span));
            }
            let small = token.kind == TokenKind::Number && folded.len() <= 2;
            if !(small
                || is_month(folded)
                || ["de", "of", "th", "st", "nd", "rd"].contains(&folded)
                || folded.ends_with("th"))
            {
                return None;
            }
        }
        None
    }

    /// A number that a word says is one, or whose form does.
    fn number(&self) -> Hit {
        let token = self.token();
        if !matches!(token.kind, TokenKind::Number | TokenKind::Word) {
            return None;
        }
        let lone = self.written(token);
        if !lone.chars().any(char::is_numeric) && !self.starts_code() {
            return None;
        }
        let (close, wide) = (self.joined(false), self.joined(true));
        let all = self.text.slice(wide);
        let digits = digits_of(all);
        if is_card(&digits) || is_iban(all) || is_social_security(all) {
            return Some((PrivateKind::Number, wide));
        }
        let code = self.text.slice(close);
        let count = code.chars().filter(|c| c.is_numeric()).count();
        let told = self.told_by(words::NUMBER, REACH) || self.told_by_run(words::NUMBER_RUNS);
        if told && count >= 4 && !is_amount_or_year(self, code) {
            let span = if digits.len() <= 20 { wide } else { close };
            return Some((PrivateKind::Number, span));
        }
        let capitals = code.chars().filter(char::is_ascii_uppercase).count();
        let plain = code
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "-/".contains(c));
        let coded = plain && capitals >= 1 && count >= 4;
        (coded || code.len() == count && count >= 7).then_some((PrivateKind::Number, close))
    }

    /// Capitals that a hyphen ties to digits: `RE-88213`.
    fn starts_code(&self) -> bool {
        let token = self.token();
        let written = self.written(token);
        let tied = self.text.tokens.get(self.index + 1).is_some_and(|next| {
            next.span.start == token.span.end + 1
                && self.text.source[token.span.end as usize..].starts_with('-')
                && self.written(next).starts_with(|c: char| c.is_ascii_digit())
        });
        tied && (1..=4).contains(&written.len()) && written.chars().all(|c| c.is_ascii_uppercase())
    }

    /// The run of tokens from here that hyphens, slashes or (where `wide`) single spaces tie
    /// together as one number.
    fn joined(&self, wide: bool) -> Span {
        let mut span = self.token().span;
        for next in self.text.tokens[self.index + 1..].iter().take(LONGEST) {
            let gap = &self.text.source[span.end as usize..next.span.start as usize];
            let tied = matches!(gap, "-" | "/" | "_" | "." | "");
            let spaced = wide && gap == " ";
            let part = self.written(next);
            let digits = part.chars().filter(|c| c.is_numeric()).count();
            let fits = digits * 2 >= part.chars().count()
                || tied && part.len() <= 3 && part.chars().all(|c| c.is_ascii_uppercase());
            if !(tied || spaced) || !fits || (spaced && digits != part.chars().count()) {
                break;
            }
            span = span.cover(next.span);
        }
        span
    }

    fn address(&self) -> Hit {
        let folded = self.folded(self.index);
        let token = self.token();
        let end = if token.kind == TokenKind::Number && folded.len() <= 5 {
            self.english_address_end()
        } else if words::STREETS_BEFORE.contains(&folded) {
            self.number_within(5, true)
        } else if words::STREET_ENDS
            .iter()
            .any(|e| folded.ends_with(e) && folded.len() > e.len() + 2)
            && self.written(token).starts_with(char::is_uppercase)
        {
            self.number_within(1, false)
        } else if words::STREETS_TURKISH.contains(&folded) {
            self.number_within(3, false)
        } else if words::STREET_RUNS.contains(&folded)
            || words::STREET_RUNS.iter().any(|r| {
                r.starts_with(folded)
                    && self.text.source[token.span.start as usize..].starts_with(r)
            })
        {
            self.number_within(
                if folded.starts_with(['路', '街', '弄']) {
                    1
                } else {
                    12
                },
                false,
            )
        } else {
            None
        }?;
        Some((
            PrivateKind::Address,
            token.span.cover(self.text.tokens[end].span),
        ))
    }

    /// `12 Example Road`: a number, one to three words with capitals, and a word for a street.
    fn english_address_end(&self) -> Option<usize> {
        for index in self.index + 1..(self.index + 6).min(self.text.tokens.len()) {
            let token = &self.text.tokens[index];
            if token.before == Break::Sentence || token.kind != TokenKind::Word {
                return None;
            }
            if index > self.index + 1 && words::STREETS_AFTER.contains(&self.folded(index)) {
                return Some(index);
            }
            if !self
                .written(token)
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            {
                return None;
            }
        }
        None
    }

    fn number_within(&self, words: usize, named: bool) -> Option<usize> {
        let last = (self.index + words + 1).min(self.text.tokens.len().saturating_sub(1));
        let mut capitals = 0;
        for index in self.index + 1..=last {
            let token = &self.text.tokens[index];
            if token.kind == TokenKind::Number && self.folded(index).len() <= 5 {
                return (!named || capitals > 0).then_some(index);
            }
            let written = self.written(token);
            let small = written.chars().count() <= 3;
            capitals +=
                usize::from(written.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase()));
            if token.kind != TokenKind::Word
                || named && !small && written.starts_with(char::is_lowercase)
            {
                return None;
            }
        }
        None
    }

    /// Two or three words with capitals after something that introduces a name.
    fn name(&self) -> Hit {
        let token = self.token();
        if token.kind != TokenKind::Word || !is_capitalised(self.written(token)) {
            return None;
        }
        let introduced = words::NAMED.iter().any(|cue| {
            self.index >= cue.len()
                && cue
                    .iter()
                    .enumerate()
                    .all(|(at, word)| self.folded(self.index - cue.len() + at) == *word)
        });
        if !introduced || self.told_by(words::PROFESSIONAL, 3) {
            return None;
        }
        let mut span = token.span;
        let mut count = 1;
        for next in self.text.tokens[self.index + 1..].iter().take(3) {
            let capital = next.kind == TokenKind::Word && is_capitalised(self.written(next));
            if next.before != Break::None || !capital {
                break;
            }
            span = span.cover(next.span);
            count += 1;
        }
        (count >= 2).then_some((PrivateKind::Name, span))
    }
}

fn is_month(folded: &str) -> bool {
    words::MONTHS.iter().any(|m| {
        folded == *m
            || (m.chars().count() >= 3 && folded.starts_with(m) && folded.chars().count() <= 9)
    })
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_alphabetic)
}

fn is_amount_or_year(at: &At, code: &str) -> bool {
    let year = code.len() == 4 && (code.starts_with("19") || code.starts_with("20"));
    let end = at.joined(true).end as usize;
    let rest = at.text.source[end..].trim_start().to_lowercase();
    let unit = [
        "eur",
        "usd",
        "dollar",
        "pound",
        "euro",
        "lira",
        "руб",
        "baht",
        "บาท",
        "元",
        "%",
        "km",
        "ml",
        "mg",
    ];
    year || unit.iter().any(|u| rest.starts_with(u))
}

fn digits_of(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// Twelve to nineteen digits whose check digit is right.
fn is_card(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    (13..=19).contains(&digits.len()) && sum.is_multiple_of(10)
}

fn is_iban(text: &str) -> bool {
    let packed: Vec<u8> = text.bytes().filter(|b| *b != b' ').collect();
    packed.len() >= 15
        && packed[..2].iter().all(u8::is_ascii_uppercase)
        && packed[2..4].iter().all(u8::is_ascii_digit)
        && packed[4..].iter().all(u8::is_ascii_alphanumeric)
}

fn is_social_security(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [3, 2, 4] && text.chars().all(|c| c.is_ascii_digit() || c == '-')
}
