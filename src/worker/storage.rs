//! The extension's own storage and files.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::lock::Mutex;
use js_sys::{ArrayBuffer, Function, Promise, Uint8Array};
use serde::Serialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::dispatch::failed;
use crate::messages::Response;
use crate::settings::{Settings, Unreadable};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    async fn storage_get(key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    async fn storage_set(items: JsValue) -> Result<JsValue, JsValue>;
}

const SETTINGS: &str = "settings";

thread_local! {
    /// Changes go one after the other, or one would put back what another changed.
    static ONE_AT_A_TIME: RefCell<Rc<Mutex<()>>> = RefCell::new(Rc::new(Mutex::new(())));
}

/// The settings as stored; those of a fresh installation where there are none.
pub(super) async fn settings() -> Result<Settings, Unreadable> {
    let stored = get(SETTINGS).await.map_err(Unreadable)?;
    Settings::from_stored(stored)
}

/// Changes the settings as they are stored by then; nothing is stored where the change is refused.
pub(super) async fn change<T>(
    with: impl AsyncFnOnce(&mut Settings) -> Result<T, Response>,
) -> Result<T, Response> {
    let lock = ONE_AT_A_TIME.with_borrow(Rc::clone);
    let _held = lock.lock().await;
    let mut settings = settings().await.map_err(|error| error.refused())?;
    let answer = with(&mut settings).await?;
    let refused = |_| {
        failed(
            "The browser refused to store the settings.",
            "Free some disk space and try again.",
        )
    };
    set(SETTINGS, &settings).await.map_err(refused)?;
    Ok(answer)
}

/// What is stored under a key; null where nothing is.
pub(super) async fn get(key: &str) -> Result<Value, String> {
    let stored = storage_get(key).await.map_err(in_words)?;
    let mut stored: Value =
        serde_wasm_bindgen::from_value(stored).map_err(|error| error.to_string())?;
    Ok(stored.get_mut(key).map(Value::take).unwrap_or_default())
}

/// Stores a value under a key.
pub(super) async fn set(key: &str, value: &impl Serialize) -> Result<(), String> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let items = json!({ key: value }).serialize(&serializer);
    let items = items.map_err(|error| error.to_string())?;
    storage_set(items).await.map(drop).map_err(in_words)
}

fn in_words(error: JsValue) -> String {
    match error.dyn_into::<js_sys::Error>() {
        Ok(error) => String::from(error.message()),
        Err(other) => format!("{other:?}"),
    }
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
        let arrived = JsFuture::from(self.0.map_err(in_words)?).await;
        let buffer: ArrayBuffer = arrived.and_then(JsCast::dyn_into).map_err(in_words)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}
