//! Awareness: approved health messages for rumours and common worries.
//!
//! Told as the truth sandwich (Debunking Handbook 2020): the fact, one mention of the myth, why it is
//! wrong, the fact again, the authority.

use crate::compliance::length::length;
use crate::lexicon::LanguageMask;
use crate::packs::{AwarenessMessage, Packs};
use crate::text::Text;

/// The message that answers a claim in the text, in the language of the reply.
#[must_use]
pub fn find<'a>(
    packs: &'a Packs,
    text: &Text,
    languages: LanguageMask,
    reply_language: u8,
) -> Option<&'a AwarenessMessage> {
    let matches = packs.awareness_words.matches(text, languages);
    let id = packs.awareness_words.label(matches.first()?);
    packs
        .awareness
        .iter()
        .find(|a| a.language == reply_language && a.message.id == *id)
        .map(|a| &a.message)
}

/// The message as a reply, in full.
#[must_use]
pub fn compose(message: &AwarenessMessage, language: &str) -> String {
    let sandwich = [
        &message.fact,
        &message.warning,
        &message.why,
        &message.fact_again,
    ];
    with_source(&sandwich, message, language)
}

/// The message as a reply in the longest form that a platform has room for: in full, without the fact
/// again, or the fact alone and once more, for it must never be cut off after the myth.
#[must_use]
pub fn compose_for(
    packs: &Packs,
    platform: Option<&str>,
    message: &AwarenessMessage,
    language: &str,
) -> String {
    let AwarenessMessage {
        fact,
        warning,
        why,
        fact_again,
        ..
    } = message;
    let shorter: [&[&String]; 2] = [&[fact, warning, why], &[fact, fact_again]];
    let mut form = compose(message, language);
    for sentences in shorter {
        if !length(packs, platform, &form).exceeded() {
            break;
        }
        form = with_source(sentences, message, language);
    }
    form
}

fn with_source(sentences: &[&String], message: &AwarenessMessage, language: &str) -> String {
    // Chinese sentences follow each other without a blank.
    let blank = if language == "zh" { "" } else { " " };
    let mut reply = String::new();
    for sentence in sentences {
        reply.push_str(sentence.trim());
        reply.push_str(blank);
    }
    format!("{} {}: {}", reply.trim_end(), message.source, message.link)
}
