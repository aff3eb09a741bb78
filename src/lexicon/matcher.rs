//! Finding patterns in a text.

use std::collections::HashSet;
use std::ops::Range;

use super::compiled::{Lexicon, Negators, Patterns};
use super::index::{Candidate, finish, seed};
use super::node::{NO_SET, Node, NodeKind, greatest_width, options_of};
use super::syntax::Form;
use super::{Entry, LanguageMask};
use crate::text::hash::step;
use crate::text::quotes::quotations;
use crate::text::{Break, Span, Text, Token};

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

    /// Those of some of a text's sentences, given as their tokens; they are all there is in them where the
    /// lexicon [keeps to sentences](Self::keeps_to_sentences).
    #[must_use]
    pub fn matches_in(
        &self,
        text: &Text,
        languages: LanguageMask,
        sentences: Range<usize>,
    ) -> Vec<Match> {
        self.spoken_in(text, languages, sentences).matches
    }

    /// All matches of entries in the given languages, negation, `with` and `unless` applied, and
    /// those that are denied apart.
    #[must_use]
    pub fn spoken(&self, text: &Text, languages: LanguageMask) -> Spoken {
        self.spoken_in(text, languages, 0..text.tokens.len())
    }

    fn spoken_in(&self, text: &Text, languages: LanguageMask, run: Range<usize>) -> Spoken {
        let mut kept: Vec<Match> = Vec::new();
        let pieces = Pieces::new(text, &run);
        for language in 0..self.shares.len() as u8 {
            if languages & (1 << language) != 0
                && let Some(patterns) = self.patterns(language)
            {
                patterns.find(&self.entries, text, &pieces, run.clone(), &mut kept);
            }
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
        let against: HashSet<(u16, Option<u32>)> = found
            .iter()
            .filter(|m| self.entry(m).against)
            .map(|m| {
                let entry = self.entry(m);
                let sentence = (!entry.whole_text).then_some(m.sentence);
                (entry.label, sentence)
            })
            .collect();
        let (denied, matches) = found.into_iter().partition(|m| {
            let entry = self.entry(m);
            let spoken_against = |sentence| against.contains(&(entry.label, sentence));
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
        !self.entries().iter().any(far)
    }
}

impl Patterns {
    /// Adds the matches in a run of a text, negation, `with` and `unless` applied.
    fn find(
        &self,
        entries: &[Entry],
        text: &Text,
        pieces: &Pieces,
        run: Range<usize>,
        kept: &mut Vec<Match>,
    ) {
        let sets = TokenSets::new(self, pieces);
        let raw = self.raw_matches(text, &sets, run);
        let beside = self.beside(entries, text, &raw);
        for found in &raw {
            let owner = self.owners[found.pattern as usize];
            let entry = &entries[owner as usize];
            if !within(entry.any, found.pattern) {
                continue;
            }
            let has = |role: Role| {
                let least = (
                    owner,
                    role,
                    if entry.whole_text {
                        0
                    } else {
                        found.sentence(text)
                    },
                );
                let next = beside.get(beside.partition_point(|other| *other < least));
                next.is_some_and(|next| {
                    *next == least || entry.whole_text && (next.0, next.1) == (owner, role)
                })
            };
            if entry.with.0 < entry.with.1 && !has(Role::With) {
                continue;
            }
            if entry.unless.0 < entry.unless.1 && has(Role::Unless) {
                continue;
            }
            if entry.negatable && self.negated(text, &sets, found) {
                continue;
            }
            kept.push(Match {
                entry: owner,
                span: text.span_of(found.first as usize, found.end as usize),
                first: found.first,
                end: found.end,
                sentence: found.sentence(text),
            });
        }
    }

    /// Where the `with` and `unless` of entries match: entry, which of both, and sentence; sorted.
    fn beside(&self, entries: &[Entry], text: &Text, raw: &[RawMatch]) -> Vec<(u32, Role, u32)> {
        let place = |found: &RawMatch| {
            let owner = self.owners[found.pattern as usize];
            let entry = &entries[owner as usize];
            let role = if within(entry.with, found.pattern) {
                Role::With
            } else if within(entry.unless, found.pattern) {
                Role::Unless
            } else {
                return None;
            };
            Some((owner, role, found.sentence(text)))
        };
        let mut beside: Vec<_> = raw.iter().filter_map(place).collect();
        beside.sort_unstable();
        beside
    }

    fn raw_matches(&self, text: &Text, sets: &TokenSets, run: Range<usize>) -> Vec<RawMatch> {
        let mut found = Vec::new();
        for at in run {
            for set in sets.of(at) {
                self.try_all(self.anchors.of_set(*set), text, sets, at, &mut found);
            }
            for (kind, candidates) in self.anchors.of_kinds() {
                if kind == text.tokens[at].kind as u8 {
                    self.try_all(candidates, text, sets, at, &mut found);
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
        found: &mut Vec<RawMatch>,
    ) {
        for candidate in candidates {
            let possible = candidate.near as usize <= anchor
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
        let nodes = self.parts.nodes_of(candidate.pattern);
        let mut steps = MOST_STEPS;
        let mut walk = Walk {
            text,
            sets,
            steps: &mut steps,
        };
        let first = anchor.saturating_sub(candidate.far as usize);
        let last = anchor - candidate.near as usize;
        (first..=last).find_map(|start| {
            if first < last && !walk.may_start(nodes, start) {
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

    fn negated(&self, text: &Text, sets: &TokenSets, found: &RawMatch) -> bool {
        let Negators { before, after } = &self.parts.negators;
        let (first, end) = (found.first as usize, found.end as usize);
        let mut steps = MOST_STEPS;
        let mut walk = Walk {
            text,
            sets,
            steps: &mut steps,
        };
        // "no fever, chest pain": the comma ends what the negator reaches.
        let joined = |at: &usize| text.tokens[*at].before == Break::None;
        let longest = options_of(before).map(greatest_width).max().unwrap_or(0);
        let in_front = (1..=first)
            .rev()
            .take_while(joined)
            .take((NEGATION_BEFORE + longest).saturating_sub(1))
            .map(|at| at - 1)
            .any(|start| {
                options_of(before).any(|negator| {
                    walk.one_of(negator, start, start, &Rest::new(&[], None))
                        .is_some_and(|end| end <= first && first - end < NEGATION_BEFORE)
                })
            });
        in_front
            || (end..text.tokens.len())
                .take_while(joined)
                .take(NEGATION_AFTER)
                .any(|at| walk.any(after, at, at, &Rest::new(&[], None)).is_some())
    }
}

/// What a pattern that does not speak for its entry by itself does for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    With,
    Unless,
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

/// Each token as what words of patterns can match of it: hashes of its forms, of their beginnings and
/// of their ends.
struct Pieces {
    hashes: Vec<u32>,
    /// Where those of each token end.
    ends: Vec<usize>,
}

impl Pieces {
    /// Those of a run of tokens; the others have none.
    fn new(text: &Text, run: &Range<usize>) -> Self {
        let mut this = Self {
            hashes: Vec::with_capacity(run.len() * 32),
            ends: Vec::with_capacity(text.tokens.len()),
        };
        for (at, token) in text.tokens.iter().enumerate() {
            if run.contains(&at) {
                for form in text.forms(token) {
                    this.form(form);
                }
            }
            this.ends.push(this.hashes.len());
        }
        this
    }

    fn form(&mut self, form: &str) {
        let bytes = form.as_bytes();
        let mut exact = seed(Form::Exact);
        let mut prefix = seed(Form::Prefix);
        for (at, byte) in bytes.iter().enumerate() {
            exact = step(exact, *byte);
            prefix = step(prefix, *byte);
            if form.is_char_boundary(at + 1) {
                self.hashes.push(finish(prefix));
            }
        }
        self.hashes.push(finish(exact));
        let mut suffix = seed(Form::Suffix);
        for (at, byte) in bytes.iter().enumerate().rev() {
            suffix = step(suffix, *byte);
            if form.is_char_boundary(at) {
                self.hashes.push(finish(suffix));
            }
        }
    }
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
    fn new(patterns: &Patterns, pieces: &Pieces) -> Self {
        let tokens = pieces.ends.len();
        let mut this = Self {
            starts: Vec::with_capacity(tokens + 1),
            sets: Vec::with_capacity(tokens * 16),
            masks: Vec::with_capacity(tokens),
            present: vec![0; patterns.anchors.sets().div_ceil(64)],
        };
        let mut start = 0;
        for end in &pieces.ends {
            let from = this.sets.len();
            this.starts.push(from as u32);
            for hash in &pieces.hashes[std::mem::replace(&mut start, *end)..*end] {
                this.sets.extend_from_slice(patterns.table.sets(*hash));
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

    fn of(&self, token: usize) -> &[u32] {
        &self.sets[self.starts[token] as usize..self.starts[token + 1] as usize]
    }

    #[inline]
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

impl<'a> Rest<'a> {
    fn new(nodes: &'a [Node], outer: Option<&'a Rest<'a>>) -> Self {
        Self { nodes, outer }
    }
}

impl Walk<'_> {
    /// Whether nodes can match at a token, as far as their first one tells. Spares most walks.
    fn may_start(&self, nodes: &[Node], at: usize) -> bool {
        let Some(node) = nodes.first() else {
            return true;
        };
        match node.kind() {
            NodeKind::Set => at < self.text.tokens.len() && self.sets.has(at, node.number()),
            NodeKind::Any => {
                let (mut option, end) = (1, node.number() as usize);
                while option < end {
                    if self.may_start(&nodes[option + 1..], at) {
                        return true;
                    }
                    option += 1 + nodes[option].number() as usize;
                }
                false
            }
            _ => true,
        }
    }

    /// Matches `nodes` and then the rest from token `at`; gives the end of the whole match.
    fn sequence<'n>(
        &mut self,
        mut nodes: &'n [Node],
        mut at: usize,
        start: usize,
        mut rest: Option<&'n Rest<'n>>,
    ) -> Option<usize> {
        loop {
            if *self.steps == 0 {
                return None;
            }
            *self.steps -= 1;
            let Some((node, after)) = nodes.split_first() else {
                let Some(next) = rest else {
                    return Some(at);
                };
                (nodes, rest) = (next.nodes, next.outer);
                continue;
            };
            nodes = after;
            let fits = match node.kind() {
                NodeKind::Set => self.joined(at, start) && self.sets.has(at, node.number()),
                NodeKind::Kind => {
                    let kind = |at: usize| u32::from(self.text.tokens[at].kind as u8);
                    self.joined(at, start) && kind(at) == node.number()
                }
                NodeKind::Hashtag => self.joined(at, start) && self.text.tokens[at].in_hashtag,
                NodeKind::Question => self.mark(at, |t| t.question_after),
                NodeKind::Exclamation => self.mark(at, |t| t.exclamation_after),
                NodeKind::Start => self.token(at).is_some_and(|t| t.before == Break::Sentence),
                NodeKind::End => self.token(at).is_none_or(|t| t.before == Break::Sentence),
                // Stands in a choice only, which goes past it.
                NodeKind::Option => return None,
                NodeKind::Any => {
                    let (options, tail) = after.split_at(node.number() as usize);
                    return self.any(options, at, start, &Rest::new(tail, rest));
                }
                NodeKind::Maybe => {
                    let (inner, tail) = after.split_at(node.number() as usize);
                    let with = self.one_of(inner, at, start, &Rest::new(tail, rest));
                    if with.is_some() {
                        return with;
                    }
                    nodes = tail;
                    true
                }
                NodeKind::Gap => return self.gap(node.number() as usize, after, at, start, rest),
            };
            if !fits {
                return None;
            }
            at += usize::from(node.kind().is_token());
        }
    }

    /// Matches the first option that can be matched together with the rest.
    fn any(&mut self, options: &[Node], at: usize, start: usize, rest: &Rest) -> Option<usize> {
        options_of(options).find_map(|option| self.one_of(option, at, start, rest))
    }

    /// Matches nodes that need not stand there, and then the rest.
    fn one_of(&mut self, nodes: &[Node], at: usize, start: usize, rest: &Rest) -> Option<usize> {
        self.may_start(nodes, at)
            .then(|| self.sequence(nodes, at, start, Some(rest)))
            .flatten()
    }

    /// Skips as few tokens as it can, up to the given number, and matches what follows.
    fn gap(
        &mut self,
        most: usize,
        after: &[Node],
        at: usize,
        start: usize,
        rest: Option<&Rest>,
    ) -> Option<usize> {
        for skipped in 0..=most {
            if skipped > 0 && !self.joined(at + skipped - 1, start) {
                return None;
            }
            if let Some(end) = self.sequence(after, at + skipped, start, rest) {
                return Some(end);
            }
        }
        None
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.text.tokens.get(at)
    }

    /// Whether the token exists and goes on the sentence in which the match started.
    fn joined(&self, at: usize, start: usize) -> bool {
        self.text
            .tokens
            .get(at)
            .is_some_and(|token| at == start || token.sentence == self.text.tokens[start].sentence)
    }

    fn mark(&self, at: usize, has: fn(&Token) -> bool) -> bool {
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
        let classes: &[(&str, &[&str])] = &[
            (
                "negator",
                &["no", "without", "hardly any", "far (away)? from"],
            ),
            ("negator_after", &["is not there"]),
        ];
        let found = |text: &str| finds(&source, classes, text).len();
        assert_eq!(found("chest pain"), 1);
        assert_eq!(found("no chest pain, thank God"), 0);
        assert_eq!(found("no fever, chest pain"), 1);
        assert_eq!(found("hardly any chest pain"), 0);
        assert_eq!(found("any chest pain hardly"), 1);
        assert_eq!(found("far from a lot of chest pain"), 0);
        assert_eq!(found("far from a lot of bad chest pain"), 1);
        assert_eq!(found("hardly. Any chest pain"), 1);
        assert_eq!(found("chest pain is not there"), 0);
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
