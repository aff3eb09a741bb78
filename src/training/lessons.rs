//! What the network over sentences of drafts learns from beside labelled sentences: the packs' own
//! wordings, which tell nothing.

use super::example::Example;
use crate::compliance::telling::{sentence_features, sentences};
use crate::packs::Packs;
use crate::reading::features::Feature;
use crate::reading::language_mask;
use crate::reading::vectors::WordVectors;
use crate::text::Text;

/// What a sentence of the packs counts: it is approved, and must not be found fault with.
const OWN_WEIGHT: f32 = 2.0;

/// The packs' own sentences.
pub struct Lessons {
    /// What each sentence looks like.
    pub own: Vec<Vec<Feature>>,
    /// The same as examples of what tells nothing.
    pub examples: Vec<Example>,
}

impl Lessons {
    /// The lessons of the packs for so many heads.
    #[must_use]
    pub fn new(packs: &Packs, vectors: &WordVectors, heads: usize) -> Self {
        let own = own_sentences(packs);
        let nothing: Vec<(u16, f32, f32)> = (0..heads)
            .map(|head| (head as u16, 0.0, OWN_WEIGHT))
            .collect();
        let example = |features: &Vec<Feature>| {
            Example::new(features, vectors.direction(features), nothing.clone())
        };
        Self {
            examples: own.iter().map(example).collect(),
            own,
        }
    }
}

/// What may stand in a slot: an address, a number, a name.
const VALUES: [&str; 3] = ["care@example.org", "911", "Harbour Clinic"];

/// The sentences of templates and answers.
fn own_sentences(packs: &Packs) -> Vec<Vec<Feature>> {
    let templates = packs.templates.iter().map(|t| (&t.text, t.language));
    let answers = packs.questions.iter().map(|q| (&q.answer, q.language));
    let mut found = Vec::new();
    for (source, language) in templates.chain(answers) {
        // As a draft is matched: by its language and English.
        let mask = language_mask(packs, &packs.languages[language as usize].code);
        let values = if source.contains("{{") {
            &VALUES[..]
        } else {
            &VALUES[..1]
        };
        for value in values {
            let filled = filled(source, value);
            let text = Text::new(&filled);
            let matches = packs.concepts.matches(&text, mask);
            for tokens in sentences(&text) {
                found.push(sentence_features(packs, &text, tokens, &matches));
            }
        }
    }
    found
}

/// A wording with a value in its slots.
fn filled(source: &str, value: &str) -> String {
    let mut parts = source.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once("}}").unwrap_or(("", part));
        filled.push_str(value);
        filled.push_str(after);
    }
    filled
}
