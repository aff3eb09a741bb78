//! Millions of random and mutated texts through `check` and `read`: no panic, and every span on
//! character boundaries inside its text.
//!
//! `BEDSIDE_FUZZ_SECONDS` and `BEDSIDE_FUZZ_INPUTS` bound the run, `BEDSIDE_FUZZ_SEED` starts it.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::time::{Duration, Instant};

use bedside::comment::{Comment, Draft};
use bedside::desk::Desk;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Marks and scripts that are hard on offsets.
const ODD: &[&str] = &[
    "\u{0}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "👩‍👩‍👧",
    "🇹🇷",
    "{{",
    "}}",
    "[",
    "<",
    "#",
    "@",
    "https://",
    "+1 555 0142",
    "आप",
    "ขอบคุณ",
    "您的",
    "شكرا",
    "s0rry",
    "…",
    "\n",
];

/// Jurisdictions of the desks tried.
const PLACES: &[&str] = &[
    "US", "GB", "DE", "ES", "TR", "AU", "IN", "AE", "TH", "KR", "MX", "SG",
];

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(otherwise)
}

/// Drafts of the checking cases, to be cut, joined and spoilt.
fn seeds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checking");
    let mut seeds = Vec::new();
    for file in fs::read_dir(folder).expect("the cases are there").flatten() {
        let text = fs::read_to_string(file.path()).expect("a file of cases can be read");
        seeds.extend(
            text.lines()
                .filter_map(|line| line.get(2..))
                .map(str::to_owned),
        );
    }
    seeds.sort();
    seeds
}

/// A piece of a seed, cut at characters; odd marks; or anything at all.
fn piece(seeds: Vec<String>) -> impl Strategy<Value = String> {
    let cut =
        (prop::sample::select(seeds), any::<(u8, u8)>()).prop_map(|(seed, (from, length))| {
            let count = seed.chars().count();
            let from = usize::from(from) % count.max(1);
            let length = usize::from(length) % 120;
            // Half of the pieces keep their beginning, so that patterns still match.
            let from = if length.is_multiple_of(2) { 0 } else { from };
            seed.chars().skip(from).take(length).collect::<String>()
        });
    prop_oneof![
        6 => cut,
        2 => prop::sample::select(ODD).prop_map(str::to_owned),
        1 => prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
    ]
}

fn main() {
    let engine = bedside::command::engine().expect("the built-in packs load");
    let seconds = setting("BEDSIDE_FUZZ_SECONDS", 60);
    let most = setting("BEDSIDE_FUZZ_INPUTS", 10_000_000);
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&setting("BEDSIDE_FUZZ_SEED", 1).to_le_bytes());
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &seed),
    );
    let texts = prop::collection::vec(piece(seeds()), 1..4);
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut inputs, mut with_findings) = (0u64, 0u64);
    while inputs < most && Instant::now() < end {
        let text = texts
            .new_tree(&mut runner)
            .expect("pieces can always be drawn")
            .current()
            .join(" ");
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let place = PLACES[hasher.finish() as usize % PLACES.len()];
        let desk = Desk {
            seat: place.into(),
            ..Desk::default()
        };
        let draft = Draft {
            text: text.clone(),
            ..Draft::default()
        };
        let comment = Comment::of_text(&text);
        let findings = engine.check(&draft, inputs.is_multiple_of(4).then_some(&comment), &desk);
        for finding in &findings {
            assert!(
                text.get(finding.span.range()).is_some(),
                "{finding:?} in {text:?}"
            );
            if let Some(fix) = &finding.fix {
                assert!(text.get(fix.span.range()).is_some(), "{fix:?} in {text:?}");
            }
        }
        with_findings += u64::from(!findings.is_empty());
        let reading = engine.read(&comment);
        for tag in &reading.tags {
            for span in &tag.evidence {
                assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
            }
        }
        inputs += 1;
    }
    println!("{inputs} texts checked and read, {with_findings} with findings; nothing broke");
}
