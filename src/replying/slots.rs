//! Slots: the values that templates are filled with.

use std::collections::BTreeMap;

use crate::comment::Comment;
use crate::desk::Desk;
use crate::packs::{Country, Packs};
use crate::text::visible_line;

/// Longest name of a writer, in characters; a longer one is cut, so that a page cannot flood a reply.
/// What the desk holds is bounded by [`Desk::validate`] and stands in replies whole.
const LONGEST_AUTHOR: usize = 300;

/// All slot values known for a comment, by slot name. What is missing is not in the map.
#[must_use]
pub fn values(
    packs: &Packs,
    comment: &Comment,
    desk: &Desk,
    language: u8,
) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |name: &str, value: &str| {
        let clean = visible_line(value);
        if !clean.is_empty() {
            values.insert(name.to_owned(), clean);
        }
    };
    let language = &packs.languages[language as usize];
    let fallback = country(packs, "ZZ");
    if let Some(fallback) = fallback {
        put("crisis_line", &fallback.crisis_line);
    }
    for (name, value) in &language.slot_defaults {
        put(name, value);
    }
    if let Some(country) = country_of(packs, desk) {
        put("emergency_number", &country.emergency);
        put("crisis_line", &country.crisis_line);
        put("report_link", &country.report_link);
    }
    put("organisation", &desk.organisation);
    put("channel", &desk.channel);
    put("response_time", &desk.response_time);
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
        put(
            "next_update",
            &incident.next_update_in_words().unwrap_or_default(),
        );
    }
    if let Some(author) = &comment.author {
        put("author", cut(author, LONGEST_AUTHOR));
    }
    values
}

/// The numbers of the desk's country: the audience's where there is exactly one, else the seat's.
fn country_of<'a>(packs: &'a Packs, desk: &Desk) -> Option<&'a Country> {
    let audience = match desk.audience.as_slice() {
        [only] => Some(only.as_str()),
        _ => None,
    };
    audience
        .into_iter()
        .chain([desk.seat.as_str()])
        .chain(desk.audience.iter().map(String::as_str))
        .find_map(|code| country(packs, if code == "UK" { "GB" } else { code }))
}

fn country<'a>(packs: &'a Packs, code: &str) -> Option<&'a Country> {
    packs.countries.iter().find(|c| c.code == code)
}

fn cut(value: &str, longest: usize) -> &str {
    let end = value.char_indices().nth(longest);
    end.map_or(value, |(at, _)| &value[..at])
}
