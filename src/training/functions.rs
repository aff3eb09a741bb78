//! Functional measuring: one function of language at a time, after the method of `HateCheck`
//! (Röttger et al. 2021), so that a figure says what is wrong and not only how much.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use crate::comment::Comment;
use crate::engine::Engine;

/// One comment of a functional suite.
#[derive(Debug, Clone)]
pub struct Case {
    /// Language of the comment.
    pub language: String,
    /// Which function of language it tries, e.g. `counter-quote`.
    pub function: String,
    /// Whether the tag holds.
    pub holds: bool,
    /// The comment.
    pub text: String,
    /// Whether lexicons and code may be improved on it; the others only measure.
    pub tuning: bool,
}

/// How many cases were right, of how many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// Right ones.
    pub right: u32,
    /// All.
    pub all: u32,
}

impl Score {
    fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.all += 1;
    }

    /// Share of right ones.
    #[must_use]
    pub fn accuracy(self) -> f64 {
        f64::from(self.right) / f64::from(self.all.max(1))
    }
}

/// Reads a suite: `= code` opens a language, then `function | + or - | comment`. Lines of an even
/// number are for tuning.
///
/// # Errors
/// When the file is missing or a line is malformed; the message names it.
pub fn load(file: &Path) -> io::Result<Vec<Case>> {
    let source = fs::read_to_string(file)
        .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", file.display())))?;
    let (mut cases, mut language) = (Vec::new(), String::new());
    for (index, line) in source.lines().enumerate() {
        if line.is_empty() || line.starts_with("# ") {
            continue;
        }
        if let Some(code) = line.strip_prefix("= ") {
            code.clone_into(&mut language);
            continue;
        }
        let number = index + 1;
        let mut fields = line.splitn(3, " | ");
        let (Some(function), Some(expected @ ("+" | "-")), Some(text)) =
            (fields.next(), fields.next(), fields.next())
        else {
            return Err(io::Error::other(format!(
                "{}:{number}: the line wants: function | + or - | comment",
                file.display()
            )));
        };
        cases.push(Case {
            language: language.clone(),
            function: function.to_owned(),
            holds: expected == "+",
            text: text.to_owned(),
            tuning: number.is_multiple_of(2),
        });
    }
    Ok(cases)
}

/// Whether the engine gives the tag where it holds, and only there.
#[must_use]
pub fn is_right(engine: &Engine, case: &Case, tag: &str) -> bool {
    engine.read(&Comment::of_text(&case.text)).has(tag) == case.holds
}

/// What a suite comes to.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// By language and function.
    pub functions: BTreeMap<(String, String), Score>,
    /// By language.
    pub languages: BTreeMap<String, Score>,
}

/// Measures a tag on cases.
pub fn measure<'a>(
    engine: &Engine,
    cases: impl IntoIterator<Item = &'a Case>,
    tag: &str,
) -> Scores {
    let mut scores = Scores::default();
    for case in cases {
        let right = is_right(engine, case, tag);
        let function = (case.language.clone(), case.function.clone());
        scores.functions.entry(function).or_default().add(right);
        let language = case.language.clone();
        scores.languages.entry(language).or_default().add(right);
    }
    scores
}

/// The table: accuracy by function and in all, on all cases and on those that only measure.
#[must_use]
pub fn report(engine: &Engine, cases: &[Case], tag: &str) -> String {
    let all = measure(engine, cases, tag);
    let kept = measure(engine, cases.iter().filter(|c| !c.tuning), tag);
    let mut out = format!("Functional suite of {tag}: all cases, those that only measure\n");
    for (key, score) in &all.functions {
        let (language, function) = key;
        let _ = writeln!(
            out,
            "  {language} {function:26} {:.2} of {:2}  {:.2} of {:2}",
            score.accuracy(),
            score.all,
            kept.functions[key].accuracy(),
            kept.functions[key].all
        );
    }
    for (language, score) in &all.languages {
        let _ = writeln!(
            out,
            "  {language} in all {:.3}, measuring only {:.3}",
            score.accuracy(),
            kept.languages[language].accuracy()
        );
    }
    let sum = |scores: &Scores| {
        let of_all = scores.languages.values();
        let whole = of_all.fold(Score::default(), |sum, score| Score {
            right: sum.right + score.right,
            all: sum.all + score.all,
        });
        whole.accuracy()
    };
    let _ = writeln!(
        out,
        "  in all {:.3}, measuring only {:.3}",
        sum(&all),
        sum(&kept)
    );
    out
}
