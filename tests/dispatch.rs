//! What the worker answers, and what it refuses, without a browser.

use bedside::command;
use bedside::comment::Comment;
use bedside::desk::Desk;
use bedside::dispatch::{Sender, admit, answer};
use bedside::incident::{Incident, Phase};
use bedside::messages::{LogEvent, Page, PageComment, Request, Response};
use bedside::replying::{MOST_FOUND, slots};
use bedside::review::Review;
use bedside::settings::Settings;

fn page(host: &str) -> Page {
    Page {
        host: host.into(),
        path: "/".into(),
        platform: None,
    }
}

fn comment(text: &str) -> PageComment {
    PageComment {
        key: "1".into(),
        text: text.into(),
        author: None,
        posted_at: None,
        rating: None,
    }
}

fn content_script(host: &str) -> Sender {
    Sender {
        extension_page: false,
        host: Some(host.into()),
    }
}

fn ask(desk: &Desk, request: &Request) -> Response {
    let engine = command::engine().expect("the built-in packs load");
    let settings = Settings {
        desk: desk.clone(),
        ..Settings::default()
    };
    answer(&engine, &settings, request).expect("the engine answers it")
}

/// Who may send a request.
#[derive(PartialEq, Eq)]
enum From {
    /// The page that it names, and Bedside's own pages.
    ThePageItNames,
    /// Bedside's own pages alone.
    OwnPages,
}

/// The place of a request's kind in [`every_request`], and who may send it. A new kind does not compile
/// before it is named here.
fn from(request: &Request) -> (usize, From) {
    match request {
        Request::OpenPage { .. } => (0, From::ThePageItNames),
        Request::Read { .. } => (1, From::ThePageItNames),
        Request::Suggest { .. } => (2, From::ThePageItNames),
        Request::Check { .. } => (3, From::ThePageItNames),
        Request::Search { .. } => (4, From::ThePageItNames),
        Request::Record { .. } => (5, From::ThePageItNames),
        Request::GetDesk {} => (6, From::OwnPages),
        Request::SetDesk { .. } => (7, From::OwnPages),
        Request::SetSite { .. } => (8, From::OwnPages),
        Request::GetStatus {} => (9, From::OwnPages),
        Request::GetLog { .. } => (10, From::OwnPages),
        Request::ForgetLearning {} => (11, From::OwnPages),
        Request::ImportPack { .. } => (12, From::OwnPages),
        Request::RemovePack { .. } => (13, From::OwnPages),
        Request::GetPack { .. } => (14, From::OwnPages),
        Request::ReviewPack { .. } => (15, From::OwnPages),
        Request::TakeBackReview { .. } => (16, From::OwnPages),
        Request::Posted { .. } => (17, From::ThePageItNames),
    }
}

fn every_request() -> [Request; 18] {
    let page = page("a.example");
    [
        Request::OpenPage { page: page.clone() },
        Request::Read {
            page: page.clone(),
            comments: vec![],
        },
        Request::Suggest {
            page: page.clone(),
            comment: comment("thanks"),
            thread_replies: vec![],
        },
        Request::Check {
            page: page.clone(),
            comment: None,
            draft: String::new(),
            thread_replies: vec![],
        },
        Request::Search {
            page: page.clone(),
            comment: None,
            query: String::new(),
        },
        Request::Record {
            page: page.clone(),
            event: LogEvent::HintDismissed,
        },
        Request::GetDesk {},
        Request::SetDesk {
            desk: Box::default(),
        },
        Request::SetSite {
            host: "a.example".into(),
            on: false,
        },
        Request::GetStatus {},
        Request::GetLog { skip: 0, take: 1 },
        Request::ForgetLearning {},
        Request::ImportPack {
            name: "x".into(),
            text: String::new(),
        },
        Request::RemovePack { name: "x".into() },
        Request::GetPack { name: "x".into() },
        Request::ReviewPack {
            review: Review::default(),
        },
        Request::TakeBackReview { pack: "x".into() },
        Request::Posted {
            page,
            template: "waiting.a".into(),
            inserted: "We are sorry.".into(),
            posted: "Sorry.".into(),
        },
    ]
}

#[test]
fn a_page_cannot_speak_for_another_nor_change_settings() {
    let own_page = Sender {
        extension_page: true,
        host: None,
    };
    for (number, request) in every_request().iter().enumerate() {
        let (kind, sender) = from(request);
        assert_eq!(kind, number, "every kind is tried: {request:?}");
        let taken = |sender: &Sender| admit(request, sender).is_ok();
        let its_page = sender == From::ThePageItNames;
        assert_eq!(taken(&content_script("a.example")), its_page, "{request:?}");
        assert!(!taken(&content_script("b.example")), "{request:?}");
        assert!(!taken(&Sender::default()), "{request:?}");
        assert!(taken(&own_page), "{request:?}");
    }
}

#[test]
fn nobody_writes_a_review_into_the_log_but_the_worker() {
    let review = Review::default();
    for event in [
        LogEvent::PackReviewed {
            review: review.clone(),
        },
        LogEvent::ReviewTakenBack { review },
    ] {
        let request = Request::Record {
            page: page("a.example"),
            event,
        };
        let own_page = Sender {
            extension_page: true,
            host: None,
        };
        for sender in [content_script("a.example"), own_page] {
            assert!(admit(&request, &sender).is_err(), "{request:?}");
        }
    }
}

#[test]
fn messages_of_another_shape_are_refused() {
    for text in [
        r#"{"kind":"read"}"#,
        r#"{"kind":"become-admin"}"#,
        r#"{"kind":"get-desk","extra":1}"#,
        r#"{"kind":"read","page":{"host":"a","path":"/","platform":null,"extra":1},"comments":[]}"#,
    ] {
        assert!(serde_json::from_str::<Request>(text).is_err(), "{text}");
    }
}

#[test]
fn too_many_comments_at_once_are_refused_in_words() {
    let comments = vec![comment("thanks"); 501];
    let response = ask(
        &Desk::default(),
        &Request::Read {
            page: page("a.example"),
            comments,
        },
    );
    assert!(matches!(response, Response::Failed { .. }));
}

#[test]
fn spans_count_utf16_units_at_the_javascript_edge() {
    let text = "😀 my chest pain is getting worse";
    let request = Request::Read {
        page: page("a.example"),
        comments: vec![comment(text)],
    };
    let Response::Readings { readings } = ask(&Desk::default(), &request) else {
        panic!("no readings")
    };
    let emergency = readings[0]
        .tags
        .iter()
        .find(|t| t.id == "emergency")
        .expect("an emergency");
    let units: Vec<u16> = text.encode_utf16().collect();
    let span = emergency.evidence[0];
    let words = String::from_utf16_lossy(&units[span.start as usize..span.end as usize]);
    assert!(words.contains("chest pain"), "{words}");
    assert_eq!(
        (emergency.family.as_str(), readings[0].direction.as_str()),
        ("risk", "ltr")
    );
}

#[test]
fn the_desk_fills_the_slots_and_decides_the_language() {
    let desk = Desk {
        seat: "DE".into(),
        languages: vec!["de".into()],
        channel: "service@klinik.example".into(),
        sign_off: "Ihr Serviceteam".into(),
        ..Desk::default()
    };
    let request = Request::Suggest {
        page: page("a.example"),
        comment: comment("Waited three hours, nobody told us anything. Shame on you!"),
        thread_replies: vec![],
    };
    let Response::Suggestions { suggestions, .. } = ask(&desk, &request) else {
        panic!("no suggestions")
    };
    let first = suggestions.first().expect("a suggestion");
    assert_eq!(first.language, "de");
    assert!(
        suggestions
            .iter()
            .any(|s| s.text.contains("service@klinik.example")),
        "{first:?}"
    );
    assert!(suggestions.len() <= 5);
}

fn in_an_incident(language: &str, active: bool) -> Desk {
    Desk {
        seat: "US".into(),
        languages: vec![language.into()],
        incident_active: active,
        incident: Incident {
            title: "Power cut".into(),
            phase: Phase::Maintenance,
            known: "Building B has no power since 09:00.".into(),
            unknown: "We do not know yet when it will be back.".into(),
            action: "Please use building A.".into(),
            next_update: "2026-11-29T14:30:00+03:00".into(),
            ..Incident::default()
        },
        ..Desk::default()
    }
}

#[test]
fn an_incident_brings_its_statement_with_the_desk_s_facts_in_every_language() {
    for (language, date) in [
        ("en", "November 29, 2026"),
        ("es", "29 de noviembre de 2026"),
        ("de", "29. November 2026"),
        ("fr", "29 novembre 2026"),
        ("pt", "29 de novembro de 2026"),
        ("it", "29 novembre 2026"),
        ("tr", "29 Kasım 2026"),
        ("ar", "29 نوفمبر 2026"),
        ("ru", "29 ноября 2026"),
        ("hi", "29 नवंबर, 2026"),
        ("th", "29 พฤศจิกายน"),
        ("zh", "2026年11月29日"),
    ] {
        let request = Request::Suggest {
            page: page("a.example"),
            comment: comment("Is it true that the hospital has no power today?"),
            thread_replies: vec![],
        };
        let Response::Suggestions { statement, .. } =
            ask(&in_an_incident(language, true), &request)
        else {
            panic!("no suggestions")
        };
        let statement = statement.unwrap_or_else(|| panic!("no statement in {language}"));
        assert_eq!(statement.language, language);
        assert!(statement.open_slots.is_empty(), "{}", statement.text);
        for fact in [
            "Building B has no power since 09:00",
            "when it will be back",
            "use building A",
            "(UTC+3), ",
            date,
        ] {
            assert!(statement.text.contains(fact), "{fact}: {}", statement.text);
        }
        let Response::Suggestions { statement, .. } =
            ask(&in_an_incident(language, false), &request)
        else {
            panic!("no suggestions")
        };
        assert_eq!(statement, None, "no incident, no statement");
    }
}

#[test]
fn a_field_at_its_limit_stands_whole_in_a_reply() {
    let mut known = "Both lines of the ward are down. ".repeat(20);
    known.truncate(499);
    known.push('.');
    let mut desk = in_an_incident("en", true);
    desk.incident.known.clone_from(&known);
    assert_eq!(desk.validate(), Ok(()));
    let request = Request::Suggest {
        page: page("a.example"),
        comment: comment("Is it true that the hospital has no power today?"),
        thread_replies: vec![],
    };
    let Response::Suggestions { statement, .. } = ask(&desk, &request) else {
        panic!("no suggestions")
    };
    let text = statement.expect("a statement").text;
    assert!(text.contains(&known), "{text}");
}

#[test]
fn a_page_cannot_flood_a_reply_with_a_writer_s_name() {
    let packs = command::packs().expect("the built-in packs load");
    let comment = Comment {
        author: Some("Ä".repeat(5000)),
        ..Comment::default()
    };
    let values = slots::values(&packs, &comment, &Desk::default(), 0, "en");
    assert_eq!(values["author"], "Ä".repeat(300));
}

#[test]
fn suggestions_use_the_facts_of_the_incident_while_it_lasts() {
    let request = Request::Suggest {
        page: page("a.example"),
        comment: comment("There was an outage, is the hospital closed? What is going on?"),
        thread_replies: vec![],
    };
    let speaks_of_it = |desk: &Desk| {
        let Response::Suggestions { suggestions, .. } = ask(desk, &request) else {
            panic!("no suggestions")
        };
        suggestions
            .iter()
            .any(|s| s.text.contains("Building B has no power"))
    };
    assert!(speaks_of_it(&in_an_incident("en", true)));
    assert!(!speaks_of_it(&in_an_incident("en", false)));
}

#[test]
fn a_page_is_told_of_the_incident_in_hand_only() {
    let opening = Request::OpenPage {
        page: page("a.example"),
    };
    for active in [true, false] {
        let desk = in_an_incident("en", active);
        let Response::PageOpened { settings, .. } = ask(&desk, &opening) else {
            panic!("the page is not opened")
        };
        assert_eq!(settings.incident, active.then_some(desk.incident));
    }
}

#[test]
fn a_page_for_one_country_adds_its_number() {
    let desk = Desk {
        seat: "US".into(),
        ..Desk::default()
    };
    let told = |host: &str| {
        let request = Request::Suggest {
            page: page(host),
            comment: comment("My father collapsed, he is not breathing, help"),
            thread_replies: vec![],
        };
        let Response::Suggestions { suggestions, .. } = ask(&desk, &request) else {
            panic!("no suggestions")
        };
        let first = suggestions.first().expect("a suggestion");
        assert!(first.template.starts_with("locked-emergency."), "{first:?}");
        first.slots["emergency_number"].clone()
    };
    assert_eq!(told("www.reviews.co.uk"), "999 (UK) / 911 (US)");
    assert_eq!(told("www.reviews.example"), "911");
}

#[test]
fn rules_of_several_jurisdictions_on_the_same_words_are_one_line() {
    let desk = Desk {
        audience: vec!["US".into(), "GB".into(), "FR".into()],
        ..Desk::default()
    };
    let request = Request::Check {
        page: page("a.example"),
        comment: None,
        draft: "We are sorry that your appointment ran late.".into(),
        thread_replies: vec![],
    };
    let Response::Findings {
        findings,
        empathy,
        length,
    } = ask(&desk, &request)
    else {
        panic!("no findings")
    };
    let status: Vec<_> = findings.iter().filter(|f| f.severity == "block").collect();
    assert_eq!(status.len(), 1, "{findings:?}");
    for rule in ["US-1", "UK-1", "EU-1"] {
        assert!(status[0].rule.contains(rule), "{}", status[0].rule);
    }
    assert!(empathy.is_some());
    assert_eq!(length.used, 44);
}

#[test]
fn what_the_rules_refuse_takes_no_place_among_the_results() {
    // On X several of the best wordings are too long.
    let request = Request::Search {
        page: Page {
            platform: Some("x".into()),
            ..page("a.example")
        },
        comment: None,
        query: "thank".into(),
    };
    let Response::Found { results } = ask(&Desk::default(), &request) else {
        panic!("no results")
    };
    assert_eq!(results.len(), MOST_FOUND);
}

#[test]
fn a_desk_out_of_range_is_refused_by_field() {
    let long = Desk {
        organisation: "x".repeat(501),
        ..Desk::default()
    };
    assert!(
        long.validate()
            .expect_err("too long")
            .message
            .contains("organisation")
    );
    let wrong = Desk {
        seat: "Germany".into(),
        ..Desk::default()
    };
    assert!(
        wrong
            .validate()
            .expect_err("no code")
            .message
            .contains("Germany")
    );
    let soon = Desk {
        incident: Incident {
            next_update: "soon".into(),
            ..Incident::default()
        },
        ..Desk::default()
    };
    let refused = soon.validate().expect_err("no time");
    assert!(refused.message.contains("soon"), "{}", refused.message);
    assert!(Desk::default().validate().is_ok());
}
