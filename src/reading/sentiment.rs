//! Sentiment: the writer's attitude as a whole.

use super::network::{Judgement, Network};
use crate::comment::{Sentiment, SentimentLabel, Tag};

/// The sentiments with the heads that stand for them.
pub const LABELS: [(SentimentLabel, &str); 4] = [
    (SentimentLabel::Negative, "sentiment:negative"),
    (SentimentLabel::Neutral, "sentiment:neutral"),
    (SentimentLabel::Positive, "sentiment:positive"),
    (SentimentLabel::Mixed, "sentiment:mixed"),
];

/// The sentiment that is likeliest measured by its threshold.
#[must_use]
pub fn decide(probabilities: [f32; 4], thresholds: [f32; 4]) -> usize {
    let likeliness = |class: usize| probabilities[class] / thresholds[class].max(1e-3);
    (0..4)
        .max_by(|a, b| likeliness(*a).total_cmp(&likeliness(*b)).then(b.cmp(a)))
        .unwrap_or(1)
}

/// Sentiment from the model's four heads; from the tags where there is no model.
#[must_use]
pub fn sentiment_of(model: &Network, scores: &Judgement, tags: &[Tag]) -> Sentiment {
    let mut probabilities = [0.0f32; 4];
    let mut thresholds = [0.5f32; 4];
    for (class, (_, name)) in LABELS.iter().enumerate() {
        let Some(head) = model.head(name) else {
            return by_tags(tags);
        };
        probabilities[class] = model.probability(head, scores.by_head[head]);
        thresholds[class] = model.thresholds[head];
    }
    let total: f32 = probabilities.iter().sum::<f32>().max(1e-6);
    let score = ((probabilities[2] - probabilities[0]) / total).clamp(-1.0, 1.0);
    Sentiment {
        label: LABELS[decide(probabilities, thresholds)].0,
        score,
    }
}

fn by_tags(tags: &[Tag]) -> Sentiment {
    let has = |ids: &[&str]| tags.iter().any(|t| ids.contains(&t.id.as_str()));
    let (label, score) = match (
        has(&["complaint", "anger", "abuse"]),
        has(&["praise", "gratitude", "joy"]),
    ) {
        (true, true) => (SentimentLabel::Mixed, 0.0),
        (true, false) => (SentimentLabel::Negative, -0.7),
        (false, true) => (SentimentLabel::Positive, 0.7),
        (false, false) => (SentimentLabel::Neutral, 0.0),
    };
    Sentiment { label, score }
}
