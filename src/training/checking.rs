//! How checking fares: every rule on its own examples and on drafts written after it, and replies
//! of facilities against what a strict reader would say of them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use super::evaluation::Count;
use crate::comment::{Comment, Draft};
use crate::compliance::Finding;
use crate::desk::Desk;
use crate::engine::Engine;
use crate::pack_examples::breaches;
use crate::packs::compile::{Example, ExampleOf};
use crate::packs::{Rule, Severity};

/// A draft with what it stands under, from `tests/checking/<rule>.txt`.
#[derive(Debug, Default, Clone)]
pub struct Case {
    /// The comment it answers; empty for none.
    pub comment: String,
    /// The platform; empty for none.
    pub platform: String,
    /// Replies that are in the thread already.
    pub thread: Vec<String>,
    /// Whether an incident is active.
    pub incident: bool,
    /// Rules that must find it, where the file names them.
    pub rules: Vec<String>,
    /// The draft.
    pub draft: String,
    /// Whether it breaches the rule.
    pub breaches: bool,
}

fn lines_of(file: &Path) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(file)
        .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", file.display())))?;
    let lines = text.lines();
    Ok(lines
        .filter(|l| !l.is_empty() && !l.starts_with("# "))
        .map(str::to_owned)
        .collect())
}

fn malformed(file: &Path, line: &str) -> io::Error {
    io::Error::other(format!("{}: {line}", file.display()))
}

/// Reads a file of cases: `+ draft` breaches the rule, `- draft` does not; before a draft,
/// `> comment` it answers, `@platform` it stands on, `~ reply` already in the thread, `! incident`,
/// `: rules` that must find it.
///
/// # Errors
/// When the file is missing or a line is none of these.
pub fn read_cases(file: &Path) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut next = Case::default();
    for line in lines_of(file)? {
        if let Some(comment) = line.strip_prefix("> ") {
            next.comment = comment.into();
        } else if let Some(platform) = line.strip_prefix('@') {
            next.platform = platform.into();
        } else if let Some(reply) = line.strip_prefix("~ ") {
            next.thread.push(reply.into());
        } else if line == "! incident" {
            next.incident = true;
        } else if let Some(rules) = line.strip_prefix(": ") {
            next.rules = rules.split(' ').map(str::to_owned).collect();
        } else if let Some(draft) = line.strip_prefix("+ ").or_else(|| line.strip_prefix("- ")) {
            cases.push(Case {
                draft: draft.into(),
                breaches: line.starts_with('+'),
                ..std::mem::take(&mut next)
            });
        } else {
            return Err(malformed(file, &line));
        }
    }
    Ok(cases)
}

/// What is found in a case under some jurisdictions.
#[must_use]
pub fn findings(engine: &Engine, case: &Case, jurisdictions: &[&str]) -> Vec<Finding> {
    let draft = Draft {
        text: case.draft.clone(),
        platform: (!case.platform.is_empty()).then(|| case.platform.clone()),
        thread_replies: case.thread.clone(),
    };
    let desk = Desk {
        audience: jurisdictions.iter().map(|j| (*j).to_owned()).collect(),
        incident_active: case.incident,
        ..Desk::default()
    };
    let comment = (!case.comment.is_empty()).then(|| Comment::of_text(&case.comment));
    engine.check(&draft, comment.as_ref(), &desk)
}

/// A rule on cases: the count, and the drafts where it is wrong.
#[must_use]
pub fn count_cases(engine: &Engine, rule: &Rule, cases: &[Case]) -> (Count, Vec<String>) {
    let (mut count, mut wrong) = (Count::default(), Vec::new());
    for case in cases {
        let found = findings(engine, case, &[&rule.jurisdiction])
            .iter()
            .any(|finding| finding.rule == rule.id);
        count.add(found, case.breaches);
        if found != case.breaches {
            let what = if found { "found in" } else { "missed in" };
            wrong.push(format!("{} {what}: {}", rule.id, case.draft));
        }
    }
    (count, wrong)
}

/// A rule on the examples of its pack.
#[must_use]
pub fn count_examples(engine: &Engine, rule: &str, examples: &[Example]) -> Count {
    let mut count = Count::default();
    for example in examples {
        if matches!(&example.of, ExampleOf::Rule(of) if of == rule) {
            let found = breaches(&engine.packs, &engine.model, rule, &example.text);
            count.add(found, example.expected);
        }
    }
    count
}

/// A reply as facilities write them, with what a strict reader of US-1 and US-2 would say of it.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its language.
    pub language: String,
    /// Its text.
    pub text: String,
    /// What the reader would do.
    pub label: Verdict,
}

/// What a reply deserves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It tells that the writer is or is not a patient, or a detail of care.
    Block,
    /// It lets one guess that the writer was a customer.
    Warn,
    /// Neither.
    Pass,
}

/// Reads a file of replies: `= code` opens a language; `+`, `?` or `-`, the reply, ` | ` and why.
///
/// # Errors
/// When the file is missing or a line is malformed.
pub fn read_replies(file: &Path) -> io::Result<Vec<Reply>> {
    let (mut replies, mut language) = (Vec::new(), String::new());
    for line in lines_of(file)? {
        if let Some(code) = line.strip_prefix("= ") {
            code.clone_into(&mut language);
            continue;
        }
        let label = match line.get(..2) {
            Some("+ ") => Verdict::Block,
            Some("? ") => Verdict::Warn,
            Some("- ") => Verdict::Pass,
            _ => return Err(malformed(file, &line)),
        };
        let (text, _reason) = line[2..]
            .rsplit_once(" | ")
            .ok_or_else(|| malformed(file, &line))?;
        replies.push(Reply {
            language: language.clone(),
            text: text.into(),
            label,
        });
    }
    Ok(replies)
}

/// What the rules about patient status say of a reply, with the words they point at.
#[must_use]
pub fn verdict(engine: &Engine, reply: &Reply) -> (Verdict, String) {
    let draft = Draft {
        text: reply.text.clone(),
        platform: Some("google-business".into()),
        ..Draft::default()
    };
    let desk = Desk {
        audience: vec!["US".into()],
        languages: vec![reply.language.clone()],
        ..Desk::default()
    };
    let findings = engine.check(&draft, None, &desk);
    for (said, rules) in [
        (Verdict::Block, ["US-1", "US-2"].as_slice()),
        (Verdict::Warn, &["GEN-15"]),
    ] {
        let words: Vec<&str> = findings
            .iter()
            .filter(|f| rules.contains(&f.rule.as_str()))
            .map(|f| &draft.text[f.span.range()])
            .collect();
        if !words.is_empty() {
            return (said, words.join(" / "));
        }
    }
    (Verdict::Pass, String::new())
}

/// What is blocked and what is warned of among replies.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReplyCount {
    /// Blocks.
    pub block: Count,
    /// Warnings.
    pub warn: Count,
}

/// Under this key [`count_replies`] counts all languages together.
pub const ALL: &str = "in all";

/// Counts by language and over [`ALL`], and the replies that are judged wrongly.
#[must_use]
pub fn count_replies(
    engine: &Engine,
    replies: &[Reply],
) -> (BTreeMap<String, ReplyCount>, Vec<String>) {
    let (mut counts, mut wrong) = (BTreeMap::<String, ReplyCount>::new(), Vec::new());
    for reply in replies {
        let (said, words) = verdict(engine, reply);
        for key in [reply.language.as_str(), ALL] {
            let count = counts.entry(key.to_owned()).or_default();
            let is = |verdict| (said == verdict, reply.label == verdict);
            let (found, right) = is(Verdict::Block);
            count.block.add(found, right);
            let (found, right) = is(Verdict::Warn);
            count.warn.add(found, right);
        }
        if said != reply.label {
            wrong.push(format!(
                "{} {:?}, said {said:?}: {} [{words}]",
                reply.language, reply.label, reply.text
            ));
        }
    }
    (counts, wrong)
}

/// One line for a file of replies and a language.
#[must_use]
pub fn reply_line(name: &str, language: &str, count: &ReplyCount) -> String {
    format!(
        "{name:16} {language:6} block: {}; warn: {}",
        shares(count.block),
        shares(count.warn)
    )
}

fn shares(count: Count) -> String {
    format!(
        "P {:.3} R {:.3} n {:3}",
        count.precision(),
        count.recall(),
        count.support()
    )
}

/// Files of replies: patterns are worked on with the first, the others only measure.
pub const REPLIES: [&str; 7] = [
    "replies-dev.txt",
    "replies-test.txt",
    "replies-fresh.txt",
    "replies-fresh-2.txt",
    "replies-fresh-3.txt",
    "replies-fresh-4.txt",
    "replies-fresh-5.txt",
];

/// The table of checking: every rule, all rules by severity, and the replies.
///
/// # Errors
/// When a file below `cases` is missing or malformed.
pub fn report(engine: &Engine, examples: &[Example], cases: &Path) -> io::Result<String> {
    let mut out = String::from("Checking: each rule on its own examples and on its second set\n");
    let mut by_severity: [(Severity, Count, Count); 3] = [
        (Severity::Block, Count::default(), Count::default()),
        (Severity::Warn, Count::default(), Count::default()),
        (Severity::Inform, Count::default(), Count::default()),
    ];
    for rule in &engine.packs.rules {
        let own = count_examples(engine, &rule.id, examples);
        let second_set = read_cases(&cases.join(format!("{}.txt", rule.id)))?;
        let (second, _) = count_cases(engine, rule, &second_set);
        for (severity, all_own, all_second) in &mut by_severity {
            if *severity == rule.severity {
                all_own.merge(own);
                all_second.merge(second);
            }
        }
        let _ = writeln!(
            out,
            "  {:7} {:6} own {}; second {}",
            rule.id,
            rule.severity.as_str(),
            shares(own),
            shares(second)
        );
    }
    for (severity, own, second) in by_severity {
        let name = severity.as_str();
        let (own, second) = (shares(own), shares(second));
        let _ = writeln!(out, "  all {name:10} own {own}; second {second}");
    }
    for name in REPLIES {
        let replies = read_replies(&cases.join(name))?;
        for (language, count) in &count_replies(engine, &replies).0 {
            let _ = writeln!(out, "  {}", reply_line(name, language, count));
        }
    }
    Ok(out)
}
