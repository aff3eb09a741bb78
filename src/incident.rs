//! An incident: what the desk tells the public while it is being handled.

use icu_calendar::Iso;
use icu_datetime::input::{UtcOffset, ZonedDateTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an incident stands, after the CDC's Crisis and Emergency Risk Communication.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It has just begun; little is known.
    #[default]
    Initial,
    /// It goes on, and is being handled.
    Maintenance,
    /// It is over; what is left is to explain.
    Resolution,
}

impl Phase {
    /// The name by which situations list the phases they are for.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Maintenance => "maintenance",
            Self::Resolution => "resolution",
        }
    }
}

/// The incident in hand. Every text may be empty; replies that need one then show a gap.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Incident {
    /// What it is about, for the moderators.
    pub title: String,
    /// The situation it is, such as `outage`; empty when replies to all of them may use what is told here.
    pub about: String,
    /// Where it stands.
    pub phase: Phase,
    /// What is known, as a sentence for the public.
    pub known: String,
    /// What is not known yet, as a sentence for the public.
    pub unknown: String,
    /// What people should do, as a sentence for the public.
    pub action: String,
    /// When the next update is due: RFC 3339 in the desk's own time; empty when none is promised.
    pub next_update: String,
}

/// A moment with the offset that the desk's clock had.
pub type Moment = ZonedDateTime<Iso, UtcOffset>;

/// A moment as it is stored, in RFC 3339.
#[must_use]
pub fn moment(stored: &str) -> Option<Moment> {
    // The parser wants the offset in numbers.
    let with_offset = match stored.strip_suffix('Z') {
        Some(local) => format!("{local}+00:00"),
        None => stored.to_owned(),
    };
    ZonedDateTime::try_offset_only_from_str(&with_offset, Iso).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_moment_with_its_offset_is_one() {
        for sound in [
            "2026-11-29T14:30:00+03:00",
            "2026-11-29T14:30:00Z",
            "2026-11-29T09:05-10:00",
        ] {
            assert!(moment(sound).is_some(), "{sound}");
        }
        for spoiled in [
            "",
            "soon",
            "2026-11-29T14:30",
            "2026-02-30T14:30:00Z",
            "2026-11-29T25:30:00Z",
            "2026-11-29Tä4:30:00Z",
        ] {
            assert!(moment(spoiled).is_none(), "{spoiled}");
        }
    }
}
