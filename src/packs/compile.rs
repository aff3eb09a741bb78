//! From pack files to [`Packs`], with every mistake named by file and line.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::adapter::Adapter;
use super::named::Named;
use super::place::Place;
use super::slots::{SLOTS, slots_of};
use super::source::{
    AwarenessFile, EntryFile, LanguageFile, LexiconFile, Negation, NumbersFile, QuestionsFile,
    Quotation, RuleExample, RulesFile, Scope, SituationsFile, Stance, TaxonomyFile, TemplatesFile,
};
use super::{
    Awareness, CLINICAL_LOOKALIKE, CLINICAL_WORD, Language, OWN_BODY_PART, PackError, PackFile,
    PackInfo, Packs, Question, RULES, Rule, Template,
};
use crate::lexicon::compile::{EntrySource, LexiconBuilder, WordClasses};
use crate::lexicon::{Lexicon, NO_FIX, REMOVE_MATCH, REMOVE_SENTENCE, REWORDING};
use crate::text::hash::fingerprint;

/// An example of an entry or a rule, to be tried on the compiled packs.
#[derive(Debug, Clone)]
pub struct Example {
    /// File it stands in.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What it is an example of.
    pub of: ExampleOf,
    /// Whether the label must be found in it (or must not).
    pub expected: bool,
    /// The example.
    pub text: RuleExample,
}

/// What an example belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExampleOf {
    /// What speaks against a tag of comments, in a language.
    Denial(String, String),
    /// A tag of comments, in a language.
    Tag(String, String),
    /// A concept of drafts, in a language.
    Concept(String, String),
    /// A rule.
    Rule(String),
}

/// Compiled packs with the examples they came with.
#[derive(Debug)]
pub struct Compiled {
    /// The packs.
    pub packs: Packs,
    /// Their examples.
    pub examples: Vec<Example>,
    /// The mechanisms that their rules name.
    pub mechanisms: Vec<Named>,
}

/// Compiles one file that an organisation made, over packs it may refer to.
///
/// # Errors
/// Every mistake found, in order of line.
pub fn compile_over(
    base: &Packs,
    file: &PackFile,
    sort: &'static str,
) -> Result<Compiled, Vec<PackError>> {
    let mut compiler = Compiler::default();
    compiler.packs.taxonomy.clone_from(&base.taxonomy);
    compiler.packs.situations.clone_from(&base.situations);
    for (index, language) in base.languages.iter().enumerate() {
        compiler.introduce(
            &Place { file },
            index as u8,
            &language.code,
            &language.words,
        );
    }
    compiler.packs.languages.clone_from(&base.languages);
    compiler.known_concepts = labels(&base.concepts).map(str::to_owned).collect();
    compiler.file(sort, file);
    compiler.finish()
}

/// Compiles pack files.
///
/// # Errors
/// Every mistake found, in order of file.
pub fn compile(files: &[PackFile]) -> Result<Compiled, Vec<PackError>> {
    let mut compiler = Compiler::default();
    // Later files refer to earlier kinds: languages and tags first, templates after situations.
    for stage in STAGES {
        for file in files {
            if sort_of(&file.path) == Some(stage) {
                compiler.file(stage, file);
            }
        }
    }
    for file in files {
        if sort_of(&file.path).is_none() {
            compiler.errors.push(PackError {
                file: file.path.clone(),
                line: 1,
                message: "no pack of this name is known; see docs/packs.md for the folders".into(),
            });
        }
    }
    compiler.finish()
}

const STAGES: &[&str] = &[
    "taxonomy",
    "languages",
    "situations",
    "lexicons",
    "concepts",
    "templates",
    RULES,
    "numbers",
    "faq",
    "awareness",
    "adapters",
];

fn sort_of(path: &str) -> Option<&'static str> {
    let top = path.split('/').next()?.trim_end_matches(".toml");
    STAGES.iter().copied().find(|stage| *stage == top)
}

#[derive(Default)]
struct Compiler {
    packs: Packs,
    examples: Vec<Example>,
    errors: Vec<PackError>,
    lexicon: LexiconBuilder,
    concepts: LexiconBuilder,
    situation_words: LexiconBuilder,
    awareness_words: LexiconBuilder,
    question_words: LexiconBuilder,
    template_ids: BTreeSet<(String, String)>,
    /// Concepts of the packs that are compiled over.
    known_concepts: BTreeSet<String>,
    /// What rules name.
    named_concepts: Vec<Named>,
    named_mechanisms: Vec<Named>,
}

fn labels(lexicon: &Lexicon) -> impl Iterator<Item = &str> {
    let entries = lexicon.entries().iter();
    entries.map(|entry| lexicon.label_of(entry))
}

impl Compiler {
    fn file(&mut self, stage: &str, file: &PackFile) {
        let place = Place { file };
        let errors = self.errors.len();
        match stage {
            "taxonomy" => self.parsed(&place, Self::taxonomy),
            "languages" => self.parsed(&place, Self::language),
            "situations" => self.parsed(&place, Self::situations),
            "lexicons" => self.parsed(&place, |this, place, parsed| {
                this.lexicon(place, parsed, false);
            }),
            "concepts" => self.parsed(&place, |this, place, parsed| {
                this.lexicon(place, parsed, true);
            }),
            "templates" => self.parsed(&place, Self::templates),
            RULES => self.parsed(&place, Self::rules),
            "numbers" => self.parsed(&place, Self::numbers),
            "faq" => self.parsed(&place, Self::questions),
            "awareness" => self.parsed(&place, Self::awareness),
            "adapters" => self.parsed(&place, Self::adapter),
            _ => {}
        }
        if self.errors.len() == errors && !self.packs.files.iter().any(|f| f.path == file.path) {
            self.info(file, stage, "", "");
        }
    }

    fn parsed<T: DeserializeOwned>(
        &mut self,
        place: &Place,
        then: impl FnOnce(&mut Self, &Place, T),
    ) {
        match toml::from_str::<T>(&place.file.text) {
            Ok(parsed) => then(self, place, parsed),
            Err(error) => self.errors.push(place.malformed(&error)),
        }
    }

    fn info(&mut self, file: &PackFile, sort: &str, status: &str, verified_on: &str) {
        self.packs.files.push(PackInfo {
            path: file.path.clone(),
            sort: sort.to_owned(),
            status: status.to_owned(),
            fingerprint: fingerprint(&file.text),
            verified_on: verified_on.to_owned(),
            imported: false,
        });
    }

    fn taxonomy(&mut self, _: &Place, parsed: TaxonomyFile) {
        self.packs.taxonomy.extend(parsed.tag);
    }

    fn language(&mut self, place: &Place, parsed: LanguageFile) {
        let index = self.packs.languages.len() as u8;
        if index >= 32 {
            self.errors
                .push(place.error(0, "there is room for 32 languages; remove one"));
            return;
        }
        self.introduce(place, index, &parsed.language, &parsed.words);
        for (table, slots) in [
            ("slot_names", &parsed.slot_names),
            ("slot_defaults", &parsed.slot_defaults),
        ] {
            for name in slots.keys().filter(|name| !SLOTS.contains(&name.as_str())) {
                let message = format!("“{name}” is no slot");
                self.errors
                    .push(place.error_in(&format!("{table}.{name}"), message));
            }
        }
        for (unit, forms) in &parsed.durations {
            if !forms.get("other").is_some_and(|form| form.contains("{n}")) {
                let message = "a length of time needs a form `other` with {n} in it";
                let field = format!("durations.{unit}");
                self.errors.push(place.error_in(&field, message));
            }
        }
        self.clinical_words(place, index, &parsed);
        self.packs.languages.push(Language {
            code: parsed.language,
            name: parsed.name,
            direction: parsed.direction,
            words: parsed.words,
            slot_names: parsed.slot_names,
            slot_defaults: parsed.slot_defaults,
            durations: parsed.durations,
            country_names: parsed.country_names,
        });
    }

    /// Makes a language's word classes known to every lexicon.
    fn introduce(&mut self, place: &Place, index: u8, code: &str, words: &WordClasses) {
        // Scripts without spaces have one token a character, so a plain gap must reach further.
        let gap = if matches!(code, "zh" | "th" | "ja") {
            6
        } else {
            3
        };
        for builder in [
            &mut self.lexicon,
            &mut self.concepts,
            &mut self.situation_words,
            &mut self.awareness_words,
            &mut self.question_words,
        ] {
            if let Err(error) = builder.language(index, words, gap) {
                self.errors
                    .push(place.error_in("words.negator", error.to_string()));
            }
        }
    }

    /// Conditions, medicines and parts of the body, so that a draft can be compared with its comment.
    ///
    /// Words of `body_homograph` mean other things as well (“call back”, “from the heart”): they count
    /// after a word of `owner` only. Nothing counts inside a word of `clinical_lookalike` (“ยา”, medicine, in
    /// “พยาบาล”, nurse): scripts without spaces show no word's end.
    fn clinical_words(&mut self, place: &Place, language: u8, parsed: &LanguageFile) {
        let class = |name: &str| parsed.words.get(name).map_or(&[][..], Vec::as_slice);
        let homographs = class("body_homograph");
        let plain = ["condition", "medicine", "body_part"]
            .into_iter()
            .flat_map(class);
        let plain = plain
            .filter(|word| !homographs.contains(word))
            .cloned()
            .collect();
        let owned = if homographs.is_empty() {
            Vec::new()
        } else {
            vec!["{owner} {body_homograph}".to_owned()]
        };
        let lookalikes = class("clinical_lookalike").to_vec();
        for (label, any) in [
            (CLINICAL_WORD, plain),
            (OWN_BODY_PART, owned),
            (CLINICAL_LOOKALIKE, lookalikes),
        ] {
            let any: Vec<String> = any;
            if any.is_empty() {
                continue;
            }
            let source = EntrySource {
                label,
                language,
                confidence: 1.0,
                any: any.iter().map(String::as_str).collect(),
                ..EntrySource::default()
            };
            if let Err((_, error)) = self.concepts.entry(&source) {
                self.errors.push(place.error(0, error.to_string()));
            }
        }
    }

    fn language_of(&mut self, place: &Place, code: &str) -> Option<u8> {
        let index = self.packs.language_index(code);
        if index.is_none() {
            let message = format!("“{code}” has no file packs/languages/{code}.toml");
            self.errors.push(place.error_in("language", message));
        }
        index
    }

    fn known_tag(&mut self, place: &Place, offset: usize, tag: &str) {
        if !self.packs.taxonomy.iter().any(|t| t.id == tag) {
            self.errors
                .push(place.error(offset, format!("“{tag}” is no tag of packs/taxonomy.toml")));
        }
    }

    fn situations(&mut self, place: &Place, parsed: SituationsFile) {
        for spanned in parsed.situation {
            let offset = spanned.span().start;
            let situation = spanned.into_inner();
            for tag in situation
                .calls_for
                .iter()
                .flatten()
                .chain(&situation.forbidden_by)
            {
                self.known_tag(place, offset, tag);
            }
            for (code, words) in &situation.words {
                let Some(language) = self.language_of(place, code) else {
                    continue;
                };
                if words.is_empty() {
                    continue;
                }
                let source = EntrySource {
                    label: &situation.id,
                    language,
                    confidence: 0.9,
                    any: words.iter().map(String::as_str).collect(),
                    ..EntrySource::default()
                };
                if let Err((_, error)) = self.situation_words.entry(&source) {
                    self.errors
                        .push(place.error(offset, format!("{}: {error}", situation.id)));
                }
            }
            self.packs.situations.push(situation);
        }
    }

    fn lexicon(&mut self, place: &Place, parsed: LexiconFile, of_drafts: bool) {
        let Some(language) = self.language_of(place, &parsed.language) else {
            return;
        };
        for spanned in parsed.entry {
            let offset = spanned.span().start;
            let entry = spanned.into_inner();
            let label = if of_drafts {
                &entry.concept
            } else {
                &entry.tag
            };
            if label.is_empty() {
                let key = if of_drafts { "concept" } else { "tag" };
                self.errors
                    .push(place.error(offset, format!("the entry has no `{key}`")));
                continue;
            }
            if !of_drafts {
                self.known_tag(place, offset, label);
            }
            self.entry(place, language, &parsed.language, &entry, of_drafts);
        }
    }

    fn entry(
        &mut self,
        place: &Place,
        language: u8,
        code: &str,
        entry: &EntryFile,
        of_drafts: bool,
    ) {
        let label = if of_drafts {
            &entry.concept
        } else {
            &entry.tag
        };
        let fix = entry.fix.as_ref().map(|fix| fix.get_ref().clone());
        if let Some(fix) = &entry.fix {
            let known = matches!(
                fix.get_ref().as_str(),
                REMOVE_SENTENCE | REMOVE_MATCH | NO_FIX
            ) || fix.get_ref().starts_with(REWORDING);
            if !known {
                let message = "a fix is remove-sentence, remove-match, none or replace:…";
                self.errors.push(place.error(fix.span().start, message));
            }
        }
        let (any, with, unless) = (plain(&entry.any), plain(&entry.with), plain(&entry.unless));
        let source = EntrySource {
            label,
            language,
            confidence: entry.confidence,
            any: any.iter().map(String::as_str).collect(),
            with: with.iter().map(String::as_str).collect(),
            unless: unless.iter().map(String::as_str).collect(),
            negatable: entry.negation == Negation::Cancels,
            quotable: entry.quotation == Quotation::Cancels,
            against: entry.stance == Stance::Against,
            whole_text: entry.scope == Scope::Text,
            fix,
        };
        let builder = if of_drafts {
            &mut self.concepts
        } else {
            &mut self.lexicon
        };
        if let Err((index, error)) = builder.entry(&source) {
            let at = entry
                .any
                .iter()
                .chain(&entry.with)
                .chain(&entry.unless)
                .nth(index);
            let offset = at.map_or(0, |pattern| pattern.span().start);
            self.errors.push(place.error(offset, error.to_string()));
        }
        let of = || {
            if of_drafts {
                ExampleOf::Concept(label.clone(), code.to_owned())
            } else if entry.stance == Stance::Against {
                ExampleOf::Denial(label.clone(), code.to_owned())
            } else {
                ExampleOf::Tag(label.clone(), code.to_owned())
            }
        };
        for (list, expected) in [(&entry.examples.yes, true), (&entry.examples.no, false)] {
            for example in list {
                self.examples.push(Example {
                    file: place.file.path.clone(),
                    line: place.line(example.span().start),
                    of: of(),
                    expected,
                    text: RuleExample::Draft(example.get_ref().clone()),
                });
            }
        }
    }

    fn templates(&mut self, place: &Place, parsed: TemplatesFile) {
        let Some(language) = self.language_of(place, &parsed.language) else {
            return;
        };
        for spanned in parsed.template {
            let offset = spanned.span().start;
            let template = spanned.into_inner();
            let situation = self
                .packs
                .situations
                .iter()
                .position(|s| s.id == template.situation);
            let Some(situation) = situation else {
                let message = format!(
                    "“{}” is no situation of packs/situations.toml",
                    template.situation
                );
                self.errors.push(place.error(offset, message));
                continue;
            };
            let region = if template.region.is_empty() {
                String::new()
            } else {
                format!("-{}", template.region)
            };
            let id = format!("{}.{}{region}", template.situation, template.variant);
            if !self
                .template_ids
                .insert((parsed.language.clone(), id.clone()))
            {
                self.errors
                    .push(place.error(offset, format!("{id} stands twice in this language")));
            }
            match slots_of(&template.text) {
                Ok(slots) => self.packs.templates.push(Template {
                    id,
                    situation: situation as u16,
                    language,
                    short: template.short,
                    region: template.region,
                    incident: template.incident,
                    text: template.text,
                    slots,
                    standing: template.standing,
                }),
                Err(message) => self.errors.push(place.error(offset, message)),
            }
        }
    }

    fn rules(&mut self, place: &Place, parsed: RulesFile) {
        let mut earliest = String::new();
        let fingerprint = fingerprint(&place.file.text);
        for spanned in parsed.rule {
            let offset = spanned.span().start;
            let rule = spanned.into_inner();
            let concepts = plain(&rule.concepts);
            let mechanism = rule.mechanism.as_ref().map_or("", |m| m.get_ref());
            if concepts.is_empty() && mechanism.trim().is_empty() {
                let message = format!("{} has neither concepts nor a mechanism", rule.id);
                self.errors.push(place.error(offset, message));
            }
            if earliest.is_empty() || rule.verified_on < earliest {
                earliest.clone_from(&rule.verified_on);
            }
            for (list, expected) in [
                (&rule.examples.violating, true),
                (&rule.examples.compliant, false),
            ] {
                for example in list {
                    self.examples.push(Example {
                        file: place.file.path.clone(),
                        line: place.line(example.span().start),
                        of: ExampleOf::Rule(rule.id.clone()),
                        expected,
                        text: example.get_ref().clone(),
                    });
                }
            }
            for concept in &rule.concepts {
                let offset = concept.span().start;
                self.named_concepts
                    .push(Named::new(concept.get_ref(), place, offset));
            }
            for name in mechanism.split_whitespace() {
                let offset = rule.mechanism.as_ref().map_or(0, |m| m.span().start);
                self.named_mechanisms.push(Named::new(name, place, offset));
            }
            self.packs.rules.push(Rule {
                id: rule.id,
                jurisdiction: parsed.jurisdiction.clone(),
                severity: rule.severity,
                severity_abroad: rule.severity_abroad.unwrap_or(rule.severity),
                concepts,
                mechanism: mechanism.to_owned(),
                what: rule.what,
                why: rule.why,
                advice: rule.advice,
                source: rule.source,
                verified_on: rule.verified_on,
                pack: place.file.path.clone(),
                fingerprint: fingerprint.clone(),
                status: parsed.status.clone(),
            });
        }
        self.info(place.file, RULES, &parsed.status, &earliest);
    }

    fn numbers(&mut self, place: &Place, parsed: NumbersFile) {
        let earliest = parsed
            .country
            .iter()
            .map(|c| c.verified_on.clone())
            .min()
            .unwrap_or_default();
        self.packs.countries.extend(parsed.country);
        self.info(place.file, "numbers", "draft", &earliest);
    }

    fn questions(&mut self, place: &Place, parsed: QuestionsFile) {
        let Some(language) = self.language_of(place, &parsed.language) else {
            return;
        };
        for spanned in parsed.entry {
            let offset = spanned.span().start;
            let question = spanned.into_inner();
            for tag in &question.tags {
                self.known_tag(place, offset, tag);
            }
            // Each pattern is an entry of its own, so that several that match count for more than one.
            for pattern in &question.keywords {
                let source = EntrySource {
                    label: &question.id,
                    language,
                    confidence: 0.5,
                    any: vec![pattern],
                    ..EntrySource::default()
                };
                if let Err((_, error)) = self.question_words.entry(&source) {
                    self.errors
                        .push(place.error(offset, format!("{}: {error}", question.id)));
                }
            }
            let wordings = [&question.question];
            let wordings = wordings.into_iter().chain(&question.paraphrases).collect();
            match slots_of(&question.answer) {
                Ok(slots) => self.packs.questions.push(Question {
                    id: question.id,
                    language,
                    wordings,
                    answer: question.answer,
                    slots,
                    tags: question.tags,
                    standing: question.standing,
                }),
                Err(message) => self.errors.push(place.error(offset, message)),
            }
        }
    }

    fn awareness(&mut self, place: &Place, parsed: AwarenessFile) {
        let Some(language) = self.language_of(place, &parsed.language) else {
            return;
        };
        let mut earliest = String::new();
        for spanned in parsed.message {
            let offset = spanned.span().start;
            let message = spanned.into_inner();
            if earliest.is_empty() || message.verified_on < earliest {
                earliest.clone_from(&message.verified_on);
            }
            let source = EntrySource {
                label: &message.id,
                language,
                confidence: 0.9,
                any: message.triggers.iter().map(String::as_str).collect(),
                ..EntrySource::default()
            };
            if let Err((_, error)) = self.awareness_words.entry(&source) {
                self.errors
                    .push(place.error(offset, format!("{}: {error}", message.id)));
            }
            self.packs.awareness.push(Awareness { language, message });
        }
        self.info(place.file, "awareness", "draft", &earliest);
    }

    fn adapter(&mut self, place: &Place, adapter: Adapter) {
        if let Err(errors) = adapter.validate() {
            for error in errors {
                self.errors
                    .push(place.error_in(&error.field, error.to_string()));
            }
        }
        let verified_on = adapter.verified_on.clone();
        self.packs.adapters.push(adapter);
        self.info(place.file, "adapters", "", &verified_on);
    }

    fn finish(mut self) -> Result<Compiled, Vec<PackError>> {
        self.packs.concepts = std::mem::take(&mut self.concepts).build();
        // A concept whose own file has mistakes is not missed in the rules as well.
        if self.errors.is_empty() {
            self.unknown_concepts();
        }
        if !self.errors.is_empty() {
            self.errors
                .sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
            return Err(self.errors);
        }
        self.packs.lexicon = self.lexicon.build();
        self.packs.situation_words = self.situation_words.build();
        self.packs.awareness_words = self.awareness_words.build();
        self.packs.question_words = self.question_words.build();
        Ok(Compiled {
            packs: self.packs,
            examples: self.examples,
            mechanisms: self.named_mechanisms,
        })
    }

    /// A rule on a concept that no entry speaks for would never be breached.
    fn unknown_concepts(&mut self) {
        let base = self.known_concepts.iter().map(String::as_str);
        let known: BTreeSet<&str> = labels(&self.packs.concepts).chain(base).collect();
        for named in &self.named_concepts {
            if !known.contains(named.name.as_str()) {
                let what = "concept that any entry speaks for";
                self.errors.push(named.unknown(what, known.iter().copied()));
            }
        }
    }
}

fn plain(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|item| item.get_ref().clone()).collect()
}
