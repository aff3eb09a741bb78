//! What holds for every draft and comment, however odd: no panic, findings inside the text and on
//! character boundaries, and fixes that mend without breaking.
//!
//! `BEDSIDE_FUZZ_CASES` sets how many mutated drafts are tried.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use bedside::comment::{Comment, Draft};
use bedside::compliance::Finding;
use bedside::compliance::fix::apply;
use bedside::desk::Desk;
use bedside::engine::Engine;
use proptest::prelude::*;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| bedside::command::engine().expect("the built-in packs load"))
}

/// Drafts and comments of the checking cases, to be mutated.
fn seeds() -> &'static [String] {
    static SEEDS: OnceLock<Vec<String>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checking");
        let mut files: Vec<_> = fs::read_dir(folder)
            .expect("the cases are there")
            .flatten()
            .map(|e| e.path())
            .collect();
        files.sort();
        let lines = files
            .iter()
            .map(|f| fs::read_to_string(f).expect("a file of cases can be read"));
        lines
            .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
            .filter_map(|line| line.get(2..).map(str::to_owned))
            .filter(|text| text.chars().count() > 2)
            .collect()
    })
}

const ODD: &[&str] = &[
    "\u{0}",
    "\u{1b}[31m",
    "\r\n",
    "\t",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "ǅ",
    "👩‍👩‍👧‍👦",
    "🙏🏽",
    "🇹🇷",
    "!!!",
    "???",
    "…",
    "{{",
    "}}",
    "[",
    "]",
    "<",
    ">",
    "#",
    "@",
    "%",
    "€",
    "https://",
    "+1 555 0142",
    "a@b.c",
    "сорри",
    "آسف",
    "क्षमा",
    "ขอโทษ",
    "对不起",
    "𝕊𝕠𝕣𝕣𝕪",
    "s0rry",
    "soooorry",
    "\u{e000}",
    "�",
    ".",
    ",",
    " ",
    "\n\n",
    "100%",
    "#1",
    "'",
    "’",
    "l’",
    "-",
    "—",
];

const PLACES: &[&str] = &[
    "US", "GB", "DE", "ES", "TR", "AU", "IN", "AE", "TH", "KR", "MX", "SG", "",
];
const PLATFORMS: &[&str] = &["x", "tiktok", "google-business", "tripadvisor", "unknown"];

fn check(draft: &Draft, comment: Option<&Comment>, desk: &Desk) -> Vec<Finding> {
    engine().check(draft, comment, desk)
}

fn inside(text: &str, finding: &Finding) -> bool {
    let range = finding.span.range();
    range.start <= range.end && text.get(range).is_some()
}

fn count(findings: &[Finding], rule: &str) -> usize {
    findings.iter().filter(|f| f.rule == rule).count()
}

/// Checks a draft and holds everything promised of it.
fn holds(draft: &Draft, comment: Option<&Comment>, desk: &Desk) -> Result<usize, String> {
    let findings = check(draft, comment, desk);
    for finding in &findings {
        if !inside(&draft.text, finding) {
            return Err(format!(
                "{} at {:?} is outside {:?}",
                finding.rule, finding.span, draft.text
            ));
        }
        let Some(fix) = &finding.fix else { continue };
        if draft.text.get(fix.span.range()).is_none() {
            return Err(format!(
                "the fix of {} is outside {:?}",
                finding.rule, draft.text
            ));
        }
        let mended = Draft {
            text: apply(&draft.text, fix),
            ..draft.clone()
        };
        let after = check(&mended, comment, desk);
        let fewer = count(&after, &finding.rule) < count(&findings, &finding.rule);
        let created = after
            .iter()
            .find(|f| count(&after, &f.rule) > count(&findings, &f.rule));
        if !fewer || created.is_some() {
            return Err(format!(
                "the fix of {} in {:?} gives {:?}",
                finding.rule, draft.text, mended.text
            ));
        }
    }
    Ok(findings.len())
}

fn desk_of(places: &[usize], incident: bool) -> Desk {
    Desk {
        audience: places
            .iter()
            .map(|at| PLACES[at % PLACES.len()].to_owned())
            .collect(),
        incident_active: incident,
        ..Desk::default()
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0..seeds().len()).prop_map(|at| seeds()[at].clone()),
        2 => (0..ODD.len()).prop_map(|at| ODD[at].to_owned()),
        1 => any::<String>(),
        1 => "\\PC{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_draft_under_any_comment_can_be_checked(
        pieces in prop::collection::vec(piece(), 0..6),
        comment in prop::option::of(prop::collection::vec(piece(), 0..3)),
        places in prop::collection::vec(0..PLACES.len(), 0..4),
        platform in prop::option::of(0..PLATFORMS.len()),
        incident in any::<bool>(),
    ) {
        let draft = Draft {
            text: pieces.join(" "),
            platform: platform.map(|at| PLATFORMS[at].to_owned()),
            thread_replies: Vec::new(),
        };
        let comment = comment.map(|parts| Comment::of_text(&parts.join(" ")));
        let verdict = holds(&draft, comment.as_ref(), &desk_of(&places, incident));
        prop_assert!(verdict.is_ok(), "{}", verdict.unwrap_err());
    }
}

/// A small generator of numbers, so that a failing case can be tried again from its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    fn boundary(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }

    fn mutate(&mut self, text: &mut String) {
        let at = self.boundary(text);
        match self.below(8) {
            0 | 1 => text.insert_str(at, ODD[self.below(ODD.len())]),
            2 => {
                let end = self.boundary(text);
                text.replace_range(at.min(end)..at.max(end), "");
            }
            3 => text.truncate(at),
            4 => text.insert_str(at, &seeds()[self.below(seeds().len())]),
            5 => *text = text.to_uppercase(),
            6 => {
                let mut words: Vec<&str> = text.split(' ').collect();
                let (a, b) = (self.below(words.len()), self.below(words.len()));
                words.swap(a, b);
                *text = words.join(" ");
            }
            _ => {
                let tail = text.split_off(at);
                text.insert_str(0, &tail);
            }
        }
    }
}

#[test]
fn mutated_drafts_never_break_checking() {
    let cases = std::env::var("BEDSIDE_FUZZ_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20_000u64);
    let start = std::env::var("BEDSIDE_FUZZ_SEED")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1u64);
    let mut with_findings = 0u64;
    for case in start..start + cases {
        let mut random = Random(case.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut text = seeds()[random.below(seeds().len())].clone();
        for _ in 0..random.below(6) {
            random.mutate(&mut text);
        }
        let comment = (random.below(8) == 0).then(|| {
            let mut comment = seeds()[random.below(seeds().len())].clone();
            random.mutate(&mut comment);
            Comment::of_text(&comment)
        });
        let places = [random.below(PLACES.len()), random.below(PLACES.len())];
        let draft = Draft {
            text,
            ..Draft::default()
        };
        match holds(
            &draft,
            comment.as_ref(),
            &desk_of(&places, random.below(5) == 0),
        ) {
            Ok(found) => with_findings += u64::from(found > 0),
            Err(message) => panic!("case {case}: {message}"),
        }
    }
    assert!(
        with_findings * 10 > cases,
        "the drafts tried hardly ever breach anything"
    );
}

#[test]
fn huge_drafts_are_checked_whole() {
    let sentence = "Thank you for choosing us for your surgery. ";
    let text = sentence.repeat(2_000);
    let draft = Draft {
        text,
        ..Draft::default()
    };
    let findings = check(&draft, None, &desk_of(&[0], false));
    assert!(findings.iter().filter(|f| f.rule == "US-1").count() >= 2_000);
    assert!(findings.iter().all(|f| inside(&draft.text, f)));
}
