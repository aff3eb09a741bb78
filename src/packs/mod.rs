//! Packs: what Bedside knows, as text files that a communications officer can review.
//!
//! [`source`] describes the files, [`compile`] turns them into [`Packs`], which the build stores as
//! one binary. Both run at build (so that a mistake is a build error with file and line) and at
//! import of an organisation's own pack.

pub mod adapter;
pub mod compile;
pub mod import;
mod late;
mod lines;
pub mod named;
mod place;
mod seal;
pub mod slots;
pub mod source;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lexicon::Lexicon;
use adapter::Adapter;
pub use late::Late;
pub use lines::Lines;
pub use source::{
    AwarenessMessage, Country, Direction, Family, Severity, Situation, Standing, TagSource, Tone,
};

/// Sort of the packs that hold rules, the ones that counsel reviews.
pub const RULES: &str = "rules";

/// Concept of conditions, medicines and parts of the body, made from the word classes.
pub const CLINICAL_WORD: &str = "clinical-word";
/// Concept of a part of somebody's body whose name means other things as well: its last word is the part.
pub const OWN_BODY_PART: &str = "own-body-part";
/// Concept of words in which a condition, a medicine or a part of the body is spelt but not meant.
pub const CLINICAL_LOOKALIKE: &str = "clinical-lookalike";

/// A pack file, before it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// Path below `packs/`, or the name of an imported file.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What is wrong with a pack, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// Path of the file, as the reader knows it.
    pub file: String,
    /// Line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for PackError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            message,
        } = self;
        match line {
            0 => write!(out, "{file}: {message}"),
            _ => write!(out, "{file}:{line}: {message}"),
        }
    }
}

impl std::error::Error for PackError {}

/// Packs or a model that cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Not the bytes that were written.
    #[error("the file of the packs is damaged; install Bedside again")]
    Damaged,
    /// Written by another version.
    #[error("the packs belong to another version of Bedside; build or install both together ({0})")]
    Version(#[from] postcard::Error),
}

/// Everything Bedside knows, compiled.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Packs {
    /// Languages; the index is the language number of lexicons.
    pub languages: Vec<Language>,
    /// The tags, risk tags first in order of priority.
    pub taxonomy: Vec<TagSource>,
    /// Patterns over comments; labels are tags.
    pub lexicon: Lexicon,
    /// Patterns over drafts; labels are concepts.
    pub concepts: Lexicon,
    /// Patterns over comments; labels are situations.
    pub situation_words: Lexicon,
    /// Patterns over comments; labels are ids of awareness messages.
    pub awareness_words: Lexicon,
    /// Patterns over comments; labels are ids of questions that they speak for.
    pub question_words: Lexicon,
    /// Situations and locked replies.
    pub situations: Vec<Situation>,
    /// Reply templates.
    pub templates: Late<Vec<Template>>,
    /// Rules of all jurisdictions.
    pub rules: Vec<Rule>,
    /// Emergency and crisis numbers.
    pub countries: Vec<Country>,
    /// Questions with approved answers.
    pub questions: Late<Vec<Question>>,
    /// Approved health messages.
    pub awareness: Late<Vec<Awareness>>,
    /// Sites.
    pub adapters: Vec<Adapter>,
    /// The files these came from.
    pub files: Vec<PackInfo>,
}

/// A language Bedside reads and answers in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// BCP 47 tag.
    pub code: String,
    /// Its own name.
    pub name: String,
    /// Writing direction.
    pub direction: Direction,
    /// Word classes, for packs that are imported later.
    pub words: BTreeMap<String, Vec<String>>,
    /// How an empty slot is shown.
    pub slot_names: BTreeMap<String, String>,
    /// What stands in a slot without a value.
    pub slot_defaults: BTreeMap<String, String>,
    /// Lengths of time by unit (`hours`, `days`, `working_days`) and plural category, with `{n}` for the
    /// number.
    pub durations: BTreeMap<String, BTreeMap<String, String>>,
    /// Names of countries by ISO 3166 alpha-2 code.
    pub country_names: BTreeMap<String, String>,
}

/// A reply template in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Id, e.g. `waiting.a`; the same in every language.
    pub id: String,
    /// Index of its situation.
    pub situation: u16,
    /// Index of its language.
    pub language: u8,
    /// Fits 240 characters with usual slot values.
    pub short: bool,
    /// Region it is written for, ISO 3166 alpha-2, or empty.
    pub region: String,
    /// Says that something is closed, down or the like, and holds only while such an incident is handled.
    pub incident: bool,
    /// The text with slots.
    pub text: String,
    /// Slots it names.
    pub slots: Vec<String>,
    /// Who stands behind it, where that is not as with its situation.
    pub standing: Option<Standing>,
}

/// A rule of a jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Id, e.g. `US-1`.
    pub id: String,
    /// Jurisdiction, or `general`.
    pub jurisdiction: String,
    /// Severity.
    pub severity: Severity,
    /// Severity where the desk speaks to other countries only.
    pub severity_abroad: Severity,
    /// Concepts that breach it.
    pub concepts: Vec<String>,
    /// Names of the mechanisms in code that breach it, beyond patterns, with blanks between.
    pub mechanism: String,
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub advice: String,
    /// Where it comes from.
    pub source: String,
    /// When that was last verified.
    pub verified_on: String,
    /// The pack it stands in: path below `packs/`, or the name of an imported file.
    pub pack: String,
    /// Fingerprint of that pack's text.
    pub fingerprint: String,
    /// Status that the pack gives itself: draft or reviewed.
    pub status: String,
}

impl Rule {
    /// Names of the mechanisms that breach it.
    pub fn mechanisms(&self) -> impl Iterator<Item = &str> {
        self.mechanism.split_whitespace()
    }
}

/// A question with its approved answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Id.
    pub id: String,
    /// Index of its language.
    pub language: u8,
    /// The question and its paraphrases.
    pub wordings: Lines,
    /// The answer with slots; empty for what the list is not to answer.
    pub answer: String,
    /// Slots it names.
    pub slots: Vec<String>,
    /// Tags of comments it answers.
    pub tags: Vec<String>,
    /// Who stands behind the answer.
    pub standing: Standing,
}

/// An approved health message in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awareness {
    /// Index of its language.
    pub language: u8,
    /// The message.
    pub message: AwarenessMessage,
}

/// A file in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackInfo {
    /// Path below `packs/`, or the name of an imported file.
    pub path: String,
    /// What it holds.
    pub sort: String,
    /// Status that it gives itself: draft or reviewed.
    pub status: String,
    /// SHA-256 of its text, in hex.
    pub fingerprint: String,
    /// Earliest verification date in it, or empty.
    pub verified_on: String,
    /// Whether the organisation imported it.
    pub imported: bool,
}

impl Packs {
    /// Packs as the build stored them.
    ///
    /// # Errors
    /// When the bytes are not those that were written, or were written by another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LoadError> {
        let bytes = seal::opened(bytes).ok_or(LoadError::Damaged)?;
        Ok(postcard::from_bytes(bytes)?)
    }

    /// The bytes to store.
    ///
    /// # Errors
    /// Never for packs that were compiled; postcard's signature asks for it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self).map(seal::sealed)
    }

    /// The number of a language.
    #[must_use]
    pub fn language_index(&self, code: &str) -> Option<u8> {
        self.languages
            .iter()
            .position(|l| l.code == code)
            .map(|i| i as u8)
    }

    /// The number of the language of a BCP 47 tag, whatever its region and script.
    #[must_use]
    pub fn language_of(&self, tag: &str) -> Option<u8> {
        self.language_index(primary_language(tag))
    }

    /// What is known of a country, by its ISO 3166 code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.iter().find(|country| country.code == code)
    }
}

/// The language of a BCP 47 tag without its region and script: `pt` of `pt-BR`.
#[must_use]
pub fn primary_language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
