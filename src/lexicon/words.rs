//! The words of word sets, as one run of bytes: in front of each word stands a sign that says how it
//! has to match and whether it begins a new set.

use super::index::{finish, seed};
use super::syntax::Form;
use crate::text::hash::hash;

/// The words of all word sets, in order of set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    bytes: Vec<u8>,
    count: usize,
    sets: usize,
}

/// By sign: those of words that begin a set, then those of the others; none is a letter.
const FORMS: [Form; 3] = [Form::Exact, Form::Prefix, Form::Suffix];
const LAST_FIRST: u8 = FORMS.len() as u8;
const LAST_SIGN: u8 = 2 * LAST_FIRST;

impl Words {
    /// Words as they were stored; `None` where they do not begin with a set.
    pub fn stored(bytes: Vec<u8>) -> Option<Self> {
        let begins = bytes.first().is_none_or(|byte| *byte <= LAST_FIRST);
        begins.then(|| Self {
            count: up_to(LAST_SIGN, &bytes),
            sets: up_to(LAST_FIRST, &bytes),
            bytes,
        })
    }

    /// What to store.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many sets there are.
    pub fn sets(&self) -> usize {
        self.sets
    }

    /// Adds a set of one word or more.
    pub fn push(&mut self, set: &[(Form, String)]) {
        self.sets += 1;
        self.count += set.len();
        for (place, (form, word)) in set.iter().enumerate() {
            let sign = *form as u8 + 1 + if place == 0 { 0 } else { LAST_FIRST };
            self.bytes.push(sign);
            let letters = word.bytes().filter(|byte| *byte > LAST_SIGN);
            self.bytes.extend(letters);
        }
    }

    /// Adds the sets of other words behind these.
    pub fn append(&mut self, other: &Self) {
        self.bytes.extend_from_slice(&other.bytes);
        self.count += other.count;
        self.sets += other.sets;
    }

    /// The hash of each word with the number of its set.
    pub fn hashes(&self) -> Vec<(u32, u32)> {
        let mut hashes = Vec::with_capacity(self.count);
        let mut bytes = self.bytes.iter().copied().peekable();
        let mut sets = 0;
        let mut word = Vec::new();
        while let Some(sign) = bytes.next() {
            sets += u32::from(sign <= LAST_FIRST);
            let form = FORMS[usize::from(sign.wrapping_sub(1) % LAST_FIRST)];
            let letters = std::iter::from_fn(|| bytes.next_if(|byte| *byte > LAST_SIGN));
            let state = if form == Form::Suffix {
                word.clear();
                word.extend(letters);
                hash(seed(form), word.iter().rev().copied())
            } else {
                hash(seed(form), letters)
            };
            hashes.push((finish(state), sets - 1));
        }
        hashes
    }
}

fn up_to(last: u8, bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte <= last).count()
}
