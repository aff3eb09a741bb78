//! The comment being answered, as far as checking a draft needs it.

use crate::comment::{Comment, Reading, SentimentLabel};
use crate::packs::Packs;
use crate::reading::{language_mask, words_of};
use crate::text::Text;

/// What the comment's mood asks of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Loss, or a life in danger.
    Grief,
    /// Complaint, fear, pain, anger.
    Negative,
    /// A question, or nothing to tell it from.
    Neutral,
    /// Thanks and praise.
    Positive,
}

/// The light a comment throws on a draft.
#[derive(Debug, Clone)]
pub struct Light {
    /// Mood of the comment.
    pub mood: Mood,
    /// Texts of private data in the comment, at least four characters each.
    pub private: Vec<String>,
    /// Conditions, medicines and parts of the body the writer names in telling of themselves or
    /// somebody close, folded.
    pub clinical: Vec<String>,
    /// Words of the comment and of the writer's handle, folded.
    pub known_words: Vec<String>,
    /// It praises the outcome of care.
    pub clinical_praise: bool,
}

/// Concept of clinical words, made by the packs' compiler from the word classes.
pub const CLINICAL_WORD: &str = "clinical-word";

/// Reads what a checker has to know of a comment; `text` is the comment's, taken apart.
#[must_use]
pub fn light(packs: &Packs, comment: &Comment, text: &Text, reading: &Reading) -> Light {
    let languages = language_mask(packs, &reading.language);
    let tells = !only_asks(reading);
    let mut clinical: Vec<String> = Vec::new();
    let mut names_outcome = false;
    for found in packs.concepts.matches(text, languages) {
        if packs.concepts.label(&found) == CLINICAL_WORD {
            names_outcome = true;
            if tells && !asks_in_general(text, &reading.language, found.sentence) {
                clinical.extend(words_of(text, found.first, found.end));
            }
        }
    }
    clinical.sort_unstable();
    clinical.dedup();
    let mut known_words: Vec<String> = text
        .tokens
        .iter()
        .map(|t| text.folded(t).to_owned())
        .collect();
    if let Some(author) = &comment.author {
        let author = Text::new(author);
        known_words.extend(author.tokens.iter().map(|t| author.folded(t).to_owned()));
    }
    known_words.sort_unstable();
    known_words.dedup();
    let praised = reading.has("praise") || reading.has("gratitude");
    Light {
        mood: mood(reading),
        private: reading
            .private
            .iter()
            .map(|p| text.slice(p.span).to_lowercase())
            .filter(|p| p.chars().count() >= 4)
            .collect(),
        clinical,
        known_words,
        clinical_praise: praised
            && (reading.has("treatment") || reading.has("aftercare") || names_outcome),
    }
}

/// A question about services says nothing of the writer's own health.
fn only_asks(reading: &Reading) -> bool {
    let personal = [
        "complaint",
        "praise",
        "adverse-event",
        "aftercare",
        "sensitive",
        "mental-health",
        "bereavement",
        "fear",
        "sadness",
        "gratitude",
        "emergency",
        "self-harm",
        "privacy",
    ];
    reading.has("question") && !personal.iter().any(|tag| reading.has(tag))
}

/// Words for oneself, folded, in languages that do not leave them out.
const MYSELF: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "i", "i'm", "im", "i've", "ive", "i'd", "my", "me", "mine", "we", "our", "us",
        ],
    ),
    (
        "de",
        &[
            "ich", "mein", "meine", "meinen", "meinem", "meiner", "mich", "mir", "wir", "uns",
            "unser", "unsere",
        ],
    ),
    (
        "fr",
        &[
            "je", "j", "mon", "ma", "mes", "moi", "me", "m", "nous", "notre", "nos",
        ],
    ),
    (
        "ru",
        &[
            "я",
            "мой",
            "моя",
            "мое",
            "мои",
            "моего",
            "моей",
            "меня",
            "мне",
            "мной",
            "нас",
            "нам",
            "мы",
        ],
    ),
];

/// A sentence that asks without a word about oneself: “Do you treat eczema?”
fn asks_in_general(text: &Text, language: &str, sentence: u32) -> bool {
    let Some((_, myself)) = MYSELF.iter().find(|(code, _)| *code == language) else {
        return false;
    };
    let own = || text.tokens.iter().filter(|t| t.sentence == sentence);
    own().any(|t| t.question_after) && !own().any(|t| myself.contains(&text.folded(t)))
}

fn mood(reading: &Reading) -> Mood {
    let any = |tags: &[&str]| tags.iter().any(|t| reading.has(t));
    let thanks = any(&["praise", "gratitude", "joy"])
        && reading.sentiment.label == SentimentLabel::Positive
        && !any(&[
            "anger",
            "fear",
            "sadness",
            "disappointment",
            "adverse-event",
        ]);
    if any(&["bereavement", "self-harm", "emergency", "safeguarding"]) {
        Mood::Grief
    } else if thanks {
        Mood::Positive
    } else if any(&[
        "complaint",
        "anger",
        "fear",
        "sadness",
        "disappointment",
        "adverse-event",
    ]) || reading.sentiment.label == SentimentLabel::Negative
    {
        Mood::Negative
    } else if any(&["praise", "gratitude", "joy"])
        || reading.sentiment.label == SentimentLabel::Positive
    {
        Mood::Positive
    } else {
        Mood::Neutral
    }
}
