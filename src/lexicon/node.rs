//! What a compiled pattern is made of: nodes of four bytes, those inside another right behind it.

/// Stands for no word set.
pub(super) const NO_SET: u32 = u32::MAX;

/// What a node stands for, and what its number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum NodeKind {
    /// A token of a word set; the number of the set.
    Set,
    /// One of the options that follow; how many nodes they are made of.
    Any,
    /// An option; how many nodes it is made of.
    Option,
    /// Nodes that may be missing; how many follow.
    Maybe,
    /// A gap; the most tokens in it.
    Gap,
    /// A token of a kind; the number of the kind.
    Kind,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// A word of a hashtag.
    Hashtag,
    /// The start of the sentence.
    Start,
    /// The end of the sentence.
    End,
}

impl NodeKind {
    /// Whether it stands for one token.
    pub fn is_token(self) -> bool {
        matches!(self, Self::Set | Self::Kind | Self::Hashtag)
    }

    /// Whether a number says something of it.
    pub fn has_number(self) -> bool {
        (self as u8) <= Self::Kind as u8
    }
}

/// By number, as a node holds it; filled up to a power of two, which makes looking up quick.
const KINDS: [NodeKind; 16] = [
    NodeKind::Set,
    NodeKind::Any,
    NodeKind::Option,
    NodeKind::Maybe,
    NodeKind::Gap,
    NodeKind::Kind,
    NodeKind::Question,
    NodeKind::Exclamation,
    NodeKind::Hashtag,
    NodeKind::Start,
    NodeKind::End,
    NodeKind::End,
    NodeKind::End,
    NodeKind::End,
    NodeKind::End,
    NodeKind::End,
];

/// What a node does for its pattern as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Mark {
    /// The pattern is tried where it stands.
    Anchor = 1,
    /// The pattern is tried only in a text that holds its word set anywhere.
    Second = 2,
}

/// A node: kind, marks and number in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node(u32);

const NUMBER_BITS: u32 = 24;
const MARK_BITS: u32 = 2;

impl Node {
    /// Largest number of a node.
    pub const MOST: u32 = (1 << NUMBER_BITS) - 1;

    pub fn new(kind: NodeKind, number: u32) -> Self {
        Self((kind as u32) << (NUMBER_BITS + MARK_BITS) | number & Self::MOST)
    }

    /// A node from its [`Node::tag`] and number; `None` for a number that is too large.
    pub fn of_tag(tag: u8, number: u32) -> Option<Self> {
        (number <= Self::MOST).then_some(Self(u32::from(tag) << NUMBER_BITS | number))
    }

    /// The kind that a [`Node::tag`] holds; `None` where it holds none.
    pub fn kind_of(tag: u8) -> Option<NodeKind> {
        let number = tag >> MARK_BITS;
        (number <= NodeKind::End as u8).then(|| KINDS[number as usize])
    }

    /// Kind and marks in one byte.
    pub fn tag(self) -> u8 {
        (self.0 >> NUMBER_BITS) as u8
    }

    pub fn kind(self) -> NodeKind {
        let number = self.0 >> (NUMBER_BITS + MARK_BITS);
        KINDS[number as usize % KINDS.len()]
    }

    pub fn number(self) -> u32 {
        self.0 & Self::MOST
    }

    pub fn has(self, mark: Mark) -> bool {
        self.0 & ((mark as u32) << NUMBER_BITS) != 0
    }

    pub fn marked(self, mark: Mark) -> Self {
        Self(self.0 | (mark as u32) << NUMBER_BITS)
    }

    /// How many nodes it is made of beside itself.
    pub fn inside(self) -> usize {
        match self.kind() {
            NodeKind::Any | NodeKind::Option | NodeKind::Maybe => self.number() as usize,
            _ => 0,
        }
    }

    /// The same node with another number.
    pub fn with_number(self, number: u32) -> Self {
        Self(self.0 & !Self::MOST | number & Self::MOST)
    }
}

/// The parts of a run of nodes: each with the place of its first node in the run.
pub(super) fn parts(nodes: &[Node]) -> impl Iterator<Item = (usize, &[Node])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = nodes.get(at)?;
        let start = at;
        at += 1 + first.inside();
        Some((start, &nodes[start..at]))
    })
}

/// Deepest nesting of a pattern that is stored.
const DEEPEST: u8 = 32;
/// Longest gap; more than a pattern may span.
const LONGEST_GAP: u32 = 255;
/// Kinds of token; more than there are.
pub(super) const TOKEN_KINDS: usize = 16;

/// Whether what nodes are said to be made of is there.
pub(super) fn is_whole(nodes: &[Node]) -> bool {
    run_is_whole(nodes, false, DEEPEST)
}

/// The same of the options of a choice.
pub(super) fn options_are_whole(nodes: &[Node]) -> bool {
    run_is_whole(nodes, true, DEEPEST)
}

fn run_is_whole(nodes: &[Node], of_options: bool, depth: u8) -> bool {
    let mut at = 0;
    while let Some(node) = nodes.get(at) {
        let kind = node.kind();
        let Some(inner) = nodes.get(at + 1..at + 1 + node.inside()) else {
            return false;
        };
        let fits = match kind {
            NodeKind::Any | NodeKind::Option | NodeKind::Maybe => {
                depth > 0 && run_is_whole(inner, kind == NodeKind::Any, depth - 1)
            }
            NodeKind::Gap => node.number() <= LONGEST_GAP,
            NodeKind::Kind => (node.number() as usize) < TOKEN_KINDS,
            _ => true,
        };
        if !fits || of_options != (kind == NodeKind::Option) {
            return false;
        }
        at += 1 + inner.len();
    }
    true
}

/// How many tokens a run of nodes takes up at least.
pub(super) fn least_width(nodes: &[Node]) -> usize {
    parts(nodes)
        .map(|(_, part)| match part[0].kind() {
            NodeKind::Set | NodeKind::Kind | NodeKind::Hashtag => 1,
            NodeKind::Any => options_of(&part[1..]).map(least_width).min().unwrap_or(0),
            _ => 0,
        })
        .sum()
}

/// How many tokens a run of nodes can take up.
pub(super) fn greatest_width(nodes: &[Node]) -> usize {
    parts(nodes)
        .map(|(_, part)| match part[0].kind() {
            NodeKind::Set | NodeKind::Kind | NodeKind::Hashtag => 1,
            NodeKind::Any => options_of(&part[1..])
                .map(greatest_width)
                .max()
                .unwrap_or(0),
            NodeKind::Maybe => greatest_width(&part[1..]),
            NodeKind::Gap => part[0].number() as usize,
            _ => 0,
        })
        .sum()
}

/// The options that a choice is made of.
pub(super) fn options_of(inside: &[Node]) -> impl Iterator<Item = &[Node]> {
    let mut rest = inside;
    std::iter::from_fn(move || {
        let (option, after) = rest.split_first()?;
        let (nodes, next) = after.split_at(option.number() as usize);
        rest = next;
        Some(nodes)
    })
}

/// The word set that a pattern cannot do without beside its anchor.
pub(super) fn second_set(nodes: &[Node]) -> u32 {
    nodes
        .iter()
        .find(|node| node.has(Mark::Second) && node.kind() == NodeKind::Set)
        .map_or(NO_SET, |node| node.number())
}
