//! The form of a reply: hashtags, emoji, length.
//!
//! Advice of accessibility guides and of studies of replies; nothing here is forbidden.

use super::light::{Light, Mood};
use super::{Checked, length, mechanism};
use crate::packs::CLINICAL_WORD;
use crate::text::{Span, Text, Token, TokenKind};

/// Most hashtags, and most emoji, in a reply.
const MOST_TAGS: usize = 2;
const MOST_EMOJI: usize = 1;

/// A tag of several words in small letters is longer than most words; screen readers spell it out.
const LONGEST_IN_SMALL: usize = 15;

/// Hashtags and emoji that are too many or out of place.
pub(super) fn tags_and_emoji(checked: &Checked) -> Vec<Span> {
    let text = &checked.text;
    let tags = hashtags(text);
    let none = checked.desk.incident_active || checked.light.is_some_and(Light::is_gloomy);
    let mut found: Vec<Span> = tags
        .iter()
        .enumerate()
        .filter(|(number, tag)| {
            *number >= MOST_TAGS
                || none && !is_official(checked, **tag)
                || names_an_illness(checked, **tag)
                || runs_together(text.slice(**tag))
                || words_follow(text, **tag)
        })
        .map(|(_, tag)| *tag)
        .collect();
    // Beside pain or grief the first is one too many, which another mechanism says.
    if !checked.light.is_some_and(|light| light.hurt) {
        let emoji = text.tokens.iter().filter(|t| t.kind == TokenKind::Emoji);
        found.extend(emoji.skip(MOST_EMOJI).map(|t| t.span));
    }
    found.sort_unstable();
    found
}

/// The hashtags of a text, each with its sign.
fn hashtags(text: &Text) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for token in text.tokens.iter().filter(|t| t.in_hashtag) {
        let before = text.source[..token.span.start as usize].chars().next_back();
        match (before, found.last_mut()) {
            (Some(sign @ ('#' | '＃')), _) => found.push(Span {
                start: token.span.start - sign.len_utf8() as u32,
                end: token.span.end,
            }),
            (_, Some(tag)) => tag.end = token.span.end,
            _ => {}
        }
    }
    found
}

/// Whether the organisation uses the tag itself.
fn is_official(checked: &Checked, tag: Span) -> bool {
    let tag = checked.text.slice(tag);
    checked.desk.approved_texts().any(|own| own.contains(tag))
}

fn names_an_illness(checked: &Checked, tag: Span) -> bool {
    let clinical = |label: &str| label == CLINICAL_WORD;
    let mut matches = checked.matches.iter();
    matches.any(|m| tag.contains(m.span) && clinical(checked.packs.concepts.label(m)))
}

fn runs_together(tag: &str) -> bool {
    tag.chars().count() > LONGEST_IN_SMALL
        && !tag.contains(char::is_uppercase)
        && tag.contains(char::is_lowercase)
}

/// Tags belong to the end: whether a word comes after this one.
fn words_follow(text: &Text, tag: Span) -> bool {
    let word = |t: &Token| t.kind == TokenKind::Word && !t.in_hashtag;
    let after = text.tokens.iter().filter(|t| t.span.start >= tag.end);
    after.filter(|t| word(t)).count() > 0
}

/// Most words of a reply by platform, where there is advice on it.
const MOST_WORDS: &[(&str, f32)] = &[
    ("facebook", 60.0),
    ("instagram", 60.0),
    ("google", 90.0),
    ("google-business", 90.0),
    ("tripadvisor", 90.0),
    ("trustpilot", 90.0),
    ("yelp", 90.0),
];
/// Most words of an answer to grief.
const MOST_IN_GRIEF: f32 = 60.0;
/// Most characters of a post on X, as it counts them.
const MOST_ON_X: u32 = 240;

/// Whether a reply is longer than people read: all of it or nothing.
pub(super) fn long_winded(checked: &Checked) -> Vec<Span> {
    let platform = checked.draft.platform.as_deref();
    let grief = checked.light.is_some_and(|light| light.mood == Mood::Grief);
    let advised = MOST_WORDS
        .iter()
        .find(|(name, _)| platform == Some(name))
        .map(|(_, most)| *most);
    let most = if grief {
        Some(advised.unwrap_or(MOST_IN_GRIEF).min(MOST_IN_GRIEF))
    } else {
        advised
    };
    let on_x = || length::length(checked.packs, platform, checked.text.source).used > MOST_ON_X;
    let long =
        most.is_some_and(|most| words(&checked.text) > most) || platform == Some("x") && on_x();
    if long {
        mechanism::whole(&checked.text)
    } else {
        Vec::new()
    }
}

/// How many words a text has; in scripts that do not part them, by how long words are on average.
fn words(text: &Text) -> f32 {
    let tokens = text.tokens.iter().filter(|t| t.kind == TokenKind::Word);
    tokens.map(|token| share_of_word(text, token)).sum()
}

/// How much of a word a token is on average.
pub(super) fn share_of_word(text: &Text, token: &Token) -> f32 {
    match text.slice(token.span).chars().next() {
        Some('\u{4e00}'..='\u{9fff}') => 0.6,
        Some('\u{e00}'..='\u{e7f}') => 0.3,
        _ => 1.0,
    }
}
