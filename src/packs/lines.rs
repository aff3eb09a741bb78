//! Several short texts in one string.

use serde::{Deserialize, Serialize};

/// Texts of one line each. Kept and stored as one string: of thousands of short ones, most are never
/// looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines(String);

impl Lines {
    /// The texts in order; one at least, which may be empty.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split('\n')
    }

    /// The first text.
    #[must_use]
    pub fn first(&self) -> &str {
        self.iter().next().unwrap_or_default()
    }
}

/// A line break within a text becomes a blank.
impl<S: AsRef<str>> FromIterator<S> for Lines {
    fn from_iter<T: IntoIterator<Item = S>>(texts: T) -> Self {
        let texts = texts.into_iter();
        let texts: Vec<String> = texts.map(|t| t.as_ref().replace('\n', " ")).collect();
        Self(texts.join("\n"))
    }
}
