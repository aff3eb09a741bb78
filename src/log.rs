//! The log: append-only and hash-chained, so that tampering shows.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::messages::{LogEntryView, LogEvent};

/// One stored entry of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogEntry {
    /// Running number from 1.
    pub number: u32,
    /// RFC 3339, UTC.
    pub at: String,
    /// Host of the page; empty for Bedside's own pages.
    pub host: String,
    /// What happened.
    pub event: LogEvent,
    /// SHA-256 over the previous entry's hash and this entry, in hex.
    pub hash: String,
}

/// The entry that follows `previous`.
#[must_use]
pub fn next(previous: Option<&LogEntry>, at: String, host: String, event: LogEvent) -> LogEntry {
    let number = previous.map_or(1, |p| p.number + 1);
    let before = previous.map_or("", |p| p.hash.as_str());
    let hash = hash(before, number, &at, &host, &event);
    LogEntry {
        number,
        at,
        host,
        event,
        hash,
    }
}

/// Whether the entries follow each other unbroken and unchanged, from the first.
#[must_use]
pub fn intact(entries: &[LogEntry]) -> bool {
    let mut before = "";
    for (index, entry) in entries.iter().enumerate() {
        let expected = hash(
            before,
            index as u32 + 1,
            &entry.at,
            &entry.host,
            &entry.event,
        );
        if entry.number != index as u32 + 1 || entry.hash != expected {
            return false;
        }
        before = &entry.hash;
    }
    true
}

/// The hash of an entry: SHA-256 of the previous hash, number, time, host and event, one a line,
/// the event as JSON.
fn hash(before: &str, number: u32, at: &str, host: &str, event: &LogEvent) -> String {
    let event = serde_json::to_string(event).unwrap_or_default();
    let digest = Sha256::digest(format!("{before}\n{number}\n{at}\n{host}\n{event}"));
    digest
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

impl From<&LogEntry> for LogEntryView {
    fn from(entry: &LogEntry) -> Self {
        Self {
            number: entry.number,
            at: entry.at.clone(),
            host: entry.host.clone(),
            event: entry.event.clone(),
            hash: entry.hash.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tampering_shows() {
        let first = next(
            None,
            "2026-01-01T00:00:00Z".into(),
            "a.example".into(),
            LogEvent::HintDismissed,
        );
        let second = next(
            Some(&first),
            "2026-01-01T00:00:01Z".into(),
            String::new(),
            LogEvent::HintDismissed,
        );
        assert!(intact(&[first.clone(), second.clone()]));
        let mut changed = first.clone();
        changed.host = "b.example".into();
        assert!(!intact(&[changed, second.clone()]));
        assert!(!intact(&[second]));
    }
}
