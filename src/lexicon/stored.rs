//! A lexicon as it is stored: by columns, which are quick to load and compress well.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::LanguageMask;
use super::compiled::{Entry, Lexicon, Negators, Parts, Share};
use super::node::{Node, NodeKind, is_whole, options_are_whole};
use super::words::Words;

#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    labels: Cow<'a, [String]>,
    #[serde(borrow)]
    entries: Entries<'a>,
    /// The parts of each language, as [`Parts::to_bytes`] makes them.
    #[serde(borrow)]
    shares: Vec<Cow<'a, [u8]>>,
}

/// Entries: one number each, except in the last column.
#[derive(Default, Serialize, Deserialize)]
struct Entries<'a> {
    labels: Vec<u16>,
    #[serde(borrow)]
    languages: Cow<'a, [u8]>,
    confidences: Vec<f32>,
    #[serde(borrow)]
    switches: Cow<'a, [u8]>,
    /// How many patterns there are.
    any: Vec<u32>,
    with: Vec<u32>,
    unless: Vec<u32>,
    /// Entries that have a fix, and it.
    fixes: Vec<(u32, String)>,
}

/// The parts of one language.
#[derive(Default, Serialize, Deserialize)]
struct StoredParts<'a> {
    #[serde(borrow)]
    words: Cow<'a, [u8]>,
    /// How many nodes the negators have, which come first.
    negators: (u32, u32),
    /// How many nodes each pattern has.
    lengths: Vec<u32>,
    #[serde(borrow)]
    tags: Cow<'a, [u8]>,
    /// Word sets, counted back from the first that was not named before: most are that one.
    sets: Vec<u32>,
    /// Numbers of the other nodes, where the kind has one.
    numbers: Vec<u32>,
}

impl Serialize for Lexicon {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shares: Option<Vec<_>> = self.shares.iter().map(Share::bytes).collect();
        let stored = Stored {
            labels: Cow::Borrowed(&self.labels),
            entries: Entries::of(&self.entries),
            shares: shares.ok_or_else(|| S::Error::custom("patterns cannot be stored"))?,
        };
        stored.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Lexicon {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        let (labels, languages) = (stored.labels.len(), stored.shares.len());
        if languages > LanguageMask::BITS as usize {
            return Err(D::Error::custom("more languages than a mask has bits"));
        }
        let entries = stored.entries.whole(labels, languages);
        let shares = stored.shares.into_iter();
        Ok(Self {
            labels: stored.labels.into_owned(),
            entries: entries.ok_or_else(|| D::Error::custom("an entry is not whole"))?,
            shares: shares
                .map(|share| Share::stored(share.into_owned()))
                .collect(),
        })
    }
}

impl Entries<'_> {
    fn of(entries: &[Entry]) -> Self {
        let count = |(from, to): (u32, u32)| to - from;
        let fix = |(number, entry): (usize, &Entry)| Some((number as u32, entry.fix.clone()?));
        Self {
            labels: entries.iter().map(|e| e.label).collect(),
            languages: entries.iter().map(|e| e.language).collect(),
            confidences: entries.iter().map(|e| e.confidence).collect(),
            switches: entries.iter().map(switches).collect(),
            any: entries.iter().map(|e| count(e.any)).collect(),
            with: entries.iter().map(|e| count(e.with)).collect(),
            unless: entries.iter().map(|e| count(e.unless)).collect(),
            fixes: entries.iter().enumerate().filter_map(fix).collect(),
        }
    }

    /// The entries; `None` where a column is too short or a number is of nothing.
    fn whole(self, labels: usize, languages: usize) -> Option<Vec<Entry>> {
        let mut next = vec![0u32; languages];
        let mut entries = Vec::with_capacity(self.labels.len());
        for (number, label) in self.labels.iter().enumerate() {
            let language = *self.languages.get(number)?;
            let next = next.get_mut(usize::from(language))?;
            let mut take = |count: &[u32]| {
                let from = *next;
                *next = from.checked_add(*count.get(number)?)?;
                Some((from, *next))
            };
            let switches = self.switches.get(number)?;
            entries.push(Entry {
                label: *label,
                language,
                confidence: *self.confidences.get(number)?,
                any: take(&self.any)?,
                with: take(&self.with)?,
                unless: take(&self.unless)?,
                negatable: switches & 1 != 0,
                quotable: switches & 2 != 0,
                against: switches & 4 != 0,
                whole_text: switches & 8 != 0,
                fix: None,
            });
        }
        for (number, fix) in self.fixes {
            entries.get_mut(number as usize)?.fix = Some(fix);
        }
        let known = |entry: &Entry| usize::from(entry.label) < labels;
        entries.iter().all(known).then_some(entries)
    }
}

fn switches(entry: &Entry) -> u8 {
    u8::from(entry.negatable)
        | u8::from(entry.quotable) << 1
        | u8::from(entry.against) << 2
        | u8::from(entry.whole_text) << 3
}

impl Parts {
    /// The bytes to store; `None` never, which postcard cannot know.
    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        let Negators { before, after } = &self.negators;
        let nodes = || before.iter().chain(after).chain(&self.nodes);
        let mut stored = StoredParts {
            words: self.words.bytes().into(),
            negators: (before.len() as u32, after.len() as u32),
            tags: nodes().map(|node| node.tag()).collect(),
            ..StoredParts::default()
        };
        let mut start = 0;
        for end in &self.ends {
            let length = end - std::mem::replace(&mut start, *end);
            stored.lengths.push(length);
        }
        let mut next = 0u32;
        for node in nodes() {
            match node.kind() {
                NodeKind::Set => {
                    stored.sets.push(next.wrapping_sub(node.number()));
                    next = next.max(node.number() + 1);
                }
                kind if kind.has_number() => stored.numbers.push(node.number()),
                _ => {}
            }
        }
        postcard::to_allocvec(&stored).ok()
    }

    /// Parts as they were stored; `None` for bytes that are not whole.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let stored: StoredParts = postcard::from_bytes(bytes).ok()?;
        let words = Words::stored(stored.words.into_owned())?;
        let known = |set: u32| (set as usize) < words.sets();
        let mut next = 0u32;
        let (mut sets, mut numbers) = (stored.sets.into_iter(), stored.numbers.into_iter());
        let mut nodes = Vec::with_capacity(stored.tags.len());
        for tag in &*stored.tags {
            let kind = Node::kind_of(*tag)?;
            let number = if kind == NodeKind::Set {
                let set = next.wrapping_sub(sets.next()?);
                next = next.max(known(set).then_some(set)? + 1);
                set
            } else if kind.has_number() {
                numbers.next()?
            } else {
                0
            };
            nodes.push(Node::of_tag(*tag, number)?);
        }
        let (before, after) = stored.negators;
        let mut negators = |length: u32| {
            let options = nodes.get(..length as usize)?;
            let whole = options_are_whole(options).then(|| options.to_vec());
            nodes.drain(..length as usize);
            whole
        };
        let negators = Negators {
            before: negators(before)?,
            after: negators(after)?,
        };
        let mut ends = Vec::with_capacity(stored.lengths.len());
        let mut rest = nodes.as_slice();
        for length in stored.lengths {
            let (pattern, after) = rest.split_at_checked(length as usize)?;
            if !is_whole(pattern) {
                return None;
            }
            rest = after;
            ends.push((nodes.len() - rest.len()) as u32);
        }
        rest.is_empty().then_some(Self {
            nodes,
            ends,
            words,
            negators,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::compile::{EntrySource, LexiconBuilder, WordClasses};
    use super::super::compiled::Patterns;
    use super::*;
    use crate::lexicon::{ALL_LANGUAGES, REMOVE_MATCH};
    use crate::text::Text;

    const TEXT: &str = "No, the chest pain in my left arm cost about €990! Can’t breathe now?";

    fn lexicon() -> Lexicon {
        let classes: WordClasses =
            [("negator".to_owned(), vec!["no".into(), "hardly any".into()])].into();
        let mut builder = LexiconBuilder::default();
        builder.language(0, &classes, 3).unwrap();
        builder.language(1, &WordClasses::new(), 6).unwrap();
        for (language, any, with) in [
            (
                0,
                vec!["chest pain* in (my|the)? (arm|left arm|*schmerz)"],
                vec![],
            ),
            (
                1,
                vec!["cost .. <money> <!>", "breathe (now <?>|now)"],
                vec!["arm"],
            ),
        ] {
            let source = EntrySource {
                label: "x",
                language,
                any,
                with,
                fix: Some(REMOVE_MATCH.into()),
                whole_text: true,
                ..EntrySource::default()
            };
            builder.entry(&source).unwrap();
        }
        builder.build()
    }

    #[test]
    fn what_is_stored_matches_as_what_was_compiled() {
        let compiled = lexicon();
        let bytes = postcard::to_allocvec(&compiled).unwrap();
        let stored: Lexicon = postcard::from_bytes(&bytes).unwrap();
        assert!(stored.is_whole());
        assert_eq!(stored.entries(), compiled.entries());
        let text = Text::new(TEXT);
        let found = compiled.matches(&text, ALL_LANGUAGES);
        assert_eq!(found.len(), 3);
        assert_eq!(stored.matches(&text, ALL_LANGUAGES), found);
        assert_eq!(postcard::to_allocvec(&stored).unwrap(), bytes);
    }

    #[test]
    fn spoiled_patterns_are_refused_or_harmless() {
        let compiled = lexicon();
        let text = Text::new(TEXT);
        for language in 0..2 {
            let patterns = compiled.patterns(language).unwrap();
            let bytes = patterns.parts.to_bytes().unwrap();
            for at in 0..bytes.len() {
                for change in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
                    let mut spoiled = bytes.clone();
                    spoiled[at] ^= change;
                    let whole = Parts::from_bytes(&spoiled)
                        .and_then(|parts| Patterns::new(parts, compiled.entries(), language));
                    let mut lexicon = compiled.clone();
                    lexicon.shares[language as usize] = Share::new(whole.unwrap_or_default());
                    let _ = lexicon.matches(&text, ALL_LANGUAGES);
                }
                assert!(Parts::from_bytes(&bytes[..at]).is_none());
            }
        }
    }
}
