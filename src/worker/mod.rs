//! The worker: the engine inside the browser, with the desk, the sites and the log in storage.
//!
//! One instance serves the whole browser. It keeps nothing that storage does not hold, because the
//! browser ends it after thirty idle seconds and starts it again at the next message.

mod journal;
mod storage;

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared, join};
use js_sys::Function;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::dispatch::{self, Sender, failed};
use crate::engine::Engine;
use crate::log;
use crate::messages::{LogEvent, PackView, PlatformView, Request, Response, Status};
use crate::packs::{LoadError, PackError, PackFile};
use crate::replying::learning::Learning;
use storage::{Arriving, Settings};

type Booting = Shared<LocalBoxFuture<'static, Result<Rc<Engine>, String>>>;

thread_local! {
    /// The one engine of the browser, loading or loaded.
    static BOOTING: RefCell<Option<Booting>> = const { RefCell::new(None) };
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SenderFacts {
    extension_page: bool,
    host: Option<String>,
}

/// Answers one message. Never throws: what cannot be done is answered in words.
///
/// `files` gives a promise of a file of the package by its name.
#[wasm_bindgen]
pub async fn handle(request: JsValue, sender: JsValue, files: Function) -> JsValue {
    let response = answer(request, sender, files)
        .await
        .unwrap_or_else(|refused| refused);
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    serde::Serialize::serialize(&response, &serializer).unwrap_or(JsValue::NULL)
}

async fn answer(request: JsValue, sender: JsValue, files: Function) -> Result<Response, Response> {
    let unknown = |_| {
        failed(
            "Bedside does not know this message.",
            "Reload the page, so that it and the extension are of one version.",
        )
    };
    let request: Request = serde_wasm_bindgen::from_value(request).map_err(unknown)?;
    let facts: SenderFacts = serde_wasm_bindgen::from_value(sender).map_err(unknown)?;
    let sender = Sender {
        extension_page: facts.extension_page,
        host: facts.host,
    };
    dispatch::admit(&request, &sender)?;
    let engine = engine(&files).await.map_err(|error| {
        failed(
            &format!("The engine could not start: {error}"),
            "Reload the extension.",
        )
    })?;
    let settings = storage::settings().await;
    if let Some(response) = dispatch::answer(
        &engine,
        &settings.desk,
        &settings.learning,
        &settings.sites_off,
        &request,
    ) {
        return Ok(response);
    }
    // Boxed, so that what reading never needs is not compiled before the first reading.
    stored(&engine, settings, request, &files)
        .boxed_local()
        .await
}

/// Answers what reads or writes storage.
async fn stored(
    engine: &Engine,
    mut settings: Settings,
    request: Request,
    files: &Function,
) -> Result<Response, Response> {
    match request {
        Request::GetDesk {} => Ok(Response::DeskIs {
            desk: settings.desk,
        }),
        Request::SetDesk { desk } => {
            desk.validate().map_err(|e| failed(&e.message, &e.remedy))?;
            settings.desk = *desk;
            storage::store(&settings).await?;
            Ok(Response::DeskIs {
                desk: settings.desk,
            })
        }
        Request::SetSite { host, on } => {
            settings.sites_off.retain(|h| *h != host);
            if !on {
                settings.sites_off.push(host);
            }
            storage::store(&settings).await?;
            Ok(Response::Done)
        }
        Request::Record { page, event } => {
            match &event {
                LogEvent::HintDismissed => settings.desk.hint_dismissed = true,
                LogEvent::Suggested { templates, .. } => {
                    settings
                        .learning
                        .shown(templates.iter().map(String::as_str));
                }
                LogEvent::Inserted { template, .. } => settings.learning.taken(template),
                LogEvent::Overridden { .. } | LogEvent::Ignored { .. } => {}
            }
            storage::store(&settings).await?;
            journal::append(page.host, event).await?;
            Ok(Response::Done)
        }
        Request::ImportPack { name, text } => {
            let mut changed = Engine::new(engine.packs.clone(), engine.model.clone());
            changed
                .import(&PackFile {
                    path: name.clone(),
                    text: text.clone(),
                })
                .map_err(|errors| {
                    failed(
                        &in_words(&errors),
                        "Mend the file and import it again. Nothing was changed.",
                    )
                })?;
            settings.imported.retain(|(known, _)| *known != name);
            settings.imported.push((name, text));
            storage::store(&settings).await?;
            unload();
            Ok(Response::StatusIs {
                status: status(&changed, &settings),
            })
        }
        Request::RemovePack { name } => {
            settings.imported.retain(|(known, _)| *known != name);
            storage::store(&settings).await?;
            unload();
            let engine = self::engine(files)
                .await
                .map_err(|e| failed(&e, "Reload the extension."))?;
            Ok(Response::StatusIs {
                status: status(&engine, &settings),
            })
        }
        Request::ForgetLearning {} => {
            settings.learning = Learning::default();
            storage::store(&settings).await?;
            Ok(Response::Done)
        }
        Request::GetLog { skip, take } => {
            let entries = journal::all().await?;
            Ok(Response::LogIs {
                total: entries.len() as u32,
                intact: log::intact(&entries),
                entries: entries
                    .iter()
                    .rev()
                    .skip(skip as usize)
                    .take(take.min(500) as usize)
                    .map(Into::into)
                    .collect(),
            })
        }
        Request::GetStatus {} => Ok(Response::StatusIs {
            status: status(engine, &settings),
        }),
        Request::OpenPage { .. }
        | Request::Read { .. }
        | Request::Suggest { .. }
        | Request::Check { .. }
        | Request::Search { .. } => Err(failed("The engine gave no answer.", "Reload the page.")),
    }
}

fn status(engine: &Engine, settings: &Settings) -> Status {
    Status {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        packs: engine
            .packs
            .files
            .iter()
            .map(|file| PackView {
                name: file.path.clone(),
                sort: file.sort.clone(),
                status: file.status.clone(),
                verified_on: file.verified_on.clone(),
                imported: file.imported,
            })
            .collect(),
        sites_off: settings.sites_off.clone(),
        platforms: engine
            .packs
            .adapters
            .iter()
            .map(|a| PlatformView {
                id: a.id.clone(),
                name: a.name.clone(),
                hosts: a.hosts.clone(),
            })
            .collect(),
    }
}

/// The engine, loaded on first use; a failed load is tried again at the next message.
async fn engine(files: &Function) -> Result<Rc<Engine>, String> {
    let booting = BOOTING.with_borrow_mut(|slot| {
        slot.get_or_insert_with(|| load(files.clone()).boxed_local().shared())
            .clone()
    });
    let engine = booting.await;
    if engine.is_err() {
        BOOTING.with_borrow_mut(|slot| *slot = None);
    }
    engine
}

async fn load(files: Function) -> Result<Rc<Engine>, String> {
    let (engine, settings) = join(knowledge(&files), storage::settings()).await;
    let mut engine = engine?;
    for (name, text) in settings.imported {
        // A pack that fits no more after an update must not keep Bedside from starting.
        if let Err(errors) = engine.import(&PackFile {
            path: name.clone(),
            text,
        }) {
            gloo_console::warn!(format!("{name} is left out: {}", in_words(&errors)));
        }
    }
    Ok(Rc::new(engine))
}

/// The engine with what ships. The bytes of one file are let go before those of the other are taken
/// over, because memory that Wasm was given once it keeps.
async fn knowledge(files: &Function) -> Result<Engine, String> {
    let [packs, model] = ["packs.bin", "model.bin"].map(|name| Arriving::new(files, name));
    let in_words = |error: LoadError| error.to_string();
    let packs = Engine::packs_alone(&packs.bytes().await?).map_err(in_words)?;
    let model = Engine::model_alone(&model.bytes().await?).map_err(in_words)?;
    Ok(Engine::new(packs, model))
}

/// The next message loads the engine anew.
fn unload() {
    BOOTING.with_borrow_mut(|slot| *slot = None);
}

fn in_words(errors: &[PackError]) -> String {
    let shown: Vec<String> = errors
        .iter()
        .take(3)
        .map(|e| format!("{}, line {}: {}", e.file, e.line, e.message))
        .collect();
    let more = errors.len().saturating_sub(shown.len());
    let rest = if more > 0 {
        format!(" (and {more} more)")
    } else {
        String::new()
    };
    format!("{}{rest}", shown.join("; "))
}

/// Sends panics to the console, where a report can pick them up.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| gloo_console::error!(panic.to_string())));
}
