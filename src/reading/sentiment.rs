//! Sentiment: the writer's attitude as a whole.

use super::model::{LinearModel, Scores};
use crate::comment::{Sentiment, SentimentLabel, Tag};

/// Sentiment from the model's four heads; from the tags where there is no model.
#[must_use]
pub fn sentiment_of(model: &LinearModel, scores: &Scores, tags: &[Tag]) -> Sentiment {
    let labels = [
        (SentimentLabel::Negative, "sentiment:negative"),
        (SentimentLabel::Neutral, "sentiment:neutral"),
        (SentimentLabel::Positive, "sentiment:positive"),
        (SentimentLabel::Mixed, "sentiment:mixed"),
    ];
    let mut probabilities = [0.0f32; 4];
    for (probability, (_, name)) in probabilities.iter_mut().zip(labels) {
        let Some(head) = model.head(name) else { return by_tags(tags) };
        *probability = model.probability(head, scores.by_head[head]);
    }
    let total: f32 = probabilities.iter().sum::<f32>().max(1e-6);
    let [negative, _, positive, mixed] = probabilities.map(|p| p / total);
    let plain = (0..3).max_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b])).unwrap_or(1);
    // Mixed is rare and easily confused: it has to be likely by itself.
    let best = if mixed > 0.5 { 3 } else { plain };
    Sentiment { label: labels[best].0, score: (positive - negative).clamp(-1.0, 1.0) }
}

fn by_tags(tags: &[Tag]) -> Sentiment {
    let has = |ids: &[&str]| tags.iter().any(|t| ids.contains(&t.id.as_str()));
    let (label, score) = match (has(&["complaint", "anger", "abuse"]), has(&["praise", "gratitude", "joy"])) {
        (true, true) => (SentimentLabel::Mixed, 0.0),
        (true, false) => (SentimentLabel::Negative, -0.7),
        (false, true) => (SentimentLabel::Positive, 0.7),
        (false, false) => (SentimentLabel::Neutral, 0.0),
    };
    Sentiment { label, score }
}
