//! What the sentences of a draft tell of its reader, by a trained network.
//!
//! Concepts hold the wordings somebody thought of. The network was trained on replies whose sentences
//! were labelled one by one, and knows a patient told of in words that are in no list. It judges each
//! sentence by itself, so that what it says of one does not hang on the others.

use std::ops::Range;

use crate::lexicon::Match;
use crate::packs::Packs;
use crate::reading::features::{Feature, each_feature_of, fact};
use crate::reading::model::Model;
use crate::text::{Span, Text};

/// Head for a sentence that says, or denies, that its reader is a patient, or tells a detail of care.
pub const TELLS_PATIENT: &str = "tells:patient";
/// Head for a sentence that lets one guess that its reader dealt with the house in person.
pub const TELLS_CONTACT: &str = "tells:contact";

/// What a sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// See [`TELLS_PATIENT`].
    Patient,
    /// See [`TELLS_CONTACT`].
    Contact,
}

/// A sentence that tells something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// Its number in the draft.
    pub sentence: u32,
    /// Its place, in bytes.
    pub span: Span,
    /// What it tells.
    pub told: Told,
}

/// Most tokens of a sentence that is judged: no labelled one was nearly as long.
const LONGEST: usize = 200;

/// The sentences that tell something, in order; `matches` are the concepts found in the text.
#[must_use]
pub fn tellings(packs: &Packs, model: &Model, text: &Text, matches: &[Match]) -> Vec<Telling> {
    let network = &model.drafts;
    let (Some(patient), Some(contact)) = (network.head(TELLS_PATIENT), network.head(TELLS_CONTACT))
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for tokens in sentences(text).filter(|tokens| tokens.len() <= LONGEST) {
        let features = sentence_features(packs, text, tokens.clone(), matches);
        if !understood(model, &features) {
            continue;
        }
        let scores = network.judge(&features, &model.vectors.direction(&features));
        let sure = |head: usize| {
            network.probability(head, scores.by_head[head]) >= network.thresholds[head]
        };
        let told = if sure(patient) {
            Told::Patient
        } else if sure(contact) {
            Told::Contact
        } else {
            continue;
        };
        found.push(Telling {
            sentence: text.tokens[tokens.start].sentence,
            span: text.span_of(tokens.start, tokens.end),
            told,
        });
    }
    found
}

/// Of names, codes and languages it was not trained on the network can only guess: at least half of a
/// sentence's words must be known.
fn understood(model: &Model, features: &[Feature]) -> bool {
    let words = || features.iter().filter(|f| f.words == 1);
    let known = words().filter(|f| model.vectors.of(f.hash).is_some());
    known.count() * 2 >= words().count()
}

/// The tokens of each sentence.
pub fn sentences(text: &Text) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.tokens
        .chunk_by(|a, b| a.sentence == b.sentence)
        .map(move |tokens| {
            let from = start;
            start += tokens.len();
            from..start
        })
}

/// What the network sees of a run of tokens: its words, and the concepts that begin in it.
#[must_use]
pub fn sentence_features(
    packs: &Packs,
    text: &Text,
    tokens: Range<usize>,
    matches: &[Match],
) -> Vec<Feature> {
    let mut found = Vec::with_capacity(tokens.len() * 24 + 8);
    each_feature_of(text, tokens.clone(), |feature| {
        found.push(feature.moved_back(tokens.start as u32));
    });
    let mut concepts: Vec<&str> = matches
        .iter()
        .filter(|m| tokens.contains(&(m.first as usize)))
        .map(|m| packs.concepts.label(m))
        .collect();
    concepts.sort_unstable();
    concepts.dedup();
    found.extend(concepts.into_iter().map(|c| fact(&format!("concept:{c}"))));
    found
}
