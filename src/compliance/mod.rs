//! Checking: what a privacy officer would strike out of a public reply.
//!
//! A draft is matched once against the concepts of its language; rules of the desk's jurisdictions
//! say which concepts and mechanisms breach them.

pub mod empathy;
pub mod fix;
pub mod length;
pub mod light;
pub mod mechanism;
pub mod memory;

use crate::comment::Draft;
use crate::desk::Desk;
use crate::lexicon::{LanguageMask, Match};
use crate::packs::{Packs, Rule, Severity};
use crate::reading::detected_mask;
use crate::reading::language::detect;
use crate::reading::model::Model;
use crate::text::{Span, Text};
use light::Light;
use memory::DraftMemory;

/// One breach of a rule in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Rule id.
    pub rule: String,
    /// Severity.
    pub severity: Severity,
    /// Where in the draft, in bytes.
    pub span: Span,
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub advice: String,
    /// An edit that removes the finding.
    pub fix: Option<Fix>,
    /// Where the rule comes from.
    pub source: String,
    /// draft or reviewed.
    pub pack_status: String,
}

/// An edit of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace, in bytes.
    pub span: Span,
    /// With what.
    pub text: String,
}

/// A draft with everything checking needs, made once.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The packs.
    pub packs: &'a Packs,
    /// The draft.
    pub draft: &'a Draft,
    /// Its text in tokens.
    pub text: Text<'a>,
    /// Concepts found in it.
    pub matches: Vec<Match>,
    /// What is known of the comment.
    pub light: Option<&'a Light>,
    /// The desk.
    pub desk: &'a Desk,
}

impl<'a> Checked<'a> {
    /// Reads a draft for checking.
    #[must_use]
    pub fn new(
        packs: &'a Packs,
        model: &Model,
        draft: &'a Draft,
        light: Option<&'a Light>,
        desk: &'a Desk,
    ) -> Self {
        Self::recalled(&DraftMemory::default(), packs, model, draft, light, desk)
    }

    /// The same for a draft that may have been read before.
    #[must_use]
    pub fn recalled(
        memory: &DraftMemory,
        packs: &'a Packs,
        model: &Model,
        draft: &'a Draft,
        light: Option<&'a Light>,
        desk: &'a Desk,
    ) -> Self {
        let spoken = languages_of_desk(packs, desk);
        let (text, matches) = memory.take_apart(&draft.text, spoken, |text| {
            let languages = languages_of(packs, model, text, spoken);
            packs.concepts.matches(text, languages)
        });
        Self {
            packs,
            draft,
            text,
            matches,
            light,
            desk,
        }
    }

    /// All breaches, worst first, without fixes.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        // Several rules share a mechanism; each runs once.
        let mut ran: Vec<(&str, Vec<Span>)> = Vec::new();
        let rules: Vec<&Rule> = self
            .packs
            .rules
            .iter()
            .filter(|r| applies(r, self.desk))
            .collect();
        for rule in &rules {
            for found in &self.matches {
                let concept = &self.packs.concepts.entry(found).label;
                if rule.concepts.contains(concept) && !steps_back(rule, concept, &rules) {
                    findings.push(finding(rule, found.span));
                }
            }
            for name in rule.mechanism.split_whitespace() {
                let at = ran
                    .iter()
                    .position(|(known, _)| *known == name)
                    .unwrap_or_else(|| {
                        ran.push((name, mechanism::run(name, self).unwrap_or_default()));
                        ran.len() - 1
                    });
                findings.extend(ran[at].1.iter().map(|span| finding(rule, *span)));
            }
        }
        settle(findings)
    }

    /// The fix an entry asks for where it speaks at this place.
    fn wanted_fix(&self, span: Span) -> Option<&str> {
        self.matches
            .iter()
            .find(|m| m.span == span)
            .and_then(|m| self.packs.concepts.entry(m).fix.as_deref())
    }
}

/// How sure of its language a longer draft must be for the desk's languages to be left out.
const SURE_FROM: f32 = 0.75;

/// A draft of fewer words cannot be told from a quotation or a name.
const TELLS_FROM: usize = 6;

/// The languages whose words are looked for: in a draft too short to tell, those of the desk too.
fn languages_of(packs: &Packs, model: &Model, text: &Text, spoken: LanguageMask) -> LanguageMask {
    let detected = detect(&model.languages, text.source);
    let mask = detected_mask(packs, &detected);
    if detected.confidence >= SURE_FROM && text.tokens.len() >= TELLS_FROM {
        mask
    } else {
        mask | spoken
    }
}

/// The languages a desk answers in, and those of the public it speaks to.
fn languages_of_desk(packs: &Packs, desk: &Desk) -> LanguageMask {
    let spoken = desk.jurisdictions().filter_map(|place| {
        SPOKEN
            .iter()
            .find(|(code, _)| *code == place)
            .map(|(_, language)| *language)
    });
    spoken
        .chain(desk.languages.iter().map(String::as_str))
        .filter_map(|code| packs.language_index(code.split('-').next().unwrap_or(code)))
        .fold(0, |mask, index| mask | 1 << index)
}

/// Jurisdictions with the language of their public, where Bedside knows it.
const SPOKEN: &[(&str, &str)] = &[
    ("US", "en"),
    ("UK", "en"),
    ("AU", "en"),
    ("SG", "en"),
    ("DE", "de"),
    ("AT", "de"),
    ("ES", "es"),
    ("MX", "es"),
    ("TR", "tr"),
    ("IN", "hi"),
    ("AE", "ar"),
    ("TH", "th"),
    ("FR", "fr"),
    ("IT", "it"),
    ("PT", "pt"),
    ("BR", "pt"),
];

/// Sorts findings; of several of one rule that overlap, the longest stays.
fn settle(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        let length = |f: &Finding| std::cmp::Reverse(f.span.end - f.span.start);
        (&a.rule, length(a), a.span).cmp(&(&b.rule, length(b), b.span))
    });
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        if !kept
            .iter()
            .any(|k| k.rule == finding.rule && k.span.overlaps(finding.span))
        {
            kept.push(finding);
        }
    }
    kept.sort_by(|a, b| (a.severity, a.span, &a.rule).cmp(&(b.severity, b.span, &b.rule)));
    kept
}

/// How many edits are tried for one draft; a draft that needs more wants rewriting.
const MOST_FIXES: usize = 24;

/// Checks a draft; every finding carries a fix where one exists that removes it and creates none.
#[must_use]
pub fn check(
    packs: &Packs,
    model: &Model,
    draft: &Draft,
    light: Option<&Light>,
    desk: &Desk,
) -> Vec<Finding> {
    let checked = Checked::new(packs, model, draft, light, desk);
    let mut findings = checked.findings();
    let before = findings.clone();
    // Several findings of one sentence ask for the same edit; each is tried once.
    let mut tried: Vec<(Fix, Vec<Finding>)> = Vec::new();
    for finding in &mut findings {
        let Some(edit) = fix::propose(&checked, finding.span, checked.wanted_fix(finding.span))
        else {
            continue;
        };
        let at = tried.iter().position(|(known, _)| *known == edit);
        if at.is_none() && tried.len() == MOST_FIXES {
            continue;
        }
        let at = at.unwrap_or_else(|| {
            let mended = Draft {
                text: fix::apply(&draft.text, &edit),
                ..draft.clone()
            };
            let again = Checked::new(packs, model, &mended, checked.light, desk).findings();
            tried.push((edit.clone(), again));
            tried.len() - 1
        });
        if fix::holds(&before, finding, &tried[at].1) {
            finding.fix = Some(edit);
        }
    }
    findings
}

fn applies(rule: &Rule, desk: &Desk) -> bool {
    rule.jurisdiction == GENERAL || desk.jurisdictions().any(|j| j == rule.jurisdiction)
}

/// A general rule leaves a concept to the rule of a jurisdiction that is at least as severe: one
/// finding, with the law that applies.
fn steps_back(rule: &Rule, concept: &String, rules: &[&Rule]) -> bool {
    rule.jurisdiction == GENERAL
        && rules.iter().any(|other| {
            other.jurisdiction != GENERAL
                && other.severity <= rule.severity
                && other.concepts.contains(concept)
        })
}

/// The jurisdiction of the rules that apply everywhere.
const GENERAL: &str = "general";

fn finding(rule: &Rule, span: Span) -> Finding {
    Finding {
        rule: rule.id.clone(),
        severity: rule.severity,
        span,
        what: rule.what.clone(),
        why: rule.why.clone(),
        advice: rule.advice.clone(),
        fix: None,
        source: rule.source.clone(),
        pack_status: rule.status.clone(),
    }
}
