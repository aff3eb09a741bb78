//! The comment being answered, as far as checking a draft needs it.

use super::handling::claim_of;
use crate::comment::{Comment, Reading, SentimentLabel};
use crate::lexicon::{LanguageMask, Match};
use crate::packs::{CLINICAL_LOOKALIKE, CLINICAL_WORD, OWN_BODY_PART, Packs};
use crate::reading::{language_mask, words_of};
use crate::text::{Text, TokenKind};

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
    /// The language of the comment; none where it is not one of the packs'.
    pub languages: LanguageMask,
    /// Mood of the comment.
    pub mood: Mood,
    /// It tells of grief, pain, fear or anger, beside which a cheerful mark jars.
    pub hurt: bool,
    /// Texts of private data in the comment, at least four characters each.
    pub private: Vec<String>,
    /// Conditions, medicines and parts of the body the writer names in telling of themselves or
    /// somebody close, folded.
    pub clinical: Vec<String>,
    /// Words of the comment and of the writer's handle, folded.
    pub known_words: Vec<String>,
    /// Links and handles of a comment that reeks of a scam or of a cure that is none, in lower case.
    pub scam_links: Vec<String>,
    /// It praises the outcome of care.
    pub clinical_praise: bool,
    /// Ids of its tags.
    pub tags: Vec<String>,
    /// Words of a comment that spreads a false claim, folded; pairs of characters in Thai and Chinese.
    pub claim: Vec<String>,
}

impl Light {
    /// Whether the comment carries a tag.
    #[must_use]
    pub fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|t| t == tag)
    }

    /// Whether a life may be in danger.
    #[must_use]
    pub fn in_danger(&self) -> bool {
        self.has("emergency") || self.has("self-harm")
    }

    /// Whether the comment is one beside which nothing may sound like an advert.
    #[must_use]
    pub fn is_gloomy(&self) -> bool {
        matches!(self.mood, Mood::Grief | Mood::Negative)
    }
}

/// The conditions, medicines and parts of the body among the matches of a text, each with its words, folded.
pub fn clinical_words<'m>(
    packs: &'m Packs,
    text: &'m Text,
    matches: &'m [Match],
) -> impl Iterator<Item = (&'m Match, Vec<String>)> {
    let lookalikes = Lookalikes::among(packs, matches);
    matches.iter().filter_map(move |found| {
        let first = match packs.concepts.label(found) {
            CLINICAL_WORD => found.first,
            // The owner is no clinical word.
            OWN_BODY_PART => found.end - 1,
            _ => return None,
        };
        (!lookalikes.hold(found)).then(|| (found, words_of(text, first, found.end)))
    })
}

/// Words in which something clinical is spelt but not meant.
struct Lookalikes {
    /// First tokens, ascending, each with the furthest end of the words that begin there or before.
    reaching: Vec<(u32, u32)>,
}

impl Lookalikes {
    fn among(packs: &Packs, matches: &[Match]) -> Self {
        let is_one = |m: &&Match| packs.concepts.label(m) == CLINICAL_LOOKALIKE;
        let found = matches.iter().filter(is_one).map(|m| (m.first, m.end));
        let mut reaching: Vec<(u32, u32)> = found.collect();
        reaching.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reaching {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { reaching }
    }

    /// Whether a match stands inside one of them.
    fn hold(&self, found: &Match) -> bool {
        let before = self
            .reaching
            .partition_point(|(first, _)| *first <= found.first);
        before > 0 && found.end <= self.reaching[before - 1].1
    }
}

/// Reads what a checker has to know of a comment; `text` is the comment's, taken apart.
#[must_use]
pub fn light(packs: &Packs, comment: &Comment, text: &Text, reading: &Reading) -> Light {
    let languages = language_mask(packs, &reading.language);
    let tells = is_personal(reading) || !(reading.has("question") || reading.has("misinformation"));
    let mut clinical: Vec<String> = Vec::new();
    let mut names_outcome = false;
    let matches = packs.concepts.matches(text, languages);
    for (found, words) in clinical_words(packs, text, &matches) {
        names_outcome = true;
        if tells && !asks_in_general(text, &reading.language, found.sentence) {
            clinical.extend(words);
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
    let mood = mood(reading);
    let reeks = ["scam", "spam", "misinformation"];
    let links = reeks
        .iter()
        .any(|tag| reading.has(tag))
        .then(|| links_of(text));
    Light {
        languages: if languages == LanguageMask::MAX {
            0
        } else {
            languages
        },
        scam_links: links.unwrap_or_default(),
        mood,
        hurt: mood == Mood::Grief || mood == Mood::Negative && !is_measured(reading),
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
        tags: reading.tags.iter().map(|t| t.id.clone()).collect(),
        claim: if reading.has("misinformation") {
            claim_of(text)
        } else {
            Vec::new()
        },
    }
}

/// The links, addresses and handles of a text, in lower case.
fn links_of(text: &Text) -> Vec<String> {
    let links = text.tokens.iter().filter(|t| {
        let kinds = [TokenKind::Url, TokenKind::Email, TokenKind::Handle];
        kinds.contains(&t.kind)
    });
    links.map(|t| text.slice(t.span).to_lowercase()).collect()
}

/// Whether the writer speaks of themselves or somebody close: a question about services and a claim about
/// the world say nothing of anybody's health.
fn is_personal(reading: &Reading) -> bool {
    [
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
    ]
    .iter()
    .any(|tag| reading.has(tag))
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

/// Criticism beside praise, with no strong feeling.
fn is_measured(reading: &Reading) -> bool {
    let feelings = ["anger", "fear", "sadness", "adverse-event"];
    reading.sentiment.label == SentimentLabel::Mixed && !feelings.iter().any(|f| reading.has(f))
}

fn mood(reading: &Reading) -> Mood {
    let any = |tags: &[&str]| tags.iter().any(|t| reading.has(t));
    let favour = any(&["praise", "gratitude", "joy"]);
    let label = reading.sentiment.label;
    if any(&["bereavement", "self-harm", "emergency", "safeguarding"]) {
        Mood::Grief
    } else if favour && label == SentimentLabel::Positive && !any(&["anger", "adverse-event"]) {
        // Fear and pain that are over are part of many thanks.
        Mood::Positive
    } else if any(&[
        "complaint",
        "anger",
        "fear",
        "sadness",
        "disappointment",
        "adverse-event",
    ]) || label == SentimentLabel::Negative
    {
        Mood::Negative
    } else if favour || label == SentimentLabel::Positive {
        Mood::Positive
    } else {
        Mood::Neutral
    }
}
