//! Checking: what a privacy officer would strike out of a public reply.
//!
//! A draft is matched once against the concepts of its language; rules of the desk's jurisdictions
//! say which concepts and mechanisms breach them.

mod applicable;
mod edited;
pub mod empathy;
pub mod fix;
mod form;
mod handling;
pub mod length;
pub mod light;
pub mod mechanism;
pub mod memory;
mod names;
mod readability;
pub mod telling;

use crate::comment::Draft;
use crate::desk::Desk;
use crate::lexicon::{LanguageMask, Match, REMOVE_SENTENCE, REWORDING};
use crate::packs::{Packs, Severity};
use crate::reading::language::{Evidence, looked_at};
use crate::reading::model::Model;
use crate::reading::{heard_mask, written_in};
use crate::review::{self, Review};
use crate::text::{Break, Span, Text};
use applicable::{Applicable, InForce};
use light::Light;
use memory::{DraftMemory, Found};
use telling::{Telling, tellings};

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
    pub pack_status: &'static str,
    /// Counsel's review of the pack; of an earlier text where the status is draft.
    pub review: Option<Review>,
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
    /// Sentences that tell something of the writer of the comment.
    pub tellings: Vec<Telling>,
    /// What is known of the comment.
    pub light: Option<&'a Light>,
    /// The desk.
    pub desk: &'a Desk,
    /// Number of the likeliest language.
    pub language: Option<u8>,
    /// Not known of a remembered draft.
    speech: Option<Speech>,
}

/// The language of a draft.
#[derive(Debug)]
struct Speech {
    /// What the draft says of it.
    evidence: Evidence,
    /// Its sentences.
    sentences: Vec<Said>,
    /// Whether their evidence is known, which that of a long draft is not.
    by_sentence: bool,
    /// The languages that are added for drafts that do not tell.
    likely: LanguageMask,
    /// The languages whose words are looked for.
    languages: LanguageMask,
    /// Number of the likeliest language.
    likeliest: Option<u8>,
}

/// The language of a sentence.
#[derive(Debug, Clone)]
struct Said {
    /// Its first byte.
    start: u32,
    /// What it says; empty in a draft too long to be looked at whole.
    evidence: Evidence,
    /// The languages of its script.
    written: LanguageMask,
}

impl Speech {
    /// `known` gives what is known of a sentence by its first byte and its words.
    fn of<'k>(
        packs: &Packs,
        model: &Model,
        text: &Text,
        likely: LanguageMask,
        known: impl Fn(u32, &str) -> Option<&'k Said>,
    ) -> Self {
        let source = text.source;
        let by_sentence = looked_at(source).len() == source.len();
        let firsts = text.tokens.iter().filter(|t| t.before == Break::Sentence);
        let mut starts: Vec<u32> = firsts.map(|t| t.span.start).collect();
        if let Some(first) = starts.first_mut() {
            *first = 0;
        }
        starts.push(source.len() as u32);
        let of = |part| Evidence::of(&model.languages, part);
        let mut evidence = of(if by_sentence { "" } else { looked_at(source) });
        let mut sentences = Vec::with_capacity(starts.len());
        for pair in starts.windows(2) {
            let slice = &source[pair[0] as usize..pair[1] as usize];
            let known = known(pair[0], slice).filter(|_| by_sentence);
            let mut said = known.cloned().unwrap_or_else(|| Said {
                start: pair[0],
                evidence: of(if by_sentence { slice } else { "" }),
                written: written_in(packs, slice),
            });
            said.start = pair[0];
            evidence.merge(&said.evidence);
            sentences.push(said);
        }
        let written = sentences.iter().map(|said| said.written);
        let (languages, likeliest) =
            languages_of(packs, model, &evidence, text.tokens.len(), written, likely);
        Self {
            evidence,
            sentences,
            by_sentence,
            likely,
            languages,
            likeliest,
        }
    }

    /// The words of a sentence of the text, with the blanks behind it.
    fn words<'t>(&self, source: &'t str, at: usize) -> &'t str {
        let rest = &source[self.sentences[at].start as usize..];
        let next = self.sentences.get(at + 1).map(|next| next.start);
        next.map_or(rest, |next| {
            &rest[..(next - self.sentences[at].start) as usize]
        })
    }

    /// The languages of so many tokens that are left without the sentence that starts at a byte;
    /// `None` where that is not known.
    fn without(
        &self,
        packs: &Packs,
        model: &Model,
        start: u32,
        left: usize,
    ) -> Option<(LanguageMask, Option<u8>)> {
        let cut = self.sentences.iter().position(|said| said.start == start)?;
        let evidence = self.evidence.without(&self.sentences[cut].evidence);
        let others = self.sentences.iter().enumerate();
        let written = others.filter(|(at, _)| *at != cut).map(|(_, s)| s.written);
        self.by_sentence
            .then(|| languages_of(packs, model, &evidence, left, written, self.likely))
    }
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
        let text = Text::new(&draft.text);
        let likely = likely_languages(packs, desk, light);
        let speech = Speech::of(packs, model, &text, likely, |_, _| None);
        let (matches, tellings) = found_in(packs, model, &text, speech.languages);
        Self {
            packs,
            draft,
            tellings,
            matches,
            text,
            light,
            desk,
            language: speech.likeliest,
            speech: Some(speech),
        }
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
        let likely = likely_languages(packs, desk, light);
        let (text, found) = memory.take_apart(&draft.text, likely, |text| {
            let speech = Speech::of(packs, model, text, likely, |_, _| None);
            let (matches, tellings) = found_in(packs, model, text, speech.languages);
            Found {
                language: speech.likeliest,
                matches,
                tellings,
            }
        });
        Self {
            packs,
            draft,
            text,
            matches: found.matches,
            tellings: found.tellings,
            light,
            desk,
            language: found.language,
            speech: None,
        }
    }

    /// All breaches, worst first, without fixes.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut applicable = Applicable::new(self.packs, self.desk);
        let breaches = applicable.breaches(self);
        worst_first(
            breaches
                .iter()
                .map(|b| finding(self.desk, applicable.rules[b.rule], b.span)),
        )
    }

    /// The edits for what was found at this place, the one to try first in front: what an entry asks for
    /// that speaks there, other words for the sentence or the part of it around, taking away.
    fn proposals(&self, span: Span) -> Vec<Fix> {
        let here = self.matches.iter().filter(|m| m.span == span);
        let wanted = here.filter_map(|m| self.packs.concepts.entry(m).fix.as_deref());
        let wanted = wanted.min_by_key(|fix| !fix.starts_with(REWORDING));
        let mut edits = Vec::new();
        if wanted.is_none_or(|fix| fix == REMOVE_SENTENCE) {
            edits.extend(self.rewordings(span));
        }
        edits.extend(fix::propose(self, span, wanted));
        edits
    }

    /// Other words for what holds a place, the least first. A guess is of a whole sentence: where that has
    /// parts with words of their own, as in Thai, for these.
    fn rewordings(&self, span: Span) -> Vec<Fix> {
        if !fix::says_something(&self.text.source[span.range()]) {
            return Vec::new();
        }
        let guessed = self.tellings.iter().any(|telling| telling.span == span);
        let rewords = |m: &&Match| {
            self.packs.concepts.entry(m).rewording().is_some()
                && (m.span.contains(span) || guessed && span.contains(m.span))
        };
        let mut found: Vec<&Match> = self.matches.iter().filter(rewords).collect();
        found.sort_by_key(|m| (m.span.end - m.span.start, m.entry));
        found.dedup_by_key(|m| m.span);
        let words = |m: &Match| self.packs.concepts.entry(m).fix.as_deref();
        let edits = found
            .iter()
            .filter_map(|m| fix::propose(self, m.span, words(m)));
        edits.take(MOST_REWORDINGS).collect()
    }
}

/// The concepts found in a text, and what its sentences tell.
fn found_in(
    packs: &Packs,
    model: &Model,
    text: &Text,
    languages: LanguageMask,
) -> (Vec<Match>, Vec<Telling>) {
    let matches = packs.concepts.matches(text, languages);
    let tellings = tellings(packs, model, text, languages, &matches, |_| None);
    (matches, tellings)
}

/// How many parts of a sentence are tried in other words.
const MOST_REWORDINGS: usize = 3;

/// How sure of its language a longer draft must be for the desk's languages to be left out.
const SURE_FROM: f32 = 0.75;

/// A draft of so few words cannot be told from a quotation or a name.
const TELLS_NOT: usize = 6;

/// The languages whose words are looked for, and the likeliest: English, what the draft is in, and where
/// it does not tell surely, `likely` ones; for a sentence in a script of none of them, all that are
/// written in it.
fn languages_of(
    packs: &Packs,
    model: &Model,
    evidence: &Evidence,
    tokens: usize,
    written: impl Iterator<Item = LanguageMask>,
    likely: LanguageMask,
) -> (LanguageMask, Option<u8>) {
    let detected = evidence.detected(&model.languages);
    let known = packs.language_of(&detected.code);
    let mut mask = heard_mask(packs, &detected);
    if known.is_none() || detected.confidence < SURE_FROM || tokens <= TELLS_NOT {
        mask |= likely;
    }
    for written in written {
        if mask & written == 0 {
            mask |= written;
        }
    }
    (mask, known)
}

/// The languages of a draft that does not tell: the comment's, or where no comment is known to be in
/// one, those of the desk.
fn likely_languages(packs: &Packs, desk: &Desk, light: Option<&Light>) -> LanguageMask {
    let of_comment = light.map_or(0, |light| light.languages);
    if of_comment == 0 {
        languages_of_desk(packs, desk)
    } else {
        of_comment
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
        .filter_map(|code| packs.language_of(code))
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

fn worst_first(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = findings.collect();
    findings.sort_by(|a, b| (a.severity, a.span, &a.rule).cmp(&(b.severity, b.span, &b.rule)));
    findings
}

/// How many edits are tried for one draft; a draft that needs more wants rewriting.
const MOST_FIXES: usize = 24;

/// The edits that were tried on a draft: several findings of one place or one sentence ask for the same.
#[derive(Debug, Default)]
struct Edits {
    /// Those that were asked for at a place.
    asked: Vec<(Span, Vec<Fix>)>,
    /// Each with how many breaches of every rule it leaves, or nothing where it creates one.
    tried: Vec<(Fix, Option<Vec<u32>>)>,
}

impl Edits {
    /// Those for a place.
    fn asked_at(&mut self, span: Span, checked: &Checked) -> Vec<Fix> {
        if let Some((_, known)) = self.asked.iter().find(|(known, _)| *known == span) {
            return known.clone();
        }
        let edits = checked.proposals(span);
        self.asked.push((span, edits.clone()));
        edits
    }

    /// What an edit leaves, tried by now; nothing where it creates a breach.
    fn left_by(
        &mut self,
        edit: &Fix,
        count: impl FnOnce(&Fix) -> Option<Vec<u32>>,
    ) -> Option<&[u32]> {
        let known = self.tried.iter().position(|(known, _)| known == edit);
        let at = match known {
            Some(at) => at,
            None if self.tried.len() == MOST_FIXES => return None,
            None => {
                self.tried.push((edit.clone(), count(edit)));
                self.tried.len() - 1
            }
        };
        self.tried[at].1.as_deref()
    }
}

/// Checks a draft that was read by [`Checked::new`]; every finding carries a fix where one exists that removes it and creates none.
#[must_use]
pub fn check(checked: &Checked, model: &Model) -> Vec<Finding> {
    let mut applicable = Applicable::new(checked.packs, checked.desk);
    let breaches = applicable.breaches(checked);
    let before = applicable.counts(&breaches);
    let mut edits = Edits::default();
    let findings = breaches.iter().map(|breach| {
        let mut finding = finding(checked.desk, applicable.rules[breach.rule], breach.span);
        let proposed = edits.asked_at(breach.span, checked);
        finding.fix = proposed.into_iter().find(|edit| {
            let left = edits.left_by(edit, |edit| {
                let after = fix::counts_after(checked, model, edit, &mut applicable);
                let mut both = after.iter().zip(&before);
                let creates = both.any(|(after, before)| after > before);
                (!creates).then_some(after)
            });
            left.is_some_and(|after| after[breach.rule] < before[breach.rule])
        });
        finding
    });
    worst_first(findings)
}

fn finding(desk: &Desk, InForce { rule, severity, .. }: InForce, span: Span) -> Finding {
    let (pack_status, review) =
        review::standing(&desk.reviews, &rule.pack, &rule.fingerprint, &rule.status);
    Finding {
        rule: rule.id.clone(),
        severity,
        span,
        what: rule.what.clone(),
        why: rule.why.clone(),
        advice: rule.advice.clone(),
        fix: None,
        source: rule.source.clone(),
        pack_status,
        review: review.cloned(),
    }
}
