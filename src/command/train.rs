//! `bedside train`: makes the model that ships.

use std::fs;
use std::io;
use std::path::Path;

use crate::engine::Engine;
use crate::packs::Packs;
use crate::training::{self, Folders};

/// Trains on everything below the folders and writes the model.
///
/// # Errors
/// When data are missing or malformed, or the model cannot be written.
pub fn train(packs: &Packs, folders: Folders, vectors: &Path, model: &Path) -> io::Result<()> {
    let texts = training::load(packs, folders)?;
    eprintln!("{} texts", texts.len());
    let trained = training::train(packs, training::load_vectors(vectors)?, &texts);
    let bytes = trained.to_bytes().map_err(io::Error::other)?;
    eprintln!("{} bytes", bytes.len());
    fs::write(model, bytes)
}

/// Prints how the engine fares on everything that was set apart.
///
/// # Errors
/// When data are missing or malformed.
pub fn evaluate(engine: &Engine, folders: Folders) -> io::Result<()> {
    let texts = training::load(&engine.packs, folders)?;
    print!("{}", training::evaluation::report(engine, &texts));
    print!("{}", training::private_spans::report(folders.data)?);
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
