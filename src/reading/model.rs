//! The trained model: a row of small weights for each feature, summed for every head at once.
//!
//! Stored as bytes: one signed byte a weight, one scale a head. A feature that training found no use
//! for has no row and costs one look-up.

use serde::{Deserialize, Serialize};

use super::features::{Feature, GROUPS, Group};

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
    /// Feature hashes in an open-addressed table; 0 is empty.
    slots: Vec<u32>,
    /// Row of each slot.
    rows: Vec<u32>,
    /// Weights, row by row, `heads` bytes each.
    #[serde(with = "weight_bytes")]
    weights: Vec<i8>,
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
    /// `rows` are pairs of feature hash and weights; hashes are distinct and not 0.
    #[must_use]
    pub fn new(heads: Vec<String>, scales: Vec<f32>, biases: Vec<f32>, rows: &[(u32, Vec<i8>)]) -> Self {
        let count = heads.len();
        let size = (rows.len() * 2).next_power_of_two().max(16);
        let mut model = Self {
            calibration: vec![(1.0, 0.0); count],
            thresholds: vec![0.5; count],
            heads,
            scales,
            biases,
            slots: vec![0; size],
            rows: vec![0; size],
            weights: Vec::with_capacity(rows.len() * count),
        };
        for (row, (hash, weights)) in rows.iter().enumerate() {
            let mut slot = *hash as usize & (size - 1);
            while model.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            model.slots[slot] = *hash;
            model.rows[slot] = row as u32;
            model.weights.extend(weights);
        }
        model
    }

    /// The number of a head.
    #[must_use]
    pub fn head(&self, name: &str) -> Option<usize> {
        self.heads.iter().position(|h| h == name)
    }

    fn row(&self, hash: u32) -> u32 {
        if self.slots.is_empty() {
            return NO_ROW;
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return NO_ROW,
                found if found == hash => return self.rows[slot],
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// Sums the weights of features; every head at once.
    #[must_use]
    pub fn scores(&self, features: &[Feature]) -> Scores {
        let count = self.heads.len();
        let mut sums = vec![0i32; count * GROUPS];
        let mut sizes = [0u32; GROUPS];
        let mut rows = Vec::with_capacity(features.len());
        for feature in features {
            sizes[feature.group as usize] += 1;
            rows.push(self.row(feature.hash));
        }
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
        let by_head = (0..count)
            .map(|head| {
                let sum: f32 =
                    (0..GROUPS).map(|group| sums[group * count + head] as f32 * norms[group]).sum();
                sum * self.scales[head] + self.biases[head]
            })
            .collect();
        Scores { by_head, rows, norms }
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

/// Stores the weights as one run of bytes rather than a sequence of numbers.
mod weight_bytes {
    use serde::{Deserializer, Serializer, de::Visitor};

    pub fn serialize<S: Serializer>(weights: &[i8], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = weights.iter().map(|w| w.cast_unsigned()).collect();
        serializer.serialize_bytes(&bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i8>, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<i8>;

            fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
                out.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<i8>, E> {
                Ok(bytes.iter().map(|b| b.cast_signed()).collect())
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// All that was trained: what the worker loads as one file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Model {
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
