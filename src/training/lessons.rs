//! What the network over sentences of drafts learns from beside labelled sentences: the packs' own
//! wordings, and the drafts that comply with a rule on telling, which tell nothing.

use std::collections::BTreeMap;

use super::example::Example;
use crate::compliance::telling::{HEADS, sentence_features};
use crate::packs::Packs;
use crate::packs::compile::{Example as PackExample, ExampleOf};
use crate::reading::features::Feature;
use crate::reading::language::detect;
use crate::reading::language_mask;
use crate::reading::model::LinearModel;
use crate::reading::network::Network;
use crate::reading::vectors::WordVectors;
use crate::replying::awareness::compose;
use crate::replying::render::render;
use crate::text::Text;

/// What a sentence of the packs counts: it is approved, and must not be found fault with.
const OWN_WEIGHT: f32 = 2.0;

/// Score from which a sentence of the packs is nearly taken for one that tells something.
const NEARLY: f32 = -1.5;
/// How much more such a sentence counts.
const PRESSED: f32 = 10.0;

/// A sentence that is known to tell nothing.
pub struct Own {
    /// Code of its language.
    pub language: String,
    /// What it looks like.
    pub features: Vec<Feature>,
    /// The heads that it is known not to call for: so many, from the first on.
    pub heads: usize,
}

/// The packs' own sentences.
pub struct Lessons {
    /// The sentences.
    pub own: Vec<Own>,
    /// The same as examples of what tells nothing.
    pub examples: Vec<Example>,
}

impl Lessons {
    /// The lessons of the packs and their examples.
    #[must_use]
    pub fn new(
        packs: &Packs,
        languages: &LinearModel,
        vectors: &WordVectors,
        examples: &[PackExample],
    ) -> Self {
        let mut own = own_sentences(packs);
        own.extend(compliant_sentences(packs, languages, examples));
        Self {
            examples: own.iter().map(|own| own.lesson(vectors, 1.0)).collect(),
            own,
        }
    }

    /// The same lessons, those pressed on that a network all but fails in.
    #[must_use]
    pub fn pressed(self, network: &Network, vectors: &WordVectors) -> Self {
        let lesson = |own: &Own| {
            let judged = network.judge(&own.features, &vectors.direction(&own.features));
            let nearly = judged.by_head[..own.heads].iter().any(|s| *s > NEARLY);
            own.lesson(vectors, if nearly { PRESSED } else { 1.0 })
        };
        Self {
            examples: self.own.iter().map(lesson).collect(),
            own: self.own,
        }
    }
}

impl Own {
    fn lesson(&self, vectors: &WordVectors, pressed: f32) -> Example {
        let weight = OWN_WEIGHT * pressed;
        let nothing = (0..self.heads).map(|head| (head as u16, 0.0, weight));
        let direction = vectors.direction(&self.features);
        Example::new(&self.features, direction, nothing.collect())
    }
}

/// What may stand in all slots: nothing yet, an address, a number, a name, a time.
const VALUES: [Option<&str>; 5] = [
    None,
    Some("care@example.org"),
    Some("911"),
    Some("Harbour Clinic"),
    Some("14:30 (UTC+3), 29. 11. 2026"),
];

/// The sentences of templates, answers, rewordings and approved messages, as a moderator gets them.
fn own_sentences(packs: &Packs) -> Vec<Own> {
    let templates = packs
        .templates
        .iter()
        .map(|t| (&t.text, &t.slots, t.language));
    let answers = packs
        .questions
        .iter()
        .map(|q| (&q.answer, &q.slots, q.language));
    let mut found = Vec::new();
    let mut add = |text: &str, language: u8| {
        let code = &packs.languages[language as usize].code;
        found.extend(each_sentence(packs, text, code, HEADS.len()));
    };
    for (source, slots, language) in templates.chain(answers) {
        let mut before = String::new();
        for value in VALUES {
            let value = |slot: &String| Some((slot.clone(), value?.to_owned()));
            let values = slots.iter().filter_map(value).collect();
            let rendered = render(source, slots, &values, &BTreeMap::new());
            let text = rendered.map(|r| r.text).unwrap_or_default();
            if text != before {
                add(&text, language);
            }
            before = text;
        }
    }
    for entry in packs.concepts.entries() {
        if let Some(words) = entry.rewording() {
            add(words, entry.language);
        }
    }
    for awareness in packs.awareness.iter() {
        let code = &packs.languages[awareness.language as usize].code;
        add(&compose(&awareness.message, code), awareness.language);
    }
    found
}

/// The sentences of drafts that comply with the rules which the network has a part in.
fn compliant_sentences(
    packs: &Packs,
    languages: &LinearModel,
    examples: &[PackExample],
) -> Vec<Own> {
    let mut found = Vec::new();
    for example in examples.iter().filter(|e| !e.expected) {
        let ExampleOf::Rule(id) = &example.of else {
            continue;
        };
        let rule = packs.rules.iter().find(|r| r.id == *id);
        let has = |name: &str| rule.is_some_and(|r| r.mechanisms().any(|m| m == name));
        let heads = if has("tells-contact") {
            HEADS.len()
        } else if has("tells-patient") {
            1
        } else {
            continue;
        };
        let draft = example.text.draft();
        let language = detect(languages, draft).code;
        found.extend(each_sentence(packs, draft, &language, heads));
    }
    found
}

/// The sentences of a draft, matched as drafts are: by its language and English.
fn each_sentence(packs: &Packs, draft: &str, language: &str, heads: usize) -> Vec<Own> {
    let text = Text::new(draft);
    let matches = packs
        .concepts
        .matches(&text, language_mask(packs, language));
    text.sentences()
        .map(|tokens| Own {
            language: language.to_owned(),
            features: sentence_features(packs, &text, tokens, &matches),
            heads,
        })
        .collect()
}
