//! Private data in a comment: what should not stand in public.

use crate::comment::{PrivateData, PrivateKind};
use crate::text::{Span, Text, Token, TokenKind};

/// Finds private data.
#[must_use]
pub fn find(text: &Text) -> Vec<PrivateData> {
    let mut found: Vec<PrivateData> = Vec::new();
    for token in &text.tokens {
        let kind = match token.kind {
            TokenKind::Phone => PrivateKind::Phone,
            TokenKind::Email => PrivateKind::Email,
            _ if is_identifier(text, token) => PrivateKind::Number,
            _ => continue,
        };
        found.push(PrivateData { kind, span: token.span });
    }
    found
}

/// Letters and digits mixed, or a long run of digits: a record, booking or insurance number.
fn is_identifier(text: &Text, token: &Token) -> bool {
    let written = text.slice(Span { start: token.span.start, end: token.span.end });
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let letters = written.chars().filter(|c| c.is_ascii_uppercase()).count();
    match token.kind {
        TokenKind::Number => digits >= 6 && written.len() == digits,
        TokenKind::Word => digits >= 4 && letters >= 1 && digits + letters == written.len(),
        _ => false,
    }
}
