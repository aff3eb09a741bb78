//! Numbers that help at once: those of every country the desk names, and of no other.

use crate::desk::{Desk, EU_MEMBERS, iso_country};
use crate::packs::{Country, Language, Packs, primary_language};

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
/// The countries are the desk's seat and audience, and that of the page where its address says one. Where one
/// of them has no number here, or nobody in them writes in the comment's language, the writer may be
/// elsewhere, and words that hold anywhere are added.
#[must_use]
pub fn help(
    packs: &Packs,
    desk: &Desk,
    page: Option<&str>,
    line: Line,
    reply: &Language,
    written_in: &str,
) -> Help {
    let slot = match line {
        Line::Emergency => "emergency_number",
        Line::Crisis => "crisis_line",
    };
    let fallback = packs.country("ZZ");
    let fallback = fallback.map_or("", |country| number(country, line));
    let anywhere = reply.slot_defaults.get(slot).map_or(fallback, |own| own);
    let anywhere = anywhere.to_owned();

    let primary = primary_language(written_in);
    let named = countries(packs, desk, page);
    let mut elsewhere = !named.iter().any(|code| speaks(packs, code, primary));
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for code in named {
        let known = entry(packs, code).map(|country| number(country, line));
        let Some(number) = known.filter(|n| !n.is_empty() && *n != fallback) else {
            elsewhere = true;
            continue;
        };
        match groups.iter_mut().find(|(same, _)| *same == number) {
            Some((_, codes)) => codes.push(code),
            None => groups.push((number, vec![code])),
        }
    }
    if groups.len() > MOST_NUMBERS {
        // Those of countries in which people write like this; for all others there are the words.
        groups.retain(|(_, codes)| codes.iter().any(|code| speaks(packs, code, primary)));
        groups.truncate(MOST_NUMBERS);
        elsewhere = true;
    }
    let numbers = match groups.as_slice() {
        [] => anywhere.clone(),
        [(number, _)] if !elsewhere => (*number).to_owned(),
        _ => {
            let told = groups.iter().map(|(number, codes)| {
                format!("{} ({})", without_name(number), names(reply, codes))
            });
            let rest = elsewhere.then(|| anywhere.clone());
            told.chain(rest).collect::<Vec<_>>().join(" / ")
        }
    };
    Help { numbers, anywhere }
}

/// The countries that the page and the desk name, each once, as ISO 3166 has them. Top-level domains are also
/// used for what their letters spell, so that a page's country counts only where its numbers are known.
fn countries<'a>(packs: &Packs, desk: &'a Desk, page: Option<&'a str>) -> Vec<&'a str> {
    let mut codes: Vec<&str> = Vec::new();
    let page = page.filter(|code| entry(packs, code).is_some());
    let own = desk.audience.iter().chain(std::iter::once(&desk.seat));
    let all = page.into_iter().chain(own.map(String::as_str));
    for code in all.filter(|code| !code.is_empty()).map(iso_country) {
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

/// A crisis line without the name that its own country knows it by.
fn without_name(line: &str) -> &str {
    line.rsplit_once(": ").map_or(line, |(_, number)| number)
}

/// What is known of a country; of a member of the European Union without an entry, what holds in all.
fn entry<'a>(packs: &'a Packs, code: &str) -> Option<&'a Country> {
    let union = || is_member(code).then(|| packs.country("EU")).flatten();
    packs.country(code).or_else(union)
}

/// Whether a comment in a language is likely to come from a country.
fn speaks(packs: &Packs, code: &str, language: &str) -> bool {
    let speaks = |country: &Country| country.speaks(language);
    let in_union = || packs.country("EU").is_some_and(speaks);
    entry(packs, code).is_some_and(speaks) || is_member(code) && in_union()
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
        let help = help(&packs, &desk, None, line, reply, written_in);
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
    fn beyond_three_numbers_only_those_of_people_who_write_so_are_told() {
        check(
            "TR US AU IN GB KR",
            "ko",
            "en",
            "119 (South Korea) / your local emergency number",
        );
        check(
            "TR US AU IN GB KR",
            "th",
            "en",
            "your local emergency number",
        );
    }

    #[test]
    fn the_page_s_country_is_one_of_them_where_its_number_is_known() {
        let packs = command::packs().expect("the built-in packs load");
        let desk = Desk {
            seat: "US".into(),
            ..Desk::default()
        };
        let index = packs.language_index("en").expect("the packs answer in it");
        let english = &packs.languages[index as usize];
        let told =
            |page: Option<&str>| help(&packs, &desk, page, Line::Emergency, english, "en").numbers;
        assert_eq!(told(Some("GB")), "999 (UK) / 911 (US)");
        assert_eq!(told(Some("AT")), "112 (Austria) / 911 (US)");
        assert_eq!(told(Some("ME")), "911");
        assert_eq!(told(Some("US")), "911");
    }

    #[test]
    fn crisis_lines_are_named_likewise() {
        let check = |countries, written_in, expected| {
            check_line(Line::Crisis, countries, written_in, "en", expected);
        };
        check("GB", "en", "Samaritans: 116 123");
        check("", "en", "findahelpline.com");
        check("IT", "it", "findahelpline.com");
        check("TR GB US", "en", "116 123 (UK) / 988 (US) / 112 (Türkiye)");
        check(
            "IT DE",
            "it",
            "0800 111 0 111 (Germany) / findahelpline.com",
        );
    }
}
