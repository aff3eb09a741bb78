//! What goes into the core: a comment and a draft.

use crate::text::Span;

/// What a member of the public wrote.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comment {
    /// The text, with line breaks as `\n`.
    pub text: String,
    /// Language if the page states it, BCP 47.
    pub language: Option<String>,
    /// Adapter id of the platform.
    pub platform: Option<String>,
    /// Country the page is for, ISO 3166 alpha-2, where its address says one.
    pub country: Option<String>,
    /// The visible handle or name of the writer.
    pub author: Option<String>,
    /// Rating from 1 to 5, for reviews.
    pub rating: Option<f32>,
}

impl Comment {
    /// A comment of which nothing but the text is known.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }
}

/// What the engine makes of a comment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// BCP 47 tag; `und` where there is nothing to tell it from.
    pub language: String,
    /// Sentiment.
    pub sentiment: Sentiment,
    /// Tags, most urgent first, then by confidence.
    pub tags: Vec<Tag>,
    /// Private data.
    pub private: Vec<PrivateData>,
    /// How soon an answer is due.
    pub urgency: Urgency,
    /// How likely each situation of the packs is, in their order; empty without a trained model.
    pub situations: Vec<f32>,
}

impl Reading {
    /// Whether it carries a tag.
    #[must_use]
    pub fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|t| t.id == tag)
    }

    /// The confidence of a tag, 0 when it is not there.
    #[must_use]
    pub fn confidence(&self, tag: &str) -> f32 {
        self.tags
            .iter()
            .find(|t| t.id == tag)
            .map_or(0.0, |t| t.confidence)
    }
}

/// The writer's attitude as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sentiment {
    /// Which.
    pub label: SentimentLabel,
    /// From -1 to 1.
    pub score: f32,
}

/// Sentiment in one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SentimentLabel {
    /// Unfavourable.
    Negative,
    /// Neither.
    #[default]
    Neutral,
    /// Favourable.
    Positive,
    /// Both.
    Mixed,
}

impl SentimentLabel {
    /// negative, neutral, positive or mixed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
            Self::Mixed => "mixed",
        }
    }
}

/// A tag with the words that gave it away.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Id of the taxonomy.
    pub id: String,
    /// Probability, 0 to 1.
    pub confidence: f32,
    /// Where in the text, merged and in order.
    pub evidence: Vec<Span>,
}

/// A piece of private data in a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateData {
    /// What it is.
    pub kind: PrivateKind,
    /// Where.
    pub span: Span,
}

/// Kinds of private data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrivateKind {
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// Record, booking, insurance, identity or card number.
    Number,
    /// Date of birth.
    BirthDate,
    /// Postal address.
    Address,
    /// Full name.
    Name,
    /// Handle on a messenger.
    Messenger,
}

impl PrivateKind {
    /// phone, email, number, birth-date, address, name or messenger.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Number => "number",
            Self::BirthDate => "birth-date",
            Self::Address => "address",
            Self::Name => "name",
            Self::Messenger => "messenger",
        }
    }
}

/// How soon an answer is due.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Urgency {
    /// Risk class, `R1` to `R16`; empty when nothing calls for an answer.
    pub class: String,
    /// Minutes from posting; `None` when no answer is needed.
    pub due_minutes: Option<u32>,
}

/// What the moderator has in the reply box, and where.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// Adapter id of the platform.
    pub platform: Option<String>,
    /// Replies already visible in the thread, newest last.
    pub thread_replies: Vec<String>,
}
