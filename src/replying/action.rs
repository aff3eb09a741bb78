//! Actions besides or instead of a reply.

use crate::comment::Reading;
use crate::packs::{Packs, Situation};

/// Something to do about a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// hide, escalate, report-to-platform, open-incident, take-private or no-reply.
    pub id: String,
    /// For the moderator.
    pub label: String,
    /// Why.
    pub why: String,
}

/// What to do about a comment, given the situation of the best suggestion.
#[must_use]
pub fn actions(packs: &Packs, reading: &Reading, best: Option<&Situation>) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    let mut add = |written: &str, why: &str| {
        let (id, role) = written.split_once(':').unwrap_or((written, ""));
        let label = label(id, role);
        if !actions.iter().any(|a| a.label == label) {
            actions.push(Action {
                id: id.to_owned(),
                label,
                why: why.to_owned(),
            });
        }
    };
    for situation in packs
        .situations
        .iter()
        .filter(|s| !s.risk.is_empty() && reading.has(&s.risk))
    {
        let why = format!("Tagged {}.", situation.risk);
        for written in &situation.actions {
            add(written, &why);
        }
    }
    if reading.has("threat") {
        add(
            "escalate:SEC",
            "Tagged threat: security, and the police where it is serious.",
        );
        add("report-to-platform", "Tagged threat; keep a copy first.");
    }
    if reading.has("privacy") {
        add(
            "hide",
            "The comment shows private data; hiding protects the person.",
        );
        add("escalate:PRIV", "Tagged privacy.");
    }
    if let Some(situation) = best {
        for written in &situation.actions {
            add(written, &situation.goal);
        }
    }
    actions
}

fn label(id: &str, role: &str) -> String {
    match id {
        "hide" => "Hide the comment".into(),
        "report-to-platform" => "Report to the platform".into(),
        "open-incident" => "Open an incident".into(),
        "take-private" => "Take the conversation private".into(),
        "no-reply" => "Do not reply".into(),
        "escalate" => format!("Escalate to {}", role_name(role)),
        other => other.to_owned(),
    }
}

fn role_name(role: &str) -> &str {
    match role {
        "CLIN" => "a clinician",
        "PREL" => "patient relations",
        "PRIV" => "the privacy officer",
        "LEGAL" => "the legal department",
        "PV" => "drug and device safety",
        "COMMS" => "communications",
        "SEC" => "security",
        "HR" => "human resources",
        "FIN" => "billing",
        "INTL" => "the international patients team",
        "ONCALL" => "the on-call clinician",
        other => other,
    }
}
