//! Fixes: edits that remove a finding and create none.

use super::applicable::Applicable;
use super::{Checked, Fix};
use crate::comment::Draft;
use crate::lexicon::{NO_FIX, REMOVE_MATCH, REWORDING};
use crate::reading::model::Model;
use crate::text::Span;

/// An edit for a finding, as its entry asks for it, or a plain one; not yet tried.
#[must_use]
pub fn propose(checked: &Checked, span: Span, wanted: Option<&str>) -> Option<Fix> {
    let source = checked.text.source;
    let edit = match wanted {
        Some(NO_FIX) => return None,
        Some(REMOVE_MATCH) => remove(source, span),
        Some(fix) if fix.starts_with(REWORDING) => Fix {
            span,
            text: match_case(&source[span.range()], &fix[REWORDING.len()..]),
        },
        None if !says_something(&source[span.range()]) => without_mark(source, span),
        Some(_) | None => remove(source, widened_sentence(checked, span)?),
    };
    let range = edit.span.range();
    let left = [&source[..range.start], &edit.text, &source[range.end..]];
    let some = left.into_iter().any(says_something);
    some.then_some(edit)
}

/// Whether a part of a text is more than marks and emoji.
pub(super) fn says_something(part: &str) -> bool {
    part.contains(char::is_alphanumeric)
}

/// Takes an emoji away, and lets a sentence end quietly that an exclamation mark ends.
fn without_mark(source: &str, span: Span) -> Fix {
    let (before, after) = (&source[..span.range().start], &source[span.range().end..]);
    let quiet = match &source[span.range()] {
        "!" => ".",
        "！" => "。",
        _ => return without_emoji(source, span),
    };
    // The last of several marks ends the sentence; others just go, and so does one that nothing is before.
    let goes_on = after.starts_with(['!', '！', '?', '？']);
    let stem = before.trim_end_matches(['!', '！']);
    let ended = stem.ends_with(['?', '？', '.', '…', '。']);
    if goes_on || ended || stem.is_empty() || stem.ends_with(char::is_whitespace) {
        return Fix {
            span,
            text: String::new(),
        };
    }
    // Spanish marks both ends: the two go together.
    let opened = before
        .rfind(['¡', '!', '?', '.', '\n'])
        .filter(|at| before[*at..].starts_with('¡'));
    let Some(start) = opened else {
        return Fix {
            span,
            text: quiet.to_owned(),
        };
    };
    Fix {
        span: Span {
            start: start as u32,
            end: span.end,
        },
        text: format!("{}{quiet}", &before[start + '¡'.len_utf8()..]),
    }
}

/// Takes an emoji away; where it stood for the end of a sentence, a full stop takes its place.
fn without_emoji(source: &str, span: Span) -> Fix {
    let (before, after) = (&source[..span.range().start], &source[span.range().end..]);
    let head = before.trim_end();
    let next = after.trim_start().chars().next();
    if head.ends_with(char::is_alphanumeric) && next.is_some_and(char::is_uppercase) {
        return Fix {
            span: Span::new(head.len(), span.range().end),
            text: ".".into(),
        };
    }
    remove(source, span)
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

/// How many breaches of each rule an edit leaves.
///
/// Where a sentence goes as a whole, what is known of the others is used on.
pub(super) fn counts_after(
    checked: &Checked,
    model: &Model,
    edit: &Fix,
    applicable: &mut Applicable,
) -> Vec<u32> {
    let mended = Draft {
        text: apply(checked.text.source, edit),
        ..checked.draft.clone()
    };
    let cut = edit.text.is_empty().then_some(edit.span);
    let after = cut
        .and_then(|cut| checked.without_sentence(model, cut, &mended))
        .unwrap_or_else(|| checked.edited(model, edit, &mended));
    let breaches = applicable.breaches(&after);
    applicable.counts(&breaches)
}

/// The sentence of a span with its marks at both ends, and what a semicolon ties to it.
fn widened_sentence(checked: &Checked, span: Span) -> Option<Span> {
    let text = &checked.text;
    let at = text.tokens.partition_point(|t| t.span.end <= span.start);
    let first = text.tokens.get(at).filter(|t| t.span.overlaps(span))?;
    let (mut from, mut to) = (first.sentence, first.sentence);
    let tied = |sentence: u32| {
        let (this, next) = (
            text.sentence_span(sentence),
            text.sentence_span(sentence + 1),
        );
        let between = text.source.get(this.end as usize..next.start as usize);
        between.is_some_and(|between| between.trim_end() == ";")
    };
    while from > 0 && tied(from - 1) {
        from -= 1;
    }
    while tied(to) {
        to += 1;
    }
    let mut whole = text
        .sentence_span(from)
        .cover(text.sentence_span(to))
        .cover(span);
    let opening = text.source[..whole.start as usize]
        .chars()
        .rev()
        .take_while(|c| matches!(c, '¡' | '¿'));
    whole.start -= opening.map(char::len_utf8).sum::<usize>() as u32;
    let rest = &text.source[whole.end as usize..];
    let marks = rest
        .char_indices()
        .find(|(_, c)| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '¡' | '¿'))
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
