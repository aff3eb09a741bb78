//! Evaluation: what the engine makes of texts it never saw, against what people said of them.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::data::{EVERYDAY, LabelledText, WRITTEN};
use crate::comment::{Comment, Reading, SentimentLabel};
use crate::desk::Desk;
use crate::engine::{Engine, Place};
use crate::packs::Family;
use crate::replying::learning::Learning;

/// Hits and misses of one label.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// Found and right.
    pub hits: u32,
    /// Found and wrong.
    pub false_alarms: u32,
    /// Not found.
    pub misses: u32,
}

impl Count {
    /// Adds one judgement.
    pub fn add(&mut self, found: bool, right: bool) {
        match (found, right) {
            (true, true) => self.hits += 1,
            (true, false) => self.false_alarms += 1,
            (false, true) => self.misses += 1,
            (false, false) => {}
        }
    }

    /// Adds another count.
    pub fn merge(&mut self, other: Self) {
        self.hits += other.hits;
        self.false_alarms += other.false_alarms;
        self.misses += other.misses;
    }

    /// How many there are to find.
    #[must_use]
    pub fn support(self) -> u32 {
        self.hits + self.misses
    }

    /// Share of what was found that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.false_alarms)
    }

    /// Share of what there is that was found.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.hits, self.support())
    }

    /// Harmonic mean of both.
    #[must_use]
    pub fn f1(self) -> f64 {
        ratio(
            2 * self.hits,
            2 * self.hits + self.false_alarms + self.misses,
        )
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

/// Mean F1 of several labels.
#[must_use]
pub fn macro_f1(counts: &[Count]) -> f64 {
    counts.iter().map(|c| c.f1()).sum::<f64>() / counts.len().max(1) as f64
}

/// A text with the engine's reading of it.
pub struct Read<'a> {
    /// The text.
    pub text: &'a LabelledText,
    /// The reading.
    pub reading: Reading,
}

/// Reads every text that was set apart.
#[must_use]
pub fn read_held_out<'a>(engine: &Engine, texts: &'a [LabelledText]) -> Vec<Read<'a>> {
    texts
        .iter()
        .filter(|t| t.held_out)
        .map(|text| Read {
            reading: engine.read(&Comment::of_text(&text.text)),
            text,
        })
        .collect()
}

/// How one head fares on texts that say something of it.
#[must_use]
pub fn count_head<'a>(reads: impl IntoIterator<Item = &'a Read<'a>>, head: &str) -> Count {
    count_by(reads, head, LabelledText::known)
}

/// How one head fares by what somebody says of it.
fn count_by<'a>(
    reads: impl IntoIterator<Item = &'a Read<'a>>,
    head: &str,
    says: impl Fn(&LabelledText, &str) -> Option<bool>,
) -> Count {
    let mut count = Count::default();
    for read in reads {
        if let Some(right) = says(read.text, head) {
            count.add(found(&read.reading, head), right);
        }
    }
    count
}

fn found(reading: &Reading, head: &str) -> bool {
    match head.strip_prefix("sentiment:") {
        // Three-class sources have no mixed; what is both is neither of the plain ones.
        Some("neutral") => {
            matches!(
                reading.sentiment.label,
                SentimentLabel::Neutral | SentimentLabel::Mixed
            )
        }
        Some(label) => reading.sentiment.label.as_str() == label,
        None => reading.has(head),
    }
}

/// Macro-F1 of the three plain sentiments over texts of a source.
#[must_use]
pub fn sentiment_macro_f1(reads: &[&Read]) -> f64 {
    let counts: Vec<Count> = ["negative", "neutral", "positive"]
        .iter()
        .map(|label| count_head(reads.iter().copied(), &format!("sentiment:{label}")))
        .collect();
    macro_f1(&counts)
}

/// The texts of a source among those read.
#[must_use]
pub fn of_source<'a, 't>(reads: &'a [Read<'t>], source: &str) -> Vec<&'a Read<'t>> {
    let of = reads.iter();
    of.filter(|r| r.text.source == source).collect()
}

/// The whole table as text.
#[must_use]
// One table, printed from top to bottom; cut up it would read worse.
#[allow(clippy::too_many_lines)]
pub fn report(engine: &Engine, texts: &[LabelledText]) -> String {
    let reads = read_held_out(engine, texts);
    let of = |source: &str| of_source(&reads, source);
    let mut out = String::new();
    let written = of(WRITTEN);
    let _ = writeln!(out, "Written test comments: {}", written.len());
    for family in [Family::Risk, Family::Intent, Family::Topic, Family::Feeling] {
        let mut whole = Count::default();
        for tag in engine.packs.taxonomy.iter().filter(|t| t.family == family) {
            let count = count_head(written.iter().copied(), &tag.id);
            let english = count_head(
                written.iter().copied().filter(|r| r.text.language == "en"),
                &tag.id,
            );
            whole.merge(count);
            let _ = writeln!(
                out,
                "  {:16} P {:.2} R {:.2} F1 {:.2} n {:4}   en: P {:.2} R {:.2} n {}",
                tag.id,
                count.precision(),
                count.recall(),
                count.f1(),
                count.support(),
                english.precision(),
                english.recall(),
                english.support()
            );
        }
        let _ = writeln!(
            out,
            "  {family:?}: micro P {:.3} R {:.3} F1 {:.3}",
            whole.precision(),
            whole.recall(),
            whole.f1()
        );
    }
    let languages: BTreeMap<&str, Vec<&Read>> =
        written.iter().fold(BTreeMap::new(), |mut map, read| {
            map.entry(read.text.language.as_str())
                .or_insert_with(Vec::new)
                .push(*read);
            map
        });
    for (language, reads) in &languages {
        let risks = engine
            .packs
            .taxonomy
            .iter()
            .filter(|t| t.family == Family::Risk);
        let mut risk = Count::default();
        for tag in risks {
            risk.merge(count_head(reads.iter().copied(), &tag.id));
        }
        let mut other = Count::default();
        for tag in engine
            .packs
            .taxonomy
            .iter()
            .filter(|t| t.family != Family::Risk)
        {
            other.merge(count_head(reads.iter().copied(), &tag.id));
        }
        let (first, three) = situation_accuracy(engine, reads);
        let recognised = reads
            .iter()
            .filter(|r| r.reading.language == *language)
            .count();
        let _ = writeln!(
            out,
            "  {language}: {} comments; risk P {:.2} R {:.2}; other F1 {:.2}; sentiment {:.2}; language {:.3}; situation first {:.2}, among three {:.2}",
            reads.len(),
            risk.precision(),
            risk.recall(),
            other.f1(),
            sentiment_accuracy(reads),
            recognised as f64 / reads.len() as f64,
            first,
            three
        );
    }
    let feelings: Vec<Count> = engine
        .packs
        .taxonomy
        .iter()
        .filter(|t| t.family == Family::Feeling)
        .map(|t| count_head(of("goemotions"), &t.id))
        .collect();
    let _ = writeln!(
        out,
        "goemotions feelings macro-F1 {:.3}",
        macro_f1(&feelings)
    );
    let tweets = of("tweet-sentiment-8lang");
    let mut by_language = Vec::new();
    for language in ["ar", "de", "en", "es", "fr", "hi", "it", "pt"] {
        let some: Vec<&Read> = tweets
            .iter()
            .copied()
            .filter(|r| r.text.language == language)
            .collect();
        let f1 = sentiment_macro_f1(&some);
        by_language.push(f1);
        let _ = write!(out, " {language} {f1:.3}");
    }
    let _ = writeln!(
        out,
        "\ntweet sentiment macro-F1 mean {:.3}",
        by_language.iter().sum::<f64>() / 8.0
    );
    let nhs = of("nhs-feedback");
    let _ = writeln!(
        out,
        "nhs sentiment macro-F1 {:.3}",
        sentiment_macro_f1(&nhs)
    );
    let topics: Vec<Count> = [
        "waiting",
        "staff",
        "communication",
        "appointment",
        "facilities",
        "travel",
        "treatment",
    ]
    .iter()
    .map(|t| count_head(nhs.iter().copied(), t))
    .collect();
    let _ = writeln!(
        out,
        "nhs topics macro-F1 {:.3} {:?}",
        macro_f1(&topics),
        topics
            .iter()
            .map(|c| (c.f1() * 100.0).round())
            .collect::<Vec<_>>()
    );
    for head in ["complaint", "praise"] {
        let _ = writeln!(
            out,
            "{head} on nhs F1 {:.3}",
            count_head(nhs.iter().copied(), head).f1()
        );
    }
    for source in [
        "toxicity",
        "germeval-offense",
        "arabic-offensive",
        "chinese-offensive",
    ] {
        let _ = writeln!(
            out,
            "abuse on {source} F1 {:.3}",
            count_head(of(source), "abuse").f1()
        );
    }
    let _ = write!(out, "{}", report_on_readings(engine, &reads));
    let sentiments = written.iter().map(|r| {
        let said = r.reading.sentiment.label.as_str();
        (sentiment_of_text(r.text), said)
    });
    let _ = writeln!(out, "sentiment confused: {}", confusion(sentiments));
    let languages = written
        .iter()
        .map(|r| (r.text.language.as_str(), r.reading.language.as_str()));
    let _ = writeln!(out, "language confused: {}", confusion(languages));
    let _ = writeln!(out, "Written test comments, all in all:");
    for (name, figure) in written_figures(engine, &written) {
        let _ = writeln!(out, "  {name} {figure:.3}");
    }
    let everyday = of(EVERYDAY);
    let _ = writeln!(out, "Comments of an everyday inbox: {}", everyday.len());
    for (name, figure) in written_figures(engine, &everyday) {
        let _ = writeln!(out, "  {name} {figure:.3}");
    }
    out
}

/// How it fares on rows of the sources that a careful reader has read with the taxonomy in hand.
fn report_on_readings(engine: &Engine, reads: &[Read]) -> String {
    let mut out = String::new();
    let read: Vec<&Read> = reads.iter().filter(|r| !r.text.read.is_empty()).collect();
    for (name, feedback) in [("patients' feedback", true), ("social posts", false)] {
        let some: Vec<&Read> = read
            .iter()
            .copied()
            .filter(|r| r.text.source.starts_with("nhs") == feedback)
            .collect();
        let _ = write!(
            out,
            "{name} as a careful reader reads it, {} texts:",
            some.len()
        );
        for family in [Family::Risk, Family::Intent, Family::Topic, Family::Feeling] {
            let mut whole = Count::default();
            for tag in engine.packs.taxonomy.iter().filter(|t| t.family == family) {
                let some = some.iter().copied();
                whole.merge(count_by(some, &tag.id, LabelledText::read_as));
            }
            let _ = write!(
                out,
                " {} P {:.2} R {:.2} F1 {:.3},",
                format!("{family:?}").to_lowercase(),
                whole.precision(),
                whole.recall(),
                whole.f1()
            );
        }
        let right = some.iter().filter(|r| {
            let label = r.reading.sentiment.label.as_str();
            r.text.read_as(&format!("sentiment:{label}")) == Some(true)
        });
        let _ = writeln!(
            out,
            " sentiment {:.3}",
            ratio(right.count() as u32, some.len() as u32)
        );
    }
    out
}

/// What the written test comments come to, by name, each between 0 and 1.
#[must_use]
pub fn written_figures(engine: &Engine, written: &[&Read]) -> BTreeMap<String, f64> {
    let mut figures = BTreeMap::new();
    for family in [Family::Risk, Family::Intent, Family::Topic, Family::Feeling] {
        let mut whole = Count::default();
        for tag in engine.packs.taxonomy.iter().filter(|t| t.family == family) {
            whole.merge(count_head(written.iter().copied(), &tag.id));
        }
        let name = format!("{family:?}").to_lowercase();
        figures.insert(format!("{name} precision"), whole.precision());
        figures.insert(format!("{name} recall"), whole.recall());
        figures.insert(format!("{name} f1"), whole.f1());
    }
    figures.insert("sentiment accuracy".into(), sentiment_accuracy(written));
    let (whole, short) = language_accuracy(engine, written);
    figures.insert("language of comments".into(), whole);
    figures.insert("language of three to six words".into(), short);
    let (first, three) = situation_accuracy(engine, written);
    figures.insert("situation first".into(), first);
    figures.insert("situation among three".into(), three);
    figures
}

fn sentiment_accuracy(written: &[&Read]) -> f64 {
    let right = written.iter().filter(|r| sentiment_is_right(r)).count();
    ratio(right as u32, written.len() as u32)
}

fn sentiment_is_right(read: &Read) -> bool {
    let label = read.reading.sentiment.label.as_str();
    read.text.known(&format!("sentiment:{label}")) == Some(true)
}

/// Who is taken for whom: rows are the truth, columns what was said.
fn confusion<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for pair in pairs {
        *counts.entry(pair).or_default() += 1;
    }
    let mut wrong: Vec<_> = counts.into_iter().filter(|((a, b), _)| a != b).collect();
    wrong.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
    let shown: Vec<String> = wrong
        .iter()
        .take(12)
        .map(|((truth, said), count)| format!("{truth} as {said} {count}"))
        .collect();
    shown.join(", ")
}

fn sentiment_of_text(text: &LabelledText) -> &'static str {
    ["negative", "neutral", "positive", "mixed"]
        .into_iter()
        .find(|label| text.known(&format!("sentiment:{label}")) == Some(true))
        .unwrap_or("unknown")
}

/// How often the language is right: of whole comments, and of three to six words of them.
fn language_accuracy(engine: &Engine, written: &[&Read]) -> (f64, f64) {
    let (mut right, mut short_right, mut short) = (0, 0, 0);
    for read in written {
        right += u32::from(read.reading.language == read.text.language);
        let words: Vec<&str> = read.text.text.split_whitespace().collect();
        let spaced = !["th", "zh"].contains(&read.text.language.as_str());
        if words.len() >= 3 && spaced {
            let length = 3 + read.text.text.len() % 4;
            let piece = words[..length.min(words.len())].join(" ");
            let found = crate::reading::language::detect(&engine.model.languages, &piece);
            short += 1;
            short_right += u32::from(found.code == read.text.language);
        }
    }
    (
        ratio(right, written.len() as u32),
        ratio(short_right, short),
    )
}

/// How often the right situation is offered first, and among the first three.
fn situation_accuracy(engine: &Engine, written: &[&Read]) -> (f64, f64) {
    let (mut first, mut three, mut all) = (0u32, 0u32, 0u32);
    for read in written.iter().filter(|r| !r.text.situation.is_empty()) {
        let offered = offered_situations(engine, read);
        let fits = |offer: &String| same_situation(offer, &read.text.situation);
        all += 1;
        first += u32::from(offered.first().is_some_and(fits));
        three += u32::from(offered.iter().take(3).any(fits));
    }
    (ratio(first, all), ratio(three, all))
}

/// The distinct situations that the moderator is offered replies to, best first.
fn offered_situations(engine: &Engine, read: &Read) -> Vec<String> {
    let comment = Comment::of_text(&read.text.text);
    let (desk, learning) = (Desk::default(), Learning::default());
    let place = Place {
        desk: &desk,
        thread_replies: &[],
        learning: &learning,
    };
    let mut offered: Vec<String> = Vec::new();
    for suggestion in engine.suggest(&comment, &read.reading, place) {
        let situation = match suggestion.template.split_once('.') {
            Some(("faq" | "awareness", _)) => continue,
            Some((situation, _)) => situation,
            None if read.reading.has("scam") => "agent-scam",
            None if read.reading.has("spam") => "competitor-spam",
            None => "staff-abuse",
        };
        if !offered.iter().any(|o| o == situation) {
            offered.push(situation.to_owned());
        }
    }
    offered
}

/// Whether two situations get the same answer: a locked reply takes the place of the free ones it
/// outranks, and what is hidden unanswered needs no finer name.
pub(super) fn same_situation(offered: &str, wanted: &str) -> bool {
    const SAME: &[&[&str]] = &[
        &["locked-self-harm", "mental-health-crisis", "peer-distress"],
        &[
            "locked-adverse-event",
            "side-effect",
            "complication-abroad",
            "infection",
        ],
        &["locked-crisis", "outbreak", "closure", "outage"],
        &["locked-misinformation", "vaccine-rumour", "miracle-cure"],
        &["locked-scam", "agent-scam", "unlicensed-agent"],
        &["staff-abuse", "bait"],
    ];
    // Both names must not be free ones: two free replies differ.
    let alike = |group: &&[&str]| {
        group.contains(&offered)
            && group.contains(&wanted)
            && [offered, wanted]
                .iter()
                .any(|s| s.starts_with("locked-") || *s == "staff-abuse" || *s == "agent-scam")
    };
    offered == wanted || SAME.iter().any(alike)
}
