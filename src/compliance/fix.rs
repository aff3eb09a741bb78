//! Fixes: edits that remove a finding and create none.

use super::light::sentence_span;
use super::{Checked, Finding, Fix};
use crate::text::Span;

/// An edit for a finding, as its entry asks for it, or a plain one; not yet tried.
#[must_use]
pub fn propose(checked: &Checked, span: Span, wanted: Option<&str>) -> Option<Fix> {
    let source = checked.text.source;
    let edit = match wanted {
        Some("remove-match") => remove(source, span),
        Some(fix) if fix.starts_with("replace:") => Fix {
            span,
            text: match_case(&source[span.range()], &fix["replace:".len()..]),
        },
        Some(_) | None => remove(source, widened_sentence(checked, span)?),
    };
    let left = apply(source, &edit);
    left.chars().any(char::is_alphanumeric).then_some(edit)
}

/// The text after an edit.
#[must_use]
pub fn apply(source: &str, fix: &Fix) -> String {
    let range = fix.span.range();
    format!(
        "{}{}{}",
        &source[..range.start],
        fix.text,
        &source[range.end..]
    )
}

/// Whether an edit removes the finding and brings no new one.
#[must_use]
pub fn holds(before: &[Finding], finding: &Finding, after: &[Finding]) -> bool {
    let count =
        |findings: &[Finding], rule: &str| findings.iter().filter(|f| f.rule == rule).count();
    count(after, &finding.rule) < count(before, &finding.rule)
        && after
            .iter()
            .all(|f| count(after, &f.rule) <= count(before, &f.rule))
}

/// The sentence of a span, with its closing mark.
fn widened_sentence(checked: &Checked, span: Span) -> Option<Span> {
    let text = &checked.text;
    let sentence = text.tokens.iter().find(|t| t.span.overlaps(span))?.sentence;
    let mut whole = sentence_span(text, sentence).cover(span);
    let rest = &text.source[whole.end as usize..];
    let marks = rest
        .char_indices()
        .find(|(_, c)| c.is_alphanumeric() || c.is_whitespace())
        .map_or(rest.len(), |(at, _)| at);
    whole.end += marks as u32;
    Some(whole)
}

/// Takes a span away together with the blank it would leave behind.
fn remove(source: &str, span: Span) -> Fix {
    let range = span.range();
    let blank_before = source[..range.start].ends_with(' ') || range.start == 0;
    let after = &source[range.end..];
    let blank_after = after.starts_with(' ') || after.starts_with(',');
    let extra = u32::from(blank_before && blank_after);
    Fix {
        span: Span {
            start: span.start,
            end: span.end + extra,
        },
        text: String::new(),
    }
}

fn match_case(found: &str, replacement: &str) -> String {
    let capital = found.chars().next().is_some_and(char::is_uppercase);
    let mut characters = replacement.chars();
    match characters.next() {
        Some(first) if capital => first.to_uppercase().chain(characters).collect(),
        _ => replacement.to_owned(),
    }
}
