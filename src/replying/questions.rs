//! Questions with approved answers: a comment that asks one is answered with its answer.
//!
//! A wording is compared by shared words, rare ones counting more (BM25, Robertson and Zaragoza
//! 2009), and by direction of its word vectors, which knows other words for the same thing. Below
//! the threshold no answer is offered rather than a wrong one.

use std::collections::HashMap;

use crate::packs::Packs;
use crate::reading::features::{Feature, Group, each_feature};
use crate::reading::vectors::WordVectors;
use crate::text::Text;

/// All questions, ready to be compared.
#[derive(Debug, Clone, Default)]
pub struct QuestionIndex {
    wordings: Vec<Wording>,
    /// In how many wordings a word stands.
    counts: HashMap<u32, u32>,
    mean_length: f32,
    /// Where the wordings of each language point on average: what all questions share says nothing.
    centres: HashMap<u8, Vec<f32>>,
}

#[derive(Debug, Clone)]
struct Wording {
    question: u32,
    language: u8,
    words: Vec<u32>,
    direction: Vec<f32>,
    /// What the wording scores against itself.
    own_score: f32,
}

/// A question that a comment asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// Index of the question in the packs.
    pub question: usize,
    /// How well it fits, 0 to 1.
    pub score: f32,
}

/// From this score on a question counts as asked. So high that hardly a wrong answer is offered;
/// paraphrases in quite other words are missed for it.
pub const ASKED_FROM: f32 = 0.66;

const SATURATION: f32 = 1.2;
const LENGTH_WEIGHT: f32 = 0.5;

impl QuestionIndex {
    /// Makes the index.
    #[must_use]
    pub fn new(packs: &Packs, vectors: &WordVectors) -> Self {
        let mut index = Self::default();
        for (number, question) in packs.questions.iter().enumerate() {
            for wording in &question.wordings {
                let (words, direction) = analyse(vectors, &Text::new(wording));
                let mut distinct = words.clone();
                distinct.sort_unstable();
                distinct.dedup();
                for word in distinct {
                    *index.counts.entry(word).or_default() += 1;
                }
                index.mean_length += words.len() as f32;
                index.wordings.push(Wording {
                    question: number as u32,
                    language: question.language,
                    words,
                    direction,
                    own_score: 0.0,
                });
            }
        }
        index.mean_length = (index.mean_length / index.wordings.len().max(1) as f32).max(1.0);
        index.centre();
        let own: Vec<f32> = index
            .wordings
            .iter()
            .map(|w| index.shared(&w.words, w))
            .collect();
        for (wording, score) in index.wordings.iter_mut().zip(own) {
            wording.own_score = score.max(1e-3);
        }
        index
    }

    /// The question that a text asks best in a language, whatever its score.
    #[must_use]
    pub fn best(&self, vectors: &WordVectors, text: &Text, language: u8) -> Option<Asked> {
        let (words, direction) = analyse(vectors, text);
        if words.is_empty() {
            return None;
        }
        let direction = away_from(self.centres.get(&language)?, &direction);
        self.wordings
            .iter()
            .filter(|w| w.language == language)
            .map(|wording| {
                let shared = (self.shared(&words, wording) / wording.own_score).min(1.0);
                let near: f32 = direction
                    .iter()
                    .zip(&wording.direction)
                    .map(|(a, b)| a * b)
                    .sum::<f32>()
                    .max(0.0);
                Asked {
                    question: wording.question as usize,
                    score: 0.5 * shared + 0.5 * near,
                }
            })
            .max_by(|a, b| {
                a.score
                    .total_cmp(&b.score)
                    .then(b.question.cmp(&a.question))
            })
    }

    fn centre(&mut self) {
        for wording in &self.wordings {
            let centre = self
                .centres
                .entry(wording.language)
                .or_insert_with(|| vec![0.0; wording.direction.len()]);
            for (sum, value) in centre.iter_mut().zip(&wording.direction) {
                *sum += value;
            }
        }
        for (language, centre) in &mut self.centres {
            let count = self
                .wordings
                .iter()
                .filter(|w| w.language == *language)
                .count() as f32;
            for value in centre {
                *value /= count.max(1.0);
            }
        }
        for wording in &mut self.wordings {
            wording.direction = away_from(&self.centres[&wording.language], &wording.direction);
        }
    }

    /// BM25 of some words against a wording.
    fn shared(&self, words: &[u32], wording: &Wording) -> f32 {
        let total = self.wordings.len() as f32;
        let length =
            1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * wording.words.len() as f32 / self.mean_length;
        let mut score = 0.0;
        for (position, word) in wording.words.iter().enumerate() {
            if wording.words[..position].contains(word) || !words.contains(word) {
                continue;
            }
            let known = *self.counts.get(word).unwrap_or(&0) as f32;
            let rarity = (1.0 + (total - known + 0.5) / (known + 0.5)).ln();
            let times = wording.words.iter().filter(|w| *w == word).count() as f32;
            score += rarity * times * (SATURATION + 1.0) / (times + SATURATION * length);
        }
        score
    }
}

/// A direction as seen from a centre, of length one.
fn away_from(centre: &[f32], direction: &[f32]) -> Vec<f32> {
    let mut away: Vec<f32> = direction.iter().zip(centre).map(|(d, c)| d - c).collect();
    let length = away.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-6);
    for value in &mut away {
        *value /= length;
    }
    away
}

/// The words of a text as hashes, and its direction.
fn analyse(vectors: &WordVectors, text: &Text) -> (Vec<u32>, Vec<f32>) {
    let mut features: Vec<Feature> = Vec::new();
    each_feature(text, |feature| {
        if feature.group == Group::Word || feature.words > 0 {
            features.push(feature);
        }
    });
    let direction = vectors.direction(&features);
    let words = features
        .iter()
        .filter(|f| f.words > 0)
        .map(|f| f.hash)
        .collect();
    (words, direction)
}
