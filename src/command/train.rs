//! `bedside train`: makes the model that ships.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::pack_files::files_below;
use crate::engine::Engine;
use crate::packs::Packs;
use crate::packs::compile::compile;
use crate::reading::features::each_feature;
use crate::text::Text;
use crate::training::replies::{part_name, part_of};
use crate::training::{self, Folders};

/// Trains on everything below the folders and writes the model.
///
/// # Errors
/// When data are missing or malformed, or the model cannot be written.
pub fn train(packs: &Packs, folders: Folders, vectors: &Path, model: &Path) -> io::Result<()> {
    let texts = training::load(packs, folders)?;
    eprintln!("{} texts", texts.len());
    let sentences = training::replies::load(folders.replies)?;
    let taught = training::load_taught(packs, folders)?;
    eprintln!(
        "{} sentences of replies, {} judged by an encoder",
        sentences.len(),
        taught.sentences.len()
    );
    let vectors = training::load_vectors(vectors)?;
    let trained = training::train(packs, vectors, &texts, &sentences, &taught);
    let bytes = trained.to_bytes().map_err(io::Error::other)?;
    eprintln!("{} bytes", bytes.len());
    fs::write(model, bytes)
}

/// Prints how the engine fares on everything that was set apart, on the functional suites and on
/// the drafts of the tests, and every rule on the examples that its pack has.
///
/// # Errors
/// When data are missing or malformed.
pub fn evaluate(engine: &Engine, folders: Folders) -> io::Result<()> {
    let sentences = training::replies::load(folders.replies)?;
    let taught = training::load_taught(&engine.packs, folders)?;
    let abuse = training::functions::load(&folders.tests.join("reading/abuse.txt"))?;
    let examples = compile(&files_below(folders.packs)?)
        .map_err(|errors| io::Error::other(format!("{errors:?}")))?
        .examples;
    let drafts = folders.tests.join("checking");
    let checking = training::checking::report(engine, &examples, &drafts)?;
    let texts = training::load(&engine.packs, folders)?;
    print!("{}", training::evaluation::report(engine, &texts));
    print!("{}", training::private_spans::report(folders.data)?);
    print!("{}", training::functions::report(engine, &abuse, "abuse"));
    print!("{checking}");
    print!(
        "{}",
        training::replies::report(&engine.packs, &engine.model, &sentences, &taught)
    );
    Ok(())
}

/// Prints the sentences that `training/teach.py` learns from and judges: number, language, author,
/// part, label and text, tab separated; those it is to judge have neither author, part nor label.
///
/// # Errors
/// When data are missing or malformed.
pub fn sentences(packs: &Packs, folders: Folders) -> io::Result<()> {
    let plain = |text: &str| text.replace(['\t', '\n'], " ");
    for sentence in training::replies::load(folders.replies)? {
        println!(
            "0\t{}\t{}\t{}\t{}\t{}",
            sentence.language,
            sentence.author,
            part_name(part_of(&sentence)),
            sentence.label as u8,
            plain(&sentence.text)
        );
    }
    for sentence in training::load_unlabelled(packs, folders)? {
        let number = sentence.number();
        println!(
            "{number}\t{}\t\t\t\t{}",
            sentence.language,
            plain(&sentence.text)
        );
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
