//! Trying the examples of packs on the packs themselves.
//!
//! A pack whose examples fail is refused, by `bedside packs check` and at import.

use crate::comment::{Comment, Draft};
use crate::compliance::light::light;
use crate::compliance::{Checked, mechanism};
use crate::desk::Desk;
use crate::lexicon::{Lexicon, Match};
use crate::packs::compile::{Example, ExampleOf};
use crate::packs::named::Named;
use crate::packs::source::RuleExample;
use crate::packs::{PackError, Packs};
use crate::reading::{self, model::Model};
use crate::text::Text;

/// Mechanisms that rules name and the code does not have; such a rule would never be breached.
#[must_use]
pub fn unknown_mechanisms(mechanisms: &[Named]) -> Vec<PackError> {
    let known = || mechanism::NAMES.iter().copied();
    let unknown = |named: &&Named| !mechanism::NAMES.contains(&named.name.as_str());
    let unknown = mechanisms.iter().filter(unknown);
    unknown
        .map(|named| named.unknown("mechanism", known()))
        .collect()
}

/// Tries every example; gives those that fail, in order.
#[must_use]
pub fn failures(packs: &Packs, model: &Model, examples: &[Example]) -> Vec<PackError> {
    examples
        .iter()
        .filter_map(|example| failure(packs, model, example))
        .collect()
}

fn failure(packs: &Packs, model: &Model, example: &Example) -> Option<PackError> {
    let (label, found) = match &example.of {
        ExampleOf::Tag(tag, language) => (
            tag,
            speaks(packs, &packs.lexicon, tag, language, example.text.draft()),
        ),
        ExampleOf::Denial(tag, language) => {
            (tag, denies(packs, tag, language, example.text.draft()))
        }
        ExampleOf::Concept(concept, language) => (
            concept,
            speaks(
                packs,
                &packs.concepts,
                concept,
                language,
                example.text.draft(),
            ),
        ),
        ExampleOf::Rule(rule) => (rule, breaches(packs, model, rule, &example.text)),
    };
    (found != example.expected).then(|| PackError {
        file: example.file.clone(),
        line: example.line,
        message: if example.expected {
            format!(
                "“{label}” is not found in its own example “{}”",
                example.text.draft()
            )
        } else {
            format!(
                "“{label}” is found in “{}”, where it must not be",
                example.text.draft()
            )
        },
    })
}

fn speaks(packs: &Packs, lexicon: &Lexicon, label: &str, language: &str, text: &str) -> bool {
    let Some(index) = packs.language_index(language) else {
        return false;
    };
    let text = Text::new(text);
    lexicon
        .matches(&text, 1 << index)
        .iter()
        .any(|m| lexicon.label(m) == label)
}

fn denies(packs: &Packs, tag: &str, language: &str, text: &str) -> bool {
    let Some(index) = packs.language_index(language) else {
        return false;
    };
    let spoken = packs.lexicon.spoken(&Text::new(text), 1 << index);
    let label = |m: &Match| packs.lexicon.label(m) == tag;
    spoken.denied.iter().any(label) && !spoken.matches.iter().any(label)
}

/// Whether a rule finds something in an example, under its own jurisdiction.
#[must_use]
pub fn breaches(packs: &Packs, model: &Model, rule: &str, example: &RuleExample) -> bool {
    let (comment, draft, incident) = match example {
        RuleExample::Draft(text) => (
            None,
            Draft {
                text: text.clone(),
                ..Draft::default()
            },
            false,
        ),
        RuleExample::Full {
            comment,
            draft,
            platform,
            thread,
            incident,
        } => (
            (!comment.is_empty()).then(|| Comment::of_text(comment)),
            Draft {
                text: draft.clone(),
                platform: (!platform.is_empty()).then(|| platform.clone()),
                thread_replies: thread.clone(),
            },
            *incident,
        ),
    };
    let jurisdiction = packs
        .rules
        .iter()
        .find(|r| r.id == rule)
        .map(|r| r.jurisdiction.clone());
    let desk = Desk {
        seat: jurisdiction.filter(|j| j != "general").unwrap_or_default(),
        incident_active: incident,
        ..Desk::default()
    };
    let light = comment.map(|comment| {
        let reading = reading::read(packs, model, &comment);
        light(packs, &comment, &Text::new(&comment.text), &reading)
    });
    Checked::new(packs, model, &draft, light.as_ref(), &desk)
        .findings()
        .iter()
        .any(|f| f.rule == rule)
}
