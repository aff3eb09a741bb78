//! The files under `packs/`, as they are written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

/// Writing direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Must not be posted without an override.
    Block,
    /// Should be looked at.
    Warn,
    /// Worth knowing.
    Inform,
}

impl Severity {
    /// block, warn or inform.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Warn => "warn",
            Self::Inform => "inform",
        }
    }
}

/// Family of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Handled before anything else.
    Risk,
    /// What the writer wants.
    Intent,
    /// What it is about.
    Topic,
    /// What the writer feels.
    Feeling,
}

/// Tone of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Kind and personal.
    Warm,
    /// Matter-of-fact.
    Neutral,
    /// Serious.
    Grave,
    /// Cheerful.
    Light,
}

/// `packs/taxonomy.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxonomyFile {
    /// The tags, risk tags first in order of priority.
    pub tag: Vec<TagSource>,
}

/// A tag of the taxonomy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagSource {
    /// Stable id.
    pub id: String,
    /// Family.
    pub family: Family,
    /// Name for the moderator.
    pub name: String,
    /// When it applies, in one line.
    pub when: String,
    /// Urgency class it brings, e.g. `R1`; empty for none.
    #[serde(default)]
    pub class: String,
    /// Minutes until an answer is due; 0 for none.
    #[serde(default)]
    pub due_minutes: u32,
}

/// `packs/languages/<code>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageFile {
    /// BCP 47 tag.
    pub language: String,
    /// Its own name.
    pub name: String,
    /// Writing direction.
    #[serde(default)]
    pub direction: Direction,
    /// Word classes.
    pub words: BTreeMap<String, Vec<String>>,
    /// How an empty slot is shown.
    #[serde(default)]
    pub slot_names: BTreeMap<String, String>,
    /// What stands in a slot without a value.
    #[serde(default)]
    pub slot_defaults: BTreeMap<String, String>,
    /// Lengths of time by unit and plural category, with `{n}` for the number.
    #[serde(default)]
    pub durations: BTreeMap<String, BTreeMap<String, String>>,
    /// Names of countries by ISO 3166 alpha-2 code.
    #[serde(default)]
    pub country_names: BTreeMap<String, String>,
}

/// `packs/lexicons/<code>/*.toml` and `packs/concepts/<code>/*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LexiconFile {
    /// BCP 47 tag.
    pub language: String,
    /// Entries.
    #[serde(default)]
    pub entry: Vec<Spanned<EntryFile>>,
}

/// An entry of a lexicon.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryFile {
    /// The tag it speaks for (lexicons).
    #[serde(default)]
    pub tag: String,
    /// The concept it speaks for (concepts).
    #[serde(default)]
    pub concept: String,
    /// Probability that the tag holds where it matches.
    #[serde(default = "default_confidence")]
    pub confidence: f32,
    /// One of these must match.
    pub any: Vec<Spanned<String>>,
    /// One of these must match as well.
    #[serde(default)]
    pub with: Vec<Spanned<String>>,
    /// None of these may match.
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    /// Whether negation cancels.
    #[serde(default)]
    pub negation: Negation,
    /// Whether quotation marks around a match cancel it: the words are somebody else's then.
    #[serde(default)]
    pub quotation: Quotation,
    /// Whether it speaks for its tag, or against it.
    #[serde(default)]
    pub stance: Stance,
    /// Where `with` and `unless` look.
    #[serde(default)]
    pub scope: Scope,
    /// How a finding can be mended: `remove-sentence`, `remove-match`, `none` or `replace:…`.
    pub fix: Option<Spanned<String>>,
    /// Its examples.
    #[serde(default)]
    pub examples: Examples,
}

fn default_confidence() -> f32 {
    0.9
}

/// Whether quotation marks around a match cancel it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quotation {
    /// They do not.
    #[default]
    Keeps,
    /// They do.
    Cancels,
}

/// Whether an entry speaks for its label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// It does.
    #[default]
    For,
    /// It speaks against it: what other entries see in the same sentence does not count.
    Against,
}

/// Whether a negator in front cancels a match.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Negation {
    /// It does.
    #[default]
    Cancels,
    /// It does not.
    Keeps,
}

/// Where `with` and `unless` look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// In the sentence of the match.
    #[default]
    Sentence,
    /// In the whole text.
    Text,
}

/// Examples of an entry.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// Texts that it must speak for.
    #[serde(default)]
    pub yes: Vec<Spanned<String>>,
    /// Texts that it must leave alone.
    #[serde(default)]
    pub no: Vec<Spanned<String>>,
}

/// `packs/situations.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SituationsFile {
    /// The situations.
    pub situation: Vec<Spanned<Situation>>,
}

/// A situation that a reply answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    /// Stable id.
    pub id: String,
    /// Number in the catalogue of situations, or class of a locked reply.
    pub number: String,
    /// Title for the moderator.
    pub title: String,
    /// What the reply is to achieve.
    pub goal: String,
    /// Whether everybody is to use the wording as it is.
    #[serde(default)]
    pub locked: bool,
    /// The risk tag it answers.
    #[serde(default)]
    pub risk: String,
    /// Sets of tags of which each calls for it, most specific first.
    #[serde(default)]
    pub calls_for: Vec<Vec<String>>,
    /// Tags that rule it out.
    #[serde(default)]
    pub forbidden_by: Vec<String>,
    /// Sentiments it fits; empty for all.
    #[serde(default)]
    pub sentiments: Vec<String>,
    /// Patterns that speak for it, by language.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// Tone.
    pub tone: Tone,
    /// Whether it needs the discreet register.
    #[serde(default)]
    pub discreet: bool,
    /// Actions besides replying.
    #[serde(default)]
    pub actions: Vec<String>,
    /// Incident phases it belongs to; empty for any time.
    #[serde(default)]
    pub phases: Vec<String>,
    /// Jurisdictions it is for; empty for all.
    #[serde(default)]
    pub jurisdictions: Vec<String>,
    /// What a reply must include.
    #[serde(default)]
    pub must: String,
    /// What a reply must not include.
    #[serde(default)]
    pub must_not: String,
    /// Where this comes from.
    #[serde(default)]
    pub sources: Vec<String>,
    /// When that was last verified.
    #[serde(default)]
    pub verified_on: String,
    /// draft or reviewed.
    #[serde(default)]
    pub status: String,
    /// Who approved it.
    #[serde(default)]
    pub approver: String,
}

/// `packs/templates/<code>/*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplatesFile {
    /// BCP 47 tag.
    pub language: String,
    /// The templates.
    #[serde(default)]
    pub template: Vec<Spanned<TemplateFile>>,
}

/// A template.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateFile {
    /// Situation id.
    pub situation: String,
    /// Letter of the variant.
    pub variant: String,
    /// Fits 240 characters.
    #[serde(default)]
    pub short: bool,
    /// Region it is written for.
    #[serde(default)]
    pub region: String,
    /// Says that something is closed, down or the like, and holds only while such an incident is handled.
    #[serde(default)]
    pub incident: bool,
    /// The text with slots.
    pub text: String,
    /// Who stands behind it, where that is not as with its situation.
    #[serde(default)]
    pub standing: Option<Standing>,
}

/// Who stands behind a wording.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// draft or reviewed; empty as draft.
    #[serde(default)]
    pub status: String,
    /// Who approved it; empty where nobody has.
    #[serde(default)]
    pub approver: String,
    /// When its facts were last verified; empty where it has none.
    #[serde(default)]
    pub verified_on: String,
}

impl Standing {
    /// In words for the moderator.
    #[must_use]
    pub fn in_words(&self) -> String {
        let day = self.verified_on.as_str();
        match (self.status.as_str(), self.approver.as_str(), day) {
            ("reviewed", "", "") => "Reviewed wording.".to_owned(),
            ("reviewed", "", _) => format!("Reviewed wording, {day}."),
            ("reviewed", approver, "") => format!("Approved by {approver}."),
            ("reviewed", approver, _) => format!("Approved by {approver}, {day}."),
            (_, _, "") => "A draft that nobody has approved yet.".to_owned(),
            _ => format!("A draft that nobody has approved yet; facts checked {day}."),
        }
    }
}

/// `packs/rules/<jurisdiction>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// `general`, or a code such as `US`.
    pub jurisdiction: String,
    /// draft or reviewed.
    pub status: String,
    /// The rules.
    pub rule: Vec<Spanned<RuleFile>>,
}

/// A rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// Id.
    pub id: String,
    /// Severity.
    pub severity: Severity,
    /// Severity where the desk speaks to other countries only; the same where there is none.
    pub severity_abroad: Option<Severity>,
    /// Concepts that breach it.
    #[serde(default)]
    pub concepts: Vec<Spanned<String>>,
    /// Mechanisms in code that breach it, with blanks between.
    pub mechanism: Option<Spanned<String>>,
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
    /// Its examples.
    #[serde(default)]
    pub examples: RuleExamples,
}

/// Examples of a rule.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleExamples {
    /// Drafts that breach it.
    #[serde(default)]
    pub violating: Vec<Spanned<RuleExample>>,
    /// Drafts that do not.
    #[serde(default)]
    pub compliant: Vec<Spanned<RuleExample>>,
}

/// An example of a rule: a draft alone, or with the comment it answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum RuleExample {
    /// A draft.
    Draft(String),
    /// A draft and what surrounds it.
    Full {
        /// The comment it answers.
        #[serde(default)]
        comment: String,
        /// The draft.
        draft: String,
        /// Platform id.
        #[serde(default)]
        platform: String,
        /// Earlier replies in the thread.
        #[serde(default)]
        thread: Vec<String>,
        /// Whether an incident is being handled.
        #[serde(default)]
        incident: bool,
    },
}

impl RuleExample {
    /// The draft.
    #[must_use]
    pub fn draft(&self) -> &str {
        match self {
            Self::Draft(draft) | Self::Full { draft, .. } => draft,
        }
    }
}

/// `packs/numbers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumbersFile {
    /// Countries.
    pub country: Vec<Country>,
}

/// Numbers and authorities of a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166 alpha-2; `ZZ` is the fallback.
    pub code: String,
    /// Name.
    pub name: String,
    /// Languages in which people there write to a hospital, BCP 47.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Emergency number, as text.
    #[serde(default)]
    pub emergency: String,
    /// Crisis line, as text.
    #[serde(default)]
    pub crisis_line: String,
    /// Where side effects are reported.
    #[serde(default)]
    pub report_authority: String,
    /// Address of that authority.
    #[serde(default)]
    pub report_link: String,
    /// Where these come from.
    #[serde(default)]
    pub source: String,
    /// When they were last verified.
    pub verified_on: String,
}

impl Country {
    /// Whether people there write in a language, by its primary code.
    #[must_use]
    pub fn speaks(&self, language: &str) -> bool {
        self.languages.iter().any(|spoken| spoken == language)
    }
}

/// `packs/faq/<code>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionsFile {
    /// BCP 47 tag.
    pub language: String,
    /// The questions.
    #[serde(default)]
    pub entry: Vec<Spanned<QuestionFile>>,
}

/// A question with its approved answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionFile {
    /// Id.
    pub id: String,
    /// The question.
    pub question: String,
    /// Other ways to ask it.
    #[serde(default)]
    pub paraphrases: Vec<String>,
    /// Patterns that speak for the question where they match, such as `parking` or `leave .. car`.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The answer with slots; without one the entry holds what the list is not to answer.
    #[serde(default)]
    pub answer: String,
    /// Tags of comments it answers.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The slot that holds its link.
    #[serde(default)]
    pub link: String,
    /// Who stands behind the answer.
    #[serde(default)]
    pub standing: Standing,
}

/// `packs/awareness/<code>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwarenessFile {
    /// BCP 47 tag.
    pub language: String,
    /// The messages.
    #[serde(default)]
    pub message: Vec<Spanned<AwarenessMessage>>,
}

/// An approved health message, as the truth sandwich.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwarenessMessage {
    /// Id.
    pub id: String,
    /// Topic for the moderator.
    pub topic: String,
    /// Patterns of the claim or question it answers.
    pub triggers: Vec<String>,
    /// The fact.
    pub fact: String,
    /// One mention of the myth.
    pub warning: String,
    /// Why the myth is wrong.
    pub why: String,
    /// The fact again, shorter.
    pub fact_again: String,
    /// Address of the authority.
    pub link: String,
    /// Name of the authority.
    pub source: String,
    /// When it was last verified.
    pub verified_on: String,
    /// draft or reviewed; empty as draft.
    #[serde(default)]
    pub status: String,
    /// Who approved it.
    #[serde(default)]
    pub approver: String,
}
