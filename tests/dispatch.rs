//! What the worker answers, and what it refuses, without a browser.

use bedside::command;
use bedside::desk::Desk;
use bedside::dispatch::{Sender, admit, answer};
use bedside::messages::{Page, PageComment, Request, Response};
use bedside::replying::learning::Learning;

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
    answer(&engine, desk, &Learning::default(), &[], request).expect("the engine answers it")
}

#[test]
fn a_page_cannot_speak_for_another_nor_change_settings() {
    let read = Request::Read {
        page: page("a.example"),
        comments: vec![],
    };
    assert!(admit(&read, &content_script("a.example")).is_ok());
    assert!(admit(&read, &content_script("b.example")).is_err());
    assert!(admit(&read, &Sender::default()).is_err());
    for request in [
        Request::GetDesk {},
        Request::SetDesk {
            desk: Desk::default(),
        },
        Request::SetSite {
            host: "a.example".into(),
            on: false,
        },
        Request::GetLog { skip: 0, take: 1 },
        Request::ForgetLearning {},
        Request::ImportPack {
            name: "x".into(),
            text: String::new(),
        },
    ] {
        assert!(
            admit(&request, &content_script("a.example")).is_err(),
            "{request:?}"
        );
        assert!(
            admit(
                &request,
                &Sender {
                    extension_page: true,
                    host: None
                }
            )
            .is_ok(),
            "{request:?}"
        );
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
    assert!(Desk::default().validate().is_ok());
}
