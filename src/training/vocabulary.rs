//! The frequent words of every language, for distilling word vectors.

use std::collections::{BTreeMap, HashMap};

use super::data::{LabelledText, WRITTEN};
use crate::reading::features::each_feature;
use crate::text::Text;

/// A word with the feature hash under which the model looks it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrequentWord {
    /// Feature hash.
    pub hash: u32,
    /// How often it stands in the texts.
    pub count: u32,
    /// Its commonest spelling.
    pub spelling: String,
}

/// How often a word stands in the texts, and how often in each spelling.
type Counted<'a> = (u32, HashMap<&'a str, u32>);

/// A word counts this often in a language before it is worth a vector.
const LEAST: u32 = 4;

/// The most frequent words of each language, at most `each` per language, one entry per hash.
///
/// In scripts without spaces, runs of one to four characters stand for words.
#[must_use]
pub fn frequent_words(
    texts: &[LabelledText],
    languages: &[String],
    each: usize,
) -> Vec<FrequentWord> {
    let mut by_language: BTreeMap<&str, HashMap<u32, Counted>> = BTreeMap::new();
    let read: Vec<(&LabelledText, Text)> = texts
        .iter()
        .filter(|t| !t.held_out && languages.contains(&t.language))
        .map(|t| (t, Text::new(&t.text)))
        .collect();
    for (labelled, text) in &read {
        let counts = by_language.entry(&labelled.language).or_default();
        let weight = if labelled.source == WRITTEN { 4 } else { 1 };
        each_feature(text, |feature| {
            if feature.words > 0 {
                let first = feature.token as usize;
                let span = text.span_of(first, first + feature.words as usize);
                let entry = counts.entry(feature.hash).or_default();
                entry.0 += weight;
                *entry.1.entry(text.slice(span)).or_default() += 1;
            }
        });
    }
    let mut chosen: BTreeMap<u32, FrequentWord> = BTreeMap::new();
    for counts in by_language.into_values() {
        let mut words: Vec<FrequentWord> = counts
            .into_iter()
            .filter(|(_, (count, _))| *count >= LEAST)
            .map(|(hash, (count, spellings))| {
                let spelling = spellings
                    .into_iter()
                    .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))
                    .map(|(s, _)| s.to_lowercase())
                    .unwrap_or_default();
                FrequentWord {
                    hash,
                    count,
                    spelling,
                }
            })
            .filter(|w| w.spelling.chars().any(char::is_alphabetic))
            .collect();
        words.sort_by(|a, b| b.count.cmp(&a.count).then(a.hash.cmp(&b.hash)));
        for word in words.into_iter().take(each) {
            chosen
                .entry(word.hash)
                .and_modify(|known| known.count = known.count.max(word.count))
                .or_insert(word);
        }
    }
    chosen.into_values().collect()
}
