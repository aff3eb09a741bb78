//! From parsed patterns to one table for all languages.
//!
//! Every single-word choice becomes a *word set*. A token of a text is looked up once and yields the
//! word sets it belongs to; a pattern is tried only where a token belongs to its *anchor*, the
//! rarest of its word sets, and only in a text that also holds its second rarest. Time is therefore
//! proportional to the length of the text and to how many anchors it hits, not to the number of
//! patterns.

use std::collections::{BTreeMap, HashMap};

use super::compiled::{Entry, Lexicon, Negators, Parts, Patterns, Share, label};
use super::node::{Mark, Node, NodeKind, options_of, parts};
use super::syntax::{Element, Form, PatternError, parse};
use crate::text::without_apostrophe;

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
    labels: Vec<String>,
    /// Numbering the patterns of all languages in a row.
    entries: Vec<Entry>,
    parsed: Vec<Vec<Element>>,
    /// Those of each language.
    negators: Vec<Negators>,
    sets: HashMap<Vec<(Form, String)>, u32>,
    atoms: BTreeMap<(u8, String), Vec<u32>>,
    classes: HashMap<u8, WordClasses>,
    default_gaps: HashMap<u8, u8>,
}

impl LexiconBuilder {
    /// Makes a language known: its word classes and the length of a plain gap.
    ///
    /// # Errors
    /// [`PatternError`] when a negator is no pattern.
    pub fn language(
        &mut self,
        index: u8,
        classes: &WordClasses,
        gap: u8,
    ) -> Result<(), PatternError> {
        self.classes.insert(index, classes.clone());
        self.default_gaps.insert(index, gap);
        let mut negators = |name: &str| {
            let words = classes.get(name).map_or(&[][..], Vec::as_slice);
            self.options_of(index, words)
        };
        let negators = Negators {
            before: negators("negator")?,
            after: negators("negator_after")?,
        };
        let wanted = index as usize + 1;
        if self.negators.len() < wanted {
            self.negators.resize(wanted, Negators::default());
        }
        self.negators[index as usize] = negators;
        Ok(())
    }

    /// Patterns of which one has to match, as the options of a choice.
    fn options_of(&mut self, language: u8, patterns: &[String]) -> Result<Vec<Node>, PatternError> {
        let options: Result<Vec<_>, _> = patterns
            .iter()
            .map(|pattern| self.pattern(language, pattern))
            .collect();
        let mut nodes = Vec::new();
        self.options(&options?, &mut nodes);
        Ok(nodes)
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// The pattern at fault (as an index into `any`, `with`, `unless` one after the other) and what
    /// is wrong with it.
    pub fn entry(&mut self, source: &EntrySource) -> Result<(), (usize, PatternError)> {
        let mut index = 0;
        let mut ranges = [(0, 0); 3];
        let lists = [&source.any, &source.with, &source.unless];
        let mut parsed = Vec::new();
        for (range, list) in ranges.iter_mut().zip(lists) {
            range.0 = (self.parsed.len() + parsed.len()) as u32;
            for pattern in list {
                let elements = self.pattern(source.language, pattern);
                parsed.push(elements.map_err(|error| (index, error))?);
                index += 1;
            }
            range.1 = (self.parsed.len() + parsed.len()) as u32;
        }
        self.parsed.append(&mut parsed);
        self.entries.push(Entry {
            label: label(&mut self.labels, source.label),
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

    /// Parses a pattern and fills in what its language makes of it.
    fn pattern(&self, language: u8, pattern: &str) -> Result<Vec<Element>, PatternError> {
        let elements = self.expand(language, parse(pattern)?, 0)?;
        if required_width(&elements) == 0 {
            return Err(PatternError::Empty(pattern.to_owned()));
        }
        if greatest_width(&elements) > 64 {
            return Err(PatternError::TooLong(pattern.to_owned()));
        }
        Ok(elements)
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

    fn node(&mut self, element: &Element, nodes: &mut Vec<Node>) {
        let (kind, number) = match element {
            Element::Word(form, word) => (NodeKind::Set, self.set(spellings(*form, word))),
            Element::Any(options) => return self.choice(options, nodes),
            Element::Maybe(inner) => return self.group(NodeKind::Maybe, inner, nodes),
            Element::Gap(words) => (NodeKind::Gap, words.unwrap_or(3).into()),
            Element::Kind(kind) => (NodeKind::Kind, *kind as u32),
            Element::Question => (NodeKind::Question, 0),
            Element::Exclamation => (NodeKind::Exclamation, 0),
            Element::Hashtag => (NodeKind::Hashtag, 0),
            Element::Start => (NodeKind::Start, 0),
            Element::End => (NodeKind::End, 0),
            Element::Class(_) => unreachable!("classes are expanded before compiling"),
        };
        nodes.push(Node::new(kind, number));
    }

    fn group(&mut self, kind: NodeKind, elements: &[Element], nodes: &mut Vec<Node>) {
        let at = nodes.len();
        nodes.push(Node::new(kind, 0));
        for element in elements {
            self.node(element, nodes);
        }
        close(kind, at, nodes);
    }

    fn choice(&mut self, options: &[Vec<Element>], nodes: &mut Vec<Node>) {
        let at = nodes.len();
        nodes.push(Node::new(NodeKind::Any, 0));
        self.options(options, nodes);
        close(NodeKind::Any, at, nodes);
        // A choice of one node is that node.
        if is_one_node(&nodes[at..]) {
            nodes.drain(at..at + 2);
        }
    }

    /// All single-word options become one word set, so that a class costs one comparison.
    fn options(&mut self, options: &[Vec<Element>], nodes: &mut Vec<Node>) {
        let mut single = Vec::new();
        let mut several = Vec::new();
        flatten(options, &mut single, &mut several);
        if !single.is_empty() {
            nodes.push(Node::new(NodeKind::Option, 1));
            nodes.push(Node::new(NodeKind::Set, self.set(single)));
        }
        for option in several {
            self.group(NodeKind::Option, &option, nodes);
        }
    }

    /// Compiles everything added so far.
    #[must_use]
    pub fn build(mut self) -> Lexicon {
        let mut nodes = Vec::new();
        let mut ends = Vec::new();
        for elements in std::mem::take(&mut self.parsed) {
            for element in &elements {
                self.node(element, &mut nodes);
            }
            ends.push(nodes.len());
        }
        let commonness = self.commonness(&nodes);
        let mut patterns = Vec::new();
        let mut rest = nodes.as_mut_slice();
        let mut start = 0;
        for end in ends {
            let (pattern, after) = rest.split_at_mut(end - std::mem::replace(&mut start, end));
            mark(pattern, &commonness);
            patterns.push(&*pattern);
            rest = after;
        }
        let (entries, shares) = share_out(self.entries, &patterns, &self.sets, &self.negators);
        Lexicon {
            labels: self.labels,
            entries,
            shares,
        }
    }

    /// How common the words of each set are: how often patterns use them, which is the more the
    /// commoner a word is.
    fn commonness(&self, nodes: &[Node]) -> Vec<u32> {
        let mut uses = vec![0u32; self.sets.len()];
        for node in nodes.iter().filter(|node| node.kind() == NodeKind::Set) {
            uses[node.number() as usize] += 1;
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
}

fn is_one_node(choice: &[Node]) -> bool {
    let mut options = options_of(&choice[1..]);
    let single = |option| parts(option).count() == 1;
    options.next().is_some_and(single) && options.next().is_none()
}

/// Parts patterns by language, each with the word sets it needs.
fn share_out(
    mut entries: Vec<Entry>,
    patterns: &[&[Node]],
    sets: &HashMap<Vec<(Form, String)>, u32>,
    negators: &[Negators],
) -> (Vec<Entry>, Vec<Share>) {
    let mut words: Vec<&[(Form, String)]> = vec![&[]; sets.len()];
    for (members, number) in sets {
        words[*number as usize] = members;
    }
    let mut shares: Vec<Sharing> = Vec::new();
    for negators in negators {
        let mut share = Sharing::default();
        share.parts.negators = Negators {
            before: share.own(&negators.before, &words),
            after: share.own(&negators.after, &words),
        };
        shares.push(share);
    }
    for entry in &mut entries {
        let share = &mut shares[usize::from(entry.language)];
        for range in [&mut entry.any, &mut entry.with, &mut entry.unless] {
            let from = share.parts.count();
            for pattern in &patterns[range.0 as usize..range.1 as usize] {
                share.pattern(pattern, &words);
            }
            *range = (from, share.parts.count());
        }
    }
    let shares = shares.into_iter().enumerate().map(|(language, share)| {
        let patterns = Patterns::new(share.parts, &entries, language as u8);
        Share::new(patterns.unwrap_or_default())
    });
    let shares = shares.collect();
    (entries, shares)
}

/// The patterns of one language, being gathered.
#[derive(Default)]
struct Sharing {
    parts: Parts,
    /// Numbers of word sets in all languages, and here.
    numbers: HashMap<u32, u32>,
}

impl Sharing {
    fn set(&mut self, set: u32, words: &[&[(Form, String)]]) -> u32 {
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(set).or_insert(next);
        if number == next {
            self.parts.words.push(words[set as usize]);
        }
        number
    }

    /// Nodes with the word sets as they are numbered here.
    fn own(&mut self, nodes: &[Node], words: &[&[(Form, String)]]) -> Vec<Node> {
        let own = |node: &Node| match node.kind() {
            NodeKind::Set => node.with_number(self.set(node.number(), words)),
            _ => *node,
        };
        nodes.iter().map(own).collect()
    }

    fn pattern(&mut self, nodes: &[Node], words: &[&[(Form, String)]]) {
        let own = self.own(nodes, words);
        self.parts.nodes.extend(own);
        self.parts.ends.push(self.parts.nodes.len() as u32);
    }
}

/// Writes down how many nodes a node is made of that was opened at a place.
fn close(kind: NodeKind, at: usize, nodes: &mut [Node]) {
    nodes[at] = Node::new(kind, (nodes.len() - at - 1) as u32);
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

/// A beginning or end of a word of so many letters is found in many words.
const SHORT_PIECE: usize = 3;
/// How common such a piece is at least, in uses by patterns.
const COMMON: u32 = 200;

/// Marks what a pattern is looked for by: the part with the rarest words, and the rarest word set
/// beside it that every match holds.
fn mark(nodes: &mut [Node], commonness: &[u32]) {
    let mut best: Option<(u32, usize, Vec<usize>)> = None;
    for (at, part) in parts(nodes) {
        if let Some((cost, anchors)) = anchors_of(part, at, commonness)
            && best.as_ref().is_none_or(|(least, _, _)| cost < *least)
        {
            best = Some((cost, at, anchors));
        }
    }
    let anchor = best.as_ref().map_or(0, |(_, at, _)| *at);
    let second = parts(nodes)
        .filter(|(at, part)| *at != anchor && part[0].kind() == NodeKind::Set)
        .map(|(at, _)| at)
        .min_by_key(|at| commonness[nodes[*at].number() as usize]);
    for at in best.into_iter().flat_map(|(_, _, anchors)| anchors) {
        nodes[at] = nodes[at].marked(Mark::Anchor);
    }
    if let Some(at) = second {
        nodes[at] = nodes[at].marked(Mark::Second);
    }
}

/// How common a part's words are, and the places of those by which it is looked for.
fn anchors_of(part: &[Node], place: usize, commonness: &[u32]) -> Option<(u32, Vec<usize>)> {
    let cost = match part[0].kind() {
        NodeKind::Set => commonness[part[0].number() as usize],
        NodeKind::Kind => 40,
        NodeKind::Hashtag => 60,
        NodeKind::Any => {
            let mut cost = 0;
            let mut anchors = Vec::new();
            for (at, option) in parts(&part[1..]) {
                let within = |(inner, part)| anchors_of(part, place + at + inner + 2, commonness);
                let (least, found) = parts(&option[1..])
                    .filter_map(within)
                    .min_by_key(|(cost, _)| *cost)?;
                cost += least;
                anchors.extend(found);
            }
            return (!anchors.is_empty()).then_some((cost, anchors));
        }
        _ => return None,
    };
    Some((cost, vec![place]))
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
