//! A compiled lexicon: its entries, and the patterns of each language.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::index::{Anchors, WordTable};
use super::matcher::Match;
use super::node::{Node, NodeKind};
use super::words::Words;

/// An entry: patterns that together speak for one label.
#[derive(Debug, Clone, PartialEq)]
// Independent switches, as the entry of a pack has them.
#[allow(clippy::struct_excessive_bools)]
pub struct Entry {
    /// Number of the tag or concept it speaks for; see [`Lexicon::label_of`].
    pub label: u16,
    /// Index of its language.
    pub language: u8,
    /// Probability that the label holds where it matches, 0 to 1.
    pub confidence: f32,
    /// One of these must match (numbers of its language's patterns).
    pub any: (u32, u32),
    /// One of these must match as well, when there are any.
    pub with: (u32, u32),
    /// None of these may match.
    pub unless: (u32, u32),
    /// Whether a negator in front (or behind, where the language puts it there) cancels a match.
    pub negatable: bool,
    /// Whether words in quotation marks are somebody else's and do not count.
    pub quotable: bool,
    /// Whether it speaks against the label: matches of the label in its reach do not count.
    pub against: bool,
    /// Whether `with` and `unless` look at the whole text instead of the sentence.
    pub whole_text: bool,
    /// How a finding of this entry can be mended.
    pub fix: Option<String>,
}

impl Entry {
    /// The words that its fix puts in the place of what it finds, where that is what the fix does.
    #[must_use]
    pub fn rewording(&self) -> Option<&str> {
        self.fix.as_deref()?.strip_prefix(REWORDING)
    }
}

/// What a fix begins with that puts other words in the place of its entry's own.
pub const REWORDING: &str = "replace:";
/// The fix that takes away what its entry found.
pub const REMOVE_MATCH: &str = "remove-match";
/// The fix that takes the sentence away, as is done for an entry without one.
pub const REMOVE_SENTENCE: &str = "remove-sentence";
/// Only the moderator can mend it: what was found belongs to what has to stay.
pub const NO_FIX: &str = "none";

/// A compiled lexicon.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub(super) labels: Vec<String>,
    /// Among those of one language, the patterns of an entry follow those of the one before.
    pub(super) entries: Vec<Entry>,
    pub(super) shares: Vec<Share>,
}

/// What one language has of a lexicon, taken apart when a text in that language first needs it.
#[derive(Debug, Clone, Default)]
pub(super) struct Share {
    /// As it was stored; empty for what was compiled just now.
    stored: Vec<u8>,
    patterns: OnceLock<Patterns>,
}

/// What is stored of a language's patterns: all that is no index.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parts {
    /// The nodes of all patterns, one after the other.
    pub nodes: Vec<Node>,
    /// Where the nodes of each pattern end.
    pub ends: Vec<u32>,
    /// The words of each word set.
    pub words: Words,
    /// What negates.
    pub negators: Negators,
}

/// The negators of a language, as the options of a choice.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Negators {
    /// Those that negate what follows.
    pub before: Vec<Node>,
    /// Those that negate what comes before.
    pub after: Vec<Node>,
}

/// The patterns of one language.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    pub parts: Parts,
    /// The entry of each pattern.
    pub owners: Vec<u32>,
    pub anchors: Anchors,
    pub table: WordTable,
}

impl Parts {
    /// The nodes of a pattern.
    pub fn nodes_of(&self, pattern: u32) -> &[Node] {
        let pattern = pattern as usize;
        let start = pattern.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.nodes[start as usize..self.ends[pattern] as usize]
    }

    /// How many patterns there are.
    pub fn count(&self) -> u32 {
        self.ends.len() as u32
    }

    fn append(&mut self, other: &Self) {
        let sets = self.words.sets() as u32;
        let start = self.nodes.len() as u32;
        self.nodes
            .extend(other.nodes.iter().map(|node| match node.kind() {
                NodeKind::Set => node.with_number(node.number() + sets),
                _ => *node,
            }));
        self.ends.extend(other.ends.iter().map(|end| end + start));
        self.words.append(&other.words);
    }
}

impl Patterns {
    /// The patterns of a language among entries; `None` where these have more or fewer.
    pub fn new(parts: Parts, entries: &[Entry], language: u8) -> Option<Self> {
        let mut owners = Vec::with_capacity(parts.ends.len());
        for (number, entry) in entries.iter().enumerate() {
            if entry.language == language && entry.unless.1 <= parts.count() {
                owners.resize(entry.unless.1 as usize, number as u32);
            }
        }
        (owners.len() == parts.ends.len()).then(|| Self {
            anchors: Anchors::new(&parts),
            table: WordTable::new(&parts.words.hashes()),
            owners,
            parts,
        })
    }
}

impl Share {
    /// What was compiled just now.
    pub fn new(patterns: Patterns) -> Self {
        Self {
            stored: Vec::new(),
            patterns: patterns.into(),
        }
    }

    /// What was stored.
    pub fn stored(stored: Vec<u8>) -> Self {
        Self {
            stored,
            patterns: OnceLock::new(),
        }
    }

    /// What to store.
    pub fn bytes(&self) -> Option<Cow<'_, [u8]>> {
        match self.patterns.get() {
            Some(patterns) if self.stored.is_empty() => patterns.parts.to_bytes().map(Cow::Owned),
            _ => Some(Cow::Borrowed(&self.stored)),
        }
    }
}

impl Lexicon {
    /// Its entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry a match belongs to.
    #[must_use]
    pub fn entry(&self, found: &Match) -> &Entry {
        &self.entries[found.entry as usize]
    }

    /// All tags or concepts that entries speak for.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The tag or concept an entry speaks for.
    #[must_use]
    pub fn label_of(&self, entry: &Entry) -> &str {
        &self.labels[entry.label as usize]
    }

    /// The tag or concept a match speaks for.
    #[must_use]
    pub fn label(&self, found: &Match) -> &str {
        self.label_of(self.entry(found))
    }

    /// The patterns of a language.
    ///
    /// That they are whole is known from the checksum of the packs; see `Packs::from_bytes`.
    pub(super) fn patterns(&self, language: u8) -> Option<&Patterns> {
        let share = self.shares.get(language as usize)?;
        let taken_apart = || {
            let parts = Parts::from_bytes(&share.stored);
            parts.and_then(|parts| Patterns::new(parts, &self.entries, language))
        };
        let patterns = share
            .patterns
            .get_or_init(|| taken_apart().unwrap_or_default());
        Some(patterns)
    }

    /// Whether the patterns of every language can be taken apart; takes them apart.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        (0..self.shares.len() as u8).all(|language| {
            let of_language = self.entries.iter().filter(|e| e.language == language);
            let last = of_language.map(|entry| entry.unless.1).max().unwrap_or(0);
            let patterns = self.patterns(language);
            patterns.is_some_and(|patterns| patterns.parts.count() == last)
        })
    }

    /// Takes away the entries that speak for a label in a language.
    pub fn remove(&mut self, language: u8, label: &str) {
        let gone = |entry: &Entry| entry.language == language && self.label_of(entry) == label;
        if !self.entries.iter().any(gone) {
            return;
        }
        let Some(Patterns { parts: old, .. }) = self.patterns(language) else {
            return;
        };
        // The words stay: sets that no pattern names any more do no harm.
        let mut parts = old.clone();
        parts.nodes.clear();
        parts.ends.clear();
        let mut entries = Vec::with_capacity(self.entries.len());
        for entry in self.entries.iter().filter(|entry| !gone(entry)) {
            let mut entry = entry.clone();
            if entry.language == language {
                for range in [&mut entry.any, &mut entry.with, &mut entry.unless] {
                    let from = parts.count();
                    for pattern in range.0..range.1 {
                        parts.nodes.extend_from_slice(old.nodes_of(pattern));
                        parts.ends.push(parts.nodes.len() as u32);
                    }
                    *range = (from, parts.count());
                }
            }
            entries.push(entry);
        }
        let patterns = Patterns::new(parts, &entries, language).unwrap_or_default();
        self.entries = entries;
        self.shares[usize::from(language)] = Share::new(patterns);
    }

    /// Adds another lexicon's entries to this one. Both must number the same languages alike.
    pub fn append(&mut self, other: &Self) {
        for language in 0..other.shares.len() as u8 {
            let Some(more) = other.patterns(language) else {
                continue;
            };
            let mut parts = match self.patterns(language) {
                Some(_) if more.owners.is_empty() => continue,
                Some(known) => known.parts.clone(),
                None => Parts {
                    negators: more.parts.negators.clone(),
                    ..Parts::default()
                },
            };
            let before = parts.count();
            parts.append(&more.parts);
            let moved = |(from, to): (u32, u32)| (from + before, to + before);
            for entry in other.entries.iter().filter(|e| e.language == language) {
                let label = label(&mut self.labels, other.label_of(entry));
                self.entries.push(Entry {
                    label,
                    any: moved(entry.any),
                    with: moved(entry.with),
                    unless: moved(entry.unless),
                    ..entry.clone()
                });
            }
            let patterns = Patterns::new(parts, &self.entries, language).unwrap_or_default();
            self.shares
                .resize_with(self.shares.len().max(language as usize + 1), Share::default);
            self.shares[language as usize] = Share::new(patterns);
        }
    }
}

/// The number of a label, which is added where it is new.
pub(super) fn label(labels: &mut Vec<String>, label: &str) -> u16 {
    let known = labels.iter().position(|l| l == label);
    known.unwrap_or_else(|| {
        labels.push(label.to_owned());
        labels.len() - 1
    }) as u16
}
