//! Bedside obeys its own rules: every template, approved answer and health message, in every
//! jurisdiction, whatever the desk holds, passes the check that drafts have to pass; templates score for
//! empathy where that is owed, and are short.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::sync::OnceLock;

use bedside::comment::{Comment, Draft};
use bedside::compliance::Checked;
use bedside::compliance::empathy::empathy;
use bedside::compliance::light::{Light, Mood};
use bedside::desk::{AnswerWithin, Desk, TimeUnit};
use bedside::engine::Engine;
use bedside::incident::Incident;
use bedside::packs::{Awareness, Severity, Template};
use bedside::replying::render::{Rendered, render};
use bedside::replying::{awareness, render_template, situation_of, slots};
use bedside::text::Span;

const PLACES: &[&str] = &[
    "US", "GB", "DE", "ES", "TR", "AU", "IN", "AE", "TH", "KR", "MX", "SG", "FR",
];

/// Situations in which somebody is hurt, afraid, angry or grieving.
const OWED_EMPATHY: &[&str] = &[
    "complication-abroad",
    "infection",
    "waiting",
    "phone-unanswered",
    "cancelled-surgery",
    "rude-staff",
    "discrimination",
    "cleanliness-food",
    "negligence",
    "sexual-misconduct",
    "bereavement",
    "serious-diagnosis",
    "side-effect",
    "peer-distress",
];

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| bedside::command::engine().expect("the built-in packs load"))
}

/// A desk in one country whose audience is everywhere, so that every rule applies.
fn desk_in(seat: &str) -> Desk {
    Desk {
        seat: seat.into(),
        audience: PLACES.iter().map(|p| (*p).to_owned()).collect(),
        ..Desk::default()
    }
}

fn filled(seat: &str) -> Desk {
    let slots = bedside::packs::slots::SLOTS
        .iter()
        .filter(|name| name.ends_with("_link"))
        .map(|name| {
            (
                (*name).to_owned(),
                format!("example.org/{}", name.trim_end_matches("_link")),
            )
        })
        .collect();
    Desk {
        organisation: "Lakeside Hospital".into(),
        channel: "care@example.org".into(),
        booking_link: "example.org/book".into(),
        complaints_link: "example.org/complaints".into(),
        status_link: "example.org/status".into(),
        sign_off: "Maria".into(),
        answer_within: AnswerWithin {
            amount: 2,
            unit: TimeUnit::WorkingDays,
        },
        slots,
        ..desk_in(seat)
    }
}

/// Every field as long as it may be, of letters and marks that are hard on a text.
fn hostile(seat: &str, seed: usize) -> Desk {
    let odd = [
        "é", "ß", "İ", "字", "ก", "م", "\u{301}", "\u{202e}", "\u{0}", "'", "’", "%", "#", "@",
        "q", "zx",
    ];
    let mut state = seed * 2_654_435_761 + 1;
    let mut value = || {
        let mut text = String::new();
        while text.chars().count() < 480 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(odd[(state >> 33) % odd.len()]);
            if state.is_multiple_of(7) {
                text.push(' ');
            }
        }
        text
    };
    let slots = bedside::packs::slots::SLOTS
        .iter()
        .map(|name| ((*name).to_owned(), value()))
        .collect();
    Desk {
        organisation: value(),
        channel: value(),
        sign_off: value(),
        incident_active: true,
        incident: Incident {
            known: value(),
            unknown: value(),
            action: value(),
            next_update: "2026-11-29T14:30:00+03:00".into(),
            ..Incident::default()
        },
        slots,
        ..desk_in(seat)
    }
}

fn mood_of(template: &Template) -> Mood {
    let situation = situation_of(&engine().packs, template);
    let any = |tags: &[&str]| {
        situation
            .calls_for
            .iter()
            .flatten()
            .any(|t| tags.contains(&t.as_str()))
    };
    if any(&["bereavement", "self-harm", "emergency", "safeguarding"]) {
        Mood::Grief
    } else if OWED_EMPATHY.contains(&situation.id.as_str())
        || any(&["complaint", "anger", "fear", "sadness", "adverse-event"])
    {
        Mood::Negative
    } else if any(&["praise"]) {
        Mood::Positive
    } else {
        Mood::Neutral
    }
}

fn light_of(template: &Template) -> Light {
    let situation = situation_of(&engine().packs, template);
    Light {
        tags: situation.calls_for.iter().flatten().cloned().collect(),
        ..light_in(mood_of(template))
    }
}

fn light_in(mood: Mood) -> Light {
    Light {
        languages: 0,
        mood,
        hurt: matches!(mood, Mood::Grief | Mood::Negative),
        private: Vec::new(),
        clinical: Vec::new(),
        known_words: Vec::new(),
        scam_links: Vec::new(),
        clinical_praise: mood == Mood::Positive,
        tags: Vec::new(),
        claim: Vec::new(),
    }
}

fn rendered(template: &Template, desk: &Desk) -> Rendered {
    let packs = &engine().packs;
    let values = slots::values(
        packs,
        &Comment::default(),
        desk,
        template.language,
        code(template.language),
    );
    render_template(packs, template, &values).expect("every template can be rendered")
}

fn checked<'a>(draft: &'a Draft, light: &'a Light, desk: &'a Desk) -> Checked<'a> {
    Checked::new(&engine().packs, &engine().model, draft, Some(light), desk)
}

/// Every desk that wordings are tried at: one in each country, empty ones, and hostile ones.
fn desks() -> Vec<Desk> {
    let mut desks: Vec<Desk> = PLACES.iter().map(|seat| filled(seat)).collect();
    desks.extend([desk_in("US"), desk_in("DE"), desk_in("")]);
    desks.extend((0..3).map(|seed| hostile("TR", seed)));
    desks
}

/// What Bedside itself would refuse of a wording, at the first desk where it would.
fn refused(light: &Light, desks: &[Desk], rendered: impl Fn(&Desk) -> Rendered) -> Option<String> {
    let mut seen = HashSet::new();
    desks.iter().find_map(|desk| {
        let Rendered { text, open_slots } = rendered(desk);
        if !seen.insert(text.clone()) {
            return None;
        }
        let draft = Draft {
            text,
            ..Draft::default()
        };
        let findings = checked(&draft, light, desk).findings();
        let is_open = |span: Span| open_slots.iter().any(|slot| slot.overlaps(span));
        let finding = findings
            .iter()
            .find(|f| f.severity != Severity::Inform && !is_open(f.span))?;
        let words = &draft.text[finding.span.range()];
        Some(format!("{}: “{words}” in {}", finding.rule, draft.text))
    })
}

fn code(language: u8) -> &'static str {
    &engine().packs.languages[language as usize].code
}

#[test]
fn no_template_breaks_a_rule_anywhere() {
    let desks = desks();
    let templates = engine().packs.templates.iter();
    let failures: Vec<String> = templates
        .filter_map(|template| {
            let refused = refused(&light_of(template), &desks, |desk| rendered(template, desk))?;
            Some(format!(
                "{} {} {refused}",
                code(template.language),
                template.id
            ))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "templates that Bedside itself would refuse:\n{}",
        failures.join("\n")
    );
}

#[test]
fn no_approved_answer_breaks_a_rule_anywhere() {
    let packs = &engine().packs;
    let desks = desks();
    let failures: Vec<String> = packs
        .questions
        .iter()
        .filter_map(|question| {
            let names = &packs.languages[question.language as usize].slot_names;
            let refused = refused(&light_in(Mood::Neutral), &desks, |desk| {
                let values = slots::values(
                    packs,
                    &Comment::default(),
                    desk,
                    question.language,
                    code(question.language),
                );
                render(&question.answer, &question.slots, &values, names)
                    .expect("every answer can be rendered")
            })?;
            Some(format!(
                "{} {} {refused}",
                code(question.language),
                question.id
            ))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "answers that Bedside itself would refuse:\n{}",
        failures.join("\n")
    );
}

#[test]
fn no_health_message_breaks_a_rule_anywhere() {
    let desks = desks();
    let failures: Vec<String> = engine()
        .packs
        .awareness
        .iter()
        .filter_map(|Awareness { language, message }| {
            let refused = refused(&light_in(Mood::Neutral), &desks, |_| Rendered {
                text: awareness::compose(message, code(*language)),
                open_slots: Vec::new(),
            })?;
            Some(format!("{} {} {refused}", code(*language), message.id))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "messages that Bedside itself would refuse:\n{}",
        failures.join("\n")
    );
}

#[test]
fn templates_for_the_hurt_and_the_grieving_score_seven_or_more() {
    let packs = &engine().packs;
    let desk = filled("DE");
    let mut scores: BTreeMap<&str, Vec<f32>> = BTreeMap::new();
    let mut report = String::new();
    for template in packs.templates.iter() {
        let situation = situation_of(packs, template);
        if !OWED_EMPATHY.contains(&situation.id.as_str()) || situation.locked {
            continue;
        }
        let draft = Draft {
            text: rendered(template, &desk).text,
            ..Draft::default()
        };
        let light = light_of(template);
        let checked = checked(&draft, &light, &desk);
        let empathy = empathy(&checked, &checked.findings());
        let language = packs.languages[template.language as usize].code.as_str();
        scores.entry(language).or_default().push(empathy.score);
        if empathy.score < 7.0 {
            let points: Vec<String> = empathy
                .points
                .iter()
                .filter(|p| p.points <= 0.0)
                .map(|p| p.feature.to_owned())
                .collect();
            let _ = writeln!(
                report,
                "{language} {} {}: {} | {}",
                template.id,
                empathy.score,
                points.join(", "),
                draft.text
            );
        }
    }
    for (language, scores) in &scores {
        let low = scores.iter().filter(|s| **s < 7.0).count();
        let mean = scores.iter().sum::<f32>() / scores.len() as f32;
        println!(
            "{language}: {} templates, mean {mean:.1}, below seven {low}",
            scores.len()
        );
    }
    println!("{report}");
    assert!(
        report.is_empty(),
        "templates without enough empathy:\n{report}"
    );
}

/// Words of a text; in scripts without spaces, the number of words its characters make on average.
fn words(language: &str, text: &str) -> usize {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match language {
        "zh" => letters * 2 / 3,
        "th" => letters / 4,
        _ => text.split_whitespace().count(),
    }
}

#[test]
fn templates_keep_to_their_length() {
    let packs = &engine().packs;
    let desk = Desk {
        sign_off: String::new(),
        ..filled("DE")
    };
    let mut report = String::new();
    for template in packs.templates.iter() {
        let situation = situation_of(packs, template);
        if situation.locked {
            continue;
        }
        let language = packs.languages[template.language as usize].code.as_str();
        let text = rendered(template, &desk).text;
        let characters = text.chars().count();
        let words = words(language, &text);
        let most = if situation.id == "bereavement" {
            60
        } else {
            90
        };
        if template.short && characters > 240 || words > most {
            let _ = writeln!(
                report,
                "{language} {} {characters} characters {words} words",
                template.id
            );
        }
    }
    println!("{report}");
    assert!(report.is_empty(), "templates that are too long:\n{report}");
}
