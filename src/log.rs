//! The log: append-only and hash-chained, so that tampering shows.
//!
//! The newest entry's number and hash, its head, are kept beside the log, so that it also shows when
//! entries are cut off at the end.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::messages::LogEvent;
use crate::text::hash::fingerprint;

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
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

/// What is known of an entry without its content; by default that nothing is logged yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its number.
    pub number: u32,
    /// Its hash; empty where it cannot be read, so that the chain shows a break there.
    pub hash: String,
}

impl LogEntry {
    /// What is kept beside the log while this entry is the newest.
    #[must_use]
    pub fn head(&self) -> Head {
        Head {
            number: self.number,
            hash: self.hash.clone(),
        }
    }
}

/// What the next entry follows: the newest entry that is stored, or the head that was kept where
/// entries were cut off since. The numbers then show the gap for ever.
#[must_use]
pub fn newest(stored: Option<Head>, kept: Option<Head>) -> Head {
    let kept = kept.unwrap_or_default();
    match stored {
        Some(stored) if stored.number > kept.number => stored,
        _ => kept,
    }
}

/// The entry that follows `previous`.
#[must_use]
pub fn next(previous: &Head, at: String, host: String, event: LogEvent) -> LogEntry {
    let number = previous.number + 1;
    let hash = hash(&previous.hash, number, &at, &host, &event);
    LogEntry {
        number,
        at,
        host,
        event,
        hash,
    }
}

/// Whether the entries follow each other unbroken and unchanged, from the first to the one that was
/// kept as the newest. Of a log that no head was kept of, only the chain is judged.
#[must_use]
pub fn intact(entries: &[LogEntry], kept: Option<&Head>) -> bool {
    let mut before = Head::default();
    let mut passed_kept = kept.is_none_or(|kept| *kept == before);
    for entry in entries {
        let expected = next(
            &before,
            entry.at.clone(),
            entry.host.clone(),
            entry.event.clone(),
        );
        if *entry != expected {
            return false;
        }
        before = entry.head();
        passed_kept |= kept == Some(&before);
    }
    // The browser may have ended the worker between the newest entry and its head.
    let beyond = kept.map_or(0, |kept| before.number.saturating_sub(kept.number));
    passed_kept && beyond <= 1
}

/// The hash of an entry: SHA-256 of the previous hash, number, time, host and event, one a line,
/// the event as JSON.
fn hash(before: &str, number: u32, at: &str, host: &str, event: &LogEvent) -> String {
    let event = serde_json::to_string(event).unwrap_or_default();
    fingerprint(&format!("{before}\n{number}\n{at}\n{host}\n{event}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log of some entries, with its head.
    fn log(length: usize) -> (Vec<LogEntry>, Head) {
        let mut entries = Vec::new();
        let mut head = Head::default();
        for second in 0..length {
            let event = LogEvent::Ignored {
                comment_key: None,
                rule: "US-1".into(),
                reason: format!("reason {second}"),
            };
            let at = format!("2026-01-01T00:00:0{second}Z");
            let entry = next(&head, at, "a.example".into(), event);
            head = entry.head();
            entries.push(entry);
        }
        (entries, head)
    }

    #[test]
    fn tampering_shows() {
        let (entries, head) = log(4);
        assert!(intact(&entries, Some(&head)));
        let tampered = |change: &dyn Fn(&mut Vec<LogEntry>)| {
            let mut changed = entries.clone();
            change(&mut changed);
            !intact(&changed, Some(&head))
        };
        for at in 0..entries.len() {
            assert!(tampered(&|log| log[at].host = "b.example".into()), "{at}");
            assert!(
                tampered(&|log| log[at].event = LogEvent::HintDismissed),
                "{at}"
            );
            assert!(tampered(&|log| drop(log.remove(at))), "{at}");
            assert!(tampered(&|log| log.truncate(at)), "cut off after {at}");
        }
        assert!(tampered(&|log| log.swap(1, 2)));
        assert!(tampered(&|log| {
            log.swap(1, 2);
            (log[1].number, log[2].number) = (2, 3);
        }));
    }

    #[test]
    fn what_was_cut_off_shows_after_further_entries_too() {
        let (mut entries, head) = log(4);
        entries.truncate(2);
        let last = entries.last().map(LogEntry::head);
        let follows = newest(last, Some(head));
        let entry = next(
            &follows,
            String::new(),
            String::new(),
            LogEvent::HintDismissed,
        );
        let head = entry.head();
        entries.push(entry);
        assert!(!intact(&entries, Some(&head)));
    }

    #[test]
    fn a_worker_that_ended_before_it_kept_the_head_changed_nothing() {
        let (entries, head) = log(4);
        assert!(intact(&entries, Some(&entries[2].head())));
        assert!(intact(&entries[..1], Some(&Head::default())));
        assert_eq!(newest(Some(head.clone()), Some(entries[2].head())), head);
        assert!(
            !intact(&entries, Some(&entries[1].head())),
            "heads are kept one by one"
        );
    }

    #[test]
    fn a_log_from_before_heads_were_kept_is_judged_by_its_chain() {
        let (entries, head) = log(3);
        assert!(intact(&entries, None));
        assert!(!intact(&entries[1..], None));
        assert_eq!(newest(Some(head.clone()), None), head);
    }
}
