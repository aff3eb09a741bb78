//! `bedside read`, `suggest` and `check`: JSON lines in, JSON lines out.
//!
//! A line that cannot be understood yields a line with `error` and its number, and the rest goes
//! on. So does one with a country or platform that is not known: its rules and its limit would be missing,
//! and an empty answer looks like approval. Spans count Unicode code points, end exclusive.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::comment::{Comment, Draft, Reading};
use crate::desk::{Desk, EU_MEMBERS};
use crate::engine::{Engine, Place};
use crate::packs::Packs;
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
    /// Countries of the audience besides those of the desk.
    #[serde(default)]
    jurisdictions: Vec<String>,
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

/// What lines may name.
struct Known<'a> {
    /// Countries, and the European Union.
    places: BTreeSet<&'a str>,
    platforms: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(packs: &'a Packs) -> Self {
        let with_rules = packs.rules.iter().map(|r| r.jurisdiction.as_str());
        let with_numbers = packs.countries.iter().map(|c| c.code.as_str());
        let members = EU_MEMBERS.iter().copied();
        Self {
            places: with_rules
                .chain(with_numbers)
                .chain(members)
                .filter(|code| code.len() == 2 && *code != "ZZ")
                .collect(),
            platforms: packs.adapters.iter().map(|a| a.id.as_str()).collect(),
        }
    }

    /// The code of a country as rules have it.
    fn place(&self, code: &str) -> Result<String, String> {
        let capitals = code.trim().to_uppercase();
        match self.places.get(capitals.as_str()) {
            Some(known) => Ok((*known).to_owned()),
            None => Err(unknown(code, "jurisdiction", &self.places)),
        }
    }

    /// The id of a platform; none where a line names none.
    fn platform(&self, id: Option<String>) -> Result<Option<String>, String> {
        let Some(id) = id.filter(|id| !id.is_empty()) else {
            return Ok(None);
        };
        match self.platforms.get(id.trim().to_lowercase().as_str()) {
            Some(known) => Ok(Some((*known).to_owned())),
            None => Err(unknown(&id, "platform", &self.platforms)),
        }
    }

    /// A desk of known countries, with further ones in its audience.
    fn desk(&self, desk: Desk, jurisdictions: &[String]) -> Result<Desk, String> {
        let audience = desk.audience.iter().chain(jurisdictions);
        let audience: Result<_, String> = audience.map(|code| self.place(code)).collect();
        let desk = Desk {
            seat: match desk.seat.as_str() {
                "" => String::new(),
                seat => self.place(seat)?,
            },
            audience: audience?,
            ..desk
        };
        let fits = desk.validate().map(|()| desk);
        fits.map_err(|error| format!("{} {}", error.message, error.remedy))
    }
}

fn unknown(value: &str, what: &str, known: &BTreeSet<&str>) -> String {
    let known: Vec<&str> = known.iter().copied().collect();
    format!(
        "“{value}” is no {what} known here; known are {}",
        known.join(", ")
    )
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
    let known = Known::of(&engine.packs);
    let mut all_understood = true;
    for (index, line) in input.split(b'\n').enumerate() {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = match verb {
            Verb::Read => parsed(&line).map(|l| read(engine, l).0),
            Verb::Suggest => parsed(&line).and_then(|l| suggest(engine, &known, l)),
            Verb::Check => parsed(&line).and_then(|l| check(engine, &known, l)),
        };
        let answer = answer.unwrap_or_else(|error| {
            all_understood = false;
            json!({ "line": index + 1, "error": error })
        });
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(all_understood)
}

fn parsed<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    serde_json::from_slice(line).map_err(|error| error.to_string())
}

/// The answer to a comment, with what was read.
fn read(engine: &Engine, line: CommentLine) -> (Value, Comment, Reading) {
    let comment = Comment {
        text: line.text,
        language: line.lang,
        platform: line.platform,
        country: None,
        author: line.author,
        rating: line.rating,
    };
    let reading = engine.read(&comment);
    let answer = reading_value(&line.id, &comment.text, &reading);
    (answer, comment, reading)
}

fn suggest(engine: &Engine, known: &Known, mut line: CommentLine) -> Result<Value, String> {
    line.platform = known.platform(line.platform)?;
    let desk = line.desk.take().unwrap_or_default();
    let desk = known.desk(desk, &line.jurisdictions)?;
    let thread = std::mem::take(&mut line.thread);
    let (mut answer, comment, reading) = read(engine, line);
    let place = Place {
        desk: &desk,
        thread_replies: &thread,
        learning: &Learning::default(),
    };
    let suggestions = engine
        .suggest(&comment, &reading, place)
        .into_iter()
        .map(|s| {
            json!({
                "template": s.template, "language": s.language, "text": s.text,
                "slots": s.slots, "open_slots": points(&in_points(&s.text), &s.open_slots),
                "why": s.why, "score": rounded(s.score),
            })
        });
    answer["suggestions"] = suggestions.collect();
    Ok(answer)
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

fn check(engine: &Engine, known: &Known, line: DraftLine) -> Result<Value, String> {
    let comment = line.comment.as_deref().map(Comment::of_text);
    let desk = known.desk(Desk::default(), &line.jurisdictions)?;
    let draft = Draft {
        text: line.draft,
        platform: known.platform(line.platform)?,
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
    Ok(json!({ "id": line.id, "findings": findings }))
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
