//! Replying: the right words for this comment.
//!
//! Situations are ranked by the reading, templates of the best ones are rendered with the desk's
//! values, and only what passes the desk's own checks is offered.

pub mod action;
pub mod ranking;
pub mod render;
pub mod slots;

use std::collections::BTreeMap;

use crate::comment::{Comment, Draft, Reading};
use crate::compliance::Checked;
use crate::compliance::light::{Light, light};
use crate::desk::Desk;
use crate::packs::{Packs, Severity, Situation, Template, Tone};
use crate::reading::model::Model;
use crate::text::Span;
use ranking::Ranked;
use render::Rendered;

/// A template rendered for one comment.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Template id; `no-reply` when it is better not to answer.
    pub template: String,
    /// Situation title for the moderator.
    pub title: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The text; empty for `no-reply`.
    pub text: String,
    /// Slots left open, in order of place.
    pub open_slots: Vec<Span>,
    /// Values filled in.
    pub slots: BTreeMap<String, String>,
    /// Why it is offered.
    pub why: String,
    /// Rank score, 0 to 1.
    pub score: f32,
    /// Tone.
    pub tone: Tone,
    /// Whether the wording is approved and not to be changed.
    pub locked: bool,
}

/// Most suggestions offered at once.
pub const MOST_SUGGESTIONS: usize = 5;

/// Template id of the suggestion not to reply.
pub const NO_REPLY: &str = "no-reply";

/// Suggests replies, best first.
#[must_use]
pub fn suggest(
    packs: &Packs,
    model: &Model,
    comment: &Comment,
    reading: &Reading,
    desk: &Desk,
    thread_replies: &[String],
) -> Vec<Suggestion> {
    let ranked = ranking::rank(packs, model, comment, reading, desk);
    let language = reply_language(packs, reading, desk);
    let values = slots::values(packs, comment, desk, language);
    let light = light(packs, comment, reading);
    let request = Request { packs, model, comment, desk, thread_replies, light, language, values: &values };
    let mut suggestions = Vec::new();
    if let Some(suggestion) = no_reply(packs, reading, language) {
        suggestions.push(suggestion);
    }
    let mut queues: Vec<(&Ranked, Vec<&Template>)> = ranked
        .iter()
        .map(|r| (r, ranking::variants(packs, r.situation, language, comment, desk, thread_replies)))
        .filter(|(_, variants)| !variants.is_empty())
        .collect();
    // One wording of each situation first, so that the first three cover three readings of the
    // comment; then further wordings of the best.
    for pass in 0.. {
        let mut any_left = false;
        for (position, (ranked, variants)) in queues.iter_mut().enumerate() {
            if suggestions.len() >= MOST_SUGGESTIONS {
                return suggestions;
            }
            if pass > 0 && position > 1 {
                continue;
            }
            while !variants.is_empty() {
                any_left = true;
                let template = variants.remove(0);
                if let Some(suggestion) = request.render(template, ranked) {
                    suggestions.push(suggestion);
                    break;
                }
            }
        }
        if !any_left {
            break;
        }
    }
    suggestions
}

struct Request<'a> {
    packs: &'a Packs,
    model: &'a Model,
    comment: &'a Comment,
    desk: &'a Desk,
    thread_replies: &'a [String],
    light: Light,
    language: u8,
    values: &'a BTreeMap<String, String>,
}

impl Request<'_> {
    fn render(&self, template: &Template, ranked: &Ranked) -> Option<Suggestion> {
        let rendered = render_template(self.packs, template, self.values)?;
        let draft = Draft {
            text: rendered.text.clone(),
            platform: self.comment.platform.clone(),
            thread_replies: self.thread_replies.to_vec(),
        };
        let light = Some(self.light.clone());
        let mut findings = Checked::new(self.packs, self.model, &draft, light, self.desk).findings();
        // An open slot is the moderator's to fill and cannot be posted unnoticed.
        findings.retain(|f| f.severity != Severity::Inform && !is_open_slot(&rendered, f.span));
        if !findings.is_empty() {
            return None;
        }
        let situation = situation_of(self.packs, template);
        Some(Suggestion {
            template: template.id.clone(),
            title: situation.title.clone(),
            language: self.packs.languages[self.language as usize].code.clone(),
            text: rendered.text,
            open_slots: rendered.open_slots,
            slots: self
                .values
                .iter()
                .filter(|(name, _)| template.slots.contains(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            why: ranked.why.clone(),
            score: ranked.score,
            tone: situation.tone,
            locked: situation.locked,
        })
    }
}

fn is_open_slot(rendered: &Rendered, span: Span) -> bool {
    rendered.open_slots.iter().any(|slot| slot.overlaps(span))
}

/// Renders a template of the packs with slot values; `None` when the template engine refuses it.
#[must_use]
pub fn render_template(
    packs: &Packs,
    template: &Template,
    values: &BTreeMap<String, String>,
) -> Option<Rendered> {
    let language = &packs.languages[template.language as usize];
    render::render(&template.text, &template.slots, values, &language.slot_names)
}

/// The situation a template answers.
#[must_use]
pub fn situation_of<'a>(packs: &'a Packs, template: &Template) -> &'a Situation {
    &packs.situations[template.situation as usize]
}

/// The language to answer in: the comment's where the desk answers in it, else the desk's first.
#[must_use]
pub fn reply_language(packs: &Packs, reading: &Reading, desk: &Desk) -> u8 {
    let primary = |code: &str| packs.language_index(code.split('-').next().unwrap_or(code));
    let wanted = primary(&reading.language).filter(|index| {
        desk.languages.is_empty() || desk.languages.iter().any(|l| primary(l) == Some(*index))
    });
    wanted
        .or_else(|| desk.languages.iter().find_map(|l| primary(l)))
        .or_else(|| primary("en"))
        .unwrap_or(0)
}

/// The suggestion not to answer, for what is better hidden and reported.
fn no_reply(packs: &Packs, reading: &Reading, language: u8) -> Option<Suggestion> {
    let urgent = ["emergency", "self-harm", "safeguarding", "adverse-event"];
    if urgent.iter().any(|tag| reading.has(tag)) {
        return None;
    }
    let (tag, why) = [
        ("scam", "it looks like a scam: answering spreads it"),
        ("spam", "it advertises something: answering spreads it"),
        ("abuse", "it insults somebody: a public answer invites more"),
    ]
    .into_iter()
    .find(|(tag, _)| reading.has(tag))?;
    Some(Suggestion {
        template: NO_REPLY.into(),
        title: "No reply: hide and report".into(),
        language: packs.languages[language as usize].code.clone(),
        text: String::new(),
        open_slots: Vec::new(),
        slots: BTreeMap::new(),
        why: format!("Tagged {tag}: {why}."),
        score: reading.confidence(tag),
        tone: Tone::Neutral,
        locked: false,
    })
}
