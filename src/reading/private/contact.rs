//! E-mail, accounts on messengers, dates of birth.

use super::{Hit, REACH, Scan, words};
use crate::comment::PrivateKind;
use crate::text::{Break, LONGEST_ADDRESS, Span, TokenKind, beginning};

/// Links that lead to a person on a messenger.
const LINKS: &[&str] = &[
    "wa.me/",
    "t.me/",
    "m.me/",
    "line.me/",
    "chat.whatsapp.com/",
    "viber.click/",
    "snapchat.com/add/",
];

/// Whether what stands before the `@` is an organisation's mailbox.
fn is_mailbox(local: &str) -> bool {
    let stem = local.split(['.', '-', '_']).next().unwrap_or_default();
    words::MAILBOXES
        .iter()
        .any(|m| m.eq_ignore_ascii_case(stem))
}

impl Scan<'_> {
    pub(super) fn contact(&self, index: usize) -> Hit {
        let (token, written) = (self.token(index), self.written(index));
        match token.kind {
            TokenKind::Email => {
                let local = written.split('@').next().unwrap_or_default();
                (!is_mailbox(local)).then_some((PrivateKind::Email, token.span))
            }
            TokenKind::Handle => self
                .is_after_messenger(index)
                .then_some((PrivateKind::Messenger, token.span)),
            _ => {
                let link = written.to_lowercase();
                LINKS
                    .iter()
                    .any(|host| link.contains(host))
                    .then_some((PrivateKind::Messenger, token.span))
            }
        }
    }

    /// An e-mail address that the text front end took apart: `Email:someone@example.org`, or with
    /// accents before the sign.
    pub(super) fn loose_email(&self, index: usize) -> Hit {
        let start = self.token(index).span.start as usize;
        if self.text.source[..start].ends_with(['.', '_', '-', '+', '@']) {
            return None;
        }
        let rest = beginning(self.rest(start), LONGEST_ADDRESS);
        let local =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')))?;
        let host = rest[local..].strip_prefix('@')?;
        let length = host
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
            .unwrap_or(host.len());
        let host = host[..length].trim_end_matches(['.', '-']);
        let whole = host.contains('.') && host.bytes().any(|b| b.is_ascii_alphabetic());
        (whole && !is_mailbox(&rest[..local])).then(|| {
            (
                PrivateKind::Email,
                Span::new(start, start + local + 1 + host.len()),
            )
        })
    }

    /// The name of an account after a messenger: letters with digits or an underscore.
    pub(super) fn account(&self, index: usize) -> Hit {
        let start = self.token(index).span.start as usize;
        if self.text.source[..start].ends_with(['_', '.', '-', '@', '/']) {
            return None;
        }
        let rest = self.rest(start);
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')))
            .unwrap_or(rest.len());
        let name = rest[..end].trim_end_matches(['.', '-']);
        let made_up = name.bytes().any(|b| b.is_ascii_digit() || b == b'_')
            && name.bytes().any(|b| b.is_ascii_alphabetic());
        (made_up && name.len() >= 4 && self.is_after_messenger(index))
            .then(|| (PrivateKind::Messenger, Span::new(start, start + name.len())))
    }

    fn is_after_messenger(&self, index: usize) -> bool {
        (self.told_by(index, words::MESSENGER, 3) || self.told_by_run(index, words::MESSENGER_RUNS))
            && !self
                .before(index, REACH)
                .any(|i| matches!(self.folded(i), "us" | "our" | "uns" | "unser" | "nuestro"))
    }

    pub(super) fn birth_date(&self, index: usize) -> Hit {
        let token = self.token(index);
        let span = match token.kind {
            TokenKind::Date => token.span,
            TokenKind::Number | TokenKind::Phone => {
                self.spelt_date(index).or_else(|| self.spaced_date(index))?
            }
            TokenKind::Word if self.is(index, words::MONTH) => self.spelt_date(index)?,
            _ => return None,
        };
        let after = self
            .text
            .tokens
            .partition_point(|t| t.span.start < span.end);
        let born = |i: usize| {
            self.is(i, words::BIRTH) || self.folded(i) == "ne" && self.written(i).contains('é')
        };
        // "My date of birth? It's …": the sentence before may say it.
        let opening = index >= 1
            && self.token(index).before != Break::Sentence
            && (index.saturating_sub(2)..index).any(|i| self.token(i).before == Break::Sentence)
            && (index.saturating_sub(REACH)..index).any(born);
        let told = opening
            || self.before(index, REACH + 1).any(born)
            || (after..after + 2).any(|i| i < self.lists.len() && born(i))
            || self.told_by_run(index, words::BIRTH_RUNS)
            || self.has(super::signs::UNSPACED)
                && words::BIRTH_RUNS
                    .iter()
                    .any(|run| self.rest(span.end as usize).trim_start().starts_with(run))
            || self.rest(span.end as usize).trim_start().starts_with("г.р");
        told.then_some((PrivateKind::BirthDate, span))
    }

    /// `2 June 1951`, `2 de junio de 1951`, `June 2, 1951`, `1951年6月2日`, `2 มิถุนายน 2494`.
    fn spelt_date(&self, index: usize) -> Option<Span> {
        let start = self.token(index).span.start as usize;
        if self.has(super::signs::UNSPACED)
            && let Some(length) = super::unspaced::date_length(self.rest(start))
        {
            return Some(Span::new(start, start + length));
        }
        let end = (index + 7).min(self.text.tokens.len());
        let mut month = false;
        for at in index..end {
            let folded = self.folded(at);
            let number = self.is_kind(at, TokenKind::Number);
            month |= self.is(at, words::MONTH);
            let year = number
                && folded.chars().count() == 4
                && folded.starts_with(['1', '2', '١', '٢', '१', '२']);
            if year && month {
                return Some(self.token(index).span.cover(self.token(at).span));
            }
            let small = number && folded.chars().count() <= 2;
            let ordinal = folded.len() <= 4 && folded.starts_with(|c: char| c.is_ascii_digit());
            if !(small
                || ordinal
                || self.is(at, words::MONTH)
                || matches!(
                    folded,
                    "de" | "of" | "del" | "th" | "st" | "nd" | "rd" | "the"
                ))
            {
                return None;
            }
        }
        None
    }

    /// `12 03 1985`, `12 / 03 / 1985`.
    fn spaced_date(&self, index: usize) -> Option<Span> {
        let run = self.digit_run(index)?;
        let groups = run.groups();
        let date = matches!(groups, [1 | 2, 1 | 2, 4] | [4, 2, 2]);
        date.then(|| Span::new(self.token(index).span.start as usize, run.end))
    }
}
