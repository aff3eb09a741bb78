//! Learning without leaking: which wordings this moderator takes moves them up, on this device.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What became of suggestions, by template id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Learning {
    /// Times shown and times taken, by template id.
    templates: BTreeMap<String, (u32, u32)>,
}

/// Counts beyond this are halved together, so that old habits fade.
const MOST_SHOWN: u32 = 200;

impl Learning {
    /// Suggestions were shown.
    pub fn shown<'a>(&mut self, templates: impl IntoIterator<Item = &'a str>) {
        for template in templates {
            let counts = self.templates.entry(template.to_owned()).or_default();
            counts.0 += 1;
            if counts.0 > MOST_SHOWN {
                *counts = (counts.0 / 2, counts.1 / 2);
            }
        }
    }

    /// A suggestion was taken.
    pub fn taken(&mut self, template: &str) {
        self.templates.entry(template.to_owned()).or_default().1 += 1;
    }

    /// How much a template is liked: -1 to 1, 0 for one that was never shown.
    #[must_use]
    pub fn liking(&self, template: &str) -> f32 {
        let Some((shown, taken)) = self.templates.get(template) else {
            return 0.0;
        };
        // Four imagined showings keep a single choice from deciding.
        let share = (*taken as f32 + 1.0) / (*shown as f32 + 4.0);
        ((share - 0.25) / 0.75).clamp(-1.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
