//! Checking: what a privacy officer would strike out of a public reply.

pub mod length;

use crate::comment::{Comment, Draft};
use crate::desk::Desk;
use crate::packs::{Packs, Rule, Severity};
use crate::reading::language::detect;
use crate::reading::languages_to_read;
use crate::reading::model::Model;
use crate::text::{Span, Text};

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

/// Checks a draft in the light of the comment it answers, for the jurisdictions of the desk.
#[must_use]
pub fn check(
    packs: &Packs,
    model: &Model,
    draft: &Draft,
    _comment: Option<&Comment>,
    desk: &Desk,
) -> Vec<Finding> {
    let text = Text::new(&draft.text);
    let languages = languages_to_read(packs, &detect(&model.languages, &draft.text).code);
    let matches = packs.concepts.matches(&text, languages);
    let mut findings: Vec<Finding> = Vec::new();
    for rule in packs.rules.iter().filter(|r| applies(r, desk)) {
        for found in &matches {
            let entry = packs.concepts.entry(found);
            if rule.concepts.contains(&entry.label) {
                findings.push(finding(rule, found.span));
            }
        }
    }
    findings.sort_by(|a, b| (a.severity, a.span, &a.rule).cmp(&(b.severity, b.span, &b.rule)));
    findings.dedup();
    findings
}

fn applies(rule: &Rule, desk: &Desk) -> bool {
    rule.jurisdiction == "general" || desk.jurisdictions().any(|j| j == rule.jurisdiction)
}

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
