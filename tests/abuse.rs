//! What is abuse, and what only looks like it: `tests/reading/abuse.txt`, one function of language
//! at a time. The half that lexicons are not tuned on has to reach the bar in every language.

use std::path::Path;

use bedside::command;
use bedside::training::functions::{load, measure};

/// The share of right ones, in every language.
const BAR: f64 = 0.85;

#[test]
fn abuse_is_told_from_what_looks_like_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let engine = command::engine().expect("the built-in packs load");
    let cases = load(&root.join("tests/reading/abuse.txt")).expect("the suite can be read");
    for tuning in [true, false] {
        let half = cases.iter().filter(|case| case.tuning == tuning);
        let scores = measure(&engine, half, "abuse");
        assert_eq!(scores.languages.len(), 12);
        let short: Vec<_> = scores
            .languages
            .iter()
            .filter(|(_, score)| score.accuracy() < BAR)
            .collect();
        assert!(short.is_empty(), "tuning {tuning}: {short:?}");
    }
}
