//! `bedside packs`: compiling and checking packs.

use std::path::Path;
use std::{fs, io};

use crate::pack_examples;
use crate::packs::compile::{Compiled, compile};
use crate::packs::{PackError, PackFile};
use crate::reading::model::Model;

/// Reads all pack files below a folder, in order of path.
///
/// # Errors
/// When a file cannot be read.
pub fn files_below(folder: &Path) -> io::Result<Vec<PackFile>> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<PackFile>) -> io::Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| named(&error, folder))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            let below = path.strip_prefix(root).unwrap_or(&path);
            let text = fs::read_to_string(&path);
            files.push(PackFile {
                path: below.to_string_lossy().replace('\\', "/"),
                text: text.map_err(|error| named(&error, &path))?,
            });
        }
    }
    Ok(())
}

fn named(error: &io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Compiles the packs below a folder and tries their examples; `only` limits what is reported to
/// files whose path contains it.
///
/// # Errors
/// When a file cannot be read, and every mistake and failing example, with the folder in front of its
/// file.
pub fn check(model: &Model, folder: &Path, only: Option<&str>) -> io::Result<Checked> {
    let files = files_below(folder)?;
    Ok(checked(model, files, only).map_err(|mut errors| {
        for error in &mut errors {
            error.file = folder.join(&error.file).display().to_string();
        }
        errors
    }))
}

/// Packs that were checked, or what is wrong with them.
pub type Checked = Result<Compiled, Vec<PackError>>;

fn checked(model: &Model, mut files: Vec<PackFile>, only: Option<&str>) -> Checked {
    let wanted = |file: &str| only.is_none_or(|part| file.contains(part));
    let mut compiled = loop {
        match compile(&files) {
            Ok(compiled) => break compiled,
            Err(errors) if errors.iter().any(|e| wanted(&e.file)) => {
                return Err(errors.into_iter().filter(|e| wanted(&e.file)).collect());
            }
            // Mistakes elsewhere must not hide what was asked for.
            Err(errors) => files.retain(|file| errors.iter().all(|e| e.file != file.path)),
        }
    };
    compiled.examples.retain(|example| wanted(&example.file));
    compiled.mechanisms.retain(|named| wanted(&named.file));
    let mut failures = pack_examples::unknown_mechanisms(&compiled.mechanisms);
    failures.extend(pack_examples::failures(
        &compiled.packs,
        model,
        &compiled.examples,
    ));
    if failures.is_empty() {
        Ok(compiled)
    } else {
        Err(failures)
    }
}
