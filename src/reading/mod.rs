//! Reading: what a comment is, with the words that gave it away.
//!
//! Two layers vote: lexicons of the packs, for what must never be missed, and the trained model.

pub mod features;
pub mod language;
pub mod model;
pub mod network;
pub mod private;
pub mod sentiment;
pub mod situations;
pub mod table;
mod urgency;
pub mod vectors;

use crate::comment::{Comment, PrivateData, PrivateKind, Reading, Tag};
use crate::lexicon::{LanguageMask, Match, Spoken};
use crate::packs::{Family, Packs};
use crate::text::{Span, Text, merge_spans};
use features::{Feature, each_feature, fact};
use language::{Detected, Scripts};
use model::Model;
use network::Judgement;

/// Reads a comment. Never fails: what cannot be judged is not tagged.
#[must_use]
pub fn read(packs: &Packs, model: &Model, comment: &Comment) -> Reading {
    let text = Text::new(&comment.text);
    let (code, mask) = if let Some(code) = &comment.language {
        (code.clone(), language_mask(packs, code))
    } else {
        let detected = language::detect(&model.languages, &comment.text);
        let mask = detected_mask(packs, &detected);
        (detected.code, mask)
    };
    let spoken = packs.lexicon.spoken(&text, mask);
    let features = model_features(packs, &text, &spoken.matches, &code, comment.rating);
    let scores = model
        .tags
        .judge(&features, &model.vectors.direction(&features));
    let judged = Judged {
        packs,
        model,
        text: &text,
        scores: &scores,
        by_token: scores.by_token(),
        unread: comment.rating.is_none()
            && (code == "und" || written_in(packs, &comment.text) == 0),
    };
    let private = private::find(&text);
    let mut tags = vote(&judged, &spoken);
    tag_private(packs, &private, &mut tags);
    sort_tags(packs, &mut tags);
    let sentiment = sentiment::sentiment_of(&model.tags, &scores, &tags);
    let urgency = urgency::urgency_of(packs, &tags);
    Reading {
        language: code,
        sentiment,
        tags,
        private,
        urgency,
        situations: situations::likelihoods(packs, &model.tags, &scores),
    }
}

/// A text with what the model makes of it.
struct Judged<'a> {
    packs: &'a Packs,
    model: &'a Model,
    text: &'a Text<'a>,
    scores: &'a Judgement,
    /// What each token adds to it.
    by_token: Vec<f32>,
    /// There is nothing to read: no rating, and no letter of a script of the languages.
    unread: bool,
}

/// From this confidence on the words of a lexicon need no second.
const CERTAIN: f32 = 0.98;

/// Both layers vote: a tag is given where the model is sure enough, and where a lexicon sees it and
/// the model is sure enough of that, which for some risks means always.
///
/// What a lexicon speaks against, the model alone gives only where it is far surer than otherwise.
fn vote(judged: &Judged, spoken: &Spoken) -> Vec<Tag> {
    let seen = lexicon_tags(judged.packs, &spoken.matches);
    let denied = |tag: &str| {
        let lexicon = &judged.packs.lexicon;
        spoken.denied.iter().any(|m| lexicon.label(m) == tag)
    };
    let least = |head: usize, denied: bool| {
        let threshold = judged.model.tags.thresholds[head];
        if denied {
            1.0 - DENIED * (1.0 - threshold)
        } else {
            threshold
        }
    };
    let mut tags = Vec::new();
    for (position, info) in judged.packs.taxonomy.iter().enumerate() {
        let by_lexicon = seen.iter().find(|t| t.id == info.id);
        let Some(head) = judged.model.tags.head_at(position, &info.id) else {
            tags.extend(by_lexicon.cloned());
            continue;
        };
        let tags_model = &judged.model.tags;
        let probability = tags_model.probability(head, judged.scores.by_head[head]);
        let tag = match by_lexicon {
            Some(tag) if tag.confidence >= CERTAIN || probability >= tags_model.seconded[head] => {
                let both = f32::midpoint(tag.confidence, probability).max(probability);
                let confidence = if info.family == Family::Risk {
                    both.max(tag.confidence)
                } else {
                    both
                };
                Tag {
                    confidence,
                    ..tag.clone()
                }
            }
            None if probability >= least(head, denied(&info.id)) => Tag {
                id: info.id.clone(),
                confidence: probability,
                evidence: evidence_of(judged, head),
            },
            _ => continue,
        };
        if judged.unread && tag.evidence.is_empty() {
            continue;
        }
        tags.push(tag);
    }
    tags
}

/// What is left of the model's room for doubt where a lexicon speaks against a tag.
const DENIED: f32 = 0.2;

/// How certain the tag `privacy` is by private data found alone.
const EXPOSED: f32 = 0.8;

/// Private data in the open is what the tag `privacy` is about, whatever the words around say. A
/// name alone is not enough.
fn tag_private(packs: &Packs, private: &[PrivateData], tags: &mut Vec<Tag>) {
    let telling = |p: &&PrivateData| !matches!(p.kind, PrivateKind::Name);
    let spans: Vec<Span> = private.iter().filter(telling).map(|p| p.span).collect();
    if spans.is_empty() || !packs.taxonomy.iter().any(|t| t.id == "privacy") {
        return;
    }
    for span in spans {
        add_evidence(tags, "privacy", EXPOSED, span);
    }
    if let Some(tag) = tags.iter_mut().find(|t| t.id == "privacy") {
        merge_spans(&mut tag.evidence);
    }
}

/// Most words that are shown as the model's evidence for one tag.
const MOST_EVIDENCE: usize = 4;

/// The words that speak loudest for a head.
fn evidence_of(judged: &Judged, head: usize) -> Vec<Span> {
    let tokens = &judged.text.tokens;
    let network = &judged.model.tags;
    let weights = network.token_weights(head, judged.scores, &judged.by_token);
    let mut order: Vec<usize> = (0..weights.len()).filter(|t| weights[*t] > 0.0).collect();
    order.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]).then(a.cmp(b)));
    let Some(loudest) = order.first().map(|t| weights[*t]) else {
        return Vec::new();
    };
    let mut spans: Vec<Span> = order
        .into_iter()
        .take(MOST_EVIDENCE)
        .filter(|t| weights[*t] >= loudest * 0.35)
        .map(|t| tokens[t].span)
        .collect();
    merge_spans(&mut spans);
    spans
}

/// The languages whose patterns are tried for a text in a language: its own, and English, which
/// people mix into all; every language where it is not one of the packs'.
#[must_use]
pub fn language_mask(packs: &Packs, code: &str) -> LanguageMask {
    let own = language_bit(packs, code);
    if own == 0 {
        LanguageMask::MAX
    } else {
        own | language_bit(packs, "en")
    }
}

/// The same for a language that was detected and may have a runner-up. One that is not of the packs is
/// matched as the likeliest that is, for what neighbours have in common.
#[must_use]
pub fn detected_mask(packs: &Packs, detected: &Detected) -> LanguageMask {
    let known = [Some(&detected.code), detected.second.as_ref().map(|s| &s.0)];
    if known
        .into_iter()
        .flatten()
        .all(|code| language_bit(packs, code) == 0)
    {
        return LanguageMask::MAX;
    }
    heard_mask(packs, detected)
}

/// English, and of the language that was detected and its runner-up those that are of the packs.
#[must_use]
pub fn heard_mask(packs: &Packs, detected: &Detected) -> LanguageMask {
    let second = detected.second.as_ref().map(|(code, _)| code.as_str());
    let heard = ["en", &detected.code].into_iter().chain(second);
    heard.fold(0, |mask, code| mask | language_bit(packs, code))
}

/// The languages of the packs that are written in the script of a text.
#[must_use]
pub fn written_in(packs: &Packs, text: &str) -> LanguageMask {
    let scripts = Scripts::of(text);
    let known = packs.languages.iter().enumerate();
    known
        .filter(|(_, language)| scripts.may_be(&language.code))
        .fold(0, |mask, (index, _)| mask | 1 << index)
}

fn language_bit(packs: &Packs, code: &str) -> LanguageMask {
    packs.language_of(code).map_or(0, |index| 1 << index)
}

/// The folded words of some tokens (indices, end exclusive) that carry meaning by themselves.
#[must_use]
pub fn words_of(text: &Text, first: u32, end: u32) -> Vec<String> {
    let run: Vec<&str> = text.tokens[first as usize..end as usize]
        .iter()
        .map(|t| text.folded(t))
        .collect();
    // One character cluster is no word: in scripts without spaces the run as a whole is.
    if run.iter().all(|w| w.chars().count() <= 2) {
        vec![run.concat()]
    } else {
        run.into_iter()
            .filter(|w| w.chars().count() > 2)
            .map(str::to_owned)
            .collect()
    }
}

/// Features of a comment: its words, what the lexicons see, its language and its rating.
#[must_use]
pub fn model_features(
    packs: &Packs,
    text: &Text,
    matches: &[Match],
    language: &str,
    rating: Option<f32>,
) -> Vec<Feature> {
    let mut found = Vec::with_capacity(text.tokens.len() * 24 + 16);
    each_feature(text, |feature| found.push(feature));
    let mut labels: Vec<&str> = matches.iter().map(|m| packs.lexicon.label(m)).collect();
    labels.sort_unstable();
    labels.dedup();
    found.extend(
        labels
            .into_iter()
            .map(|label| fact(&format!("lexicon:{label}"))),
    );
    found.push(fact(&format!("language:{language}")));
    if let Some(rating) = rating {
        found.push(fact(&format!("rating:{:.0}", rating.clamp(1.0, 5.0))));
    }
    found
}

/// Tags that the lexicons see.
fn lexicon_tags(packs: &Packs, matches: &[Match]) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for found in matches {
        let entry = packs.lexicon.entry(found);
        let label = packs.lexicon.label_of(entry);
        add_evidence(&mut tags, label, entry.confidence, found.span);
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
        None => tags.push(Tag {
            id: id.to_owned(),
            confidence,
            evidence: vec![span],
        }),
    }
}

/// Risk tags in order of priority, then intents, topics and feelings by confidence.
fn sort_tags(packs: &Packs, tags: &mut [Tag]) {
    tags.sort_by(|a, b| {
        let rank = |tag: &Tag| {
            let position = packs
                .taxonomy
                .iter()
                .position(|t| t.id == tag.id)
                .unwrap_or(usize::MAX);
            let family = packs
                .taxonomy
                .get(position)
                .map_or(Family::Feeling, |t| t.family);
            (family, if family == Family::Risk { position } else { 0 })
        };
        rank(a)
            .cmp(&rank(b))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.id.cmp(&b.id))
    });
}
