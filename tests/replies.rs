//! What replies say of the desk: its own values in each language, only what is the case, only numbers of
//! countries that it names.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use bedside::comment::Comment;
use bedside::compliance::length::length;
use bedside::desk::{AnswerWithin, Desk, Rumour, TimeUnit};
use bedside::engine::{Engine, Place};
use bedside::incident::Incident;
use bedside::packs::{PackFile, Situation, Standing, Template};
use bedside::replying::awareness::{compose, compose_for};
use bedside::replying::learning::Learning;
use bedside::replying::ranking::holds;
use bedside::replying::{Suggestion, render_template, situation_of, slots};

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| bedside::command::engine().expect("the built-in packs load"))
}

fn suggestions(desk: &Desk, comment: &str) -> Vec<Suggestion> {
    let comment = Comment::of_text(comment);
    let reading = engine().read(&comment);
    let place = Place {
        desk,
        thread_replies: &[],
        learning: &Learning::default(),
    };
    engine().suggest(&comment, &reading, place)
}

fn found(desk: &Desk, query: &str) -> Vec<Suggestion> {
    let place = Place {
        desk,
        thread_replies: &[],
        learning: &Learning::default(),
    };
    engine().search(&Comment::default(), query, place)
}

fn code(language: u8) -> &'static str {
    &engine().packs.languages[language as usize].code
}

fn rendered(template: &Template, desk: &Desk) -> String {
    let packs = &engine().packs;
    let language = template.language;
    let values = slots::values(packs, &Comment::default(), desk, language, code(language));
    let rendered = render_template(packs, template, &values);
    rendered.expect("every template can be rendered").text
}

fn situation(template: &Template) -> &'static Situation {
    situation_of(&engine().packs, template)
}

fn handling(about: &str) -> Desk {
    Desk {
        incident_active: true,
        incident: Incident {
            about: about.into(),
            known: "Building B has had no power since nine".into(),
            action: "Please use building A".into(),
            ..Incident::default()
        },
        ..Desk::default()
    }
}

/// Words that say of something that it is closed or does not work now.
const CLOSED_OR_DOWN: &[&str] = &[
    " is down",
    " is closed",
    "ahora mismo hay problemas",
    "hay una incidencia",
    "servicios con cambios de horario o cerrados",
    "derzeit gibt es eine störung",
    "ist geschlossen",
    "une panne est en cours",
    "está difícil conseguir acesso agora",
    "há uma falha",
    "serviços estão fechados",
    "in questo momento è difficile collegarsi",
    "c'è un guasto",
    "servizi sono chiusi",
    "şu anda bir arıza var",
    "هناك عطل",
    "сейчас есть неполадка",
    "знаем о неполадке",
    "услуг сейчас не работает",
    "इस समय सेवा में रुकावट",
    "ขณะนี้ระบบขัดข้อง",
    "ที่ระบบขัดข้อง",
    "เพราะการปิดบริการ",
    "การปิดบริการสร้าง",
    "目前系统出现故障",
    "系统故障让人着急",
    "被停诊打乱",
    "停诊让大家着急",
];

#[test]
fn nothing_is_called_closed_or_down_unless_the_desk_handles_that() {
    let packs = &engine().packs;
    let quiet = Desk::default();
    for template in packs.templates.iter() {
        let text = rendered(template, &quiet).to_lowercase();
        let says_so = CLOSED_OR_DOWN.iter().any(|words| text.contains(words));
        let offered = holds(packs, template, &quiet);
        assert!(!(says_so && offered), "{} {text}", code(template.language));
    }
}

#[test]
fn a_wording_that_says_so_is_kept_back_until_the_desk_handles_that() {
    let mut engine = bedside::command::engine().expect("the built-in packs load");
    let file = PackFile {
        path: "ours.toml".into(),
        text: "language = \"en\"\n[[template]]\nsituation = \"closure\"\nvariant = \"ours\"\n\
               incident = true\ntext = \"The east wing is closed today. {{ channel }}.\"\n"
            .into(),
    };
    engine.import(&file).expect("the pack is sound");
    let comment = Comment::of_text("Is the hospital closed because of the strike?");
    let reading = engine.read(&comment);
    let learning = Learning::default();
    let all = |desk: &Desk| {
        let place = Place {
            desk,
            thread_replies: &[],
            learning: &learning,
        };
        let suggested = engine.suggest(&comment, &reading, place);
        let found = engine.search(&comment, "closed east wing", place);
        suggested.into_iter().chain(found).collect::<Vec<_>>()
    };
    let says_so = |desk: &Desk| {
        let all = all(desk);
        assert!(all.iter().any(|s| s.template.starts_with("closure.")));
        all.iter().filter(|s| s.template == "closure.ours").count()
    };
    assert_eq!(says_so(&Desk::default()), 0);
    assert_eq!(says_so(&handling("data-breach")), 0);
    assert_eq!(says_so(&handling("closure")), 2);
    assert_eq!(says_so(&handling("")), 2);
}

#[test]
fn there_is_something_to_say_of_every_outage_and_closure_at_any_time() {
    let packs = &engine().packs;
    for language in &packs.languages {
        for about in ["outage", "closure"] {
            for desk in [Desk::default(), handling(about), handling("recall")] {
                let offered = packs.templates.iter().filter(|t| {
                    code(t.language) == language.code
                        && situation(t).id == about
                        && holds(packs, t, &desk)
                });
                assert!(offered.count() >= 2, "{} {about}", language.code);
            }
        }
    }
}

#[test]
fn what_is_known_of_one_incident_is_not_told_of_another() {
    let comment = "Is the hospital closed because of the strike?";
    let tells = |about: &str| {
        let desk = handling(about);
        let all = suggestions(&desk, comment);
        let of_closure = all.iter().filter(|s| s.template.starts_with("closure."));
        let texts: Vec<&str> = of_closure.map(|s| s.text.as_str()).collect();
        assert!(!texts.is_empty(), "{all:?}");
        texts.iter().any(|text| text.contains("building A"))
    };
    assert!(tells("closure"));
    assert!(tells(""));
    assert!(!tells("data-breach"));
}

#[test]
fn no_time_is_promised_that_the_desk_did_not_enter() {
    let packs = &engine().packs;
    let promised = Desk {
        answer_within: AnswerWithin {
            amount: 3,
            unit: TimeUnit::Hours,
        },
        ..Desk::default()
    };
    let mut count = 0;
    for template in packs.templates.iter() {
        if !template.slots.iter().any(|slot| slot == "response_time") {
            continue;
        }
        count += 1;
        let names = &packs.languages[template.language as usize].slot_names;
        let open = format!("[{}]", names["response_time"]);
        let text = rendered(template, &Desk::default());
        assert!(text.contains(&open), "{} {text}", code(template.language));
        let text = rendered(template, &promised);
        assert!(!text.contains(&open), "{} {text}", code(template.language));
        assert!(
            text.contains('3') || code(template.language) == "ar",
            "{text}"
        );
    }
    assert!(count > 100, "{count} templates name a response time");
}

#[test]
fn a_value_for_a_language_stands_in_replies_in_it_and_the_general_one_in_all_others() {
    let desk = Desk {
        organisation: "Lakeside Hospital".into(),
        channel: "care@lakeside.example".into(),
        slots: [("press_contact".into(), "press@lakeside.example".into())].into(),
        in_languages: [
            (
                "ar".to_owned(),
                [
                    ("organisation".to_owned(), "مستشفى البحيرة".to_owned()),
                    ("press_contact".to_owned(), "المكتب الإعلامي".to_owned()),
                    ("known".to_owned(), "لا كهرباء".to_owned()),
                ]
                .into(),
            ),
            (
                "de".to_owned(),
                [("channel".to_owned(), "  ".to_owned())].into(),
            ),
        ]
        .into(),
        ..Desk::default()
    };
    let packs = &engine().packs;
    let value = |desk: &Desk, language: &str, slot: &str| {
        let index = packs.language_index(language).expect("it is one");
        let values = slots::values(packs, &Comment::default(), desk, index, language);
        values.get(slot).cloned()
    };
    let is = |language: &str, slot: &str, expected: Option<&str>| {
        assert_eq!(value(&desk, language, slot).as_deref(), expected);
    };
    is("ar", "organisation", Some("مستشفى البحيرة"));
    is("ar", "channel", Some("care@lakeside.example"));
    is("ar", "press_contact", Some("المكتب الإعلامي"));
    is("ar", "known", None);
    is("de", "organisation", Some("Lakeside Hospital"));
    is("de", "channel", Some("care@lakeside.example"));
    let active = Desk {
        incident_active: true,
        ..desk.clone()
    };
    assert_eq!(value(&active, "ar", "known").as_deref(), Some("لا كهرباء"));
}

#[test]
fn how_soon_is_told_in_the_desk_s_words_where_they_are_in_the_language_of_the_reply() {
    let packs = &engine().packs;
    let desk = Desk {
        languages: vec!["en".into(), "ru".into()],
        response_time: "two days, often sooner".into(),
        answer_within: AnswerWithin {
            amount: 2,
            unit: TimeUnit::Days,
        },
        ..Desk::default()
    };
    let told = |desk: &Desk, language: &str| {
        let index = packs.language_index(language).expect("it is one");
        slots::values(packs, &Comment::default(), desk, index, language)["response_time"].clone()
    };
    assert_eq!(told(&desk, "en"), "two days, often sooner");
    assert_eq!(told(&desk, "ru"), "2 дня");
    let in_words_alone = Desk {
        answer_within: AnswerWithin::default(),
        ..desk
    };
    assert_eq!(told(&in_words_alone, "ru"), "two days, often sooner");
}

/// Templates for people who may be in danger.
fn is_of_danger(template: &Template) -> bool {
    let asks = ["emergency_number", "crisis_line", "safety_line"];
    template
        .slots
        .iter()
        .any(|slot| asks.contains(&slot.as_str()))
        || ["emergency", "self-harm"].contains(&situation(template).risk.as_str())
}

#[test]
fn every_number_that_helps_comes_from_a_slot() {
    let packs = &engine().packs;
    let mut seen = 0;
    for template in packs.templates.iter().filter(|t| is_of_danger(t)) {
        seen += 1;
        // “24 hours” is no number to call.
        let text = template.text.replace("24", "");
        assert!(
            !text.chars().any(char::is_numeric),
            "{} {}",
            code(template.language),
            template.text
        );
    }
    assert!(seen > 200, "{seen} templates");
    for question in packs.questions.iter() {
        let asks = ["emergency_number", "crisis_line"];
        if question
            .slots
            .iter()
            .any(|slot| asks.contains(&slot.as_str()))
        {
            let known = packs.countries.iter().map(|c| c.emergency.as_str());
            let mut known = known.filter(|n| n.len() > 2 && n.bytes().all(|b| b.is_ascii_digit()));
            let named = known.find(|number| question.answer.contains(number));
            assert_eq!(named, None, "{} {}", question.id, question.answer);
        }
    }
}

#[test]
fn replies_in_danger_name_numbers_of_the_desk_s_countries_and_no_others() {
    let packs = &engine().packs;
    let desk = Desk {
        seat: "TR".into(),
        audience: vec!["GB".into(), "DE".into()],
        ..Desk::default()
    };
    let every: BTreeSet<&str> = packs
        .countries
        .iter()
        .map(|c| c.emergency.as_str())
        .filter(|number| number.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    let own = ["112", "999"];
    let crisis_lines = packs.countries.iter().map(|c| c.crisis_line.as_str());
    let crisis_lines = crisis_lines.filter_map(|line| line.split(": ").last());
    let crisis_lines: Vec<&str> = crisis_lines.filter(|line| line.len() > 3).collect();
    for template in packs.templates.iter() {
        let numbers = |text: &str| -> BTreeSet<String> {
            let without = |text: String, line: &&str| text.replace(line, "");
            let text = crisis_lines.iter().fold(text.to_owned(), without);
            let runs = text.split(|c: char| !c.is_ascii_digit());
            runs.filter(|run| every.contains(run))
                .map(str::to_owned)
                .collect()
        };
        let named = numbers(&rendered(template, &desk));
        assert!(
            named.iter().all(|n| own.contains(&n.as_str())),
            "{} {named:?}",
            template.id
        );
        assert_eq!(
            numbers(&rendered(template, &Desk::default())),
            BTreeSet::new()
        );
        if situation(template).risk == "emergency" && !template.short {
            assert_eq!(
                named.len(),
                2,
                "{} {}",
                code(template.language),
                template.id
            );
        }
    }
}

#[test]
fn the_organisation_s_answer_to_a_rumour_comes_first() {
    let desk = Desk {
        rumours: vec![Rumour {
            language: "en".into(),
            words: "maternity ward is closing".into(),
            fact: "The maternity ward stays open".into(),
            myth: "it will close".into(),
            reason: "the plan was withdrawn in May".into(),
            source: "lakeside.example/maternity".into(),
        }],
        ..Desk::default()
    };
    let heard = "Everybody says the maternity ward is closing for good";
    let first = suggestions(&desk, heard).remove(0);
    assert!(first.template.starts_with("locked-misinformation."));
    for part in [
        "The maternity ward stays open",
        "it will close",
        "withdrawn in May",
        "lakeside.example/maternity",
    ] {
        assert!(first.text.contains(part), "{}", first.text);
    }
    assert!(first.open_slots.is_empty(), "{}", first.text);
    let others = suggestions(&desk, "How much is parking?");
    assert!(others.iter().all(|s| !s.text.contains("maternity")));
    let urgent = suggestions(&desk, "the maternity ward is closing and I want to die");
    assert!(urgent.iter().all(|s| !s.text.contains("stays open")));
    assert!(
        found(&desk, "maternity ward")
            .iter()
            .any(|s| s.text.contains("stays open"))
    );
}

#[test]
fn every_health_message_fits_x_with_the_fact_and_its_source() {
    let packs = &engine().packs;
    for awareness in packs.awareness.iter() {
        let message = &awareness.message;
        let code = code(awareness.language);
        let text = compose_for(packs, Some("x"), message, code);
        let length = length(packs, Some("x"), &text);
        assert_eq!(length.limit, Some(280));
        assert!(!length.exceeded(), "{code} {} {}", message.id, length.used);
        assert!(text.contains(message.fact.trim()), "{text}");
        assert!(text.ends_with(&message.link), "{text}");
        let claims = text.contains(message.warning.trim());
        assert!(!claims || text.contains(message.why.trim()), "{text}");
        assert_eq!(
            compose_for(packs, None, message, code),
            compose(message, code)
        );
    }
}

#[test]
fn every_health_message_is_found_in_the_palette() {
    let packs = &engine().packs;
    for awareness in packs.awareness.iter() {
        let desk = Desk {
            languages: vec![code(awareness.language).to_owned()],
            ..Desk::default()
        };
        let message = &awareness.message;
        let results = found(&desk, &message.topic);
        let id = format!("awareness.{}", message.id);
        assert!(
            results.iter().any(|s| s.template == id),
            "{} {}",
            code(awareness.language),
            message.topic
        );
    }
}

/// The hashtags of a text.
fn hashtags(text: &str) -> Vec<&str> {
    text.match_indices('#')
        .map(|(at, _)| &text[at + 1..])
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
        })
        .map(Option::unwrap_or_default)
        .filter(|tag| !tag.is_empty())
        .collect()
}

/// `FluClinic`, also `Flu`; scripts without capitals have nothing to show.
fn is_camel_case(tag: &str) -> bool {
    let cased = tag.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    let mut cased = cased.peekable();
    cased.peek().is_none_or(|first| first.is_uppercase())
        && !tag.contains('_')
        && (tag.chars().count() < 5 || tag.chars().any(|c| !c.is_uppercase()))
}

/// What is wrong with the hashtags of a wording.
fn misused(text: &str, belongs: bool) -> Option<String> {
    let tags = hashtags(text);
    let fits =
        tags.is_empty() || belongs && tags.len() <= 2 && tags.iter().all(|tag| is_camel_case(tag));
    (!fits).then(|| format!("{tags:?} in {text}"))
}

#[test]
fn hashtags_are_few_in_camel_case_and_only_where_they_belong() {
    assert_eq!(misused("Get well #FluClinic #Flu", true), None);
    assert!(misused("Get well #fluclinic", true).is_some());
    assert!(misused("#One #Two #Three", true).is_some());
    assert!(misused("So sorry for your loss #Grief", false).is_some());

    let packs = &engine().packs;
    for template in packs.templates.iter() {
        let situation = situation(template);
        let of_incident = situation.risk == "incident";
        let grave = ["bereavement", "complaint", "anger", "sadness", "fear"];
        let mut called_for = situation.calls_for.iter().flatten();
        let is_grave = called_for.any(|tag| grave.contains(&tag.as_str()));
        let wrong = misused(&template.text, of_incident && !is_grave);
        assert_eq!(wrong, None, "{} {}", code(template.language), template.id);
    }
    for question in packs.questions.iter() {
        assert_eq!(misused(&question.answer, false), None, "{}", question.id);
    }
    for awareness in packs.awareness.iter() {
        let text = compose(&awareness.message, code(awareness.language));
        let without_link = text.replace(&awareness.message.link, "");
        assert_eq!(misused(&without_link, true), None);
    }
}

#[test]
fn a_suggestion_says_who_stands_behind_it() {
    let all = suggestions(&Desk::default(), "I waited four hours, what a disgrace");
    let first = all.first().expect("there is a suggestion");
    let standing = first.standing.as_ref().expect("it is a wording");
    assert_eq!(
        (standing.status.as_str(), standing.approver.as_str()),
        ("draft", "")
    );
    assert!(!standing.verified_on.is_empty());
    let words = standing.in_words();
    assert!(words.contains("nobody has approved"), "{words}");
    assert!(words.contains(&standing.verified_on), "{words}");
    let reviewed = Standing {
        status: "reviewed".into(),
        approver: "the head of communications".into(),
        verified_on: "2026-11-30".into(),
    };
    assert_eq!(
        reviewed.in_words(),
        "Approved by the head of communications, 2026-11-30."
    );
    for suggestion in suggestions(&Desk::default(), "Vaccines cause autism, wake up") {
        assert!(!suggestion.why.contains("approved"), "{}", suggestion.why);
    }
}
