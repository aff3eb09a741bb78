//! Slots: the values that templates are filled with.

use std::collections::BTreeMap;

use super::numbers::{self, Line};
use super::times;
use crate::comment::Comment;
use crate::desk::{Desk, iso_country};
use crate::incident;
use crate::packs::{Country, Language, Packs, primary_language};
use crate::text::visible_line;

/// Longest name of a writer, in characters; a longer one is cut, so that a page cannot flood a reply.
/// What the desk holds is bounded by [`Desk::validate`] and stands in replies whole.
const LONGEST_AUTHOR: usize = 300;

/// What is told of an incident, with the slots it stands in.
pub const OF_THE_INCIDENT: &[&str] = &["known", "unknown", "action", "next_update"];

/// Slots of numbers that help at once.
const NUMBERS: [(&str, Line); 2] = [
    ("emergency_number", Line::Emergency),
    ("crisis_line", Line::Crisis),
];

/// All slot values known for a comment, by slot name. What is missing is not in the map.
///
/// `written_in` is the language of the comment, BCP 47, `language` the number of that of the reply.
#[must_use]
pub fn values(
    packs: &Packs,
    comment: &Comment,
    desk: &Desk,
    language: u8,
    written_in: &str,
) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |name: &str, value: &str| {
        let clean = visible_line(value);
        if !clean.is_empty() {
            values.insert(name.to_owned(), clean);
        }
    };
    let language = &packs.languages[language as usize];
    for (name, value) in &language.slot_defaults {
        put(name, value);
    }
    if let Some(country) = country_of(packs, desk) {
        put("report_link", &country.report_link);
    }
    for (slot, line) in NUMBERS {
        let help = numbers::help(
            packs,
            desk,
            comment.country.as_deref(),
            line,
            language,
            written_in,
        );
        put(slot, &help.numbers);
        put(&brief(slot), &help.anywhere);
    }
    put("organisation", &desk.organisation);
    put("channel", &desk.channel);
    put("response_time", &response_time(desk, language));
    put("booking_link", &desk.booking_link);
    put("complaints_link", &desk.complaints_link);
    put("status_link", &desk.status_link);
    put("sign_off", &desk.sign_off);
    for (name, value) in &desk.slots {
        put(name, value);
    }
    if desk.incident_active {
        let incident = &desk.incident;
        put("known", &incident.known);
        put("unknown", &incident.unknown);
        put("action", &incident.action);
        let due = incident::moment(&incident.next_update);
        let due = due.and_then(|due| times::moment(packs, &due, &language.code, &desk.seat));
        put("next_update", &due.unwrap_or_default());
    }
    let own = desk.in_languages.get(&language.code).into_iter().flatten();
    for (name, value) in own {
        if desk.incident_active || !OF_THE_INCIDENT.contains(&name.as_str()) {
            put(name, value);
        }
    }
    if let Some(author) = &comment.author {
        put("author", cut(author, LONGEST_AUTHOR));
    }
    // A number that the organisation chose is for every length of reply.
    let chosen = |slot: &str| desk.slot_texts(slot).any(|text| !text.trim().is_empty());
    for (slot, _) in NUMBERS.iter().filter(|(slot, _)| chosen(slot)) {
        values.remove(&brief(slot));
    }
    values
}

/// The values for a reply that is to be brief: words that are true anywhere in the place of several
/// countries' numbers.
#[must_use]
pub fn briefly(values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut brief_values = values.clone();
    for (slot, _) in NUMBERS {
        if let Some(words) = values.get(&brief(slot)) {
            brief_values.insert(slot.to_owned(), words.clone());
        }
    }
    brief_values
}

/// Under which name the brief value of a slot is kept; no template can name it.
fn brief(slot: &str) -> String {
    format!("{slot} in brief")
}

/// How soon the channel answers: in the desk's own words where they are in the language of the reply.
fn response_time(desk: &Desk, language: &Language) -> String {
    let first = desk.languages.first().map_or("en", String::as_str);
    let first = primary_language(first);
    let own = &desk.response_time;
    let promised = times::answer_within(language, desk.answer_within);
    match promised {
        Some(promised) if own.trim().is_empty() || first != language.code => promised,
        _ => own.clone(),
    }
}

/// The country whose authority takes reports: the audience's where there is exactly one, else the seat's.
fn country_of<'a>(packs: &'a Packs, desk: &Desk) -> Option<&'a Country> {
    let audience = match desk.audience.as_slice() {
        [only] => Some(only.as_str()),
        _ => None,
    };
    audience
        .into_iter()
        .chain([desk.seat.as_str()])
        .chain(desk.audience.iter().map(String::as_str))
        .find_map(|code| packs.country(iso_country(code)))
}

fn cut(value: &str, longest: usize) -> &str {
    let end = value.char_indices().nth(longest);
    end.map_or(value, |(at, _)| &value[..at])
}
