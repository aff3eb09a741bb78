//! Fitting a linear model of many heads, one against the rest.
//!
//! Logistic loss, `AdaGrad`, examples in a fixed pseudo-random order: the same data give the same
//! bytes. A source that does not label a head is masked out of that head's loss.

use std::collections::HashMap;
use std::thread;

use crate::reading::features::{Feature, Group};
use crate::reading::model::{LinearModel, group_norms, group_sizes};

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
        }
    }
}

/// Features by row, facts first.
struct Indexed {
    rows: Vec<(u32, f32)>,
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
}

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
    /// Share of steps without any feature but the direction.
    pub silence: f32,
}

/// Fits a model.
#[must_use]
pub fn fit(heads: &[String], examples: &[Example], settings: Settings) -> LinearModel {
    let vocabulary = vocabulary(examples, settings.least_count);
    let indexed = index(examples, &vocabulary);
    let first = descend(
        heads.len(),
        vocabulary.len(),
        &indexed,
        examples,
        settings,
        None,
    );
    drop(indexed);
    let kept = strongest(&first, heads.len(), settings.rows);
    let hashes: Vec<u32> = kept.iter().map(|row| vocabulary[*row as usize]).collect();
    let pruned = index(examples, &hashes);
    let start = Weights {
        rows: kept
            .iter()
            .flat_map(|row| {
                let from = *row as usize * heads.len();
                first.rows[from..from + heads.len()].iter().copied()
            })
            .collect(),
        biases: first.biases,
        directions: first.directions,
    };
    let polishing = Settings {
        epochs: settings.polishing_epochs,
        rate: settings.rate * 0.5,
        ..settings
    };
    let fitted = descend(
        heads.len(),
        kept.len(),
        &pruned,
        examples,
        polishing,
        Some(&start),
    );
    quantise(heads, &fitted, &kept, &vocabulary)
}

struct Weights {
    rows: Vec<f32>,
    biases: Vec<f32>,
    directions: Vec<f32>,
}

/// Features that stand in enough examples, by hash.
fn vocabulary(examples: &[Example], least: u32) -> Vec<u32> {
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

fn index(examples: &[Example], hashes: &[u32]) -> Vec<Indexed> {
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

/// Runs `AdaGrad`; heads are shared out among threads, which touch disjoint weights, so the result
/// does not depend on how many there are.
fn descend(
    heads: usize,
    rows: usize,
    features: &[Indexed],
    examples: &[Example],
    settings: Settings,
    start: Option<&Weights>,
) -> Weights {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(heads.max(1));
    let shares: Vec<Vec<usize>> = (0..threads)
        .map(|t| (0..heads).filter(|h| h % threads == t).collect())
        .collect();
    let parts: Vec<Weights> = thread::scope(|scope| {
        let running: Vec<_> = shares
            .iter()
            .map(|share| {
                let start = start.map(|s| Weights {
                    rows: (0..rows)
                        .flat_map(|r| share.iter().map(move |h| s.rows[r * heads + h]))
                        .collect(),
                    biases: share.iter().map(|h| s.biases[*h]).collect(),
                    directions: s
                        .directions
                        .chunks(heads)
                        .flat_map(|d| share.iter().map(move |h| d[*h]))
                        .collect(),
                });
                scope.spawn(move || descend_share(share, rows, features, examples, settings, start))
            })
            .collect();
        running
            .into_iter()
            .map(|r| r.join().expect("a training thread ended early"))
            .collect()
    });
    let dimensions = examples.first().map_or(0, |e| e.direction.len());
    let mut whole = Weights {
        rows: vec![0.0; rows * heads],
        biases: vec![0.0; heads],
        directions: vec![0.0; dimensions * heads],
    };
    for (share, part) in shares.iter().zip(&parts) {
        for (position, head) in share.iter().enumerate() {
            whole.biases[*head] = part.biases[position];
            for dimension in 0..dimensions {
                whole.directions[dimension * heads + head] =
                    part.directions[dimension * share.len() + position];
            }
            for row in 0..rows {
                whole.rows[row * heads + head] = part.rows[row * share.len() + position];
            }
        }
    }
    whole
}

fn descend_share(
    share: &[usize],
    rows: usize,
    features: &[Indexed],
    examples: &[Example],
    settings: Settings,
    start: Option<Weights>,
) -> Weights {
    let width = share.len();
    let dimensions = examples.first().map_or(0, |e| e.direction.len());
    let mut position = vec![None; share.iter().max().map_or(0, |most| most + 1)];
    for (place, head) in share.iter().enumerate() {
        position[*head] = Some(place);
    }
    let mut weights = start.unwrap_or_else(|| Weights {
        rows: vec![0.0; rows * width],
        biases: vec![0.0; width],
        directions: vec![0.0; dimensions * width],
    });
    let mut squares = vec![settings.caution; rows * width];
    let mut direction_squares = vec![settings.caution * 0.3; dimensions * width];
    let mut bias_squares = vec![settings.caution * 0.3; width];
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut present: Vec<(u32, f32)> = Vec::new();
    let mut scores = vec![0.0f32; width];
    let mut slopes: Vec<(usize, f32)> = Vec::with_capacity(width);
    for epoch in 0..settings.epochs {
        // Steps shrink towards the end, so that the last examples seen do not weigh most.
        let rate = settings.rate * (1.0 - 0.8 * epoch as f32 / settings.epochs as f32);
        shuffle(&mut order, &mut random);
        for number in &order {
            let example = &examples[*number as usize];
            // Drawn alike in every thread, whatever its heads.
            drop_features(
                &features[*number as usize],
                settings,
                &mut random,
                &mut present,
            );
            scores.copy_from_slice(&weights.biases);
            for (row, value) in &present {
                add_scaled(
                    &mut scores,
                    &weights.rows[*row as usize * width..][..width],
                    *value,
                );
            }
            for (value, run) in example
                .direction
                .iter()
                .zip(weights.directions.chunks(width))
            {
                add_scaled(&mut scores, run, *value);
            }
            slopes.clear();
            for (head, target, weight) in &example.labels {
                let Some(Some(place)) = position.get(*head as usize) else {
                    continue;
                };
                let slope = (sigmoid(scores[*place]) - target) * weight;
                if slope.abs() >= 1e-3 {
                    slopes.push((*place, slope));
                }
            }
            for (place, slope) in &slopes {
                bias_squares[*place] += slope * slope;
                weights.biases[*place] -= rate * 0.3 * slope / bias_squares[*place].sqrt();
            }
            for (dimension, value) in example.direction.iter().enumerate() {
                let run = dimension * width..(dimension + 1) * width;
                pull(
                    &mut weights.directions[run.clone()],
                    &mut direction_squares[run],
                    &slopes,
                    *value,
                    rate,
                    settings.decay,
                );
            }
            for (row, value) in &present {
                let run = *row as usize * width..(*row as usize + 1) * width;
                pull(
                    &mut weights.rows[run.clone()],
                    &mut squares[run],
                    &slopes,
                    *value,
                    rate,
                    settings.decay,
                );
            }
        }
    }
    weights
}

fn add_scaled(sums: &mut [f32], values: &[f32], scale: f32) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value * scale;
    }
}

/// One step of a feature's weights against their slopes and towards zero.
fn pull(
    weights: &mut [f32],
    squares: &mut [f32],
    slopes: &[(usize, f32)],
    value: f32,
    rate: f32,
    decay: f32,
) {
    for (place, slope) in slopes {
        let gradient = slope * value + decay * weights[*place];
        squares[*place] += gradient * gradient;
        weights[*place] -= rate * gradient / squares[*place].sqrt();
    }
}

/// Leaves out some features by chance, now and then all: what is learnt must not hang on one
/// wording, and facts and direction have to do without words.
fn drop_features(
    all: &Indexed,
    settings: Settings,
    random: &mut u64,
    present: &mut Vec<(u32, f32)>,
) {
    present.clear();
    let (facts, others) = all.rows.split_at(all.facts);
    present.extend(
        facts
            .iter()
            .filter(|_| draw(random) >= settings.dropout * 0.5),
    );
    if draw(random) < settings.silence {
        return;
    }
    let boost = 1.0 / (1.0 - settings.dropout);
    for (row, value) in others {
        if draw(random) >= settings.dropout {
            present.push((*row, value * boost));
        }
    }
}

/// A number from 0 to 1 that depends on the state alone.
fn draw(state: &mut u64) -> f32 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 40) as f32 / (1u64 << 24) as f32
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn shuffle(order: &mut [u32], state: &mut u64) {
    for index in (1..order.len()).rev() {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        let other = (*state % (index as u64 + 1)) as usize;
        order.swap(index, other);
    }
}

/// The rows with the largest weights, by number, in order.
fn strongest(weights: &Weights, heads: usize, most: usize) -> Vec<u32> {
    let mut strength: Vec<(f32, u32)> = weights
        .rows
        .chunks(heads)
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

fn quantise(heads: &[String], weights: &Weights, kept: &[u32], vocabulary: &[u32]) -> LinearModel {
    let count = heads.len();
    let scales: Vec<f32> = (0..count)
        .map(|head| {
            let mut sizes: Vec<f32> = weights
                .rows
                .iter()
                .skip(head)
                .step_by(count)
                .map(|w| w.abs())
                .collect();
            sizes.sort_by(f32::total_cmp);
            // The few largest weights are clipped, so that the many small ones keep their digits.
            let clip = sizes
                .get(sizes.len().saturating_sub(1 + sizes.len() / 2000))
                .copied()
                .unwrap_or(0.0);
            clip.max(1e-6) / 127.0
        })
        .collect();
    let rows: Vec<(u32, Vec<i8>)> = kept
        .iter()
        .enumerate()
        .map(|(row, old)| {
            let weights = (0..count)
                .map(|head| {
                    (weights.rows[row * count + head] / scales[head])
                        .round()
                        .clamp(-127.0, 127.0) as i8
                })
                .collect();
            (vocabulary[*old as usize], weights)
        })
        .collect();
    LinearModel::new(
        heads.to_vec(),
        scales,
        weights.biases.clone(),
        &rows,
        weights.directions.clone(),
    )
}
