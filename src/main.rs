//! The `bedside` command.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use bedside::command;
use bedside::command::lines::Verb as LineVerb;
use clap::{Parser, Subcommand};

/// Reads comments, suggests replies, checks drafts: one JSON value a line in, one a line out.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Read comments: {"id","text"} a line.
    Read,
    /// Read comments and suggest replies: {"id","text"} a line.
    Suggest,
    /// Check drafts: {"id","comment","draft","jurisdictions","platform"} a line.
    Check,
    /// Write the TypeScript types of the messages into a folder.
    Types {
        /// The folder.
        folder: PathBuf,
    },
    /// Work on packs.
    Packs {
        #[command(subcommand)]
        verb: PacksVerb,
    },
}

#[derive(Subcommand)]
enum PacksVerb {
    /// Compile the packs of a folder and try their examples.
    Check {
        /// The folder.
        #[arg(long, default_value = "packs")]
        packs: PathBuf,
        /// Report only files whose path contains this.
        #[arg(long)]
        only: Option<String>,
    },
    /// Write the packs this program was built with as the one file that the worker loads.
    Write {
        /// The file.
        file: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Read => lines(LineVerb::Read),
        Verb::Suggest => lines(LineVerb::Suggest),
        Verb::Check => lines(LineVerb::Check),
        Verb::Types { folder } => command::types::export(&folder).map_err(|e| e.to_string()),
        Verb::Packs { verb: PacksVerb::Write { file } } => {
            std::fs::write(&file, command::PACKS).map_err(|e| format!("{}: {e}", file.display()))
        }
        Verb::Packs { verb: PacksVerb::Check { packs, only } } => check_packs(&packs, only.as_deref()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("bedside: {message}");
            ExitCode::FAILURE
        }
    }
}

fn lines(verb: LineVerb) -> Result<(), String> {
    let engine = command::engine().map_err(|e| e.to_string())?;
    let understood = command::lines::run(&engine, verb, io::stdin().lock(), io::stdout().lock());
    match understood {
        Ok(true) => Ok(()),
        Ok(false) => Err("some lines were not understood; see their `error`".into()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

fn check_packs(folder: &std::path::Path, only: Option<&str>) -> Result<(), String> {
    match command::packs::check(folder, only) {
        Ok(compiled) => {
            let (files, examples) = (compiled.packs.files.len(), compiled.examples.len());
            println!("{files} files, {examples} examples, all as expected");
            Ok(())
        }
        Err(errors) => {
            for error in &errors {
                println!("{error}");
            }
            Err(format!("{} mistakes in packs", errors.len()))
        }
    }
}
