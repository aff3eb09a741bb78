//! The `bedside` command.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use bedside::command;
use bedside::command::lines::Verb as LineVerb;
use bedside::engine::Engine;
use bedside::packs::Packs;
use bedside::training::Folders;
use clap::{Args, Parser, Subcommand};

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
    /// Read comments and suggest replies: {"id","text","jurisdictions","platform","desk"} a line.
    Suggest,
    /// Check drafts: {"id","comment","draft","jurisdictions","platform"} a line.
    Check,
    /// Train the model that ships.
    Train {
        #[command(flatten)]
        sources: Inputs,
        /// Word vectors, as training/distil.py writes them.
        #[arg(long, default_value = "training/vectors.bin")]
        vectors: PathBuf,
        /// The model to write.
        #[arg(long, default_value = "packs/model/bedside.model")]
        model: PathBuf,
    },
    /// Print the frequent words of every language, for distilling word vectors.
    Words {
        #[command(flatten)]
        sources: Inputs,
        /// Most words of each language.
        #[arg(long, default_value_t = 4000)]
        each: usize,
    },
    /// Print the texts that the network learns from, for distilling word vectors.
    Texts {
        #[command(flatten)]
        sources: Inputs,
    },
    /// Measure the engine on labelled texts it never saw.
    Eval {
        #[command(flatten)]
        sources: Inputs,
        /// Another model than the one built in.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Only this part; may be given several times.
        #[arg(long, value_enum)]
        only: Vec<command::train::Part>,
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

/// Where training and measuring read from.
#[derive(Args)]
struct Inputs {
    /// Folder of the sources' data.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// Label maps of the sources.
    #[arg(long, default_value = "training/sources.toml")]
    sources: PathBuf,
    /// What careful readers say of rows of the sources.
    #[arg(long, default_value = "training/readings")]
    readings: PathBuf,
    /// Folder of texts in languages without a pack.
    #[arg(long, default_value = "training/languages")]
    languages: PathBuf,
    /// Folder of the written comments.
    #[arg(long, default_value = "packs/comments")]
    comments: PathBuf,
    /// Folder of the written replies.
    #[arg(long, default_value = "packs/replies")]
    replies: PathBuf,
    /// Folder of the packs whose examples are used.
    #[arg(long, default_value = "packs")]
    packs: PathBuf,
    /// Folder of the functional suites and the drafts for checking.
    #[arg(long, default_value = "tests")]
    tests: PathBuf,
}

impl Inputs {
    fn folders(&self) -> Folders<'_> {
        Folders {
            sources: &self.sources,
            data: &self.data,
            readings: &self.readings,
            languages: &self.languages,
            comments: &self.comments,
            replies: &self.replies,
            packs: &self.packs,
            tests: &self.tests,
        }
    }
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
            sources,
            vectors,
            model,
        } => with_packs(|packs| command::train::train(packs, sources.folders(), &vectors, &model)),
        Verb::Eval {
            sources,
            model,
            only,
        } => engine_with(model.as_deref()).and_then(|engine| {
            command::train::evaluate(&engine, sources.folders(), &only).map_err(|e| e.to_string())
        }),
        Verb::Words { sources, each } => {
            with_packs(|packs| command::train::words(packs, sources.folders(), each))
        }
        Verb::Texts { sources } => {
            with_packs(|packs| command::train::texts(packs, sources.folders()))
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

fn with_packs(work: impl FnOnce(&Packs) -> io::Result<()>) -> Result<(), String> {
    let packs = command::packs().map_err(|e| e.to_string())?;
    work(&packs).map_err(|e| e.to_string())
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
    let checked = command::pack_files::check(&engine.model, folder, only);
    match checked.map_err(|error| error.to_string())? {
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
