//! Names that rules use for what stands elsewhere, and what a misspelt one may have meant.

use super::PackError;
use super::place::Place;

/// A name that a rule uses for something that stands elsewhere.
#[derive(Debug, Clone)]
pub struct Named {
    /// The name.
    pub name: String,
    /// File it stands in.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

impl Named {
    pub(super) fn new(name: &str, place: &Place, offset: usize) -> Self {
        Self {
            name: name.to_owned(),
            file: place.file.path.clone(),
            line: place.line(offset),
        }
    }

    /// The error that nothing has this name.
    #[must_use]
    pub fn unknown<'a>(&self, what: &str, known: impl IntoIterator<Item = &'a str>) -> PackError {
        let nearest: Vec<String> = nearest(&self.name, known)
            .iter()
            .map(|name| format!("“{name}”"))
            .collect();
        PackError {
            file: self.file.clone(),
            line: self.line,
            message: format!(
                "“{}” is no {what}; the nearest: {}",
                self.name,
                nearest.join(", ")
            ),
        }
    }
}

/// The known names nearest to one that is not known, at most three, nearest first.
fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut known: Vec<(usize, &str)> = known
        .into_iter()
        .map(|other| (distance(name, other), other))
        .collect();
    known.sort_unstable();
    known.dedup();
    known.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How many letters have to be put in, left out or changed (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, letter) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first() {
        let known = ["too-long", "shouting", "tells-patient", "tells-contact"];
        assert_eq!(nearest("tells-patiant", known)[0], "tells-patient");
        assert_eq!(nearest("to-long", known)[0], "too-long");
        assert_eq!(nearest("", ["a", "a"]), ["a"]);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
