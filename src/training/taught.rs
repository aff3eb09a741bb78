//! What a large encoder says of sentences that nobody labelled.
//!
//! Its judgement of words that no labelled reply holds is what the small network is missing: it is
//! trained to agree with it (Tang et al. 2019, “Distilling Task-Specific Knowledge from BERT into
//! Simple Neural Networks”). The sentences are those of the written comments, every other one turned
//! from the writer's mouth into that of the house: “you took out my tooth” into “we took out your
//! tooth”. `training/teach.py` judges them.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::Path;

use super::data::{LabelledText, stable_number};
use super::turning::turn;
use crate::compliance::telling::sentences;
use crate::text::Text;

/// Words of the shortest and the longest sentences that are taken.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=40;

/// A sentence without a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlabelled {
    /// Its language.
    pub language: String,
    /// The sentence.
    pub text: String,
}

impl Unlabelled {
    /// The number under which it is judged.
    #[must_use]
    pub fn number(&self) -> u32 {
        stable_number(&self.text)
    }
}

/// The sentences of the comments that may be trained on, each once, every other one turned.
#[must_use]
pub fn unlabelled(comments: &[LabelledText]) -> Vec<Unlabelled> {
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    for comment in comments.iter().filter(|c| !c.held_out) {
        let text = Text::new(&comment.text);
        for tokens in sentences(&text) {
            if !LENGTHS.contains(&tokens.len()) {
                continue;
            }
            let start = text.tokens[tokens.start].span.start as usize;
            let next = text.tokens.get(tokens.end);
            let end = next.map_or(text.source.len(), |t| t.span.start as usize);
            let sentence = &text.source[start..end];
            let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            let turned = stable_number(&sentence).is_multiple_of(2);
            let text = if turned {
                turn(&sentence, &comment.language)
            } else {
                sentence
            };
            if known.insert(text.clone()) {
                found.push(Unlabelled {
                    language: comment.language.clone(),
                    text,
                });
            }
        }
    }
    found
}

/// Sentences with what the encoder says of them.
#[derive(Debug)]
pub struct Taught {
    /// The sentences, in a fixed order.
    pub sentences: Vec<Unlabelled>,
    /// What the encoder was kept from seeing, one for each column; the first column saw everything.
    withheld: Vec<String>,
    heads: usize,
    rows: HashMap<u32, Vec<u8>>,
}

impl Taught {
    /// Loads what `training/teach.py` wrote of the sentences: a line of names, one a column, the first
    /// one empty, separated by tabs; then for each sentence its number (little-endian) and, column by
    /// column, a byte for each of `heads` probabilities. Sentences it knows nothing of are left out.
    ///
    /// # Errors
    /// When the file cannot be read or is cut short.
    pub fn load(file: &Path, heads: usize, sentences: Vec<Unlabelled>) -> io::Result<Self> {
        let bytes = std::fs::read(file)
            .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", file.display())))?;
        let malformed = || {
            io::Error::other(format!(
                "{} is cut short; run training/teach.py again",
                file.display()
            ))
        };
        let end = bytes
            .iter()
            .position(|b| *b == b'\n')
            .ok_or_else(malformed)?;
        let names = std::str::from_utf8(&bytes[..end]).map_err(|_| malformed())?;
        let withheld: Vec<String> = names.split('\t').map(str::to_owned).collect();
        let row = 4 + withheld.len() * heads;
        let rows = &bytes[end + 1..];
        if rows.len() % row != 0 {
            return Err(malformed());
        }
        let rows: HashMap<u32, Vec<u8>> = rows
            .chunks(row)
            .map(|r| {
                let number = u32::from_le_bytes([r[0], r[1], r[2], r[3]]);
                (number, r[4..].to_vec())
            })
            .collect();
        let mut sentences = sentences;
        sentences.retain(|sentence| rows.contains_key(&sentence.number()));
        Ok(Self {
            sentences,
            withheld,
            heads,
            rows,
        })
    }

    /// The probabilities of each sentence, one for each head, by an encoder that saw everything but
    /// what is named; nothing for a name it was not asked about.
    pub fn without(&self, withheld: &str) -> impl Iterator<Item = Vec<f32>> {
        let column = self.withheld.iter().position(|name| name == withheld);
        let rows = self.sentences.iter().map(|s| &self.rows[&s.number()]);
        column.into_iter().flat_map(move |column| {
            rows.clone().map(move |row| {
                let own = &row[column * self.heads..][..self.heads];
                own.iter().map(|b| f32::from(*b) / 255.0).collect()
            })
        })
    }
}
