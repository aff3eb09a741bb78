//! Mechanisms: breaches that no pattern over the draft alone can see.
//!
//! Each is a function from the checked draft to the places where it is breached; rules name them in
//! their pack by the strings below.

use std::collections::HashSet;

use super::light::{Light, clinical_words};
use super::telling::{Telling, Told};
use super::{Checked, form, handling, names, readability};
use crate::text::{Break, Span, Text, Token, TokenKind, visible_line};

/// Places where a draft breaches a mechanism; `None` for a name that is not known.
#[must_use]
pub fn run(name: &str, checked: &Checked) -> Option<Vec<Span>> {
    Some(match name {
        "clinical-echo" => clinical_echo(checked),
        "private-echo" => private_echo(checked),
        "revealed-name" => names::revealed(checked),
        "unfilled-slot" => unfilled_slot(checked.text.source),
        "near-duplicate" => near_duplicate(checked),
        "too-long" => too_long(checked),
        "mark-with-grief" => mark_with_grief(checked),
        "incident-promotion" => incident_promotion(checked),
        "shouting" => shouting(&checked.text),
        "reading-grade" => readability::hard_to_read(checked),
        "tags-and-emoji" => form::tags_and_emoji(checked),
        "long-winded" => form::long_winded(checked),
        "complaint-promotion" => complaint_promotion(checked),
        "scam-echo" => scam_echo(checked),
        "crisis-wording" => crisis_wording(checked),
        "testimonial-thanks" => testimonial_thanks(checked),
        "listing-rules" => listing_rules(checked),
        "no-crisis-number" => no_crisis_number(checked),
        "emergency-talk" => handling::emergency_talk(checked),
        "no-comment" => handling::no_comment(checked),
        "myth-headline" => handling::myth_headline(checked),
        "link-in-grief" => handling::link_in_grief(checked),
        "long-in-crisis" => handling::long_in_crisis(checked),
        "offer-without-terms" => handling::offer_without_terms(checked),
        TELLS_PATIENT => tells(checked, Told::Patient, OUTRIGHT),
        TELLS_CONTACT => tells(checked, Told::Contact, &[OUTRIGHT, &[HINT]].concat()),
        _ => return None,
    })
}

/// Whether a mechanism guesses by a trained network.
#[must_use]
pub fn is_guess(name: &str) -> bool {
    matches!(name, TELLS_PATIENT | TELLS_CONTACT)
}

const TELLS_PATIENT: &str = "tells-patient";
const TELLS_CONTACT: &str = "tells-contact";

/// Names of all mechanisms.
pub const NAMES: &[&str] = &[
    "clinical-echo",
    "private-echo",
    "revealed-name",
    "unfilled-slot",
    "near-duplicate",
    "too-long",
    "mark-with-grief",
    "incident-promotion",
    "shouting",
    "reading-grade",
    "tags-and-emoji",
    "long-winded",
    "complaint-promotion",
    "scam-echo",
    "crisis-wording",
    "testimonial-thanks",
    "listing-rules",
    "no-crisis-number",
    "emergency-talk",
    "no-comment",
    "myth-headline",
    "link-in-grief",
    "long-in-crisis",
    "offer-without-terms",
    TELLS_PATIENT,
    TELLS_CONTACT,
];

/// Concepts that say of a sentence what the network would say of it, and where: that it tells of a
/// patient,
pub(super) const OUTRIGHT: &[&str] = &["patient-status", "patient-denial"];
/// and that it hints at contact.
pub(super) const HINT: &str = "patient-hint";

/// Sentences that tell something of the writer and hold no concept that tells as much.
fn tells(checked: &Checked, told: Told, concepts: &[&str]) -> Vec<Span> {
    let known = |telling: &Telling| {
        let mut own = checked
            .matches
            .iter()
            .filter(|m| m.sentence == telling.sentence);
        own.any(|m| concepts.contains(&checked.packs.concepts.label(m)))
    };
    let found = checked.tellings.iter().filter(|t| t.told == told);
    found
        .filter(|t| !known(t) && !approved(checked, t.span))
        .map(|t| t.span)
        .collect()
}

/// Shorter texts of the desk say too little to be known again, in characters.
const LEAST_APPROVED: usize = 12;

/// Whether a sentence repeats what the organisation wrote for its replies: a guess must not keep the
/// approved word back in a crisis.
pub(super) fn approved(checked: &Checked, sentence: Span) -> bool {
    let source = checked.text.source;
    checked
        .desk
        .approved_texts()
        .filter(|own| own.chars().count() >= LEAST_APPROVED)
        .map(visible_line)
        .any(|own| {
            let mut places = source.match_indices(&own);
            places.any(|(at, own)| Span::new(at, at + own.len()).overlaps(sentence))
        })
}

pub(super) fn whole(text: &Text) -> Vec<Span> {
    if text.tokens.is_empty() {
        Vec::new()
    } else {
        vec![text.span_of(0, text.tokens.len())]
    }
}

/// Conditions, medicines, parts of the body that the writer told of and the draft says again.
fn clinical_echo(checked: &Checked) -> Vec<Span> {
    let Some(light) = checked.light else {
        return Vec::new();
    };
    let told = |word: &String| light.clinical.iter().any(|told| same_stem(told, word));
    clinical_words(checked.packs, &checked.text, &checked.matches)
        .filter(|(_, words)| words.iter().any(told))
        .map(|(found, _)| found.span)
        .collect()
}

/// Inflected forms share all but their ending.
pub(super) fn same_stem(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let longer = a.chars().count().max(b.chars().count());
    shared >= 5 && longer - shared <= 3
}

/// Private data of the comment, repeated.
fn private_echo(checked: &Checked) -> Vec<Span> {
    let private = checked.light.map(|light| &light.private);
    echoes(checked.text.source, private.into_iter().flatten())
}

/// Links and handles of a comment that reeks of a scam, repeated.
fn scam_echo(checked: &Checked) -> Vec<Span> {
    let links = checked.light.map(|light| &light.scam_links);
    echoes(checked.text.source, links.into_iter().flatten())
}

/// Where a text holds one of some texts in lower case.
fn echoes<'a>(source: &str, said: impl Iterator<Item = &'a String>) -> Vec<Span> {
    let mut said = said.peekable();
    if said.peek().is_none() {
        return Vec::new();
    }
    // Lower case may be longer than what it came from (İ), so places are led back letter by letter.
    let mut lower = String::with_capacity(source.len());
    let mut places = Vec::with_capacity(source.len() + 1);
    for (at, character) in source.char_indices() {
        for small in character.to_lowercase() {
            lower.push(small);
            places.resize(lower.len(), at);
        }
    }
    places.push(source.len());
    let found = said.flat_map(|data| {
        lower
            .match_indices(data.as_str())
            .map(|(at, data)| Span::new(places[at], places[at + data.len()]))
    });
    found.filter(|span| span.start < span.end).collect()
}

/// Placeholders left in a text: `[contact channel]`, `{{ link }}`, `{name}`, `<name>`, `XXX`, `TODO`.
#[must_use]
pub fn unfilled_slot(source: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let may_open = |byte: u8| matches!(byte, b'[' | b'{' | b'<' | b'X' | b'T');
    if !source.bytes().any(may_open) {
        return found;
    }
    for (open, close, least) in [("{{", "}}", 0), ("[", "]", 2), ("{", "}", 1), ("<", ">", 2)] {
        let mut from = 0;
        while let Some(start) = source[from..].find(open).map(|at| from + at) {
            let after = start + open.len();
            let Some(length) = source[after..].find(close) else {
                break;
            };
            let inside = &source[after..after + length];
            let end = after + length + close.len();
            let named = inside.trim().starts_with(char::is_alphabetic)
                && inside.chars().count() >= least
                && inside.chars().count() <= 60
                && !inside.contains(['\n', '[', '{', '<'])
                && !source[end..].starts_with('(');
            if !named {
                // What opened here was no placeholder; one may open inside.
                from = after;
                continue;
            }
            if !found
                .iter()
                .any(|f: &Span| f.overlaps(Span::new(start, end)))
            {
                found.push(Span::new(start, end));
            }
            from = end;
        }
    }
    for marker in ["XXX", "TODO", "TBD"] {
        found.extend(
            source
                .match_indices(marker)
                .map(|(at, m)| Span::new(at, at + m.len())),
        );
    }
    found.sort_unstable();
    found
}

/// Share of word triples with an earlier reply from which a draft repeats it.
const DUPLICATE_FROM: f32 = 0.7;

fn near_duplicate(checked: &Checked) -> Vec<Span> {
    if checked.draft.thread_replies.is_empty() {
        return Vec::new();
    }
    let own = triples(&checked.text);
    if own.len() < 4 {
        return Vec::new();
    }
    let repeats = checked
        .draft
        .thread_replies
        .iter()
        .rev()
        .take(8)
        .any(|reply| {
            let other = triples(&Text::new(reply));
            let shared = own.intersection(&other).count() as f32;
            shared / own.len().max(other.len()) as f32 >= DUPLICATE_FROM
        });
    if repeats {
        whole(&checked.text)
    } else {
        Vec::new()
    }
}

fn triples(text: &Text) -> HashSet<String> {
    text.tokens
        .windows(3)
        .map(|w| {
            w.iter()
                .map(|t| text.folded(t))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

fn too_long(checked: &Checked) -> Vec<Span> {
    let length = super::length::length(
        checked.packs,
        checked.draft.platform.as_deref(),
        checked.text.source,
    );
    if length.exceeded() {
        whole(&checked.text)
    } else {
        Vec::new()
    }
}

/// Exclamation marks and emoji in answer to grief, pain, fear or anger.
fn mark_with_grief(checked: &Checked) -> Vec<Span> {
    if !checked.light.is_some_and(|light| light.hurt) {
        return Vec::new();
    }
    let mut found: Vec<Span> = checked
        .text
        .tokens
        .iter()
        .filter(|t| t.kind == TokenKind::Emoji)
        .map(|t| t.span)
        .collect();
    found.extend(
        checked
            .text
            .source
            .match_indices(['!', '！'])
            .map(|(at, mark)| Span::new(at, at + mark.len())),
    );
    found.sort_unstable();
    found
}

/// Concepts of advertising.
const ADVERTISING: &[&str] = &[
    "promotion",
    "price-offer",
    "pressure",
    "gift",
    "superlative",
    "comparison",
    "referral-reward",
    "medicine-promotion",
    "before-after",
    "trivialise",
];

fn incident_promotion(checked: &Checked) -> Vec<Span> {
    if checked.desk.incident_active {
        advertising(checked)
    } else {
        Vec::new()
    }
}

/// Advertising in answer to a complaint, to fear or to grief.
fn complaint_promotion(checked: &Checked) -> Vec<Span> {
    if checked.light.is_some_and(Light::is_gloomy) {
        advertising(checked)
    } else {
        Vec::new()
    }
}

fn advertising(checked: &Checked) -> Vec<Span> {
    said(checked, ADVERTISING)
}

/// Where a draft says one of some concepts.
pub(super) fn said(checked: &Checked, concepts: &[&str]) -> Vec<Span> {
    let matches = checked.matches.iter();
    matches
        .filter(|m| concepts.contains(&checked.packs.concepts.label(m)))
        .map(|m| m.span)
        .collect()
}

/// Three or more words in capitals in a row; short ones count when longer ones stand beside them.
fn shouting(text: &Text) -> Vec<Span> {
    let loud = |index: usize| {
        text.tokens
            .get(index)
            .is_some_and(|t| t.kind == TokenKind::Word && t.shouted)
    };
    let long = |index: &usize| text.folded(&text.tokens[*index]).chars().count() >= 3;
    let goes_on = |index: usize| loud(index) && text.tokens[index].before == Break::None;
    let mut found = Vec::new();
    let mut index = 0;
    while index < text.tokens.len() {
        let start = index;
        if loud(index) {
            index += 1;
            while goes_on(index) {
                index += 1;
            }
            if index - start >= 3 && (start..index).filter(long).count() >= 2 {
                found.push(text.span_of(start, index));
            }
        } else {
            index += 1;
        }
    }
    found
}

/// Concepts that the rules of listing sites keep out of replies.
const UNLISTED: &[&str] = &["promotion", "price-offer", "gift", "blame", "review-threat"];

/// Titles before the name of somebody who works there, folded.
const TITLES: &[&str] = &[
    "dr",
    "doctor",
    "nurse",
    "prof",
    "professor",
    "doktor",
    "doctora",
    "hemsire",
];

/// What Tripadvisor keeps out of replies: names, telephone numbers, links, promotion, accusations.
fn listing_rules(checked: &Checked) -> Vec<Span> {
    if checked.draft.platform.as_deref() != Some("tripadvisor") {
        return Vec::new();
    }
    let text = &checked.text;
    let mut found = said(checked, UNLISTED);
    found.extend(
        text.tokens
            .iter()
            .filter(|t| matches!(t.kind, TokenKind::Phone | TokenKind::Url | TokenKind::Email))
            .map(|t| t.span),
    );
    for index in 1..text.tokens.len() {
        let token = &text.tokens[index];
        let capital = text
            .slice(token.span)
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
        let titled = TITLES.contains(&text.folded(&text.tokens[index - 1]));
        if capital && titled && token.kind == TokenKind::Word && joined(text, index) {
            found.push(token.span);
        }
    }
    found.sort_unstable();
    found
}

/// A life may be in danger, and the draft names no number or page that helps at once.
fn no_crisis_number(checked: &Checked) -> Vec<Span> {
    let text = &checked.text;
    let helps = |token: &Token| match token.kind {
        TokenKind::Phone | TokenKind::Url => true,
        TokenKind::Number | TokenKind::Word => {
            let written = text.slice(token.span);
            checked.packs.countries.iter().any(|country| {
                let numbers = [&country.emergency, &country.crisis_line];
                let mut numbers = numbers.into_iter().flat_map(|n| n.split([' ', '/', ',']));
                numbers
                    .any(|n| n.len() > 1 && n.bytes().all(|b| b.is_ascii_digit()) && n == written)
            })
        }
        _ => false,
    };
    // What the desk has the numbers called, or “your local emergency number” where it names no country.
    let stands_for_one = || {
        ["emergency_number", "crisis_line"].into_iter().any(|slot| {
            let languages = checked.packs.languages.iter();
            let phrases = languages.filter_map(|l| l.slot_defaults.get(slot));
            let mut phrases = phrases
                .map(String::as_str)
                .chain(checked.desk.slot_texts(slot));
            phrases.any(|phrase| {
                let phrase = visible_line(phrase);
                !phrase.is_empty() && text.source.contains(&phrase)
            })
        })
    };
    let in_danger = checked.light.is_some_and(Light::in_danger);
    let helped = !in_danger
        || text.tokens.iter().any(helps)
        || !unfilled_slot(text.source).is_empty()
        || stands_for_one();
    if helped { Vec::new() } else { whole(text) }
}

/// Whether a token follows the one before it directly, or after the full stop of an abbreviation.
pub(super) fn joined(text: &Text, index: usize) -> bool {
    let (before, token) = (&text.tokens[index - 1], &text.tokens[index]);
    let between = text
        .source
        .get(before.span.end as usize..token.span.start as usize);
    token.before == Break::None || between == Some(". ") && text.folded(before).chars().count() <= 3
}

/// Words that hurt or mislead who thinks of suicide, where the comment or nothing tells of whom it is about.
fn crisis_wording(checked: &Checked) -> Vec<Span> {
    if checked.light.is_some_and(|light| !light.in_danger()) {
        return Vec::new();
    }
    said(checked, &["self-harm-wording"])
}

/// Thanks for praise of an outcome, where the law counts that as using a testimonial.
fn testimonial_thanks(checked: &Checked) -> Vec<Span> {
    if !checked
        .light
        .as_ref()
        .is_some_and(|light| light.clinical_praise)
    {
        return Vec::new();
    }
    said(checked, &["testimonial-thanks"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_seen_and_links_are_not() {
        let found = |s: &str| {
            unfilled_slot(s)
                .iter()
                .map(|f| s[f.range()].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("Write to [contact channel] or {{ link }}."),
            ["[contact channel]", "{{ link }}"]
        );
        assert_eq!(
            found("See [our page](https://example.org)"),
            Vec::<String>::new()
        );
        assert_eq!(found("I <3 this > that"), Vec::<String>::new());
        assert_eq!(found("Dear {name}, call XXX"), ["{name}", "XXX"]);
        assert_eq!(found("[1] is a note"), Vec::<String>::new());
        assert_eq!(found("We <3 you. Dear <name>, hello"), ["<name>"]);
    }
}
