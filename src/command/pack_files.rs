//! `bedside packs`: compiling and checking packs.

use std::fs;
use std::path::Path;

use crate::pack_examples;
use crate::packs::compile::{Compiled, compile};
use crate::packs::{PackError, PackFile};
use crate::reading::model::Model;

/// Reads all pack files below a folder, in order of path.
///
/// # Errors
/// When a file cannot be read.
pub fn files_below(folder: &Path) -> std::io::Result<Vec<PackFile>> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<PackFile>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            let below = path.strip_prefix(root).unwrap_or(&path);
            files.push(PackFile {
                path: below.to_string_lossy().replace('\\', "/"),
                text: fs::read_to_string(&path)?,
            });
        }
    }
    Ok(())
}

/// Compiles the packs below a folder and tries their examples; `only` limits what is reported to
/// files whose path contains it.
///
/// # Errors
/// Every mistake and every failing example.
pub fn check(model: &Model, folder: &Path, only: Option<&str>) -> Result<Compiled, Vec<PackError>> {
    let mut files = files_below(folder).map_err(|error| {
        vec![PackError {
            file: folder.display().to_string(),
            line: 0,
            message: error.to_string(),
        }]
    })?;
    let wanted = |error: &PackError| only.is_none_or(|part| error.file.contains(part));
    let mut compiled = loop {
        match compile(&files) {
            Ok(compiled) => break compiled,
            Err(errors) if errors.iter().any(&wanted) => {
                return Err(errors.into_iter().filter(|e| wanted(e)).collect());
            }
            // Mistakes elsewhere must not hide what was asked for.
            Err(errors) => files.retain(|file| errors.iter().all(|e| e.file != file.path)),
        }
    };
    compiled
        .examples
        .retain(|example| only.is_none_or(|part| example.file.contains(part)));
    let failures = pack_examples::failures(&compiled.packs, model, &compiled.examples);
    if failures.is_empty() {
        Ok(compiled)
    } else {
        Err(failures)
    }
}
