//! The entries of one language, by what stands in their wordings.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use super::terms::{Term, Terms, cosine, scaled};
use super::{Candidate, SIGNS, Source};
use crate::reading::vectors::WordVectors;
use crate::text::Text;

/// The entries of one language.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    entries: Vec<Entry>,
    ids: HashMap<String, usize>,
    terms: Vec<Known>,
    numbers: HashMap<u32, u32>,
    /// Words, pairs and pieces by hash.
    pieces: HashMap<u32, Piece>,
    /// What pieces say of entries, piece by piece.
    of_pieces: Vec<PieceOf>,
    /// Entries by the terms of their wordings.
    worded: HashMap<Vec<u32>, usize>,
    /// Where the wordings point on average: what all questions share says nothing.
    centre: Vec<f32>,
    /// Rarity of what no wording has.
    unseen: f32,
}

#[derive(Debug, Clone)]
struct Entry {
    question: usize,
    has_keywords: bool,
    has_answer: bool,
    direction: Vec<f32>,
    /// The logarithm of the odds of a piece that it does not have.
    untold: f32,
}

/// A word, a pair of words or a piece of a word.
#[derive(Debug, Clone)]
struct Piece {
    /// By how few entries have it.
    rarity: f32,
    /// By how few wordings have it.
    wording_rarity: f32,
    /// What it says of entries, a range of the list's `of_pieces`.
    entries: Range<u32>,
}

/// A piece as it stands in a wording.
struct Found {
    hash: u32,
    wording: u32,
    count: f32,
}

/// What a piece says of an entry.
#[derive(Debug, Clone, Copy)]
struct PieceOf {
    entry: u32,
    /// How much the entry has of it.
    share: f32,
    /// By how much the logarithm of its odds is above that of a piece the entry does not have.
    telling: f32,
}

/// A wording taken apart.
struct Wording {
    entry: usize,
    counts: Vec<(u32, f32)>,
    direction: Vec<f32>,
}

/// A term that stands in a wording.
#[derive(Debug, Clone)]
struct Known {
    hash: u32,
    spelling: String,
    /// How much it says.
    weight: f32,
    /// Its direction; empty when it has none.
    vector: Vec<f32>,
    /// The entries it speaks for, and how much it does so for this one rather than another.
    entries: Vec<(u32, f32)>,
    /// Terms like it, found when first asked for.
    like: OnceLock<Vec<(u32, f32)>>,
}

/// Words that say less than this are only compared letter by letter.
const CONTENT: f32 = 0.35;
/// Words of the list that say less than this are like no other.
const LEAST_LIKE: f32 = 0.15;
/// Cosine of vectors from which words count as alike, and from which as the same.
const ALIKE: (f32, f32) = (0.3, 0.8);
/// What the same meaning counts against the same word.
const SAME_MEANING: f32 = 0.8;
/// What the same beginning counts against the same word.
const SAME_STEM: f32 = 0.9;
/// Every entry is taken to have so many more wordings, with pieces as all wordings have them.
const PRIOR_WORDINGS: f32 = 2.0;
/// How much of a word a keyword explains.
const EXPLAINED: f32 = 0.9;

impl List {
    /// Takes the wordings of all entries apart.
    pub fn new(sources: &[Source], vectors: &WordVectors) -> Self {
        let width = vectors.dimensions as usize;
        let mut list = Self::default();
        let mut wordings: Vec<Wording> = Vec::new();
        let mut shares: Vec<BTreeMap<u32, f32>> = Vec::new();
        for (number, source) in sources.iter().enumerate() {
            list.ids.insert(source.id.to_owned(), number);
            list.entries.push(Entry {
                question: source.question,
                has_keywords: source.has_keywords,
                has_answer: source.has_answer,
                direction: vec![0.0; width],
                untold: 0.0,
            });
            let mut share: BTreeMap<u32, f32> = BTreeMap::new();
            let part = 1.0 / source.wordings.iter().count() as f32;
            for wording in source.wordings.iter() {
                let text = Terms::new(vectors, &Text::new(wording));
                wordings.push(Wording {
                    entry: number,
                    counts: text.counts(),
                    direction: text.direction(width),
                });
                list.worded.entry(text.hashes()).or_insert(number);
                let words = text.words.into_iter();
                let mut numbers: Vec<u32> = words.map(|term| list.number(term)).collect();
                numbers.sort_unstable();
                numbers.dedup();
                for term in numbers {
                    *share.entry(term).or_default() += part;
                }
            }
            shares.push(share);
        }
        list.weigh_terms(&shares);
        list.weigh_pieces(&wordings);
        list.point(&wordings, width);
        list
    }

    /// The number of the entry with an id.
    pub fn entry_of(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The question that has a wording of just these words and is to be answered.
    pub fn worded(&self, text: &Terms) -> Option<usize> {
        let entry = &self.entries[*self.worded.get(&text.hashes())?];
        entry.has_answer.then_some(entry.question)
    }

    /// Whether an entry is to be answered.
    pub fn has_answer(&self, entry: usize) -> bool {
        self.entries[entry].has_answer
    }

    fn number(&mut self, term: Term) -> u32 {
        let next = self.terms.len() as u32;
        let number = *self.numbers.entry(term.hash).or_insert(next);
        if number == next {
            self.terms.push(Known {
                vector: term.direction(),
                hash: term.hash,
                spelling: term.spelling,
                weight: term.weight,
                entries: Vec::new(),
                like: OnceLock::new(),
            });
        }
        number
    }

    /// A term counts less the more entries have it, and speaks most for the entry that has it in
    /// most of its wordings.
    fn weigh_terms(&mut self, shares: &[BTreeMap<u32, f32>]) {
        let count = shares.len() as f32;
        for (entry, share) in shares.iter().enumerate() {
            for (term, share) in share {
                self.terms[*term as usize]
                    .entries
                    .push((entry as u32, *share));
            }
        }
        for known in &mut self.terms {
            let rarity = (1.0 + count / known.entries.len() as f32).ln() / (1.0 + count).ln();
            known.weight *= rarity.sqrt();
            let sum: f32 = known.entries.iter().map(|(_, share)| share).sum();
            for (_, share) in &mut known.entries {
                *share = (*share / sum).sqrt();
            }
        }
    }

    /// A piece counts by its share in an entry beside others, for the cosine, and by its odds in the
    /// entry's wordings beside all, for the likelihood.
    ///
    /// A list has hundreds of thousands of pieces, and the first comment that asks waits for them: they
    /// are sorted once, and lie side by side.
    fn weigh_pieces(&mut self, wordings: &[Wording]) {
        let mut found: Vec<Found> = Vec::new();
        let mut sizes = vec![0.0f32; self.entries.len()];
        for (number, wording) in wordings.iter().enumerate() {
            sizes[wording.entry] += 1.0;
            found.extend(wording.counts.iter().map(|(hash, count)| Found {
                hash: *hash,
                wording: number as u32,
                count: *count,
            }));
        }
        for (entry, size) in self.entries.iter_mut().zip(&sizes) {
            entry.untold = (PRIOR_WORDINGS / (size + PRIOR_WORDINGS)).ln();
        }
        // Wordings are in the order of their entries, and so are the pieces of one hash then.
        found.sort_unstable_by_key(|f| (f.hash, f.wording));
        let entry_of = |f: &Found| wordings[f.wording as usize].entry;
        let same_entry = |a: &Found, b: &Found| entry_of(a) == entry_of(b);
        let entries = self.entries.len() as f32;
        let rarity = |run: &[Found]| (1.0 + entries / run.chunk_by(same_entry).count() as f32).ln();
        let mut lengths = vec![0.0f32; wordings.len()];
        for run in found.chunk_by(|a, b| a.hash == b.hash) {
            let rarity = rarity(run);
            for f in run {
                lengths[f.wording as usize] += (f.count * rarity).powi(2);
            }
        }
        let mut of_entries = vec![0.0f32; self.entries.len()];
        for run in found.chunk_by(|a, b| a.hash == b.hash) {
            let rarity = rarity(run);
            let usual = run.len() as f32 / wordings.len() as f32;
            let start = self.of_pieces.len() as u32;
            for own in run.chunk_by(same_entry) {
                let weight =
                    |f: &Found| f.count * rarity / lengths[f.wording as usize].sqrt().max(1e-6);
                let share: f32 = own.iter().map(weight).sum();
                let entry = entry_of(&own[0]);
                of_entries[entry] += share * share;
                self.of_pieces.push(PieceOf {
                    entry: entry as u32,
                    share,
                    telling: (1.0 + own.len() as f32 / (PRIOR_WORDINGS * usual)).ln(),
                });
            }
            let piece = Piece {
                rarity,
                wording_rarity: -usual.ln(),
                entries: start..self.of_pieces.len() as u32,
            };
            self.pieces.insert(run[0].hash, piece);
        }
        for of in &mut self.of_pieces {
            of.share /= of_entries[of.entry as usize].sqrt().max(1e-6);
        }
        self.unseen = (1.0 + entries).ln();
    }

    fn point(&mut self, wordings: &[Wording], width: usize) {
        self.centre = vec![0.0; width];
        for wording in wordings {
            for (sum, value) in self.centre.iter_mut().zip(&wording.direction) {
                *sum += value / wordings.len() as f32;
            }
        }
        for wording in wordings {
            let direction = self.away(&wording.direction);
            let sums = &mut self.entries[wording.entry].direction;
            for (sum, value) in sums.iter_mut().zip(direction) {
                *sum += value;
            }
        }
        for entry in &mut self.entries {
            entry.direction = scaled(std::mem::take(&mut entry.direction));
        }
    }

    /// A direction as seen from the centre.
    fn away(&self, direction: &[f32]) -> Vec<f32> {
        scaled(
            direction
                .iter()
                .zip(&self.centre)
                .map(|(d, c)| d - c)
                .collect(),
        )
    }

    /// What speaks for each entry: terms and pieces of a text, and the keywords found in it.
    pub fn candidates(&self, text: &Terms, hits: &[(usize, Range<u32>)]) -> Vec<Candidate> {
        let mut signs = vec![[0.0f32; SIGNS]; self.entries.len()];
        self.cover(text, hits, &mut signs);
        self.share(text, &mut signs);
        let direction = self.away(&text.direction(self.centre.len()));
        self.entries
            .iter()
            .zip(signs)
            .enumerate()
            .map(|(number, (entry, mut signs))| {
                signs[1] = cosine(&direction, &entry.direction);
                let own = || hits.iter().filter(|(of, _)| *of == number);
                let single = own().filter(|(_, tokens)| tokens.len() == 1).count();
                signs[3] = strength(single);
                signs[4] = strength(own().count() - single);
                Candidate {
                    question: entry.question,
                    signs,
                    has_keywords: entry.has_keywords,
                }
            })
            .collect()
    }

    /// Which share of the terms each entry has, by weight: without keywords and with.
    fn cover(&self, text: &Terms, hits: &[(usize, Range<u32>)], signs: &mut [[f32; SIGNS]]) {
        let mut total = 0.0;
        let mut seen: Vec<u32> = Vec::with_capacity(text.words.len());
        let mut of_entries = vec![0.0f32; self.entries.len()];
        for term in &text.words {
            if seen.contains(&term.hash) {
                continue;
            }
            seen.push(term.hash);
            let number = self.numbers.get(&term.hash).copied();
            let weight = number.map_or(term.weight, |n| self.terms[n as usize].weight);
            total += weight;
            of_entries.fill(0.0);
            let mut matches = |number: u32, likeness: f32| {
                for (entry, share) in &self.terms[number as usize].entries {
                    let value = &mut of_entries[*entry as usize];
                    *value = value.max(likeness * share);
                }
            };
            if let Some(number) = number {
                matches(number, 1.0);
            }
            if term.weight > CONTENT {
                let found;
                let like = if let Some(number) = number {
                    self.terms[number as usize]
                        .like
                        .get_or_init(|| self.like(term))
                } else {
                    found = self.like(term);
                    &found
                };
                for (number, likeness) in like {
                    matches(*number, *likeness);
                }
            }
            for (value, signs) in of_entries.iter().zip(&mut *signs) {
                signs[0] += weight * value;
                signs[5] += weight * value;
            }
            for (position, (entry, tokens)) in hits.iter().enumerate() {
                let explains = |tokens: &Range<u32>| {
                    tokens.start <= term.tokens.start && term.tokens.end <= tokens.end
                };
                let earlier = hits[..position]
                    .iter()
                    .any(|(other, tokens)| other == entry && explains(tokens));
                if explains(tokens) && !earlier {
                    signs[*entry][5] += weight * (EXPLAINED - of_entries[*entry]).max(0.0);
                }
            }
        }
        for signs in signs {
            signs[0] /= f32::max(total, 1e-3);
            signs[5] /= f32::max(total, 1e-3);
        }
    }

    /// The terms like a term, and how much.
    fn like(&self, term: &Term) -> Vec<(u32, f32)> {
        let direction = term.direction();
        self.terms
            .iter()
            .enumerate()
            .filter(|(_, known)| known.weight >= LEAST_LIKE && known.hash != term.hash)
            .filter_map(|(number, known)| {
                let near = (cosine(&direction, &known.vector) - ALIKE.0) / (ALIKE.1 - ALIKE.0);
                let meaning = near.clamp(0.0, 1.0) * SAME_MEANING;
                let likeness = if same_stem(&term.spelling, &known.spelling) {
                    SAME_STEM
                } else {
                    meaning
                };
                (likeness > 0.1).then_some((number as u32, likeness))
            })
            .collect()
    }

    /// How alike the counts of words, pairs and pieces are, and how much likelier they are in the
    /// wordings of each entry than in all.
    fn share(&self, text: &Terms, signs: &mut [[f32; SIGNS]]) {
        let (mut length, mut known, mut all) = (0.0f32, 0.0f32, 0.0f32);
        for (hash, count) in text.counts() {
            let Some(piece) = self.pieces.get(&hash) else {
                length += (count * self.unseen).powi(2);
                continue;
            };
            let weight = count * piece.rarity;
            length += weight * weight;
            let likely = count * piece.wording_rarity;
            known += likely * likely;
            all += likely;
            let range = piece.entries.start as usize..piece.entries.end as usize;
            for PieceOf {
                entry,
                share,
                telling,
            } in &self.of_pieces[range]
            {
                let signs = &mut signs[*entry as usize];
                signs[2] += weight * share;
                signs[6] += likely * telling;
            }
        }
        let length = f32::max(length.sqrt(), 1e-6);
        let known = f32::max(known.sqrt(), 1e-6);
        for (signs, entry) in signs.iter_mut().zip(&self.entries) {
            signs[2] /= length;
            signs[6] = (signs[6] + all * entry.untold) / known;
        }
    }
}

/// How much so many keywords say.
fn strength(keywords: usize) -> f32 {
    [0.0, 0.7, 0.9, 1.0][keywords.min(3)]
}

/// Whether words share a beginning of at least four letters and three fifths of the longer one.
fn same_stem(a: &str, b: &str) -> bool {
    // Hardly any two words begin alike; this spares counting the letters of the others.
    if a.as_bytes().get(..4) != b.as_bytes().get(..4) || a.len() < 4 {
        return false;
    }
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    shared >= 4 && shared * 10 >= a.chars().count().max(b.chars().count()) * 6
}
