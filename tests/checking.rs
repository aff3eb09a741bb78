//! Every rule on drafts that were written after it, by paraphrase, and on replies of the kind that
//! authorities have fined.
//!
//! `tests/checking/<rule>.txt`: `+ draft` breaches the rule, `- draft` does not; before a draft,
//! `> comment` it answers, `@platform` it stands on, `~ reply` already in the thread, `! incident`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bedside::comment::{Comment, Draft};
use bedside::compliance::Finding;
use bedside::desk::Desk;
use bedside::engine::Engine;
use bedside::packs::Severity;

#[derive(Default, Clone)]
struct Case {
    comment: String,
    platform: String,
    thread: Vec<String>,
    incident: bool,
    rules: Vec<String>,
    draft: String,
    breaches: bool,
}

fn read_cases(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).expect("a file of cases can be read");
    let mut cases = Vec::new();
    let mut next = Case::default();
    for line in text
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with("# "))
    {
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
            let case = std::mem::take(&mut next);
            cases.push(Case {
                draft: draft.into(),
                breaches: line.starts_with('+'),
                ..case
            });
        } else {
            panic!("{}: {line}", path.display());
        }
    }
    cases
}

fn check(engine: &Engine, case: &Case, jurisdictions: &[&str]) -> Vec<Finding> {
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

#[test]
fn every_rule_finds_what_breaches_it_and_nothing_else() {
    let engine = bedside::command::engine().expect("the built-in packs load");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checking");
    let (mut report, mut short) = (String::new(), Vec::new());
    for rule in &engine.packs.rules {
        let path = folder.join(format!("{}.txt", rule.id));
        let cases = read_cases(&path);
        let breaching = cases.iter().filter(|c| c.breaches).count();
        assert!(
            breaching >= 10 && cases.len() - breaching >= 10,
            "{} has too few cases",
            rule.id
        );
        let (mut found, mut false_alarms) = (0, 0);
        for case in &cases {
            let fires = check(&engine, case, &[rule.jurisdiction.as_str()])
                .iter()
                .any(|finding| finding.rule == rule.id);
            found += usize::from(fires && case.breaches);
            false_alarms += usize::from(fires && !case.breaches);
            if fires != case.breaches {
                let wrong = if fires { "found in" } else { "missed in" };
                let _ = writeln!(report, "  {} {wrong}: {}", rule.id, case.draft);
            }
        }
        let recall = found as f64 / breaching as f64;
        let precision = found as f64 / (found + false_alarms).max(1) as f64;
        let _ = writeln!(
            report,
            "{:7} recall {recall:.3} precision {precision:.3}",
            rule.id
        );
        if recall < 0.95 || precision < 0.95 {
            short.push(rule.id.clone());
        }
    }
    println!("{report}");
    assert!(
        short.is_empty(),
        "short of the bar: {}\n{report}",
        short.join(" ")
    );
}

#[test]
fn replies_that_were_fined_are_blocked_by_the_right_rules() {
    let engine = bedside::command::engine().expect("the built-in packs load");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checking/cases.txt");
    let cases = read_cases(&path);
    assert!(cases.len() >= 12);
    for case in &cases {
        assert!(!case.rules.is_empty(), "no rule named for: {}", case.draft);
        let findings = check(&engine, case, &["US", "AT", "ES"]);
        for rule in &case.rules {
            assert!(
                findings
                    .iter()
                    .any(|f| f.rule == *rule && f.severity == Severity::Block),
                "{rule} does not block: {}",
                case.draft
            );
        }
    }
}
