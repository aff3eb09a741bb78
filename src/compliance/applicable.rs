//! The rules that apply to a desk, and the places where a draft breaches them.

use super::{Checked, mechanism};
use crate::desk::Desk;
use crate::lexicon::Match;
use crate::packs::{Packs, Rule, Severity};
use crate::text::Span;

/// A place where a draft breaches a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Breach {
    /// Position of the rule among those that apply.
    pub rule: usize,
    /// Where, in bytes.
    pub span: Span,
}

/// A rule with the severity that it has for a desk.
#[derive(Debug, Clone, Copy)]
pub(super) struct InForce<'a> {
    pub rule: &'a Rule,
    pub severity: Severity,
    general: bool,
}

/// The rules that apply to a desk, with what was worked out about them so far.
#[derive(Debug)]
pub(super) struct Applicable<'a> {
    packs: &'a Packs,
    pub rules: Vec<InForce<'a>>,
    /// The rules that a concept breaches, by label, for the concepts met so far.
    of_concepts: Vec<Option<Vec<usize>>>,
    /// The rules that each mechanism breaches: several share one, which runs once.
    of_mechanisms: Vec<(&'a str, Vec<usize>)>,
}

impl<'a> Applicable<'a> {
    pub fn new(packs: &'a Packs, desk: &Desk) -> Self {
        let jurisdictions: Vec<&str> = desk.jurisdictions().chain([GENERAL]).collect();
        let applies = |rule: &&Rule| jurisdictions.contains(&rule.jurisdiction.as_str());
        let in_force = |rule| in_force(rule, desk);
        let rules: Vec<InForce> = packs.rules.iter().filter(applies).map(in_force).collect();
        let mut of_mechanisms: Vec<(&str, Vec<usize>)> = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            for name in rule.rule.mechanisms() {
                let runs = |other: &Rule| {
                    !other.mechanism.is_empty() && other.mechanisms().any(|n| n == name)
                };
                if steps_back(&rules, *rule, runs) {
                    continue;
                }
                match of_mechanisms.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, rules)) => rules.push(at),
                    None => of_mechanisms.push((name, vec![at])),
                }
            }
        }
        Self {
            packs,
            rules,
            of_concepts: vec![None; packs.concepts.labels().len()],
            of_mechanisms,
        }
    }

    /// All breaches of a draft, in order of rule; of several of one rule that overlap, the longest.
    pub fn breaches(&mut self, checked: &Checked) -> Vec<Breach> {
        let mut found = Vec::new();
        for m in checked.matches.iter().filter(|m| !outdone(checked, m)) {
            let rules = self.breached_by(self.packs.concepts.entry(m).label);
            found.extend(rules.iter().map(|rule| Breach {
                rule: *rule,
                span: m.span,
            }));
        }
        let said = found.len();
        for (name, rules) in &self.of_mechanisms {
            for span in mechanism::run(name, checked).unwrap_or_default() {
                let breaches = rules.iter().map(|rule| Breach { rule: *rule, span });
                if mechanism::is_guess(name) {
                    // What is said in so many words explains a sentence better than a guess.
                    let better = |guess: &Breach| {
                        let grave = |b: &Breach| self.rules[b.rule].severity;
                        let mut said = found[..said].iter();
                        said.any(|b| grave(b) <= grave(guess) && guess.span.contains(b.span))
                    };
                    let guesses: Vec<Breach> = breaches.filter(|guess| !better(guess)).collect();
                    found.extend(guesses);
                } else {
                    found.extend(breaches);
                }
            }
        }
        settle(found)
    }

    /// How many breaches there are of each rule.
    pub fn counts(&self, breaches: &[Breach]) -> Vec<u32> {
        let mut counts = vec![0; self.rules.len()];
        for breach in breaches {
            counts[breach.rule] += 1;
        }
        counts
    }

    /// The rules that a concept breaches.
    fn breached_by(&mut self, label: u16) -> &[usize] {
        let (rules, concepts) = (&self.rules, &self.packs.concepts);
        self.of_concepts[label as usize].get_or_insert_with(|| {
            let concept = &concepts.labels()[label as usize];
            let breached = |rule: &Rule| rule.concepts.iter().any(|c| c == concept);
            (0..rules.len())
                .filter(|at| breached(rules[*at].rule))
                .filter(|at| !steps_back(rules, rules[*at], breached))
                .collect()
        })
    }
}

fn in_force<'a>(rule: &'a Rule, desk: &Desk) -> InForce<'a> {
    let abroad = rule.severity_abroad != rule.severity && desk.faces_abroad(&rule.jurisdiction);
    InForce {
        rule,
        severity: if abroad {
            rule.severity_abroad
        } else {
            rule.severity
        },
        general: rule.jurisdiction == GENERAL,
    }
}

/// A hint in a sentence that tells of a patient outright: one finding, the graver.
fn outdone(checked: &Checked, m: &Match) -> bool {
    let label = |m: &Match| checked.packs.concepts.label(m);
    let outright = |other: &Match| mechanism::OUTRIGHT.contains(&label(other));
    label(m) == mechanism::HINT
        && checked
            .matches
            .iter()
            .any(|other| other.sentence == m.sentence && outright(other))
}

/// A general rule leaves a breach to the rule of a jurisdiction that is at least as severe: one
/// finding, with the law that applies.
fn steps_back(rules: &[InForce], rule: InForce, breached: impl Fn(&Rule) -> bool) -> bool {
    rule.general
        && rules
            .iter()
            .any(|other| !other.general && other.severity <= rule.severity && breached(other.rule))
}

fn settle(mut found: Vec<Breach>) -> Vec<Breach> {
    let length = |breach: &Breach| std::cmp::Reverse(breach.span.end - breach.span.start);
    found.sort_unstable_by_key(|breach| (breach.rule, length(breach), breach.span));
    let mut kept: Vec<Breach> = Vec::with_capacity(found.len());
    let mut first_of_rule = 0;
    for breach in found {
        if kept.last().is_some_and(|last| last.rule != breach.rule) {
            first_of_rule = kept.len();
        }
        let own = &kept[first_of_rule..];
        if !own.iter().any(|known| known.span.overlaps(breach.span)) {
            kept.push(breach);
        }
    }
    kept
}

/// The jurisdiction of the rules that apply everywhere.
const GENERAL: &str = "general";
