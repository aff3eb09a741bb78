//! Compiles the packs into the binary, so that a mistake in a pack is a build error with file and
//! line, and the worker has nothing to parse when it starts.
//!
//! `BEDSIDE_PACKS` names another folder of packs to build with.

// The modules below are the core's own; not all of them is used here.
#![allow(dead_code, missing_docs, unused_imports)]

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/packs/mod.rs"]
mod packs;
#[path = "src/text/mod.rs"]
mod text;

fn main() {
    println!("cargo::rerun-if-env-changed=BEDSIDE_PACKS");
    let folder = PathBuf::from(env::var("BEDSIDE_PACKS").unwrap_or_else(|_| "packs".into()));
    let mut files = Vec::new();
    collect(&folder, &folder, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("private.txt"), folded(Path::new("packs/private")))
        .expect("OUT_DIR can be written");
    match packs::compile::compile(&files) {
        Ok(compiled) => {
            let bytes = compiled
                .packs
                .to_bytes()
                .expect("compiled packs can be stored");
            fs::write(out.join("packs.bin"), bytes).expect("OUT_DIR can be written");
        }
        Err(errors) => {
            for error in &errors {
                println!("cargo::error={}/{error}", folder.display());
            }
            std::process::exit(1);
        }
    }
}

/// The lists of private words with every word folded, so that reading need not do it.
fn folded(folder: &Path) -> String {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).expect("the lists of private words can be read");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let texts = paths.iter().map(|path| {
        fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
    });
    let mut lines = Vec::new();
    for line in texts.collect::<String>().lines() {
        if line.starts_with('[') {
            lines.push(line.to_owned());
        } else if !line.starts_with('#') && !line.trim().is_empty() {
            let words: Vec<String> = line.split_whitespace().map(text::fold::fold).collect();
            lines.push(words.join(" "));
        }
    }
    lines.join("\n")
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<packs::PackFile>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("the folder {} cannot be read: {error}", folder.display()));
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            let below = path.strip_prefix(root).unwrap_or(&path);
            files.push(packs::PackFile {
                path: below.to_string_lossy().replace('\\', "/"),
                text: fs::read_to_string(&path)
                    .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display())),
            });
        }
    }
}
