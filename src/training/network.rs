//! Fitting the network: feature vectors, hidden layer and heads together.
//!
//! Logistic loss on what is known of each head, plus the choice among situations where one is named.
//! Feature vectors by `AdaGrad` (Duchi et al. 2011) after every example, dense weights by Adam
//! (Kingma and Ba 2015) after every few; examples in a fixed pseudo-random order on one thread: the
//! same data give the same bytes.

use std::ops::Range;
use std::thread;

use super::chance::Chance;
use super::example::{Example, Indexed, index, vocabulary};
use super::optimiser::sigmoid;
use crate::reading::network::{DIRECTION_LENGTH, Layers, Network, Shape, dot};

/// How to fit.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// A feature must stand in so many examples.
    pub least_count: u32,
    /// So many features keep a row.
    pub rows: usize,
    /// Numbers in a feature's vector.
    pub width: usize,
    /// Units of the hidden layer.
    pub hidden: usize,
    /// Passes over the data with all features.
    pub epochs: usize,
    /// Passes with the rows that were kept.
    pub polishing_epochs: usize,
    /// Step size of feature vectors.
    pub rate: f32,
    /// Step size of dense weights.
    pub dense_rate: f32,
    /// Pull of every dense weight towards zero, a step.
    pub decay: f32,
    /// Squared gradient every feature vector starts with: the larger, the smaller the first steps of
    /// rare features.
    pub caution: f32,
    /// Share of features left out of each step.
    pub dropout: f32,
    /// Share of hidden units left out of each step.
    pub hidden_dropout: f32,
    /// Share of steps without any feature but the direction.
    pub silence: f32,
    /// Networks that judge together.
    pub members: usize,
}

/// Examples between two steps of the dense weights.
const BATCH: usize = 24;

/// Fits a network; `choice` are the heads of which one at most is right.
#[must_use]
pub fn fit(
    heads: &[String],
    choice: Range<usize>,
    examples: &[&Example],
    settings: Settings,
) -> Network {
    let shape = Shape {
        width: settings.width,
        direction: examples.first().map_or(0, |e| e.direction.len()),
        hidden: settings.hidden,
    };
    let words = vocabulary(examples, settings.least_count);
    let mut members: Vec<Fitting> = (0..settings.members)
        .map(|member| {
            let chance = Chance::numbered(member);
            Fitting::new(
                shape,
                heads.len(),
                choice.clone(),
                words.len(),
                settings,
                chance,
            )
        })
        .collect();
    let mut indexed = index(examples, &words);
    let rarities = rarities(&indexed, words.len());
    weigh(&mut indexed, &rarities);
    descend(&mut members, examples, &indexed, settings.epochs, 1.0);
    drop(indexed);
    let kept = strongest(&members, settings.rows, &rarities);
    let hashes: Vec<u32> = kept.iter().map(|row| words[*row as usize]).collect();
    let rarities: Vec<f32> = kept.iter().map(|row| rarities[*row as usize]).collect();
    for member in &mut members {
        member.keep(&kept);
    }
    let mut indexed = index(examples, &hashes);
    weigh(&mut indexed, &rarities);
    descend(
        &mut members,
        examples,
        &indexed,
        settings.polishing_epochs,
        0.4,
    );
    for member in &mut members {
        member.take_in(&rarities);
    }
    let vectors: Vec<f32> = (0..hashes.len())
        .flat_map(|row| members.iter().flat_map(move |member| member.vector(row)))
        .copied()
        .collect();
    let layers = members.iter().map(Fitting::layers).collect();
    Network::new(heads.to_vec(), shape, hashes, &vectors, layers)
}

/// Every member by itself, at the same time; what comes out does not depend on that.
fn descend(
    members: &mut [Fitting],
    examples: &[&Example],
    indexed: &[Indexed],
    epochs: usize,
    pace: f32,
) {
    thread::scope(|scope| {
        for member in members {
            scope.spawn(|| member.descend(examples, indexed, epochs, pace));
        }
    });
}

/// The rows that move texts most, by number, in order.
fn strongest(members: &[Fitting], most: usize, rarities: &[f32]) -> Vec<u32> {
    let mut strengths = vec![0.0f32; rarities.len()];
    for member in members {
        for (sum, strength) in strengths.iter_mut().zip(member.strengths(rarities)) {
            *sum += strength;
        }
    }
    let mut order: Vec<u32> = (0..strengths.len() as u32).collect();
    order.sort_by(|a, b| {
        let [a_strength, b_strength] = [a, b].map(|row| strengths[*row as usize]);
        b_strength.total_cmp(&a_strength).then(a.cmp(b))
    });
    order.truncate(most);
    order.sort_unstable();
    order
}

/// The logarithm of one over the share of texts that have a feature which weighs as it is.
const TYPICAL_RARITY: f32 = 7.0;
/// Facts that nearly every text has still weigh something.
const LEAST_RARITY: f32 = 0.05;

/// How much each row weighs for being rare: its inverse document frequency, about one for most.
///
/// Without it the steps of common pieces of words drown those of telling words.
fn rarities(indexed: &[Indexed], rows: usize) -> Vec<f32> {
    let mut counts = vec![0u32; rows];
    for (row, _) in indexed.iter().flat_map(|i| &i.rows) {
        counts[*row as usize] += 1;
    }
    let all = indexed.len() as f32;
    let rarity = |count: u32| (all / count.max(1) as f32).ln() / TYPICAL_RARITY;
    counts
        .into_iter()
        .map(|count| rarity(count).max(LEAST_RARITY))
        .collect()
}

fn weigh(indexed: &mut [Indexed], rarities: &[f32]) {
    for (row, value) in indexed.iter_mut().flat_map(|i| &mut i.rows) {
        *value *= rarities[*row as usize];
    }
}

/// Dense weights in one run, so that one loop steps them all: inner, inner biases, outer, biases.
struct Dense {
    weights: Vec<f32>,
    slopes: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
    steps: i32,
}

struct Fitting {
    shape: Shape,
    heads: usize,
    choice: Range<usize>,
    settings: Settings,
    vectors: Vec<f32>,
    squares: Vec<f32>,
    seen: Vec<u32>,
    dense: Dense,
    chance: Chance,
}

/// Room for one example's pass through the network.
struct Pass {
    present: Vec<(u32, f32)>,
    read: Vec<f32>,
    slopes: Vec<f32>,
    on: Vec<bool>,
    wrong: Vec<(usize, f32)>,
}

impl Fitting {
    fn new(
        shape: Shape,
        heads: usize,
        choice: Range<usize>,
        rows: usize,
        settings: Settings,
        mut chance: Chance,
    ) -> Self {
        let vectors = (0..rows * shape.width)
            .map(|_| (chance.draw() - 0.5) * 0.02)
            .collect();
        let (inner, outer) = (shape.hidden * shape.input(), heads * shape.read());
        let size = inner + shape.hidden + outer + heads;
        let mut weights = vec![0.0; size];
        let spread = (6.0 / shape.input() as f32).sqrt();
        for weight in &mut weights[..inner] {
            *weight = (chance.draw() - 0.5) * spread;
        }
        let spread = (3.0 / shape.read() as f32).sqrt();
        for weight in &mut weights[inner + shape.hidden..][..outer] {
            *weight = (chance.draw() - 0.5) * spread;
        }
        Self {
            shape,
            heads,
            choice,
            settings,
            vectors,
            squares: vec![settings.caution; rows * shape.width],
            seen: vec![0; rows],
            dense: Dense {
                slopes: vec![0.0; size],
                mean: vec![0.0; size],
                square: vec![0.0; size],
                weights,
                steps: 0,
            },
            chance,
        }
    }

    fn descend(&mut self, examples: &[&Example], indexed: &[Indexed], epochs: usize, pace: f32) {
        let mut order: Vec<u32> = (0..examples.len() as u32).collect();
        let mut pass = Pass {
            present: Vec::new(),
            read: vec![0.0; self.shape.read()],
            slopes: vec![0.0; self.shape.read()],
            on: vec![true; self.shape.hidden],
            wrong: Vec::new(),
        };
        let all = (epochs * examples.len()).max(1);
        let mut done = 0;
        for _ in 0..epochs {
            self.chance.shuffle(&mut order);
            for (place, number) in order.iter().enumerate() {
                // Steps shrink towards the end, so that the last examples seen do not weigh most.
                let pace = pace * (1.0 - 0.9 * done as f32 / all as f32);
                let at = *number as usize;
                self.learn(examples[at], &indexed[at], &mut pass, pace);
                if place % BATCH == BATCH - 1 {
                    self.dense.step(self.settings, pace);
                }
                done += 1;
            }
        }
    }

    fn learn(&mut self, example: &Example, indexed: &Indexed, pass: &mut Pass, pace: f32) {
        let (width, input, reads) = (self.shape.width, self.shape.input(), self.shape.read());
        indexed.drop_some(
            self.settings.dropout,
            self.settings.silence,
            &mut self.chance,
            &mut pass.present,
        );
        self.forward(example, pass);
        self.errors(example, pass);
        pass.slopes.fill(0.0);
        let inner = self.shape.hidden * input;
        let outer_from = inner + self.shape.hidden;
        let biases_from = outer_from + self.heads * reads;
        for (head, slope) in &pass.wrong {
            let run = outer_from + head * reads..outer_from + (head + 1) * reads;
            add_scaled(&mut pass.slopes, &self.dense.weights[run.clone()], *slope);
            add_scaled(&mut self.dense.slopes[run], &pass.read, *slope);
            self.dense.slopes[biases_from + head] += slope;
        }
        for unit in 0..self.shape.hidden {
            let slope = pass.slopes[input + unit];
            if pass.read[input + unit] > 0.0 && pass.on[unit] && slope != 0.0 {
                let run = unit * input..(unit + 1) * input;
                add_scaled(
                    &mut self.dense.slopes[run.clone()],
                    &pass.read[..input],
                    slope,
                );
                self.dense.slopes[inner + unit] += slope;
                let (described, _) = pass.slopes.split_at_mut(input);
                add_scaled(described, &self.dense.weights[run], slope);
            }
        }
        let rate = self.settings.rate * pace;
        for (row, value) in &pass.present {
            self.seen[*row as usize] += 1;
            let run = *row as usize * width..(*row as usize + 1) * width;
            let vector = &mut self.vectors[run.clone()];
            let squares = &mut self.squares[run];
            for ((weight, square), slope) in vector.iter_mut().zip(squares).zip(&pass.slopes) {
                let gradient = slope * value;
                *square += gradient * gradient;
                *weight -= rate * gradient / square.sqrt();
            }
        }
    }

    /// Sums the features, adds the direction, switches hidden units.
    fn forward(&mut self, example: &Example, pass: &mut Pass) {
        let (width, input) = (self.shape.width, self.shape.input());
        pass.read.fill(0.0);
        for (row, value) in &pass.present {
            let run = *row as usize * width..(*row as usize + 1) * width;
            add_scaled(&mut pass.read[..width], &self.vectors[run], *value);
        }
        for (place, part) in pass.read[width..input].iter_mut().zip(&example.direction) {
            *place = part * DIRECTION_LENGTH;
        }
        let boost = 1.0 / (1.0 - self.settings.hidden_dropout);
        let (described, hidden) = pass.read.split_at_mut(input);
        let inner = self.shape.hidden * input;
        for (unit, value) in hidden.iter_mut().enumerate() {
            pass.on[unit] = self.chance.draw() >= self.settings.hidden_dropout;
            if pass.on[unit] {
                let weights = &self.dense.weights[unit * input..][..input];
                let sum = self.dense.weights[inner + unit] + dot(weights, described);
                *value = sum.max(0.0) * boost;
            }
        }
    }

    /// By how much each head that something is known of is wrong.
    fn errors(&self, example: &Example, pass: &mut Pass) {
        pass.wrong.clear();
        for (head, target, weight) in &example.labels {
            let head = *head as usize;
            let slope = (sigmoid(self.score(head, &pass.read)) - target) * weight;
            if slope.abs() >= 1e-3 {
                pass.wrong.push((head, slope));
            }
        }
        if let Some((right, weight)) = example.chosen {
            let scores: Vec<f32> = self
                .choice
                .clone()
                .map(|head| self.score(head, &pass.read))
                .collect();
            let greatest = scores.iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = scores.iter().map(|s| (s - greatest).exp()).sum();
            for (head, score) in self.choice.clone().zip(scores) {
                let likely = (score - greatest).exp() / total;
                let slope = (likely - f32::from(u8::from(head == right as usize))) * weight;
                if slope.abs() >= 1e-3 {
                    pass.wrong.push((head, slope));
                }
            }
        }
    }

    fn score(&self, head: usize, read: &[f32]) -> f32 {
        let reads = self.shape.read();
        let from = self.shape.hidden * (self.shape.input() + 1);
        let weights = &self.dense.weights[from + head * reads..][..reads];
        self.dense.weights[from + self.heads * reads + head] + dot(weights, read)
    }

    /// How much each row moves texts: long vectors of frequent features do.
    fn strengths(&self, rarities: &[f32]) -> impl Iterator<Item = f32> {
        let rows = self.vectors.chunks(self.shape.width).zip(&self.seen);
        rows.zip(rarities).map(|((vector, seen), rarity)| {
            let length = vector.iter().map(|v| v * v).sum::<f32>() * rarity.powi(2);
            length * (*seen as f32).sqrt()
        })
    }

    fn vector(&self, row: usize) -> &[f32] {
        &self.vectors[row * self.shape.width..][..self.shape.width]
    }

    fn keep(&mut self, rows: &[u32]) {
        let width = self.shape.width;
        let of = |all: &[f32]| -> Vec<f32> {
            rows.iter()
                .flat_map(|row| all[*row as usize * width..][..width].iter().copied())
                .collect()
        };
        self.vectors = of(&self.vectors);
        self.squares = of(&self.squares);
        self.seen = rows.iter().map(|row| self.seen[*row as usize]).collect();
    }

    /// Makes the rows' weights part of their vectors: whoever reads with them need not know rarities.
    fn take_in(&mut self, rarities: &[f32]) {
        for (vector, rarity) in self.vectors.chunks_mut(self.shape.width).zip(rarities) {
            for value in vector {
                *value *= rarity;
            }
        }
    }

    fn layers(&self) -> Layers {
        let (input, hidden) = (self.shape.input(), self.shape.hidden);
        let mut rest = self.dense.weights.iter().copied();
        let mut next = |count: usize| -> Vec<f32> { rest.by_ref().take(count).collect() };
        Layers {
            inner: next(hidden * input),
            inner_biases: next(hidden),
            outer: next(self.heads * self.shape.read()),
            biases: next(self.heads),
        }
    }
}

impl Dense {
    /// One step of Adam, with decoupled decay.
    fn step(&mut self, settings: Settings, pace: f32) {
        const FIRST: f32 = 0.9;
        const SECOND: f32 = 0.999;
        self.steps += 1;
        let rate = settings.dense_rate * pace * (1.0 - SECOND.powi(self.steps)).sqrt()
            / (1.0 - FIRST.powi(self.steps));
        for (((weight, slope), mean), square) in self
            .weights
            .iter_mut()
            .zip(&mut self.slopes)
            .zip(&mut self.mean)
            .zip(&mut self.square)
        {
            let gradient = *slope / BATCH as f32;
            *mean += (1.0 - FIRST) * (gradient - *mean);
            *square += (1.0 - SECOND) * (gradient * gradient - *square);
            *weight -= rate * *mean / (square.sqrt() + 1e-6) + settings.decay * pace * *weight;
            *slope = 0.0;
        }
    }
}

fn add_scaled(sums: &mut [f32], values: &[f32], scale: f32) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value * scale;
    }
}
