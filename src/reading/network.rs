//! The trained network: a small vector for each feature, one hidden layer, many heads.
//!
//! The features of a text are summed to one vector, joined by the direction of its words
//! ([`WordVectors`](super::vectors::WordVectors)); heads read both that and a hidden layer over it.
//! All heads share the feature vectors, so that what one source teaches of its labels helps the
//! others. Several such networks, its members, fitted by other chances, judge together: they err in
//! different places. Feature vectors are stored as half bytes; a feature that training found no use for
//! has no row and costs one look-up.

use serde::{Deserialize, Serialize};

use super::features::{Feature, GROUPS, Group};
use super::model::{group_norms, group_sizes};
use super::table::{HashTable, add_bytes, byte_unit, half_bytes, round_to_half_bytes, to_byte};

/// A trained network of many heads.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Network {
    /// Names of the heads: tags, `sentiment:negative` …, `situation:price` ….
    pub heads: Vec<String>,
    /// Calibration by head: probability = sigmoid(slope × score + offset).
    pub calibration: Vec<(f32, f32)>,
    /// Probability from which a head counts as present.
    pub thresholds: Vec<f32>,
    /// The same where a lexicon agrees.
    pub seconded: Vec<f32>,
    table: HashTable,
    /// Feature vectors, row by row, `shape.width` bytes for each member in turn.
    #[serde(with = "half_bytes")]
    vectors: Vec<i8>,
    /// What one unit of a feature vector is worth.
    unit: f32,
    /// That of every member.
    shape: Shape,
    members: Vec<Layers>,
}

/// Sizes of a member's parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Numbers in a feature's vector.
    pub width: usize,
    /// Numbers in a text's direction.
    pub direction: usize,
    /// Units of the hidden layer.
    pub hidden: usize,
}

impl Shape {
    /// Numbers that describe a text: its summed feature vectors and its direction.
    #[must_use]
    pub fn input(&self) -> usize {
        self.width + self.direction
    }

    /// Numbers that a head reads: the description and the hidden layer.
    #[must_use]
    pub fn read(&self) -> usize {
        self.input() + self.hidden
    }
}

/// The dense weights of a member.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Layers {
    /// Hidden layer, `input` weights for each unit.
    pub inner: Vec<f32>,
    /// Intercepts of the hidden units.
    pub inner_biases: Vec<f32>,
    /// Heads, `input + hidden` weights for each.
    pub outer: Vec<f32>,
    /// Intercepts of the heads.
    pub biases: Vec<f32>,
}

/// How much longer a direction is made, so that its numbers are about as large as those of features.
pub const DIRECTION_LENGTH: f32 = 4.0;

/// What the network makes of a text, with what is needed to explain it.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    /// Before calibration, one for each head.
    pub by_head: Vec<f32>,
    sums: TokenSums,
    /// What a unit of each group's sums is worth.
    worth: [f32; GROUPS],
    /// Hidden units after the threshold at zero, member by member.
    hidden: Vec<f32>,
}

/// Feature vectors summed by the token they belong to, words and pieces apart; facts, which belong to
/// none, after the last token.
#[derive(Debug, Clone, Default)]
struct TokenSums {
    /// Runs of `width` numbers: words and pieces of each token in turn, then facts.
    values: Vec<i16>,
    tokens: usize,
    width: usize,
}

impl TokenSums {
    fn new(tokens: usize, width: usize) -> Self {
        Self {
            values: vec![0; (2 * tokens + 1) * width],
            tokens,
            width,
        }
    }

    /// Where the vectors of a feature are added up.
    fn of(&mut self, feature: Feature) -> &mut [i16] {
        let run = match feature.group {
            Group::Word => 2 * feature.token as usize,
            Group::Piece => 2 * feature.token as usize + 1,
            Group::Fact => 2 * self.tokens,
        };
        &mut self.values[run * self.width..][..self.width]
    }

    /// Adds up all features, each group's sums times what they are worth.
    fn total(&self, worth: [f32; GROUPS], total: &mut [f32]) {
        let mut by_group = [vec![0i32; self.width], vec![0i32; self.width]];
        let (tokens, facts) = self.values.split_at(2 * self.tokens * self.width);
        for (run, values) in tokens.chunks_exact(self.width.max(1)).enumerate() {
            for (sum, value) in by_group[run % 2].iter_mut().zip(values) {
                *sum += i32::from(*value);
            }
        }
        for (place, value) in total.iter_mut().enumerate() {
            *value = by_group[0][place] as f32 * worth[Group::Word as usize]
                + by_group[1][place] as f32 * worth[Group::Piece as usize]
                + f32::from(facts[place]) * worth[Group::Fact as usize];
        }
    }
}

impl Judgement {
    /// What each token adds to the summed feature vectors, in runs of as many numbers as all members have.
    #[must_use]
    pub fn by_token(&self) -> Vec<f32> {
        let [word, piece, _] = self.worth;
        let TokenSums {
            values,
            tokens,
            width,
        } = &self.sums;
        let runs = values[..2 * tokens * width].chunks_exact(2 * (*width).max(1));
        let sums = runs.flat_map(|run| {
            let (words, pieces) = run.split_at(*width);
            let pairs = words.iter().zip(pieces);
            pairs.map(|(w, p)| f32::from(*w) * word + f32::from(*p) * piece)
        });
        sums.collect()
    }
}

impl Network {
    /// Puts a network together.
    ///
    /// `hashes` are distinct, ascending and not 0; `vectors` holds `shape.width` numbers for each and
    /// for each member.
    #[must_use]
    pub fn new(
        heads: Vec<String>,
        shape: Shape,
        hashes: Vec<u32>,
        vectors: &[f32],
        members: Vec<Layers>,
    ) -> Self {
        let unit = byte_unit(vectors.iter().copied());
        let mut bytes: Vec<i8> = vectors.iter().map(|v| to_byte(*v, unit)).collect();
        round_to_half_bytes(&mut bytes);
        let count = heads.len();
        Self {
            heads,
            calibration: vec![(1.0, 0.0); count],
            thresholds: vec![0.5; count],
            seconded: vec![0.2; count],
            table: HashTable::new(hashes),
            vectors: bytes,
            unit,
            shape,
            members,
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

    /// Judges a text by its features and its direction.
    #[must_use]
    pub fn judge(&self, features: &[Feature], direction: &[f32]) -> Judgement {
        let width = self.width();
        let last = features.iter().filter(|f| f.group != Group::Fact);
        let tokens = last.map(|f| f.token as usize + 1).max().unwrap_or(0);
        let mut sums = TokenSums::new(tokens, width);
        // Looked up beforehand: a wrong guess at whether a feature is known would else hold up the vectors.
        let known = |feature: &Feature| Some((*feature, self.table.row(feature.hash)?));
        let known: Vec<(Feature, u32)> = features.iter().filter_map(known).collect();
        for (feature, row) in known {
            add_bytes(sums.of(feature), self.vector(row));
        }
        let worth = group_norms(group_sizes(features)).map(|norm| norm * self.unit);
        let mut total = vec![0.0f32; width];
        sums.total(worth, &mut total);
        let mut by_head = vec![0.0f32; self.heads.len()];
        let mut hidden = Vec::with_capacity(self.members.len() * self.shape.hidden);
        let mut read = vec![0.0f32; self.shape.read()];
        for (value, part) in read[self.shape.width..].iter_mut().zip(direction) {
            *value = part * DIRECTION_LENGTH;
        }
        let share = 1.0 / self.members.len().max(1) as f32;
        let own = total.chunks_exact(self.shape.width.max(1));
        for (member, own) in self.members.iter().zip(own) {
            read[..self.shape.width].copy_from_slice(own);
            for (sum, score) in by_head.iter_mut().zip(member.run(self.shape, &mut read)) {
                *sum += score * share;
            }
            hidden.extend_from_slice(&read[self.shape.input()..]);
        }
        Judgement {
            by_head,
            sums,
            worth,
            hidden,
        }
    }

    /// The calibrated probability of a head.
    #[must_use]
    pub fn probability(&self, head: usize, score: f32) -> f32 {
        let (slope, offset) = self.calibration[head];
        1.0 / (1.0 + (-(slope * score + offset)).exp())
    }

    /// How much each token speaks for a head; tokens that speak against it stay at zero. `by_token` is what
    /// [`Judgement::by_token`] gives of the same text.
    ///
    /// The network is linear around a text: the hidden units that are on pass their weights through.
    #[must_use]
    pub fn token_weights(&self, head: usize, judgement: &Judgement, by_token: &[f32]) -> Vec<f32> {
        let pull = self.pull(head, &judgement.hidden);
        let tokens = by_token.chunks_exact(self.width().max(1));
        tokens.map(|token| dot(token, &pull).max(0.0)).collect()
    }

    /// Numbers in the vectors of a feature, of all members.
    fn width(&self) -> usize {
        self.shape.width * self.members.len()
    }

    fn vector(&self, row: u32) -> &[i8] {
        &self.vectors[row as usize * self.width()..][..self.width()]
    }

    /// By how much a head's score rises with each number of the summed feature vectors.
    fn pull(&self, head: usize, hidden: &[f32]) -> Vec<f32> {
        let (width, input) = (self.shape.width, self.shape.input());
        let share = 1.0 / self.members.len().max(1) as f32;
        let hidden = hidden.chunks_exact(self.shape.hidden.max(1));
        let mut pulls = Vec::with_capacity(self.width());
        for (member, hidden) in self.members.iter().zip(hidden) {
            let own = &member.outer[head * self.shape.read()..][..self.shape.read()];
            let mut pull = own[..width].to_vec();
            for (unit, weight) in own[input..].iter().enumerate() {
                if hidden[unit] > 0.0 {
                    let inner = &member.inner[unit * input..][..width];
                    for (sum, value) in pull.iter_mut().zip(inner) {
                        *sum += weight * value;
                    }
                }
            }
            pulls.extend(pull.iter().map(|sum| sum * share));
        }
        pulls
    }
}

impl Layers {
    /// Fills in the hidden units behind the description of a text and gives every head's score.
    #[must_use]
    pub fn run(&self, shape: Shape, read: &mut [f32]) -> Vec<f32> {
        let (described, hidden) = read.split_at_mut(shape.input());
        for ((value, weights), bias) in hidden
            .iter_mut()
            .zip(self.inner.chunks(shape.input()))
            .zip(&self.inner_biases)
        {
            *value = (bias + dot(weights, described)).max(0.0);
        }
        self.biases
            .iter()
            .zip(self.outer.chunks(shape.read()))
            .map(|(bias, weights)| bias + dot(weights, read))
            .collect()
    }
}

/// Lanes in which products are summed: four registers of four, so that no sum waits for the one before.
const LANES: usize = 16;

/// Products summed in lanes, in a fixed order on every machine.
#[must_use]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (wide_a, rest_a) = a.as_chunks::<LANES>();
    let (wide_b, rest_b) = b.as_chunks::<LANES>();
    for (x, y) in wide_a.iter().zip(wide_b) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    let rest: f32 = rest_a.iter().zip(rest_b).map(|(x, y)| x * y).sum();
    together(lanes) + rest
}

/// All lanes summed, half with half: one after the other every sum would wait for the one before.
fn together(mut lanes: [f32; LANES]) -> f32 {
    let mut left = LANES / 2;
    while left > 0 {
        for lane in 0..left {
            lanes[lane] += lanes[lane + left];
        }
        left /= 2;
    }
    lanes[0]
}
