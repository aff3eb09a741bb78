//! From parsed patterns to one table for all languages.
//!
//! Every single-word choice becomes a *word set*. A token of a text is looked up once and yields the
//! word sets it belongs to; a pattern is tried only where a token belongs to its *anchor*, the
//! rarest of its word sets, and only in a text that also holds its second rarest. Time is therefore
//! proportional to the length of the text and to how many anchors it hits, not to the number of
//! patterns.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::LanguageMask;
use super::syntax::{Element, Form, PatternError, parse};
use crate::text::{TokenKind, without_apostrophe};

/// An entry: patterns that together speak for one label.
#[derive(Debug, Clone, Serialize, Deserialize)]
// Independent switches, as the entry of a pack has them.
#[allow(clippy::struct_excessive_bools)]
pub struct Entry {
    /// The tag or concept it speaks for.
    pub label: String,
    /// Index of its language.
    pub language: u8,
    /// Probability that the label holds where it matches, 0 to 1.
    pub confidence: f32,
    /// One of these must match (pattern numbers).
    pub any: (u32, u32),
    /// One of these must match as well, when there are any.
    pub with: (u32, u32),
    /// None of these may match.
    pub unless: (u32, u32),
    /// Whether a negator in front (or behind, where the language puts it there) cancels a match.
    pub negatable: bool,
    /// Whether words in quotation marks are somebody else's and do not count.
    pub quotable: bool,
    /// Whether it speaks against the label: matches of the label in its reach do not count.
    pub against: bool,
    /// Whether `with` and `unless` look at the whole text instead of the sentence.
    pub whole_text: bool,
    /// How a finding of this entry can be mended.
    pub fix: Option<String>,
}

/// A node of a compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Node {
    Set(u32),
    Any(Vec<Vec<Node>>),
    Maybe(Vec<Node>),
    Gap(u8),
    Kind(u8),
    Question,
    Exclamation,
    Hashtag,
    Start,
    End,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Pattern {
    pub entry: u32,
    pub nodes: Vec<Node>,
}

/// A pattern to try where its anchor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Candidate {
    /// Its number.
    pub pattern: u32,
    /// Another word set that it cannot do without; `NO_SET` where there is none.
    pub also: u32,
    /// Its language.
    pub language: u8,
    /// Fewest tokens that stand before the anchor.
    pub near: u8,
    /// Most tokens that may stand before the anchor.
    pub far: u8,
}

/// Stands for no word set.
pub(super) const NO_SET: u32 = u32::MAX;

impl Candidate {
    fn renumbered(self, patterns: u32, sets: u32) -> Self {
        Self {
            pattern: self.pattern + patterns,
            also: match self.also {
                NO_SET => NO_SET,
                set => set + sets,
            },
            ..self
        }
    }
}

/// A compiled lexicon.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// Its entries.
    pub entries: Vec<Entry>,
    pub(super) patterns: Vec<Pattern>,
    /// Patterns to try for each word set.
    pub(super) anchored: Vec<Vec<Candidate>>,
    /// Patterns to try for each kind of token.
    pub(super) anchored_kinds: Vec<(u8, Vec<Candidate>)>,
    /// Languages that have a pattern anchored at a word set.
    pub(super) set_languages: Vec<LanguageMask>,
    /// Open-addressed table from word hash to range in `members`.
    pub(super) slots: Vec<(u32, u32, u16)>,
    pub(super) members: Vec<u32>,
    /// Negators per language: word sets (before, after).
    pub(super) negators: Vec<(Option<u32>, Option<u32>)>,
}

impl Lexicon {
    /// Adds another lexicon's entries to this one. Both must number the same languages alike.
    pub fn append(&mut self, other: Self) {
        let patterns = self.patterns.len() as u32;
        let entries = self.entries.len() as u32;
        let sets = self.anchored.len() as u32;
        let moved = |(from, to): (u32, u32)| (from + patterns, to + patterns);
        self.entries
            .extend(other.entries.into_iter().map(|entry| Entry {
                any: moved(entry.any),
                with: moved(entry.with),
                unless: moved(entry.unless),
                ..entry
            }));
        self.patterns
            .extend(other.patterns.into_iter().map(|pattern| {
                Pattern {
                    entry: pattern.entry + entries,
                    nodes: pattern
                        .nodes
                        .into_iter()
                        .map(|node| node.renumbered(sets))
                        .collect(),
                }
            }));
        let moved = |list: Vec<Candidate>| -> Vec<Candidate> {
            list.into_iter()
                .map(|candidate| candidate.renumbered(patterns, sets))
                .collect()
        };
        self.anchored.extend(other.anchored.into_iter().map(moved));
        self.set_languages.extend(other.set_languages);
        for (kind, list) in other.anchored_kinds {
            let list = moved(list);
            match self
                .anchored_kinds
                .iter_mut()
                .find(|(known, _)| *known == kind)
            {
                Some((_, known)) => known.extend(list),
                None => self.anchored_kinds.push((kind, list)),
            }
        }
        let mut by_hash = table_contents(&self.slots, &self.members, 0);
        for (hash, found) in table_contents(&other.slots, &other.members, sets) {
            by_hash.entry(hash).or_default().extend(found);
        }
        (self.slots, self.members) = table(by_hash);
        for (index, (before, after)) in other.negators.into_iter().enumerate() {
            if index >= self.negators.len() {
                self.negators
                    .push((before.map(|s| s + sets), after.map(|s| s + sets)));
            }
        }
    }
}

impl Node {
    fn renumbered(self, sets: u32) -> Self {
        let all = |nodes: Vec<Self>| nodes.into_iter().map(|n| n.renumbered(sets)).collect();
        match self {
            Self::Set(set) => Self::Set(set + sets),
            Self::Any(options) => Self::Any(options.into_iter().map(all).collect()),
            Self::Maybe(inner) => Self::Maybe(all(inner)),
            other => other,
        }
    }
}

fn table_contents(
    slots: &[(u32, u32, u16)],
    members: &[u32],
    sets: u32,
) -> BTreeMap<u32, Vec<u32>> {
    slots
        .iter()
        .filter(|(hash, _, _)| *hash != 0)
        .map(|(hash, start, count)| {
            let start = *start as usize;
            let found = &members[start..start + *count as usize];
            (*hash, found.iter().map(|s| s + sets).collect())
        })
        .collect()
}

/// An open-addressed table from word hash to word sets.
fn table(by_hash: BTreeMap<u32, Vec<u32>>) -> (Vec<(u32, u32, u16)>, Vec<u32>) {
    let size = (by_hash.len() * 2).next_power_of_two().max(16);
    let mut slots = vec![(0u32, 0u32, 0u16); size];
    let mut members = Vec::new();
    for (hash, mut sets) in by_hash {
        sets.sort_unstable();
        sets.dedup();
        let mut slot = hash as usize & (size - 1);
        while slots[slot].0 != 0 {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = (hash, members.len() as u32, sets.len() as u16);
        members.extend(sets);
    }
    (slots, members)
}

/// The hash of a folded word in one form of matching.
pub(super) fn word_hash(form: Form, word: &str) -> u32 {
    let mut state = seed(form);
    match form {
        Form::Exact | Form::Prefix => {
            for byte in word.bytes() {
                state = step(state, byte);
            }
        }
        Form::Suffix => {
            for byte in word.bytes().rev() {
                state = step(state, byte);
            }
        }
    }
    finish(state)
}

pub(super) fn seed(form: Form) -> u32 {
    match form {
        Form::Exact => 0x811c_9dc5,
        Form::Prefix => 0x01f3_5a7b,
        Form::Suffix => 0x7a3d_10e9,
    }
}

/// FNV-1a, so that the hashes of all prefixes of a word fall out of one pass.
pub(super) fn step(state: u32, byte: u8) -> u32 {
    (state ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

pub(super) fn finish(state: u32) -> u32 {
    let mixed = state ^ (state >> 15);
    let mixed = mixed.wrapping_mul(0x2c1b_3c6d);
    (mixed ^ (mixed >> 12)).max(1)
}

/// What an entry is made of before it is compiled.
#[derive(Debug, Clone, Default)]
// As in `Entry`.
#[allow(clippy::struct_excessive_bools)]
pub struct EntrySource<'a> {
    /// The tag or concept it speaks for.
    pub label: &'a str,
    /// Index of its language.
    pub language: u8,
    /// Probability that the label holds where it matches.
    pub confidence: f32,
    /// Patterns of which one must match.
    pub any: Vec<&'a str>,
    /// Patterns of which one must match as well.
    pub with: Vec<&'a str>,
    /// Patterns of which none may match.
    pub unless: Vec<&'a str>,
    /// Whether negation cancels.
    pub negatable: bool,
    /// Whether quotation marks cancel.
    pub quotable: bool,
    /// Whether it speaks against the label.
    pub against: bool,
    /// Whether `with` and `unless` look at the whole text.
    pub whole_text: bool,
    /// How a finding of this entry can be mended.
    pub fix: Option<String>,
}

/// Word classes of one language, by name.
pub type WordClasses = BTreeMap<String, Vec<String>>;

/// Collects entries and compiles them.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    lexicon: Lexicon,
    parsed: Vec<(u32, u8, Vec<Element>)>,
    sets: HashMap<Vec<(Form, String)>, u32>,
    atoms: BTreeMap<(u8, String), Vec<u32>>,
    classes: HashMap<u8, WordClasses>,
    default_gaps: HashMap<u8, u8>,
}

impl LexiconBuilder {
    /// Makes a language known: its word classes and the length of a plain gap.
    ///
    /// # Errors
    /// [`PatternError`] when a negator is no pattern of single words.
    pub fn language(
        &mut self,
        index: u8,
        classes: &WordClasses,
        gap: u8,
    ) -> Result<(), PatternError> {
        self.classes.insert(index, classes.clone());
        self.default_gaps.insert(index, gap);
        let mut negator = |name: &str| -> Result<Option<u32>, PatternError> {
            match classes.get(name) {
                Some(words) if !words.is_empty() => {
                    let mut members = Vec::new();
                    for word in words {
                        if let [Element::Word(form, text)] = parse(word)?.as_slice() {
                            members.extend(spellings(*form, text));
                        }
                    }
                    Ok((!members.is_empty()).then(|| self.set(members)))
                }
                _ => Ok(None),
            }
        };
        let pair = (negator("negator")?, negator("negator_after")?);
        let wanted = index as usize + 1;
        if self.lexicon.negators.len() < wanted {
            self.lexicon.negators.resize(wanted, (None, None));
        }
        self.lexicon.negators[index as usize] = pair;
        Ok(())
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// The pattern at fault (as an index into `any`, `with`, `unless` one after the other) and what
    /// is wrong with it.
    pub fn entry(&mut self, source: &EntrySource) -> Result<(), (usize, PatternError)> {
        let number = self.lexicon.entries.len() as u32;
        let mut index = 0;
        let mut ranges = [(0, 0); 3];
        let lists = [&source.any, &source.with, &source.unless];
        let mut parsed = Vec::new();
        for (range, list) in ranges.iter_mut().zip(lists) {
            range.0 = (self.parsed.len() + parsed.len()) as u32;
            for pattern in list {
                let elements = parse(pattern)
                    .and_then(|elements| self.expand(source.language, elements, 0))
                    .map_err(|error| (index, error))?;
                if required_width(&elements) == 0 {
                    return Err((index, PatternError::Empty((*pattern).to_owned())));
                }
                if greatest_width(&elements) > 64 {
                    return Err((index, PatternError::TooLong((*pattern).to_owned())));
                }
                parsed.push((number, source.language, elements));
                index += 1;
            }
            range.1 = (self.parsed.len() + parsed.len()) as u32;
        }
        self.parsed.append(&mut parsed);
        self.lexicon.entries.push(Entry {
            label: source.label.to_owned(),
            language: source.language,
            confidence: source.confidence,
            any: ranges[0],
            with: ranges[1],
            unless: ranges[2],
            negatable: source.negatable,
            quotable: source.quotable,
            against: source.against,
            whole_text: source.whole_text,
            fix: source.fix.clone(),
        });
        Ok(())
    }

    /// Replaces word classes by their words and gaps by their lengths.
    fn expand(
        &self,
        language: u8,
        elements: Vec<Element>,
        depth: u8,
    ) -> Result<Vec<Element>, PatternError> {
        let mut out = Vec::with_capacity(elements.len());
        for element in elements {
            out.push(match element {
                Element::Class(name) => {
                    if depth > 4 {
                        return Err(PatternError::Circular(name));
                    }
                    let words = self
                        .classes
                        .get(&language)
                        .and_then(|classes| classes.get(&name))
                        .ok_or_else(|| PatternError::Class(name.clone()))?;
                    let mut options = Vec::new();
                    for word in words {
                        options.push(self.expand(language, parse(word)?, depth + 1)?);
                    }
                    Element::Any(options)
                }
                Element::Any(options) => Element::Any(
                    options
                        .into_iter()
                        .map(|option| self.expand(language, option, depth))
                        .collect::<Result<_, _>>()?,
                ),
                Element::Maybe(inner) => Element::Maybe(self.expand(language, inner, depth)?),
                Element::Gap(None) => {
                    Element::Gap(Some(*self.default_gaps.get(&language).unwrap_or(&3)))
                }
                other => other,
            });
        }
        Ok(out)
    }

    fn set(&mut self, mut members: Vec<(Form, String)>) -> u32 {
        members.sort_by(|a, b| (a.0 as u8, &a.1).cmp(&(b.0 as u8, &b.1)));
        members.dedup();
        if let Some(known) = self.sets.get(&members) {
            return *known;
        }
        let number = self.sets.len() as u32;
        for (form, word) in &members {
            self.atoms
                .entry((*form as u8, word.clone()))
                .or_default()
                .push(number);
        }
        self.sets.insert(members, number);
        number
    }

    fn node(&mut self, element: &Element) -> Node {
        match element {
            Element::Word(form, word) => Node::Set(self.set(spellings(*form, word))),
            Element::Any(options) => self.choice(options),
            Element::Maybe(inner) => Node::Maybe(inner.iter().map(|e| self.node(e)).collect()),
            Element::Gap(words) => Node::Gap(words.unwrap_or(3)),
            Element::Kind(kind) => Node::Kind(*kind as u8),
            Element::Question => Node::Question,
            Element::Exclamation => Node::Exclamation,
            Element::Hashtag => Node::Hashtag,
            Element::Start => Node::Start,
            Element::End => Node::End,
            Element::Class(_) => unreachable!("classes are expanded before compiling"),
        }
    }

    /// All single-word options become one word set, so that a class costs one comparison.
    fn choice(&mut self, options: &[Vec<Element>]) -> Node {
        let mut single = Vec::new();
        let mut several = Vec::new();
        flatten(options, &mut single, &mut several);
        let mut nodes: Vec<Vec<Node>> = Vec::new();
        if !single.is_empty() {
            nodes.push(vec![Node::Set(self.set(single))]);
        }
        for option in several {
            nodes.push(option.iter().map(|e| self.node(e)).collect());
        }
        match nodes.as_mut_slice() {
            [only] if only.len() == 1 => only.remove(0),
            _ => Node::Any(nodes),
        }
    }

    /// Compiles everything added so far.
    #[must_use]
    pub fn build(mut self) -> Lexicon {
        let parsed = std::mem::take(&mut self.parsed);
        let compiled: Vec<(u32, u8, Vec<Node>)> = parsed
            .iter()
            .map(|(entry, language, elements)| {
                (
                    *entry,
                    *language,
                    elements.iter().map(|e| self.node(e)).collect(),
                )
            })
            .collect();
        let commonness = self.commonness(&compiled);
        self.lexicon.anchored = vec![Vec::new(); self.sets.len()];
        self.lexicon.set_languages = vec![0; self.sets.len()];
        let mut kinds: BTreeMap<u8, Vec<Candidate>> = BTreeMap::new();
        for (entry, language, nodes) in compiled {
            let (position, anchors) = best_anchor(&nodes, &commonness);
            let width = |nodes: &[Node], of: fn(&Node) -> usize| -> usize {
                nodes.iter().map(of).sum::<usize>()
            };
            let candidate = Candidate {
                pattern: self.lexicon.patterns.len() as u32,
                also: second_set(&nodes, position, &commonness),
                language,
                near: width(&nodes[..position], least_node_width).min(64) as u8,
                far: width(&nodes[..=position], greatest_node_width).clamp(1, 64) as u8 - 1,
            };
            for anchor in anchors {
                match anchor {
                    Anchor::Set(set) => {
                        self.lexicon.anchored[set as usize].push(candidate);
                        self.lexicon.set_languages[set as usize] |= 1 << language;
                    }
                    Anchor::Kind(kind) => kinds.entry(kind).or_default().push(candidate),
                }
            }
            self.lexicon.patterns.push(Pattern { entry, nodes });
        }
        for list in &mut self.lexicon.anchored {
            list.dedup();
        }
        self.lexicon.anchored_kinds = kinds.into_iter().collect();
        self.fill_table();
        self.lexicon
    }

    /// How common the words of each set are: how often patterns use them, which is the more the
    /// commoner a word is.
    fn commonness(&self, compiled: &[(u32, u8, Vec<Node>)]) -> Vec<u32> {
        let mut uses = vec![0u32; self.sets.len()];
        for (_, _, nodes) in compiled {
            for set in sets_in(nodes) {
                uses[set as usize] += 1;
            }
        }
        let mut commonness = vec![0u32; self.sets.len()];
        for ((form, word), sets) in &self.atoms {
            let short = *form != Form::Exact as u8 && word.chars().count() <= SHORT_PIECE;
            let count: u32 = sets.iter().map(|set| uses[*set as usize]).sum();
            let common = if short { count.max(COMMON) } else { count };
            for set in sets {
                commonness[*set as usize] += common;
            }
        }
        commonness
    }

    fn fill_table(&mut self) {
        let mut by_hash: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for ((form, word), sets) in &self.atoms {
            let form = [Form::Exact, Form::Prefix, Form::Suffix][*form as usize];
            by_hash
                .entry(word_hash(form, word))
                .or_default()
                .extend(sets);
        }
        (self.lexicon.slots, self.lexicon.members) = table(by_hash);
    }
}

/// A word of a pattern, with and without its apostrophe.
fn spellings(form: Form, word: &str) -> Vec<(Form, String)> {
    let mut spellings = vec![(form, word.to_owned())];
    spellings.extend(without_apostrophe(word).map(|plain| (form, plain)));
    spellings
}

fn flatten(
    options: &[Vec<Element>],
    single: &mut Vec<(Form, String)>,
    several: &mut Vec<Vec<Element>>,
) {
    for option in options {
        match option.as_slice() {
            [Element::Word(form, word)] => single.extend(spellings(*form, word)),
            [Element::Any(inner)] => flatten(inner, single, several),
            _ => several.push(option.clone()),
        }
    }
}

enum Anchor {
    Set(u32),
    Kind(u8),
}

/// A beginning or end of a word of so many letters is found in many words.
const SHORT_PIECE: usize = 3;
/// How common such a piece is at least, in uses by patterns.
const COMMON: u32 = 200;

/// The position of the element with the rarest words, and what triggers it.
fn best_anchor(nodes: &[Node], commonness: &[u32]) -> (usize, Vec<Anchor>) {
    let mut best: Option<(u32, usize, Vec<Anchor>)> = None;
    for (position, node) in nodes.iter().enumerate() {
        if let Some((cost, anchors)) = anchors_of(node, commonness)
            && best.as_ref().is_none_or(|(least, _, _)| cost < *least)
        {
            best = Some((cost, position, anchors));
        }
    }
    best.map_or((0, Vec::new()), |(_, position, anchors)| {
        (position, anchors)
    })
}

/// The rarest word set beside the anchor that every match holds.
fn second_set(nodes: &[Node], anchor: usize, commonness: &[u32]) -> u32 {
    nodes
        .iter()
        .enumerate()
        .filter_map(|(position, node)| match node {
            Node::Set(set) if position != anchor => Some(*set),
            _ => None,
        })
        .min_by_key(|set| commonness[*set as usize])
        .unwrap_or(NO_SET)
}

fn anchors_of(node: &Node, commonness: &[u32]) -> Option<(u32, Vec<Anchor>)> {
    match node {
        Node::Set(set) => Some((commonness[*set as usize], vec![Anchor::Set(*set)])),
        Node::Kind(kind) => Some((40, vec![Anchor::Kind(*kind)])),
        Node::Hashtag => Some((60, vec![Anchor::Kind(TokenKind::Word as u8)])),
        Node::Any(options) => {
            let mut cost = 0;
            let mut anchors = Vec::new();
            for option in options {
                let (least, _, found) = option
                    .iter()
                    .enumerate()
                    .filter_map(|(at, n)| anchors_of(n, commonness).map(|(c, a)| (c, at, a)))
                    .min_by_key(|(c, _, _)| *c)?;
                cost += least;
                anchors.extend(found);
            }
            (!anchors.is_empty()).then_some((cost, anchors))
        }
        _ => None,
    }
}

fn sets_in(nodes: &[Node]) -> Vec<u32> {
    nodes
        .iter()
        .flat_map(|node| match node {
            Node::Set(set) => vec![*set],
            Node::Any(options) => options.iter().flat_map(|o| sets_in(o)).collect(),
            Node::Maybe(inner) => sets_in(inner),
            _ => Vec::new(),
        })
        .collect()
}

fn greatest_node_width(node: &Node) -> usize {
    match node {
        Node::Set(_) | Node::Kind(_) | Node::Hashtag => 1,
        Node::Any(options) => options
            .iter()
            .map(|o| o.iter().map(greatest_node_width).sum())
            .max()
            .unwrap_or(0),
        Node::Maybe(inner) => inner.iter().map(greatest_node_width).sum(),
        Node::Gap(words) => *words as usize,
        _ => 0,
    }
}

fn least_node_width(node: &Node) -> usize {
    match node {
        Node::Set(_) | Node::Kind(_) | Node::Hashtag => 1,
        Node::Any(options) => options
            .iter()
            .map(|o| o.iter().map(least_node_width).sum())
            .min()
            .unwrap_or(0),
        _ => 0,
    }
}

fn required_width(elements: &[Element]) -> usize {
    elements
        .iter()
        .map(|element| match element {
            Element::Word(..) | Element::Kind(_) | Element::Hashtag | Element::Class(_) => 1,
            Element::Any(options) => options.iter().map(|o| required_width(o)).min().unwrap_or(0),
            _ => 0,
        })
        .sum()
}

fn greatest_width(elements: &[Element]) -> usize {
    elements
        .iter()
        .map(|element| match element {
            Element::Any(options) => options.iter().map(|o| greatest_width(o)).max().unwrap_or(0),
            Element::Maybe(inner) => greatest_width(inner),
            Element::Gap(words) => words.unwrap_or(3) as usize,
            _ => 1,
        })
        .sum()
}

/// The kind a compiled node stands for.
pub(super) fn kind_matches(kind: u8, found: TokenKind) -> bool {
    kind == found as u8
}
