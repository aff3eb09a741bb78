//! Ranking: which situation a comment presents, and which wording fits.
//!
//! What speaks for a situation is weighed by a multinomial logistic model, which `bedside train` fits on
//! comments that the networks had not learnt from.

use serde::{Deserialize, Serialize};

use super::learning::Learning;
use crate::comment::{Comment, Reading};
use crate::desk::Desk;
use crate::packs::{Packs, Situation, Template};
use crate::reading::language_mask;
use crate::text::Text;
use crate::text::hash::{START, hash};

/// A situation with how well it fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Index of the situation.
    pub situation: u16,
    /// 0 to 1.
    pub score: f32,
    /// Why, in words.
    pub why: String,
}

/// Least score at which a situation is offered.
const LEAST_SCORE: f32 = 0.03;

/// Ranks the situations that fit, best first; ties go to the order of the packs.
#[must_use]
pub fn rank(
    packs: &Packs,
    weights: &Weights,
    text: &Text,
    reading: &Reading,
    desk: &Desk,
) -> Vec<Ranked> {
    if let Some(locked) = locked_only(packs, reading) {
        return vec![locked];
    }
    let mut ranked: Vec<Ranked> = candidates(packs, text, reading, desk)
        .into_iter()
        .map(|candidate| Ranked {
            situation: candidate.situation,
            score: weights.of(&candidate).exp(),
            why: candidate.why,
        })
        .collect();
    let total: f32 = ranked.iter().map(|ranked| ranked.score).sum();
    for ranked in &mut ranked {
        ranked.score /= total;
    }
    ranked.retain(|ranked| ranked.score >= LEAST_SCORE);
    ranked.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.situation.cmp(&b.situation))
    });
    ranked.truncate(6);
    ranked
}

/// A situation that may be offered, with what speaks for and against it.
#[derive(Debug)]
pub struct Candidate {
    /// Index of the situation.
    pub situation: u16,
    /// By number of the [`Sign`].
    pub signs: [f32; SIGNS],
    /// Why, in words.
    pub why: String,
}

/// The situations that may be offered where no locked reply stands alone, in the order of the packs.
#[must_use]
pub fn candidates(packs: &Packs, text: &Text, reading: &Reading, desk: &Desk) -> Vec<Candidate> {
    let languages = language_mask(packs, &reading.language);
    let mut spoken: Vec<(usize, &str)> = Vec::new();
    for found in packs.situation_words.matches(text, languages) {
        let label = packs.situation_words.label(&found);
        if let Some(index) = packs.situations.iter().position(|s| s.id == *label) {
            spoken.push((index, text.slice(found.span)));
        }
    }
    let all = packs.situations.iter().enumerate();
    all.filter(|(_, situation)| fits_desk(situation, desk))
        .filter_map(|(index, situation)| {
            let words = spoken
                .iter()
                .find(|(i, _)| *i == index)
                .map(|(_, words)| *words);
            let likely = reading.situations.get(index).copied().unwrap_or(0.0);
            let (signs, why) = evidence(situation, reading, words, likely)?;
            Some(Candidate {
                situation: index as u16,
                signs,
                why,
            })
        })
        .collect()
}

/// With an emergency or the risk of self-harm, only the locked reply is offered.
fn locked_only(packs: &Packs, reading: &Reading) -> Option<Ranked> {
    let tag = ["emergency", "self-harm"]
        .into_iter()
        .find(|tag| reading.has(tag))?;
    let situation = packs
        .situations
        .iter()
        .position(|s| s.locked && s.risk == tag)?;
    Some(Ranked {
        situation: situation as u16,
        score: reading.confidence(tag).max(0.5),
        why: format!("Tagged {tag}: everybody says the same words."),
    })
}

fn fits_desk(situation: &Situation, desk: &Desk) -> bool {
    let here = situation.jurisdictions.is_empty()
        || desk
            .jurisdictions()
            .any(|j| situation.jurisdictions.iter().any(|s| s == j));
    let now = situation.phases.is_empty() || !situation.locked || is_for_incident(situation, desk);
    here && now
}

/// Whether a situation is for the phase of the incident that the desk is handling.
#[must_use]
pub fn is_for_incident(situation: &Situation, desk: &Desk) -> bool {
    let phase = desk.incident.phase.as_str();
    desk.incident_active && situation.phases.iter().any(|p| p == phase)
}

/// Whether what the desk tells of its incident may stand in replies to a situation: where it is one, it must
/// be the one in hand.
#[must_use]
pub fn is_in_hand(situation: &Situation, desk: &Desk) -> bool {
    let about = desk.incident.about.as_str();
    let is_one = situation.risk == "incident" && !situation.locked;
    desk.incident_active && (!is_one || about.is_empty() || about == situation.id)
}

/// Whether a wording says nothing that the desk does not: that something is closed or down is said only
/// while such an incident is being handled.
#[must_use]
pub fn holds(packs: &Packs, template: &Template, desk: &Desk) -> bool {
    !template.incident || is_in_hand(super::situation_of(packs, template), desk)
}

/// What speaks for and against a situation.
#[derive(Debug, Clone, Copy)]
pub enum Sign {
    /// The logarithm of how likely the trained model holds it.
    LogLikely,
    /// How likely.
    Likely,
    /// Tags that call for it.
    Tags,
    /// Words.
    Words,
    /// The tag of its risk stands.
    Risk,
    /// It is locked, which it is only where the tag of its risk stands.
    Locked,
    /// A milder tag stands against it.
    Unsuited,
    /// It is for another sentiment.
    OtherSentiment,
}

/// Number of signs.
pub const SIGNS: usize = Sign::OtherSentiment as usize + 1;

/// What each [`Sign`] counts, and what each situation has for itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// By number of the [`Sign`].
    pub signs: [f32; SIGNS],
    /// By situation, in the order of the packs that the weights were fitted with: how much oftener it is the
    /// right one than its signs say. Situations beyond the end have nothing.
    pub situations: Vec<f32>,
}

impl Default for Weights {
    /// Those of a model that was never fitted: every sign for a situation counts alike.
    fn default() -> Self {
        Self {
            signs: [1.0, 0.0, 1.0, 1.0, 1.0, 1.0, -1.0, -1.0],
            situations: Vec::new(),
        }
    }
}

impl Weights {
    /// Everything that speaks for a situation together.
    #[must_use]
    pub fn of(&self, candidate: &Candidate) -> f32 {
        let own = self.situations.get(usize::from(candidate.situation));
        let signs = self.signs.iter().zip(&candidate.signs);
        own.copied().unwrap_or(0.0) + signs.map(|(w, s)| w * s).sum::<f32>()
    }
}

/// Likelihoods below this are all alike.
const UNLIKELY: f32 = 1e-3;
/// How likely a situation is that is likelier than all others together.
const LIKELIER_THAN_NOT: f32 = 0.5;
/// How likely a situation is of which one may say that comments like this are about it.
const LIKE_OTHERS: f32 = 0.05;

/// Tags that rule a situation out for good, however well it fits otherwise.
fn is_grave(tag: &str) -> bool {
    [
        "emergency",
        "self-harm",
        "safeguarding",
        "threat",
        "adverse-event",
        "scam",
    ]
    .contains(&tag)
}

/// What speaks for a situation, and why, in words; nothing where it must not be offered.
fn evidence(
    situation: &Situation,
    reading: &Reading,
    words: Option<&str>,
    likely: f32,
) -> Option<([f32; SIGNS], String)> {
    let forbidden: Vec<&String> = situation
        .forbidden_by
        .iter()
        .filter(|tag| reading.has(tag))
        .collect();
    if forbidden.iter().any(|tag| is_grave(tag)) {
        return None;
    }
    // Approved words for a risk are for nothing else; words about a grave one only for what is likelier
    // to be about it than about anything else.
    let risk = &situation.risk;
    let far_fetched = situation.locked || is_grave(risk) && likely < LIKELIER_THAN_NOT;
    if !risk.is_empty() && far_fetched && !reading.has(risk) {
        return None;
    }
    let called = situation
        .calls_for
        .iter()
        .filter(|tags| tags.iter().all(|tag| reading.has(tag)))
        .map(|tags| {
            let least = tags
                .iter()
                .map(|t| reading.confidence(t))
                .fold(1.0f32, f32::min);
            (least * specificity(tags.len()), tags)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0));
    // Without a trained model only tags and words can speak.
    if called.is_none() && words.is_none() && reading.situations.is_empty() {
        return None;
    }
    let sentiment = reading.sentiment.label.as_str();
    let suits = |wanted: &Vec<String>| wanted.is_empty() || wanted.iter().any(|s| s == sentiment);
    let mut signs = [0.0; SIGNS];
    let mut say = |sign: Sign, value: f32| signs[sign as usize] = value;
    let whether = |holds: bool| f32::from(u8::from(holds));
    say(Sign::LogLikely, (likely + UNLIKELY).ln());
    say(Sign::Likely, likely);
    say(Sign::Tags, called.as_ref().map_or(0.0, |(score, _)| *score));
    say(Sign::Words, whether(words.is_some()));
    say(Sign::Risk, whether(!risk.is_empty() && reading.has(risk)));
    say(Sign::Locked, whether(situation.locked));
    say(Sign::Unsuited, whether(!forbidden.is_empty()));
    say(Sign::OtherSentiment, whether(!suits(&situation.sentiments)));
    let why = match (called, words) {
        (Some((_, tags)), Some(words)) => {
            format!("Tagged {}, and it says “{words}”.", tags.join(", "))
        }
        (Some((_, tags)), None) => format!("Tagged {}.", tags.join(", ")),
        (None, Some(words)) => format!("It says “{words}”."),
        (None, None) if likely >= LIKE_OTHERS => "Comments like this one are about it.".to_owned(),
        (None, None) => "A few comments like this one are about it.".to_owned(),
    };
    Some((signs, why))
}

/// A set of three tags says more than one of one.
fn specificity(tags: usize) -> f32 {
    match tags {
        0 => 0.0,
        1 => 0.45,
        2 => 0.62,
        3 => 0.75,
        _ => 0.8,
    }
}

/// Where and for whom a wording is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Language number.
    pub language: u8,
    /// The comment.
    pub comment: &'a Comment,
    /// The desk.
    pub desk: &'a Desk,
    /// Replies already in the thread.
    pub thread_replies: &'a [String],
    /// What this moderator took before.
    pub learning: &'a Learning,
}

/// The wordings of a situation in a language, best first for this platform and thread.
#[must_use]
pub fn variants<'a>(packs: &'a Packs, situation: u16, place: Place) -> Vec<&'a Template> {
    let Place {
        language,
        comment,
        desk,
        thread_replies,
        learning,
    } = place;
    let all: Vec<&Template> = packs
        .templates
        .iter()
        .filter(|t| t.situation == situation && t.language == language)
        .filter(|t| t.region.is_empty() || t.region == desk.seat)
        .filter(|t| holds(packs, t, desk))
        .collect();
    if all.is_empty() {
        return all;
    }
    let turn = rotation(&comment.text) as usize % all.len();
    let limit = comment
        .platform
        .as_deref()
        .and_then(|id| packs.adapters.iter().find(|a| a.id == id))
        .and_then(|adapter| adapter.limit.as_ref());
    let brief = limit.is_some_and(|limit| limit.most <= BRIEF_UP_TO);
    let mut ordered: Vec<(usize, &Template)> = all
        .iter()
        .enumerate()
        .map(|(position, template)| ((position + all.len() - turn) % all.len(), *template))
        .collect();
    ordered.sort_by_key(|(turn, template)| {
        let regional = template.region.is_empty();
        let liking = (-4.0 * learning.liking(&template.id)).round() as i32;
        let repeats = opens_like_one_of(&template.text, thread_replies);
        // While an incident is in hand, what tells of it comes before what is true at any time.
        (
            regional,
            !template.incident,
            repeats,
            brief && !template.short,
            liking,
            *turn,
        )
    });
    ordered.into_iter().map(|(_, template)| template).collect()
}

/// Platforms with a limit up to this want the short wording first.
const BRIEF_UP_TO: u32 = 500;

/// Whether a reply in the thread begins with the same words.
fn opens_like_one_of(template: &str, replies: &[String]) -> bool {
    let opening = |text: &str| {
        text.split_whitespace()
            .take(4)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let own = opening(template);
    replies.iter().any(|reply| opening(reply) == own)
}

/// A number that differs from comment to comment and stays for one.
fn rotation(text: &str) -> u32 {
    hash(START, text.bytes()) >> 8
}
