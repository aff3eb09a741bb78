//! Word vectors: a small table distilled from a multilingual sentence encoder.
//!
//! Words of all languages share one space, so that what was learnt of a topic in one language holds
//! in the others. A comment is the normalised sum of its words.

use serde::{Deserialize, Serialize};

use super::features::Feature;
use super::table::{HashTable, half_bytes, round_to_half_bytes};

/// Vectors of frequent words, by feature hash.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct WordVectors {
    /// Numbers in a vector.
    pub dimensions: u32,
    table: HashTable,
    /// Vectors one after the other.
    #[serde(with = "half_bytes")]
    values: Vec<i8>,
}

impl WordVectors {
    /// Puts vectors together; `values` holds `dimensions` numbers for each hash.
    #[must_use]
    pub fn new(dimensions: u32, hashes: Vec<u32>, mut values: Vec<i8>) -> Self {
        round_to_half_bytes(&mut values);
        Self {
            dimensions,
            table: HashTable::new(hashes),
            values,
        }
    }

    /// The vector of a word or run, by feature hash; its length grows with how much the word says.
    #[must_use]
    pub fn of(&self, hash: u32) -> Option<&[i8]> {
        let width = self.dimensions as usize;
        let start = self.table.row(hash)? as usize * width;
        self.values.get(start..start + width)
    }

    /// The direction in which the words of a text point; all zero when none is known.
    #[must_use]
    pub fn direction(&self, features: &[Feature]) -> Vec<f32> {
        let width = self.dimensions as usize;
        let mut sums = vec![0i32; width];
        for feature in features.iter().filter(|f| f.words > 0) {
            if let Some(row) = self.table.row(feature.hash) {
                let start = row as usize * width;
                for (sum, value) in sums.iter_mut().zip(&self.values[start..start + width]) {
                    *sum += i32::from(*value);
                }
            }
        }
        let length = sums.iter().map(|s| (*s as f32).powi(2)).sum::<f32>().sqrt();
        sums.into_iter()
            .map(|s| if length > 0.0 { s as f32 / length } else { 0.0 })
            .collect()
    }
}
