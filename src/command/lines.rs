//! `bedside read`, `suggest` and `check`: JSON lines in, JSON lines out.
//!
//! A line that cannot be understood yields a line with `error` and its number, and the rest goes
//! on. Spans count Unicode code points, end exclusive.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::comment::{Comment, Draft, Reading};
use crate::desk::Desk;
use crate::engine::{Engine, Place};
use crate::replying::learning::Learning;
use crate::text::{Offsets, Span, code_point_width};

/// What to do with each line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Read a comment.
    Read,
    /// Read a comment and suggest replies.
    Suggest,
    /// Check a draft.
    Check,
}

#[derive(Deserialize)]
struct CommentLine {
    #[serde(default)]
    id: Value,
    text: String,
    lang: Option<String>,
    platform: Option<String>,
    author: Option<String>,
    rating: Option<f32>,
    #[serde(default, rename = "posted_at")]
    _posted_at: Option<String>,
    #[serde(default)]
    desk: Option<Desk>,
    #[serde(default)]
    thread: Vec<String>,
}

#[derive(Deserialize)]
struct DraftLine {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    comment: Option<String>,
    draft: String,
    #[serde(default)]
    jurisdictions: Vec<String>,
    platform: Option<String>,
    #[serde(default)]
    thread: Vec<String>,
}

/// Works off all lines; gives whether every one was understood.
///
/// # Errors
/// When input cannot be read or output cannot be written.
pub fn run(
    engine: &Engine,
    verb: Verb,
    input: impl BufRead,
    mut output: impl Write,
) -> io::Result<bool> {
    let mut all_understood = true;
    for (index, line) in input.split(b'\n').enumerate() {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = match verb {
            Verb::Read | Verb::Suggest => {
                serde_json::from_slice(&line).map(|l| comment(engine, verb, l))
            }
            Verb::Check => serde_json::from_slice(&line).map(|l| draft(engine, l)),
        };
        let answer = answer.unwrap_or_else(|error| {
            all_understood = false;
            json!({ "line": index + 1, "error": error.to_string() })
        });
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(all_understood)
}

fn comment(engine: &Engine, verb: Verb, line: CommentLine) -> Value {
    let comment = Comment {
        text: line.text,
        language: line.lang,
        platform: line.platform,
        author: line.author,
        rating: line.rating,
    };
    let reading = engine.read(&comment);
    let mut answer = reading_value(&line.id, &comment.text, &reading);
    if verb == Verb::Suggest {
        let desk = line.desk.unwrap_or_default();
        let suggestions: Vec<Value> = engine
            .suggest(
                &comment,
                &reading,
                Place {
                    desk: &desk,
                    thread_replies: &line.thread,
                    learning: &Learning::default(),
                },
            )
            .into_iter()
            .map(|s| {
                json!({
                    "template": s.template, "language": s.language, "text": s.text,
                    "slots": s.slots, "open_slots": points(&in_points(&s.text), &s.open_slots),
                    "why": s.why, "score": rounded(s.score),
                })
            })
            .collect();
        answer["suggestions"] = Value::Array(suggestions);
    }
    answer
}

fn reading_value(id: &Value, text: &str, reading: &Reading) -> Value {
    let offsets = in_points(text);
    let tags: Vec<Value> = reading
        .tags
        .iter()
        .map(|tag| {
            json!({ "id": tag.id, "confidence": rounded(tag.confidence), "evidence": points(&offsets, &tag.evidence) })
        })
        .collect();
    let private: Vec<Value> = reading
        .private
        .iter()
        .map(|p| json!({ "kind": p.kind.as_str(), "span": offsets.span(p.span) }))
        .collect();
    json!({
        "id": id,
        "language": reading.language,
        "sentiment": { "label": reading.sentiment.label.as_str(), "score": rounded(reading.sentiment.score) },
        "tags": tags,
        "private": private,
        "urgency": { "class": reading.urgency.class, "due_minutes": reading.urgency.due_minutes },
    })
}

fn draft(engine: &Engine, line: DraftLine) -> Value {
    let comment = line.comment.as_deref().map(Comment::of_text);
    let desk = Desk {
        audience: line.jurisdictions,
        ..Desk::default()
    };
    let draft = Draft {
        text: line.draft,
        platform: line.platform,
        thread_replies: line.thread,
    };
    let offsets = in_points(&draft.text);
    let findings: Vec<FindingLine> = engine
        .check(&draft, comment.as_ref(), &desk)
        .into_iter()
        .map(|f| FindingLine {
            rule: f.rule,
            severity: f.severity.as_str(),
            span: offsets.span(f.span),
            what: f.what,
            why: f.why,
            advice: f.advice,
            fix: f
                .fix
                .map(|fix| json!({ "span": offsets.span(fix.span), "text": fix.text })),
            source: f.source,
        })
        .collect();
    json!({ "id": line.id, "findings": findings })
}

#[derive(Serialize)]
struct FindingLine {
    rule: String,
    severity: &'static str,
    span: (u32, u32),
    what: String,
    why: String,
    advice: String,
    fix: Option<Value>,
    source: String,
}

/// Three digits say all that a probability has to say.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

fn in_points(text: &str) -> Offsets<'_> {
    Offsets::new(text, code_point_width)
}

fn points(offsets: &Offsets, spans: &[Span]) -> Vec<(u32, u32)> {
    spans.iter().map(|span| offsets.span(*span)).collect()
}
