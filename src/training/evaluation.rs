//! Evaluation: what the engine makes of texts it never saw, against what people said of them.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::data::LabelledText;
use crate::comment::{Comment, Reading, SentimentLabel};
use crate::engine::Engine;
use crate::packs::Family;

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
        ratio(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
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
        .map(|text| Read { reading: engine.read(&Comment::of_text(&text.text)), text })
        .collect()
}

/// How one head fares on texts that say something of it.
#[must_use]
pub fn count_head<'a>(reads: impl IntoIterator<Item = &'a Read<'a>>, head: &str) -> Count {
    let mut count = Count::default();
    for read in reads {
        if let Some(right) = read.text.known(head) {
            count.add(found(&read.reading, head), right);
        }
    }
    count
}

fn found(reading: &Reading, head: &str) -> bool {
    match head.strip_prefix("sentiment:") {
        // Three-class sources have no mixed; what is both is neither of the plain ones.
        Some("neutral") => {
            matches!(reading.sentiment.label, SentimentLabel::Neutral | SentimentLabel::Mixed)
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

/// The whole table as text.
#[must_use]
pub fn report(engine: &Engine, texts: &[LabelledText]) -> String {
    let reads = read_held_out(engine, texts);
    let of = |source: &str| reads.iter().filter(|r| r.text.source == source).collect::<Vec<_>>();
    let mut out = String::new();
    let written = of("written");
    let _ = writeln!(out, "Written test comments: {}", written.len());
    for family in [Family::Risk, Family::Intent, Family::Topic, Family::Feeling] {
        let mut whole = Count::default();
        for tag in engine.packs.taxonomy.iter().filter(|t| t.family == family) {
            let count = count_head(written.iter().copied(), &tag.id);
            let english =
                count_head(written.iter().copied().filter(|r| r.text.language == "en"), &tag.id);
            whole.merge(count);
            let _ = writeln!(
                out,
                "  {:16} P {:.2} R {:.2} F1 {:.2} n {:4}   en: P {:.2} R {:.2} n {}",
                tag.id, count.precision(), count.recall(), count.f1(), count.support(),
                english.precision(), english.recall(), english.support()
            );
        }
        let _ = writeln!(out, "  {family:?}: micro P {:.3} R {:.3} F1 {:.3}", whole.precision(), whole.recall(), whole.f1());
    }
    let languages: BTreeMap<&str, Vec<&Read>> = written.iter().fold(BTreeMap::new(), |mut map, read| {
        map.entry(read.text.language.as_str()).or_insert_with(Vec::new).push(*read);
        map
    });
    for (language, reads) in &languages {
        let risks = engine.packs.taxonomy.iter().filter(|t| t.family == Family::Risk);
        let mut risk = Count::default();
        for tag in risks {
            risk.merge(count_head(reads.iter().copied(), &tag.id));
        }
        let mut other = Count::default();
        for tag in engine.packs.taxonomy.iter().filter(|t| t.family != Family::Risk) {
            other.merge(count_head(reads.iter().copied(), &tag.id));
        }
        let right = reads.iter().filter(|r| r.text.known(&format!("sentiment:{}", r.reading.sentiment.label.as_str())) == Some(true)).count();
        let recognised = reads.iter().filter(|r| r.reading.language == *language).count();
        let _ = writeln!(
            out,
            "  {language}: {} comments; risk P {:.2} R {:.2}; other F1 {:.2}; sentiment {:.2}; language {:.3}",
            reads.len(), risk.precision(), risk.recall(), other.f1(),
            right as f64 / reads.len() as f64, recognised as f64 / reads.len() as f64
        );
    }
    let feelings: Vec<Count> = engine
        .packs
        .taxonomy
        .iter()
        .filter(|t| t.family == Family::Feeling)
        .map(|t| count_head(of("goemotions"), &t.id))
        .collect();
    let _ = writeln!(out, "goemotions feelings macro-F1 {:.3}", macro_f1(&feelings));
    let tweets = of("tweet-sentiment-8lang");
    let mut by_language = Vec::new();
    for language in ["ar", "de", "en", "es", "fr", "hi", "it", "pt"] {
        let some: Vec<&Read> = tweets.iter().copied().filter(|r| r.text.language == language).collect();
        let f1 = sentiment_macro_f1(&some);
        by_language.push(f1);
        let _ = write!(out, " {language} {f1:.3}");
    }
    let _ = writeln!(out, "\ntweet sentiment macro-F1 mean {:.3}", by_language.iter().sum::<f64>() / 8.0);
    let nhs = of("nhs-feedback");
    let _ = writeln!(out, "nhs sentiment macro-F1 {:.3}", sentiment_macro_f1(&nhs));
    let topics: Vec<Count> = ["waiting", "staff", "communication", "appointment", "facilities", "travel", "treatment"]
        .iter()
        .map(|t| count_head(nhs.iter().copied(), t))
        .collect();
    let _ = writeln!(out, "nhs topics macro-F1 {:.3} {:?}", macro_f1(&topics), topics.iter().map(|c| (c.f1() * 100.0).round()).collect::<Vec<_>>());
    for head in ["complaint", "praise"] {
        let _ = writeln!(out, "{head} on nhs F1 {:.3}", count_head(nhs.iter().copied(), head).f1());
    }
    for source in ["toxicity", "germeval-offense", "arabic-offensive", "chinese-offensive"] {
        let _ = writeln!(out, "abuse on {source} F1 {:.3}", count_head(of(source), "abuse").f1());
    }
    let situations: Vec<(&Read, String)> = written
        .iter()
        .filter(|r| !r.text.situation.is_empty())
        .map(|r| (*r, r.text.situation.clone()))
        .collect();
    let (mut first, mut three) = (0, 0);
    for (read, wanted) in &situations {
        let comment = Comment::of_text(&read.text.text);
        let ranked = crate::replying::ranking::rank(&engine.packs, &engine.model, &comment, &read.reading, &crate::desk::Desk::default());
        let ids: Vec<&str> = ranked.iter().map(|r| engine.packs.situations[r.situation as usize].id.as_str()).collect();
        first += usize::from(ids.first() == Some(&wanted.as_str()));
        three += usize::from(ids.iter().take(3).any(|id| id == wanted));
    }
    let _ = writeln!(out, "situations: {} comments, first {:.3}, among three {:.3}", situations.len(), first as f64 / situations.len().max(1) as f64, three as f64 / situations.len().max(1) as f64);
    out
}
