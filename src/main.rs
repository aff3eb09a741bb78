//! The `bedside` command.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use bedside::command;
use bedside::command::lines::Verb as LineVerb;
use bedside::engine::Engine;
use bedside::training::Folders;
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
    /// Train the model that ships.
    Train {
        /// Folder of the sources' data.
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// Label maps of the sources.
        #[arg(long, default_value = "training/sources.toml")]
        sources: PathBuf,
        /// Folder of the written comments.
        #[arg(long, default_value = "packs/comments")]
        comments: PathBuf,
        /// Folder of the written replies.
        #[arg(long, default_value = "packs/replies")]
        replies: PathBuf,
        /// Word vectors, as training/distil.py writes them.
        #[arg(long, default_value = "training/vectors.bin")]
        vectors: PathBuf,
        /// The model to write.
        #[arg(long, default_value = "packs/model/bedside.model")]
        model: PathBuf,
    },
    /// Print the frequent words of every language, for distilling word vectors.
    Words {
        /// Folder of the sources' data.
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// Label maps of the sources.
        #[arg(long, default_value = "training/sources.toml")]
        sources: PathBuf,
        /// Folder of the written comments.
        #[arg(long, default_value = "packs/comments")]
        comments: PathBuf,
        /// Most words of each language.
        #[arg(long, default_value_t = 4000)]
        each: usize,
    },
    /// Measure the engine on labelled texts it never saw.
    Eval {
        /// Folder of the sources' data.
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// Label maps of the sources.
        #[arg(long, default_value = "training/sources.toml")]
        sources: PathBuf,
        /// Folder of the written comments.
        #[arg(long, default_value = "packs/comments")]
        comments: PathBuf,
        /// Folder of the written replies.
        #[arg(long, default_value = "packs/replies")]
        replies: PathBuf,
        /// Another model than the one built in.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Folder of the packs whose rules are tried on their examples.
        #[arg(long, default_value = "packs")]
        packs: PathBuf,
        /// Folder of the functional suites and the drafts for checking.
        #[arg(long, default_value = "tests")]
        tests: PathBuf,
    },
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
    /// Write the packs and the model this program was built with as the files that the worker loads.
    Write {
        /// The file for the packs; the model goes beside it as `model.bin`.
        file: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Read => lines(LineVerb::Read),
        Verb::Suggest => lines(LineVerb::Suggest),
        Verb::Check => lines(LineVerb::Check),
        Verb::Train {
            data,
            sources,
            comments,
            replies,
            vectors,
            model,
        } => {
            let folders = Folders {
                sources: &sources,
                data: &data,
                comments: &comments,
            };
            command::packs()
                .map_err(|e| e.to_string())
                .and_then(|packs| {
                    command::train::train(&packs, folders, &replies, &vectors, &model)
                        .map_err(|e| e.to_string())
                })
        }
        Verb::Eval {
            data,
            sources,
            comments,
            replies,
            model,
            packs,
            tests,
        } => {
            let folders = Folders {
                sources: &sources,
                data: &data,
                comments: &comments,
            };
            engine_with(model.as_deref()).and_then(|engine| {
                command::train::evaluate(&engine, folders, &replies, &packs, &tests)
                    .map_err(|e| e.to_string())
            })
        }
        Verb::Words {
            data,
            sources,
            comments,
            each,
        } => {
            let folders = Folders {
                sources: &sources,
                data: &data,
                comments: &comments,
            };
            command::packs()
                .map_err(|e| e.to_string())
                .and_then(|packs| {
                    command::train::words(&packs, folders, each).map_err(|e| e.to_string())
                })
        }
        Verb::Types { folder } => command::types::export(&folder).map_err(|e| e.to_string()),
        Verb::Packs {
            verb: PacksVerb::Write { file },
        } => std::fs::write(&file, command::PACKS)
            .and_then(|()| std::fs::write(file.with_file_name("model.bin"), command::MODEL))
            .map_err(|e| format!("{}: {e}", file.display())),
        Verb::Packs {
            verb: PacksVerb::Check { packs, only },
        } => check_packs(&packs, only.as_deref()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("bedside: {message}");
            ExitCode::FAILURE
        }
    }
}

fn engine_with(model: Option<&std::path::Path>) -> Result<Engine, String> {
    match model {
        None => command::engine().map_err(|e| e.to_string()),
        Some(file) => {
            let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
            Engine::load(command::PACKS, &bytes).map_err(|e| e.to_string())
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
    let engine = command::engine().map_err(|e| e.to_string())?;
    match command::pack_files::check(&engine.model, folder, only) {
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
