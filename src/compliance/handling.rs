//! What the handbook asks of a reply to an emergency, the press, a rumour, grief or a crisis.

use super::light::Light;
use super::mechanism::{approved, said, same_stem, unfilled_slot, whole};
use super::{Checked, form};
use crate::lexicon::Match;
use crate::text::{Break, Span, Text, Token, TokenKind, is_greeting, visible_line};

/// Questions as of a triage nurse, and comfort that nobody can give from a comment: who waits for the next
/// question, or believes that it is nothing, does not call.
pub(super) fn emergency_talk(checked: &Checked) -> Vec<Span> {
    if answers(checked, "emergency") {
        said(
            checked,
            &["triage-question", "false-comfort", "reassurance"],
        )
    } else {
        Vec::new()
    }
}

/// A refusal to speak in answer to the press.
pub(super) fn no_comment(checked: &Checked) -> Vec<Span> {
    if answers(checked, "media") {
        said(checked, &["no-comment"])
    } else {
        Vec::new()
    }
}

fn answers(checked: &Checked, tag: &str) -> bool {
    checked.light.is_some_and(|light| light.has(tag))
}

/// Links in answer to a bereavement, beyond the way to the person who listens and to a crisis line.
pub(super) fn link_in_grief(checked: &Checked) -> Vec<Span> {
    let grieves = |light: &Light| light.has("bereavement") && !light.in_danger();
    if !checked.light.is_some_and(grieves) {
        return Vec::new();
    }
    let desk = checked.desk;
    let languages = checked.packs.languages.iter();
    let defaults = languages.filter_map(|language| language.slot_defaults.get("crisis_line"));
    let helping: Vec<String> = ["channel", "crisis_line", "safety_line"]
        .into_iter()
        .flat_map(|slot| desk.slot_texts(slot))
        .chain(defaults.map(String::as_str))
        .map(visible_line)
        .collect();
    let text = &checked.text;
    let links = text.tokens.iter().filter(|t| t.kind == TokenKind::Url);
    links
        .filter(|t| !helping.iter().any(|own| own.contains(text.slice(t.span))))
        .map(|t| t.span)
        .collect()
}

/// Most sentences of a reply in a crisis.
const MOST_IN_CRISIS: usize = 3;

/// More sentences than are read in a crisis: all of it or nothing. The approved statement and the sign-off
/// do not count.
pub(super) fn long_in_crisis(checked: &Checked) -> Vec<Span> {
    if !checked.desk.incident_active && !answers(checked, "incident") {
        return Vec::new();
    }
    let text = &checked.text;
    let sign_off = visible_line(&checked.desk.sign_off);
    let sentences = text.sentence_count();
    let open = unfilled_slot(text.source);
    let counts = |sentence: &u32| {
        let span = text.sentence_span(*sentence);
        let before = &text.source[..span.range().start];
        // What a semicolon ties along is no sentence of its own.
        let tied = before.trim_end().ends_with([';', '；']);
        // A placeholder is where the statement will stand.
        let awaits = open.iter().any(|slot| slot.overlaps(span));
        let greets = *sentence == 0 && sentences > 1 && is_greeting(text.slice(span));
        !greets && !tied && !awaits && text.slice(span) != sign_off && !approved(checked, span)
    };
    if (0..sentences).filter(counts).count() > MOST_IN_CRISIS {
        whole(text)
    } else {
        Vec::new()
    }
}

/// Offers whose terms are neither told nor linked.
pub(super) fn offer_without_terms(checked: &Checked) -> Vec<Span> {
    if said(checked, &["offer-terms"]).is_empty() {
        said(checked, &["price-offer"])
    } else {
        Vec::new()
    }
}

/// Share of the words of an opening that are the claim's from which it repeats the claim.
const REPEATS_FROM: f32 = 0.7;
/// The same for a question, which asks whether the claim is so and states no fact.
const ASKS_FROM: f32 = 0.6;
/// Fewer words of a claim say too little to be known again: words, and pairs of characters.
const LEAST_WORDS: usize = 2;
const LEAST_PAIRS: usize = 3;
/// What opens a reply before anything is said, beside thanks, in words.
const LONGEST_GREETING: f32 = 2.0;
/// Shorter words stand in any sentence, in letters.
const LEAST_LETTERS: usize = 4;
/// So many tokens of a claim, and of an opening, are compared: nobody puts more into a headline.
const LONGEST_CLAIM: usize = 400;
const LONGEST_OPENING: usize = 120;

/// An opening that repeats a false claim before any fact: what is read first is what is remembered.
pub(super) fn myth_headline(checked: &Checked) -> Vec<Span> {
    let Some(light) = checked.light.filter(|light| light.has("misinformation")) else {
        return Vec::new();
    };
    let text = &checked.text;
    let sentences = text.sentence_count();
    for sentence in 0..sentences {
        let opening = Opening::of(text, sentence, light);
        if opening.is_labelled(checked) || opening.repeats() && !opening.denies(checked) {
            return vec![text.sentence_span(sentence)];
        }
        let thanks = opening.said(checked, "e-thanks").next().is_some();
        let greets = thanks || opening.length <= LONGEST_GREETING;
        if sentence > 0 || opening.repeated > 0 || !greets {
            break;
        }
    }
    Vec::new()
}

/// A sentence beside a claim.
struct Opening {
    /// Its number.
    sentence: u32,
    /// Its words that say something, or pairs of characters.
    units: usize,
    /// How many of them are the claim's.
    repeated: usize,
    /// The fewest of them that repeat it.
    least: usize,
    /// Position of the last of these.
    last: usize,
    /// Whether it asks.
    asks: bool,
    /// Its length in words.
    length: f32,
}

impl Opening {
    fn of(text: &Text, sentence: u32, light: &Light) -> Self {
        let first = text.tokens.partition_point(|t| t.sentence < sentence);
        let end = text.tokens.partition_point(|t| t.sentence <= sentence);
        let end = end.min(first + LONGEST_OPENING);
        let tokens = &text.tokens[first..end];
        let length = tokens.iter().map(|t| form::share_of_word(text, t)).sum();
        let units = telling_words(text, first, end);
        let claimed = |word: &String| light.claim.iter().any(|said| same_stem(said, word));
        let repeated = units.iter().filter(|(_, word)| claimed(word));
        let last = repeated.clone().map(|(at, _)| *at).max().unwrap_or(first);
        // What is added behind a comma or a dash does not make the claim less of one.
        let mut added = (last + 1..end).filter(|at| text.tokens[*at].before != Break::None);
        let claim_end = added.next().unwrap_or(end);
        let pairs = tokens.iter().any(|t| is_piece(text, t));
        Self {
            sentence,
            repeated: repeated.clone().count(),
            last,
            units: units.iter().filter(|(at, _)| *at < claim_end).count(),
            least: if pairs { LEAST_PAIRS } else { LEAST_WORDS },
            asks: tokens.last().is_some_and(|t| t.question_after),
            length,
        }
    }

    fn repeats(&self) -> bool {
        let from = if self.asks { ASKS_FROM } else { REPEATS_FROM };
        self.repeated >= self.least && self.repeated as f32 >= from * self.units as f32
    }

    fn said<'c>(&self, checked: &'c Checked, concept: &'c str) -> impl Iterator<Item = &'c Match> {
        let here = checked.matches.iter();
        let here = here.filter(|m| m.sentence == self.sentence);
        here.filter(move |m| checked.packs.concepts.label(m) == concept)
    }

    /// Whether it calls what follows a myth, a rumour or what people say.
    fn is_labelled(&self, checked: &Checked) -> bool {
        let tokens = &checked.text.tokens;
        let ends = |m: &Match| {
            let next = tokens.get(m.end as usize);
            next.is_none_or(|next| next.before != Break::None)
        };
        self.said(checked, "myth-label").next().is_some()
            || self.said(checked, "myth-heading").any(ends)
    }

    /// Whether the sentence itself says that it is not so, which makes a fact of it; a question does not, nor
    /// does a “no” that comes after the claim and a comma or a dash.
    fn denies(&self, checked: &Checked) -> bool {
        let tied = |m: &Match| {
            let between = self.last + 1..=m.first as usize;
            let mut between = checked.text.tokens[..].get(between).into_iter().flatten();
            between.all(|t| t.before == Break::None)
        };
        !self.asks && self.said(checked, "denial").any(tied)
    }
}

/// Words of a claim as a reply may repeat them.
#[must_use]
pub(super) fn claim_of(text: &Text) -> Vec<String> {
    let units = telling_words(text, 0, text.tokens.len().min(LONGEST_CLAIM));
    units.into_iter().map(|(_, word)| word).collect()
}

/// The words of some tokens that say something, each once, folded, with the place of the first; pairs of
/// characters in scripts that do not part words.
fn telling_words(text: &Text, first: usize, end: usize) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for at in first..end {
        let token = &text.tokens[at];
        if token.kind != TokenKind::Word {
            continue;
        }
        let own = text.folded(token);
        let word = if is_piece(text, token) {
            let next = text.tokens[..end].get(at + 1);
            let Some(next) = next.filter(|t| t.before == Break::None && is_piece(text, t)) else {
                continue;
            };
            format!("{own}{}", text.folded(next))
        } else if own.chars().count() >= LEAST_LETTERS {
            own.to_owned()
        } else {
            continue;
        };
        if !found.iter().any(|(_, known)| *known == word) {
            found.push((at, word));
        }
    }
    found
}

/// Whether a token is a piece of a word, as characters are in Thai and Chinese.
fn is_piece(text: &Text, token: &Token) -> bool {
    form::share_of_word(text, token) < 1.0
}
