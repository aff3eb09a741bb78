//! Empathy of a draft, 0 to 10, from features that can be pointed at.
//!
//! What counts follows the situation: regret has no place in an answer to thanks, and a question
//! wants a next step more than a feeling. Nothing is rewarded that a rule forbids.
//!
//! Features after EPITOME (Sharma et al. 2020), NURSE and the service-recovery frameworks of
//! Cleveland Clinic and Vanderbilt; the weights are ours.

use super::light::Mood;
use super::{Checked, Finding, mechanism};
use crate::packs::Severity;
use crate::text::{Span, TokenKind};

/// Empathy of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Empathy {
    /// 0 to 10.
    pub score: f32,
    /// Each point given or taken.
    pub points: Vec<Point>,
    /// The one change that would help most.
    pub advice: Option<String>,
}

/// One point of the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What it is given or taken for.
    pub feature: &'static str,
    /// How much: positive or negative, 0 when it is missing.
    pub points: f32,
    /// The words it rests on.
    pub evidence: Vec<Span>,
}

struct Feature {
    name: &'static str,
    concepts: &'static [&'static str],
    /// Worth for grief, negative, neutral and positive moods.
    worth: [f32; 4],
    advice: &'static str,
}

const FEATURES: &[Feature] = &[
    Feature {
        name: "acknowledges what they wrote",
        concepts: &["e-acknowledge"],
        worth: [1.5, 2.0, 1.5, 2.0],
        advice: "Say in their own terms what they wrote about, so that they see it was read.",
    },
    Feature {
        name: "names the feeling",
        concepts: &["e-emotion", "e-condolence"],
        worth: [2.0, 2.0, 0.0, 1.0],
        advice: "Name the feeling softly, for example how tiring or worrying it was.",
    },
    Feature {
        name: "expresses regret",
        concepts: &["e-regret", "e-condolence"],
        worth: [2.5, 1.5, 0.0, 0.0],
        advice: "Say that you are sorry to read this; regret is about the feeling, not about fault.",
    },
    Feature {
        name: "offers a next step",
        concepts: &["e-step"],
        worth: [1.5, 1.5, 3.0, 1.0],
        advice: "Say one concrete thing that happens next, or that they can do.",
    },
    Feature {
        name: "says who takes care of it",
        concepts: &["e-owner"],
        worth: [1.0, 1.0, 1.5, 1.5],
        advice: "Name the team or person who takes care of it.",
    },
    Feature {
        name: "says when",
        concepts: &["e-time"],
        worth: [0.5, 1.0, 1.0, 0.0],
        advice: "Say when they can expect an answer.",
    },
    Feature {
        name: "thanks them",
        concepts: &["e-thanks"],
        worth: [0.0, 0.5, 1.0, 3.5],
        advice: "Thank them for writing.",
    },
];

/// Worth of a channel that is named, by mood.
const CHANNEL_WORTH: [f32; 4] = [1.0, 1.0, 2.0, 0.0];

const PENALTIES: &[(&str, &str, f32, &str)] = &[
    (
        "but-after-sorry",
        "“but” after sorry",
        -2.0,
        "End the sentence after the apology; “but” takes it back.",
    ),
    (
        "non-apology",
        "an apology with “if” or “that you feel”",
        -2.0,
        "Be sorry for what they read as hard, without “if”.",
    ),
    (
        "policy-excuse",
        "hides behind policy",
        -1.5,
        "Say what you can do instead of what the policy forbids.",
    ),
    (
        "blame",
        "blames the writer",
        -3.0,
        "Leave out who was at fault.",
    ),
    (
        "calm-down",
        "tells them how to feel",
        -2.0,
        "Let them feel what they feel.",
    ),
    (
        "toxic-positivity",
        "brightens what is not bright",
        -2.0,
        "Leave out the silver lining.",
    ),
    (
        "boilerplate",
        "sounds canned",
        -2.0,
        "Say it in plain words of your own.",
    ),
    (
        "overclaim",
        "claims to know how it feels",
        -1.0,
        "Say that it sounds hard rather than that you know it.",
    ),
    ("jargon", "uses jargon", -1.0, "Use an everyday word."),
    (
        "reassurance",
        "reassures without grounds",
        -1.5,
        "Leave out what nobody can promise.",
    ),
];

/// Scores a draft that has been checked.
#[must_use]
pub fn empathy(checked: &Checked, findings: &[Finding]) -> Empathy {
    let mood = mood(checked);
    let column = match mood {
        Mood::Grief => 0,
        Mood::Negative => 1,
        Mood::Neutral => 2,
        Mood::Positive => 3,
    };
    let forbidden: Vec<Span> = findings
        .iter()
        .filter(|f| f.severity != Severity::Inform)
        .map(|f| f.span)
        .collect();
    let mut points = Vec::new();
    let mut possible = 0.0;
    let mut missing: Option<(f32, &str)> = None;
    let mut miss = |worth: f32, advice: &'static str| {
        if missing.is_none_or(|(most, _)| worth > most) {
            missing = Some((worth, advice));
        }
    };
    for feature in FEATURES {
        let worth = feature.worth[column];
        if worth == 0.0 {
            continue;
        }
        possible += worth;
        let evidence = places(checked, feature.concepts, &forbidden);
        let given = if evidence.is_empty() { 0.0 } else { worth };
        if evidence.is_empty() {
            miss(worth, feature.advice);
        }
        points.push(Point {
            feature: feature.name,
            points: given,
            evidence,
        });
    }
    let worth = CHANNEL_WORTH[column];
    if worth > 0.0 {
        possible += worth;
        let evidence = channel(checked);
        let given = if evidence.is_empty() { 0.0 } else { worth };
        if evidence.is_empty() {
            miss(worth, "Name a channel on which a person answers.");
        }
        points.push(Point {
            feature: "names a channel",
            points: given,
            evidence,
        });
    }
    let given: f32 = points.iter().map(|p| p.points).sum();
    let mut score = 10.0 * given / f32::max(possible, 1.0);
    for (concept, feature, worth, advice) in PENALTIES {
        let evidence = places(checked, &[concept], &[]);
        if !evidence.is_empty() {
            score += worth;
            miss(-worth + 1.0, advice);
            points.push(Point {
                feature,
                points: *worth,
                evidence,
            });
        }
    }
    let marks = mechanism::run("mark-with-grief", checked).unwrap_or_default();
    if !marks.is_empty() {
        score -= 1.5;
        miss(2.5, "Leave out exclamation marks and emoji here.");
        points.push(Point {
            feature: "exclamation mark or emoji with pain",
            points: -1.5,
            evidence: marks,
        });
    }
    let score = (score.clamp(0.0, 10.0) * 10.0).round() / 10.0;
    let advice = missing
        .filter(|_| score < 9.0)
        .map(|(_, advice)| advice.to_owned());
    Empathy {
        score,
        points,
        advice,
    }
}

/// The comment's mood; without a comment, what the draft itself takes it to be.
fn mood(checked: &Checked) -> Mood {
    if let Some(light) = &checked.light {
        return light.mood;
    }
    if !places(checked, &["e-condolence"], &[]).is_empty() {
        Mood::Grief
    } else if !places(checked, &["e-regret"], &[]).is_empty() {
        Mood::Negative
    } else {
        Mood::Neutral
    }
}

fn places(checked: &Checked, concepts: &[&str], forbidden: &[Span]) -> Vec<Span> {
    checked
        .matches
        .iter()
        .filter(|m| concepts.contains(&checked.packs.concepts.label(m)))
        .map(|m| m.span)
        .filter(|span| !forbidden.iter().any(|f| f.overlaps(*span)))
        .collect()
}

/// An address, a number, a link, the desk's own channel, or the phrase that stands for one.
fn channel(checked: &Checked) -> Vec<Span> {
    let mut found: Vec<Span> = checked
        .text
        .tokens
        .iter()
        .filter(|t| matches!(t.kind, TokenKind::Url | TokenKind::Email | TokenKind::Phone))
        .map(|t| t.span)
        .collect();
    let leads_on = |name: &str| {
        name.ends_with("channel") || name.ends_with("_link") || name.ends_with("_line")
    };
    let languages = || checked.packs.languages.iter();
    let defaults = languages()
        .flat_map(|l| l.slot_defaults.iter())
        .filter(|(name, _)| leads_on(name))
        .map(|(_, value)| value.as_str());
    for value in checked.desk.slot_texts("channel").chain(defaults) {
        if !value.is_empty()
            && let Some(at) = checked.text.source.find(value)
        {
            found.push(Span::new(at, at + value.len()));
        }
    }
    // A channel that is still to be filled in counts; a name that is does not.
    let stands_for_one = |span: &Span| {
        let inside = &checked.text.source[span.range()];
        let inside = inside.trim_matches(|c: char| !c.is_alphanumeric());
        let mut slots = languages().flat_map(|l| l.slot_names.iter());
        slots.any(|(name, shown)| leads_on(name) && (inside == shown || inside == name))
    };
    let unfilled = mechanism::unfilled_slot(checked.text.source);
    found.extend(unfilled.into_iter().filter(stands_for_one));
    found
}
