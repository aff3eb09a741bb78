//! What the sentences of a draft tell of its reader, by a trained network.
//!
//! Concepts hold the wordings somebody thought of. The network was trained on replies whose sentences
//! were labelled one by one, and knows a patient told of in words that are in no list. It judges each
//! sentence by itself, so that what it says of one does not hang on the others.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::lexicon::{LanguageMask, Match};
use crate::packs::Packs;
use crate::reading::features::{Feature, each_feature_of, fact};
use crate::reading::model::Model;
use crate::reading::network::Network;
use crate::reading::written_in;
use crate::text::{Span, Text};

/// A trained network over sentences, with how sure it must be in each language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Teller {
    /// The network; its heads are [`HEADS`].
    pub network: Network,
    /// Least probabilities by language and head.
    pub thresholds: BTreeMap<String, Least>,
}

impl Teller {
    /// How sure the network must be of a sentence in any of some languages: as sure as in the strictest.
    fn least(&self, packs: &Packs, languages: LanguageMask) -> Least {
        let known = packs.languages.iter().enumerate();
        known
            .filter(|(index, _)| languages & (1 << index) != 0)
            .filter_map(|(_, language)| self.thresholds.get(&language.code).copied())
            .reduce(|a, b| [a[0].max(b[0]), a[1].max(b[1])])
            .unwrap_or([f32::MAX; HEADS.len()])
    }
}

/// Least probabilities by head.
pub type Least = [f32; HEADS.len()];

/// Heads of the network, the graver first.
pub const HEADS: [&str; 2] = [TELLS_PATIENT, TELLS_CONTACT];

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

/// The sentences that tell something, in order; `matches` are the concepts found in the text, whose
/// language is among `languages`; `known` gives what a sentence, by its number, is
/// known to tell, if anything.
#[must_use]
pub fn tellings(
    packs: &Packs,
    model: &Model,
    text: &Text,
    languages: LanguageMask,
    matches: &[Match],
    known: impl Fn(u32) -> Option<Option<Told>>,
) -> Vec<Telling> {
    let network = &model.drafts.network;
    if network.heads != HEADS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for tokens in text.sentences().filter(|tokens| tokens.len() <= LONGEST) {
        let span = text.span_of(tokens.start, tokens.end);
        let sentence = text.tokens[tokens.start].sentence;
        let judged = || {
            let features = sentence_features(packs, text, tokens, matches);
            if !understood(model, &features) {
                return None;
            }
            let written = written_in(packs, text.slice(span));
            let least = model.drafts.least(packs, languages & written);
            let scores = network.judge(&features, &model.vectors.direction(&features));
            let sure = |head: usize| network.probability(head, scores.by_head[head]) >= least[head];
            if sure(0) {
                Some(Told::Patient)
            } else {
                sure(1).then_some(Told::Contact)
            }
        };
        let told = known(sentence).unwrap_or_else(judged);
        found.extend(told.map(|told| Telling {
            sentence,
            span,
            told,
        }));
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
