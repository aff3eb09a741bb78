//! Fitting a linear model of many heads, one against the rest.
//!
//! Logistic loss, `AdaGrad`, examples in a fixed pseudo-random order on one thread: the same data give
//! the same bytes.

use super::chance::Chance;
use super::example::{Example, Indexed, index, vocabulary};
use crate::reading::model::LinearModel;
use crate::reading::table::{byte_unit, to_byte};

/// How to fit.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// A feature must stand in so many examples.
    pub least_count: u32,
    /// So many features keep a row.
    pub rows: usize,
    /// Passes over the data with all features.
    pub epochs: usize,
    /// Passes with the rows that were kept.
    pub polishing_epochs: usize,
    /// Step size.
    pub rate: f32,
    /// Pull of every weight towards zero.
    pub decay: f32,
    /// Squared gradient every weight starts with: the larger, the smaller the first steps of rare
    /// features.
    pub caution: f32,
    /// Share of features left out of each step.
    pub dropout: f32,
}

/// Fits a model.
#[must_use]
pub fn fit(heads: &[String], examples: &[&Example], settings: Settings) -> LinearModel {
    let words = vocabulary(examples, settings.least_count);
    let mut weights = Weights::new(words.len(), heads.len(), settings.caution);
    let indexed = index(examples, &words);
    weights.descend(examples, &indexed, settings, settings.epochs);
    drop(indexed);
    let kept = weights.strongest(settings.rows);
    let hashes: Vec<u32> = kept.iter().map(|row| words[*row as usize]).collect();
    let mut weights = weights.of_rows(&kept, settings.caution);
    let polishing = Settings {
        rate: settings.rate * 0.5,
        ..settings
    };
    let indexed = index(examples, &hashes);
    weights.descend(examples, &indexed, polishing, settings.polishing_epochs);
    weights.quantise(heads, hashes)
}

struct Weights {
    heads: usize,
    rows: Vec<f32>,
    squares: Vec<f32>,
    biases: Vec<f32>,
    bias_squares: Vec<f32>,
}

impl Weights {
    fn new(rows: usize, heads: usize, caution: f32) -> Self {
        Self {
            heads,
            rows: vec![0.0; rows * heads],
            squares: vec![caution; rows * heads],
            biases: vec![0.0; heads],
            bias_squares: vec![caution * 0.3; heads],
        }
    }

    fn descend(
        &mut self,
        examples: &[&Example],
        indexed: &[Indexed],
        settings: Settings,
        epochs: usize,
    ) {
        let mut order: Vec<u32> = (0..examples.len() as u32).collect();
        let mut chance = Chance::new();
        let mut present = Vec::new();
        let mut scores = vec![0.0f32; self.heads];
        for epoch in 0..epochs {
            // Steps shrink towards the end, so that the last examples seen do not weigh most.
            let rate = settings.rate * (1.0 - 0.8 * epoch as f32 / epochs as f32);
            chance.shuffle(&mut order);
            for number in &order {
                let example = &examples[*number as usize];
                let features = &indexed[*number as usize];
                features.drop_some(settings.dropout, 0.0, &mut chance, &mut present);
                self.learn(example, &present, &mut scores, rate, settings.decay);
            }
        }
    }

    fn learn(
        &mut self,
        example: &Example,
        present: &[(u32, f32)],
        scores: &mut [f32],
        rate: f32,
        decay: f32,
    ) {
        scores.copy_from_slice(&self.biases);
        for (row, value) in present {
            let weights = &self.rows[*row as usize * self.heads..][..self.heads];
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight * value;
            }
        }
        for (head, target, weight) in &example.labels {
            let head = *head as usize;
            let slope = (sigmoid(scores[head]) - target) * weight;
            if slope.abs() < 1e-3 {
                continue;
            }
            self.bias_squares[head] += slope * slope;
            self.biases[head] -= rate * 0.3 * slope / self.bias_squares[head].sqrt();
            for (row, value) in present {
                let place = *row as usize * self.heads + head;
                let gradient = slope * value + decay * self.rows[place];
                self.squares[place] += gradient * gradient;
                self.rows[place] -= rate * gradient / self.squares[place].sqrt();
            }
        }
    }

    /// The rows with the largest weights, by number, in order.
    fn strongest(&self, most: usize) -> Vec<u32> {
        let mut strength: Vec<(f32, u32)> = self
            .rows
            .chunks(self.heads)
            .enumerate()
            .map(|(row, weights)| (weights.iter().map(|w| w * w).sum::<f32>(), row as u32))
            .collect();
        strength.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept: Vec<u32> = strength
            .into_iter()
            .take(most)
            .map(|(_, row)| row)
            .collect();
        kept.sort_unstable();
        kept
    }

    fn of_rows(&self, rows: &[u32], caution: f32) -> Self {
        let of = |row: &u32| self.rows[*row as usize * self.heads..][..self.heads].iter();
        Self {
            rows: rows.iter().flat_map(of).copied().collect(),
            squares: vec![caution; rows.len() * self.heads],
            bias_squares: vec![caution * 0.3; self.heads],
            biases: self.biases.clone(),
            heads: self.heads,
        }
    }

    fn quantise(&self, heads: &[String], hashes: Vec<u32>) -> LinearModel {
        let scales: Vec<f32> = (0..self.heads)
            .map(|head| byte_unit(self.rows.iter().skip(head).step_by(self.heads).copied()))
            .collect();
        let weights: Vec<i8> = self
            .rows
            .iter()
            .enumerate()
            .map(|(place, weight)| to_byte(*weight, scales[place % self.heads]))
            .collect();
        LinearModel::new(
            heads.to_vec(),
            scales,
            self.biases.clone(),
            hashes,
            &weights,
        )
    }
}

/// The logistic function.
pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
