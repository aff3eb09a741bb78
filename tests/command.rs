//! The `bedside` command: JSON lines in, JSON lines out.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

fn run(verb: &str, input: &str) -> (Vec<Value>, bool) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bedside"))
        .arg(verb)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes())
        .expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let lines = String::from_utf8(output.stdout).expect("it writes UTF-8");
    let lines = lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("it writes JSON"))
        .collect();
    (lines, output.status.success())
}

#[test]
fn bad_lines_are_named_and_the_rest_goes_on() {
    let input = "{\"id\":1,\"text\":\"Thank you all\"}\nnonsense\n\n{\"id\":\"b\"}\n{\"id\":3,\"text\":\"How much is it?\"}\n";
    let (lines, whole) = run("read", input);
    assert!(!whole, "the exit status says that lines were bad");
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["id"], json!(1));
    assert_eq!(lines[1]["line"], json!(2));
    assert!(lines[1]["error"].is_string());
    assert_eq!(lines[2]["line"], json!(4));
    assert_eq!(lines[3]["id"], json!(3));
}

#[test]
fn spans_count_code_points() {
    let (lines, whole) = run(
        "read",
        "{\"id\":1,\"text\":\"😀😀 my chest pain is getting worse\"}\n",
    );
    assert!(whole);
    let emergency = lines[0]["tags"]
        .as_array()
        .and_then(|tags| tags.iter().find(|t| t["id"] == "emergency"))
        .expect("chest pain is an emergency");
    let evidence = &emergency["evidence"][0];
    let characters: Vec<char> = "😀😀 my chest pain is getting worse".chars().collect();
    let (start, end) = (
        evidence[0].as_u64().unwrap() as usize,
        evidence[1].as_u64().unwrap() as usize,
    );
    let words: String = characters[start..end].iter().collect();
    assert!(words.contains("chest pain"), "{words}");
}

#[test]
fn a_reading_has_every_field_of_the_contract() {
    let (lines, _) = run(
        "read",
        "{\"id\":\"x\",\"text\":\"Call me on +44 20 7946 0123, three hours waiting!\"}\n",
    );
    let reading = &lines[0];
    assert_eq!(reading["language"], "en");
    assert!(reading["sentiment"]["label"].is_string() && reading["sentiment"]["score"].is_number());
    assert!(reading["urgency"]["class"].is_string());
    assert_eq!(reading["private"][0]["kind"], "phone");
    assert_eq!(reading["private"][0]["span"], json!([11, 27]));
}

#[test]
fn suggestions_and_findings_are_explained() {
    let (lines, _) = run(
        "suggest",
        "{\"id\":1,\"text\":\"How much is a full set of veneers and does it include the hotel?\"}\n",
    );
    let first = &lines[0]["suggestions"][0];
    for field in ["template", "language", "text", "why"] {
        assert!(
            first[field].as_str().is_some_and(|s| !s.is_empty()),
            "{field}: {first}"
        );
    }
    let draft = json!({"id": 1, "comment": "Three hours!", "draft": "Sorry your appointment ran late.", "jurisdictions": ["US"], "platform": "google"});
    let (lines, whole) = run("check", &format!("{draft}\n"));
    assert!(whole);
    let finding = lines[0]["findings"]
        .as_array()
        .and_then(|f| f.iter().find(|f| f["rule"] == "US-1"))
        .expect("it says that the writer is a patient");
    assert_eq!(finding["severity"], "block");
    for field in ["what", "why", "source"] {
        assert!(
            finding[field].as_str().is_some_and(|s| !s.is_empty()),
            "{field}"
        );
    }
}

/// The findings of a check line, by rule, or its error.
fn check(jurisdictions: &[&str], platform: Option<&str>) -> Result<Vec<String>, String> {
    let draft = format!(
        "Sorry your appointment ran late. {}",
        "Thank you. ".repeat(30)
    );
    let line =
        json!({"id": 1, "draft": draft, "jurisdictions": jurisdictions, "platform": platform});
    let (lines, whole) = run("check", &format!("\n{line}\n"));
    if let Some(error) = lines[0]["error"].as_str() {
        assert!(!whole);
        assert_eq!(lines[0]["line"], json!(2));
        return Err(error.to_owned());
    }
    let findings = lines[0]["findings"].as_array().expect("findings");
    let rules = findings.iter().filter_map(|f| f["rule"].as_str());
    Ok(rules.map(str::to_owned).collect())
}

#[test]
fn countries_are_known_in_any_case() {
    for (code, rule) in [
        ("us", "US-1"),
        (" US", "US-1"),
        ("gb", "UK-1"),
        ("uk", "UK-1"),
        ("GB", "UK-1"),
        ("nl", "EU-1"),
    ] {
        let rules = check(&[code], None).expect("it is known");
        assert!(rules.iter().any(|r| r == rule), "{code}: {rules:?}");
    }
}

#[test]
fn what_is_not_known_is_no_silent_approval() {
    for code in ["England", "XX", "ZZ", "general", "U", ""] {
        let error = check(&["US", code], None).expect_err("there is no such country");
        for part in [&format!("“{code}”"), "US", "UK", "DE", "NL", "EU"] {
            assert!(error.contains(part), "{part}: {error}");
        }
    }
    let error = check(&["US"], Some("twitter")).expect_err("there is no such platform");
    for part in ["“twitter”", "x, ", "google", "facebook"] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let rules = check(&["US"], Some("X")).expect("it is known");
    assert!(
        rules.len() > check(&["US"], None).expect("it is known").len(),
        "{rules:?}"
    );
}

#[test]
fn a_line_s_desk_is_looked_at_as_closely() {
    let suggest = |more: Value| {
        let mut line = json!({"id": 1, "text": "How much is a full set of veneers?"});
        line.as_object_mut()
            .expect("an object")
            .append(&mut more.as_object().cloned().expect("an object"));
        let (lines, _) = run("suggest", &format!("{line}\n"));
        lines[0].clone()
    };
    for wrong in [
        json!({"desk": {"seat": "England"}}),
        json!({"desk": {"audience": ["US", "Germany"]}}),
        json!({"jurisdictions": ["Mars"]}),
        json!({"platform": "twitter"}),
        json!({"desk": {"channel": "x".repeat(501)}}),
    ] {
        let answer = suggest(wrong);
        assert!(answer["error"].is_string(), "{answer}");
    }
    let answer = suggest(
        json!({"desk": {"seat": "tr", "audience": ["gb"]}, "jurisdictions": ["de"], "platform": "X"}),
    );
    assert!(answer["suggestions"].is_array(), "{answer}");
}
