//! Finding patterns in a text.

use std::collections::HashSet;

use super::compile::{Candidate, Lexicon, NO_SET, Node, finish, kind_matches, seed, step};
use super::syntax::Form;
use super::{Entry, LanguageMask};
use crate::text::quotes::quotations;
use crate::text::{Break, Span, Text};

/// One place where an entry speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Index of the entry.
    pub entry: u32,
    /// Where, in bytes of the source.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Sentence of the first token.
    pub sentence: u32,
}

/// What entries say of a text.
#[derive(Debug, Clone, Default)]
pub struct Spoken {
    /// What stands.
    pub matches: Vec<Match>,
    /// What does not count, and what speaks against it.
    pub denied: Vec<Match>,
}

/// How many words before a match a negator still cancels it.
const NEGATION_BEFORE: usize = 4;
/// How many words after a match a negator still cancels it, where the language puts it there.
const NEGATION_AFTER: usize = 2;
/// Steps that one pattern may take at one place; far more than any sensible pattern needs, and what
/// keeps matching linear in the length of the text.
const MOST_STEPS: u32 = 4_000;

impl Lexicon {
    /// All matches of entries in the given languages that stand, in order of place.
    #[must_use]
    pub fn matches(&self, text: &Text, languages: LanguageMask) -> Vec<Match> {
        self.spoken(text, languages).matches
    }

    /// All matches of entries in the given languages, negation, `with` and `unless` applied, and
    /// those that are denied apart.
    #[must_use]
    pub fn spoken(&self, text: &Text, languages: LanguageMask) -> Spoken {
        let sets = TokenSets::new(self, text);
        let raw = self.raw_matches(text, &sets, languages);
        let mut kept: Vec<Match> = Vec::with_capacity(raw.len());
        for found in &raw {
            let entry = self.entry_of(found.pattern);
            if !within(entry.any, found.pattern) {
                continue;
            }
            let reaches =
                |other: &RawMatch| entry.whole_text || other.sentence(text) == found.sentence(text);
            let any_of = |range: (u32, u32)| {
                // In order of pattern, so that a range of patterns is a run.
                raw[raw.partition_point(|other| other.pattern < range.0)..]
                    .iter()
                    .take_while(|other| other.pattern < range.1)
                    .any(reaches)
            };
            if entry.with.0 < entry.with.1 && !any_of(entry.with) {
                continue;
            }
            if entry.unless.0 < entry.unless.1 && any_of(entry.unless) {
                continue;
            }
            if entry.negatable && self.negated(text, &sets, entry.language, found) {
                continue;
            }
            kept.push(Match {
                entry: self.patterns[found.pattern as usize].entry,
                span: text.span_of(found.first as usize, found.end as usize),
                first: found.first,
                end: found.end,
                sentence: found.sentence(text),
            });
        }
        kept.sort_by_key(|m| (m.span, m.entry));
        kept.dedup();
        self.part(text, kept)
    }

    /// Parts what stands from what is denied: the words of others, what an entry speaks against, and
    /// those entries themselves.
    fn part(&self, text: &Text, found: Vec<Match>) -> Spoken {
        let may_be_denied = |m: &Match| self.entry(m).against || self.entry(m).quotable;
        if !found.iter().any(may_be_denied) {
            return Spoken {
                matches: found,
                denied: Vec::new(),
            };
        }
        let quotations = quotations(text.source);
        let all = text.span_of(0, text.tokens.len());
        let quoted = |m: &Match| {
            let after = quotations.partition_point(|span| span.start <= m.span.start);
            let around = after.checked_sub(1).map(|at| quotations[at]);
            around.is_some_and(|span| span.contains(m.span) && !span.contains(all))
        };
        // A label with the sentence it is spoken against in, or with none for the whole text.
        let against: HashSet<(&str, Option<u32>)> = found
            .iter()
            .filter(|m| self.entry(m).against)
            .map(|m| {
                let entry = self.entry(m);
                let sentence = (!entry.whole_text).then_some(m.sentence);
                (entry.label.as_str(), sentence)
            })
            .collect();
        let (denied, matches) = found.into_iter().partition(|m| {
            let entry = self.entry(m);
            let spoken_against = |sentence| against.contains(&(entry.label.as_str(), sentence));
            entry.against
                || entry.quotable && quoted(m)
                || spoken_against(None)
                || spoken_against(Some(m.sentence))
        });
        Spoken { matches, denied }
    }

    /// Whether every entry looks at its own sentence only, so that matches in one say nothing of
    /// another.
    #[must_use]
    pub fn keeps_to_sentences(&self) -> bool {
        let far = |e: &Entry| e.whole_text || e.quotable;
        !self.entries.iter().any(far)
    }

    /// The entry a match belongs to.
    #[must_use]
    pub fn entry(&self, found: &Match) -> &Entry {
        &self.entries[found.entry as usize]
    }

    fn entry_of(&self, pattern: u32) -> &Entry {
        &self.entries[self.patterns[pattern as usize].entry as usize]
    }

    fn raw_matches(&self, text: &Text, sets: &TokenSets, languages: LanguageMask) -> Vec<RawMatch> {
        let mut found = Vec::new();
        for at in 0..text.tokens.len() {
            for set in sets.of(at) {
                if self.set_languages[*set as usize] & languages != 0 {
                    self.try_all(
                        &self.anchored[*set as usize],
                        text,
                        sets,
                        at,
                        languages,
                        &mut found,
                    );
                }
            }
            for (kind, patterns) in &self.anchored_kinds {
                if kind_matches(*kind, text.tokens[at].kind) {
                    self.try_all(patterns, text, sets, at, languages, &mut found);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn try_all(
        &self,
        candidates: &[Candidate],
        text: &Text,
        sets: &TokenSets,
        anchor: usize,
        languages: LanguageMask,
        found: &mut Vec<RawMatch>,
    ) {
        for candidate in candidates {
            let possible = languages & (1 << candidate.language) != 0
                && candidate.near as usize <= anchor
                && (candidate.also == NO_SET || sets.anywhere(candidate.also));
            if possible {
                found.extend(self.try_one(*candidate, text, sets, anchor));
            }
        }
    }

    fn try_one(
        &self,
        candidate: Candidate,
        text: &Text,
        sets: &TokenSets,
        anchor: usize,
    ) -> Option<RawMatch> {
        let nodes = &self.patterns[candidate.pattern as usize].nodes;
        let mut steps = MOST_STEPS;
        let mut walk = Walk {
            text,
            sets,
            steps: &mut steps,
        };
        let first = anchor.saturating_sub(candidate.far as usize);
        (first..=anchor - candidate.near as usize).find_map(|start| {
            if !walk.may_start(nodes, start) {
                return None;
            }
            walk.sequence(nodes, start, start, None)
                .filter(|end| *end > anchor)
                .map(|end| RawMatch {
                    first: start as u32,
                    end: end as u32,
                    pattern: candidate.pattern,
                })
        })
    }

    fn negated(&self, text: &Text, sets: &TokenSets, language: u8, found: &RawMatch) -> bool {
        let Some((before, after)) = self.negators.get(language as usize) else {
            return false;
        };
        let sentence = found.sentence(text);
        if let Some(negator) = before {
            let mut at = found.first as usize;
            for _ in 0..NEGATION_BEFORE {
                // "no fever, chest pain": the comma ends what the negator reaches.
                if at == 0 || text.tokens[at].before != Break::None {
                    break;
                }
                at -= 1;
                if text.tokens[at].sentence != sentence {
                    break;
                }
                if sets.has(at, *negator) {
                    return true;
                }
            }
        }
        if let Some(negator) = after {
            for at in (found.end as usize..text.tokens.len()).take(NEGATION_AFTER) {
                if text.tokens[at].before != Break::None {
                    break;
                }
                if sets.has(at, *negator) {
                    return true;
                }
            }
        }
        false
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct RawMatch {
    pattern: u32,
    first: u32,
    end: u32,
}

impl RawMatch {
    fn sentence(&self, text: &Text) -> u32 {
        text.tokens[self.first as usize].sentence
    }
}

fn within(range: (u32, u32), pattern: u32) -> bool {
    range.0 <= pattern && pattern < range.1
}

/// The word sets each token belongs to.
struct TokenSets {
    starts: Vec<u32>,
    sets: Vec<u32>,
    /// One bit for each set of a token, many sets to a bit: most questions are answered by it.
    masks: Vec<[u64; MASK_PARTS]>,
    /// One bit for each set of the lexicon: whether any token belongs to it.
    present: Vec<u64>,
}

const MASK_PARTS: usize = 8;

fn bit_of(set: u32) -> u64 {
    1 << (set & 63)
}

fn part_of(set: u32) -> usize {
    (set >> 6) as usize % MASK_PARTS
}

impl TokenSets {
    fn new(lexicon: &Lexicon, text: &Text) -> Self {
        let mut this = Self {
            starts: Vec::with_capacity(text.tokens.len() + 1),
            sets: Vec::with_capacity(text.tokens.len() * 16),
            masks: Vec::with_capacity(text.tokens.len()),
            present: vec![0; lexicon.anchored.len().div_ceil(64)],
        };
        for token in &text.tokens {
            let from = this.sets.len();
            this.starts.push(from as u32);
            for form in text.forms(token) {
                this.look_up_all(lexicon, form);
            }
            let own = &mut this.sets[from..];
            own.sort_unstable();
            let mut mask = [0; MASK_PARTS];
            for set in own {
                mask[part_of(*set)] |= bit_of(*set);
            }
            this.masks.push(mask);
        }
        this.starts.push(this.sets.len() as u32);
        for set in &this.sets {
            this.present[*set as usize / 64] |= bit_of(*set);
        }
        this
    }

    /// Whether any token of the text belongs to a set.
    fn anywhere(&self, set: u32) -> bool {
        self.present[set as usize / 64] & bit_of(set) != 0
    }

    fn look_up_all(&mut self, lexicon: &Lexicon, form: &str) {
        let bytes = form.as_bytes();
        let mut exact = seed(Form::Exact);
        let mut prefix = seed(Form::Prefix);
        for (at, byte) in bytes.iter().enumerate() {
            exact = step(exact, *byte);
            prefix = step(prefix, *byte);
            if form.is_char_boundary(at + 1) {
                self.look_up(lexicon, finish(prefix));
            }
        }
        self.look_up(lexicon, finish(exact));
        let mut suffix = seed(Form::Suffix);
        for (at, byte) in bytes.iter().enumerate().rev() {
            suffix = step(suffix, *byte);
            if form.is_char_boundary(at) {
                self.look_up(lexicon, finish(suffix));
            }
        }
    }

    fn look_up(&mut self, lexicon: &Lexicon, hash: u32) {
        let mask = lexicon.slots.len().wrapping_sub(1);
        if lexicon.slots.is_empty() {
            return;
        }
        let mut slot = hash as usize & mask;
        loop {
            let (found, start, count) = lexicon.slots[slot];
            if found == hash {
                let start = start as usize;
                self.sets
                    .extend_from_slice(&lexicon.members[start..start + count as usize]);
                return;
            }
            if found == 0 {
                return;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn of(&self, token: usize) -> &[u32] {
        &self.sets[self.starts[token] as usize..self.starts[token + 1] as usize]
    }

    fn has(&self, token: usize, set: u32) -> bool {
        self.masks[token][part_of(set)] & bit_of(set) != 0
            && self.of(token).binary_search(&set).is_ok()
    }
}

struct Walk<'a> {
    text: &'a Text<'a>,
    sets: &'a TokenSets,
    steps: &'a mut u32,
}

/// What is left to match after the nodes at hand, innermost first.
struct Rest<'a> {
    nodes: &'a [Node],
    outer: Option<&'a Rest<'a>>,
}

impl Walk<'_> {
    /// Whether nodes can match at a token, as far as their first one tells. Spares most walks.
    fn may_start(&self, nodes: &[Node], at: usize) -> bool {
        match nodes.first() {
            Some(Node::Set(set)) => at < self.text.tokens.len() && self.sets.has(at, *set),
            Some(Node::Any(options)) => options.iter().any(|option| self.may_start(option, at)),
            _ => true,
        }
    }

    /// Matches `nodes` and then the rest from token `at`; gives the end of the whole match.
    fn sequence(
        &mut self,
        nodes: &[Node],
        at: usize,
        start: usize,
        rest: Option<&Rest>,
    ) -> Option<usize> {
        if *self.steps == 0 {
            return None;
        }
        *self.steps -= 1;
        let Some((node, tail)) = nodes.split_first() else {
            return match rest {
                Some(next) => self.sequence(next.nodes, at, start, next.outer),
                None => Some(at),
            };
        };
        match node {
            Node::Set(set) => (self.joined(at, start) && self.sets.has(at, *set))
                .then(|| self.sequence(tail, at + 1, start, rest))
                .flatten(),
            Node::Kind(kind) => (self.joined(at, start)
                && kind_matches(*kind, self.text.tokens[at].kind))
            .then(|| self.sequence(tail, at + 1, start, rest))
            .flatten(),
            Node::Hashtag => (self.joined(at, start) && self.text.tokens[at].in_hashtag)
                .then(|| self.sequence(tail, at + 1, start, rest))
                .flatten(),
            Node::Any(options) => {
                let after = Rest {
                    nodes: tail,
                    outer: rest,
                };
                options.iter().find_map(|option| {
                    if self.may_start(option, at) {
                        self.sequence(option, at, start, Some(&after))
                    } else {
                        None
                    }
                })
            }
            Node::Maybe(inner) => {
                let after = Rest {
                    nodes: tail,
                    outer: rest,
                };
                let with = if self.may_start(inner, at) {
                    self.sequence(inner, at, start, Some(&after))
                } else {
                    None
                };
                with.or_else(|| self.sequence(tail, at, start, rest))
            }
            Node::Gap(most) => {
                for skipped in 0..=*most as usize {
                    if skipped > 0 && !self.joined(at + skipped - 1, start) {
                        return None;
                    }
                    if let Some(end) = self.sequence(tail, at + skipped, start, rest) {
                        return Some(end);
                    }
                }
                None
            }
            Node::Question => self
                .mark(at, |t| t.question_after)
                .then(|| self.sequence(tail, at, start, rest))
                .flatten(),
            Node::Exclamation => self
                .mark(at, |t| t.exclamation_after)
                .then(|| self.sequence(tail, at, start, rest))
                .flatten(),
            Node::Start => (self
                .text
                .tokens
                .get(at)
                .is_some_and(|t| t.before == Break::Sentence))
            .then(|| self.sequence(tail, at, start, rest))
            .flatten(),
            Node::End => (self
                .text
                .tokens
                .get(at)
                .is_none_or(|t| t.before == Break::Sentence))
            .then(|| self.sequence(tail, at, start, rest))
            .flatten(),
        }
    }

    /// Whether the token exists and goes on the sentence in which the match started.
    fn joined(&self, at: usize, start: usize) -> bool {
        self.text
            .tokens
            .get(at)
            .is_some_and(|token| at == start || token.sentence == self.text.tokens[start].sentence)
    }

    fn mark(&self, at: usize, has: fn(&crate::text::Token) -> bool) -> bool {
        at.checked_sub(1)
            .and_then(|last| self.text.tokens.get(last))
            .is_some_and(has)
    }
}

#[cfg(test)]
mod tests {
    use super::super::compile::{EntrySource, LexiconBuilder, WordClasses};
    use super::*;
    use crate::lexicon::ALL_LANGUAGES;

    fn finds(source: &EntrySource, classes: &[(&str, &[&str])], text: &str) -> Vec<String> {
        let classes: WordClasses = classes
            .iter()
            .map(|(name, words)| {
                (
                    (*name).to_owned(),
                    words.iter().map(|w| (*w).to_owned()).collect(),
                )
            })
            .collect();
        let mut builder = LexiconBuilder::default();
        builder.language(0, &classes, 3).unwrap();
        builder.entry(source).unwrap();
        let lexicon = builder.build();
        let text = Text::new(text);
        lexicon
            .matches(&text, ALL_LANGUAGES)
            .iter()
            .map(|m| text.slice(m.span).to_owned())
            .collect()
    }

    fn check(pattern: &str, text: &str, expected: &[&str]) {
        let source = EntrySource {
            label: "x",
            any: vec![pattern],
            ..EntrySource::default()
        };
        assert_eq!(
            finds(&source, &[("part", &["chest", "left arm"])], text),
            expected,
            "{pattern} in {text}"
        );
    }

    #[test]
    fn patterns_find_what_they_describe() {
        check(
            "chest pain*",
            "Bad chest pains since noon",
            &["chest pains"],
        );
        check(
            "can't .. breathe",
            "I CAN’T even really breathe!",
            &["CAN’T even really breathe"],
        );
        check("can't .. breathe", "I can't. Now breathe", &[]);
        check(
            "pain in (my|the)? {part}",
            "pain in my left arm",
            &["pain in my left arm"],
        );
        check(
            "pain in (my|the)? {part}",
            "pain in chest",
            &["pain in chest"],
        );
        check("*schmerzen", "Brustschmerzen!", &["Brustschmerzen"]);
        check("is it safe <?>", "is it safe? yes", &["is it safe"]);
        check("^ help", "Please help. Help me", &["Help"]);
        check("kill", "k1ll kiiiill", &["k1ll", "kiiiill"]);
        check("胸口痛", "我胸口痛了", &["胸口痛"]);
        check("about <money>", "it was about €990 all in", &["about €990"]);
    }

    #[test]
    fn negation_with_and_unless_decide() {
        let source = EntrySource {
            label: "emergency",
            any: vec!["chest pain", "dying"],
            unless: vec!["dying of laughter"],
            negatable: true,
            ..EntrySource::default()
        };
        let classes: &[(&str, &[&str])] = &[("negator", &["no", "without"])];
        let found = |text: &str| finds(&source, classes, text).len();
        assert_eq!(found("chest pain"), 1);
        assert_eq!(found("no chest pain, thank God"), 0);
        assert_eq!(found("no fever, chest pain"), 1);
        assert_eq!(found("dying of laughter"), 0);
        assert_eq!(found("I was dying of laughter. Then chest pain"), 1);
        let with = EntrySource {
            label: "x",
            any: vec!["refund"],
            with: vec!["clinic"],
            ..EntrySource::default()
        };
        assert_eq!(finds(&with, classes, "refund at the clinic").len(), 1);
        assert_eq!(finds(&with, classes, "refund. clinic").len(), 0);
    }
}
