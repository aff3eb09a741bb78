//! Reading: what a comment is, with the words that gave it away.
//!
//! Two layers vote: lexicons of the packs, for what must never be missed, and the trained model.

pub mod language;
mod urgency;

use crate::comment::{Comment, Reading, Sentiment, SentimentLabel, Tag};
use crate::lexicon::LanguageMask;
use crate::packs::{Family, Packs};
use crate::text::{Span, Text, merge_spans};

/// Reads a comment. Never fails: what cannot be judged is not tagged.
#[must_use]
pub fn read(packs: &Packs, comment: &Comment) -> Reading {
    let text = Text::new(&comment.text);
    let detected = language::detect(&comment.text);
    let code = comment.language.as_deref().unwrap_or(detected.code);
    let mut tags = lexicon_tags(packs, &text, languages_to_read(packs, code));
    sort_tags(packs, &mut tags);
    let sentiment = sentiment_of(&tags);
    let urgency = urgency::urgency_of(packs, &tags);
    Reading { language: code.to_owned(), sentiment, tags, private: Vec::new(), urgency }
}

/// The languages whose patterns are tried: the text's own, and English, which people mix into all.
#[must_use]
pub fn languages_to_read(packs: &Packs, code: &str) -> LanguageMask {
    let bit = |code: &str| packs.language_index(code).map_or(0, |index| 1 << index);
    let primary = code.split('-').next().unwrap_or(code);
    let own = bit(primary);
    if own == 0 { LanguageMask::MAX } else { own | bit("en") }
}

/// Tags that the lexicons see.
fn lexicon_tags(packs: &Packs, text: &Text, languages: LanguageMask) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for found in packs.lexicon.matches(text, languages) {
        let entry = packs.lexicon.entry(&found);
        add_evidence(&mut tags, &entry.label, entry.confidence, found.span);
    }
    for tag in &mut tags {
        merge_spans(&mut tag.evidence);
    }
    tags
}

fn add_evidence(tags: &mut Vec<Tag>, id: &str, confidence: f32, span: Span) {
    match tags.iter_mut().find(|t| t.id == id) {
        Some(tag) => {
            tag.confidence = tag.confidence.max(confidence);
            tag.evidence.push(span);
        }
        None => tags.push(Tag { id: id.to_owned(), confidence, evidence: vec![span] }),
    }
}

/// Risk tags in order of priority, then intents, topics and feelings by confidence.
fn sort_tags(packs: &Packs, tags: &mut [Tag]) {
    tags.sort_by(|a, b| {
        let rank = |tag: &Tag| {
            let position = packs.taxonomy.iter().position(|t| t.id == tag.id).unwrap_or(usize::MAX);
            let family = packs.taxonomy.get(position).map_or(Family::Feeling, |t| t.family);
            (family, if family == Family::Risk { position } else { 0 })
        };
        rank(a).cmp(&rank(b)).then(b.confidence.total_cmp(&a.confidence)).then(a.id.cmp(&b.id))
    });
}

fn sentiment_of(tags: &[Tag]) -> Sentiment {
    let has = |id: &str| tags.iter().any(|t| t.id == id);
    let negative = has("complaint") || has("anger") || has("abuse");
    let positive = has("praise") || has("gratitude") || has("joy");
    let (label, score) = match (negative, positive) {
        (true, true) => (SentimentLabel::Mixed, 0.0),
        (true, false) => (SentimentLabel::Negative, -0.7),
        (false, true) => (SentimentLabel::Positive, 0.7),
        (false, false) => (SentimentLabel::Neutral, 0.0),
    };
    Sentiment { label, score }
}
