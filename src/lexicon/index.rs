//! What patterns are looked up by: words to word sets, word sets to the patterns to try.
//!
//! Neither is stored: both are made from nodes and words in one pass over each.

use super::compiled::Parts;
use super::node::{
    Mark, Node, NodeKind, TOKEN_KINDS, greatest_width, least_width, parts, second_set,
};
use super::syntax::Form;
use crate::text::TokenKind;
use crate::text::hash::START;

/// A pattern to try where its anchor stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its number.
    pub pattern: u32,
    /// Another word set that it cannot do without; `NO_SET` where there is none.
    pub also: u32,
    /// Fewest tokens that stand before the anchor.
    pub near: u8,
    /// Most tokens that may stand before the anchor.
    pub far: u8,
}

/// Patterns by what they are anchored at.
#[derive(Debug, Clone, Default)]
pub(super) struct Anchors {
    /// Where the candidates of each word set, then of each kind of token, begin.
    starts: Vec<u32>,
    candidates: Vec<Candidate>,
    /// Kinds of token that have candidates.
    kinds: Vec<u8>,
    sets: usize,
}

/// No pattern.
const NOBODY: u32 = u32::MAX;

impl Anchors {
    /// The anchors of all patterns.
    pub fn new(of: &Parts) -> Self {
        let sets = of.words.sets();
        let places = sets + TOKEN_KINDS;
        // Each anchor with the pattern it is of, in order of pattern.
        let mut anchors: Vec<(u32, u32)> = Vec::with_capacity(of.ends.len());
        let mut starts = vec![0u32; places + 1];
        let mut last = vec![NOBODY; places];
        for pattern in 0..of.count() {
            for node in of.nodes_of(pattern) {
                if let Some(place) = place_of(*node, sets)
                    && last[place] != pattern
                {
                    last[place] = pattern;
                    starts[place + 1] += 1;
                    anchors.push((place as u32, pattern));
                }
            }
        }
        for place in 0..places {
            starts[place + 1] += starts[place];
        }
        let mut next = starts.clone();
        let mut candidates = vec![Candidate::default(); anchors.len()];
        let mut candidate = Candidate {
            pattern: NOBODY,
            ..Candidate::default()
        };
        for (place, pattern) in anchors {
            if candidate.pattern != pattern {
                candidate = candidate_of(pattern, of.nodes_of(pattern));
            }
            let next = &mut next[place as usize];
            candidates[*next as usize] = candidate;
            *next += 1;
        }
        let of_kind = |kind: &u8| starts[sets + *kind as usize] < starts[sets + *kind as usize + 1];
        Self {
            kinds: (0..TOKEN_KINDS as u8).filter(of_kind).collect(),
            starts,
            candidates,
            sets,
        }
    }

    /// How many word sets there are.
    pub fn sets(&self) -> usize {
        self.sets
    }

    /// What to try where a token belongs to a word set.
    pub fn of_set(&self, set: u32) -> &[Candidate] {
        self.of(set as usize)
    }

    /// What to try at each kind of token.
    pub fn of_kinds(&self) -> impl Iterator<Item = (u8, &[Candidate])> {
        let kinds = self.kinds.iter();
        kinds.map(|kind| (*kind, self.of(self.sets + *kind as usize)))
    }

    fn of(&self, place: usize) -> &[Candidate] {
        &self.candidates[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

/// Where the candidates are of what an anchor stands for; `None` for a node that is no anchor.
fn place_of(node: Node, sets: usize) -> Option<usize> {
    match node.kind() {
        _ if !node.has(Mark::Anchor) => None,
        NodeKind::Set => Some(node.number() as usize),
        NodeKind::Kind => Some(sets + node.number() as usize),
        NodeKind::Hashtag => Some(sets + TokenKind::Word as usize),
        _ => None,
    }
}

fn candidate_of(pattern: u32, nodes: &[Node]) -> Candidate {
    let (mut near, mut far) = (0, 0);
    for (_, part) in parts(nodes) {
        far += greatest_width(part);
        if part.iter().any(|node| node.has(Mark::Anchor)) {
            break;
        }
        near += least_width(part);
    }
    Candidate {
        pattern,
        also: second_set(nodes),
        near: near.min(64) as u8,
        far: far.clamp(1, 64) as u8 - 1,
    }
}

/// An open-addressed table from the hashes of words to the word sets they are in.
#[derive(Debug, Clone, Default)]
pub(super) struct WordTable {
    /// Hashes; 0 is empty.
    slots: Vec<u32>,
    /// Where the sets of a slot's word are.
    places: Vec<(u32, u32)>,
    members: Vec<u32>,
}

impl WordTable {
    /// A table of words, each with the number of a set that it is in, in order of set.
    pub fn new(words: &[(u32, u32)]) -> Self {
        let size = (words.len() * 2).next_power_of_two().max(16);
        let mut this = Self {
            slots: vec![0; size],
            places: vec![(0, 0); size],
            members: vec![0; words.len()],
        };
        let mut found = Vec::with_capacity(words.len());
        for (hash, _) in words {
            let slot = this.slot(*hash);
            this.slots[slot] = *hash;
            this.places[slot].1 += 1;
            found.push(slot);
        }
        let mut from = 0;
        for (start, end) in &mut this.places {
            *start = from;
            from += *end;
            *end = *start;
        }
        for ((_, set), slot) in words.iter().zip(found) {
            let (start, end) = &mut this.places[slot];
            // Several words of a set may share a hash.
            if start == end || this.members[*end as usize - 1] != *set {
                this.members[*end as usize] = *set;
                *end += 1;
            }
        }
        this
    }

    /// The slot of a hash, or the empty one where it would go.
    fn slot(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot] != hash && self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The sets of words with a hash, in ascending order.
    pub fn sets(&self, hash: u32) -> &[u32] {
        if self.slots.is_empty() {
            return &[];
        }
        let slot = self.slot(hash);
        if self.slots[slot] == 0 {
            return &[];
        }
        let (start, end) = self.places[slot];
        &self.members[start as usize..end as usize]
    }
}

/// What the hash of a word starts from.
pub(super) fn seed(form: Form) -> u32 {
    match form {
        Form::Exact => START,
        Form::Prefix => 0x01f3_5a7b,
        Form::Suffix => 0x7a3d_10e9,
    }
}

/// The hash of a word; never 0.
pub(super) fn finish(state: u32) -> u32 {
    let mixed = state ^ (state >> 15);
    let mixed = mixed.wrapping_mul(0x2c1b_3c6d);
    (mixed ^ (mixed >> 12)).max(1)
}
