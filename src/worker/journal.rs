//! The log in `IndexedDB`.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::lock::Mutex;
use rexie::{ObjectStore, Rexie, Store, TransactionMode};
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::dispatch::failed;
use crate::log::{self, LogEntry};
use crate::messages::{LogEvent, Response};

const STORE: &str = "log";

thread_local! {
    /// Appends go one after the other, or two entries would follow the same one.
    static ONE_AT_A_TIME: RefCell<Rc<Mutex<()>>> = RefCell::new(Rc::new(Mutex::new(())));
}

/// Appends an event.
pub(super) async fn append(host: String, event: LogEvent) -> Result<(), Response> {
    let lock = ONE_AT_A_TIME.with_borrow(Rc::clone);
    let _held = lock.lock().await;
    try_append(host, event)
        .await
        .map_err(|error| refused(&error))
}

async fn try_append(host: String, event: LogEvent) -> Result<(), rexie::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.store(STORE)?;
    let last = last_entry(&store).await?;
    let at = String::from(js_sys::Date::new_0().to_iso_string());
    let entry = log::next(last.as_ref(), at, host, event);
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let value = entry.serialize(&serializer).unwrap_or(JsValue::NULL);
    store.add(&value, None).await?;
    transaction.done().await?;
    Ok(())
}

async fn last_entry(store: &Store) -> Result<Option<LogEntry>, rexie::Error> {
    let count = store.count(None).await?;
    if count == 0 {
        return Ok(None);
    }
    let found = store.get(JsValue::from(count)).await?;
    Ok(found.and_then(|value| serde_wasm_bindgen::from_value(value).ok()))
}

/// All entries, oldest first.
pub(super) async fn all() -> Result<Vec<LogEntry>, Response> {
    try_all().await.map_err(|error| refused(&error))
}

async fn try_all() -> Result<Vec<LogEntry>, rexie::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let values = transaction.store(STORE)?.get_all(None, None).await?;
    Ok(values
        .into_iter()
        .filter_map(|v| serde_wasm_bindgen::from_value(v).ok())
        .collect())
}

async fn open() -> Result<Rexie, rexie::Error> {
    Rexie::builder("bedside")
        .version(1)
        .add_object_store(ObjectStore::new(STORE).key_path("number"))
        .build()
        .await
}

fn refused(error: &rexie::Error) -> Response {
    failed(
        &format!("The log could not be written: {error}"),
        "Free some disk space and try again.",
    )
}
