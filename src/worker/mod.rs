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

use crate::dispatch::{self, PackText, Sender, failed};
use crate::engine::Engine;
use crate::messages::{Request, Response};
use crate::packs::Packs;
use crate::reading::model::Model;
use crate::review;
use crate::settings::{self, Settings};
use storage::Arriving;

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
    let (engine, settings) = join(engine(&files), storage::settings()).await;
    let settings = settings.map_err(|error| error.refused())?;
    let engine = engine.map_err(|error| {
        failed(
            &format!("The engine could not start: {error}"),
            "Reload the extension.",
        )
    })?;
    if let Some(response) = dispatch::answer(&engine, &settings, &request) {
        return Ok(response);
    }
    // Boxed, so that what reading never needs is not compiled before the first reading.
    stored(&engine, request, &files).boxed_local().await
}

/// Answers what changes the settings or needs the log.
async fn stored(engine: &Engine, request: Request, files: &Function) -> Result<Response, Response> {
    match request {
        Request::Record {
            ref page,
            ref event,
        } => {
            journal::append(page.host.clone(), event.clone()).await?;
            change(&request).await
        }
        Request::ImportPack { name, text } => {
            let shipped = shipped_packs(files).await?;
            adopt(async |settings| settings.import(shipped, engine, &name, &text)).await
        }
        Request::RemovePack { name } => {
            let shipped = shipped_packs(files).await?;
            adopt(async |settings| settings.remove(shipped, engine, &name)).await
        }
        Request::ReviewPack { review } => {
            let status = changed(async |settings| {
                settings.review(engine, &review)?;
                Ok(dispatch::status(engine, settings))
            });
            status.await.map(|status| Response::StatusIs { status })
        }
        Request::TakeBackReview { pack } => {
            let status = changed(async |settings| {
                settings.take_back_review(&pack);
                Ok(dispatch::status(engine, settings))
            });
            status.await.map(|status| Response::StatusIs { status })
        }
        Request::GetPack { name } => shipped_text(engine, &name, files).await,
        Request::GetLog { skip, take } => read_log(skip, take).await,
        other => change(&other).await,
    }
}

async fn change(request: &Request) -> Result<Response, Response> {
    let no_answer = || Err(failed("The engine gave no answer.", "Reload the page."));
    changed(async |settings| settings.change(request).unwrap_or_else(no_answer)).await
}

/// Changes the settings, and logs which reviews came or went with that.
async fn changed<T>(
    with: impl AsyncFnOnce(&mut Settings) -> Result<T, Response>,
) -> Result<T, Response> {
    storage::change(async |settings| {
        let before = settings.desk.reviews.clone();
        let answer = with(settings).await?;
        for event in review::events(&before, &settings.desk.reviews) {
            journal::append(String::new(), event).await?;
        }
        Ok(answer)
    })
    .await
}

/// The text of a pack that came with the package.
async fn shipped_text(engine: &Engine, name: &str, files: &Function) -> Result<Response, Response> {
    let damaged = |error: String| failed(&error, "Install Bedside again.");
    let PackText::Shipped(file) = dispatch::pack_text(engine, &Settings::default(), name) else {
        return Err(damaged(format!("{name} is no pack of the package.")));
    };
    let bytes = Arriving::new(files, &file).bytes().await.map_err(damaged)?;
    let text = String::from_utf8(bytes).map_err(|error| damaged(error.to_string()))?;
    Ok(Response::PackIs { text })
}

/// Changes the imported packs; the next message loads the engine anew.
async fn adopt(
    with: impl AsyncFnOnce(&mut Settings) -> Result<Engine, Response>,
) -> Result<Response, Response> {
    let status = storage::change(async |settings| {
        let changed = with(settings).await?;
        Ok(dispatch::status(&changed, settings))
    });
    let status = status.await?;
    BOOTING.with_borrow_mut(|slot| *slot = None);
    Ok(Response::StatusIs { status })
}

async fn shipped_packs(files: &Function) -> Result<Packs, Response> {
    let packs = packs(Arriving::new(files, PACKS)).await;
    packs.map_err(|error| failed(&error, "Reload the extension."))
}

async fn read_log(skip: u32, take: u32) -> Result<Response, Response> {
    let log = journal::all().await?;
    let total = log.entries.len() as u32;
    let newest_first = log.entries.into_iter().rev();
    Ok(Response::LogIs {
        total,
        intact: log.intact,
        entries: newest_first
            .skip(skip as usize)
            .take(take.min(500) as usize)
            .collect(),
    })
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
    let (knowledge, settings) = join(knowledge(&files), storage::settings()).await;
    let (packs, model) = knowledge?;
    let settings = settings.map_err(|error| error.to_string())?;
    let (engine, left_out) = settings::with_imports(packs, model, &settings.imported);
    for (name, errors) in left_out {
        gloo_console::warn!(format!(
            "{name} is left out: {}",
            settings::in_words(&errors)
        ));
    }
    Ok(Rc::new(engine))
}

const PACKS: &str = "packs.bin";

/// What ships. The bytes of one file are let go before those of the other are taken over, because
/// memory that Wasm was given once it keeps.
async fn knowledge(files: &Function) -> Result<(Packs, Model), String> {
    let [packs, model] = [PACKS, "model.bin"].map(|name| Arriving::new(files, name));
    let packs = self::packs(packs).await?;
    let model = Engine::model_alone(&model.bytes().await?).map_err(|error| error.to_string())?;
    Ok((packs, model))
}

async fn packs(arriving: Arriving) -> Result<Packs, String> {
    Engine::packs_alone(&arriving.bytes().await?).map_err(|error| error.to_string())
}

/// Sends panics to the console, where a report can pick them up.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| gloo_console::error!(panic.to_string())));
}
