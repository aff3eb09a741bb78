//! `bedside train`: makes the model that ships.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::pack_files::files_below;
use crate::engine::Engine;
use crate::packs::Packs;
use crate::packs::compile::{Example, compile};
use crate::reading::features::each_feature;
use crate::text::Text;
use crate::training::{self, Folders};

/// Trains on everything below the folders and writes the model.
///
/// # Errors
/// When data are missing or malformed, or the model cannot be written.
pub fn train(packs: &Packs, folders: Folders, vectors: &Path, model: &Path) -> io::Result<()> {
    let texts = training::load(packs, folders)?;
    eprintln!("{} texts", texts.len());
    let foreign = training::data::load_foreign(folders.languages)?;
    let sentences = training::replies::load(folders.replies)?;
    eprintln!("{} sentences of replies", sentences.len());
    let vectors = training::load_vectors(vectors)?;
    let examples = examples(folders.packs)?;
    let trained = training::train(packs, vectors, &texts, &foreign, &sentences, &examples);
    let bytes = trained.to_bytes().map_err(io::Error::other)?;
    eprintln!("{} bytes", bytes.len());
    fs::write(model, bytes)
}

/// The examples of the packs below a folder.
fn examples(packs: &Path) -> io::Result<Vec<Example>> {
    let compiled = compile(&files_below(packs)?);
    compiled
        .map(|compiled| compiled.examples)
        .map_err(|errors| io::Error::other(format!("{errors:?}")))
}

/// A part of the evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// Tags, sentiment, language and situations of comments.
    Readings,
    /// Private data.
    Private,
    /// Insults, function by function.
    Abuse,
    /// Rules on examples and whole replies.
    Checking,
    /// Sentences of replies; takes longest, for many networks are trained for it.
    Sentences,
}

/// Prints how the engine fares on everything that was set apart, on the functional suites and on
/// the drafts of the tests, and every rule on the examples that its pack has; only some parts of that
/// where any are named.
///
/// # Errors
/// When data are missing or malformed.
pub fn evaluate(engine: &Engine, folders: Folders, only: &[Part]) -> io::Result<()> {
    let wanted = |part: Part| only.is_empty() || only.contains(&part);
    if wanted(Part::Readings) {
        let texts = training::load(&engine.packs, folders)?;
        print!("{}", training::evaluation::report(engine, &texts));
    }
    if wanted(Part::Private) {
        print!("{}", training::private_spans::report(folders.data)?);
    }
    if wanted(Part::Abuse) {
        let abuse = training::functions::load(&folders.tests.join("reading/abuse.txt"))?;
        print!("{}", training::functions::report(engine, &abuse, "abuse"));
    }
    if wanted(Part::Checking) {
        let examples = examples(folders.packs)?;
        let drafts = folders.tests.join("checking");
        let checking = training::checking::report(engine, &examples, &drafts)?;
        print!("{checking}");
    }
    if wanted(Part::Sentences) {
        let sentences = training::replies::load(folders.replies)?;
        let examples = examples(folders.packs)?;
        let report = training::replies::report(&engine.packs, &engine.model, &sentences, &examples);
        print!("{report}");
    }
    Ok(())
}

/// Prints the texts that the network learns from, a JSON line each: number, source, language, text and
/// the feature hashes of its words.
///
/// # Errors
/// When data are missing or malformed.
pub fn texts(packs: &Packs, folders: Folders) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for labelled in training::load(packs, folders)? {
        if labelled.held_out || labelled.tuning {
            continue;
        }
        let mut words = Vec::new();
        each_feature(&Text::new(&labelled.text), |feature| {
            if feature.words > 0 {
                words.push(feature.hash);
            }
        });
        let line = serde_json::json!({
            "number": labelled.number(),
            "source": labelled.source,
            "language": labelled.language,
            "text": labelled.text,
            "words": words,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Prints the frequent words of every language: feature hash, count and spelling, tab separated.
///
/// # Errors
/// When data are missing or malformed.
pub fn words(packs: &Packs, folders: Folders, each: usize) -> io::Result<()> {
    let texts = training::load(packs, folders)?;
    let languages: Vec<String> = packs.languages.iter().map(|l| l.code.clone()).collect();
    for word in training::vocabulary::frequent_words(&texts, &languages, each) {
        println!(
            "{}\t{}\t{}",
            word.hash,
            word.count,
            word.spelling.replace(['\t', '\n'], " ")
        );
    }
    Ok(())
}
