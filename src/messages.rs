//! The messages between the shell and the worker: one tagged union each way.
//!
//! The TypeScript types in `extension/generated/` are generated from this file, so a shell that
//! speaks another protocol does not compile. Every span that crosses this border counts UTF-16
//! code units, end exclusive, because JavaScript strings are indexed that way; inside the core
//! spans are bytes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::desk::Desk;
use crate::incident::Incident;
use crate::log::LogEntry;
use crate::packs::adapter::Adapter;
use crate::review::Review;

/// What the shell may ask of the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Request {
    /// Which adapters could serve this page, and whether Bedside is switched on for it.
    OpenPage {
        /// The page as the content script sees it.
        page: Page,
    },
    /// Read comments that came near the viewport. At most [`MAX_COMMENTS_PER_MESSAGE`].
    Read {
        /// The page they stand on.
        page: Page,
        /// The comments, in document order.
        comments: Vec<PageComment>,
    },
    /// Suggest replies for one comment.
    Suggest {
        /// The page it stands on.
        page: Page,
        /// The comment to answer.
        comment: PageComment,
        /// Replies already visible in the same thread, newest last, to avoid repeating them.
        #[serde(default)]
        thread_replies: Vec<String>,
    },
    /// Check a draft before it is posted.
    Check {
        /// The page it stands on.
        page: Page,
        /// The comment being answered, when it is known.
        comment: Option<PageComment>,
        /// The moderator's text.
        draft: String,
        /// Replies already visible in the same thread, newest last.
        #[serde(default)]
        thread_replies: Vec<String>,
    },
    /// Search templates and questions by words, for the palette in the reply box.
    Search {
        /// The page it stands on.
        page: Page,
        /// The comment being answered, when it is known.
        comment: Option<PageComment>,
        /// What the moderator typed after the trigger.
        query: String,
    },
    /// Tell the log what came of a suggestion.
    Record {
        /// The page it happened on.
        page: Page,
        /// The event itself.
        event: LogEvent,
    },
    /// A reply that came from a suggestion is posted. Neither text is kept.
    Posted {
        /// The page it happens on.
        page: Page,
        /// Template id.
        template: String,
        /// The text as it was inserted.
        inserted: String,
        /// The text as it is posted.
        posted: String,
    },
    /// The desk as it stands. Extension pages only.
    GetDesk {},
    /// Replace the desk. Extension pages only.
    SetDesk {
        /// The new desk; refused whole when a field is out of range.
        desk: Box<Desk>,
    },
    /// Switch Bedside on or off for a site. Extension pages only.
    SetSite {
        /// Host name, without port.
        host: String,
        /// On or off.
        on: bool,
    },
    /// Versions, packs and their status. Extension pages only.
    GetStatus {},
    /// The log, newest first. Extension pages only.
    GetLog {
        /// How many events to skip.
        skip: u32,
        /// How many to return, at most 500.
        take: u32,
    },
    /// Forget what was learnt from the moderator's choices. Extension pages only.
    ForgetLearning {},
    /// Import a pack from a file's text; refused whole when its examples fail. Extension pages only.
    ImportPack {
        /// The file's name, for messages.
        name: String,
        /// The TOML text.
        text: String,
    },
    /// Remove an imported pack. Extension pages only.
    RemovePack {
        /// The name it was imported under.
        name: String,
    },
    /// The text of a pack, to be read, changed and imported. Extension pages only.
    GetPack {
        /// Its name.
        name: String,
    },
    /// Keep that counsel has reviewed a rule pack as it is. Extension pages only.
    ReviewPack {
        /// The review; refused where the pack has become another since it was shown.
        review: Review,
    },
    /// Take back that counsel has reviewed a rule pack. Extension pages only.
    TakeBackReview {
        /// The pack's name.
        pack: String,
    },
}

/// Largest number of comments in one [`Request::Read`].
pub const MAX_COMMENTS_PER_MESSAGE: usize = 500;

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum Response {
    /// Answer to [`Request::OpenPage`].
    PageOpened {
        /// False when the moderator switched Bedside off for this site.
        on: bool,
        /// Adapters whose hosts and paths fit, best first; may be empty.
        adapters: Vec<Adapter>,
        /// Desk settings that the content script needs to draw.
        settings: PageSettings,
    },
    /// Answer to [`Request::Read`], one for each comment, in the order asked.
    Readings {
        /// The readings.
        readings: Vec<ReadingView>,
    },
    /// Answer to [`Request::Suggest`].
    Suggestions {
        /// The reading they rest on.
        reading: ReadingView,
        /// Best first, at most nine.
        suggestions: Vec<SuggestionView>,
        /// What to do besides or instead of replying.
        actions: Vec<ActionView>,
        /// The holding statement of the incident in hand, in this comment's language.
        statement: Option<SuggestionView>,
    },
    /// Answer to [`Request::Check`].
    Findings {
        /// In order of severity, then place.
        findings: Vec<FindingView>,
        /// Empathy of the draft; `None` for an empty draft.
        empathy: Option<EmpathyView>,
        /// Length against the platform's limit.
        length: LengthView,
    },
    /// Answer to [`Request::Search`].
    Found {
        /// Best first, at most nine.
        results: Vec<SuggestionView>,
    },
    /// Answer to [`Request::Record`], [`Request::Posted`], [`Request::SetSite`], [`Request::ForgetLearning`].
    Done,
    /// Answer to [`Request::GetDesk`] and [`Request::SetDesk`].
    DeskIs {
        /// The desk as stored.
        desk: Desk,
    },
    /// Answer to [`Request::GetPack`].
    PackIs {
        /// Its text.
        text: String,
    },
    /// Answer to [`Request::GetStatus`], [`Request::ImportPack`], [`Request::RemovePack`],
    /// [`Request::ReviewPack`], [`Request::TakeBackReview`].
    StatusIs {
        /// Versions and packs.
        status: Status,
    },
    /// Answer to [`Request::GetLog`].
    LogIs {
        /// Entries, newest first.
        entries: Vec<LogEntry>,
        /// All there are.
        total: u32,
        /// Whether the hash chain is unbroken, up to the newest entry there ever was.
        intact: bool,
    },
    /// The request could not be carried out; nothing was changed.
    Failed {
        /// What went wrong, for the moderator.
        message: String,
        /// What to do about it.
        remedy: String,
    },
}

/// The page a message comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Page {
    /// Host name, without port.
    pub host: String,
    /// Path, without query and fragment.
    pub path: String,
    /// Adapter id in use, or `None` for the generic detector.
    pub platform: Option<String>,
}

/// A comment as found on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PageComment {
    /// Stable key on this page: the platform's id or a content hash.
    pub key: String,
    /// The text as shown, with line breaks as `\n`.
    pub text: String,
    /// The visible handle or name of the writer.
    pub author: Option<String>,
    /// When it was posted: RFC 3339, or as the page shows it.
    pub posted_at: Option<String>,
    /// Rating on a scale of one to five, for reviews.
    pub rating: Option<f32>,
}

/// Settings of the desk that the content script needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageSettings {
    /// What happens when the page's post button is pressed with a `block` finding open.
    pub guard: Guard,
    /// Text that opens the palette in a reply box, e.g. `;;`.
    pub palette_trigger: String,
    /// True until the moderator dismissed the first-run hint.
    pub first_run: bool,
    /// The incident being handled, if there is one.
    pub incident: Option<Incident>,
}

/// What the guard does on posting with a `block` finding open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Guard {
    /// Never asks.
    Off,
    /// Asks once.
    #[default]
    Ask,
    /// Asks, and wants a reason for posting anyway.
    RequireReason,
}

/// A half-open range of UTF-16 code units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Utf16Span {
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
}

/// A reading, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadingView {
    /// Key of the comment.
    pub key: String,
    /// BCP 47 tag.
    pub language: String,
    /// The language's own name.
    pub language_name: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// negative, neutral, positive or mixed.
    pub sentiment: String,
    /// From -1 to 1.
    pub sentiment_score: f32,
    /// Most urgent first.
    pub tags: Vec<TagView>,
    /// Private data in the text.
    pub private: Vec<PrivateView>,
    /// Urgency.
    pub urgency: UrgencyView,
}

/// One tag of a reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagView {
    /// Id of the taxonomy.
    pub id: String,
    /// Name for the moderator.
    pub name: String,
    /// risk, intent, topic or feeling.
    pub family: String,
    /// Probability, 0 to 1.
    pub confidence: f32,
    /// The words that gave it away.
    pub evidence: Vec<Utf16Span>,
}

/// A piece of private data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrivateView {
    /// phone, email, number, birth-date, address, name or messenger.
    pub kind: String,
    /// Where.
    pub span: Utf16Span,
}

/// How soon an answer is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UrgencyView {
    /// Risk class, e.g. `R1`.
    pub class: String,
    /// Minutes from posting until an answer is due; `None` when none is needed.
    pub due_minutes: Option<u32>,
}

/// A suggestion, ready to be drawn and inserted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionView {
    /// Template id, e.g. `waiting.a`.
    pub template: String,
    /// Situation title for the moderator.
    pub title: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The text to insert; empty when the suggestion is to not reply.
    pub text: String,
    /// Slots left unfilled, as spans of `text`, first cursor stop first.
    pub open_slots: Vec<Utf16Span>,
    /// Values that were filled in, by slot.
    pub slots: BTreeMap<String, String>,
    /// Why it is offered, in words.
    pub why: String,
    /// Rank score, 0 to 1.
    pub score: f32,
    /// warm, neutral, grave or light.
    pub tone: String,
    /// True for a locked reply, whose wording is not to be changed.
    pub locked: bool,
    /// Who stands behind the wording, in words; empty where there is none.
    pub standing: String,
    /// True when the suggestion is to hide or report rather than to answer.
    pub no_reply: bool,
    /// Length against the platform's limit.
    pub length: LengthView,
}

/// An action besides replying.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActionView {
    /// hide, escalate, report-to-platform, open-incident, take-private, no-reply.
    pub id: String,
    /// For the moderator, e.g. "Escalate to the on-call clinician".
    pub label: String,
    /// Why.
    pub why: String,
}

/// Length of a text against the platform's limit, in the platform's own unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LengthView {
    /// How long it is.
    pub used: u32,
    /// How long it may be; `None` where no limit is known.
    pub limit: Option<u32>,
    /// characters, bytes or weighted characters.
    pub unit: String,
}

/// A finding, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// Rule id, e.g. `US-1`.
    pub rule: String,
    /// block, warn or inform.
    pub severity: String,
    /// Where in the draft.
    pub span: Utf16Span,
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub advice: String,
    /// An edit that removes the finding, where one exists.
    pub fix: Option<FixView>,
    /// Where the rule comes from.
    pub source: String,
    /// `draft` until the organisation's counsel reviewed the pack.
    pub pack_status: String,
    /// Counsel's review of the pack; of an earlier text where the status is `draft`.
    pub review: Option<Review>,
}

/// An edit of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FixView {
    /// What to replace.
    pub span: Utf16Span,
    /// With what.
    pub text: String,
}

/// Empathy of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EmpathyView {
    /// 0 to 10.
    pub score: f32,
    /// Each point given or taken, in words.
    pub points: Vec<EmpathyPointView>,
    /// The one change that would help most.
    pub advice: Option<String>,
}

/// One point of the empathy score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EmpathyPointView {
    /// Feature, e.g. `names the feeling`.
    pub feature: String,
    /// Points given (positive) or taken (negative).
    pub points: f32,
    /// The words it rests on.
    pub evidence: Vec<Utf16Span>,
}

/// What happened to a suggestion or draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "event",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum LogEvent {
    /// Suggestions were shown for a comment.
    Suggested {
        /// Key of the comment.
        comment_key: String,
        /// Template ids shown.
        templates: Vec<String>,
    },
    /// A suggestion went into the reply box.
    Inserted {
        /// Key of the comment.
        comment_key: String,
        /// Template id.
        template: String,
        /// Language of the template.
        language: String,
        /// How it got there.
        outcome: InsertOutcome,
    },
    /// The moderator posted with a `block` finding open.
    Overridden {
        /// Key of the comment, when known.
        comment_key: Option<String>,
        /// Rules overridden.
        rules: Vec<String>,
        /// The moderator's reason; may be empty unless the desk requires one.
        reason: String,
    },
    /// The moderator dismissed a finding.
    Ignored {
        /// Key of the comment, when known.
        comment_key: Option<String>,
        /// Rule ignored.
        rule: String,
        /// The moderator's reason.
        reason: String,
    },
    /// The first-run hint was dismissed.
    HintDismissed,
    /// Counsel's review of a rule pack was entered. Only the worker writes this.
    PackReviewed {
        /// The review.
        review: Review,
    },
    /// Counsel's review of a rule pack was taken back. Only the worker writes this.
    ReviewTakenBack {
        /// The review.
        review: Review,
    },
}

/// How an insertion ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum InsertOutcome {
    /// The reply box holds exactly the text.
    Verified,
    /// The reply box holds exactly the text, but the page has not noticed: its post button is still off.
    Unnoticed,
    /// The box refused the text; it is on the clipboard.
    Copied,
    /// No reply box that belongs to the comment could be proved; it is on the clipboard.
    Unbound,
    /// Neither a box nor the clipboard took it; it was shown, to be copied by hand.
    Shown,
}

/// What is running.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// Version of Bedside.
    pub version: String,
    /// Packs in force.
    pub packs: Vec<PackView>,
    /// Hosts switched off.
    pub sites_off: Vec<String>,
    /// Platforms there are adapters for: id, name, hosts.
    pub platforms: Vec<PlatformView>,
}

/// A pack in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackView {
    /// Name or path.
    pub name: String,
    /// lexicon, templates, rules, adapters …
    pub sort: String,
    /// Of rules, draft or reviewed; `left out` of an imported one that fits this version no more.
    pub status: String,
    /// SHA-256 of its text, in hex; empty of one that is left out.
    pub fingerprint: String,
    /// Counsel's review of it; of an earlier text where the status is `draft`.
    pub review: Option<Review>,
    /// Whether [`Request::GetPack`] gives its text.
    pub readable: bool,
    /// When its facts were last verified; empty when it has none.
    pub verified_on: String,
    /// True when imported by the organisation.
    pub imported: bool,
}

/// A platform with an adapter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlatformView {
    /// Adapter id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Host patterns, e.g. `*.facebook.com`.
    pub hosts: Vec<String>,
}
