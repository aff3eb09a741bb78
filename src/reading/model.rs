//! The trained models as one file, and the linear one that tells languages apart.
//!
//! Weights are stored as bytes: one signed byte a weight, one scale a head. A feature that training
//! found no use for has no row and costs one look-up.

use serde::{Deserialize, Serialize};

use super::features::{Feature, GROUPS, Group};
use super::network::Network;
use super::table::{ByteSums, HashTable, bytes};
use super::vectors::WordVectors;

/// A trained linear model of many heads.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LinearModel {
    /// Names of the heads, e.g. `de`.
    pub heads: Vec<String>,
    /// What one weight unit is worth, by head.
    pub scales: Vec<f32>,
    /// Intercepts, by head.
    pub biases: Vec<f32>,
    table: HashTable,
    /// Weights, row by row, `heads` bytes each.
    #[serde(with = "bytes")]
    weights: Vec<i8>,
}

/// A feature without a row.
pub(super) const NO_ROW: u32 = u32::MAX;

impl LinearModel {
    /// Puts a model together.
    ///
    /// `hashes` are distinct, ascending and not 0; `weights` holds one for each head and hash.
    #[must_use]
    pub fn new(
        heads: Vec<String>,
        scales: Vec<f32>,
        biases: Vec<f32>,
        hashes: Vec<u32>,
        weights: Vec<i8>,
    ) -> Self {
        Self {
            heads,
            scales,
            biases,
            table: HashTable::new(hashes),
            weights,
        }
    }

    /// Sums the weights of features; every head at once.
    #[must_use]
    pub fn scores(&self, features: &[Feature]) -> Vec<f32> {
        let count = self.heads.len();
        let mut sums: [ByteSums; GROUPS] = std::array::from_fn(|_| ByteSums::new(count));
        for feature in features {
            if let Some(row) = self.table.row(feature.hash) {
                let start = row as usize * count;
                sums[feature.group as usize].add(&self.weights[start..start + count]);
            }
        }
        let sums = sums.map(ByteSums::finish);
        let norms = group_norms(group_sizes(features));
        (0..count)
            .map(|head| {
                let sum: f32 = (0..GROUPS)
                    .map(|group| sums[group][head] as f32 * norms[group])
                    .sum();
                sum * self.scales[head] + self.biases[head]
            })
            .collect()
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
    /// Tags, feelings, sentiment and situations.
    pub tags: Network,
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
