//! What the network over sentences of drafts learns from beside labelled sentences: the packs' own
//! wordings, and sentences that an encoder judged.

use super::example::Example;
use super::taught::Taught;
use crate::compliance::telling::{sentence_features, sentences};
use crate::packs::Packs;
use crate::reading::features::Feature;
use crate::reading::language_mask;
use crate::reading::vectors::WordVectors;
use crate::text::Text;

/// What a sentence of the packs counts: it is approved, and must not be found fault with.
const OWN_WEIGHT: f32 = 2.0;
/// What a sentence counts that an encoder judged.
const TAUGHT_WEIGHT: f32 = 0.5;

/// Everything but labelled sentences.
pub struct Lessons<'a> {
    /// What each sentence of the packs' own wordings looks like; they tell nothing.
    pub own: Vec<Vec<Feature>>,
    own_examples: Vec<Example>,
    taught: &'a Taught,
    /// The sentences that an encoder judged, without their labels.
    unlabelled: Vec<Example>,
}

impl<'a> Lessons<'a> {
    /// The lessons of the packs and of an encoder, for so many heads.
    #[must_use]
    pub fn new(packs: &Packs, vectors: &WordVectors, taught: &'a Taught, heads: usize) -> Self {
        let own = own_sentences(packs);
        let nothing: Vec<(u16, f32, f32)> = (0..heads)
            .map(|head| (head as u16, 0.0, OWN_WEIGHT))
            .collect();
        let example = |features: &[Feature], labels| {
            Example::new(features, vectors.direction(features), labels)
        };
        let unlabelled = taught.sentences.iter().map(|sentence| {
            let text = Text::new(&sentence.text);
            let mask = language_mask(packs, &sentence.language);
            let matches = packs.concepts.matches(&text, mask);
            let features = sentence_features(packs, &text, 0..text.tokens.len(), &matches);
            example(&features, Vec::new())
        });
        Self {
            unlabelled: unlabelled.collect(),
            own_examples: own
                .iter()
                .map(|features| example(features, nothing.clone()))
                .collect(),
            own,
            taught,
        }
    }

    /// Examples, with the judgements of an encoder that did not see what is named.
    pub fn without(&self, withheld: &str) -> impl Iterator<Item = Example> {
        let taught = self.taught.without(withheld).zip(&self.unlabelled);
        let taught = taught.map(|(likely, example)| {
            let labels = likely.into_iter().enumerate();
            Example {
                labels: labels
                    .map(|(head, likely)| (head as u16, likely, TAUGHT_WEIGHT))
                    .collect(),
                ..example.clone()
            }
        });
        self.own_examples.iter().cloned().chain(taught)
    }
}

/// The sentences of templates and answers.
fn own_sentences(packs: &Packs) -> Vec<Vec<Feature>> {
    let templates = packs.templates.iter().map(|t| (&t.text, t.language));
    let answers = packs.questions.iter().map(|q| (&q.answer, q.language));
    let mut found = Vec::new();
    for (source, language) in templates.chain(answers) {
        let filled = filled(source);
        let text = Text::new(&filled);
        let matches = packs.concepts.matches(&text, 1 << language);
        for tokens in sentences(&text) {
            found.push(sentence_features(packs, &text, tokens, &matches));
        }
    }
    found
}

/// A wording with an address in its slots.
fn filled(source: &str) -> String {
    let mut parts = source.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once("}}").unwrap_or(("", part));
        filled.push_str("care@example.org");
        filled.push_str(after);
    }
    filled
}
