//! Counsel's review of a rule pack, and what is left of it when the pack changes.

use icu_calendar::{Date, Iso};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::desk::DeskError;
use crate::messages::LogEvent;

/// Status of a rule pack that the organisation's counsel has not reviewed as it is.
pub const DRAFT: &str = "draft";
/// Status of a rule pack that counsel has reviewed.
pub const REVIEWED: &str = "reviewed";

/// Longest name of a reviewer, in characters.
const LONGEST_NAME: usize = 120;

/// That somebody has reviewed a rule pack for the organisation: this text of it, no other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Review {
    /// Name of the pack.
    pub pack: String,
    /// Fingerprint of the text that was reviewed.
    pub fingerprint: String,
    /// Who reviewed it.
    pub reviewer: String,
    /// On which day, `YYYY-MM-DD`.
    pub date: String,
}

impl Review {
    /// Checks that the review can be kept.
    ///
    /// # Errors
    /// [`DeskError`] naming what is missing.
    pub fn validate(&self) -> Result<(), DeskError> {
        let refused = |message: &str, remedy: &str| {
            Err(DeskError {
                message: message.to_owned(),
                remedy: remedy.to_owned(),
            })
        };
        let name = self.reviewer.trim().chars().count();
        if name == 0 || name > LONGEST_NAME {
            return refused(
                "The review names nobody.",
                "Write who reviewed the pack, in at most 120 characters.",
            );
        }
        if !is_day(&self.date) {
            return refused(
                &format!("“{}” is no day of a review.", self.date),
                "Choose the day on which the pack was reviewed.",
            );
        }
        if self.pack.is_empty() || self.fingerprint.is_empty() {
            return refused(
                "The review does not say of which pack it is.",
                "Mark the pack as reviewed in the list of packs.",
            );
        }
        Ok(())
    }
}

/// Whether a text is a day of the calendar, `YYYY-MM-DD`.
fn is_day(text: &str) -> bool {
    // The parser also takes what ISO 8601 has beside that form.
    text.len() == "YYYY-MM-DD".len() && Date::try_from_str(text, Iso).is_ok()
}

/// Whether a rule pack is reviewed as it is, and the review of it, which may be of an earlier text.
#[must_use]
pub fn standing<'a>(
    reviews: &'a [Review],
    pack: &str,
    fingerprint: &str,
    own_status: &str,
) -> (&'static str, Option<&'a Review>) {
    let review = reviews.iter().find(|review| review.pack == pack);
    let holds = review.is_some_and(|review| review.fingerprint == fingerprint);
    let status = if holds || own_status == REVIEWED {
        REVIEWED
    } else {
        DRAFT
    };
    (status, review)
}

/// What the log is told where reviews come or go, in whatever way they do.
#[must_use]
pub fn events(before: &[Review], after: &[Review]) -> Vec<LogEvent> {
    let gone = before.iter().filter(|review| !after.contains(review));
    let new = after.iter().filter(|review| !before.contains(review));
    let gone = gone.map(|review| LogEvent::ReviewTakenBack {
        review: review.clone(),
    });
    let new = new.map(|review| LogEvent::PackReviewed {
        review: review.clone(),
    });
    gone.chain(new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn review(reviewer: &str, date: &str) -> Review {
        Review {
            pack: "rules/us.toml".into(),
            fingerprint: "f1".into(),
            reviewer: reviewer.into(),
            date: date.into(),
        }
    }

    #[test]
    fn a_review_names_somebody_and_a_day() {
        assert!(review("J. Doe", "2028-02-29").validate().is_ok());
        for (reviewer, date) in [
            (" ", "2026-11-30"),
            ("J. Doe", ""),
            ("J. Doe", "30.11.2026"),
            ("J. Doe", "2026-13-01"),
            ("J. Doe", "2026-02-29"),
            ("J. Doe", "2026-04-31"),
            ("J. Doe", "2026-01-00"),
            (&"n".repeat(121), "2026-11-30"),
        ] {
            assert!(
                review(reviewer, date).validate().is_err(),
                "{reviewer} {date}"
            );
        }
    }

    #[test]
    fn a_review_holds_for_the_text_that_was_reviewed() {
        let reviews = [review("J. Doe", "2026-11-30")];
        let of = |pack, fingerprint, own| standing(&reviews, pack, fingerprint, own);
        assert_eq!(
            of("rules/us.toml", "f1", DRAFT),
            (REVIEWED, reviews.first())
        );
        assert_eq!(of("rules/us.toml", "f2", DRAFT), (DRAFT, reviews.first()));
        assert_eq!(of("rules/uk.toml", "f1", DRAFT), (DRAFT, None));
        assert_eq!(of("ours.toml", "f3", REVIEWED), (REVIEWED, None));
    }

    #[test]
    fn the_log_is_told_what_came_and_what_went() {
        let (old, new) = (
            review("J. Doe", "2026-11-01"),
            review("J. Doe", "2026-11-30"),
        );
        let (old_list, new_list) = ([old.clone()], [new.clone()]);
        assert_eq!(events(&old_list, &old_list), []);
        assert_eq!(
            events(&old_list, &new_list),
            [
                LogEvent::ReviewTakenBack { review: old },
                LogEvent::PackReviewed { review: new },
            ]
        );
    }
}
