//! The rules that apply to a desk, and the places where a draft breaches them.

use super::{Checked, mechanism};
use crate::desk::Desk;
use crate::lexicon::Match;
use crate::packs::{Packs, Rule};
use crate::text::Span;

/// A place where a draft breaches a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Breach {
    /// Position of the rule among those that apply.
    pub rule: usize,
    /// Where, in bytes.
    pub span: Span,
}

/// The rules that apply to a desk, with what was worked out about them so far.
#[derive(Debug)]
pub(super) struct Applicable<'a> {
    packs: &'a Packs,
    pub rules: Vec<&'a Rule>,
    /// The rules that a concept breaches, for the concepts met so far.
    of_concepts: Vec<(&'a str, Vec<usize>)>,
    /// The rules that each mechanism breaches: several share one, which runs once.
    of_mechanisms: Vec<(&'a str, Vec<usize>)>,
}

impl<'a> Applicable<'a> {
    pub fn new(packs: &'a Packs, desk: &Desk) -> Self {
        let jurisdictions: Vec<&str> = desk.jurisdictions().chain([GENERAL]).collect();
        let applies = |rule: &&Rule| jurisdictions.contains(&rule.jurisdiction.as_str());
        let rules: Vec<&Rule> = packs.rules.iter().filter(applies).collect();
        let mut of_mechanisms: Vec<(&str, Vec<usize>)> = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            for name in rule.mechanisms() {
                let runs = |other: &Rule| other.mechanisms().any(|n| n == name);
                if steps_back(&rules, rule, runs) {
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
            of_concepts: Vec::new(),
            of_mechanisms,
        }
    }

    /// All breaches of a draft, in order of rule; of several of one rule that overlap, the longest.
    pub fn breaches(&mut self, checked: &Checked) -> Vec<Breach> {
        let mut found = Vec::new();
        for m in checked.matches.iter().filter(|m| !outdone(checked, m)) {
            let packs = self.packs;
            let concept = packs.concepts.label(m);
            let at = self.concept(concept);
            let rules = self.of_concepts[at].1.iter();
            found.extend(rules.map(|rule| Breach {
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

    fn concept(&mut self, concept: &'a str) -> usize {
        let known = self.of_concepts.iter().position(|(c, _)| *c == concept);
        known.unwrap_or_else(|| {
            let breached = |rule: &Rule| rule.concepts.iter().any(|c| c == concept);
            let rules = (0..self.rules.len())
                .filter(|at| breached(self.rules[*at]))
                .filter(|at| !steps_back(&self.rules, self.rules[*at], breached))
                .collect();
            self.of_concepts.push((concept, rules));
            self.of_concepts.len() - 1
        })
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
fn steps_back(rules: &[&Rule], rule: &Rule, breached: impl Fn(&Rule) -> bool) -> bool {
    rule.jurisdiction == GENERAL
        && rules.iter().any(|other| {
            other.jurisdiction != GENERAL && other.severity <= rule.severity && breached(other)
        })
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
