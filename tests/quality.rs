//! What the readings come to on the written test comments must not fall behind what was recorded.
//!
//! `BEDSIDE_RECORD=1 cargo test --test quality` records new figures after a better model.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use bedside::command;
use bedside::training::data::{EVERYDAY, WRITTEN, load_written};
use bedside::training::evaluation::{of_source, read_held_out, written_figures};

/// How far a figure may fall.
const TOLERANCE: f64 = 0.01;

#[test]
fn no_figure_falls_behind_the_recorded_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let engine = command::engine().expect("the built-in packs load");
    let tags: Vec<String> = engine.packs.taxonomy.iter().map(|t| t.id.clone()).collect();
    let texts = load_written(&root.join("packs/comments"), &tags).expect("the comments load");
    let reads = read_held_out(&engine, &texts);
    let mut figures = written_figures(&engine, &of_source(&reads, WRITTEN));
    let everyday = written_figures(&engine, &of_source(&reads, EVERYDAY));
    figures.extend(
        everyday
            .into_iter()
            .map(|(name, f)| (format!("everyday {name}"), f)),
    );
    let file = root.join("tests/quality.toml");
    if env::var_os("BEDSIDE_RECORD").is_some() {
        let lines = figures
            .iter()
            .map(|(name, f)| format!("\"{name}\" = {f:.3}\n"));
        fs::write(&file, lines.collect::<String>()).expect("the figures can be written");
    }
    let recorded: BTreeMap<String, f64> =
        toml::from_str(&fs::read_to_string(&file).expect("figures are recorded"))
            .expect("the figures are a table of numbers");
    assert_eq!(
        recorded.keys().collect::<Vec<_>>(),
        figures.keys().collect::<Vec<_>>()
    );
    let fallen: Vec<String> = recorded
        .iter()
        .filter(|(name, was)| figures[*name] < *was - TOLERANCE)
        .map(|(name, was)| format!("{name}: {:.3}, recorded {was:.3}", figures[name]))
        .collect();
    assert!(fallen.is_empty(), "{fallen:#?}");
}
