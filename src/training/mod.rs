//! Training: from labelled texts to the model that ships. Native only.
//!
//! Uses the very feature code that runs in the browser. The same data give the same bytes.

pub mod calibration;
mod chance;
pub mod checking;
pub mod data;
pub mod evaluation;
pub mod example;
pub mod functions;
mod lessons;
pub mod network;
mod optimiser;
mod parallel;
pub mod private_spans;
mod ratings;
pub mod replies;
mod situations;
pub mod tuning;
pub mod vocabulary;

use std::io;
use std::path::Path;

use crate::packs::Packs;
use crate::packs::compile::Example as PackExample;
use crate::reading::features::Feature;
use crate::reading::language::{FOREIGN_HEAD, code_of, language_features};
use crate::reading::model::{LinearModel, Model};
use crate::reading::sentiment::LABELS;
use crate::reading::situations::SITUATION_HEAD;
use crate::reading::vectors::WordVectors;
use crate::reading::{language_mask, model_features};
use crate::replying::ranking::Weights;
use crate::text::Text;
use data::{LabelledText, WRITTEN};
use example::Example;
use replies::LabelledSentence;

/// Where training reads from.
#[derive(Debug, Clone, Copy)]
pub struct Folders<'a> {
    /// The label maps, `training/sources.toml`.
    pub sources: &'a Path,
    /// The sources' data.
    pub data: &'a Path,
    /// What careful readers say of rows of the sources.
    pub readings: &'a Path,
    /// Texts in languages without a pack.
    pub languages: &'a Path,
    /// The comments written for Bedside.
    pub comments: &'a Path,
    /// The replies written for Bedside.
    pub replies: &'a Path,
    /// The packs, for their examples.
    pub packs: &'a Path,
    /// The tests, for functional suites and drafts.
    pub tests: &'a Path,
}

/// Settings of the network, chosen on the texts set apart for tuning.
const NETWORK: network::Settings = network::Settings {
    least_count: 2,
    rows: 44_000,
    width: 40,
    hidden: 112,
    epochs: 6,
    polishing_epochs: 2,
    rate: 0.05,
    dense_rate: 2e-3,
    decay: 1e-5,
    caution: 0.01,
    dropout: 0.4,
    hidden_dropout: 0.2,
    silence: 0.1,
    members: 2,
};

/// Loads everything there is to learn from.
///
/// # Errors
/// When a file is missing or malformed.
pub fn load(packs: &Packs, folders: Folders) -> io::Result<Vec<LabelledText>> {
    let tags: Vec<String> = packs.taxonomy.iter().map(|t| t.id.clone()).collect();
    let readings = data::load_readings(folders.readings, &tags)?;
    let mut texts = data::load_sources(folders.sources, folders.data, readings)?;
    texts.extend(data::load_written(folders.comments, &tags)?);
    Ok(texts)
}

/// Trains all models.
///
/// The network over comments is trained twice: thresholds and the weights of situations are found with
/// one that did not learn from the tuning texts, then the one that ships learns from those as well.
#[must_use]
pub fn train(
    packs: &Packs,
    vectors: DistilledVectors,
    texts: &[LabelledText],
    foreign: &[(String, Vec<String>)],
    sentences: &[LabelledSentence],
    examples: &[PackExample],
) -> Model {
    let lessons = lessons(packs, &vectors, texts);
    let network = |tuning: bool| {
        let examples: Vec<&Example> = lessons
            .iter()
            .filter(|(text, _)| tuning || !text.tuning)
            .map(|(_, example)| example)
            .collect();
        let heads = heads(packs);
        let choice = heads.len() - packs.situations.len()..heads.len();
        network::fit(&heads, choice, &examples, NETWORK)
    };
    let mut tags = network(false);
    tuning::tune(packs, &vectors.all, texts, &mut tags);
    let languages = train_languages(packs, texts, foreign);
    let mut model = Model {
        drafts: replies::train(packs, &languages, &vectors.all, sentences, examples),
        languages,
        vectors: vectors.all,
        tags,
        ranking: Weights::default(),
    };
    model.ranking = situations::fit(packs, &model, texts);
    let tuned = std::mem::replace(&mut model.tags, network(true));
    model.tags.calibration = tuned.calibration;
    model.tags.thresholds = tuned.thresholds;
    model.tags.seconded = tuned.seconded;
    model
}

/// Word vectors as `training/distil.py` writes them.
#[derive(Debug)]
pub struct DistilledVectors {
    /// Those that ship.
    pub all: WordVectors,
    /// For each half of the texts, vectors that it had no part in: what they make of a text in training
    /// is as good as what the others make of a comment later, and no better.
    pub without: [WordVectors; 2],
}

/// Loads word vectors.
///
/// # Errors
/// When the file cannot be read or is cut short.
pub fn load_vectors(file: &Path) -> io::Result<DistilledVectors> {
    let bytes = std::fs::read(file)
        .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", file.display())))?;
    let number = |at: usize| {
        bytes
            .get(at..at + 4)
            .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    };
    let short = || {
        io::Error::other(format!(
            "{} is cut short; run training/distil.py again",
            file.display()
        ))
    };
    let words = number(0).ok_or_else(short)? as usize;
    let dimensions = number(4).ok_or_else(short)?;
    let hashes: Option<Vec<u32>> = (0..words).map(|w| number(12 + 4 * w)).collect();
    let hashes = hashes.ok_or_else(short)?;
    let size = words * dimensions as usize;
    let table = |at: usize| {
        let start = 12 + 4 * words + at * size;
        let values = bytes.get(start..start + size).ok_or_else(short)?;
        let values = values.iter().map(|b| b.cast_signed()).collect();
        Ok::<_, io::Error>(WordVectors::new(dimensions, hashes.clone(), values))
    };
    Ok(DistilledVectors {
        all: table(0)?,
        without: [table(1)?, table(2)?],
    })
}

/// Heads of the network: every tag, then the sentiments, then the situations.
#[must_use]
pub fn heads(packs: &Packs) -> Vec<String> {
    let tags = packs.taxonomy.iter().map(|t| t.id.clone());
    let situations = packs
        .situations
        .iter()
        .map(|s| format!("{SITUATION_HEAD}{}", s.id));
    tags.chain(LABELS.iter().map(|(_, name)| (*name).to_owned()))
        .chain(situations)
        .collect()
}

/// What the choice of the right situation counts beside one head.
const SITUATION_WEIGHT: f32 = 2.0;

fn features_of(packs: &Packs, text: &LabelledText) -> Vec<Feature> {
    let read = Text::new(&text.text);
    let matches = packs
        .lexicon
        .matches(&read, language_mask(packs, &text.language));
    model_features(
        packs,
        &read,
        &matches,
        &text.language,
        ratings::rating_of(text),
    )
}

/// What there is to learn from each text that is not set apart.
fn lessons<'t>(
    packs: &Packs,
    vectors: &DistilledVectors,
    texts: &'t [LabelledText],
) -> Vec<(&'t LabelledText, Example)> {
    let heads = heads(packs);
    let head = |name: &str| heads.iter().position(|h| h == name).map(|h| h as u16);
    let example = |text: &LabelledText| {
        let labels = text
            .labels
            .iter()
            .filter_map(|(name, yes, weight)| {
                Some((head(name)?, f32::from(u8::from(*yes)), *weight))
            })
            .collect();
        let features = features_of(packs, text);
        let direction = vectors.without[text.half()].direction(&features);
        Example {
            chosen: head(&format!("{SITUATION_HEAD}{}", text.situation))
                .map(|h| (h, SITUATION_WEIGHT)),
            ..Example::new(&features, direction, labels)
        }
    };
    let texts = texts.iter().filter(|t| !t.held_out);
    texts.map(|text| (text, example(text))).collect()
}

fn train_languages(
    packs: &Packs,
    texts: &[LabelledText],
    foreign: &[(String, Vec<String>)],
) -> LinearModel {
    let mut heads: Vec<String> = packs.languages.iter().map(|l| l.code.clone()).collect();
    let codes = texts.iter().map(|t| &t.language).filter(|l| !l.is_empty());
    for code in foreign.iter().map(|(code, _)| code).chain(codes) {
        if !heads.iter().any(|head| code_of(head) == code) {
            heads.push(format!("{FOREIGN_HEAD}{code}"));
        }
    }
    let mut counts = vec![0usize; heads.len()];
    let mut examples = Vec::new();
    let mut learn = |text: &str, language: &str| {
        let Some(head) = heads.iter().position(|head| code_of(head) == language) else {
            return;
        };
        // English mixes with everything and is written in every manner.
        let quota = if language == "en" { 12_000 } else { 5_000 };
        counts[head] += 1;
        if counts[head] > quota {
            return;
        }
        let labels: Vec<(u16, f32, f32)> = (0..heads.len())
            .map(|h| (h as u16, f32::from(u8::from(h == head)), 1.0))
            .collect();
        examples.push(Example::new(
            &language_features(text),
            Vec::new(),
            labels.clone(),
        ));
        // Short comments must be told apart as well: pieces of every text are examples of their own.
        let words: Vec<&str> = text.split_whitespace().collect();
        for length in [4, 2] {
            if words.len() > length + 1 {
                let from = text.len() % (words.len() - length);
                let piece = language_features(&words[from..from + length].join(" "));
                examples.push(Example::new(&piece, Vec::new(), labels.clone()));
            }
        }
    };
    // The written ones first: sources have far more and would fill the quota.
    let written = |wanted: bool| {
        texts
            .iter()
            .filter(move |t| !t.held_out && (t.source == WRITTEN) == wanted)
    };
    for text in written(true) {
        learn(&text.text, &text.language);
    }
    for template in packs.templates.iter() {
        learn(
            &template.text,
            &packs.languages[template.language as usize].code,
        );
    }
    for (code, texts) in foreign {
        for text in texts {
            learn(text, code);
        }
    }
    let mut others: Vec<&LabelledText> = written(false)
        .filter(|t| says_its_language(&t.text, &t.language))
        .collect();
    others.sort_by_key(|t| data::stable_number(&t.text));
    for text in others {
        learn(&text.text, &text.language);
    }
    let settings = optimiser::Settings {
        least_count: 4,
        rows: 14_000,
        epochs: 5,
        polishing_epochs: 3,
        rate: 0.4,
        decay: 1e-5,
        caution: 0.1,
        dropout: 0.1,
    };
    optimiser::fit(&heads, &examples.iter().collect::<Vec<_>>(), settings)
}

/// Hindi in Latin letters is often half English: only what holds words of its own is an example.
fn says_its_language(text: &str, language: &str) -> bool {
    const ROMANISED: &[&str] = &[
        "hai", "hain", "nahi", "nahin", "kya", "ka", "ki", "ke", "mein", "mai", "aur", "bhi", "ko",
        "tha", "thi", "toh", "yeh", "woh", "mera", "meri", "aap", "tum", "hum", "kar", "karo",
        "raha", "rahi", "rahe", "gaya", "gayi", "koi", "kuch", "bahut", "bohot", "sab", "abhi",
        "kyun", "kyu", "kaise", "ho", "hua", "hoga", "apne", "wala", "bhai", "yaar", "ji",
    ];
    if language != "hi" || text.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c)) {
        return true;
    }
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let own = words
        .iter()
        .filter(|w| ROMANISED.contains(&w.as_str()))
        .count();
    own >= 3 && own * 5 >= words.len()
}
