//! The core's answers as messages for the shell: names for people, spans in UTF-16 units.

use crate::comment::{Comment, Reading};
use crate::compliance::Finding;
use crate::compliance::empathy::Empathy;
use crate::compliance::length::{Length, length};
use crate::desk::iso_country;
use crate::messages::{
    ActionView, EmpathyPointView, EmpathyView, FindingView, FixView, LengthView, Page, PageComment,
    PrivateView, ReadingView, SuggestionView, TagView, UrgencyView, Utf16Span,
};
use crate::packs::{Direction, Family, Packs, Standing, Tone};
use crate::replying::action::Action;
use crate::replying::{NO_REPLY, Suggestion};
use crate::review::DRAFT;
use crate::text::{Offsets, Span};

/// A comment of the page as the core takes it.
#[must_use]
pub fn comment(page_comment: &PageComment, page: &Page) -> Comment {
    Comment {
        text: page_comment.text.clone(),
        language: None,
        platform: page.platform.clone(),
        country: country_of(&page.host),
        author: page_comment.author.clone(),
        rating: page_comment.rating,
    }
}

/// The country of a host's top-level domain, such as `DE` for `www.trustpilot.de`.
#[must_use]
pub fn country_of(host: &str) -> Option<String> {
    let (_, last) = host.rsplit_once('.')?;
    let is_code = last.len() == 2 && last.bytes().all(|b| b.is_ascii_alphabetic());
    is_code.then(|| iso_country(&last.to_ascii_uppercase()).to_owned())
}

/// Offsets of a text in UTF-16 units.
fn in_utf16(text: &str) -> Offsets<'_> {
    Offsets::new(text, char::len_utf16)
}

fn utf16_span(offsets: &Offsets, span: Span) -> Utf16Span {
    let (start, end) = offsets.span(span);
    Utf16Span { start, end }
}

fn utf16_spans(offsets: &Offsets, spans: &[Span]) -> Vec<Utf16Span> {
    let spans = spans.iter();
    spans.map(|span| utf16_span(offsets, *span)).collect()
}

fn direction_name(direction: Direction) -> String {
    match direction {
        Direction::Ltr => "ltr".into(),
        Direction::Rtl => "rtl".into(),
    }
}

/// The endonym and direction of a language; the tag itself where it is not one of the packs'.
fn language_facts(packs: &Packs, code: &str) -> (String, String) {
    let known = packs.language_of(code);
    match (known.map(|number| &packs.languages[number as usize]), code) {
        (Some(language), _) => (language.name.clone(), direction_name(language.direction)),
        (None, "und") => ("Unknown language".into(), "ltr".into()),
        (None, "he" | "fa" | "ur") => (code.to_owned(), "rtl".into()),
        (None, _) => (code.to_owned(), "ltr".into()),
    }
}

/// A reading, ready to be drawn.
#[must_use]
pub fn reading(packs: &Packs, key: &str, text: &str, reading: &Reading) -> ReadingView {
    let (language_name, direction) = language_facts(packs, &reading.language);
    let offsets = in_utf16(text);
    ReadingView {
        key: key.to_owned(),
        language: reading.language.clone(),
        language_name,
        direction,
        sentiment: reading.sentiment.label.as_str().to_owned(),
        sentiment_score: reading.sentiment.score,
        tags: reading
            .tags
            .iter()
            .map(|tag| {
                let known = packs.taxonomy.iter().find(|t| t.id == tag.id);
                TagView {
                    id: tag.id.clone(),
                    name: known.map_or_else(|| tag.id.clone(), |t| t.name.clone()),
                    family: family_name(known.map_or(Family::Topic, |t| t.family)).to_owned(),
                    confidence: tag.confidence,
                    evidence: utf16_spans(&offsets, &tag.evidence),
                }
            })
            .collect(),
        private: reading
            .private
            .iter()
            .map(|p| PrivateView {
                kind: p.kind.as_str().to_owned(),
                span: utf16_span(&offsets, p.span),
            })
            .collect(),
        urgency: UrgencyView {
            class: reading.urgency.class.clone(),
            due_minutes: reading.urgency.due_minutes,
        },
    }
}

fn family_name(family: Family) -> &'static str {
    match family {
        Family::Risk => "risk",
        Family::Intent => "intent",
        Family::Topic => "topic",
        Family::Feeling => "feeling",
    }
}

/// A suggestion, ready to be drawn and inserted.
#[must_use]
pub fn suggestion(
    packs: &Packs,
    platform: Option<&str>,
    suggestion: &Suggestion,
) -> SuggestionView {
    let (_, direction) = language_facts(packs, &suggestion.language);
    SuggestionView {
        template: suggestion.template.clone(),
        title: suggestion.title.clone(),
        language: suggestion.language.clone(),
        direction,
        open_slots: utf16_spans(&in_utf16(&suggestion.text), &suggestion.open_slots),
        slots: suggestion.slots.clone(),
        why: suggestion.why.clone(),
        score: suggestion.score,
        tone: tone_name(suggestion.tone).to_owned(),
        locked: suggestion.locked,
        standing: suggestion
            .standing
            .as_ref()
            .map(Standing::in_words)
            .unwrap_or_default(),
        no_reply: suggestion.template == NO_REPLY,
        length: length_view(length(packs, platform, &suggestion.text)),
        text: suggestion.text.clone(),
    }
}

fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Warm => "warm",
        Tone::Neutral => "neutral",
        Tone::Grave => "grave",
        Tone::Light => "light",
    }
}

/// A length, ready to be drawn.
#[must_use]
pub fn length_view(length: Length) -> LengthView {
    LengthView {
        used: length.used,
        limit: length.limit,
        unit: length.unit_name().to_owned(),
    }
}

/// An action, ready to be drawn.
#[must_use]
pub fn action(action: &Action) -> ActionView {
    ActionView {
        id: action.id.clone(),
        label: action.label.clone(),
        why: action.why.clone(),
    }
}

/// Findings, ready to be drawn: rules of several jurisdictions that speak of the same words are one
/// line, named by all of them.
#[must_use]
pub fn findings(draft: &str, findings: &[Finding]) -> Vec<FindingView> {
    let offsets = in_utf16(draft);
    let mut merged: Vec<FindingView> = Vec::new();
    for found in findings {
        let view = finding(&offsets, found);
        let same = merged
            .iter_mut()
            .find(|known| known.span == view.span && known.severity == view.severity);
        match same {
            Some(known) => {
                known.rule = format!("{}, {}", known.rule, view.rule);
                known.source = format!("{}; {}", known.source, view.source);
                known.fix = known.fix.take().or(view.fix);
                // One that counsel has still to review makes the line a draft.
                if known.pack_status != DRAFT {
                    known.pack_status = view.pack_status;
                    known.review = view.review;
                }
            }
            None => merged.push(view),
        }
    }
    merged
}

fn finding(offsets: &Offsets, finding: &Finding) -> FindingView {
    FindingView {
        rule: finding.rule.clone(),
        severity: finding.severity.as_str().to_owned(),
        span: utf16_span(offsets, finding.span),
        what: finding.what.clone(),
        why: finding.why.clone(),
        advice: finding.advice.clone(),
        fix: finding.fix.as_ref().map(|fix| FixView {
            span: utf16_span(offsets, fix.span),
            text: fix.text.clone(),
        }),
        source: finding.source.clone(),
        pack_status: finding.pack_status.to_owned(),
        review: finding.review.clone(),
    }
}

/// Empathy, ready to be drawn.
#[must_use]
pub fn empathy(draft: &str, empathy: &Empathy) -> EmpathyView {
    let offsets = in_utf16(draft);
    EmpathyView {
        score: empathy.score,
        points: empathy
            .points
            .iter()
            .map(|point| EmpathyPointView {
                feature: point.feature.to_owned(),
                points: point.points,
                evidence: utf16_spans(&offsets, &point.evidence),
            })
            .collect(),
        advice: empathy.advice.clone(),
    }
}
