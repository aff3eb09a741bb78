//! What a model is fitted to: the features of texts and what is known of each.

use std::collections::HashMap;

use super::chance::Chance;
use crate::reading::features::{Feature, Group};
use crate::reading::model::{group_norms, group_sizes};

/// An example: the features of a text and what is known of its heads.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// Feature hashes with their weight in this text, facts first.
    pub features: Vec<(u32, f32)>,
    /// How many of them are facts.
    pub facts: usize,
    /// Direction of the text; empty where the model has none.
    pub direction: Vec<f32>,
    /// Head, target (0 or 1) and weight of what is known.
    pub labels: Vec<(u16, f32, f32)>,
    /// The one right head among those that exclude each other, with its weight.
    pub chosen: Option<(u16, f32)>,
}

impl Example {
    /// An example from features as they are found, repeated ones added up.
    #[must_use]
    pub fn new(found: &[Feature], direction: Vec<f32>, labels: Vec<(u16, f32, f32)>) -> Self {
        let norms = group_norms(group_sizes(found));
        let of = |wanted: bool| {
            let chosen = found.iter().filter(|f| (f.group == Group::Fact) == wanted);
            let mut features: Vec<(u32, f32)> =
                chosen.map(|f| (f.hash, norms[f.group as usize])).collect();
            features.sort_unstable_by_key(|(hash, _)| *hash);
            features.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
            features
        };
        let mut features = of(true);
        let facts = features.len();
        features.extend(of(false));
        Self {
            features,
            facts,
            direction,
            labels,
            chosen: None,
        }
    }
}

/// Features by row, facts first.
pub(super) struct Indexed {
    pub(super) rows: Vec<(u32, f32)>,
    facts: usize,
}

impl Indexed {
    fn new(example: &Example, mut row: impl FnMut(u32) -> Option<u32>) -> Self {
        let mut facts = 0;
        let mut rows = Vec::with_capacity(example.features.len());
        for (position, (hash, value)) in example.features.iter().enumerate() {
            if let Some(row) = row(*hash) {
                facts += usize::from(position < example.facts);
                rows.push((row, *value));
            }
        }
        Self { rows, facts }
    }

    /// Leaves out some features by chance, now and then all but facts: what is learnt must not hang
    /// on one wording, and facts and direction have to do without words.
    pub(super) fn drop_some(
        &self,
        dropout: f32,
        silence: f32,
        chance: &mut Chance,
        present: &mut Vec<(u32, f32)>,
    ) {
        present.clear();
        let (facts, others) = self.rows.split_at(self.facts);
        present.extend(facts.iter().filter(|_| chance.draw() >= dropout * 0.5));
        if chance.draw() < silence {
            return;
        }
        let boost = 1.0 / (1.0 - dropout);
        for (row, value) in others {
            if chance.draw() >= dropout {
                present.push((*row, *value * boost));
            }
        }
    }
}

/// Features that stand in enough examples, by hash.
pub(super) fn vocabulary(examples: &[&Example], least: u32) -> Vec<u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for example in examples {
        for (hash, _) in &example.features {
            *counts.entry(*hash).or_default() += 1;
        }
    }
    let mut kept: Vec<u32> = counts
        .into_iter()
        .filter(|(_, n)| *n >= least)
        .map(|(h, _)| h)
        .collect();
    kept.sort_unstable();
    kept
}

pub(super) fn index(examples: &[&Example], hashes: &[u32]) -> Vec<Indexed> {
    let numbers: HashMap<u32, u32> = hashes
        .iter()
        .enumerate()
        .map(|(i, h)| (*h, i as u32))
        .collect();
    examples
        .iter()
        .map(|e| Indexed::new(e, |hash| numbers.get(&hash).copied()))
        .collect()
}
