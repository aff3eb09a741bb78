//! An incident: what the desk tells the public while it is being handled.

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

impl Incident {
    /// When the next update is due, as any reader anywhere understands it: time of day, offset, date.
    #[must_use]
    pub fn next_update_in_words(&self) -> Option<String> {
        let (date, rest) = self.next_update.split_once('T')?;
        let time = rest.get(..5)?;
        let offset = rest.get(rest.find(['Z', '+', '-'])?..)?;
        let sound = is_like(date, "0000-00-00")
            && is_like(time, "00:00")
            && (offset == "Z" || is_like(&offset[1..], "00:00"));
        sound.then(|| format!("{time} (UTC{}), {date}", short(offset)))
    }
}

/// Whether a text has digits where the pattern has zeros, and the same characters elsewhere.
pub(crate) fn is_like(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, wanted)| byte == wanted || (wanted == b'0' && byte.is_ascii_digit()))
}

/// `+03:00` as people write it: `+3`; `+05:30` as `+5:30`; nothing for UTC itself.
fn short(offset: &str) -> String {
    if offset == "Z" || offset.ends_with("00:00") {
        return String::new();
    }
    let (sign, rest) = offset.split_at(1);
    let hours = rest.trim_end_matches(":00");
    format!("{sign}{}", hours.strip_prefix('0').unwrap_or(hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(next_update: &str, expected: Option<&str>) {
        let incident = Incident {
            next_update: next_update.to_owned(),
            ..Incident::default()
        };
        assert_eq!(incident.next_update_in_words().as_deref(), expected);
    }

    #[test]
    fn the_next_update_is_told_in_the_desk_s_time() {
        check("", None);
        check("soon", None);
        check("2026-11-29T14:30", None);
        check("2026-11-29Tä4:30:00Z", None);
        check("2026-11-29T14:30:00Z", Some("14:30 (UTC), 2026-11-29"));
        check("2026-11-29T14:30:00+00:00", Some("14:30 (UTC), 2026-11-29"));
        check(
            "2026-11-29T14:30:00+03:00",
            Some("14:30 (UTC+3), 2026-11-29"),
        );
        check("2026-11-29T09:05-10:00", Some("09:05 (UTC-10), 2026-11-29"));
        check(
            "2026-11-29T09:05+05:30",
            Some("09:05 (UTC+5:30), 2026-11-29"),
        );
    }
}
