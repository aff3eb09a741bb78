//! Which language a text is in.

use super::features::{Feature, Group, each_language_feature};
use super::model::LinearModel;

/// What the language of a text was found to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Detected {
    /// BCP 47 tag; `und` where there is no letter to tell it from.
    pub code: String,
    /// The runner-up and its probability, where the text may be in either.
    pub second: Option<(String, f32)>,
    /// Probability, 0 to 1.
    pub confidence: f32,
}

/// Bytes of a long text that are looked at; more tells nothing new.
const LOOKED_AT: usize = 1_200;
/// Probability from which a second language counts as present.
const SECOND_FROM: f32 = 0.12;

/// Detects the language of a text.
#[must_use]
pub fn detect(model: &LinearModel, text: &str) -> Detected {
    let head = &text[..text.floor_char_boundary(LOOKED_AT)];
    let features = language_features(head);
    if features.is_empty() || model.heads.is_empty() {
        return Detected { code: "und".into(), second: None, confidence: 0.0 };
    }
    let scores = model.scores(&features, &[]).by_head;
    let greatest = scores.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = scores.iter().map(|s| (s - greatest).exp()).sum();
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let probability = |head: usize| (scores[head] - greatest).exp() / total;
    let second = order
        .get(1)
        .map(|head| (model.heads[*head].clone(), probability(*head)))
        .filter(|(_, p)| *p >= SECOND_FROM);
    Detected { code: model.heads[order[0]].clone(), second, confidence: probability(order[0]) }
}

/// Features of a text for telling its language.
#[must_use]
pub fn language_features(text: &str) -> Vec<Feature> {
    let mut features = Vec::new();
    each_language_feature(text, |hash| {
        features.push(Feature { hash, group: Group::Piece, token: 0, words: 0 });
    });
    features
}
