//! The trained model: a row of small weights for each feature, summed for every head at once.
//!
//! Stored as bytes: one signed byte a weight, one scale a head. A feature that training found no use
//! for has no row and costs one look-up.

use serde::{Deserialize, Serialize};

use super::features::{Feature, GROUPS, Group};
use super::table::{HashTable, bytes};
use super::vectors::WordVectors;

/// A trained linear model of many heads.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LinearModel {
    /// Names of the heads, e.g. `tag:emergency`.
    pub heads: Vec<String>,
    /// What one weight unit is worth, by head.
    pub scales: Vec<f32>,
    /// Intercepts, by head.
    pub biases: Vec<f32>,
    /// Calibration by head: probability = sigmoid(slope × score + offset).
    pub calibration: Vec<(f32, f32)>,
    /// Probability from which a head counts as present.
    pub thresholds: Vec<f32>,
    /// The same where a lexicon agrees.
    pub seconded: Vec<f32>,
    table: HashTable,
    /// Weights, row by row, `heads` bytes each.
    #[serde(with = "bytes")]
    weights: Vec<i8>,
    /// Weights of the text's direction, one run of `heads` numbers for each dimension.
    direction_weights: Vec<f32>,
}

/// Scores of a text, with what they were made of.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Before calibration, one for each head.
    pub by_head: Vec<f32>,
    rows: Vec<u32>,
    norms: [f32; GROUPS],
}

/// A feature without a row.
const NO_ROW: u32 = u32::MAX;

impl LinearModel {
    /// Puts a model together.
    ///
    /// `rows` are pairs of feature hash and weights; hashes are distinct, ascending and not 0.
    #[must_use]
    pub fn new(
        heads: Vec<String>,
        scales: Vec<f32>,
        biases: Vec<f32>,
        rows: &[(u32, Vec<i8>)],
        direction_weights: Vec<f32>,
    ) -> Self {
        let count = heads.len();
        let hashes: Vec<u32> = rows.iter().map(|(hash, _)| *hash).collect();
        Self {
            calibration: vec![(1.0, 0.0); count],
            thresholds: vec![0.5; count],
            seconded: vec![0.2; count],
            heads,
            scales,
            biases,
            table: HashTable::new(hashes),
            weights: rows
                .iter()
                .flat_map(|(_, weights)| weights.iter().copied())
                .collect(),
            direction_weights,
        }
    }

    /// The number of a head.
    #[must_use]
    pub fn head(&self, name: &str) -> Option<usize> {
        self.heads.iter().position(|h| h == name)
    }

    /// The number of a head that is likely at a position.
    #[must_use]
    pub fn head_at(&self, position: usize, name: &str) -> Option<usize> {
        if self.heads.get(position).is_some_and(|h| h == name) {
            Some(position)
        } else {
            self.head(name)
        }
    }

    /// Sums the weights of features and of the text's direction (empty where the model has none);
    /// every head at once.
    #[must_use]
    pub fn scores(&self, features: &[Feature], direction: &[f32]) -> Scores {
        let count = self.heads.len();
        let mut sums = vec![0i32; count * GROUPS];
        let sizes = group_sizes(features);
        let rows: Vec<u32> = features
            .iter()
            .map(|f| self.table.row(f.hash).unwrap_or(NO_ROW))
            .collect();
        for (feature, row) in features.iter().zip(&rows) {
            if *row != NO_ROW {
                let start = *row as usize * count;
                let group = feature.group as usize;
                let sums = &mut sums[group * count..(group + 1) * count];
                for (sum, weight) in sums.iter_mut().zip(&self.weights[start..start + count]) {
                    *sum += i32::from(*weight);
                }
            }
        }
        let norms = group_norms(sizes);
        let mut by_head: Vec<f32> = (0..count)
            .map(|head| {
                let sum: f32 = (0..GROUPS)
                    .map(|group| sums[group * count + head] as f32 * norms[group])
                    .sum();
                sum * self.scales[head] + self.biases[head]
            })
            .collect();
        for (value, weights) in direction.iter().zip(self.direction_weights.chunks(count)) {
            for (score, weight) in by_head.iter_mut().zip(weights) {
                *score += value * weight;
            }
        }
        Scores {
            by_head,
            rows,
            norms,
        }
    }

    /// The calibrated probability of a head.
    #[must_use]
    pub fn probability(&self, head: usize, score: f32) -> f32 {
        let (slope, offset) = self.calibration[head];
        1.0 / (1.0 + (-(slope * score + offset)).exp())
    }

    /// How much each token speaks for a head; tokens that speak against it stay at zero.
    #[must_use]
    pub fn token_weights(
        &self,
        head: usize,
        features: &[Feature],
        scores: &Scores,
        tokens: usize,
    ) -> Vec<f32> {
        let mut weights = vec![0.0f32; tokens];
        for (feature, row) in features.iter().zip(&scores.rows) {
            if *row != NO_ROW
                && let Some(weight) = weights.get_mut(feature.token as usize)
            {
                let byte = self.weights[*row as usize * self.heads.len() + head];
                *weight += f32::from(byte) * scores.norms[feature.group as usize];
            }
        }
        for weight in &mut weights {
            *weight = (*weight * self.scales[head]).max(0.0);
        }
        weights
    }
}

/// How many features of each group there are.
#[must_use]
pub fn group_sizes(features: &[Feature]) -> [u32; GROUPS] {
    let mut sizes = [0u32; GROUPS];
    for feature in features {
        sizes[feature.group as usize] += 1;
    }
    sizes
}

/// What one feature of each group is worth in a text with so many of them.
#[must_use]
pub fn group_norms(sizes: [u32; GROUPS]) -> [f32; GROUPS] {
    let mut norms = [0.0; GROUPS];
    for (group, size) in sizes.into_iter().enumerate() {
        norms[group] = if group == Group::Fact as usize {
            0.5
        } else {
            1.0 / (size.max(1) as f32).sqrt()
        };
    }
    norms
}

/// All that was trained: what the worker loads as one file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Model {
    /// Word vectors.
    pub vectors: WordVectors,
    /// Tags, feelings and sentiment.
    pub tags: LinearModel,
    /// Situations.
    pub situations: LinearModel,
    /// Languages.
    pub languages: LinearModel,
}

impl Model {
    /// A model as it is stored.
    ///
    /// # Errors
    /// When the bytes were written by another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// The bytes to store.
    ///
    /// # Errors
    /// Never for a model; postcard's signature asks for it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }
}
