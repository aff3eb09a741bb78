//! Replying: the right words for this comment.
//!
//! Situations are ranked by the reading, templates of the best ones are rendered with the desk's
//! values, and only what passes the desk's own checks is offered.

pub mod action;
pub mod awareness;
pub mod learning;
pub mod numbers;
pub mod palette;
pub mod questions;
pub mod ranking;
pub mod render;
pub mod rumours;
pub mod slots;
pub mod times;

use std::collections::BTreeMap;

use crate::comment::{Comment, Draft, Reading};
use crate::compliance::Checked;
use crate::compliance::light::{Light, light};
use crate::compliance::memory::DraftMemory;
use crate::desk::{Desk, Rumour};
use crate::packs::{
    AwarenessMessage, Family, Packs, Severity, Situation, Standing, Template, Tone,
};
use crate::reading::language_mask;
use crate::reading::model::Model;
use crate::text::{Span, Text};
use learning::Learning;
use questions::QuestionIndex;
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
    /// Whether everybody is to use the wording as it is.
    pub locked: bool,
    /// Who stands behind the wording; `None` where there is none.
    pub standing: Option<Standing>,
}

/// Most suggestions offered at once.
pub const MOST_SUGGESTIONS: usize = 5;

/// Most results of a search.
pub const MOST_FOUND: usize = 9;

/// Situations that are offered before a second wording of the likeliest.
const LIKELY_SITUATIONS: usize = 3;

/// The situation whose wordings answer a rumour.
const MISINFORMATION: &str = "locked-misinformation";

/// Rank score of answers that were made for what the comment says.
const OF_ONE_S_OWN: f32 = 0.9;

/// Template id of the suggestion not to reply.
pub const NO_REPLY: &str = "no-reply";

/// What suggestions are made from, besides the comment.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The packs.
    pub packs: &'a Packs,
    /// The trained model.
    pub model: &'a Model,
    /// The questions with approved answers.
    pub questions: &'a QuestionIndex,
    /// What this moderator took before.
    pub learning: &'a Learning,
    /// Wordings that were checked before.
    pub drafts: &'a DraftMemory,
}

/// Suggests replies, best first.
#[must_use]
pub fn suggest(
    sources: Sources,
    comment: &Comment,
    reading: &Reading,
    desk: &Desk,
    thread_replies: &[String],
) -> Vec<Suggestion> {
    let Sources { packs, model, .. } = sources;
    let text = Text::new(&comment.text);
    let ranked = ranking::rank(packs, &model.ranking, &text, reading, desk);
    let request = Request::new(sources, comment, &text, reading, desk, thread_replies);
    let language = request.language;
    let mut suggestions = Vec::new();
    let unanswered = no_reply(packs, reading, language);
    let (first, last) = if deserves_an_answer(reading) {
        (None, unanswered)
    } else {
        (unanswered, None)
    };
    suggestions.extend(first);
    // Kept free for the advice not to answer, where that comes last.
    let most = MOST_SUGGESTIONS - usize::from(last.is_some());
    suggestions.extend(request.answer_to_rumour(reading));
    suggestions.extend(request.health_message(reading));
    suggestions.extend(request.approved_answer(reading));
    let mut queues: Vec<(&Ranked, Vec<&Template>)> = ranked
        .iter()
        .map(|r| (r, request.variants(r.situation)))
        .filter(|(_, variants)| !variants.is_empty())
        .collect();
    // One wording of each of three situations first, so that they cover three readings of the
    // comment; then further wordings of the best; less likely situations fill what is left.
    let likely = queues.len().min(LIKELY_SITUATIONS);
    let further = (0..most).flat_map(|_| 0..likely.min(2));
    let turns = (0..likely).chain(further).chain(likely..queues.len());
    for turn in turns {
        if suggestions.len() >= most {
            break;
        }
        let (ranked, variants) = &mut queues[turn];
        while !variants.is_empty() {
            let template = variants.remove(0);
            if let Some(suggestion) = request.render(template, ranked) {
                suggestions.push(suggestion);
                break;
            }
        }
    }
    suggestions.extend(last);
    suggestions
}

/// The holding statement of the incident that the desk is handling, in the comment's language.
#[must_use]
pub fn statement(
    sources: Sources,
    comment: &Comment,
    reading: &Reading,
    desk: &Desk,
    thread_replies: &[String],
) -> Option<Suggestion> {
    let situation = sources
        .packs
        .situations
        .iter()
        .position(|s| s.locked && ranking::is_for_incident(s, desk))? as u16;
    let text = Text::new(&comment.text);
    let request = Request::new(sources, comment, &text, reading, desk, thread_replies);
    let ranked = Ranked {
        situation,
        score: 1.0,
        why: "The statement on the incident in hand.".to_owned(),
    };
    let mut variants = request.variants(situation).into_iter();
    variants.find_map(|template| request.render(template, &ranked))
}

/// Searches all wordings for the palette; what the desk's own checks refuse is left out.
#[must_use]
pub fn search(
    sources: Sources,
    comment: &Comment,
    reading: &Reading,
    desk: &Desk,
    query: &str,
) -> Vec<Suggestion> {
    let text = Text::new(&comment.text);
    let request = Request::new(sources, comment, &text, reading, desk, &[]);
    let why = || match query.trim() {
        "" => String::from("One of all there are."),
        words => format!("Found for “{words}”."),
    };
    palette::search(sources.packs, desk, request.language, query)
        .into_iter()
        .filter_map(|hit| match hit {
            palette::Hit::Template(template) => {
                if !ranking::holds(sources.packs, template, desk) {
                    return None;
                }
                let ranked = Ranked {
                    situation: template.situation,
                    score: 1.0,
                    why: why(),
                };
                request.render(template, &ranked)
            }
            palette::Hit::Question(index) => request.answer(index, 1.0, why()),
            palette::Hit::Message(message) => request.message(message, 1.0, why()),
            palette::Hit::Rumour(rumour) => request.sandwich(rumour, 1.0, why()),
        })
        .take(MOST_FOUND)
        .collect()
}

struct Request<'a> {
    sources: Sources<'a>,
    comment: &'a Comment,
    /// The comment's text, taken apart.
    text: &'a Text<'a>,
    desk: &'a Desk,
    thread_replies: &'a [String],
    light: Light,
    language: u8,
    values: BTreeMap<String, String>,
    /// The values for replies to what the incident in hand is none of; none where there is no incident.
    apart_from_incident: BTreeMap<String, String>,
}

impl<'a> Request<'a> {
    fn new(
        sources: Sources<'a>,
        comment: &'a Comment,
        text: &'a Text<'a>,
        reading: &Reading,
        desk: &'a Desk,
        thread_replies: &'a [String],
    ) -> Self {
        let packs = sources.packs;
        let language = reply_language(packs, reading, desk);
        let values = slots::values(packs, comment, desk, language, &reading.language);
        let mut apart_from_incident = BTreeMap::new();
        if desk.incident_active {
            apart_from_incident.clone_from(&values);
            apart_from_incident.retain(|name, _| !slots::OF_THE_INCIDENT.contains(&name.as_str()));
        }
        Self {
            sources,
            comment,
            text,
            desk,
            thread_replies,
            light: light(packs, comment, text, reading),
            language,
            values,
            apart_from_incident,
        }
    }

    fn render(&self, template: &Template, ranked: &Ranked) -> Option<Suggestion> {
        let situation = situation_of(self.sources.packs, template);
        if !self.desk.incident_active || ranking::is_in_hand(situation, self.desk) {
            return self.render_with(template, ranked, &self.values);
        }
        self.render_with(template, ranked, &self.apart_from_incident)
    }

    fn render_with(
        &self,
        template: &Template,
        ranked: &Ranked,
        values: &BTreeMap<String, String>,
    ) -> Option<Suggestion> {
        let packs = self.sources.packs;
        let situation = situation_of(packs, template);
        let rendered = render_template(packs, template, values)?;
        self.passes(&rendered).then(|| Suggestion {
            template: template.id.clone(),
            title: situation.title.clone(),
            why: ranked.why.clone(),
            score: ranked.score,
            tone: situation.tone,
            locked: situation.locked,
            standing: Some(standing_of(template, situation)),
            ..self.suggestion(rendered, &template.slots, values)
        })
    }

    /// The wordings of a situation, best first.
    fn variants(&self, situation: u16) -> Vec<&'a Template> {
        let place = ranking::Place {
            language: self.language,
            comment: self.comment,
            desk: self.desk,
            thread_replies: self.thread_replies,
            learning: self.sources.learning,
        };
        ranking::variants(self.sources.packs, situation, place)
    }

    /// What the organisation itself says to a claim that the comment repeats.
    fn answer_to_rumour(&self, reading: &Reading) -> Option<Suggestion> {
        if URGENT.iter().any(|tag| reading.has(tag)) {
            return None;
        }
        let code = &self.sources.packs.languages[self.language as usize].code;
        let (rumour, words) = rumours::find(self.desk, self.text, code)?;
        let why = format!("It says “{words}”, which the desk has its own answer to.");
        self.sandwich(rumour, OF_ONE_S_OWN, why)
    }

    /// The answer to a rumour, as the truth sandwich.
    fn sandwich(&self, rumour: &Rumour, score: f32, why: String) -> Option<Suggestion> {
        let mut situations = self.sources.packs.situations.iter();
        let situation = situations.position(|s| s.id == MISINFORMATION)? as u16;
        let mut values = self.values.clone();
        rumours::fill(&mut values, rumour);
        let ranked = Ranked {
            situation,
            score,
            why,
        };
        let mut variants = self.variants(situation).into_iter();
        variants.find_map(|template| self.render_with(template, &ranked, &values))
    }

    /// The health message against the claim that the comment repeats.
    fn health_message(&self, reading: &Reading) -> Option<Suggestion> {
        if URGENT.iter().any(|tag| reading.has(tag)) {
            return None;
        }
        let languages = language_mask(self.sources.packs, &reading.language);
        let message = awareness::find(self.sources.packs, self.text, languages, self.language)?;
        let why = format!("It speaks of “{}”.", message.topic);
        self.message(message, OF_ONE_S_OWN, why)
    }

    fn message(&self, message: &AwarenessMessage, score: f32, why: String) -> Option<Suggestion> {
        let packs = self.sources.packs;
        let code = &packs.languages[self.language as usize].code;
        let platform = self.comment.platform.as_deref();
        let rendered = Rendered {
            text: awareness::compose_for(packs, platform, message, code),
            open_slots: Vec::new(),
        };
        let standing = Standing {
            status: message.status.clone(),
            approver: message.approver.clone(),
            verified_on: message.verified_on.clone(),
        };
        self.passes(&rendered).then(|| Suggestion {
            template: format!("awareness.{}", message.id),
            title: message.topic.clone(),
            why,
            score,
            locked: true,
            standing: Some(standing),
            ..self.suggestion(rendered, &[], &self.values)
        })
    }

    /// The approved answer to the question that the comment asks, if it asks one.
    fn approved_answer(&self, reading: &Reading) -> Option<Suggestion> {
        let risky = self
            .sources
            .packs
            .taxonomy
            .iter()
            .take_while(|t| t.family == Family::Risk);
        let judges = ["complaint", "praise", "spam"];
        let least = if reading.has("question") {
            questions::ASKED_FROM
        } else if judges.iter().any(|tag| reading.has(tag)) {
            return None;
        } else {
            questions::IMPLIED_FROM
        };
        if risky.into_iter().any(|tag| reading.has(&tag.id)) {
            return None;
        }
        let asked = self.sources.questions.best(
            self.sources.packs,
            &self.sources.model.vectors,
            self.text,
            self.language,
        )?;
        if asked.score < least {
            return None;
        }
        let wording = self.sources.packs.questions[asked.question]
            .wordings
            .first();
        self.answer(asked.question, asked.score, format!("It asks “{wording}”."))
    }

    fn answer(&self, index: usize, score: f32, why: String) -> Option<Suggestion> {
        let question = &self.sources.packs.questions[index];
        let names = &self.sources.packs.languages[question.language as usize].slot_names;
        let rendered = render::render(&question.answer, &question.slots, &self.values, names)?;
        self.passes(&rendered).then(|| Suggestion {
            template: format!("faq.{}", question.id),
            title: question.wordings.first().to_owned(),
            why,
            score,
            standing: Some(question.standing.clone()),
            ..self.suggestion(rendered, &question.slots, &self.values)
        })
    }

    /// Bedside obeys its own rules: the same check as for a draft, and neither `block` nor `warn`.
    fn passes(&self, rendered: &Rendered) -> bool {
        let draft = Draft {
            text: rendered.text.clone(),
            platform: self.comment.platform.clone(),
            thread_replies: self.thread_replies.to_vec(),
        };
        let Sources {
            packs,
            model,
            drafts,
            ..
        } = self.sources;
        let light = Some(&self.light);
        let findings = Checked::recalled(drafts, packs, model, &draft, light, self.desk).findings();
        // An open slot is the moderator's to fill and cannot be posted unnoticed.
        !findings
            .iter()
            .any(|f| f.severity != Severity::Inform && !is_open_slot(rendered, f.span))
    }

    fn suggestion(
        &self,
        rendered: Rendered,
        slots: &[String],
        values: &BTreeMap<String, String>,
    ) -> Suggestion {
        Suggestion {
            template: String::new(),
            title: String::new(),
            language: self.sources.packs.languages[self.language as usize]
                .code
                .clone(),
            text: rendered.text,
            open_slots: rendered.open_slots,
            slots: values
                .iter()
                .filter(|(name, _)| slots.contains(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            why: String::new(),
            score: 0.0,
            tone: Tone::Neutral,
            locked: false,
            standing: None,
        }
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
    let names = &packs.languages[template.language as usize].slot_names;
    let with = |values| render::render(&template.text, &template.slots, values, names);
    let rendered = with(values)?;
    if template.short && rendered.text.chars().count() > SHORT {
        return with(&slots::briefly(values));
    }
    Some(rendered)
}

/// How many characters a short template is meant to fit in.
const SHORT: usize = 240;

/// Who stands behind a template: it may say so itself, else it is as with its situation.
fn standing_of(template: &Template, situation: &Situation) -> Standing {
    let of_situation = || Standing {
        status: situation.status.clone(),
        approver: situation.approver.clone(),
        verified_on: situation.verified_on.clone(),
    };
    template.standing.clone().unwrap_or_else(of_situation)
}

/// The situation a template answers.
#[must_use]
pub fn situation_of<'a>(packs: &'a Packs, template: &Template) -> &'a Situation {
    &packs.situations[template.situation as usize]
}

/// The language to answer in: the comment's where the desk answers in it, else the desk's first.
#[must_use]
pub fn reply_language(packs: &Packs, reading: &Reading, desk: &Desk) -> u8 {
    let primary = |tag: &str| packs.language_of(tag);
    let wanted = primary(&reading.language).filter(|index| {
        desk.languages.is_empty() || desk.languages.iter().any(|l| primary(l) == Some(*index))
    });
    wanted
        .or_else(|| desk.languages.iter().find_map(|l| primary(l)))
        .or_else(|| primary("en"))
        .unwrap_or(0)
}

/// Tags that leave no room for anything but their own replies.
const URGENT: &[&str] = &["emergency", "self-harm", "safeguarding", "adverse-event"];

/// Whether an insult comes with criticism or a question that is worth an answer: hiding those would
/// silence a fair complaint, which review law forbids and readers resent.
fn deserves_an_answer(reading: &Reading) -> bool {
    const FROM: f32 = 0.5;
    reading.has("abuse")
        && !["threat", "scam", "spam"]
            .iter()
            .any(|tag| reading.has(tag))
        && ["complaint", "question", "discrimination"]
            .iter()
            .any(|tag| reading.confidence(tag) >= FROM)
}

/// The suggestion not to answer, for what is better hidden and reported.
fn no_reply(packs: &Packs, reading: &Reading, language: u8) -> Option<Suggestion> {
    if URGENT.iter().any(|tag| reading.has(tag)) {
        return None;
    }
    let hide = "No reply: hide and report";
    let (tag, title, why) = [
        (
            "threat",
            "No reply: keep as evidence, alert security",
            "it threatens somebody: answering can make it worse",
        ),
        ("scam", hide, "it looks like a scam: answering spreads it"),
        (
            "spam",
            hide,
            "it advertises something: answering spreads it",
        ),
        (
            "abuse",
            hide,
            "it insults somebody: a public answer invites more",
        ),
    ]
    .into_iter()
    .find(|(tag, _, _)| reading.has(tag))?;
    Some(Suggestion {
        template: NO_REPLY.into(),
        title: title.into(),
        language: packs.languages[language as usize].code.clone(),
        text: String::new(),
        open_slots: Vec::new(),
        slots: BTreeMap::new(),
        why: format!("Tagged {tag}: {why}."),
        score: reading.confidence(tag),
        tone: Tone::Neutral,
        locked: false,
        standing: None,
    })
}
