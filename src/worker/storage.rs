//! The extension's own storage and files.

use gloo_net::http::Request;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

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

    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    fn extension_url(path: &str) -> String;
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

/// A file of the extension's own package.
pub(super) async fn packaged_file(name: &str) -> Result<Vec<u8>, String> {
    let response = Request::get(&extension_url(name))
        .send()
        .await
        .map_err(|e| e.to_string())?;
    if !response.ok() {
        return Err(format!("{name} is missing from the package"));
    }
    response.binary().await.map_err(|e| e.to_string())
}
