//! Times as people say them in a language: when something is due, how long it takes.

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{T, YMD};
use icu_datetime::input::Date;
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::desk::{AnswerWithin, iso_country};
use crate::incident::Moment;
use crate::packs::{Language, Packs};

/// A moment as any reader anywhere understands it, at a desk seated in a country: time of day, offset, date.
///
/// `None` where the Unicode data know no such language.
#[must_use]
pub fn moment(packs: &Packs, moment: &Moment, language: &str, seat: &str) -> Option<String> {
    let locale = locale(packs, language, seat)?;
    let time = NoCalendarFormatter::try_new((&locale).into(), T::hm()).ok()?;
    let date =
        FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new((&locale).into(), YMD::long());
    let day: Date<Gregorian> = moment.date.to_calendar(Gregorian);
    Some(format!(
        "{} (UTC{}), {}",
        time.format(&moment.time),
        offset(moment.zone.to_seconds()),
        date.ok()?.format(&day)
    ))
}

/// How soon an answer comes; `None` where the desk promises nothing, or the language has no words for it.
#[must_use]
pub fn answer_within(language: &Language, promised: AnswerWithin) -> Option<String> {
    let AnswerWithin { amount, unit } = promised;
    if amount == 0 {
        return None;
    }
    let forms = language.durations.get(unit.as_str())?;
    let locale = Locale::try_from_str(&language.code).ok()?;
    let rules = PluralRules::try_new_cardinal(locale.into()).ok()?;
    let form = forms.get(category(rules.category_for(amount)));
    let form = form.or_else(|| forms.get("other"))?;
    Some(form.replace("{n}", &amount.to_string()))
}

/// A language as it is written at the desk's seat, with the digits that telephone numbers have.
fn locale(packs: &Packs, language: &str, seat: &str) -> Option<Locale> {
    let seat = iso_country(seat);
    let at_home = packs.country(seat).is_some_and(|c| c.speaks(language));
    let region = match language {
        // An English text for readers anywhere is no American one.
        "en" if !at_home && !seat.is_empty() => "-GB".to_owned(),
        _ if at_home => format!("-{seat}"),
        _ => String::new(),
    };
    Locale::try_from_str(&format!("{language}{region}-u-nu-latn")).ok()
}

/// An offset from UTC as people write it: `+3`, `+5:30`; nothing for UTC itself.
fn offset(seconds: i32) -> String {
    if seconds == 0 {
        return String::new();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    match minutes % 60 {
        0 => format!("{sign}{}", minutes / 60),
        rest => format!("{sign}{}:{rest:02}", minutes / 60),
    }
}

fn category(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command;
    use crate::desk::TimeUnit;
    use crate::incident;

    fn packs() -> Packs {
        command::packs().expect("the built-in packs load")
    }

    #[test]
    fn a_moment_is_told_in_the_words_of_the_language() {
        let packs = packs();
        let due = incident::moment("2026-11-29T14:30:00+03:00").expect("this is a moment");
        let check = |language: &str, seat: &str, expected: &str| {
            let told = moment(&packs, &due, language, seat);
            // Unicode puts a narrow blank before “PM”.
            let told = told.map(|told| told.replace('\u{202f}', " "));
            assert_eq!(told.as_deref(), Some(expected), "{language} {seat}");
        };
        check("en", "US", "2:30 PM (UTC+3), November 29, 2026");
        check("en", "GB", "14:30 (UTC+3), 29 November 2026");
        check("en", "TR", "14:30 (UTC+3), 29 November 2026");
        check("de", "DE", "14:30 (UTC+3), 29. November 2026");
        check("es", "ES", "14:30 (UTC+3), 29 de noviembre de 2026");
        check("fr", "", "14:30 (UTC+3), 29 novembre 2026");
        check("tr", "TR", "14:30 (UTC+3), 29 Kasım 2026");
        check("ru", "", "14:30 (UTC+3), 29 ноября 2026 г.");
        check("zh", "", "14:30 (UTC+3), 2026年11月29日");
        check("th", "TH", "14:30 (UTC+3), 29 พฤศจิกายน ค.ศ. 2026");
    }

    #[test]
    fn the_offset_is_the_desk_s_own() {
        let packs = packs();
        let check = |written: &str, expected: &str| {
            let due = incident::moment(written).expect("this is a moment");
            let told = moment(&packs, &due, "de", "").expect("German is known");
            assert_eq!(told.split(',').next(), Some(expected));
        };
        check("2026-11-29T14:30:00Z", "14:30 (UTC)");
        check("2026-11-29T14:30:00+00:00", "14:30 (UTC)");
        check("2026-11-29T09:05-10:00", "09:05 (UTC-10)");
        check("2026-11-29T09:05+05:30", "09:05 (UTC+5:30)");
    }

    #[test]
    fn how_soon_an_answer_comes_is_told_in_the_right_plural() {
        let packs = packs();
        let check = |language: &str, amount: u16, unit: TimeUnit, expected: &str| {
            let index = packs
                .language_index(language)
                .expect("the packs answer in it");
            let promised = AnswerWithin { amount, unit };
            let told = answer_within(&packs.languages[index as usize], promised);
            assert_eq!(told.as_deref(), Some(expected));
        };
        check("en", 1, TimeUnit::WorkingDays, "1 working day");
        check("en", 24, TimeUnit::Hours, "24 hours");
        check("ru", 1, TimeUnit::WorkingDays, "1 рабочий день");
        check("ru", 3, TimeUnit::WorkingDays, "3 рабочих дня");
        check("ru", 5, TimeUnit::WorkingDays, "5 рабочих дней");
        check("ru", 21, TimeUnit::Hours, "21 час");
        check("ar", 2, TimeUnit::Days, "يومين");
        check("ar", 3, TimeUnit::Hours, "3 ساعات");
        check("ar", 48, TimeUnit::Hours, "48 ساعة");
        check("zh", 2, TimeUnit::WorkingDays, "2个工作日");
        let nothing = AnswerWithin::default();
        assert_eq!(answer_within(&packs.languages[0], nothing), None);
    }

    #[test]
    fn every_language_has_words_for_every_length_and_country() {
        let packs = packs();
        for language in &packs.languages {
            for unit in [TimeUnit::Hours, TimeUnit::Days, TimeUnit::WorkingDays] {
                let forms = language.durations.get(unit.as_str());
                assert!(forms.is_some(), "{} {}", language.code, unit.as_str());
            }
            let countries = packs.countries.iter().map(|c| c.code.as_str());
            let members = crate::desk::EU_MEMBERS.iter().copied();
            for code in countries.chain(members).filter(|code| *code != "ZZ") {
                let named = language.country_names.contains_key(code);
                assert!(named, "{} {code}", language.code);
            }
        }
    }
}
