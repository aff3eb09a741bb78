//! The settings: read whatever version stored them, changed by requests, packs imported and replaced.

use std::path::Path;

use bedside::command;
use bedside::comment::Draft;
use bedside::desk::{AnswerWithin, Desk, Rumour, TimeUnit};
use bedside::dispatch::{PackText, pack_text, status};
use bedside::engine::Engine;
use bedside::incident::{Incident, Phase};
use bedside::messages::{Guard, LogEvent, PackView, Page, Request, Response};
use bedside::review::Review;
use bedside::settings::{Settings, with_imports};
use serde_json::{Value, json};

fn kept() -> Settings {
    let mut settings = Settings {
        desk: Desk {
            seat: "DE".into(),
            slots: [("press_contact".to_owned(), "press@example.org".to_owned())].into(),
            in_languages: [(
                "de".to_owned(),
                [("channel".to_owned(), "Telefon".to_owned())].into(),
            )]
            .into(),
            answer_within: AnswerWithin {
                amount: 2,
                unit: TimeUnit::Days,
            },
            rumours: vec![Rumour {
                words: "ward closes".into(),
                fact: "It stays open.".into(),
                ..Rumour::default()
            }],
            guard: Guard::RequireReason,
            incident_active: true,
            reviews: vec![Review {
                pack: "rules/us.toml".into(),
                fingerprint: "f1".into(),
                reviewer: "J. Doe".into(),
                date: "2026-11-30".into(),
            }],
            incident: Incident {
                phase: Phase::Maintenance,
                known: "Building B has no power.".into(),
                ..Incident::default()
            },
            ..Desk::default()
        },
        sites_off: vec!["a.example".into()],
        imported: vec![("ours.toml".into(), "language = \"en\"".into())],
        ..Settings::default()
    };
    settings.learning.taken("waiting.a");
    settings.learning.posted("waiting.a", "one two", "one");
    settings
}

fn stored() -> Value {
    serde_json::to_value(kept()).expect("settings can be stored")
}

#[test]
fn settings_come_back_as_they_were_stored() {
    assert_eq!(Settings::from_stored(stored()), Ok(kept()));
    assert_eq!(Settings::from_stored(Value::Null), Ok(Settings::default()));
    assert_eq!(Settings::from_stored(json!({})), Ok(Settings::default()));
}

#[test]
fn a_field_of_another_version_loses_nothing_but_itself() {
    let mut other = stored();
    other["later"] = json!(1);
    other["desk"]["emojiAllowed"] = json!(true);
    other["desk"]["informalLanguages"] = json!(["es"]);
    other["desk"]["incident"]["severity"] = json!("high");
    other["desk"]["rumours"][0]["severity"] = json!("high");
    other["desk"]["answerWithin"]["since"] = json!("now");
    other["learning"]["since"] = json!("2026-01-01");
    assert_eq!(Settings::from_stored(other), Ok(kept()));

    let mut spoiled = stored();
    spoiled["desk"]["guard"] = json!("shout");
    spoiled["desk"]["incident"]["phase"] = json!(7);
    spoiled["desk"]["reviews"] = json!([{"pack": 7}, stored()["desk"]["reviews"][0]]);
    spoiled["imported"] = json!([["broken"], stored()["imported"][0]]);
    let mut wanted = kept();
    wanted.desk.guard = Guard::default();
    wanted.desk.incident.phase = Phase::default();
    assert_eq!(Settings::from_stored(spoiled), Ok(wanted));
}

#[test]
fn something_else_in_their_place_is_no_fresh_installation() {
    for other in [json!("x"), json!(1), json!([]), json!(true)] {
        let unreadable = Settings::from_stored(other).expect_err("these are no settings");
        let Response::Failed { message, remedy } = unreadable.refused() else {
            panic!("it is refused")
        };
        assert!(message.contains("cannot be read"), "{message}");
        assert!(remedy.contains("Nothing was changed"), "{remedy}");
    }
}

#[test]
fn each_request_changes_its_own_part() {
    let change = |request: &Request| {
        let mut settings = kept();
        let answer = settings.change(request).expect("it changes settings");
        (settings, answer)
    };
    let record = |event| Request::Record {
        page: Page {
            host: "a.example".into(),
            path: "/".into(),
            platform: None,
        },
        event,
    };
    let (settings, _) = change(&record(LogEvent::HintDismissed));
    let desk = Desk {
        hint_dismissed: true,
        ..kept().desk
    };
    assert_eq!(settings, Settings { desk, ..kept() });

    let (settings, answer) = change(&Request::SetDesk {
        desk: Box::default(),
    });
    let desk = Desk::default();
    assert_eq!(answer, Ok(Response::DeskIs { desk: desk.clone() }));
    assert_eq!(settings, Settings { desk, ..kept() });

    let long = Desk {
        channel: "x".repeat(501),
        ..Desk::default()
    };
    let (settings, answer) = change(&Request::SetDesk { desk: long.into() });
    assert!(matches!(answer, Err(Response::Failed { .. })));
    assert_eq!(settings, kept());

    for (on, sites_off) in [(true, vec![]), (false, vec!["a.example".to_owned()])] {
        let (settings, _) = change(&Request::SetSite {
            host: "a.example".into(),
            on,
        });
        assert_eq!(
            settings,
            Settings {
                sites_off,
                ..kept()
            }
        );
    }

    let (settings, _) = change(&Request::ForgetLearning {});
    let learning = bedside::replying::learning::Learning::default();
    assert_eq!(settings, Settings { learning, ..kept() });

    assert_eq!(kept().change(&Request::GetDesk {}), None);
}

/// An entry for a tag whose examples say what it must match.
fn words(pattern: &str, yes: &str, no: &str) -> String {
    format!(
        "language = \"en\"\n[[entry]]\ntag = \"job\"\nany = [\"{pattern}\"]\n[entry.examples]\nyes = [\"{yes}\"]\nno = [\"{no}\"]\n"
    )
}

/// A browser's worth of settings and engine.
struct Desktop {
    settings: Settings,
    engine: Engine,
}

impl Desktop {
    fn new() -> Self {
        Self {
            settings: Settings::default(),
            engine: command::engine().expect("the built-in packs load"),
        }
    }

    fn import(&mut self, name: &str, text: &str) -> Result<(), String> {
        let shipped = command::packs().expect("the built-in packs load");
        let changed = self.settings.import(shipped, &self.engine, name, text);
        self.take_over(changed)
    }

    fn remove(&mut self, name: &str) -> Result<(), String> {
        let shipped = command::packs().expect("the built-in packs load");
        let changed = self.settings.remove(shipped, &self.engine, name);
        self.take_over(changed)
    }

    fn take_over(&mut self, changed: Result<Engine, Response>) -> Result<(), String> {
        match changed {
            Ok(engine) => self.engine = engine,
            Err(Response::Failed { message, remedy }) => return Err(format!("{message} {remedy}")),
            Err(other) => panic!("{other:?}"),
        }
        let shipped = command::packs().expect("the built-in packs load");
        let (fresh, left_out) =
            with_imports(shipped, self.engine.model.clone(), &self.settings.imported);
        assert_eq!(left_out, [], "the next start loads what was taken in");
        assert_eq!(fresh.packs.files, self.engine.packs.files);
        Ok(())
    }

    fn imported(&self) -> Vec<String> {
        let packs = status(&self.engine, &self.settings).packs.into_iter();
        packs.filter(|p| p.imported).map(|p| p.name).collect()
    }
}

#[test]
fn a_pack_imported_again_takes_the_place_of_its_earlier_version() {
    let mut desktop = Desktop::new();
    let first = words("(zyzzyva|quagga)", "the zyzzyva", "the other");
    assert_eq!(desktop.import("ours.toml", &first), Ok(()));
    // The pattern that spoke for its example is gone with the earlier version.
    let unfounded = words("zyzzyva", "the quagga", "the other");
    let refused = desktop
        .import("ours.toml", &unfounded)
        .expect_err("no pattern");
    assert!(refused.contains("own example"), "{refused}");
    assert_eq!(desktop.settings.imported[0].1, first);
    // And so is the one that its counter-example would have met.
    let narrower = words("zyzzyva", "the zyzzyva", "the quagga");
    assert_eq!(desktop.import("ours.toml", &narrower), Ok(()));
    assert_eq!(desktop.imported(), ["ours.toml"]);
    assert_eq!(desktop.settings.imported[0].1, narrower);
}

const CONCEPT: &str =
    "language = \"en\"\n[[entry]]\nconcept = \"house-secret\"\nany = [\"zyzzyva\"]\n";
const OTHER_CONCEPT: &str =
    "language = \"en\"\n[[entry]]\nconcept = \"house-other\"\nany = [\"zyzzyva\"]\n";
const RULE: &str = "jurisdiction = \"general\"\nstatus = \"draft\"\n[[rule]]\nid = \"OUR-1\"\nseverity = \"warn\"\nconcepts = [\"house-secret\"]\nwhat = \"w\"\nwhy = \"w\"\nadvice = \"a\"\nsource = \"s\"\nverified_on = \"2026-01-01\"\n";

#[test]
fn no_pack_in_force_is_lost_by_changing_another() {
    let mut desktop = Desktop::new();
    assert_eq!(desktop.import("words.toml", CONCEPT), Ok(()));
    assert_eq!(desktop.import("rules.toml", RULE), Ok(()));
    for refused in [
        desktop.import("words.toml", OTHER_CONCEPT),
        desktop.remove("words.toml"),
    ] {
        let refused = refused.expect_err("the rule needs its concept");
        assert!(
            refused.contains("rules.toml would hold no more"),
            "{refused}"
        );
    }
    assert_eq!(
        desktop.import("words.toml", CONCEPT),
        Ok(()),
        "in its place"
    );
    assert_eq!(desktop.imported(), ["words.toml", "rules.toml"]);
    assert_eq!(desktop.remove("rules.toml"), Ok(()));
    assert_eq!(desktop.remove("words.toml"), Ok(()));
    assert_eq!(desktop.imported(), [""; 0]);
}

/// A pack as the options list it.
fn listed(desktop: &Desktop, name: &str) -> PackView {
    let mut packs = status(&desktop.engine, &desktop.settings).packs.into_iter();
    packs.find(|p| p.name == name).expect("it is listed")
}

fn review_of(desktop: &Desktop, name: &str) -> Review {
    Review {
        pack: name.into(),
        fingerprint: listed(desktop, name).fingerprint,
        reviewer: " J. Doe, counsel ".into(),
        date: "2026-11-30".into(),
    }
}

/// Status of the pack and the reviewer, as a draft's finding of the rule OUR-1 tells them.
fn told_of_our_rule(desktop: &Desktop) -> (String, Option<String>) {
    let draft = Draft {
        text: "The zyzzyva is out.".into(),
        ..Draft::default()
    };
    let found = desktop
        .engine
        .check(&draft, None, &desktop.settings.desk)
        .into_iter()
        .find(|finding| finding.rule == "OUR-1")
        .expect("the rule is breached");
    let reviewer = found.review.map(|review| review.reviewer);
    (found.pack_status.to_owned(), reviewer)
}

#[test]
fn a_review_holds_until_the_pack_changes_or_it_is_taken_back() {
    let mut desktop = Desktop::new();
    assert_eq!(desktop.import("words.toml", CONCEPT), Ok(()));
    assert_eq!(desktop.import("ours.toml", RULE), Ok(()));
    assert_eq!(told_of_our_rule(&desktop), ("draft".into(), None));

    let review = review_of(&desktop, "ours.toml");
    assert_eq!(desktop.settings.review(&desktop.engine, &review), Ok(()));
    let counsel = Some("J. Doe, counsel".to_owned());
    assert_eq!(
        told_of_our_rule(&desktop),
        ("reviewed".into(), counsel.clone())
    );
    assert_eq!(listed(&desktop, "ours.toml").status, "reviewed");
    assert_eq!(desktop.settings.desk.validate(), Ok(()));

    let changed = RULE.replace("warn", "block");
    assert_eq!(desktop.import("ours.toml", &changed), Ok(()));
    assert_eq!(told_of_our_rule(&desktop), ("draft".into(), counsel));
    let refused = desktop.settings.review(&desktop.engine, &review);
    assert!(refused.is_err(), "the review is of the earlier text");

    let review = review_of(&desktop, "ours.toml");
    assert_eq!(desktop.settings.review(&desktop.engine, &review), Ok(()));
    assert_eq!(desktop.settings.desk.reviews.len(), 1, "one of each pack");
    desktop.settings.take_back_review("ours.toml");
    assert_eq!(told_of_our_rule(&desktop), ("draft".into(), None));
}

#[test]
fn only_rule_packs_in_force_are_reviewed_and_by_somebody() {
    let mut desktop = Desktop::new();
    let template = listed(&desktop, "templates/en/grave.toml");
    assert_eq!((template.status.as_str(), template.readable), ("", true));
    let known = review_of(&desktop, "rules/us.toml");
    for review in [
        review_of(&desktop, "templates/en/grave.toml"),
        Review {
            pack: "rules/none.toml".into(),
            ..known.clone()
        },
        Review {
            reviewer: "  ".into(),
            ..known.clone()
        },
        Review {
            date: "yesterday".into(),
            ..known
        },
    ] {
        let refused = desktop.settings.review(&desktop.engine, &review);
        assert!(refused.is_err(), "{review:?}");
        assert_eq!(desktop.settings, Settings::default());
        let desk = Desk {
            reviews: vec![Review {
                fingerprint: String::new(),
                ..review
            }],
            ..Desk::default()
        };
        assert!(desk.validate().is_err(), "nor by a desk's file");
    }
}

#[test]
fn every_pack_that_is_given_out_to_be_read_can_be_imported_again() {
    let mut desktop = Desktop::new();
    let packs = status(&desktop.engine, &desktop.settings).packs;
    let mut sorts: Vec<&str> = Vec::new();
    for pack in packs.iter().filter(|pack| pack.readable) {
        let PackText::Shipped(file) = pack_text(&desktop.engine, &desktop.settings, &pack.name)
        else {
            panic!("{} ships", pack.name)
        };
        // One of each sort, and every pack of rules: an import tries all examples.
        if pack.sort != "rules" && sorts.contains(&pack.sort.as_str()) {
            continue;
        }
        sorts.push(&pack.sort);
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file));
        let text = text.expect("the file is there");
        let own = file.replace('/', "-");
        assert_eq!(desktop.import(&own, &text), Ok(()), "{file}");
        assert_eq!(
            pack_text(&desktop.engine, &desktop.settings, &own),
            PackText::Imported(text)
        );
        assert_eq!(listed(&desktop, &own).fingerprint, pack.fingerprint);
        assert_eq!(desktop.remove(&own), Ok(()));
    }
    assert!(sorts.len() > 14, "{sorts:?}");
}

#[test]
fn a_pack_that_fits_no_more_is_listed_as_left_out_and_can_go() {
    let mut desktop = Desktop::new();
    desktop.settings.imported = vec![("old.toml".into(), "colour = \"red\"".into())];
    let packs = status(&desktop.engine, &desktop.settings).packs;
    let old = packs.iter().find(|p| p.name == "old.toml");
    let old = old.expect("it is listed");
    assert_eq!((old.status.as_str(), old.imported), ("left out", true));
    assert_eq!(desktop.remove("old.toml"), Ok(()));
}
