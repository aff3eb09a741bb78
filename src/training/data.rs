//! The texts a model is trained on, and what is known of each.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde::Deserialize;

use crate::text::hash::{START, hash};

/// A text with what is known of it.
#[derive(Debug, Clone, Default)]
pub struct LabelledText {
    /// Where it comes from: a source's name, or `written`.
    pub source: String,
    /// BCP 47 tag; empty when the source does not say.
    pub language: String,
    /// The text.
    pub text: String,
    /// Head, target and weight of everything known.
    pub labels: Vec<(String, bool, f32)>,
    /// Situation id, or empty.
    pub situation: String,
    /// Set apart for measuring, never trained on.
    pub held_out: bool,
    /// Calibration and thresholds are chosen on it; not trained on.
    pub tuning: bool,
    /// The source's own labels.
    pub raw: Vec<String>,
    /// Heads that are only taken not to apply, because they hardly ever occur in the source.
    pub guessed: Vec<String>,
    /// What a careful reader says of every head, the taxonomy in hand; empty where none has read it.
    pub read: Vec<(String, bool)>,
}

impl LabelledText {
    /// A number that depends on the text alone.
    #[must_use]
    pub fn number(&self) -> u32 {
        stable_number(&self.text)
    }

    /// Which half of the texts it belongs to, for vectors that were distilled without it.
    #[must_use]
    pub fn half(&self) -> usize {
        // Another part of the number than the one that sets rows apart.
        (self.number() / 64 % 2) as usize
    }

    /// What is known of a head.
    #[must_use]
    pub fn known(&self, head: &str) -> Option<bool> {
        self.labels
            .iter()
            .find(|(name, _, _)| name == head)
            .map(|(_, yes, _)| *yes)
    }
}

impl LabelledText {
    /// What is known of a head, guesses left out.
    #[must_use]
    pub fn known_well(&self, head: &str) -> Option<bool> {
        let known = self.labels.iter().find(|(name, _, _)| name == head);
        known
            .filter(|(name, _, _)| !self.guessed.contains(name))
            .map(|(_, yes, _)| *yes)
    }
}

impl LabelledText {
    /// What a careful reader says of a head.
    #[must_use]
    pub fn read_as(&self, head: &str) -> Option<bool> {
        let said = self.read.iter().find(|(name, _)| name == head);
        said.map(|(_, yes)| *yes)
    }

    /// Takes in what a careful reader says: it takes the place of guesses, and is learnt from beside
    /// what the source itself says, unless that stands alone or readers were unsure. A row set apart
    /// keeps to what the source says, so that figures by the source stay what they were.
    fn take_in(&mut self, read: Vec<(String, bool)>, source: &Source) {
        if !self.held_out {
            self.labels
                .retain(|(head, _, _)| !self.guessed.contains(head));
            self.guessed.clear();
            let said: Vec<(String, bool, f32)> = read
                .iter()
                .filter(|(head, _)| !(source.stands && self.known(head).is_some()))
                .filter(|(head, _)| !source.unsure.contains(head))
                .map(|(head, yes)| (head.clone(), *yes, source.read_weight))
                .collect();
            self.labels.extend(said);
        }
        self.read = read;
    }
}

/// `training/sources.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    source: Vec<Source>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    file: String,
    #[serde(rename = "licence")]
    _licence: String,
    #[serde(rename = "why")]
    _why: String,
    weight: f32,
    /// Part of the rows that is used, for sources with more than they are worth.
    #[serde(default = "whole")]
    share: f32,
    /// What the source says is not to be learnt from a reader as well.
    #[serde(default)]
    stands: bool,
    /// Heads that readers of the source, who had no context, could only guess at.
    #[serde(default)]
    unsure: Vec<String>,
    /// What a reader's word counts beside the source's own.
    #[serde(default = "more_than_the_source")]
    read_weight: f32,
    #[serde(default)]
    observes: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    all: Vec<String>,
    #[serde(default)]
    valence: bool,
    #[serde(default)]
    labels: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    negatives: BTreeMap<String, Vec<String>>,
}

fn whole() -> f32 {
    1.0
}

fn more_than_the_source() -> f32 {
    1.3
}

#[derive(Deserialize)]
struct Row {
    lang: String,
    text: String,
    labels: Vec<serde_json::Value>,
}

/// What a weak negative counts.
const WEAK: f32 = 0.3;
/// One row in ten of every source is set apart.
const HELD_OUT_OF: u32 = 10;

/// Loads every source below `data` as `sources` maps it, with the readings of single rows.
///
/// # Errors
/// When a file is missing or malformed; the message names it.
pub fn load_sources(
    sources: &Path,
    data: &Path,
    mut readings: Readings,
) -> io::Result<Vec<LabelledText>> {
    let text = fs::read_to_string(sources).map_err(|e| named(&e, sources))?;
    let parsed: SourcesFile = toml::from_str(&text)
        .map_err(|e| io::Error::other(format!("{}: {e}", sources.display())))?;
    let mut texts = Vec::new();
    for source in &parsed.source {
        let path = data.join(format!("{}.jsonl.gz", source.file));
        for row in rows(&path)? {
            // Another part of the number than the one that sets rows apart.
            if ((stable_number(&row.text) / 64 % 100) as f32) < source.share * 100.0 {
                let mut text = source.label(row);
                if let Some(read) = readings.remove(&text.number()) {
                    text.take_in(read, source);
                }
                texts.push(text);
            }
        }
    }
    Ok(texts)
}

/// What careful readers say of rows of the sources, by [`LabelledText::number`]: head and whether it is
/// right, for every tag and sentiment.
pub type Readings = BTreeMap<u32, Vec<(String, bool)>>;

/// Loads `<folder>/*.txt`: `number | tags | sentiment` a line, the number in hexadecimal.
///
/// # Errors
/// When a file is malformed; the message names file and line.
pub fn load_readings(folder: &Path, tags: &[String]) -> io::Result<Readings> {
    let mut readings = Readings::new();
    for file in text_files(folder)? {
        let text = fs::read_to_string(&file).map_err(|e| named(&e, &file))?;
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong =
                |what: &str| io::Error::other(format!("{}:{}: {what}", file.display(), index + 1));
            let mut fields = line.splitn(3, '|').map(str::trim);
            let (Some(number), Some(present), Some(sentiment)) =
                (fields.next(), fields.next(), fields.next())
            else {
                return Err(wrong(
                    "the line wants three fields: number | tags | sentiment",
                ));
            };
            let number = u32::from_str_radix(number, 16)
                .map_err(|_| wrong(&format!("“{number}” is no number in hexadecimal")))?;
            let read = heads_of(present, sentiment, tags).map_err(|what| wrong(&what))?;
            readings.insert(number, read);
        }
    }
    Ok(readings)
}

/// Every tag and sentiment with whether it stands in the fields of a line.
fn heads_of(
    present: &str,
    sentiment: &str,
    tags: &[String],
) -> Result<Vec<(String, bool)>, String> {
    let present: Vec<&str> = present.split_whitespace().filter(|t| *t != "-").collect();
    if let Some(unknown) = present
        .iter()
        .find(|t| !tags.iter().any(|known| known == *t))
    {
        return Err(format!("“{unknown}” is no tag"));
    }
    let sentiment = match sentiment {
        "-" => "negative",
        "0" => "neutral",
        "+" => "positive",
        "±" | "+-" => "mixed",
        other => return Err(format!("“{other}” is no sentiment; use -, 0, + or ±")),
    };
    let tags = tags
        .iter()
        .map(|tag| (tag.clone(), present.contains(&tag.as_str())));
    let sentiments = ["negative", "neutral", "positive", "mixed"]
        .map(|label| (format!("sentiment:{label}"), label == sentiment));
    Ok(tags.chain(sentiments).collect())
}

/// Loads `<folder>/<language>.txt`, one text a line: language and texts, for languages without a pack.
///
/// # Errors
/// When a file cannot be read; the message names it.
pub fn load_foreign(folder: &Path) -> io::Result<Vec<(String, Vec<String>)>> {
    let files = text_files(folder)?.into_iter();
    files
        .map(|file| {
            let text = fs::read_to_string(&file).map_err(|e| named(&e, &file))?;
            let lines = text
                .lines()
                .filter(|l| !l.is_empty() && !l.starts_with('#'));
            let code = file.file_stem().unwrap_or_default().to_string_lossy();
            Ok((code.into_owned(), lines.map(str::to_owned).collect()))
        })
        .collect()
}

/// The text files of a folder in order.
fn text_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|e| named(&e, folder))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    Ok(files)
}

fn named(error: &io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn rows(path: &Path) -> io::Result<Vec<Row>> {
    let file = File::open(path).map_err(|e| named(&e, path))?;
    let mut text = String::new();
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .map_err(|e| named(&e, path))?;
    text.lines()
        .map(|line| {
            serde_json::from_str(line)
                .map_err(|e| io::Error::other(format!("{}: {e}", path.display())))
        })
        .collect()
}

impl Source {
    fn label(&self, row: Row) -> LabelledText {
        let raw: Vec<String> = row
            .labels
            .iter()
            .map(|label| {
                label
                    .as_str()
                    .map_or_else(|| label.to_string(), str::to_owned)
            })
            .collect();
        let mut known: BTreeMap<String, (bool, f32)> = BTreeMap::new();
        for head in &self.not {
            known.insert(head.clone(), (false, self.weight * WEAK));
        }
        for head in &self.observes {
            known.insert(head.clone(), (false, self.weight));
        }
        for label in &raw {
            for head in self.negatives.get(label).into_iter().flatten() {
                known.insert(head.clone(), (false, self.weight));
            }
        }
        for label in &raw {
            for head in self.labels.get(label).into_iter().flatten() {
                known.insert(head.clone(), (true, self.weight));
            }
        }
        for head in &self.all {
            known.insert(head.clone(), (true, self.weight));
        }
        if self.valence {
            let valence: f32 = raw.first().and_then(|l| l.parse().ok()).unwrap_or(0.0);
            for (head, yes) in [
                ("sentiment:positive", valence > 0.8),
                ("sentiment:negative", valence < -0.8),
                ("sentiment:neutral", valence.abs() < 0.3),
            ] {
                if !(0.3..=0.8).contains(&valence.abs()) {
                    known.insert(head.to_owned(), (yes, self.weight));
                }
            }
        }
        LabelledText {
            source: self.file.clone(),
            language: row.lang,
            held_out: stable_number(&row.text).is_multiple_of(HELD_OUT_OF),
            tuning: stable_number(&row.text) % HELD_OUT_OF == 1,
            text: row.text,
            labels: known
                .into_iter()
                .map(|(head, (yes, weight))| (head, yes, weight))
                .collect(),
            situation: String::new(),
            raw,
            guessed: self.not.clone(),
            read: Vec::new(),
        }
    }
}

/// A number that depends on the text alone.
pub(super) fn stable_number(text: &str) -> u32 {
    let hash = hash(START, text.bytes());
    hash ^ (hash >> 16)
}

/// What a written example counts beside one of the sources.
const WRITTEN_WEIGHT: f32 = 1.3;

/// The same of one that was written as pages get them, not to be hard.
const EVERYDAY_WEIGHT: f32 = 2.6;
/// How the names of the files of those begin.
const EVERYDAY_FILES: &[&str] = &["daily", "inbox", "public", "reviews"];

/// One written comment in five is for tuning: they are few and count most there.
const WRITTEN_TUNING_OF: u32 = 5;

/// Files of comments that are set apart for measuring, with what stands for them as a source: the hard
/// ones, and those of an everyday inbox.
const SET_APART: &[(&str, &str)] = &[("test.txt", WRITTEN), ("everyday-test.txt", EVERYDAY)];
/// The source of comments written for Bedside.
pub const WRITTEN: &str = "written";
/// The source of those of an everyday inbox.
pub const EVERYDAY: &str = "everyday";

/// Loads the comments written for Bedside: all `<folder>/<language>/*.txt`, some of them set apart.
///
/// # Errors
/// When a file is malformed; the message names file and line.
pub fn load_written(folder: &Path, tags: &[String]) -> io::Result<Vec<LabelledText>> {
    let mut languages: Vec<_> = fs::read_dir(folder)
        .map_err(|e| named(&e, folder))?
        .flatten()
        .collect();
    languages.sort_by_key(std::fs::DirEntry::file_name);
    let mut texts = Vec::new();
    for language in languages {
        let code = language.file_name().to_string_lossy().into_owned();
        for file in text_files(&language.path())? {
            let name = file.file_name().unwrap_or_default();
            let set_apart = SET_APART.iter().find(|(apart, _)| name == *apart);
            let source = set_apart.map_or(WRITTEN, |(_, source)| source);
            let everyday = EVERYDAY_FILES
                .iter()
                .any(|start| name.to_string_lossy().starts_with(start));
            let weight = if everyday {
                EVERYDAY_WEIGHT
            } else {
                WRITTEN_WEIGHT
            };
            let from = texts.len();
            written_file(&file, &code, (source, weight), tags, &mut texts)?;
            if set_apart.is_some() {
                for text in &mut texts[from..] {
                    (text.held_out, text.tuning) = (true, false);
                }
            }
        }
    }
    Ok(texts)
}

fn written_file(
    path: &Path,
    language: &str,
    (source, weight): (&str, f32),
    tags: &[String],
    texts: &mut Vec<LabelledText>,
) -> io::Result<()> {
    let reader = BufReader::new(File::open(path).map_err(|e| named(&e, path))?);
    for (index, line) in reader.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong =
            |what: &str| io::Error::other(format!("{}:{}: {what}", path.display(), index + 1));
        let mut fields = line.splitn(4, '|').map(str::trim);
        let (Some(named), Some(sentiment), Some(situation), Some(text)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(wrong(
                "the line wants four fields: tags | sentiment | situation | text",
            ));
        };
        let heads = heads_of(named, sentiment, tags).map_err(|what| wrong(&what))?;
        let labels = heads
            .into_iter()
            .map(|(head, yes)| (head, yes, weight))
            .collect();
        texts.push(LabelledText {
            source: source.to_owned(),
            language: language.to_owned(),
            text: text.replace("\\n", "\n"),
            labels,
            situation: if situation == "-" {
                String::new()
            } else {
                situation.to_owned()
            },
            held_out: false,
            tuning: stable_number(text) % WRITTEN_TUNING_OF == 1,
            raw: Vec::new(),
            guessed: Vec::new(),
            read: Vec::new(),
        });
    }
    Ok(())
}
