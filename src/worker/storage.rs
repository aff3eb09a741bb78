//! The extension's own storage and files.

use js_sys::{ArrayBuffer, Function, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::desk::Desk;
use crate::dispatch::failed;
use crate::messages::Response;
use crate::replying::learning::Learning;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    async fn storage_get(key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    async fn storage_set(items: JsValue) -> Result<JsValue, JsValue>;
}

/// What is kept between runs, besides the log.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Settings {
    /// The desk.
    pub desk: Desk,
    /// Hosts the moderator switched Bedside off for.
    pub sites_off: Vec<String>,
    /// Packs the organisation imported: name and text, in order.
    pub imported: Vec<(String, String)>,
    /// What became of suggestions.
    pub learning: Learning,
}

const KEY: &str = "settings";

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Stored {
    settings: Settings,
}

/// The settings as stored; those of a fresh installation where there are none that can be read.
pub(super) async fn settings() -> Settings {
    match storage_get(KEY).await {
        Ok(stored) => {
            serde_wasm_bindgen::from_value::<Stored>(stored)
                .unwrap_or_default()
                .settings
        }
        Err(error) => {
            gloo_console::error!("settings cannot be read:", error);
            Settings::default()
        }
    }
}

/// Stores the settings.
pub(super) async fn store(settings: &Settings) -> Result<(), Response> {
    let refused = || {
        failed(
            "The browser refused to store the settings.",
            "Free some disk space and try again.",
        )
    };
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let items = Stored {
        settings: settings.clone(),
    }
    .serialize(&serializer)
    .map_err(|_| refused())?;
    storage_set(items).await.map(drop).map_err(|_| refused())
}

/// A file of the extension's own package, on its way.
pub(super) struct Arriving(Result<Promise, JsValue>);

impl Arriving {
    /// Asks the shell for a file.
    pub(super) fn new(files: &Function, name: &str) -> Self {
        let asked = files.call1(&JsValue::NULL, &name.into());
        Self(asked.and_then(JsCast::dyn_into))
    }

    /// Its bytes, when they are there.
    pub(super) async fn bytes(self) -> Result<Vec<u8>, String> {
        let in_words = |error: JsValue| match error.dyn_into::<js_sys::Error>() {
            Ok(error) => String::from(error.message()),
            Err(other) => format!("{other:?}"),
        };
        let arrived = JsFuture::from(self.0.map_err(in_words)?).await;
        let buffer: ArrayBuffer = arrived.and_then(JsCast::dyn_into).map_err(in_words)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}
