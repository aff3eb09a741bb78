//! The palette: search over all wordings there are, from inside the reply box.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::rumours;
use crate::desk::{Desk, Rumour};
use crate::packs::{AwarenessMessage, Packs, Template};

/// What a search found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit<'a> {
    /// A template.
    Template(&'a Template),
    /// A question, by index.
    Question(usize),
    /// A health message.
    Message(&'a AwarenessMessage),
    /// What the desk says to a rumour.
    Rumour(&'a Rumour),
}

/// Searches everything there is in a language by words, tags, situation or id; fuzzy, best first. An
/// empty query gives the most usual situations.
#[must_use]
pub fn search<'a>(packs: &'a Packs, desk: &'a Desk, language: u8, query: &str) -> Vec<Hit<'a>> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut score = |weighted: [(&str, u32); 3]| -> Option<u32> {
        weighted
            .iter()
            .filter_map(|(field, weight)| {
                let found = pattern.score(Utf32Str::new(field, &mut buffer), &mut matcher)?;
                Some(found * weight)
            })
            .max()
    };
    let mut hits: Vec<(u32, usize, Hit)> = Vec::new();
    for template in packs.templates.iter().filter(|t| t.language == language) {
        let situation = &packs.situations[template.situation as usize];
        let tags = situation.calls_for.concat().join(" ");
        let label = format!("{} {}", situation.title, template.id);
        if let Some(score) = score([(&label, 4), (&tags, 3), (&template.text, 2)]) {
            hits.push((score, hits.len(), Hit::Template(template)));
        }
    }
    for (index, question) in packs.questions.iter().enumerate() {
        if question.language == language && !question.answer.is_empty() {
            let tags = question.tags.join(" ");
            if let Some(score) = score([
                (question.wordings.first(), 4),
                (&tags, 3),
                (&question.answer, 2),
            ]) {
                hits.push((score, hits.len(), Hit::Question(index)));
            }
        }
    }
    for awareness in packs.awareness.iter().filter(|a| a.language == language) {
        let message = &awareness.message;
        let label = format!("{} {}", message.topic, message.id);
        if let Some(score) = score([(&label, 4), (&message.fact, 2), (&message.warning, 2)]) {
            hits.push((score, hits.len(), Hit::Message(message)));
        }
    }
    let code = &packs.languages[language as usize].code;
    for rumour in rumours::told_in(desk, code) {
        if let Some(score) = score([(&rumour.words, 4), (&rumour.myth, 3), (&rumour.fact, 2)]) {
            hits.push((score, hits.len(), Hit::Rumour(rumour)));
        }
    }
    hits.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    hits.into_iter().map(|(_, _, hit)| hit).collect()
}
