//! The log in `IndexedDB`, and its head in the extension's storage.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::lock::Mutex;
use rexie::{Direction, ObjectStore, Rexie, TransactionMode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::storage;
use crate::dispatch::failed;
use crate::log::{self, Head, LogEntry};
use crate::messages::{LogEvent, Response};

const STORE: &str = "log";
/// Key of the head in the extension's storage.
const HEAD: &str = "logHead";

thread_local! {
    /// Appends go one after the other, or two entries would follow the same one.
    static ONE_AT_A_TIME: RefCell<Rc<Mutex<()>>> = RefCell::new(Rc::new(Mutex::new(())));
}

/// Appends an event.
pub(super) async fn append(host: String, event: LogEvent) -> Result<(), Response> {
    let lock = ONE_AT_A_TIME.with_borrow(Rc::clone);
    let _held = lock.lock().await;
    let kept = head().await?;
    let previous = log::newest(last().await.map_err(|e| unreadable(&e))?, kept);
    let at = String::from(js_sys::Date::new_0().to_iso_string());
    let entry = log::next(&previous, at, host, event);
    add(&entry).await.map_err(|e| unwritten(&e.to_string()))?;
    let kept = storage::set(HEAD, &entry.head()).await;
    kept.map_err(|error| unwritten(&error))
}

async fn add(entry: &LogEntry) -> Result<(), rexie::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let value = entry.serialize(&serializer).unwrap_or(JsValue::NULL);
    transaction.store(STORE)?.add(&value, None).await?;
    transaction.done().await?;
    Ok(())
}

/// The log as stored.
pub(super) struct Log {
    /// The entries that can be read, oldest first.
    pub entries: Vec<LogEntry>,
    /// Whether these are all, unbroken and unchanged.
    pub intact: bool,
}

/// The whole log.
pub(super) async fn all() -> Result<Log, Response> {
    let lock = ONE_AT_A_TIME.with_borrow(Rc::clone);
    let _held = lock.lock().await;
    let kept = head().await?;
    let stored = values().await.map_err(|error| unreadable(&error))?;
    let count = stored.len();
    let entries: Vec<LogEntry> = stored.into_iter().filter_map(read).collect();
    Ok(Log {
        intact: entries.len() == count && log::intact(&entries, kept.as_ref()),
        entries,
    })
}

async fn values() -> Result<Vec<JsValue>, rexie::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    transaction.store(STORE)?.get_all(None, None).await
}

/// The entry of the greatest number, whatever else is wrong with it.
async fn last() -> Result<Option<Head>, rexie::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let store = transaction.store(STORE)?;
    let backwards = Some(Direction::Prev);
    let found = store.scan(None, Some(1), None, backwards).await?;
    Ok(found.into_iter().next().map(|(key, value)| {
        read(value).unwrap_or_else(|| Head {
            number: read(key).unwrap_or_default(),
            hash: String::new(),
        })
    }))
}

fn read<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(value).ok()
}

/// The head that was kept; none of a log from before heads were kept.
async fn head() -> Result<Option<Head>, Response> {
    let kept = storage::get(HEAD).await.map_err(|e| unreadable(&e))?;
    // One that was spoilt is the head of no entry, so that the log does not pass for intact.
    Ok((!kept.is_null()).then(|| serde_json::from_value(kept).unwrap_or_default()))
}

async fn open() -> Result<Rexie, rexie::Error> {
    Rexie::builder("bedside")
        .version(1)
        .add_object_store(ObjectStore::new(STORE).key_path("number"))
        .build()
        .await
}

fn unreadable(error: &impl ToString) -> Response {
    failed(
        &format!("The log could not be read: {}", error.to_string()),
        "Restart the browser and try again.",
    )
}

fn unwritten(error: &str) -> Response {
    failed(
        &format!("The log could not be written: {error}"),
        "Free some disk space and try again.",
    )
}
