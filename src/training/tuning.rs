//! Calibration and thresholds, chosen on texts set apart for that.

use super::calibration::{Scored, best_thresholds, calibrate, hardly_ever_missed};
use super::data::{LabelledText, WRITTEN};
use crate::packs::{Family, Packs};
use crate::reading::network::Network;
use crate::reading::sentiment::LABELS;
use crate::reading::vectors::WordVectors;
use crate::reading::{language_mask, model_features};
use crate::text::Text;

/// What a tuning text of a source counts beside a written one: all sources together that much of
/// all written ones, because those are closest to what people will read with it.
const SOURCES_SHARE: f32 = 0.3;
/// The same for feelings and sentiment, which large sources label well.
const FEELING_SHARE: f32 = 1.0;
/// Precision that a risk must keep on tuning texts.
const RISK_PRECISION: f32 = 0.76;
/// The same for risks where a miss breeds harm; for those, better a look in vain.
const GRAVE_PRECISION: f32 = 0.67;
/// Those risks.
const GRAVE: &[&str] = &["adverse-event", "emergency", "incident", "abuse"];
/// The same for risks where a miss may cost a life; not for emergencies, hardly one of which was missed at
/// more, while every fourth alarm of an everyday inbox was in vain. Every other tuning text about them only sounds
/// like them, which no page does: what is asked here is far less than what a moderator will see.
const VITAL_PRECISION: f32 = 0.61;
/// Those risks.
const VITAL: &[&str] = &["self-harm", "safeguarding", "threat"];

/// Of so many true cries for help that a lexicon sees, the model may take one for none.
const MISSED_ONE_IN: usize = 100;

/// A tuning text with what the model and the lexicons say of it.
struct Judged<'a> {
    text: &'a LabelledText,
    scores: Vec<f32>,
    seen: Vec<String>,
}

/// Calibrates every head and chooses its thresholds.
pub fn tune(packs: &Packs, vectors: &WordVectors, texts: &[LabelledText], model: &mut Network) {
    let judged: Vec<Judged> = texts
        .iter()
        .filter(|t| t.tuning)
        .map(|text| judge(packs, vectors, model, text))
        .collect();
    for head in 0..packs.taxonomy.len() + LABELS.len() {
        let info = packs.taxonomy.iter().find(|t| t.id == model.heads[head]);
        let family = info.map_or(Family::Feeling, |t| t.family);
        let share = if family == Family::Feeling {
            FEELING_SHARE
        } else {
            SOURCES_SHARE
        };
        let mut scored = scored(&judged, head, &model.heads[head], share);
        model.calibration[head] = calibrate(&scored);
        for one in &mut scored {
            one.score = model.probability(head, one.score);
        }
        if info.is_some() {
            let least = (family == Family::Risk).then(|| least_precision(&model.heads[head]));
            let best = best_thresholds(&scored, least);
            model.thresholds[head] = best.alone;
            model.seconded[head] = match model.heads[head].as_str() {
                // Who says that they want to die is believed, whatever else the comment is about.
                "self-harm" => 0.0,
                // Emergencies are taught, remembered and joked about on every page, and moderators who are
                // alarmed in vain stop looking.
                "emergency" => hardly_ever_missed(&scored, MISSED_ONE_IN),
                _ => best.seconded,
            };
        }
    }
    tune_sentiment(&judged, model);
}

fn least_precision(risk: &str) -> f32 {
    if VITAL.contains(&risk) {
        VITAL_PRECISION
    } else if GRAVE.contains(&risk) {
        GRAVE_PRECISION
    } else {
        RISK_PRECISION
    }
}

fn judge<'a>(
    packs: &Packs,
    vectors: &WordVectors,
    model: &Network,
    text: &'a LabelledText,
) -> Judged<'a> {
    let read = Text::new(&text.text);
    let matches = packs
        .lexicon
        .matches(&read, language_mask(packs, &text.language));
    let features = model_features(packs, &read, &matches, &text.language, None);
    let scores = model
        .judge(&features, &vectors.direction(&features))
        .by_head;
    let seen = matches
        .iter()
        .map(|m| packs.lexicon.label(m).to_owned())
        .collect();
    Judged { text, scores, seen }
}

/// What is known of a head, with weights that keep sources to their share.
fn scored(judged: &[Judged], head: usize, name: &str, share: f32) -> Vec<Scored> {
    let known: Vec<(&Judged, bool)> = judged
        .iter()
        .filter_map(|j| j.text.known_well(name).map(|yes| (j, yes)))
        .collect();
    let written = known
        .iter()
        .filter(|(j, _)| j.text.source == WRITTEN)
        .count();
    let others = known.len() - written;
    let weight = (written as f32 * share / others.max(1) as f32).min(1.0);
    known
        .into_iter()
        .map(|(j, yes)| Scored {
            score: j.scores[head],
            yes,
            seen: j.seen.iter().any(|label| label == name),
            weight: if j.text.source == WRITTEN || written == 0 {
                1.0
            } else {
                weight
            },
        })
        .collect()
}

/// Chooses by how much each sentiment must be likelier than by chance, for the mean of the macro-F1
/// of the sources that label it.
fn tune_sentiment(judged: &[Judged], model: &mut Network) {
    let Some(heads) = LABELS
        .iter()
        .map(|(_, name)| model.head(name))
        .collect::<Option<Vec<usize>>>()
    else {
        return;
    };
    // Probabilities of the four, the right one, and the group it is measured in.
    let mut cases: Vec<([f32; 4], usize, usize)> = Vec::new();
    for one in judged {
        let group = match one.text.source.as_str() {
            WRITTEN => 0,
            "tweet-sentiment-8lang" => 1,
            "nhs-feedback" => 2,
            _ => continue,
        };
        let right = LABELS
            .iter()
            .position(|(_, name)| one.text.known(name) == Some(true));
        if let Some(right) = right {
            let mut probabilities = [0.0; 4];
            for (probability, head) in probabilities.iter_mut().zip(&heads) {
                *probability = model.probability(*head, one.scores[*head]);
            }
            cases.push((probabilities, right, group));
        }
    }
    let mut thresholds = [0.5f32; 4];
    let mut best = sentiment_worth(&cases, thresholds);
    for _ in 0..4 {
        for class in 0..4 {
            for candidate in (4..=28).map(|step| step as f32 * 0.03) {
                let mut changed = thresholds;
                changed[class] = candidate;
                let worth = sentiment_worth(&cases, changed);
                if worth > best + 1e-6 {
                    (best, thresholds) = (worth, changed);
                }
            }
        }
    }
    for (head, threshold) in heads.iter().zip(thresholds) {
        model.thresholds[*head] = threshold;
    }
}

fn sentiment_worth(cases: &[([f32; 4], usize, usize)], thresholds: [f32; 4]) -> f32 {
    // Hits, found, present by group and class.
    let mut counts = [[[0.0f32; 3]; 4]; 3];
    for (probabilities, right, group) in cases {
        let mut found = crate::reading::sentiment::decide(*probabilities, thresholds);
        if *group > 0 && found == 3 {
            found = 1;
        }
        counts[*group][found][1] += 1.0;
        counts[*group][*right][2] += 1.0;
        if found == *right {
            counts[*group][found][0] += 1.0;
        }
    }
    let mut worth = 0.0;
    for (group, classes) in counts.iter().enumerate() {
        let known = if group == 0 { 4 } else { 3 };
        let share = if group == 0 { 2.0 } else { 1.0 };
        let sum: f32 = classes[..known]
            .iter()
            .map(|[hit, found, there]| 2.0 * hit / (found + there).max(1.0))
            .sum();
        worth += share * sum / known as f32;
    }
    worth
}
