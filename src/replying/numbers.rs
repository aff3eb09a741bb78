//! Numbers that help at once: those of every country the desk names, and of no other.

use crate::desk::{Desk, EU_MEMBERS};
use crate::packs::{Country, Language, Packs};

/// Most different numbers in one reply: a person in danger must not have to search.
const MOST_NUMBERS: usize = 3;

/// Members of the European Union that are told by name; more are told as the union.
const MOST_MEMBERS: usize = 2;

/// What a reply says about where help is to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// The numbers with their countries; a number alone where there is no doubt about it.
    pub numbers: String,
    /// Words that are true anywhere.
    pub anywhere: String,
}

/// Which of a country's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// In an emergency.
    Emergency,
    /// In a crisis of the mind.
    Crisis,
}

/// The numbers for a comment written in the language `written_in`, told in the language of the reply.
///
/// The countries are the desk's seat and audience. Where one of them has no number here, or nobody in them
/// writes in the comment's language, the writer may be elsewhere, and words that hold anywhere are added.
#[must_use]
pub fn help(packs: &Packs, desk: &Desk, line: Line, reply: &Language, written_in: &str) -> Help {
    let slot = match line {
        Line::Emergency => "emergency_number",
        Line::Crisis => "crisis_line",
    };
    let fallback = packs.countries.iter().find(|c| c.code == "ZZ");
    let fallback = fallback.map_or("", |country| number(country, line));
    let anywhere = reply.slot_defaults.get(slot).map_or(fallback, |own| own);
    let anywhere = anywhere.to_owned();

    let primary = written_in.split('-').next().unwrap_or_default();
    let mut named = countries(desk);
    // Those in which people write like this come first, lest they be left out.
    named.sort_by_key(|code| !speaks(packs, code, primary));
    let at_home = named.first().is_some_and(|c| speaks(packs, c, primary));
    let mut elsewhere = !at_home;
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for code in named {
        let known = entry(packs, code).map(|country| number(country, line));
        let Some(number) = known.filter(|n| !n.is_empty() && *n != fallback) else {
            elsewhere = true;
            continue;
        };
        match groups.iter().position(|(same, _)| *same == number) {
            Some(group) => groups[group].1.push(code),
            None if groups.len() < MOST_NUMBERS => groups.push((number, vec![code])),
            None => elsewhere = true,
        }
    }
    let numbers = match groups.as_slice() {
        [] => anywhere.clone(),
        [(number, _)] if !elsewhere => (*number).to_owned(),
        _ => {
            let told = groups
                .iter()
                .map(|(number, codes)| format!("{number} ({})", names(reply, codes)));
            let rest = elsewhere.then(|| anywhere.clone());
            told.chain(rest).collect::<Vec<_>>().join(" / ")
        }
    };
    Help { numbers, anywhere }
}

/// The countries that the desk names, each once, as ISO 3166 has them.
fn countries(desk: &Desk) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    let all = desk.audience.iter().chain(std::iter::once(&desk.seat));
    for code in all.filter(|code| !code.is_empty()) {
        let code = if code == "UK" { "GB" } else { code };
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

fn number(country: &Country, line: Line) -> &str {
    match line {
        Line::Emergency => &country.emergency,
        Line::Crisis => &country.crisis_line,
    }
}

/// What is known of a country; of a member of the European Union without an entry, what holds in all.
fn entry<'a>(packs: &'a Packs, code: &str) -> Option<&'a Country> {
    let of = |code: &str| packs.countries.iter().find(|c| c.code == code);
    of(code).or_else(|| of(if is_member(code) { "EU" } else { return None }))
}

/// Whether a comment in a language is likely to come from a country.
fn speaks(packs: &Packs, code: &str, language: &str) -> bool {
    let listed = |country: &Country| country.languages.iter().any(|l| l == language);
    let in_union = || packs.countries.iter().any(|c| c.code == "EU" && listed(c));
    entry(packs, code).is_some_and(listed) || is_member(code) && in_union()
}

fn is_member(code: &str) -> bool {
    EU_MEMBERS.contains(&code)
}

/// The countries of one number in the language of the reply.
fn names(reply: &Language, codes: &[&str]) -> String {
    let name = |code: &str| reply.country_names.get(code).cloned();
    let name = |code: &str| name(code).unwrap_or_else(|| code.to_owned());
    let members = codes.iter().filter(|code| is_member(code)).count();
    let as_union = members > MOST_MEMBERS;
    let mut told: Vec<String> = Vec::new();
    for code in codes {
        let named = if as_union && is_member(code) {
            name("EU")
        } else {
            name(code)
        };
        if !told.contains(&named) {
            told.push(named);
        }
    }
    told.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command;

    /// Seat and audience with blanks between, the languages of comment and reply, the emergency number.
    fn check(countries: &str, written_in: &str, reply: &str, expected: &str) {
        check_line(Line::Emergency, countries, written_in, reply, expected);
    }

    fn check_line(line: Line, countries: &str, written_in: &str, reply: &str, expected: &str) {
        let packs = command::packs().expect("the built-in packs load");
        let mut codes = countries.split(' ').map(str::to_owned);
        let desk = Desk {
            seat: codes.next().unwrap_or_default(),
            audience: codes.collect(),
            ..Desk::default()
        };
        let index = packs.language_index(reply).expect("the packs answer in it");
        let reply = &packs.languages[index as usize];
        let help = help(&packs, &desk, line, reply, written_in);
        assert_eq!(help.numbers, expected, "{countries} {written_in}");
    }

    #[test]
    fn one_country_that_writes_so_has_its_number_alone() {
        check("GB", "en", "en", "999");
        check("UK GB", "en-GB", "en", "999");
        check("US", "es", "es", "911");
        check("AU", "en", "en", "000");
        check("TR", "tr", "tr", "112");
    }

    #[test]
    fn every_country_of_the_audience_is_named_with_its_number() {
        check("TR GB", "en", "en", "999 (UK) / 112 (Türkiye)");
        check(
            "TR DE GB US",
            "de",
            "de",
            "112 (Deutschland, Türkei) / 999 (Großbritannien) / 911 (USA)",
        );
        check(
            "GB TR",
            "tr",
            "tr",
            "112 (Türkiye) / 999 (Birleşik Krallık)",
        );
    }

    #[test]
    fn within_the_european_union_it_is_112() {
        check("AT", "de", "de", "112");
        check("DE AT NL PL", "nl", "en", "112");
        check("DE", "it", "it", "112");
        check("TR AT NL PL", "de", "de", "112");
        check(
            "TR AT NL PL GB",
            "de",
            "de",
            "112 (EU, Türkei) / 999 (Großbritannien)",
        );
    }

    #[test]
    fn a_writer_who_may_be_elsewhere_is_not_sent_to_a_wrong_number() {
        let anywhere = "your local emergency number";
        check("", "en", "en", anywhere);
        check("ZA", "en", "en", anywhere);
        check(
            "TH",
            "en",
            "en",
            "1669 (Thailand) / your local emergency number",
        );
        check(
            "US ZA",
            "en",
            "en",
            "911 (US) / your local emergency number",
        );
        check(
            "DE",
            "und",
            "de",
            "112 (Deutschland) / die örtliche Notrufnummer",
        );
    }

    #[test]
    fn beyond_three_numbers_those_who_write_so_come_first() {
        check(
            "TR US AU IN GB KR",
            "ko",
            "en",
            "119 (South Korea) / 911 (US) / 000 (Australia) / your local emergency number",
        );
    }

    #[test]
    fn crisis_lines_are_named_likewise() {
        let check = |countries, written_in, expected| {
            check_line(Line::Crisis, countries, written_in, "en", expected);
        };
        check("GB", "en", "Samaritans: 116 123");
        check("", "en", "findahelpline.com");
        check("IT", "it", "findahelpline.com");
        check(
            "IT DE",
            "it",
            "TelefonSeelsorge: 0800 111 0 111 (Germany) / findahelpline.com",
        );
    }
}
