//! The trained models as one file, and the linear one that tells languages apart.
//!
//! Weights are stored as bytes: one signed byte a weight, one scale a head. A feature that training
//! found no use for has no row and costs one look-up.

use serde::{Deserialize, Serialize};

use super::features::{Feature, GROUPS, Group};
use super::network::Network;
use super::table::{HashTable, add_bytes, bytes};
use super::vectors::WordVectors;
use crate::compliance::telling::Teller;
use crate::replying::ranking::Weights;

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
    /// Weights, row by row, a multiple of [`LANES`] bytes each, zeros behind the last head.
    #[serde(with = "bytes")]
    weights: Vec<i8>,
}

/// Weights of features, summed; exact, so that what one part of a text adds can be taken off again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    by_head: Vec<i32>,
    sizes: [u32; GROUPS],
}

impl Sums {
    /// Whether no feature was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sizes == [0; GROUPS]
    }

    /// Adds the sums of another part.
    pub fn merge(&mut self, part: &Self) {
        for (sum, more) in self.by_head.iter_mut().zip(&part.by_head) {
            *sum += more;
        }
        for (size, more) in self.sizes.iter_mut().zip(part.sizes) {
            *size += more;
        }
    }

    /// These sums without those of a part.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let by_head = self.by_head.iter().zip(&part.by_head);
        let mut sizes = self.sizes;
        for (size, less) in sizes.iter_mut().zip(part.sizes) {
            *size -= less;
        }
        Self {
            by_head: by_head.map(|(all, less)| all - less).collect(),
            sizes,
        }
    }
}

/// Weights that are added at a time.
const LANES: usize = 16;

/// So many weights add up to less than sixteen bits hold.
const ROWS_IN_16_BITS: usize = 256;

/// Weights in a row with so many heads.
fn stride(heads: usize) -> usize {
    heads.next_multiple_of(LANES).max(LANES)
}

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
        weights: &[i8],
    ) -> Self {
        let stride = stride(heads.len());
        let mut padded = vec![0; hashes.len() * stride];
        for (row, weights) in padded
            .chunks_exact_mut(stride)
            .zip(weights.chunks(heads.len().max(1)))
        {
            row[..weights.len()].copy_from_slice(weights);
        }
        Self {
            heads,
            scales,
            biases,
            table: HashTable::new(hashes),
            weights: padded,
        }
    }

    /// The summed weights of features of a group; every head at once.
    #[must_use]
    pub fn sums(&self, hashes: &[u32], group: Group) -> Sums {
        let stride = stride(self.heads.len());
        let mut sums = Sums {
            by_head: vec![0; stride * GROUPS],
            sizes: [0; GROUPS],
        };
        sums.sizes[group as usize] = hashes.len() as u32;
        let own = &mut sums.by_head[group as usize * stride..][..stride];
        // Looked up beforehand, as in `Network::judge`.
        let known: Vec<u32> = hashes
            .iter()
            .filter_map(|hash| self.table.row(*hash))
            .collect();
        let mut short = vec![0i16; stride];
        for rows in known.chunks(ROWS_IN_16_BITS) {
            short.fill(0);
            for row in rows {
                add_bytes(
                    &mut short,
                    &self.weights[*row as usize * stride..][..stride],
                );
            }
            for (sum, part) in own.iter_mut().zip(&short) {
                *sum += i32::from(*part);
            }
        }
        sums
    }

    /// What sums come to, by head.
    #[must_use]
    pub fn scores(&self, sums: &Sums) -> Vec<f32> {
        let stride = stride(self.heads.len());
        let norms = group_norms(sums.sizes);
        (0..self.heads.len())
            .map(|head| {
                let sum: f32 = (0..GROUPS)
                    .map(|group| sums.by_head[group * stride + head] as f32 * norms[group])
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
    /// What a sentence of a draft tells; see [`crate::compliance::telling`].
    pub drafts: Teller,
    /// What each sign of a situation counts.
    pub ranking: Weights,
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
