//! Learning without leaking: which wordings this moderator takes, and how much of them is posted, moves
//! them up, on this device.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::text::{Text, Token};

/// What became of suggestions, by template id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Learning {
    /// Times shown and times taken, by template id.
    templates: BTreeMap<String, (u32, u32)>,
    /// Sum of the percentages of the wording that did not stand in what was posted, by template id.
    rewritten: BTreeMap<String, u32>,
}

/// Counts beyond this are halved together, so that old habits fade.
const MOST_SHOWN: u32 = 200;

/// What a choice loses whose wording was written anew: it showed the way, the words did not serve.
const REWRITTEN: f32 = 0.75;

impl Learning {
    /// Suggestions were shown.
    pub fn shown<'a>(&mut self, templates: impl IntoIterator<Item = &'a str>) {
        for template in templates {
            let counts = self.templates.entry(template.to_owned()).or_default();
            counts.0 += 1;
            if counts.0 > MOST_SHOWN {
                *counts = (counts.0 / 2, counts.1 / 2);
                if let Some(rewritten) = self.rewritten.get_mut(template) {
                    *rewritten /= 2;
                }
            }
        }
    }

    /// A suggestion was taken.
    pub fn taken(&mut self, template: &str) {
        self.templates.entry(template.to_owned()).or_default().1 += 1;
    }

    /// A suggestion that was taken went out, as it was or edited.
    pub fn posted(&mut self, template: &str, inserted: &str, posted: &str) {
        let lost = 100 - share_kept(inserted, posted);
        if lost > 0 {
            *self.rewritten.entry(template.to_owned()).or_default() += lost;
        }
    }

    /// How much a template is liked: -1 to 1, 0 for one that was never shown.
    #[must_use]
    pub fn liking(&self, template: &str) -> f32 {
        let Some((shown, taken)) = self.templates.get(template) else {
            return 0.0;
        };
        let rewritten = self.rewritten.get(template).copied().unwrap_or_default();
        let served = (*taken as f32 - REWRITTEN * rewritten as f32 / 100.0).max(0.0);
        // Four imagined showings keep a single choice from deciding.
        let share = (served + 1.0) / (*shown as f32 + 4.0);
        ((share - 0.25) / 0.75).clamp(-1.0, 1.0)
    }
}

/// How much of a wording stands in what was posted, in percent of its words; what stood in brackets was
/// there to be filled in.
fn share_kept(inserted: &str, posted: &str) -> u32 {
    let (inserted, posted) = (Text::new(inserted), Text::new(posted));
    let kept: BTreeSet<&str> = posted.tokens.iter().map(|t| posted.folded(t)).collect();
    let is_open = |token: &Token| {
        let before = &inserted.source[..token.span.start as usize];
        before.rfind('[') > before.rfind(']')
    };
    let own: Vec<&Token> = inserted.tokens.iter().filter(|t| !is_open(t)).collect();
    if own.is_empty() {
        return 100;
    }
    let found = own.iter().filter(|t| kept.contains(inserted.folded(t)));
    (found.count() * 100 / own.len()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDING: &str =
        "Thank you for telling us. We are sorry about the wait. Write to [contact channel].";

    #[test]
    fn what_is_taken_is_liked_and_what_is_passed_over_is_not() {
        let mut learning = Learning::default();
        for _ in 0..10 {
            learning.shown(["waiting.a", "waiting.b"]);
            learning.taken("waiting.b");
        }
        assert!(learning.liking("waiting.b") > 0.5);
        assert!(learning.liking("waiting.a") < 0.0);
        assert!(learning.liking("waiting.c").abs() < f32::EPSILON);
    }

    #[test]
    fn what_is_written_anew_counts_less_than_what_is_sent_as_it_is_and_more_than_nothing() {
        let liking = |posted: Option<&str>| {
            let mut learning = Learning::default();
            for _ in 0..10 {
                learning.shown(["waiting.a"]);
                if let Some(posted) = posted {
                    learning.taken("waiting.a");
                    learning.posted("waiting.a", WORDING, posted);
                }
            }
            learning.liking("waiting.a")
        };
        let filled_in = WORDING.replace("[contact channel]", "care@lakeside.example");
        let as_it_is = liking(Some(&filled_in));
        let touched = liking(Some(&filled_in.replace("the wait", "this wait")));
        let rewritten = liking(Some("Please call reception."));
        let skipped = liking(None);
        assert!(as_it_is > touched, "{as_it_is} {touched}");
        assert!(touched > rewritten, "{touched} {rewritten}");
        assert!(rewritten > skipped, "{rewritten} {skipped}");
    }

    #[test]
    fn filling_a_gap_in_or_adding_a_sentence_is_no_edit() {
        assert_eq!(share_kept(WORDING, WORDING), 100);
        let filled_in = WORDING.replace("[contact channel]", "us. Anna from reception");
        assert_eq!(share_kept(WORDING, &filled_in), 100);
        assert_eq!(share_kept("", "anything"), 100);
        assert_eq!(share_kept(WORDING, ""), 0);
    }

    #[test]
    fn old_edits_fade_with_old_choices() {
        let mut learning = Learning::default();
        for _ in 0..1000 {
            learning.shown(["waiting.a"]);
            learning.taken("waiting.a");
            learning.posted("waiting.a", WORDING, "Something else.");
        }
        let rewritten = learning.liking("waiting.a");
        // It is neither liked nor disliked: somebody takes it, and nobody keeps its words.
        assert!(rewritten.abs() < 0.05, "{rewritten}");
    }
}
